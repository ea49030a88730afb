"""Invoice files: Partner Center's reconciliation CSV, what spreadsheets make of it, line items in JSON, a distributor's table."""

import zlib
from collections.abc import Sequence
from io import BytesIO

from licensectl.app.invoices.reader_columns import FIELDS, InvoiceMap, found_columns, lacking, refuse_other_kinds, spelled
from licensectl.app.invoices.reader_json import is_json, json_rows
from licensectl.app.invoices.reader_lines import Days, LineMaker
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.model import BadRow, Billed, InvoiceLine
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_
from licensectl.tables import messages as table_messages
from licensectl.tables.archive import GZIP, ZIP, damaged, unpacked
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.locale import Evidence, Style, look_for
from licensectl.tables.notices import assumed
from licensectl.tables.table import TableReader

# Ten times the largest export that is known of.
MOST_BYTES = 1 << 30
MOST_LINES = 600_000
MOST_SHOWN = 20
CHUNK = 1 << 16
AMOUNTS = ("quantity", "list_quantity", "unit_price", "list_price", "subtotal", "total")
DAYS = ("day", "charge_start")
Rows = list[tuple[int, tuple[str, ...]]]


def load_invoice(content: bytes, name: str, columns: InvoiceMap | None = None) -> tuple[Billed, list[Problem]]:
    """Return the lines of an invoice file and a warning for each row that cannot be read.

    Raise LicensectlError if the file is of another kind. The whole rows of a truncated file are read.
    """
    plain, cut = _unpacked(content, name)
    problems = [messages.CUT.at(name)] if cut else []
    if is_json(plain):
        rows, bad = json_rows(plain, name)
        days = Days(columns.date_order if columns else None, "mdy")
        style = Style(ColumnMap(decimal="."), _nothing)
        begun = Billed([], [BadRow(row=row) for row, _ in bad], cut)
        billed, found = _made(rows, FIELDS, name, LineMaker(style, days, {}), columns, begun)
        return billed, [*problems, *(problem for _, problem in bad), *found]
    return _of_table(plain, name, columns, cut, problems)


def _nothing() -> Evidence:
    return Evidence(decimal=".")


def _of_table(content: bytes, name: str, columns: InvoiceMap | None, cut: bool, problems: list[Problem]) -> tuple[Billed, list[Problem]]:
    table = TableReader(
        content, name, lambda cells: len(lacking(found_columns(cells, columns), columns)), columns.table if columns else None
    )
    where = f"{name}:{table.header_row}"
    places = found_columns(table.header, columns)
    missing = lacking(places, columns)
    if missing:
        for number, row in table.top:
            refuse_other_kinds(row, f"{name}:{number}")
        raise LicensectlError(messages.NOT_RECON.at(where, missing=", ".join(missing)))
    style = _style(table, [places[field] for field in AMOUNTS if field in places], columns)
    try:
        rows = _rows(table, places, name)
    except LicensectlError as failure:
        # Nothing below a place where the table ends to be one can be told apart.
        rows = failure.rows if isinstance(failure, _BrokenError) else []
        if not rows:
            raise
        problems, cut = [*problems, *failure.problems], True
    rule = "mdy" if table.delimiter == "," else None
    days = Days(columns.date_order if columns else None, rule)  # type: ignore[arg-type]
    billed, found = _made(rows, list(places), name, LineMaker(style, days, {}), columns, Billed([], [], cut))
    return billed, [*assumed(table, style), *problems, *found]


class _BrokenError(LicensectlError):
    """A table that breaks off at some row, and the rows before it."""

    def __init__(self, rows: Rows, *problems: Problem) -> None:
        super().__init__(*problems)
        self.rows = rows


