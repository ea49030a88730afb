"""Order files by target: how each body is made, and its shape as a JSON Schema."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec import Struct

from licensectl.app.orders.targets import cloudblue, partner_center, xvantage
from licensectl.core.names import distinct, file_stem
from licensectl.domain.orders.messages import BAD_SHAPE
from licensectl.domain.orders.split import Order
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.errors import LicensectlError


def checked(body: msgspec.Struct, target: str, where: str) -> dict[str, Any]:
    """The body as plain data after its own shape has been checked: lengths, patterns, nothing beyond its fields."""
    held: dict[str, Any] = msgspec.to_builtins(body)
    try:
        msgspec.convert(held, type(body))
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at ")
        raise LicensectlError(BAD_SHAPE.at(where, target=target, path=path.strip("`$."), reason=reason[:1].lower() + reason[1:])) from None
    return held


SHAPES: dict[str, type[Struct]] = {
    "partner-center": partner_center.Cart,
    "partner-center-cancel": partner_center.Cancellation,
    "cloudblue": cloudblue.SalesOrder,
    "xvantage": xvantage.OrderCreate,
}
LINES = {"partner-center": "lineItems", "cloudblue": "products", "xvantage": "lines"}


def body(order: Order, target: str, resellers: tuple[str, ...] = (), attested: bool = True) -> dict[str, Any]:
    """What `target` takes for an order that it would take; LicensectlError where a value does not fit its shape."""
    makers: dict[str, Callable[[], Struct]] = {
        "partner-center": lambda: partner_center.cart(order, resellers, attested),
        "cloudblue": lambda: cloudblue.sales_order(order),
        "xvantage": lambda: xvantage.order_create(order),
    }
    return checked(makers[target](), target, order.quote.request.where)


def cancellation(order: PlacedOrder) -> dict[str, Any]:
    """What Partner Center takes to cancel the lines of a placed order."""
    return checked(partner_center.cancellation(order), "partner-center", "")


def file_names(refs: Iterable[str | None], target: str) -> list[str]:
    """Return a name for the file of each order that is safe in any folder, whatever the orders are called; no two are the same."""
    return [f"{name}.json" for name in distinct(f"{target}-{file_stem(ref or '') or 'order'}" for ref in refs)]
