"""Checks of order files, which the records of targets refer to."""

import re
from collections.abc import Iterator

from licensectl.domain.orders import messages
from licensectl.domain.orders.split import Order
from licensectl.errors import Message, Problem

AVAILABILITY = re.compile(r"[0-9A-Z]{12}", re.ASCII)
HIGHEST_LINE = 884


def cart(order: Order) -> Iterator[Problem]:
    """Yield a problem for each line without a valid product, SKU and availability, which a cart needs."""
    for line in order.lines:
        if line.sku is None or ":" not in line.sku:
            yield messages.NOT_IN_CART.at(line.where, position=line.position, title=line.title)
        elif not line.availability_id:
            yield messages.NO_AVAILABILITY.at(line.where, sku=line.sku)
        elif not AVAILABILITY.fullmatch(line.availability_id):
            yield messages.BAD_AVAILABILITY.at(line.where, value=line.availability_id)


def marketplace(order: Order) -> Iterator[Problem]:
    """Yield a problem for the customer and each product without an id at the marketplace."""
    if not order.customer.marketplace_id:
        yield messages.NO_MARKETPLACE_ID.at(order.quote.request.where, customer=order.customer.name[:60])
    yield from _numbered(order, messages.NO_MPN)


def distributor(order: Order) -> Iterator[Problem]:
    """Yield a problem for a missing order number, each missing part number of the distributor, and each line over the limit."""
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
