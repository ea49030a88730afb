"""CSV and TSV: RFC 4180 for programs, and the dialect that an Italian Excel opens by double click."""

import csv
import re
from decimal import Decimal
from io import StringIO
from typing import Any

from licensectl.render.cells import CONTROL, seen_by, stored
from licensectl.reports.report import Column, Report

FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What Excel would turn into a number although it is an id: 0001, 6E10.
NUMBERLIKE = re.compile(r"\d+([eE]\d+)?", re.ASCII)


def render(report: Report, dialect: str = "rfc4180", delimiter: str = ",") -> str:
    """The main table with its keys as header; `excel-it`: `;`, decimal comma, BOM, ids and formulas as text."""
    excel = dialect == "excel-it"
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if excel else delimiter, lineterminator="\r\n" if delimiter == "," else "\n")
    columns = seen_by(report.table, "files")
    writer.writerow([column.key for _, column in columns])
    for row in report.table.rows:
        writer.writerow([CONTROL.sub("", _excel(row[i], column) if excel else stored(row[i])) for i, column in columns])
    return ("\ufeff" if excel else "") + out.getvalue()


def _excel(cell: Any, column: Column) -> str:
    text = stored(cell)
    if isinstance(cell, Decimal):
        return text.replace(".", ",")
    if isinstance(cell, str) and (text.startswith(FORMULA) or (column.kind == "id" and NUMBERLIKE.fullmatch(text))):
        return "'" + text
    return text
