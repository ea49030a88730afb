"""Shapes of the JSON results of `order …`; bodies of order targets are in `targets/`."""

from datetime import date
from typing import Literal, TypedDict

from licensectl.core.money import Money
from licensectl.domain.orders.check import Verdict
from licensectl.render.result import Result


class OrderLines(TypedDict):
    """The result of `order export -f json` for a target that takes CSV: the columns of the target in their order."""

    schema: str
    lines: list[dict[str, str | int | None]]


class OrderCheck(Result):
    """The result of `order check`; the reasons are the problems."""

    verdict: Verdict
    placeable: bool
    target: str


class PlacedLineRecord(TypedDict):
    """A line of a placed order."""

    number: int
    offer_id: str
    title: str
    quantity: int
    unit_price: Money | None


class PlacedOrderRecord(TypedDict):
    """An order on record; `placed` is a UTC instant or day, `days_left` counts to the last safe day of a return."""

    id: str
    alternate_id: str | None
    customer: str | None
    customer_id: str | None
    tenant_id: str | None
    program: str
    quote: str | None
    placed: str | None
    currency: str | None
    status: str | None
    keys_fulfilled: bool
    last_safe_day: date | None
    last_possible_day: date | None
    days_left: int | None
    lines: list[PlacedLineRecord]


class Orders(Result):
    """The result of `order list` and `order record`."""

    orders: list[PlacedOrderRecord]


class QuoteToPlace(TypedDict):
    """A quote that was accepted and not ordered; the days of the acceptance are null if only the request names a purchase order."""

    number: str
    customer: str
    accepted: date | None
    accepted_revision: int | None
    po_number: str | None
    po_date: date | None
    valid_until: date
    state: Literal["open", "expired", "ordered"]
    net: Money | None
    currency: str
    program: str
    target: str


class ToPlaceResult(Result):
    """The result of `order list --to-place` and `order accept`."""

    quotes: list[QuoteToPlace]


class PlacedOrderResult(Result, PlacedOrderRecord):
    """The result of `order show`."""


RESULTS: dict[str, type] = {
    "order": OrderLines,
    "order-check": OrderCheck,
    "orders": Orders,
    "orders-to-place": ToPlaceResult,
    "placed-order": PlacedOrderResult,
}
