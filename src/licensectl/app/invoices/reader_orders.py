"""Order lines that invoices are compared with: the neutral CSV of `order export --target csv`."""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import BinaryIO

from licensectl.app.invoices.reader_columns import spelled
from licensectl.app.invoices.reader_figures import figure
from licensectl.app.invoices.reader_lines import is_broken
from licensectl.core.defaults import INVOICED_PROGRAMS
from licensectl.core.money import Money, is_currency
from licensectl.core.sku_id import SkuKey, pad
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.model import Ordered
from licensectl.domain.purchases.model import CANCELLED
from licensectl.domain.purchases.model import day_of as utc_day
from licensectl.domain.returns.question import parse_moment
from licensectl.errors import LicensectlError, Problem
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.dates import OpenDateOrderError, day_of
from licensectl.tables.locale import Style, look_for
from licensectl.tables.messages import FORMULAS
from licensectl.tables.numbers import CURRENCIES
from licensectl.tables.numbers import is_currency as is_of
from licensectl.tables.table import TableReader

NEEDED = ("order_ref", "product_id", "sku_id", "quantity")
OPTIONAL = ("unit_price", "currency", "tenant_id", "title", "program", "customer_name", "segment", "line", "part_number")
# What our own export leaves out: other files say it.
FOREIGN = ("alternate_id", "placed", "status", "term")
MOST_QUANTITY = 9


def read_order_lines(source: BinaryIO, name: str, every: bool = False) -> Iterator[Ordered]:
    """Yield the order lines of a neutral CSV that Microsoft bills, or those of every program.

    Raise LicensectlError listing every row that cannot be compared, after the last one.
    """
    table = TableReader(source, name, lambda cells: len(set(NEEDED) - set(map(spelled, cells))))
    places = {spelled(cell): place for place, cell in enumerate(table.header)}
    missing = [field for field in NEEDED if field not in places]
    if missing:
        raise LicensectlError(messages.BAD_ORDERS.at(f"{name}:{table.header_row}", missing=", ".join(missing)))
    amounts = [places["unit_price"]] if "unit_price" in places else []
    if formulas := table.formulas(amounts):
        raise LicensectlError(*(FORMULAS.at(f"{name}:{row}", column="unit_price") for row, _ in formulas))
    style = Style(ColumnMap(decimal=".") if table.delimiter == "," else None, lambda: look_for(table, amounts, []))
    reader = _RowReader(name, [(field, places[field]) for field in (*NEEDED, *OPTIONAL, *FOREIGN) if field in places], style, every)
    reader.signs = {row: sign for (row, _), sign in table.signs_beside(amounts).items()} if amounts else {}
    for row, record in table:
        if line := reader.read(row, record):
            yield line
    if reader.problems:
        raise LicensectlError(*reader.problems)


class _RowReader:
    """Reads rows; what repeats, such as keys, prices and days, is made once."""

    def __init__(self, name: str, places: list[tuple[str, int]], style: Style, every: bool) -> None:
        self._name, self._every = name, every
        self.problems: list[Problem] = []
        # The currencies that a workbook shows prices with, by row.
        self.signs: dict[int, str] = {}
        self._named = dict(places)
        # A column that is not there is read from a cell behind the last, which is blank.
        self._pick = itemgetter(*(self._named.get(field, -1) for field in (*NEEDED, *OPTIONAL, *FOREIGN)))
        self._width = max(self._named.values()) + 1
        self._style = style
        self._keys: dict[tuple[str, str], SkuKey] = {}
        self._prices: dict[tuple[str, str, str], Money | None] = {}
        self._days: dict[str, date | None] = {}

    def read(self, place: int, record: list[str]) -> Ordered | None:
        """Return the order line; None for one of another program, and for one that is wrong, of which `problems` tells."""
        padded = [*record, *[""] * (self._width - len(record)), ""]
        cells = [cell.strip() for cell in self._pick(padded)]
        if "'" in "".join(cells):
            # An apostrophe keeps a spreadsheet from touching an id.
            cells = [cell.removeprefix("'") for cell in cells]
        reference, product, sku, quantity, price, currency, tenant, title, program, customer, segment, line, part, *foreign = cells
        alternate, placed, status, term = foreign
        money = self._price(price, currency, padded, self.signs.get(place, "")) if price else None
        if (price and money is None) or not _is_count(quantity) or is_broken(reference) or is_broken(alternate):
            self._complain(cells, money, f"{self._name}:{place}")
            return None
        if not self._is_compared(product, part, program, term):
            return None
        ids = (reference, alternate) if alternate else (reference,) if reference else ()
        number = int(quantity)
        return Ordered(
            place=place,
            ids=ids,
            tenant_id=tenant,
            key=self._keys.get((product, sku)) or self._key(product, sku) if product else SkuKey(part.upper()),
            quantity=number or None,
            unit_price=money,
            title=title,
            day=self._day(placed) if placed else None,
            cancelled=not number or status.casefold() in CANCELLED,
            customer=customer,
            segment=segment,
            currency=currency,
            line=int(line) if line and _is_count(line) else None,
        )

    def _is_compared(self, product: str, part: str, program: str, term: str) -> bool:
        if self._every:
            return bool(product or part)
        if not product or (program and program not in INVOICED_PROGRAMS and program.casefold() not in INVOICED_PROGRAMS):
            return False
        return not term or term.casefold() == "onetime"

    def _key(self, product: str, sku: str) -> SkuKey:
        key = self._keys[product, sku] = SkuKey(product.upper(), pad(sku))
        return key

    def _day(self, text: str) -> date | None:
        if text not in self._days:
            self._days[text] = _day(text)
        return self._days[text]

    def _price(self, text: str, currency: str, padded: list[str], sign: str) -> Money | None:
        known = (text, currency, sign)
        if known not in self._prices:
            amount, beside = figure(padded[self._named["unit_price"]], self._style)
            fits = is_currency(currency) and all(is_of(CURRENCIES.get(one, one), currency) for one in (sign, beside))
            self._prices[known] = Money(amount, currency) if amount is not None and amount >= 0 and fits else None
        return self._prices[known]

    def _complain(self, cells: list[str], price: Money | None, where: str) -> None:
        named = dict(zip((*NEEDED, *OPTIONAL, *FOREIGN), cells, strict=True))
        wrong = [] if _is_count(named["quantity"]) else ["quantity"]
        if named["unit_price"] and price is None:
            wrong.append("unit_price" if is_currency(named["currency"]) else "currency")
        wrong += [field for field in ("order_ref", "alternate_id") if is_broken(named[field])]
        self.problems += [messages.BAD_ORDER_ROW.at(where, column=column, value=named[column][:60]) for column in wrong]


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_QUANTITY


def _day(text: str) -> date | None:
    """Return the UTC day of a timestamp with its offset, or of a day as spreadsheets write it."""
    if not text:
        return None
    try:
        return utc_day(parse_moment(text))
    except LicensectlError:
        try:
            return day_of(text)
        except OpenDateOrderError:
            return None
