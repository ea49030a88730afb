"""Read JSON as people save it: strict, pasted with comments and typographic quotes, a value per line, or from Windows PowerShell."""

import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from licensectl.core.json_checks import RepeatedKeyError, as_object, line_of_repeated, too_full, too_long
from licensectl.core.reasons import json_reason
from licensectl.domain.orders import messages
from licensectl.domain.purchases.product_keys import has_key
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_

# Thousands of orders with ten thousands of lines.
MOST_BYTES, MOST_VALUES = 16 << 20, 1_000_000
# A string, ended by the mark that began it or by any typographic one, or a comment. An unended string is left to the parser.
TOKEN = re.compile(r"""("(?:\\.|[^"\\\n])*")|[“”„‟]((?:\\.|[^"“”„‟\\\n])*)["“”„‟]|//[^\n]*|/\*.*?(?:\*/|\Z)""", re.DOTALL)
LAST_COMMA = re.compile(r"""("(?:\\.|[^"\\\n])*")|,(?=\s*[\]}])""", re.DOTALL)


class JsonValue(NamedTuple):
    """A value of a file, keys in lower case: where it stands, and why it cannot be read or how it had to be cleaned.

    The value of a line that cannot be read is its text.
    """

    where: str
    value: Any
    problems: list[Problem] = []

    @property
    def unreadable(self) -> bool:
        """Return True if nothing could be read."""
        return any(problem.severity == "error" for problem in self.problems)


def values(content: bytes, name: str) -> Iterator[JsonValue]:
    """Yield the value of each line where every line holds one (JSON Lines), else the one value of the file.

    A line that cannot be read is a value with its problems. Raises LicensectlError if the whole file cannot be read.
    """
    text = decoded(content, name)
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines, 1) if line.strip()]
    if len(filled) < 2 or not _is_record(lines[filled[0] - 1]):
        yield JsonValue(name, *_loose(text, name))
        return
    for number in filled:
        where = f"{name}:{number}"
        try:
            yield JsonValue(where, *_loose(lines[number - 1], name, number))
        except LicensectlError as failure:
            yield JsonValue(where, lines[number - 1].strip(), list(failure.problems))


def _is_record(line: str) -> bool:
    try:
        return isinstance(json.loads(line, parse_float=str, parse_int=str), dict)
    except (ValueError, RecursionError):
        return False


def decoded(content: bytes, name: str) -> str:
    """Return the content as text: UTF-8, or UTF-16 with its mark, as Windows PowerShell writes it. Raises LicensectlError."""
    if reason := too_long(content, MOST_BYTES):
        raise LicensectlError(messages.LARGE_JSON.at(name, reason=reason))
    wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        where = name if wide else f"{name}:{content[: error.start].count(10) + 1}"
        raise LicensectlError(messages.NOT_JSON.at(where, reason=N_("not UTF-16") if wide else N_("not UTF-8"))) from None
    if not text.strip():
        raise LicensectlError(messages.NOT_JSON.at(name, reason=N_("it is empty")))
    if reason := too_full(text, MOST_VALUES):
        raise LicensectlError(messages.LARGE_JSON.at(name, reason=reason))
    return text


def key_remark(content: bytes, name: str) -> list[Problem]:
    """Return a warning where the file holds what looks like a product key; what is larger than a file may be is refused elsewhere."""
    return [messages.KEY_IN_FILE.at(name)] if has_key(content[:MOST_BYTES].decode("utf-8", "replace")) else []


def _loose(text: str, name: str, line: int = 1) -> tuple[Any, list[Problem]]:
    """Return the value, keys in lower case, and a remark where it had to be cleaned first.

    Raises LicensectlError if the text is not JSON, with file and line. No library is used: those that take JSON5 refuse typographic
    quotes, those that repair complete files that were cut, and all let the second of two equal keys win.
    """
    where = name if line == 1 else f"{name}:{line}"
    try:
        try:
            return _parse(text, where), []
        except json.JSONDecodeError:
            text = clean(text)
            return _parse(text, where), [messages.CLEANED.at(where)]
    except RepeatedKeyError as twice:
        raise LicensectlError(messages.KEY_TWICE.at(f"{name}:{line_of_repeated(text) + line - 1}", key=twice.key[:60])) from None
    except json.JSONDecodeError as error:
        raise LicensectlError(messages.NOT_JSON.at(f"{name}:{error.lineno + line - 1}", reason=json_reason(error))) from None


def clean(text: str) -> str:
    """Return the text without comments and commas before a closing bracket, its quotes straight; every line stays where it is."""
    return LAST_COMMA.sub(lambda found: found[1] or "", TOKEN.sub(_cleaned, text))


def _cleaned(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return "\n" * found[0].count("\n") if found[2] is None else f'"{found[2]}"'


def _lowered(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key.lower(): value for key, value in as_object(pairs).items()}


def _parse(text: str, name: str) -> Any:
    try:
        value = json.loads(text, object_pairs_hook=_lowered, parse_float=Decimal, parse_constant=lambda word: None)
        if "\\ud" in text.lower():
            json.dumps(value, ensure_ascii=False, default=str).encode()
        return value
    except (json.JSONDecodeError, RepeatedKeyError):
        raise
    except UnicodeEncodeError:
        raise LicensectlError(messages.NOT_JSON.at(name, reason=N_("half of a surrogate pair"))) from None
    except (RecursionError, ValueError) as error:
        reason = N_("nested too deeply") if isinstance(error, RecursionError) else N_("a number too long")
        raise LicensectlError(messages.NOT_JSON.at(name, reason=reason)) from None
