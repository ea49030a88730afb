"""Ingram Micro Xvantage: the order of its reseller API v6, for boxes and traditional licences. Source: XVANTAGE."""

from typing import Annotated

from msgspec import Meta, Struct

from licensectl.domain.orders import target_checks
from licensectl.domain.orders.split import Order
from licensectl.domain.orders.target import BodyFile, Submission, Target


class EndUser(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename="camel", kw_only=True):
    """For whom the licences are; volume licences want it with each order."""

    company_name: Annotated[str, Meta(min_length=1)]
    contact: str | None = None
    address_line1: str | None = None
    country_code: Annotated[str, Meta(pattern="^[A-Z]{2}$")] | None = None
    email: str | None = None


class OrderLine(Struct, frozen=True, forbid_unknown_fields=True, rename="camel", kw_only=True):
    """One line; the line number is text and from 1 to 884."""

    customer_line_number: Annotated[str, Meta(pattern="^[1-9][0-9]{0,2}$")]
    ingram_part_number: Annotated[str, Meta(min_length=1, max_length=18)]
    quantity: Annotated[int, Meta(ge=1)]


class OrderCreate(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename="camel", kw_only=True):
    """The body of `POST /resellers/v6/orders`; the first order number is the reseller's own, the second its customer's."""

    customer_order_number: Annotated[str, Meta(min_length=1, max_length=35)]
    end_customer_order_number: str | None = None
    end_user_info: EndUser | None = None
    lines: Annotated[list[OrderLine], Meta(min_length=1)]


def order_create(order: Order, _: Submission) -> OrderCreate:
    """Return the order at the distributor's own prices, for one that passed `check_target`."""
    return OrderCreate(
        customer_order_number=order.ref or "",
        end_customer_order_number=order.quote.request.po_number,
        end_user_info=_end_user(order) if order.for_end_user else None,
        lines=[
            OrderLine(customer_line_number=str(line.position), ingram_part_number=line.distributor_sku or "", quantity=line.quantity)
            for line in order.lines
        ],
    )


def _end_user(order: Order) -> EndUser:
    customer = order.customer
    return EndUser(
        company_name=customer.name,
        contact=customer.contact,
        address_line1=customer.address,
        country_code=customer.country,
        email=customer.email,
    )


TARGET = Target(
    "xvantage",
    BodyFile(OrderCreate, order_create, lines="lines"),
    programs=("box", "open"),
    checks=(target_checks.distributor,),
    distributors=("ingram", "ingram-micro"),
)
