"""JSON Lines: the rows of the main table, one object each, under the keys that head the CSV."""

from decimal import Decimal
from typing import Any

import msgspec

from licensectl.core.text import as_text
from licensectl.render.cells import for_program, seen_by
from licensectl.render.formats import RenderContext
from licensectl.render.formats.json import escaped
from licensectl.render.report import Report


def render(report: Report, _: RenderContext) -> str:
    """Return a line per row: amounts as strings, days as ISO, a blank as null."""
    columns = seen_by(report.table, "stream")
    rows = ({column.key: _cell(for_program(row[i])) for i, column in columns} for row in report.table.rows)
    return "".join(escaped(msgspec.json.encode(row, enc_hook=as_text).decode()) + "\n" for row in rows)


def _cell(cell: Any) -> Any:
    return format(cell, "f") if isinstance(cell, Decimal) else cell
