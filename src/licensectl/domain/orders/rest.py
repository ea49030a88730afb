"""The part of a quote that is not ordered yet."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from licensectl.core.money import EXACT, Money
from licensectl.domain.orders.from_quote import names_of
from licensectl.domain.orders.messages_quote import NOTHING_LEFT
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.totals import line_total, totals_of
from licensectl.errors import Problem


def rest_of(quote: Quote, orders: Sequence[PlacedOrder]) -> Quote:
    """Return the quote with the quantities that its orders on record lack; an order that came to nothing has none."""
    ordered = Counter[str]()
    for order in orders:
        for line in () if order.came_to_nothing else order.lines:
            ordered[line.product] += line.quantity
    lines = list(_left(quote.lines, ordered))
    return replace(quote, lines=lines, totals=totals_of(lines, quote.request))


def check_rest(number: str, rest: Quote) -> list[Problem]:
    """Return a problem if the orders of a quote leave nothing to order."""
    return [] if any(not line.is_rebate for line in rest.lines) else [NOTHING_LEFT.at(number=number)]


def _left(lines: Sequence[QuoteLine], ordered: Counter[str]) -> Iterator[QuoteLine]:
    """Yield the lines less what is ordered of them, which is taken from `ordered`; a rebate is never ordered."""
    for line in lines:
        left = line.quantity
        for name in () if line.is_rebate else sorted(names_of(line)):
            taken = min(ordered[name], left)
            ordered[name] -= taken
            left -= taken
        if left == line.quantity:
            yield line
        elif left:
            discount = _discount_left(line, left)
            total = line_total(line.sell_price, left, discount) if line.sell_price else None
            yield replace(line, quantity=left, line_total=total, discount_amount=discount)


def _discount_left(line: QuoteLine, left: int) -> Money | None:
    """Return the share that the last `left` units have of a line's discount; the shares of all its orders add up to the whole."""
    discount = line.discount_amount
    if discount is None:
        return None
    before = EXACT.divide(EXACT.multiply(discount.amount, Decimal(line.quantity - left)), Decimal(line.quantity))
    return discount - Money(before, discount.currency).rounded()
