"""Net, VAT and gross: VAT once per rate on the taxable sum."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from licensectl.domain.money import Money, zero


class VatAmount(Struct, frozen=True):
    """The tax of one rate (percent) on everything sold at that rate."""

    rate: Decimal
    taxable: Money
    amount: Money


class Totals(Struct, frozen=True, kw_only=True):
    """The sums of a quote. `cost` and `margin` are None while any line's unit price is unknown."""

    net: Money
    vat: list[VatAmount]
    gross: Money
    shipping: Money | None
    cost: Money | None
    margin: Money | None
    margin_percent: Decimal | None
    complete: bool


def add_up(
    taxable: Iterable[tuple[Decimal, Money | None]],
    lines: Sequence[tuple[Money | None, Money | None]],
    shipping: Money | None,
    currency: str,
) -> Totals:
    """The totals of (rate, amount) pairs; `lines` are (line total, cost) pairs. An unpriced line adds nothing."""
    sums: dict[Decimal, Money] = {}
    for rate, amount in taxable:
        if amount is not None:
            sums[rate] = sums.get(rate, zero(currency)) + amount
    vat = [VatAmount(rate, sums[rate], (sums[rate] * (rate / 100)).rounded()) for rate in sorted(sums, reverse=True)]
    net = sum((row.taxable for row in vat), zero(currency))
    gross = sum((row.amount for row in vat), net)
    cost = _sum([cost for _, cost in lines], currency)
    sold = _sum([total for total, _ in lines], currency)
    margin = sold - cost if sold is not None and cost is not None else None
    percent = None
    if margin is not None and sold is not None and sold.amount:
        percent = (margin.amount * 100 / sold.amount).quantize(Decimal("0.1"), ROUND_HALF_UP)
    complete = all(total is not None for total, _ in lines)
    return Totals(net=net, vat=vat, gross=gross, shipping=shipping, cost=cost, margin=margin, margin_percent=percent, complete=complete)


def _sum(amounts: Sequence[Money | None], currency: str) -> Money | None:
    there = [amount for amount in amounts if amount is not None]
    return sum(there, zero(currency)) if len(there) == len(amounts) else None
