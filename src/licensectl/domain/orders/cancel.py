"""Giving back an order: which lines, and whether it is still time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from licensectl.domain.orders import messages as faults
from licensectl.domain.purchases.model import PlacedOrder, day_of
from licensectl.domain.returns.decide import ReturnQuestion
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named, answered
from licensectl.errors import Failure, Problem


def chosen(order: PlacedOrder, numbers: Sequence[int]) -> PlacedOrder:
    """The order with only the lines of these numbers, all that are still held where none is named; Failure for a line that it has not."""
    known = [line.number for line in order.lines]
    missing = [number for number in numbers if number not in known]
    if missing:
        shown = ", ".join(map(str, known)) or "—"
        raise Failure(*(faults.NO_SUCH_LINE.at(id=order.id, line=number, known=shown) for number in missing))
    # A line that was given back already has quantity 0.
    wanted = numbers or [line.number for line in order.lines if line.quantity]
    return replace(order, lines=[line for line in order.lines if line.number in wanted])


def in_time(order: PlacedOrder, rules: Mapping[str, ReturnRule], named: Named | None, day: date) -> list[Problem]:
    """What stands against giving the order back on `day`: an error where the rules or the provider say no, a warning where it is open."""
    if not order.lines:
        return [faults.WHOLE.at(id=order.id)]
    if order.placed is None:
        return [faults.NO_DAY.at(id=order.id)]
    question = ReturnQuestion(program=order.program, kind=order.kind, purchased=order.placed, requested=day, order_status=order.status)
    answer = answered(question, rules, named)
    gaps: dict[str, Any] = {"id": order.id, "placed": day_of(order.placed), "status": order.status or "—", "day": day}
    if answer.verdict == "eligible":
        return []
    if answer.verdict == "review":
        return [faults.REVIEW.at(safe=answer.last_safe_day or "—", **gaps)]
    return [faults.NOT_RETURNABLE.at(last=answer.last_possible_day or "—", **gaps)]
