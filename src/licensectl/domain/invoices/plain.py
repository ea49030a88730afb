"""The plain case, which most rows are: one row that bills one order line as agreed. It leaves all others to `judge`."""

from functools import lru_cache

from licensectl.core.money import Money
from licensectl.domain.invoices.case import PriceOf
from licensectl.domain.invoices.match import LineGroup
from licensectl.domain.invoices.model import Judged


def plain(group: LineGroup, price_of: PriceOf) -> Judged | None:
    """Return the match of a group with one row and one order line whose quantity, price and amount agree; None for any other group."""
    if len(group.rows) != 1 or len(group.ordered) != 1:
        return None
    row, one = group.rows[0], group.ordered[0]
    if row.quantity != one.quantity or one.cancelled or row.of_document or row.pricing_currency != row.currency:
        return None
    agreed = price_of(one, row)
    if agreed is None or agreed.price.currency != row.currency or agreed.price.amount != row.unit_price or row.is_credit:
        return None
    expected = _each(agreed.price) * row.quantity
    if expected.amount != row.subtotal or row.quantity <= 0:
        return None
    return Judged(
        cause="matched",
        line=row,
        ordered=one,
        ordered_quantity=row.quantity,
        expected=expected,
        agreed=agreed,
        matched_by=group.matched_by[0],
    )


@lru_cache(4096)
def _each(price: Money) -> Money:
    return price.rounded_down()
