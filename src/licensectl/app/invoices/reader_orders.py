"""Order lines that invoices are compared with: the neutral CSV of `order export --target csv`."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from licensectl.app.invoices.reader_columns import spelled
from licensectl.app.invoices.reader_lines import figure, is_broken
from licensectl.core.money import CURRENCY, Money
from licensectl.core.sku_id import SkuKey, pad
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.model import Ordered
from licensectl.domain.invoices.scope import BILLED_PROGRAMS
from licensectl.domain.purchases.model import day_of as utc_day
from licensectl.domain.returns.question import parse_moment
from licensectl.errors import LicensectlError, Problem
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.dates import OpenDateOrderError, day_of
from licensectl.tables.locale import Style, look_for
from licensectl.tables.table import TableReader

NEEDED = ("order_ref", "product_id", "sku_id", "quantity")
OPTIONAL = ("unit_price", "currency", "tenant_id", "title", "program", "customer_name", "segment", "line")
# What our own export leaves out: other files say it.
FOREIGN = ("alternate_id", "placed", "status", "term")
MOST_QUANTITY = 9


def load_order_lines(content: bytes, name: str) -> list[Ordered]:
    """Return the order lines of a neutral CSV that Microsoft bills. Raises LicensectlError with every row that cannot be compared."""
    table = TableReader(content, name, lambda cells: len(set(NEEDED) - set(map(spelled, cells))))
    places = {spelled(cell): place for place, cell in enumerate(table.header)}
    missing = [field for field in NEEDED if field not in places]
    if missing:
        raise LicensectlError(messages.BAD_ORDERS.at(f"{name}:{table.header_row}", missing=", ".join(missing)))
    amounts = [places["unit_price"]] if "unit_price" in places else []
    style = Style(ColumnMap(decimal=".") if table.delimiter == "," else None, lambda: look_for(table, amounts, []))
    reader = _RowReader([(field, places[field]) for field in (*NEEDED, *OPTIONAL, *FOREIGN) if field in places], style)
    rows = [line for row, record in table if (line := reader.read(record, f"{name}:{row}"))]
    if reader.problems:
        raise LicensectlError(*reader.problems)
    return rows


class _RowReader:
    """Reads rows; what repeats, such as keys and prices, is made once."""

    def __init__(self, places: list[tuple[str, int]], style: Style) -> None:
        self.problems: list[Problem] = []
        self._places, self._style = places, style
        self._keys: dict[tuple[str, str], SkuKey] = {}
        self._prices: dict[tuple[str, str], Money | None] = {}

    def read(self, record: list[str], where: str) -> Ordered | None:
        """Return the order line; None for one of another program, and for one that is wrong, of which `problems` tells."""
        width = len(record)
        # An apostrophe keeps a spreadsheet from touching an id.
        cells = {field: record[place].strip().removeprefix("'") if place < width else "" for field, place in self._places}
        get: Callable[[str], str] = lambda field: cells.get(field, "")  # noqa: E731
        price = self._price(get("unit_price"), get("currency"), dict(self._places).get("unit_price"), record)
        if not self._sound(cells, price, where):
            return None
        program = get("program").casefold()
        if not cells["product_id"] or (program and program not in BILLED_PROGRAMS) or get("term").casefold() not in ("", "onetime"):
            return None
        key = (cells["product_id"], cells["sku_id"])
        if key not in self._keys:
            self._keys[key] = SkuKey(key[0].upper(), pad(key[1]))
        quantity, reference, alternate = int(cells["quantity"]), cells["order_ref"], get("alternate_id")
        return Ordered(
            ids=tuple(order_id for order_id in (reference, alternate) if order_id),
            tenant_id=get("tenant_id"),
            key=self._keys[key],
            quantity=quantity or None,
            unit_price=price,
            title=get("title"),
            day=_day(get("placed")),
            cancelled=not quantity or get("status").casefold() == "cancelled",
            customer=get("customer_name"),
            segment=get("segment"),
            currency=get("currency"),
            line=int(get("line")) if get("line").isascii() and get("line").isdigit() else None,
        )

    def _price(self, text: str, currency: str, place: int | None, record: list[str]) -> Money | None:
        if not text or place is None:
            return None
        known = (text, currency)
        if known not in self._prices:
            amount: Decimal | None = figure(record[place], self._style)
            self._prices[known] = Money(amount, currency) if amount is not None and CURRENCY.fullmatch(currency) else None
        return self._prices[known]

    def _sound(self, cells: dict[str, str], price: Money | None, where: str) -> bool:
        quantity, text, currency = cells["quantity"], cells.get("unit_price", ""), cells.get("currency", "")
        wrong = []
        if not (quantity.isascii() and quantity.isdigit() and len(quantity) <= MOST_QUANTITY):
            wrong.append(("quantity", quantity))
        if text and price is None:
            wrong.append(("unit_price", text) if CURRENCY.fullmatch(currency) else ("currency", currency))
        wrong += [(field, cells[field]) for field in ("order_ref", "alternate_id") if is_broken(cells.get(field, ""))]
        self.problems += [messages.BAD_ORDER_ROW.at(where, column=column, value=value[:60]) for column, value in wrong]
        return not wrong


def _day(text: str) -> date | None:
    """The UTC day of a timestamp with its offset, or of a day as spreadsheets write it."""
    if not text:
        return None
    try:
        return utc_day(parse_moment(text))
    except LicensectlError:
        try:
            return day_of(text)
        except OpenDateOrderError:
            return None
