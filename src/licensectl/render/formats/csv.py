"""CSV and TSV: RFC 4180 for programs, and the dialect that an Italian Excel opens by double click."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

from licensectl.core.spreadsheet import guarded
from licensectl.core.text import HIDDEN
from licensectl.render.cells import for_program, seen_by, stored
from licensectl.render.formats import RenderContext
from licensectl.render.report import Column, CsvForm, Report

DIALECTS = {"rfc4180": CsvForm(), "excel-it": CsvForm(delimiter=";", decimal=",", bom=True, guard=True, ids=True)}


def render(report: Report, context: RenderContext) -> str:
    """Return the main table as CSV in the dialect of the context."""
    return _table(report, context.dialect, ",")


def render_tsv(report: Report, context: RenderContext) -> str:
    """Return the main table with tabs between its cells."""
    return _table(report, context.dialect, "\t")


def _table(report: Report, dialect: str, delimiter: str) -> str:
    """Return the main table under its keys, in the form of the report or else of the dialect; `excel-it`: `;`, decimal comma, BOM."""
    form = report.csv or DIALECTS[dialect]
    out = StringIO()
    separator = form.delimiter if form.delimiter != "," else delimiter
    writer = csv.writer(out, delimiter=separator, lineterminator="\n" if delimiter == "\t" else "\r\n")
    columns = seen_by(report.table, "stream")
    if form.header:
        writer.writerow([HIDDEN.sub("", column.key) for _, column in columns])
    for row in report.table.rows:
        cells = [_cell(for_program(row[i]), column, form) for i, column in columns]
        # Searched in the whole row at once: few rows have any. They are removed first, for one may stand before a formula.
        if HIDDEN.search("".join(cells)):
            cells = [_cell(_shown(for_program(row[i])), column, form) for i, column in columns]
        writer.writerow(cells)
    return ("\ufeff" if form.bom else "") + out.getvalue()


def written(rows: Iterable[Sequence[str]], form: CsvForm) -> str:
    """Return rows of clean text in this form: all that is streamed, header included."""
    out = StringIO()
    writer = csv.writer(out, delimiter=form.delimiter, lineterminator="\r\n")
    writer.writerows([[guarded(cell) for cell in row] for row in rows] if form.guard else rows)
    return out.getvalue()


def _shown(cell: Any) -> Any:
    return HIDDEN.sub("", cell) if isinstance(cell, str) else cell


def _cell(cell: Any, column: Column, form: CsvForm) -> str:
    if not isinstance(cell, str):
        text = stored(cell)
        return text.replace(".", form.decimal) if form.decimal != "." and isinstance(cell, Decimal) else text
    return guarded(cell, form.guard, form.ids and column.kind == "id")
