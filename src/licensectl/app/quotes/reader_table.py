"""Read a request from a table of lines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, BinaryIO

from licensectl.app.quotes.reader_yaml import PRODUCT_COLUMNS, UntypedRequest
from licensectl.core.text import Firsts
from licensectl.domain.customers.model import Customer
from licensectl.domain.quotes import messages_batch as messages
from licensectl.domain.quotes.model import OtherLine, RequestLine
from licensectl.errors import LicensectlError, Problem
from licensectl.facts.yaml_reader import Document, Path
from licensectl.tables.dates import OpenDateOrderError, day_of
from licensectl.tables.notices import further
from licensectl.tables.numbers import AROUND, Mark, parse_figure
from licensectl.tables.table import Row, TableReader
from licensectl.tables.width import Width

FIGURES = ("quantity", "unit_price", "sell_price", "margin", "markup", "discount", "vat_rate", "shipping", "valid_days")
DAYS = ("date", "po_date")
IDS = ("sku", "part_number", "distributor_sku", "availability_id")


def speller(column: str, delimiter: str) -> Callable[[str], str]:
    """How a cell of `column` becomes the one spelling of requests, in a table that this delimiter stands in.

    What is no figure and no day, or could be two, stays as it is, to be refused as such. Programs that write `;` write the day
    before the month.
    """
    if column in FIGURES:
        return _figure
    if column in DAYS:
        return lambda text: _day(text.strip(AROUND), delimiter)
    return _id if column in IDS else _stripped


def two_figures(text: str) -> tuple[str, str] | None:
    """The two figures that a cell can be, where one sign leaves open whether it groups thousands or begins decimals: `1.000`."""
    found = parse_figure(text.strip(AROUND).removesuffix("%"))
    if found is None or not found.other:
        return None
    point: Mark = "." if found.other == "." else ","
    comma: Mark = "," if found.other == "." else "."
    return found.plain(comma) or "", found.plain(point) or ""


def _stripped(text: str) -> str:
    return text.strip(AROUND)


def _id(text: str) -> str:
    return text.strip(AROUND).removeprefix("'")


def _figure(text: str) -> str:
    cell = text.strip(AROUND)
    if cell.isdecimal() and cell.isascii():
        return cell
    found = parse_figure(cell.removesuffix("%"))
    return (found.plain(None) if found else None) or cell


def _day(cell: str, delimiter: str) -> str:
    try:
        found = day_of(cell)
    except OpenDateOrderError:
        found = day_of(cell, "dmy") if delimiter == ";" else None
    return found.isoformat() if found else cell


NOT_COLUMNS = ("where", "places", "special_price")
OUR_OWN = "microsoft"
LINE = tuple(name for name in RequestLine.__struct_fields__ if name not in NOT_COLUMNS)
OTHER = tuple(name for name in OtherLine.__struct_fields__ if name not in NOT_COLUMNS)
# What holds for a whole request and can be said in a cell; margin, markup and discount in a row are the line's.
WHOLE = ("number", "date", "valid_days", "program", "market", "currency", "segment", "po_number", "po_date", "shipping")
CUSTOMER = {"customer": "name"} | {f"customer_{name}": name for name in Customer.__struct_fields__ if name not in ("name", "mca")}
COLUMNS = tuple(dict.fromkeys((*LINE, *OTHER, *WHOLE, *CUSTOMER)))


class RequestTable:
    """The requests of a table, one after the other, each from neighbouring rows; `by` names the column that tells them apart.

    `said` is what holds where no column says otherwise. LicensectlError for a table that is none, has columns that mean nothing, or whose
    rows of one request do not stand together.
    """

    def __init__(self, content: bytes | BinaryIO, name: str, said: Mapping[str, Any], by: str | None = None) -> None:
        self._by = by.strip().lower() if by else None
        self._table = TableReader(content, name, self._lacks)
        self._said = said
        self._header = [cell.strip().lower() for cell in self._table.header]
        self._check_header()
        self._width = Width(self._table, {column: place for place, column in enumerate(self._header) if column})
        self._read = [(place, column, speller(column, self._table.delimiter)) for place, column in enumerate(self._header) if column]
        if self._by:
            self._require_neighbours()

    def __iter__(self) -> Iterator[UntypedRequest]:
        """Yield each request as a YAML file would hold it, its places being the rows; the label is what its rows share."""
        held: list[Row] = []
        label = ""
        for row in self._table:
            of_row = self._label(row[1])
            if held and of_row != label:
                yield self._request(label, held)
                held = []
            label = of_row
            held.append(row)
        if held:
            yield self._request(label, held)

    def _lacks(self, cells: Sequence[str]) -> int:
        known = {cell.strip().lower() for cell in cells}
        return ("quantity" not in known) + (not known & PRODUCT_COLUMNS) + (self._by is not None and self._by not in known)

    def _check_header(self) -> None:
        where, known = f"{self._table.name}:{self._table.header_row}", [*COLUMNS, *([self._by] if self._by else [])]
        if self._lacks(self._header):
            if self._by and self._by not in self._header:
                raise LicensectlError(messages.NO_COLUMN.at(where, column=self._by, columns=", ".join(filter(None, self._header))[:200]))
            raise LicensectlError(messages.NOT_LINES.at(where, columns=", ".join(filter(None, self._header))[:200] or "—"))
        wrong = [messages.COLUMN.at(where, column=column[:60], hint=_near(column)) for column in self._header if column not in ("", *known)]
        wrong += [messages.TWICE.at(where, column=column) for column in known if self._header.count(column) > 1]
        if wrong:
            raise LicensectlError(*wrong)

    def _require_neighbours(self) -> None:
        """A request whose rows lie apart would be made in parts, each of them wrong: nothing is made then."""
        last: dict[str, int] = {}
        before = None
        wrong = Firsts[Problem]()
        with self._table.again() as other:
            for number, record in other:
                label = self._label(record)
                if label != before and label in last and label:
                    wrong.add(messages.APART.at(f"{self._table.name}:{number}", column=self._by, value=label[:60], row=last[label]))
                last[label], before = number, label
        if wrong.count:
            raise LicensectlError(*wrong.shown, *further(wrong, self._table.name))

    def _label(self, record: Sequence[str]) -> str:
        place = self._header.index(self._by) if self._by else -1
        return record[place].strip() if 0 <= place < len(record) else ""

    def _request(self, label: str, rows: Sequence[Row]) -> UntypedRequest:
        made = _RequestBuilder(self._said, f"{self._table.name}:{rows[0][0]}")
        if self._by and not label:
            made.problems.append(messages.BLANK.at(made.places[()], column=self._by))
        for number, record in rows:
            where = f"{self._table.name}:{number}"
            fitted = self._width.fitted(record)
            if fitted is None:
                made.problems.append(self._width.message(record, where))
                continue
            cells = {column: cell for place, column, spell in self._read if (cell := spell(fitted[place]))}
            made.problems += _open_figures(cells, where)
            made.add(cells, where)
        return UntypedRequest(Document(self._table.name, made.value, made.places), made.problems, label)


class _RequestBuilder:
    """A request that grows row by row."""

    def __init__(self, said: Mapping[str, Any], where: str) -> None:
        self.value: dict[str, Any] = {**said, "lines": [], "other": []}
        self.places: dict[Path, str] = {(): where}
        self.problems: list[Problem] = []
        self._cells: dict[str, str] = {}

    def add(self, cells: dict[str, str], where: str) -> None:
        """A row: what it says of the request, and its line."""
        for column, cell in cells.items():
            if column in WHOLE or column in CUSTOMER:
                self._whole(column, cell, where)
        kind = "other" if cells.get("vendor", OUR_OWN).casefold() != OUR_OWN else "lines"
        # The title of a product of ours is the catalogue's; what else has no place in such a line is refused with its name.
        left_out = ("vendor", "title") if kind == "lines" else ()
        line = {column: cell for column, cell in cells.items() if column in (*LINE, *OTHER) and column not in left_out}
        self.places[kind, len(self.value[kind])] = where
        self.value[kind].append(line)

    def _whole(self, column: str, cell: str, where: str) -> None:
        before = self._cells.setdefault(column, cell)
        if before != cell:
            self.problems.append(messages.DIFFERS.at(where, column=column, value=cell[:60], first=before[:60]))
        elif column in CUSTOMER:
            customer = self.value.get("customer")
            self.value["customer"] = {**(customer if isinstance(customer, dict) else {}), CUSTOMER[column]: cell}
            self.places.setdefault(("customer",), where)
        else:
            self.value[column] = cell
            self.places.setdefault((column,), where)


def _open_figures(cells: dict[str, str], where: str) -> Iterator[Problem]:
    """A figure that could be two is said here, and one that fails no check stands in for it."""
    for column in FIGURES:
        if column in cells and (both := two_figures(cells[column])):
            yield messages.OPEN_FIGURE.at(where, column=column, value=cells[column], one=both[0], other=both[1])
            cells[column] = "1"


def _near(column: str) -> str:
    return ", ".join(get_close_matches(column, COLUMNS, 3, 0.5)) or ", ".join(COLUMNS)
