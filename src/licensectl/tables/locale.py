"""Read the amounts and days of a list in the format that its map gives or its cells show; ambiguous ones are refused."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from licensectl.errors import LicensectlError, Message
from licensectl.tables import messages_cells as messages
from licensectl.tables.column_map import ColumnMap, DateOrder
from licensectl.tables.dates import OpenDateOrderError, day_of, order_of
from licensectl.tables.numbers import AROUND, DATE_OF_A_SPREADSHEET, Mark, WorkbookNumber, parse_figure
from licensectl.tables.table import TableReader


class BadCellError(ValueError):
    """A cell with an invalid value. `message` is its problem, `gaps` its values besides column and value."""

    def __init__(self, message: Message, **gaps: object) -> None:
        super().__init__(message.code)
        self.message, self.gaps = message, gaps


class Evidence(NamedTuple):
    """The decimal mark and the order of days that a list shows; None if it shows none, or two."""

    decimal: Mark | None = None
    date_order: DateOrder | None = None


class Style:
    """Reads `1.234,56` as what it can only be, and `1,234` or `10/3/2020` as the map says or the whole list shows.

    `look` reads the list a second time for evidence. It is asked once, and only when a cell leaves its meaning open: so nothing
    depends on the order of the rows, and a list without such cells is read once. `decimal`, `date_order`: what is known by now;
    `commas`: whether a decimal comma was met that nobody declared.
    """

    def __init__(self, columns: ColumnMap | None, look: Callable[[], Evidence]) -> None:
        self.declared = Evidence(columns.decimal, columns.date_order) if columns else Evidence()
        self.decimal: Mark | None = self.declared.decimal
        self.date_order: DateOrder | None = self.declared.date_order
        self.commas = False
        self._look: Callable[[], Evidence] | None = look

    def amount(self, text: str) -> tuple[str | None, str]:
        """Return a price as digits with a point, None for a blank, and the currency beside it. Raises BadCellError."""
        plain, currency = self.figure(text)
        if plain and plain.startswith("-"):
            raise BadCellError(messages.NUMBER)
        return plain, currency

    def figure(self, text: str) -> tuple[str | None, str]:
        """As `amount`, for what may be below zero."""
        cell = text.strip(AROUND)
        if not cell:
            return None, ""
        found = parse_figure(cell)
        if found is None:
            raise BadCellError(messages.NUMBER_DATE if re.fullmatch(DATE_OF_A_SPREADSHEET, cell) else messages.NUMBER)
        mark = "." if isinstance(text, WorkbookNumber) else self._mark(found.mark, found.other)
        plain = found.plain(mark)
        if plain is None:
            raise BadCellError(messages.NUMBER)
        return plain, found.currency

    def day(self, text: str) -> str:
        """Return a day as ISO text. Raises BadCellError."""
        cell = text.strip(AROUND)
        if not cell:
            raise BadCellError(messages.NO_DAY)
        order = self.declared.date_order or order_of(cell)
        try:
            found = day_of(cell, order)
        except OpenDateOrderError:
            self._settle()
            if self.date_order is None:
                raise BadCellError(messages.OPEN_DATE) from None
            found = day_of(cell, self.date_order)
        if found is None:
            raise BadCellError(messages.DAY)
        return found.isoformat()

    def _mark(self, shown: Mark | None, open_: str) -> Mark | None:
        declared = self.declared.decimal
        if shown and declared and shown != declared:
            raise BadCellError(messages.OTHER_MARK, decimal=declared)
        if open_:
            self._settle()
            if self.decimal is None:
                raise BadCellError(messages.OPEN_NUMBER)
        self.commas = self.commas or (shown or (open_ and self.decimal)) == ","
        return shown or self.decimal

    def _settle(self) -> None:
        if self._look:
            look, self._look = self._look, None
            seen = look()
            self.decimal, self.date_order = self.decimal or seen.decimal, self.date_order or seen.date_order


def look_for(table: TableReader, amounts: Sequence[int], days: Sequence[int]) -> Evidence:
    """Return the decimal mark and date order of these columns; the whole table is read again."""
    marks, orders = set[Mark](), set[DateOrder]()
    try:
        with table.again() as other:
            for _, record in other:
                for cell in _at(record, amounts):
                    if not isinstance(cell, WorkbookNumber) and (found := parse_figure(cell)) and found.mark:
                        marks.add(found.mark)
                orders.update(order for cell in _at(record, days) if (order := order_of(cell.strip(AROUND))))
    except LicensectlError:
        # What is wrong further down is said when the rows are read.
        pass
    return Evidence(marks.pop() if len(marks) == 1 else None, orders.pop() if len(orders) == 1 else None)


def _at(record: list[str], places: Sequence[int]) -> list[str]:
    return [record[place] for place in places if place < len(record)]
