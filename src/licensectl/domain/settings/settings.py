"""The settings in effect, each with its origin."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import asdict

from licensectl.domain.settings.profile import Profile

# What stands between a user's name and the host of an address.
PASSWORD = re.compile(
    r"((?://|postgres(?:ql)?:/{0,3}|^(?!\w+:/)(?=[^:/@\s\\]{2}))(?:(?!%3a)[^:/@\s])*)(?::|%3a).*@", re.IGNORECASE | re.DOTALL
)
# A parameter of an address or of a connection string: `key=value`, the value perhaps in quotes. It is sought at the beginnings of
# words alone, or a long word would be read once for each of its letters.
PARAMETER = r"(?<![^\s?&=;])([^\s?&=;]+)(\s*=\s*)('(?:[^'\\]|\\.)*'?|{value})"
IN_ADDRESS = re.compile(PARAMETER.format(value="[^&]*"))
IN_STRING = re.compile(PARAMETER.format(value=r"(?:\\.|[^\s\\])*"), re.DOTALL)
KEY = re.compile(r"(?<![^\s?&=;])([^\s?&=;]+)\s*=\s*")
SECRET = re.compile("passw|passphrase|pwd|secret|token", re.IGNORECASE)


class EffectiveSetting(NamedTuple):
    """A setting: `value` as text, None if it is not set; `origin` an option, a variable, a file with its line, "" for what
    is built in."""

    name: str
    value: str | None
    origin: str


def masked(text: str) -> str:
    """Return the text without the passwords of an address or a connection string, however they are spelled."""
    # Behind the last @ there is none, and looking for one would take as often as there are colons.
    end = text.rfind("@") + 1
    text = PASSWORD.sub(r"\1:***@", text[:end]) + text[end:]
    if ";" in text and "://" not in text:
        # `Server=…;Password=…`, as Windows writes it: such a password may hold spaces and semicolons.
        found = next((key for key in KEY.finditer(text) if SECRET.search(key[1])), None)
        text = f"{text[: found.end()]}***" if found else text
    return (IN_ADDRESS if "://" in text else IN_STRING).sub(_without_secret, text)


def _without_secret(match: re.Match[str]) -> str:
    from urllib.parse import unquote

    return f"{match[1]}{match[2]}***" if SECRET.search(unquote(match[1])) else match[0]


def options(values: Mapping[str, Any], origins: Mapping[str, str], place: Callable[[str], str]) -> Iterator[EffectiveSetting]:
    """Yield the common options; `place` tells where a settings file sets one."""
    for name, value in values.items():
        origin = origins.get(name, "")
        yield EffectiveSetting(name, _maybe(value), place(name) if origin == "settings" else origin)


def profile(held: Profile, place: Callable[[str], str], built_in: Mapping[str, Any]) -> Iterator[EffectiveSetting]:
    """Yield the profile, its records field by field; `place` returns the file and line of a key, "" if it is not set.

    `built_in` are the defaults of quotes.
    """
    for name, value in asdict(held).items():
        if isinstance(value, Struct):
            yield from (EffectiveSetting(f"profile.{name}.{part}", _maybe(said), place(name)) for part, said in asdict(value).items())
        elif isinstance(value, dict) and value:
            yield from (EffectiveSetting(f"profile.{name}.{part}", _maybe(said), place(name)) for part, said in value.items())
        else:
            yield EffectiveSetting(f"profile.{name}", _maybe(value if place(name) else built_in.get(name)), place(name))


def _maybe(value: Any) -> str | None:
    return None if value in (None, [], (), {}) else masked(_said(value))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
