"""Giving back an order: which lines, and whether it is still time."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from licensectl.domain.orders import messages
from licensectl.domain.purchases.model import PlacedOrder, day_of
from licensectl.domain.returns.decide import ReturnQuestion
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named, answered
from licensectl.errors import Problem


def in_time(order: PlacedOrder, rules: Mapping[str, ReturnRule], named: Named | None, day: date) -> list[Problem]:
    """What stands against giving the order back on `day`: an error where the rules or the provider say no, a warning where it is open."""
    if not order.lines:
        return [messages.WHOLE.at(id=order.id)]
    if order.placed is None:
        return [messages.NO_DAY.at(id=order.id)]
    question = ReturnQuestion(program=order.program, kind=order.kind, purchased=order.placed, requested=day, order_status=order.status)
    answer = answered(question, rules, named)
    gaps: dict[str, Any] = {"id": order.id, "placed": day_of(order.placed), "status": order.status or "—", "day": day}
    if answer.verdict == "eligible":
        return []
    if answer.verdict == "review":
        return [messages.REVIEW.at(safe=answer.last_safe_day or "—", **gaps)]
    return [messages.NOT_RETURNABLE.at(last=answer.last_possible_day or "—", **gaps)]
