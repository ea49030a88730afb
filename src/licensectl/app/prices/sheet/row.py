"""Read one row of a price list cell by cell: its stored form, or all of its problems."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from licensectl.app.prices.sheet.cells import Keep, one_line, spelled_out
from licensectl.domain.prices.row import Cells
from licensectl.errors import Problem
from licensectl.tables.headers import TOGETHER
from licensectl.tables.locale import BadCellError, Style
from licensectl.tables.messages_cells import OTHER_CURRENCY_BESIDE
from licensectl.tables.numbers import AROUND, CURRENCIES, is_currency
from licensectl.tables.table import TableReader
from licensectl.tables.width import Width

T = TypeVar("T")
# The place of a missing column.
NOWHERE = -1


class OneRow:
    """The cell-by-cell reader of rows. `keeps`: place and reader of each cell but the prices, in the order of a `BookRow`'s texts.

    `unpriced`: True after a row without one of its prices.
    """

    def __init__(self, table: TableReader, places: Mapping[str, int], style: Style, keeps: list[tuple[int, Keep]]) -> None:
        self._name, self._places, self._style, self._keeps = table.name, places, style, keeps
        self.width = Width(table, places)
        self._heads = table.header + [table.header[places["sku"]]] * len(TOGETHER) if "sku" in places else table.header
        # A workbook may show the currency of a price without holding it in the cell.
        self._signs = table.signs_beside([places[field] for field in ("unit_price", "erp") if field in places])
        self.signed: dict[int, str] = {}
        for (row, _), sign in self._signs.items():
            beside = CURRENCIES.get(sign, sign)
            # If the prices of a row are in two currencies, neither counts.
            self.signed[row] = beside if self.signed.get(row, beside) == beside else ""
        self.unpriced = False
        self._found: list[Problem] = []

    def kept(self, line: int, record: list[str]) -> Cells | list[Problem] | None:
        """Return the record in its stored form, its problems, or None for a blank one."""
        where = f"{self._name}:{line}"
        if not any(cell.strip(AROUND) for cell in record):
            return None
        fitted = self.width.fitted(record)
        if fitted is None:
            return [self.width.message(record, where)]
        self._found = []
        cells = fitted
        if "sku" in self._places:
            spelled = self._checked(where, fitted, self._places["sku"], lambda _: spelled_out(fitted, self._places))
            if spelled is None:
                return self._found
            cells = spelled
        product, sku, segment, term, plan, market, currency, least, most, start, end, title, heading, tags = [
            self._checked(where, cells, place, keep) or "" for place, keep in self._keeps
        ]
        price, erp = (self._price(where, cells, field, currency, line) for field in ("unit_price", "erp"))
        if self._found:
            return self._found
        return (
            product, sku, segment, term, plan, market, currency, least, most, start, line, end, price, erp, title or heading, heading,
            tags,
        )  # fmt: skip

    def _price(self, where: str, cells: list[str], field: str, currency: str, line: int) -> str | None:
        place = self._places.get(field, NOWHERE)
        sign = self._signs.get((line, place), "")

        def keep(text: str) -> str | None:
            amount, beside = self._style.amount(text)
            self.unpriced = self.unpriced or amount is None
            if currency and not is_currency(beside, currency):
                raise BadCellError(OTHER_CURRENCY_BESIDE, currency=currency)
            if currency and not is_currency(CURRENCIES.get(sign, sign), currency):
                raise BadCellError(OTHER_CURRENCY_BESIDE, currency=currency, value=f"{one_line(text)} {sign}"[:60])
            return amount

        return None if place == NOWHERE else self._checked(where, cells, place, keep)

    def _checked(self, where: str, cells: list[str], place: int, keep: Callable[[str], T]) -> T | None:
        try:
            return keep(cells[place])
        except BadCellError as bad:
            gaps = {"column": one_line(self._heads[place])[:60], "value": one_line(cells[place])[:60], **bad.gaps}
            self._found.append(bad.message.at(where, **gaps))
            return None
