"""The reseller as an order is checked against it."""

from collections.abc import Sequence
from datetime import date, timedelta

from licensectl.core.money import AMOUNT, Money
from licensectl.domain.orders.check import Seller
from licensectl.domain.purchases.model import PlacedOrder, day_of
from licensectl.domain.quotes import messages
from licensectl.domain.settings.profile import CreditLine, Profile
from licensectl.errors import LicensectlError


def seller(profile: Profile, orders: Sequence[PlacedOrder], day: date) -> Seller | None:
    """The reseller on `day`; orders on record of the last `credit.days` days count as not yet paid.

    None where the profile is silent about all of it: one that holds a letterhead alone confirms and denies nothing.
    """
    if not (profile.mpa or profile.credit or profile.market or profile.indirect):
        return None
    mpa, credit = profile.mpa, profile.credit
    unpaid = _open(credit, orders, day) if credit else []
    return Seller(
        mpa_signed_on=mpa.signed_on if mpa else None,
        country=(mpa and mpa.country) or profile.market,
        indirect=profile.indirect,
        credit_limit=Money(credit.limit, credit.currency) if credit else None,
        credit_left=_left(credit, unpaid) if credit else None,
        uncounted=tuple(order.id for order in unpaid if credit and not _priced(order, credit.currency)),
    )


def _open(credit: CreditLine, orders: Sequence[PlacedOrder], day: date) -> list[PlacedOrder]:
    """The orders that are not yet to be paid on `day`."""
    first = day - timedelta(days=credit.days)
    return [order for order in orders if order.status != "cancelled" and (placed := day_of(order.placed)) and first <= placed <= day]


def _left(credit: CreditLine, unpaid: Sequence[PlacedOrder]) -> Money:
    for name, amount in (("credit.limit", credit.limit), ("credit.unpaid", credit.unpaid)):
        if not AMOUNT.fullmatch(str(amount)):
            raise LicensectlError(messages.AMOUNT.at("profile", name=name, value=amount))
    left = Money(credit.limit - credit.unpaid, credit.currency)
    for order in unpaid:
        for line in order.lines:
            if line.unit_price and line.unit_price.currency == credit.currency:
                left = left - (line.unit_price * line.quantity).rounded()
    return left


def _priced(order: PlacedOrder, currency: str) -> bool:
    return all(line.unit_price and line.unit_price.currency == currency for line in order.lines if line.quantity)
