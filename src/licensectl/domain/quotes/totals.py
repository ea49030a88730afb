"""The sums of a quote: VAT per rate, discounts, and what its subscriptions come to in each period."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.money import EXACT, Money, tenths, unit, zero
from licensectl.domain.quotes import messages, messages_prices
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.model import OtherLine, QuoteRequest, RequestLine, place
from licensectl.domain.quotes.subscriptions import Recurrence
from licensectl.domain.quotes.tax import regime_of
from licensectl.errors import Problem

HUNDRED = Decimal(100)


class VatAmount(Struct, frozen=True, omit_defaults=True):
    """The tax of one rate (percent) on everything sold at that rate; `discount` is the rate's share of the discount on the whole quote."""

    rate: Decimal
    taxable: Money
    amount: Money
    discount: Money | None = None


class Due(Struct, frozen=True):
    """Sums of one payment: paid once (`months` is None), or every `months` months, `payments` times."""

    months: int | None
    payments: int
    net: Money
    vat: list[VatAmount]
    gross: Money


class Totals(Struct, frozen=True, kw_only=True):
    """The sums of a quote. `cost` and `margin` are None while any line's unit price is unknown.

    With subscriptions they are those of the first invoice: what is paid once, and the first payment of each subscription. `due` holds them
    apart; it is empty without subscriptions.

    While `complete` is False a line has no price: `net`, `vat` and `gross` then hold what is known and are no totals to show, and `partial`
    is the sum of the lines that have a price.
    """

    net: Money
    vat: list[VatAmount]
    gross: Money
    shipping: Money | None
    cost: Money | None
    margin: Money | None
    margin_percent: Decimal | None
    complete: bool
    partial: Money | None = None
    discount: Money | None = None
    due: list[Due] = []

    @property
    def over_terms(self) -> Money | None:
        """The net sum of all payments of the terms that are quoted; None without subscriptions."""
        return sum((one.net * one.payments for one in self.due), zero(self.net.currency)) if self.due else None

    @property
    def known(self) -> Money:
        """The sum of the lines that have a price; quotes saved by earlier versions hold it as `net`."""
        return self.partial if self.partial is not None else self.net


def line_total(sell: Money, quantity: int, discount: Money | None = None) -> Money:
    """Return the total of a line: sell price × quantity less its discount, at least 0."""
    whole = (sell * quantity).rounded()
    return whole if discount is None else whole - min(discount, whole)


def shares(amounts: Mapping[Decimal, Money], discount: Money) -> dict[Decimal, Money]:
    """Divide a discount over the sums of each VAT rate in proportion to them, to the smallest unit and without a rest.

    What rounding down leaves goes to the largest remainders, then to the higher rates. It takes no more than there is.
    """
    least, currency = unit(discount.currency), discount.currency
    units = {rate: int(amount.amount / least) for rate, amount in sorted(amounts.items(), reverse=True) if amount.amount > 0}
    whole = sum(units.values())
    given = min(int(discount.amount / least), whole)
    shared = {rate: divmod(given * count, whole) for rate, count in units.items()}
    rest = given - sum(share for share, _ in shared.values())
    one_more = sorted(shared, key=lambda rate: shared[rate][1], reverse=True)[:rest]
    return {rate: Money((share + (rate in one_more)) * least, currency) for rate, (share, _) in shared.items()}


def add_up(
    taxable: Iterable[tuple[Decimal, Money | None]],
    lines: Sequence[tuple[Money | None, Money | None]],
    shipping: Money | None,
    currency: str,
    discounts: Mapping[Decimal, Money] | None = None,
) -> Totals:
    """Return the totals of (rate, amount) pairs; `lines` are (line total, cost) pairs. An unpriced line adds nothing.

    `discounts` are the shares that each rate has of a discount on the whole quote, None without one.
    """
    vat = _taxes(taxable, discounts or {}, currency)
    net = sum((row.taxable for row in vat), zero(currency))
    discount = sum(discounts.values(), zero(currency)) if discounts is not None else None
    complete = all(total is not None for total, _ in lines)
    priced = sum((total for total, _ in lines if total is not None), zero(currency))
    sold = priced - (discount or zero(currency)) if complete else None
    cost = _sum([cost for _, cost in lines], currency)
    margin = sold - cost if sold is not None and cost is not None else None
    return Totals(
        net=net,
        vat=vat,
        gross=sum((row.amount for row in vat), net),
        shipping=shipping,
        cost=cost,
        margin=margin,
        margin_percent=_share(margin, sold),
        complete=complete,
        partial=None if complete else priced,
        discount=discount,
    )


def _taxes(taxable: Iterable[tuple[Decimal, Money | None]], discounts: Mapping[Decimal, Money], currency: str) -> list[VatAmount]:
    """Return the tax per rate, the highest rate first. Its base is the sales at the rate less their share of the discount."""
    sums: dict[Decimal, Money] = {}
    for rate, amount in taxable:
        if amount is not None:
            sums[rate] = sums.get(rate, zero(currency)) + amount
    sums = {rate: amount - discounts.get(rate, zero(currency)) for rate, amount in sums.items()}
    return [
        VatAmount(rate, sums[rate], (sums[rate] * EXACT.divide(rate, HUNDRED)).rounded(), discounts.get(rate))
        for rate in sorted(sums, reverse=True)
    ]


def _share(margin: Money | None, sold: Money | None) -> Decimal | None:
    """Return the margin in percent of what is sold, to one place."""
    if margin is None or sold is None or not sold.amount:
        return None
    return tenths(margin.amount * 100 / sold.amount)


