"""Why a target would not take an order: what its file must name, and which programs it is for."""

import re
from collections.abc import Callable, Iterator

from licensectl.domain.orders import messages
from licensectl.domain.orders.split import Order
from licensectl.errors import Message, Problem

AVAILABILITY = re.compile(r"[0-9A-Z]{12}", re.ASCII)
# Partner Center and the cloud marketplace sell CSP; boxes and volume licences come from the distributor's order interface.
PROGRAMS = {"partner-center": ("csp",), "cloudblue": ("csp",), "xvantage": ("box", "open")}
HIGHEST_LINE = 884


def check_target(order: Order, target: str) -> list[Problem]:
    """All that stands between this order and a file for `target`; empty when nothing does."""
    request = order.quote.request
    taken = PROGRAMS.get(target, (request.program,))
    if request.program not in taken:
        return [messages.WRONG_PROGRAM.at(request.where, target=target, programs=", ".join(taken), program=request.program)]
    return [problem for check in CHECKS.get(target, ()) for problem in check(order)]


def _cart(order: Order) -> Iterator[Problem]:
    for line in order.lines:
        if line.sku is None or ":" not in line.sku:
            yield messages.NOT_IN_CART.at(line.where, position=line.position, title=line.title)
        elif not line.availability_id:
            yield messages.NO_AVAILABILITY.at(line.where, sku=line.sku)
        elif not AVAILABILITY.fullmatch(line.availability_id):
            yield messages.BAD_AVAILABILITY.at(line.where, value=line.availability_id)


def _marketplace(order: Order) -> Iterator[Problem]:
    if not order.customer.marketplace_id:
        yield messages.NO_MARKETPLACE_ID.at(order.quote.request.where, customer=order.customer.name[:60])
    yield from _numbered(order, messages.NO_MPN)


def _distributor(order: Order) -> Iterator[Problem]:
    if not order.ref:
        yield messages.NO_REF.at(order.quote.request.where)
    yield from _numbered(order, messages.NO_PART)
    for line in order.lines:
        if line.position > HIGHEST_LINE:
            yield messages.TOO_MANY_LINES.at(line.where, position=line.position, most=HIGHEST_LINE)


def _numbered(order: Order, message: Message) -> Iterator[Problem]:
    for line in order.lines:
        if not line.distributor_sku:
            yield message.at(line.where, position=line.position, product=line.called)


CHECKS: dict[str, tuple[Callable[[Order], Iterator[Problem]], ...]] = {
    "partner-center": (_cart,),
    "cloudblue": (_marketplace,),
    "xvantage": (_distributor,),
}
