"""JSON: one object, keys in a fixed order, amounts as strings."""

from typing import Any

import msgspec


def render(record: dict[str, Any]) -> str:
    """The record, indented by two, with a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"
