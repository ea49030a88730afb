"""Shape of the JSON result of `radar`."""

from datetime import date
from typing import TypedDict

from licensectl.domain.radar.signals import Kind
from licensectl.render.result import Result


class SignalRecord(TypedDict):
    """Something of a customer that needs attention: a product that it owns, or its agreement, whose `id` is that of the rule.

    `days_left` is negative for a day that has passed.
    """

    day: date
    days_left: int
    kind: Kind
    customer_id: str | None
    customer: str
    id: str
    title: str
    quantity: int | None
    order: str | None
    successor: str | None


class Radar(Result):
    """The result of `radar`."""

    within: int
    signals: list[SignalRecord]


RESULTS: dict[str, type] = {"radar": Radar}
