"""The parts of a quote in reports: its lines and sums as records, and the source of a price."""

from decimal import Decimal
from typing import Any, NotRequired, TypedDict

from licensectl.core.money import Money
from licensectl.core.text import Lang
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.pricing import PriceSource
from licensectl.domain.quotes.totals import Due, Totals, VatAmount
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, translate

SOURCES = {
    "price_sheet": "price sheet",
    "reference": "public reference price",
    "request": "given in the request",
    "special_price": "special price",
    "none": "no price",
}


INTERNAL = ("unit_price", "erp", "price_source")


class QuoteLineRecord(TypedDict):
    """A line of a quote; the keys of the internal view are not required. `payments` is how often a subscription is paid in its term;
    its amounts are those of one payment."""

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
    term: str | None
    billing_plan: str | None
    payments: int | None
    unit_price: NotRequired[Money | None]
    erp: NotRequired[Money | None]
    price_source: NotRequired[PriceSource]


class TotalsRecord(TypedDict):
    """The sums of a quote; the keys of the internal view are not required."""

    net: Money | None
    vat: list[VatAmount] | None
    gross: Money | None
    shipping: Money | None
    discount: Money | None
    complete: bool
    partial: Money | None
    due: list[Due]
    net_over_terms: Money | None
    cost: NotRequired[Money | None]
    margin: NotRequired[Money | None]
    margin_percent: NotRequired[Decimal | None]


EVERY = {
    1: N_("monthly"),
    12: N_("yearly"),
}
EVERY_MONTHS = N_("every {months} months")
ONCE = N_("one-off")
TIMES = N_("{every}, {payments} payments")


def billing_words(months: int | None, payments: int, lang: Lang) -> str:
    """Return how often something is paid: `one-off`, `monthly, 12 payments`."""
    if months is None:
        return translate(ONCE, lang)
    every = translate(EVERY.get(months, EVERY_MONTHS), lang).format(months=months)
    return every if payments == 1 else translate(TIMES, lang).format(every=every, payments=payments)


def billing_of(line: QuoteLine, lang: Lang) -> str:
    """Return how often a line is paid."""
    recurrence = line.recurrence
    return billing_words(*recurrence, lang) if recurrence else billing_words(None, 1, lang)


def source_words(line: QuoteLine, lang: Lang) -> str:
    """Return where the price of a line comes from: `price sheet:7`."""
    source = line.price_source
    detail = f":{source.where.rpartition(':')[2]}" if source.kind == "price_sheet" else f" {source.source}".rstrip()
    return term(SOURCES[source.kind], lang) + detail


def line_record(line: QuoteLine, internal: bool) -> dict[str, Any]:
    """Return the line as JSON shows it; its prices and where they come from are in the internal view alone."""
    record: dict[str, Any] = {
        name: getattr(line, name, None) for name in QuoteLineRecord.__annotations__ if internal or name not in INTERNAL
    }
    recurrence = line.recurrence
    return record | {
        "term": line.term or None,
        "billing_plan": line.billing_plan or None,
        "payments": recurrence.payments if recurrence else None,
    }


def totals_record(totals: Totals, internal: bool) -> dict[str, Any]:
    """Return the sums as JSON shows them; cost and margin are in the internal view alone.

    If a line has no price there are no discount, net, VAT and gross, only the `partial` sum of the other lines.
    """
    whole = totals.complete
    record: dict[str, Any] = {
        "net": totals.net if whole else None,
        "vat": totals.vat if whole else None,
        "gross": totals.gross if whole else None,
        "shipping": totals.shipping,
        "discount": totals.discount if whole else None,
        "complete": whole,
        "partial": None if whole else totals.known,
        "due": totals.due,
        "net_over_terms": totals.over_terms,
    }
    if internal:
        record |= {"cost": totals.cost, "margin": totals.margin, "margin_percent": totals.margin_percent}
    return record
