"""A partial return where only the whole line can be returned: return it all, buy again what stays, and the effect on cash."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.money import Money
from licensectl.domain.returns.decide import ReturnAnswer
from licensectl.domain.returns.question import ReturnQuestion
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named, answered, kept_of


class Today(Struct, frozen=True):
    """The price of the SKU on the day of the request. `sold`: whether a price list of that month holds it, None if none
    was at hand; `where` file and row of the price."""

    unit_price: Money | None = None
    sold: bool | None = None
    where: str = ""


class RebuyPlan(Struct, frozen=True, kw_only=True):
    """The return of the whole line and the purchase of what stays, in amounts without tax; None for an amount that is not known.

    `refund` comes back, `cost` is paid again at the price of the day; `cash_effect` is what is left of the one after the
    other, `detour_cost` how much less that is than a partial refund would have been; `pays`: whether cash comes back at
    all. `last_safe_day` and `last_possible_day` are those of what is bought again on the day of the request.
    """

    give_back: int
    buy_again: int
    refund: Money | None
    unit_price: Money | None
    cost: Money | None
    cash_effect: Money | None
    detour_cost: Money | None
    pays: bool | None
    sold: bool | None
    price_where: str
    last_safe_day: date | None
    last_possible_day: date | None


def rebuy(
    question: ReturnQuestion, answer: ReturnAnswer, rules: Mapping[str, ReturnRule], named: Named | None, today: Today
) -> RebuyPlan | None:
    """Return the plan for a partial return that only the whole line allows; None without such a wish or a way."""
    if not (question.partial and answer.curable) or question.quantity is None:
        return None
    kept = question.kept
    whole = answered(replace(question, returned=None, others_kept=False, exchange=False), rules, named)
    anew = answered(replace(question, purchased=question.requested, delivered=None, quantity=kept, returned=None), rules, named)
    refund, paid = whole.refund_amount, question.unit_price
    cost = (today.unit_price * kept).rounded() if today.unit_price is not None and today.sold is not False else None
    spared = _spared(paid, question.quantity, kept, whole, named) if paid is not None else None
    cash = refund - cost if refund is not None and cost is not None and refund.currency == cost.currency else None
    return RebuyPlan(
        give_back=question.quantity,
        buy_again=kept,
        refund=refund,
        unit_price=today.unit_price,
        cost=cost,
        cash_effect=cash,
        detour_cost=cost - spared if cash is not None and cost is not None and spared is not None else None,
        pays=cash.amount > 0 if cash is not None else None,
        sold=today.sold,
        price_where=today.where,
        last_safe_day=anew.last_safe_day,
        last_possible_day=anew.last_possible_day,
    )


def _spared(paid: Money, quantity: int, kept: int, whole: ReturnAnswer, named: Named | None) -> Money:
    """Return the sum paid for the part that stays, less the fee that a partial refund would not take; `paid` is for one piece."""
    spared = (paid * kept).rounded()
    part_fee = kept_of((paid * (quantity - kept)).rounded(), whole, named)
    return spared - (whole.fee - part_fee) if whole.fee is not None and part_fee is not None else spared
