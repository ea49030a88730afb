"""Cells of an invoice file → invoice lines: figures and ids as exports and spreadsheets write them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from licensectl.app.invoices.reader_days import PLACEHOLDERS, Days
from licensectl.app.invoices.reader_figures import MOST_KNOWN, FigureOf
from licensectl.core.money import is_currency
from licensectl.core.sku_id import SkuKey, pad, parse_sku
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.amounts import in_units
from licensectl.domain.invoices.model import BadRow, InvoiceLine
from licensectl.domain.invoices.scope import section_of
from licensectl.errors import Problem
from licensectl.tables.locale import Style
from licensectl.tables.numbers import CURRENCIES, WorkbookNumber
from licensectl.tables.numbers import is_currency as is_of

PRODUCT = re.compile(r"[0-9A-Z]{12}", re.ASCII)
# What a spreadsheet makes of an id of digits with one e: 6.00E+11.
EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.ASCII | re.IGNORECASE)
# Excel keeps fifteen digits of a number; an id that became a longer one has lost its tail.
MOST_DIGITS = 15
ZEROS = "000000"
ZERO, ONE = Decimal(0), Decimal(1)


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
# Columns as messages name them.
SHOWN_AS = {
    "subtotal": "Subtotal", "total": "Total", "unit_price": "EffectiveUnitPrice", "list_price": "UnitPrice",
    "quantity": "BillableQuantity", "list_quantity": "Quantity", "rate": "PCToBCExchangeRate",
}  # fmt: skip
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


class Beside(NamedTuple):
    """The columns of amounts by field, and the currencies that a workbook shows their numbers with, by row and column."""

    places: Mapping[str, int]
    signs: Mapping[tuple[int, int], str]


class LineMaker:
    """Makes invoice lines of rows; `fields` are the columns of a row, `preset` the values of blank cells.

    `beside`: the currencies that a workbook shows numbers with.
    """

    def __init__(
        self,
        fields: Sequence[str],
        style: Style,
        days: Days,
        preset: Mapping[str, str],
        beside: Beside | None = None,
    ) -> None:
        places = {field: place for place, field in enumerate(fields)}
        # A column that is not there is read from a cell behind the last, which is blank.
        self._pick = itemgetter(*(places.get(field, -1) for field in FIELDS))
        self._width = len(fields)
        self._preset = [(FIELDS.index(field), value) for field, value in preset.items()]
        self._days = days
        self._text = _TextOf().__getitem__
        self._figures_of = FigureOf(style)
        self._figure = self._figures_of.of
        self._places, self._signs = beside or Beside({}, {})

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
        if fault is None and (self._signs or self._figures_of.any_beside):
            return self._other_currency(line, raw, text) or line
        if fault is None:
            return line
        column, value = fault
        subtotal = line.subtotal if figures.subtotal is not None and is_currency(line.currency) else None
        bad = BadRow(row=row, invoice=line.invoice, subtotal=subtotal, currency=line.currency, customer=line.customer)
        return (messages.UNREADABLE.at(column=column, value=value[:60]) if value else messages.BLANK.at(column=column)), bad

    def _other_currency(self, line: InvoiceLine, raw: Sequence[str], text: RowTexts) -> tuple[Problem, BadRow] | None:
        """Return the problem of a row with a figure in another currency than its column, and the row as unreadable."""
        price = "unit_price" if text.unit_price else "list_price"
        quantity = "quantity" if text.quantity else "list_quantity"
        fitting = {"subtotal": line.currency, "total": line.currency, price: line.pricing_currency, quantity: "", "rate": ""}
        for field, currency in fitting.items():
            cell = raw[FIELDS.index(field)]
            sign = self._signs.get((line.row, self._places.get(field, -1)), "") if currency else ""
            beside = sign or self._figures_of.beside(cell)
            if beside and not (currency and is_of(CURRENCIES.get(beside, beside), currency)):
                bad = BadRow(row=line.row, invoice=line.invoice, currency=line.currency, customer=line.customer)
                value = f"{cell.strip()} {sign}".strip()[:60]
                return messages.BESIDE_CURRENCY.at(column=SHOWN_AS[field], value=value, currency=currency or "—"), bad
        return None

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
    if figures.total is None and text.total:
        return "Total", text.total
    if section_of(line) != "perpetual":
        return None
    for found, cell, column in (
        (figures.quantity, text.quantity or text.list_quantity, "BillableQuantity"),
        (figures.unit_price, text.unit_price or text.list_price, "EffectiveUnitPrice"),
    ):
        # A credit that stands for no licence has no quantity and no price.
        if found is None and (line.subtotal >= 0 or cell):
            return column, cell
    if text.rate and (figures.rate is None or figures.rate < 0):
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