def _sum(amounts: Sequence[Money | None], currency: str) -> Money | None:
    there = [amount for amount in amounts if amount is not None]
    return sum(there, zero(currency)) if len(there) == len(amounts) else None


def totals_of(lines: Sequence[QuoteLine], request: QuoteRequest) -> Totals:
    """Return the sums of these lines and the request's shipping."""
    totals = _totals(lines, request, rounded_of(request.shipping, request), _discount_shares(lines, request))
    if not any(line.recurrence for line in lines) or not totals.complete:
        return totals
    return replace(totals, due=_due(lines, request))


def _totals(lines: Sequence[QuoteLine], request: QuoteRequest, shipping: Money | None, shared: Mapping[Decimal, Money] | None) -> Totals:
    taxable = [(line.vat_rate, line.line_total) for line in lines]
    if shipping is not None:
        taxable.append((rate_of(None, request), shipping))
    return add_up(taxable, [(line.line_total, line.cost) for line in lines], shipping, request.currency, shared)


def _due(lines: Sequence[QuoteLine], request: QuoteRequest) -> list[Due]:
    """Return the sums that are paid once, shipping included, and in each period, the shortest first."""
    groups: dict[Recurrence | None, list[QuoteLine]] = {}
    for line in lines:
        groups.setdefault(line.recurrence, []).append(line)
    shipping = rounded_of(request.shipping, request)
    if shipping is not None:
        groups.setdefault(None, [])
    found = []
    for recurrence in sorted(groups, key=lambda one: (one.months, one.payments) if one else (0, 0)):
        sums = _totals(groups[recurrence], request, None if recurrence else shipping, None)
        months, payments = (recurrence.months, recurrence.payments) if recurrence else (None, 1)
        found.append(Due(months, payments, sums.net, sums.vat, sums.gross))
    return found


def discount_above(sell: Money, quantity: int, discount: Money, where: str = "") -> list[Problem]:
    """Return the problem of a discount that is larger than its line."""
    whole = line_total(sell, quantity)
    return [messages.DISCOUNT_ABOVE.at(where, discount=discount, whole=whole)] if whole < discount else []


def discount_below_cost(sell: Money, bought: Money | None, quantity: int, discount: Money, name: str, where: str = "") -> list[Problem]:
    """Return the warning of a discount that makes a line a loss whose sell price is not below its cost price."""
    left = line_total(sell, quantity, discount)
    if bought is None or sell < bought or not left < (bought * quantity).rounded():
        return []
    each = Money(left.amount / quantity, left.currency).rounded()
    return [messages.BELOW_COST.at(where, sku=name, sell=each, unit=bought)]


def check_discounts(request: QuoteRequest, lines: Sequence[QuoteLine], totals: Totals) -> list[Problem]:
    """Return the discounts and rebates that take more than there is: of a line, of the whole quote, or of what is sold at a VAT rate."""
    found = []
    for line in lines:
        if line.discount_amount is not None and line.sell_price is not None:
            found += discount_above(line.sell_price, line.quantity, line.discount_amount, line.where)
    if not totals.complete:
        return found
    asked, where = rounded_of(request.discount_amount, request), place(request, "discount_amount")
    if asked is not None and totals.discount is not None and totals.discount < asked:
        found.append(messages.DISCOUNT_ABOVE.at(where, discount=asked, whole=totals.discount))
    rebates = [line.where for line in lines if line.is_rebate]
    below = [row for row in totals.vat if row.taxable.amount < 0]
    return found + [messages.REBATE_ABOVE.at(rebates[0] if rebates else where, rate=row.rate, sum=row.taxable) for row in below]


def _discount_shares(lines: Sequence[QuoteLine], request: QuoteRequest) -> dict[Decimal, Money] | None:
    """Return the share that the lines of each VAT rate have of the discount on the whole quote, None without one."""
    discount = rounded_of(request.discount_amount, request)
    sums: dict[Decimal, Money] = {}
    for line in lines:
        if line.line_total is not None:
            sums[line.vat_rate] = sums.get(line.vat_rate, zero(request.currency)) + line.line_total
    return shares(sums, discount) if discount is not None else None


def money_of(amount: Decimal | None, request: QuoteRequest) -> Money | None:
    """Return an amount in the currency of the request, as exact as it is."""
    return Money(amount, request.currency) if amount is not None else None


def rounded_of(amount: Decimal | None, request: QuoteRequest) -> Money | None:
    """Return an amount in the currency of the request, rounded half-up to its minor unit."""
    return Money(amount, request.currency).rounded() if amount is not None else None


def check_decimals(request: QuoteRequest) -> Iterator[Problem]:
    """Yield a warning for each amount of the request that is rounded to the minor unit of its currency."""
    amounts: list[tuple[QuoteRequest | RequestLine | OtherLine, str]] = [(request, "shipping"), (request, "discount_amount")]
    for line in request.every_line:
        # A sell price less a percentage is rounded after it.
        amounts += [] if isinstance(line, RequestLine) and line.discount is not None else [(line, "sell_price")]
        amounts.append((line, "discount_amount"))
    for record, name in amounts:
        exact = money_of(getattr(record, name), request)
        if exact is not None and exact.rounded().amount != exact.amount:
            yield messages_prices.ROUNDED.at(place(record, name), name=name, value=exact, rounded=exact.rounded())


def rate_of(own: Decimal | None, request: QuoteRequest) -> Decimal:
    """Return the VAT rate of a line in percent: its own, else that of the request; 0 if nothing is taxed."""
    return regime_of(request.vat).rate(own, request.vat)
