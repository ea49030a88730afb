"""The reseller as an order is checked against it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey
from licensectl.domain.invoices.kept import KeptInvoice
from licensectl.domain.invoices.scope import key_of_line
from licensectl.domain.orders.situation import Seller
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder, day_of
from licensectl.domain.settings.profile import CreditLine, Profile


class Owing(Struct, frozen=True):
    """The invoices in the ledger, and how many of each order id and SKU they bill."""

    invoices: Sequence[KeptInvoice] = ()
    billed: Mapping[tuple[str, SkuKey], Decimal] = {}


def seller(profile: Profile, orders: Sequence[PlacedOrder], day: date, owing: Owing | None = None) -> Seller | None:
    """Return the reseller on `day`; orders of the last `credit.days` days and invoices that are not yet due are not yet paid.

    An order counts as far as no invoice in the ledger bills it.
    Return None if the profile has none of these fields: a letterhead alone neither confirms nor denies anything.
    """
    if not (profile.mpa or profile.credit or profile.market or profile.indirect):
        return None
    mpa, credit = profile.mpa, profile.credit
    unpaid = _open(credit, orders, day) if credit else []
    owing = owing or Owing()
    invoices = [one for one in owing.invoices if one.is_open(day, credit.days)] if credit else []
    return Seller(
        mpa_signed_on=mpa.signed_on if mpa else None,
        country=(mpa and mpa.country) or profile.market,
        indirect=profile.indirect,
        confirmed=profile.prerequisites,
        credit_limit=Money(credit.limit, credit.currency) if credit else None,
        credit_left=_left(credit, unpaid, invoices, dict(owing.billed)) if credit else None,
        uncounted=tuple(order.id for order in unpaid if credit and not _priced(order, credit.currency)),
        uncounted_invoices=tuple(one.number for one in invoices if credit and one.currency != credit.currency),
    )


def _open(credit: CreditLine, orders: Sequence[PlacedOrder], day: date) -> list[PlacedOrder]:
    """Return the orders that are not yet to be paid on `day`."""
    first = day - timedelta(days=credit.days)
    return [order for order in orders if not order.is_cancelled and (placed := day_of(order.placed)) and first <= placed <= day]


def _left(
    credit: CreditLine, unpaid: Sequence[PlacedOrder], invoices: Sequence[KeptInvoice], billed: dict[tuple[str, SkuKey], Decimal]
) -> Money:
    left = Money(credit.limit - credit.unpaid, credit.currency)
    for invoice in invoices:
        if invoice.currency == credit.currency:
            left = left - Money(invoice.to_pay, invoice.currency)
    for order in unpaid:
        for line in order.lines:
            if line.unit_price and line.unit_price.currency == credit.currency:
                left = left - (line.unit_price * _unbilled(order, line, billed)).rounded()
    return left


def _unbilled(order: PlacedOrder, line: PlacedLine, billed: dict[tuple[str, SkuKey], Decimal]) -> Decimal:
    """Return the quantity of a line that no invoice bills; the billed quantity is subtracted from `billed`, for other lines of the SKU."""
    ids = [one.casefold() for one in (order.id, order.alternate_id) if one]
    places = [(one, key_of_line(line)) for one in ids]
    # More may be credited than was billed.
    taken = min(Decimal(line.quantity), max([Decimal(0), *(billed[place] for place in places if place in billed)]))
    for place in places:
        if place in billed:
            billed[place] -= taken
    return line.quantity - taken


def _priced(order: PlacedOrder, currency: str) -> bool:
    return all(line.unit_price and line.unit_price.currency == currency for line in order.lines if line.quantity)
