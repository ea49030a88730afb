"""Cells of an invoice file → invoice lines: figures, days and ids as exports and spreadsheets write them."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from licensectl.core.money import is_currency
from licensectl.core.sku_id import SkuKey, pad, parse_sku
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.amounts import in_units
from licensectl.domain.invoices.model import BadRow, InvoiceLine
from licensectl.domain.invoices.scope import section_of
from licensectl.errors import LicensectlError, Problem
from licensectl.tables.dates import DateOrder, OpenDateOrderError, day_of, order_of
from licensectl.tables.locale import BadCellError, Style
from licensectl.tables.numbers import WorkbookNumber

# Cells that a spreadsheet was kept from touching: an apostrophe before the figure, eighteen decimals, a zero as 0E-20.
TINY = re.compile(r"(-?)0(\.0+)?E-?\d{1,3}", re.ASCII | re.IGNORECASE)
PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,40})?", re.ASCII)
# Exact to ten decimals, which is more than any amount of theirs means.
LONG = re.compile(r"([.,]\d{10})\d+", re.ASCII)
PRODUCT = re.compile(r"[0-9A-Z]{12}", re.ASCII)
# What a spreadsheet makes of an id of digits with one e: 6.00E+11.
EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.ASCII | re.IGNORECASE)
# Excel keeps fifteen digits of a number; an id that became a longer one has lost its tail.
MOST_DIGITS = 15
ZEROS = "000000"
MOST_DECIMALS, NOISE = 10, Decimal("1E-10")
PLACEHOLDERS = ("0001-01-01", "1/1/0001", "01/01/0001")
INSTANT = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?([+-]\d\d:\d\d)", re.ASCII)
SLASHED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*", re.ASCII)
# Cells that are remembered: of an order id, which no other row has, there is no end.
MOST_KNOWN = 20_000
ZERO, ONE = Decimal(0), Decimal(1)


class Days:
    """Reads the days of a file; which figure is the month is the format's rule, or what all its days show together.

    The rule holds until all cells were read: `settled` tells whether they were read as they should be. `open_`: cells whose order
    stays open.
    """

    def __init__(self, declared: DateOrder | None, rule: DateOrder | None) -> None:
        self._rule, self._declared = rule, declared
        self._order: DateOrder | None = declared or rule
        self._known: dict[str, date | None] = {}
        self._left_open: list[str] = []
        self.open_: list[str] = []

    def settled(self, name: str) -> bool:
        """Decide the order that all cells show together; False if they have to be read again. Raise LicensectlError if they show two."""
        if self._declared:
            return True
        texts = [cell for cell in self._known if SLASHED.fullmatch(cell)]
        shown = {order for text in texts if (order := order_of(text))}
        if len(shown) > 1:
            raise LicensectlError(messages.TWO_DATE_ORDERS.at(name, first=_first(texts, "mdy"), second=_first(texts, "dmy")))
        order, before = next(iter(shown), self._rule), (self._order, self._left_open)
        others = [cell for cell in self._known if cell not in texts]
        if shown == {"mdy"} and self._rule is None and all(_day_below_13(cell) for cell in others):
            # A spreadsheet turned into days what it could read as day first, and left the rest as text.
            self._left_open = sorted(cell for cell in others if cell[:4].isdigit())
        self._order = order
        if (self._order, self._left_open) == before:
            return True
        self.open_ = list(self._left_open)
        self._known = dict.fromkeys(self.open_)
        return False

    def read(self, cell: str) -> date | None:
        """Return the day of a cell; None for a blank, a placeholder or an invalid day."""
        if cell in self._known:
            return self._known[cell]
        found = None
        if cell and not cell.startswith(PLACEHOLDERS):
            try:
                found = day_of(cell, order_of(cell) or self._order) or _of_instant(cell)
            except OpenDateOrderError:
                self.open_.append(cell)
        self._known[cell] = found
        return found


def _of_instant(cell: str) -> date | None:
    """Return the UTC day of an instant with another offset: 2026-11-01T00:30:00+02:00 is 31 October."""
    found = INSTANT.fullmatch(cell)
    try:
        moment = datetime.fromisoformat(f"{found[1].replace(' ', 'T')}{found[2]}") if found else None
        return moment.astimezone(UTC).date() if moment else None
    except (ValueError, OverflowError):
        return None


def _first(texts: list[str], order: DateOrder) -> str:
    return min(text for text in texts if order_of(text) == order)


def _day_below_13(cell: str) -> bool:
    return not cell[:4].isdigit() or cell[8:10] <= "12"


class RowTexts(NamedTuple):
    """The cells of a row, one for each column that an invoice may have; blank for one that the file lacks."""

    product_id: str
    sku_id: str
    sku: str
    subtotal: str
    currency: str
    quantity: str
    list_quantity: str
    unit_price: str
    list_price: str
    total: str
    pricing_currency: str
    rate: str
    rate_day: str
    invoice: str
    order_id: str
    alternate_id: str
    customer_id: str
    customer: str
    market: str
    charge_type: str
    title: str
    day: str
    charge_start: str
    charge_end: str
    term: str
    frequency: str
    meter: str
    reservation: str


FIELDS = RowTexts._fields
QUANTITY, LIST_QUANTITY, PRICE, LIST_PRICE = (FIELDS.index(name) for name in ("quantity", "list_quantity", "unit_price", "list_price"))
SUBTOTAL, TOTAL, RATE, ORDER, ALTERNATE = (FIELDS.index(name) for name in ("subtotal", "total", "rate", "order_id", "alternate_id"))


class RowFigures(NamedTuple):
    """The figures of a row; None for a blank or an invalid one."""

    quantity: Decimal | None
    unit_price: Decimal | None
    subtotal: Decimal | None
    total: Decimal | None
    rate: Decimal | None


class _TextOf(dict[str, str]):
    """Cells without the apostrophe and the blanks around them. Most cells repeat those of other rows."""

    def __missing__(self, cell: str) -> str:
        plain = cell.strip().lstrip("'").strip()
        if len(self) < MOST_KNOWN:
            self[cell] = plain
        return plain


class _FigureOf(dict[str, Decimal | None]):
    """Cells as figures."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, cell: str) -> Decimal | None:
        found = figure(cell, self._style)
        # A number of a workbook equals its text and is none.
        if len(self) < MOST_KNOWN and type(cell) is str:
            self[cell] = found
        return found

    def of(self, cell: str) -> Decimal | None:
        """Return the figure of a cell."""
        return self[cell] if type(cell) is str else figure(cell, self._style)


