"""Rows of text as a stream: CSV, TSV or JSON Lines, a chunk at a time."""

import csv
import re
from collections.abc import Callable, Sequence
from io import StringIO

import msgspec

from licensectl.core.spreadsheet import guarded
from licensectl.core.text import as_text
from licensectl.render.report import CsvForm

NUMBER = re.compile(r"[-+]?\d+([.,]\d+)*", re.ASCII)
Row = Sequence[str]
Encode = Callable[[Sequence[Row]], bytes]


def encoder(
    form: str, header: Sequence[str], dialect: CsvForm, ids: Sequence[int] = (), figures: Sequence[int] = ()
) -> tuple[bytes, Encode]:
    """Return the bytes before the rows, and a function that makes bytes of rows under `header`.

    `ids` are the places of ids, `figures` those of exact amounts with a point. Text stays as it is but for what keeps a
    spreadsheet from taking it for a formula or an id for a number, where the dialect is one for spreadsheets.
    """
    if form == "jsonl":
        names = _unlike(header)
        return b"", lambda rows: b"".join(_object(names, row, figures) for row in rows)
    delimiter, end = ("\t", "\n") if form == "tsv" else (dialect.delimiter, "\r\n")
    spoiled = set(ids) if dialect.ids else set()
    commas = set(figures) if dialect.decimal != "." else set()

    def encode(rows: Sequence[Row]) -> bytes:
        if dialect.guard:
            rows = [[_cell(text, place in spoiled, place in commas) for place, text in enumerate(row)] for row in rows]
        out = StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
        return out.getvalue().encode("utf-8", "replace")

    return ("\ufeff" if dialect.bom and form == "csv" else "").encode() + encode([header]), encode


def _cell(text: str, is_id: bool, is_figure: bool) -> str:
    if is_figure:
        return text.replace(".", ",")
    # All cells are texts here: one that is a signed figure is no formula.
    return text if text.startswith(("+", "-")) and NUMBER.fullmatch(text) else guarded(text, ids=is_id)


def _object(names: Sequence[str], row: Row, figures: Sequence[int]) -> bytes:
    cells: dict[str, str | None] = dict(zip(names, row, strict=True))
    for place in figures:
        # A blank in an added column means unknown; in the user's columns it is text.
        cells[names[place]] = cells[names[place]] or None
    return msgspec.json.encode(cells, enc_hook=as_text) + b"\n"


def _unlike(header: Sequence[str]) -> list[str]:
    """Return the header with a number behind a name that was there before: an object has each key once."""
    names: list[str] = []
    for name in header:
        names.append(name if name not in names else f"{name}_{len(names) + 1}")
    return names
