"""Read a request from a table of lines."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from licensectl.app.quotes.reader_cells import LineCells, Places
from licensectl.app.quotes.reader_columns import (
    CUSTOMER,
    LINE,
    OF_QUOTE,
    OTHER,
    PRODUCT,
    REGIME,
    WHOLE,
    column_of,
    is_made,
    near,
    squeezed,
)
from licensectl.app.quotes.reader_yaml import UntypedRequest
from licensectl.core.text import Firsts, listed
from licensectl.domain.quotes import messages_batch as messages
from licensectl.domain.quotes.model import NAMES
from licensectl.domain.quotes.tax import ORDINARY, REGIMES
from licensectl.errors import LicensectlError, Problem
from licensectl.facts.yaml_reader import Path, YamlDocument
from licensectl.tables.notices import further
from licensectl.tables.numbers import AROUND
from licensectl.tables.table import Row, TableReader
from licensectl.tables.width import Width

# Columns of every price sheet of Partner Center, as `squeezed` spells them.
SHEET = {"productid", "skuid", "effectivestartdate"}
# The label of a totals row, in place of a product.
TOTALS = re.compile(r"(grand |sub|sub-|gran )?tot(al|ale|ali|als|\.)?\b.*|somm[ae]\b.*|summe\b.*|sum\b.*|imponibile\b.*", re.IGNORECASE)

LINE_FIGURES = {"quantity", "unit_price", "sell_price"}

OUR_OWN = "microsoft"
BLANK = "—"
REGIMES_BY_NAME = {one.name: one for one in REGIMES}


class RequestTable:
    """The requests of a table, one after the other, each from neighbouring rows; `by` names the column that tells them apart.

    `said` has the values for columns that are missing. Raises LicensectlError if a file is not a table, has unknown columns, or whose
    rows of one request do not stand together.
    """

    def __init__(self, content: bytes | BinaryIO, name: str, said: Mapping[str, Any], by: str | None = None) -> None:
        self._by = by.strip().lower() if by else None
        self._table = TableReader(content, name, self._lacks)
        self._said = said
        self._header = [cell.strip().lower() for cell in self._table.header]
        self._columns: Places = [(place, column) for place, cell in enumerate(self._header) if (column := column_of(cell))]
        # An exported quote: it has both SKU and part number of each product, and totals rows.
        self._quote = any(is_made(cell) for cell in self._header)
        self._check_header()
        self._width = Width(self._table, {column: place for place, column in self._columns})
        self._cells = LineCells(self._table, self._columns)
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
        columns = {column_of(cell) for cell in cells}
        without_by = self._by is not None and self._by not in {cell.strip().lower() for cell in cells}
        return ("quantity" not in columns) + columns.isdisjoint(PRODUCT) + without_by

    def _check_header(self) -> None:
        where = f"{self._table.name}:{self._table.header_row}"
        if self._lacks(self._header):
            if SHEET.issubset(map(squeezed, self._header)):
                raise LicensectlError(messages.IS_SHEET.at(where))
            if self._by and self._by not in self._header:
                raise LicensectlError(messages.NO_COLUMN.at(where, column=self._by, columns=self._headers()))
            raise LicensectlError(messages.NOT_LINES.at(where, columns=self._headers() or "—"))
        known = {column for _, column in self._columns}
        if known.isdisjoint(NAMES) and "vendor" not in known:
            place = next(place for place, column in self._columns if column == "title")
            raise LicensectlError(messages.ONLY_TITLE.at(where, column=" ".join(self._table.header[place].split())[:60]))
        unknown = [cell for cell in self._header if cell and cell != self._by and not column_of(cell) and not is_made(cell)]
        wrong = [
            messages.COLUMN.at(where, column=cell[:60], hint=hint)
            if (hint := near(cell))
            else messages.COLUMN_FAR.at(where, column=cell[:60])
            for cell in unknown
        ]
        columns = [column for _, column in self._columns] + [cell for cell in self._header if cell == self._by and not column_of(cell)]
        wrong += [messages.TWICE.at(where, column=column) for column, count in Counter(columns).items() if count > 1]
        if wrong:
            raise LicensectlError(*wrong)

    def _headers(self) -> str:
        """Return the first headers of the file, for a message."""
        return listed([cell[:60] for cell in self._header if cell], 12)

    def _require_neighbours(self) -> None:
        """Raise LicensectlError if the rows of a request are not next to each other."""
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
            # An exported quote has a dash in a blank cell.
            fitted = self._width.fitted([cell if cell != BLANK else "" for cell in record] if self._quote else record)
            if fitted is None:
                made.problems.append(self._width.message(record, where))
                continue
            cells: dict[str, str] = self._cells.texts(fitted)
            figures = self._cells.figures(number, fitted)
            if not self._is_line(cells, figures):
                # The sums of an exported quote have no product, no quantity and no price.
                if self._quote and not any(column in cells for column in PRODUCT) and LINE_FIGURES.isdisjoint(figures):
                    continue
                if value := self._label_of_totals(fitted):
                    made.problems.append(messages.TOTALS_ROW.at(where, row=number, value=value[:60]))
                    continue
            made.problems += self._cells.uncalculated(number, fitted, where)
            cells |= figures
            if self._quote:
                cells = _named_once(cells)
            made.add(cells, where)
        return UntypedRequest(YamlDocument(self._table.name, made.value, made.places), made.problems, label, made.regime)

    def _is_line(self, cells: Mapping[str, str], figures: Mapping[str, str]) -> bool:
        """Return True if a row has a product and a quantity, unlike a row of sums."""
        named = [cells[column] for column in PRODUCT if column in cells]
        return "quantity" in figures and bool(named) and not TOTALS.fullmatch(named[0])

    def _label_of_totals(self, record: Sequence[str]) -> str:
        """Return the first text of a totals row; "" for any other row."""
        first = next((cell.strip(AROUND) for cell in record if cell.strip(AROUND)), "")
        return first if TOTALS.fullmatch(first) else ""


def _named_once(cells: dict[str, str]) -> dict[str, str]:
    """Return a line of an exported quote with one name of its product; its first column has the part number if there is no SKU."""
    ours = cells.get("vendor", OUR_OWN).casefold() == OUR_OWN
    if not ours or cells.get("sku") == cells.get("part_number"):
        left_out: tuple[str, ...] = ("sku",)
    else:
        left_out = ("part_number",) if "sku" in cells else ()
    return {column: cell for column, cell in cells.items() if column not in left_out}


class _RequestBuilder:
    """A request that grows row by row."""

    def __init__(self, said: Mapping[str, Any], where: str) -> None:
        self.value: dict[str, Any] = {**said, "lines": [], "other": []}
        self.places: dict[Path, str] = {(): where}
        self.problems: list[Problem] = []
        self.regime = ""
        self._cells: dict[str, str] = {}

    def add(self, cells: dict[str, str], where: str) -> None:
        """Add a row: its keys of the request, and its line."""
        for column, cell in cells.items():
            if column == REGIME:
                self._regime(cell.casefold(), cells.get("vat_rate"), where)
            elif column in WHOLE or column in CUSTOMER or column in OF_QUOTE:
                self._whole(OF_QUOTE.get(column, column), cell, where)
        kind = "other" if cells.get("vendor", OUR_OWN).casefold() != OUR_OWN else "lines"
        # The title of a Microsoft product comes from the catalogue. Other columns that such a line cannot have are refused by name.
        left_out = ("vendor", "title") if kind == "lines" else ()
        line = {column: cell for column, cell in cells.items() if column in (*LINE, *OTHER) and column not in left_out}
        self.places[kind, len(self.value[kind])] = where
        self.value[kind].append(line)

    def _regime(self, regime: str, rate: str | None, where: str) -> None:
        """Take over the tax regime; split payment needs a rate beside it, that of the first row."""
        before = self._cells.setdefault(REGIME, regime)
        if before != regime:
            self.problems.append(messages.DIFFERS.at(where, column=REGIME, value=regime[:60], first=before[:60]))
        elif regime not in REGIMES_BY_NAME:
            self.problems.append(messages.REGIME.at(where, value=regime[:60], known=", ".join(REGIMES_BY_NAME)))
        elif regime != ORDINARY.name and not self.regime:
            self.regime = regime
            taxed = {"rate": rate} if REGIMES_BY_NAME[regime].taxed and rate else {}
            self.value["vat"] = {**taxed, regime: "true"}
            self.places[("vat",)] = where

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
