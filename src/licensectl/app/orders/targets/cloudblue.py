"""Ingram Micro Cloud Marketplace, which is CloudBlue Commerce: the sales order of its Simple API 1.15. Source: SIMPLE-API."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from licensectl.domain.orders import target_checks
from licensectl.domain.orders.split import Order
from licensectl.domain.orders.target import BodyFile, Submission, Target

Filled = Annotated[str, Meta(min_length=1)]


class SalesOrderProduct(Struct, frozen=True, forbid_unknown_fields=True):
    """One product, by the part number that the marketplace lists it under (MPN)."""

    mpn: Filled
    quantity: Annotated[int, Meta(ge=1)]


class SalesOrder(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename="camel", kw_only=True):
    """The body of `POST /orders`. `customer_id` is the marketplace's own number of the customer."""

    type: Literal["sales"]
    customer_id: Filled
    po_number: Filled | None = None
    products: Annotated[list[SalesOrderProduct], Meta(min_length=1)]


def sales_order(order: Order, _: Submission) -> SalesOrder:
    """Return the order of all vendors at the marketplace's own prices, for one that passed `check_target`."""
    return SalesOrder(
        type="sales",
        customer_id=order.customer.marketplace_id or "",
        po_number=order.quote.request.po_number,
        products=[SalesOrderProduct(line.distributor_sku or "", line.quantity) for line in order.lines],
    )


TARGET = Target(
    "cloudblue",
    BodyFile(SalesOrder, sales_order, lines="products"),
    programs=("csp",),
    checks=(target_checks.marketplace,),
    distributors=("ingram", "ingram-micro"),
)
