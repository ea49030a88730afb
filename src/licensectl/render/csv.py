"""CSV and TSV: RFC 4180 for programs, and the dialect that an Italian Excel opens by double click."""

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

from licensectl.render.cells import CONTROL, seen_by, stored
from licensectl.reports.report import Column, CsvForm, Report

FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What Excel would turn into a number although it is an id: 0001, 6E10.
NUMBERLIKE = re.compile(r"\d+([eE]\d+)?", re.ASCII)
# Cells that are kept quoted at once.
KEPT = 50_000
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


class Lines(dict[str, str]):
    """Lines of a long CSV in this form, of clean text: cells that come again and again are quoted once."""

    def __init__(self, form: CsvForm) -> None:
        super().__init__()
        self._form = form
        self._odd = frozenset((form.delimiter, '"', "\r", "\n"))

    def __missing__(self, cell: str) -> str:
        if len(self) >= KEPT:
            self.clear()
        written = self[cell] = self.once(cell)
        return written

    def line(self, first: str, cells: Iterable[str]) -> str:
        """A line that begins with a cell that hardly comes again."""
        quoted = first if first.isalnum() else self.once(first)
        return self._form.delimiter.join((quoted, *map(self.__getitem__, cells))) + "\r\n"

    def once(self, cell: str) -> str:
        """A cell as it is written."""
        guarded = _guarded(cell, self._form)
        if self._odd.isdisjoint(guarded):
            return guarded
        doubled = guarded.replace('"', '""')
        return f'"{doubled}"'


def _guarded(cell: str, form: CsvForm) -> str:
    return "'" + cell if form.guard and cell.startswith(FORMULA) else cell


def _cell(cell: Any, column: Column, form: CsvForm) -> str:
    if not isinstance(cell, str):
        text = stored(cell)
        return text.replace(".", form.decimal) if form.decimal != "." and isinstance(cell, Decimal) else text
    spoiled = (form.guard and cell.startswith(FORMULA)) or (form.ids and column.kind == "id" and NUMBERLIKE.fullmatch(cell))
    return "'" + cell if spoiled else cell
