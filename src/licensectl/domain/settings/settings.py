"""The settings in effect, each with its origin."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import asdict

from licensectl.domain.settings.profile import Profile
from licensectl.passwords import masked


class EffectiveSetting(NamedTuple):
    """A setting: `value` as text or as a figure, None if it is not set; `origin` an option, a variable, a file with its line, "" for what
    is built in."""

    name: str
    value: str | Decimal | None
    origin: str


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


def _maybe(value: Any) -> str | Decimal | None:
    if isinstance(value, Decimal):
        return value
    return None if value in (None, [], (), {}) else masked(_said(value))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