class LineMaker:
    """Makes invoice lines of rows; `fields` are the columns of a row, `preset` the values of blank cells."""

    def __init__(self, fields: Sequence[str], style: Style, days: Days, preset: Mapping[str, str]) -> None:
        places = {field: place for place, field in enumerate(fields)}
        # A column that is not there is read from a cell behind the last, which is blank.
        self._pick = itemgetter(*(places.get(field, -1) for field in FIELDS))
        self._width = len(fields)
        self._preset = [(FIELDS.index(field), value) for field, value in preset.items()]
        self._days = days
        self._text = _TextOf().__getitem__
        self._figure = _FigureOf(style).of

    def line(self, row: int, record: Sequence[str]) -> InvoiceLine | tuple[Problem, BadRow]:
        """Return the line of a row, or what is wrong with it and what can be read of it."""
        raw = self._pick([*record, *[""] * (self._width - len(record) + 1)])
        if self._preset:
            raw = list(raw)
            for place, value in self._preset:
                if not raw[place].strip():
                    raw[place] = value
        text = RowTexts(*map(self._text, raw))
        figures = self._figures(raw, text)
        line = _line(row, raw, text, figures, self._days)
        fault = _fault(line, text, figures)
        if fault is None:
            return line
        column, value = fault
        subtotal = line.subtotal if figures.subtotal is not None and is_currency(line.currency) else None
        bad = BadRow(row=row, invoice=line.invoice, subtotal=subtotal, currency=line.currency, customer=line.customer)
        return messages.UNREADABLE.at(column=column, value=value[:60]), bad

    def _figures(self, raw: Sequence[str], text: RowTexts) -> RowFigures:
        read = self._figure
        return RowFigures(
            read(raw[QUANTITY] if text.quantity else raw[LIST_QUANTITY]),
            read(raw[PRICE] if text.unit_price else raw[LIST_PRICE]),
            read(raw[SUBTOTAL]),
            read(raw[TOTAL]),
            read(raw[RATE]),
        )


