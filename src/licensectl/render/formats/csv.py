"""CSV and TSV: RFC 4180 for programs, and the dialect that an Italian Excel opens by double click."""

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

from licensectl.render.cells import CONTROL, seen_by, stored
from licensectl.render.report import Column, CsvForm, Report

FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What Excel would turn into a number although it is an id: 0001, 6E10.
NUMBERLIKE = re.compile(r"\d+([eE]\d+)?", re.ASCII)
DIALECTS = {"rfc4180": CsvForm(), "excel-it": CsvForm(delimiter=";", decimal=",", bom=True, guard=True, ids=True)}


def render(report: Report, dialect: str = "rfc4180", delimiter: str = ",") -> str:
    """The main table with its keys as header, in the report's own form or else the dialect's; `excel-it`: `;`, decimal comma, BOM."""
    form = report.csv or DIALECTS[dialect]
    out = StringIO()
    separator = form.delimiter if form.delimiter != "," else delimiter
    writer = csv.writer(out, delimiter=separator, lineterminator="\n" if delimiter == "\t" else "\r\n")
    columns = seen_by(report.table, "files")
    if form.header:
        writer.writerow([CONTROL.sub("", column.key) for _, column in columns])
    for row in report.table.rows:
        cells = [_cell(row[i], column, form) for i, column in columns]
        # Looked for in the whole row at once: hardly any has some.
        writer.writerow([CONTROL.sub("", cell) for cell in cells] if CONTROL.search("".join(cells)) else cells)
    return ("\ufeff" if form.bom else "") + out.getvalue()


def written(rows: Iterable[Sequence[str]], form: CsvForm) -> str:
    """Rows of clean text in this form: what is streamed, header and all."""
    out = StringIO()
    writer = csv.writer(out, delimiter=form.delimiter, lineterminator="\r\n")
    writer.writerows([[_guarded(cell, form) for cell in row] for row in rows] if form.guard else rows)
    return out.getvalue()


def _guarded(cell: str, form: CsvForm) -> str:
    return "'" + cell if form.guard and cell.startswith(FORMULA) else cell


def _cell(cell: Any, column: Column, form: CsvForm) -> str:
    if not isinstance(cell, str):
        text = stored(cell)
        return text.replace(".", form.decimal) if form.decimal != "." and isinstance(cell, Decimal) else text
    spoiled = (form.guard and cell.startswith(FORMULA)) or (form.ids and column.kind == "id" and NUMBERLIKE.fullmatch(cell))
    return "'" + cell if spoiled else cell
