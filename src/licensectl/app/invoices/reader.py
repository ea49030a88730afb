"""Invoice files: Partner Center's reconciliation CSV, what spreadsheets make of it, line items in JSON, a distributor's table."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from typing import BinaryIO, Protocol

from msgspec import Struct

from licensectl.app.invoices.reader_columns import FIELDS as JSON_FIELDS
from licensectl.app.invoices.reader_columns import InvoiceMap, found_columns, lacking, refuse_other_kinds, spelled
from licensectl.app.invoices.reader_days import Days
from licensectl.app.invoices.reader_json import is_json, json_rows
from licensectl.app.invoices.reader_lines import Beside, LineMaker
from licensectl.app.invoices.reader_packed import plain
from licensectl.core.text import MOST_SHOWN
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.model import BadRow, Billed, InvoiceLine
from licensectl.errors import LicensectlError, Problem
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.locale import Evidence, Style, look_for
from licensectl.tables.messages import FORMULAS
from licensectl.tables.notices import assumed
from licensectl.tables.table import TableReader

MOST_LINES = 2_000_000
AMOUNTS = ("quantity", "list_quantity", "unit_price", "list_price", "subtotal", "total")
MONEY = ("unit_price", "list_price", "subtotal", "total")
Row = tuple[int, Sequence[str]]


class Taker(Protocol):
    """Takes the rows of a file, one by one and in their order."""

    def add(self, line: InvoiceLine) -> None:
        """Take a line."""

    def add_bad(self, bad: BadRow) -> None:
        """Take a row that cannot be read."""


class _Lists(Struct):
    """Rows in memory."""

    lines: list[InvoiceLine] = []
    bad: list[BadRow] = []

    def add(self, line: InvoiceLine) -> None:
        self.lines.append(line)

    def add_bad(self, bad: BadRow) -> None:
        self.bad.append(bad)


def load_invoice(content: bytes, name: str, columns: InvoiceMap | None = None) -> tuple[Billed, list[Problem]]:
    """Return the lines of an invoice file and a warning for each row that cannot be read. Raises as `read_invoice`."""
    begun: list[_Lists] = []

    def begin() -> _Lists:
        begun.append(_Lists())
        return begun[-1]

    cut, problems = read_invoice(BytesIO(content), name, columns, begin)
    return Billed(begun[-1].lines, begun[-1].bad, cut), problems


def read_invoice(source: BinaryIO, name: str, columns: InvoiceMap | None, begin: Callable[[], Taker]) -> tuple[bool, list[Problem]]:
    """Read an invoice file; return whether it is truncated, and a warning for each row that cannot be read.

    `begin` returns what takes the rows. It is called again, to take all of them anew, if the last of them show that days of earlier
    ones were misread. Raise LicensectlError if the file is of another kind. The whole rows of a truncated file are read.
    """
    text, cut = plain(source, name)
    made = _Pass(name, [messages.CUT.at(name)] if cut else [], cut)
    start = text.read(64)
    text.seek(0)
    if is_json(start):
        days = Days(columns.date_order if columns else None, "mdy")
        style = Style(ColumnMap(decimal="."), lambda: Evidence(decimal="."))
        maker = LineMaker(JSON_FIELDS, style, days, columns.defaults if columns else {})
        made.read_json(text, maker, begin)
        while not days.settled(name):
            made.read_json(text, maker, begin)
        return made.cut, made.problems(days)
    return _of_table(text, columns, begin, made)


def _of_table(text: BinaryIO, columns: InvoiceMap | None, begin: Callable[[], Taker], made: "_Pass") -> tuple[bool, list[Problem]]:
    name = made.name
    table = TableReader(text, name, lambda cells: len(lacking(found_columns(cells, columns), columns)), columns.table if columns else None)
    places = found_columns(table.header, columns)
    missing = lacking(places, columns)
    if missing:
        for number, row in table.top:
            refuse_other_kinds(row, f"{name}:{number}")
        raise LicensectlError(messages.NOT_RECON.at(f"{name}:{table.header_row}", missing=", ".join(missing)))
    figures = [places[field] for field in (*AMOUNTS, "rate") if field in places]
    if formulas := table.formulas(figures):
        raise LicensectlError(*(FORMULAS.at(f"{name}:{row}", column=" ".join(table.header[place].split())) for row, place in formulas))
    style = _style(table, [places[field] for field in AMOUNTS if field in places], columns)
    rule = "mdy" if table.delimiter == "," else None
    days = Days(columns.date_order if columns else None, rule)  # type: ignore[arg-type]
    by_column = {place: field for field, place in places.items()}
    fields = [by_column.get(place, "") for place in range(len(table.header))]
    # Two fields may be one column of a map.
    shared = [(field, place) for field, place in places.items() if by_column[place] != field]
    # A workbook may show the currency of an amount without holding it in the cell.
    priced = {field: places[field] for field in MONEY if field in places}
    beside = Beside(priced, table.signs_beside(tuple(priced.values())))
    maker = LineMaker([*fields, *(field for field, _ in shared)], style, days, columns.defaults if columns else {}, beside)
    more = [place for _, place in shared]
    made.read_table(table, maker, begin(), more)
    while not days.settled(name):
        with table.again() as other:
            made.read_table(other, maker, begin(), more)
    return made.cut, [*assumed(table, style), *made.problems(days)]


class _Pass:
    """One reading of a file, the last of several."""

    def __init__(self, name: str, said: list[Problem], cut: bool) -> None:
        self.name = name
        self._begun, self._said = cut, said
        self._anew()

    def _anew(self) -> None:
        self.cut = self._begun
        self._broken: list[Problem] = []
        self._wrong: list[Problem] = []
        self._hidden = 0
        self._count = 0

    def problems(self, days: Days) -> list[Problem]:
        """Return the problems of the file and those of the first bad rows."""
        first = [messages.OPEN_DAYS.at(self.name, value=days.open_[0])] if days.open_ else []
        shown = [*first, *self._wrong][:MOST_SHOWN]
        hidden = len(first) + len(self._wrong) + self._hidden - len(shown)
        rest = [messages.MORE_ROWS.at(self.name, count=hidden)] if hidden else []
        return [*self._said, *self._broken, *shown, *rest]

    def read_json(self, source: BinaryIO, maker: LineMaker, begin: Callable[[], Taker]) -> None:
        """Read line items in JSON."""
        self._anew()
        bad: list[tuple[int, Problem]] = []
        taker = begin()
        self._take(json_rows(source, self.name, bad), maker, taker)
        for row, problem in bad:
            taker.add_bad(BadRow(row=row))
            self._complain(problem)

    def read_table(self, table: TableReader, maker: LineMaker, taker: Taker, more: Sequence[int]) -> None:
        """Read the rows of a table; `more` are columns that two fields have."""
        self._anew()
        rows = self._rows(table)
        self._take(((row, [*record, *(record[place] for place in more)]) for row, record in rows) if more else rows, maker, taker)

    def _take(self, rows: Iterable[Row], maker: LineMaker, taker: Taker) -> None:
        for row, record in rows:
            self._count += 1
            made = maker.line(row, record)
            if isinstance(made, InvoiceLine):
                taker.add(made)
                if made.broken_id:
                    self._complain(messages.EXPONENT.at(f"{self.name}:{row}", value=made.broken_id[:40]))
            else:
                self._complain(made[0]._replace(where=f"{self.name}:{row}"))
                taker.add_bad(made[1])
        if not self._count:
            raise LicensectlError(messages.EMPTY.at(self.name))

    def _complain(self, problem: Problem) -> None:
        if len(self._wrong) < MOST_SHOWN:
            self._wrong.append(problem)
        else:
            self._hidden += 1

    def _rows(self, table: TableReader) -> Iterator[Row]:
        """Yield the rows; where the table ends to be one, nothing below can be told apart. A repeated header is left out."""
        header = [spelled(cell) for cell in table.header]
        longest = max(map(len, table.header[:1])) + 8
        last: Row | None = None
        width = 0
        try:
            for row, record in table:
                first = record[0]
                # Blobs that were joined repeat the header.
                if len(first) <= longest and spelled(first) == header[0] and [spelled(cell) for cell in record] == header:
                    continue
                if last:
                    yield last
                    if self._count >= MOST_LINES:
                        raise LicensectlError(messages.TOO_MANY.at(self.name, most=MOST_LINES))
                last, width = (row, record), len(record)
        except LicensectlError as failure:
            if last is None:
                raise
            yield last
            self._broken, self.cut = list(failure.problems), True
            return
        if last and table.delimiter and not table.ended and width < len(header):
            # The last line has neither its end nor all of its cells.
            self._broken, self.cut = [messages.CUT.at(f"{self.name}:{last[0]}")], True
            if not self._count:
                raise LicensectlError(*self._broken)
        elif last:
            yield last


def _style(table: TableReader, amounts: list[int], columns: InvoiceMap | None) -> Style:
    """Return the style of figures: a decimal point in a file as downloaded (commas between cells), else what the file shows."""
    if columns and columns.decimal:
        return Style(columns.table, lambda: look_for(table, amounts, []))
    return Style(ColumnMap(decimal=".") if table.delimiter == "," else None, lambda: look_for(table, amounts, []))