def _rows(table: TableReader, places: dict[str, int], name: str) -> Rows:
    header = [spelled(cell) for cell in table.header]
    named = list(places.values())
    known: dict[str, str] = {}
    rows: Rows = []
    width = 0
    try:
        for row, record in table:
            if spelled(record[0]) == header[0] and [spelled(cell) for cell in record] == header:
                # Blobs that were joined repeat the header.
                continue
            width = len(record)
            cells = [record[place] if place < width else "" for place in named]
            # Most cells repeat those of other rows. A number of a workbook equals its text and is none.
            rows.append((row, tuple([known.setdefault(cell, cell) if type(cell) is str else cell for cell in cells])))
            if len(rows) > MOST_LINES:
                raise LicensectlError(messages.TOO_MANY.at(name, most=MOST_LINES))
    except LicensectlError as failure:
        raise _BrokenError(rows, *failure.problems) from None
    if rows and table.delimiter and not table.ended and width < len(header):
        # The last line has neither its end nor all of its cells.
        raise _BrokenError(rows[:-1], messages.CUT.at(f"{name}:{rows[-1][0]}"))
    return rows


def _made(
    rows: Rows, fields: Sequence[str], name: str, maker: LineMaker, columns: InvoiceMap | None, begun: Billed
) -> tuple[Billed, list[Problem]]:
    """Return the lines of the rows, with the map's defaults, and their problems."""
    if not rows:
        raise LicensectlError(messages.EMPTY.at(name))
    preset = columns.defaults if columns else {}
    days = [place for place, field in enumerate(fields) if field in DAYS]
    maker.days.settle({cells[place].strip().lstrip("'") for _, cells in rows for place in days if cells[place]}, name)
    lines: list[InvoiceLine] = []
    bad: list[BadRow] = list(begun.bad)
    wrong: list[Problem] = []
    for row, held in rows:
        cells = dict(zip(fields, held, strict=True))
        for field, value in preset.items():
            if not cells.get(field, "").strip():
                cells[field] = value
        made = maker.line(row, cells)
        if isinstance(made, InvoiceLine):
            lines.append(made)
            if made.broken_id:
                wrong.append(messages.EXPONENT.at(f"{name}:{row}", value=made.broken_id[:40]))
        else:
            wrong.append(made[0]._replace(where=f"{name}:{row}"))
            bad.append(made[1])
    if maker.days.open_:
        wrong.insert(0, messages.OPEN_DAYS.at(name, value=maker.days.open_[0]))
    return Billed(lines, bad, begun.cut), _few(wrong, name)


def _few(problems: list[Problem], name: str) -> list[Problem]:
    hidden = len(problems) - MOST_SHOWN
    return [*problems[:MOST_SHOWN], messages.MORE_ROWS.at(name, count=hidden)] if hidden > 0 else problems


def _style(table: TableReader, amounts: list[int], columns: InvoiceMap | None) -> Style:
    """Figures with a point in a file as downloaded, with commas between its cells; else as the file itself shows."""
    if columns and columns.decimal:
        return Style(columns.table, lambda: look_for(table, amounts, []))
    return Style(ColumnMap(decimal=".") if table.delimiter == "," else None, lambda: look_for(table, amounts, []))


def _unpacked(content: bytes, name: str) -> tuple[bytes, bool]:
    """Return the text of a gzip of one or several members, and whether it is truncated; then without its last, broken line."""
    if content.startswith(ZIP):
        found = unpacked(BytesIO(content), name)
        # A workbook is such an archive itself.
        with damaged(name):
            content = content if found.workbook else found.source.read(MOST_BYTES + 1)
    if not content.startswith(GZIP):
        if len(content) > MOST_BYTES:
            raise LicensectlError(table_messages.TOO_LONG.at(name))
        return content, False
    out, place, cut = bytearray(), 0, False
    while place < len(content) and not cut:
        member = zlib.decompressobj(wbits=31)
        while not member.eof and not cut and place < len(content):
            chunk = content[place : place + CHUNK]
            place += len(chunk)
            try:
                out += member.decompress(chunk)
            except zlib.error:
                cut = True
            if len(out) > MOST_BYTES:
                raise LicensectlError(table_messages.TOO_LONG.at(name))
        cut = cut or not member.eof
        place -= len(member.unused_data)
        # Tapes and some servers fill up with zeros.
        while content[place : place + 1] == b"\0":
            place += 1
    if cut:
        out = out[: out.rfind(b"\n") + 1]
        if not out:
            raise LicensectlError(table_messages.ARCHIVE.at(name, reason=N_("cut off")))
    return bytes(out), cut


__all__ = ["FIELDS", "load_invoice"]
