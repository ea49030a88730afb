"""JSON: one object, keys in a fixed order, amounts as strings."""

from typing import Any

import msgspec

from licensectl.render.formats import RenderContext
from licensectl.render.report import Report


def render(report: Report, _: RenderContext) -> str:
    """The record of the report."""
    return written(report.record)


def written(record: dict[str, Any]) -> str:
    """The record, indented by two, with a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"
