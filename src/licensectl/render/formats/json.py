"""JSON: one object, keys in a fixed order, amounts as strings."""

import re
from decimal import Decimal
from typing import Any

import msgspec

from licensectl.core.text import HIDDEN, as_text
from licensectl.render.formats import RenderContext
from licensectl.render.report import Report

# How str spells very small and very large decimals; compiled when JSON is written.
SCIENTIFIC = rb'"-?\d(?:\.\d+)?E[+-]\d+"'


def encoded(record: Any) -> bytes:
    """Return a record as JSON in one line, amounts in plain digits (0.0000001, never 1E-7)."""
    try:
        made = msgspec.json.encode(record, enc_hook=as_text)
    except UnicodeEncodeError:
        # Bytes of an argument that are no UTF-8.
        return msgspec.json.encode(plain(record))
    # Looked for in the bytes: hardly any record has one, and each of a large one would have to be looked at.
    return msgspec.json.encode(plain(record)) if re.search(SCIENTIFIC, made) else made


def plain(record: Any) -> Any:
    """Return a record as plain data, amounts as text in plain digits."""
    return _plain(msgspec.to_builtins(record, builtin_types=(Decimal,), enc_hook=as_text))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_plain(key): _plain(held) for key, held in value.items()}
    return [_plain(held) for held in value] if isinstance(value, list | tuple) else value


def render(report: Report, _: RenderContext) -> str:
    """Return the record of the report."""
    return written(report.record)


def written(record: dict[str, Any]) -> str:
    """Return the record, indented by two, with a newline at the end."""
    return escaped(msgspec.json.format(encoded(record), indent=2).decode()) + "\n"


def escaped(text: str) -> str:
    """Return JSON with hidden characters of its strings as escapes, which mean the same and cannot steer a terminal."""
    return HIDDEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
