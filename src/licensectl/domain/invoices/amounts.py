"""Amounts as Microsoft computes them: the unit price in the currency billed is cut to its minor unit, then multiplied. Source: RECON."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import ROUND_UP, Decimal
from functools import lru_cache

from licensectl.core.money import EXACT, Money, unit
from licensectl.domain.invoices.model import InvoiceLine

Rates = Mapping[tuple[str, str, str], Decimal]


class RateVotes:
    """The exchange rates of an invoice's lines; lines are added one by one."""

    def __init__(self) -> None:
        self.count: dict[tuple[str, str, str], Counter[Decimal]] = {}

    def add(self, line: InvoiceLine) -> None:
        """Count the rate of a line that is priced in another currency."""
        if line.rate is not None and line.pricing_currency != line.currency:
            self.count.setdefault(_pair(line), Counter())[line.rate] += 1


def usual_rates(votes: Iterable[RateVotes]) -> Rates:
    """Return the rate that most rows use for two currencies and a rate date; none where rows are too few to tell."""
    count: dict[tuple[str, str, str], Counter[Decimal]] = {}
    for one in votes:
        for pair, rates in one.count.items():
            count.setdefault(pair, Counter()).update(rates)
    usual = {}
    for pair, rates in count.items():
        (rate, most), *others = rates.most_common(2)
        if most > 1 and (not others or most > others[0][1]):
            usual[pair] = rate
    return usual


def rate_of(line: InvoiceLine, rates: Rates) -> Decimal | None:
    """Return the rate that the row should use: 1 within one currency, whatever the row says."""
    return Decimal(1) if line.pricing_currency == line.currency else rates.get(_pair(line), line.rate)


def due(price: Money, line: InvoiceLine, quantity: Decimal, rates: Rates) -> Money | None:
    """Return the amount of `quantity` at an agreed price on this row; None if no rate leads to the currency billed."""
    if line.of_document:
        return (price * quantity).rounded() if price.currency == line.currency else None
    if price.currency == line.currency:
        return price.rounded_down() * quantity
    rate = rate_of(line, rates)
    if price.currency != line.pricing_currency or rate is None:
        return None
    return Money(price.amount * rate, line.currency).rounded_down() * quantity


def adds_up(line: InvoiceLine) -> bool:
    """Tell whether the subtotal is the row's price × quantity × rate, at whichever step it was rounded.

    The sign of a credit may be that of its quantity, of its price or of its amount; a charge has one sign.
    """
    if line.subtotal > 0 and not line.is_credit and line.quantity * line.unit_price < 0:
        return False
    if line.of_document:
        return abs(EXACT.multiply(abs(line.unit_price), abs(line.quantity)) - abs(line.subtotal)) <= unit(line.currency)
    rate = Decimal(1) if line.pricing_currency == line.currency else line.rate
    if rate is None:
        return True
    each, quantity = abs(line.unit_price) * rate, abs(line.quantity)
    least = Money(each, line.currency).rounded_down().amount * quantity
    most = (each * quantity).quantize(unit(line.currency), ROUND_UP)
    return least <= (-line.subtotal if line.is_credit else line.subtotal) <= max(least, most)


@lru_cache(4096)
def in_units(amount: Decimal, currency: str = "") -> Decimal:
    """Return the amount with the decimals of its currency, whole without one, where that changes nothing."""
    shown = amount.quantize(unit(currency) if currency else Decimal(1))
    return shown if shown == amount else amount


def cent(currency: str) -> Decimal:
    """Return the smallest amount of a currency."""
    return unit(currency)


def _pair(line: InvoiceLine) -> tuple[str, str, str]:
    return line.pricing_currency, line.currency, line.rate_day
