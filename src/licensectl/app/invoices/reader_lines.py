"""Cells of an invoice file → invoice lines: figures, days and ids as exports and spreadsheets write them."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
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
SLASHED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*", re.ASCII)
Cells = Mapping[str, str]


class Days:
    """Reads the days of a file; which figure is the month is the format's rule, or what all its days show together.

    `order` is known once `settle` has seen the cells; `open_`: cells whose order stays open.
    """

    def __init__(self, declared: DateOrder | None, rule: DateOrder | None) -> None:
        self.order: DateOrder | None = declared
        self._rule, self._declared = rule, declared
        self._known: dict[str, date | None] = {}
        self.assumed = False
        self.open_: list[str] = []

    def settle(self, cells: set[str], name: str) -> None:
        """Decide the order for these cells. Raise LicensectlError if they show two."""
        if self._declared:
            return
        texts = [cell for cell in cells if SLASHED.fullmatch(cell)]
        shown = {order for text in texts if (order := order_of(text))}
        if len(shown) > 1:
            raise LicensectlError(messages.TWO_DATE_ORDERS.at(name, first=_first(texts, "mdy"), second=_first(texts, "dmy")))
        self.order = next(iter(shown), self._rule)
        self.assumed = bool(shown) and self.order != "mdy"
        if shown == {"mdy"} and self._rule is None and all(_day_below_13(cell) for cell in cells - set(texts)):
            # A spreadsheet turned into days what it could read as day first, and left the rest as text.
            self.open_ += sorted(cell for cell in cells - set(texts) if cell[:4].isdigit())
            self._known.update(dict.fromkeys(self.open_))

    def read(self, cell: str) -> date | None:
        """Return the day of a cell; None for a blank, a placeholder or an invalid day."""
        if cell in self._known:
            return self._known[cell]
        found = None
        if cell and not cell.startswith(PLACEHOLDERS):
            try:
                found = day_of(cell, order_of(cell) or self.order)
            except OpenDateOrderError:
                self.open_.append(cell)
        self._known[cell] = found
        return found


def _first(texts: list[str], order: DateOrder) -> str:
    return min(text for text in texts if order_of(text) == order)


def _day_below_13(cell: str) -> bool:
    return not cell[:4].isdigit() or cell[8:10] <= "12"


class LineMaker(NamedTuple):
    """Makes invoice lines of cells; `style` reads figures, `days` days. `known`: figures that were read."""

    style: Style
    days: Days
    known: dict[str, Decimal | None]

    def line(self, row: int, cells: Cells) -> InvoiceLine | tuple[Problem, BadRow]:
        """Return the line of a row, or what is wrong with it and what can be read of it."""
        text = {field: cell.strip().lstrip("'").strip() for field, cell in cells.items()}
        currency = text.get("currency", "").upper()
        figures = self._figures(cells)
        text |= {field: _id_of(cells, field) for field in ("order_id", "alternate_id")}
        line = _line(row, text, figures, currency, self.days)
        fault = _fault(line, text, figures)
        if fault is None:
            return line
        column, value = fault
        subtotal = figures["subtotal"] if is_currency(currency) else None
        bad = BadRow(row=row, invoice=line.invoice, subtotal=subtotal, currency=currency, customer=line.customer)
        return messages.UNREADABLE.at(column=column, value=value[:60]), bad

    def _figures(self, cells: Cells) -> dict[str, Decimal | None]:
        def read(field: str) -> Decimal | None:
            cell = cells.get(field, "")
            if type(cell) is not str:
                return figure(cell, self.style)
            if cell not in self.known:
                self.known[cell] = figure(cell, self.style)
            return self.known[cell]

        blank: Callable[[str], bool] = lambda field: not cells.get(field, "").strip()  # noqa: E731
        return {
            "quantity": read("list_quantity" if blank("quantity") else "quantity"),
            "unit_price": read("list_price" if blank("unit_price") else "unit_price"),
            "subtotal": read("subtotal"),
            "total": read("total"),
            "rate": read("rate"),
        }


def _line(row: int, text: Cells, figures: Mapping[str, Decimal | None], currency: str, days: Days) -> InvoiceLine:
    pricing = text.get("pricing_currency", "").upper() or currency
    rate = figures["rate"] or (Decimal(1) if pricing == currency else None)
    end = text.get("charge_end", "")
    order_id = text.get("order_id", "")
    alternate = text.get("alternate_id", "")
    return InvoiceLine(
        row=row,
        key=_key(text),
        quantity=in_units(figures["quantity"] or Decimal(0)),
        unit_price=figures["unit_price"] or Decimal(0),
        subtotal=in_units(figures["subtotal"] or Decimal(0), currency),
        total=figures["total"],
        currency=currency,
        pricing_currency=pricing,
        rate=rate,
        rate_day=text.get("rate_day", ""),
        invoice=text.get("invoice", ""),
        order_id="" if is_broken(order_id) else order_id,
        alternate_id="" if is_broken(alternate) else alternate,
        broken_id=order_id if is_broken(order_id) else alternate if not order_id and is_broken(alternate) else "",
        tenant_id=text.get("customer_id", ""),
        customer=text.get("customer", ""),
        market=text.get("market", "").upper(),
        charge_type=text.get("charge_type", ""),
        title=text.get("title", ""),
        day=days.read(text.get("day", "")),
        charge_start=days.read(text.get("charge_start", "")),
        charge_end="" if end.startswith(PLACEHOLDERS) else end,
        term=text.get("term", ""),
        frequency=text.get("frequency", ""),
        usage=bool(text.get("meter") or text.get("reservation")),
    )


def _fault(line: InvoiceLine, text: Cells, figures: Mapping[str, Decimal | None]) -> tuple[str, str] | None:
    """Return column and value that keep a row from being compared; rows that are only counted need an amount alone."""
    if figures["subtotal"] is None:
        return "Subtotal", text.get("subtotal", "")
    if not is_currency(line.currency):
        return "Currency", line.currency
    if section_of(line) != "perpetual":
        return None
    for field, other, column in (
        ("quantity", "list_quantity", "BillableQuantity"),
        ("unit_price", "list_price", "EffectiveUnitPrice"),
    ):
        # A credit that stands for no licence has no quantity and no price.
        if figures[field] is None and (line.subtotal >= 0 or text.get(field) or text.get(other)):
            return column, text.get(field) or text.get(other) or ""
    if figures["rate"] is None and text.get("rate"):
        return "PCToBCExchangeRate", text["rate"]
    if not is_currency(line.pricing_currency):
        return "PricingCurrency", line.pricing_currency
    if not PRODUCT.fullmatch(line.key.product_id) and (line.key.product_id or line.subtotal >= 0):
        return "ProductId", line.key.product_id
    return None


def _key(text: Cells) -> SkuKey:
    return _key_of(text.get("sku", ""), text.get("product_id", ""), text.get("sku_id", ""))


@lru_cache(4096)
def _key_of(sku: str, product_id: str, sku_id: str) -> SkuKey:
    return (parse_sku(sku) if sku else None) or SkuKey(product_id.upper(), pad(sku_id))


def _id_of(cells: Cells, field: str) -> str:
    """Return an order id; a number of a workbook that ends in zeros is shown in exponent form."""
    cell = cells.get(field, "")
    if isinstance(cell, WorkbookNumber) and cell.endswith(ZEROS):
        return f"{Decimal(cell):.2E}"
    return cell.strip().lstrip("'").strip()


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
    return Decimal(f"{whole}.{decimals.rstrip('0').ljust(2, '0')}" if point else whole)
