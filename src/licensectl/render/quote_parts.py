"""What reports show of a quote: its lines and sums as records, and where a price comes from."""

from decimal import Decimal
from typing import Any, NotRequired, TypedDict

from licensectl.core.money import Money
from licensectl.core.text import Lang
from licensectl.domain.quotes.build import QuoteLine
from licensectl.domain.quotes.pricing import PriceSource, Totals, VatAmount
from licensectl.i18n.terms import term

SOURCES = {
    "price_sheet": "price sheet",
    "reference": "public reference price",
    "request": "given in the request",
    "special_price": "special price",
    "none": "no price",
}


class QuoteLineRecord(TypedDict):
    """The shape of `line_record`; the keys of the internal view are not required."""

    position: int
    sku: str | None
    part_number: str | None
    title: str
    program: str
    vendor: str
    quantity: int
    sell_price: Money | None
    discount_amount: Money | None
    line_total: Money | None
    availability_id: str | None
    note: str | None
    unit_price: NotRequired[Money | None]
    erp: NotRequired[Money | None]
    price_source: NotRequired[PriceSource]


class TotalsRecord(TypedDict):
    """The shape of `totals_record`; the keys of the internal view are not required."""

    net: Money | None
    vat: list[VatAmount] | None
    gross: Money | None
    shipping: Money | None
    discount: Money | None
    complete: bool
    partial: Money | None
    cost: NotRequired[Money | None]
    margin: NotRequired[Money | None]
    margin_percent: NotRequired[Decimal | None]


def amount_of(money: Money | None) -> Decimal | None:
    """Return the amount of a price without its currency; None for an unknown price."""
    return money.amount if money is not None else None


def source_words(line: QuoteLine, lang: Lang) -> str:
    """Return where the price of a line comes from: `price sheet:7`."""
    source = line.price_source
    detail = f":{source.where.rpartition(':')[2]}" if source.kind == "price_sheet" else f" {source.source}".rstrip()
    return term(SOURCES[source.kind], lang) + detail


def line_record(line: QuoteLine, internal: bool) -> dict[str, Any]:
    """Return the line as JSON shows it; its prices and where they come from are in the internal view alone."""
    record: dict[str, Any] = {
        "position": line.position,
        "sku": line.sku,
        "part_number": line.part_number,
        "title": line.title,
        "program": line.program,
        "vendor": line.vendor,
        "quantity": line.quantity,
        "sell_price": line.sell_price,
        "discount_amount": line.discount_amount,
        "line_total": line.line_total,
        "availability_id": line.availability_id,
        "note": line.note,
    }
    if internal:
        record |= {"unit_price": line.unit_price, "erp": line.erp, "price_source": line.price_source}
    return record


def totals_record(totals: Totals, internal: bool) -> dict[str, Any]:
    """Return the sums as JSON shows them; cost and margin are in the internal view alone.

    Where a line has no price there is no net, VAT and gross, only the `partial` sum of the other lines.
    """
    whole = totals.complete
    record: dict[str, Any] = {
        "net": totals.net if whole else None,
        "vat": totals.vat if whole else None,
        "gross": totals.gross if whole else None,
        "shipping": totals.shipping,
        "discount": totals.discount,
        "complete": whole,
        "partial": None if whole else totals.known,
    }
    if internal:
        record |= {"cost": totals.cost, "margin": totals.margin, "margin_percent": totals.margin_percent}
    return record
