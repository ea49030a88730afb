"""Shapes of the JSON results of `customer …`."""

from datetime import date
from typing import Literal, TypedDict

from licensectl.domain.catalog.lifecycle import Status
from licensectl.domain.customers.model import Customer
from licensectl.render.result import Result


class Customers(Result):
    """The result of `customer list` and `customer search`, and the file of `customer export -f json`."""

    customers: list[Customer]


class OwnedRecord(TypedDict):
    """Something that the customer owns; a null quantity: not counted."""

    id: str
    title: str
    quantity: int | None
    since: date | None
    order: str | None
    support: Status | None
    supported_until: date | None


class OrderOfCustomer(TypedDict):
    """An order on record; `placed` is a UTC instant or day."""

    id: str
    placed: str | None
    status: str | None


class HistoryEntry(TypedDict):
    """A change of the customer; `at` is a UTC instant."""

    at: str
    who: str
    what: str
    detail: str


class CustomerShow(Result):
    """The result of `customer show`."""

    customer: Customer
    owned: list[OwnedRecord]
    orders: list[OrderOfCustomer]
    history: list[HistoryEntry]


class CustomerChangeResult(Result):
    """The result of `customer add`, `customer edit`, `customer rename` and `customer merge`."""

    change: Literal["added", "changed", "merged", "unchanged"]
    fields: list[str]
    customer: Customer


class CustomerRemoval(Result):
    """The result of `customer remove`; `orders` are the ids of the orders that stay on record."""

    change: Literal["removed"]
    id: str
    name: str
    orders: list[str]


class CustomerImport(Result):
    """The result of `customer import`: number of customers by outcome."""

    added: int
    changed: int
    unchanged: int
    skipped: int


RESULTS: dict[str, type] = {
    "customers": Customers,
    "customer-show": CustomerShow,
    "customer-change": CustomerChangeResult,
    "customer-removal": CustomerRemoval,
    "customer-import": CustomerImport,
}
