"""The record of an order target: the orders that it takes, its checks, and the file that is made of an order."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from msgspec import Struct

from licensectl.domain.orders import messages
from licensectl.domain.orders.split import Order
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.domain.quotes.messages_prices import NOT_A_SUBSCRIPTION
from licensectl.errors import Problem


class Submission(NamedTuple):
    """Data of the submission of an order: the PartnerIDs of the resellers, and if the partner of record is attested."""

    resellers: tuple[str, ...] = ()
    attested: bool = True


class TableFile(NamedTuple):
    """A target that takes a table: its header, and the rows of an order under it."""

    header: tuple[str, ...]
    rows: Callable[[Order], Iterator[tuple[Any, ...]]]


class BodyFile(NamedTuple):
    """A target that takes one JSON body for each order: its shape, its maker, and the key of its lines."""

    shape: type[Struct]
    make: Callable[[Order, Submission], Struct]
    lines: str


class CancelBody(NamedTuple):
    """The JSON body by which a target cancels a placed order: its shape, its maker, and the key of its lines."""

    shape: type[Struct]
    make: Callable[[PlacedOrder], Struct]
    lines: str


class Target(NamedTuple):
    """A system that takes order files. `programs` it is for, empty for all; `usual_for`: programs whose orders go to
    it when the user names no target.

    `checks` find what an order must still name. `direct`: it takes orders only from partners that buy from Microsoft themselves.
    `distributors`: the words of a profile for the distributors whose system this is. `subscriptions`: its file says the term and the
    billing plan of a line.
    """

    name: str
    file: TableFile | BodyFile
    programs: tuple[str, ...] = ()
    usual_for: tuple[str, ...] = ()
    checks: tuple[Callable[[Order], Iterator[Problem]], ...] = ()
    cancel: CancelBody | None = None
    direct: bool = False
    subscriptions: bool = False
    suffix: str = "json"
    distributors: tuple[str, ...] = ()


def check_target(order: Order, target: Target) -> list[Problem]:
    """Return every reason why `target` does not take this order."""
    request = order.quote.request
    if target.programs and request.program not in target.programs:
        gaps = {"target": target.name, "programs": ", ".join(target.programs), "program": request.program}
        return [messages.WRONG_PROGRAM.at(request.where, **gaps)]
    once = [] if target.subscriptions else [*subscriptions_of(order, target.name)]
    return [*once, *(problem for check in target.checks for problem in check(order))]


def subscriptions_of(order: Order, target: str) -> Iterator[Problem]:
    """Yield a problem for each subscription of an order whose file cannot say its term."""
    for line in order.lines:
        if line.recurrence:
            yield NOT_A_SUBSCRIPTION.at(line.where, position=line.position, term=line.term, target=target)