def _line(row: int, raw: Sequence[str], text: RowTexts, figures: RowFigures, days: Days) -> InvoiceLine:
    currency = text.currency.upper()
    pricing = text.pricing_currency.upper() or currency
    order_id, alternate = _id_of(raw[ORDER], text.order_id), _id_of(raw[ALTERNATE], text.alternate_id)
    broken = is_broken(order_id)
    broken_alternate = is_broken(alternate)
    return InvoiceLine(
        row=row,
        key=_key_of(text.sku, text.product_id, text.sku_id),
        quantity=in_units(figures.quantity or ZERO),
        unit_price=figures.unit_price or ZERO,
        subtotal=in_units(figures.subtotal or ZERO, currency),
        total=figures.total,
        currency=currency,
        pricing_currency=pricing,
        rate=figures.rate or (ONE if pricing == currency else None),
        rate_day=text.rate_day,
        invoice=text.invoice,
        order_id="" if broken else order_id,
        alternate_id="" if broken_alternate else alternate,
        broken_id=order_id if broken else alternate if not order_id and broken_alternate else "",
        tenant_id=text.customer_id,
        customer=text.customer,
        market=text.market.upper(),
        charge_type=text.charge_type,
        title=text.title,
        day=days.read(text.day),
        charge_start=days.read(text.charge_start),
        charge_end="" if text.charge_end.startswith(PLACEHOLDERS) else text.charge_end,
        term=text.term,
        frequency=text.frequency,
        usage=bool(text.meter or text.reservation),
    )


def _fault(line: InvoiceLine, text: RowTexts, figures: RowFigures) -> tuple[str, str] | None:
    """Return column and value that keep a row from being compared; rows that are only counted need an amount alone."""
    if figures.subtotal is None:
        return "Subtotal", text.subtotal
    if not is_currency(line.currency):
        return "Currency", line.currency
    if section_of(line) != "perpetual":
        return None
    for found, cell, column in (
        (figures.quantity, text.quantity or text.list_quantity, "BillableQuantity"),
        (figures.unit_price, text.unit_price or text.list_price, "EffectiveUnitPrice"),
    ):
        # A credit that stands for no licence has no quantity and no price.
        if found is None and (line.subtotal >= 0 or cell):
            return column, cell
    if figures.rate is None and text.rate:
        return "PCToBCExchangeRate", text.rate
    if not is_currency(line.pricing_currency):
        return "PricingCurrency", line.pricing_currency
    if not _is_product(line.key.product_id) and (line.key.product_id or line.subtotal >= 0):
        return "ProductId", line.key.product_id
    return None


@lru_cache(4096)
def _is_product(product_id: str) -> bool:
    return PRODUCT.fullmatch(product_id) is not None


@lru_cache(4096)
def _key_of(sku: str, product_id: str, sku_id: str) -> SkuKey:
    return (parse_sku(sku) if sku else None) or SkuKey(product_id.upper(), pad(sku_id))


def _id_of(cell: str, text: str) -> str:
    """Return an order id; a number of a workbook that ends in zeros is shown in exponent form."""
    return f"{Decimal(cell):.2E}" if type(cell) is not str and isinstance(cell, WorkbookNumber) and cell.endswith(ZEROS) else text


def is_broken(order_id: str) -> bool:
    """Tell whether a spreadsheet turned the id into a number: in exponent form, or cut to fifteen digits."""
    if "+" in order_id:
        return bool(EXPONENT.fullmatch(order_id))
    return len(order_id) > MOST_DIGITS and order_id.isdigit() and order_id.endswith("0000")


def figure(text: str, style: Style) -> Decimal | None:
    """Return a figure as exports write it, without trailing zeros beyond two decimals; None for a blank or an invalid figure."""
    if isinstance(text, WorkbookNumber):
        plain: str = text
    else:
        plain = text.strip().lstrip("'").strip()
        if not plain:
            return None
        if style.declared.decimal == "." and PLAIN.fullmatch(plain):
            return _short(plain)
        if TINY.fullmatch(plain):
            return Decimal(0)
        plain = LONG.sub(r"\1", plain)
    try:
        found, _ = style.figure(plain)
    except BadCellError:
        return None
    return _short(found) if found else None


def _short(plain: str) -> Decimal:
    whole, point, decimals = plain.partition(".")
    if len(decimals) > MOST_DECIMALS and decimals.strip("0"):
        # More decimals than that are noise of the binary form: 477.729999999999961 is 477.73.
        whole, point, decimals = format(Decimal(plain).quantize(NOISE, ROUND_HALF_UP), "f").partition(".")
    found = Decimal(f"{whole}.{decimals.rstrip('0').ljust(2, '0')}" if point else whole)
    # Nothing is owed and nothing is due: -0.00 is 0.00.
    return found or abs(found)
