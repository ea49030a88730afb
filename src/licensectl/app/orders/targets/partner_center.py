"""Partner Center: the cart that its create-cart call takes, and nothing else. Source: CART."""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from licensectl.core.sku_id import parse_sku
from licensectl.domain.orders import target_checks
from licensectl.domain.orders.split import Order
from licensectl.domain.orders.target import BodyFile, CancelBody, Submission, Target
from licensectl.domain.purchases.model import PlacedOrder

CatalogItem = Annotated[str, Meta(pattern="^[0-9A-Z]{12}:[0-9A-Z]{4}:[0-9A-Z]{12}$")]
PartnerId = Annotated[str, Meta(pattern="^[0-9]{1,10}$")]


# Billing plans of price sheets as a cart calls them.
CYCLES: dict[str, Literal["one_time", "monthly", "annual", "triennial", "none"]] = {
    "": "one_time",
    "OneTime": "one_time",
    "Monthly": "monthly",
    "Annual": "annual",
    "Triennial": "triennial",
    "None": "none",
}


class Participant(Struct, frozen=True, forbid_unknown_fields=True):
    """A reseller that an indirect provider names on the purchase, by its PartnerID."""

    key: Literal["transaction_reseller", "additional_transaction_reseller"]
    value: PartnerId


class CartLine(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename="camel", kw_only=True):
    """One catalogue item. Perpetual: billingCycle one_time, no termDuration; a subscription has both."""

    id: Annotated[int, Meta(ge=0)]
    catalog_item_id: CatalogItem
    quantity: Annotated[int, Meta(ge=1)]
    billing_cycle: Literal["one_time", "monthly", "annual", "triennial", "none"]
    term_duration: Annotated[str, Meta(pattern="^P[1-9][0-9]?[MY]$")] | None = None
    participants: Annotated[list[Participant], Meta(max_length=6)] = []


class Cart(Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """The body of `POST /v1/customers/{tenant}/carts`."""

    attested: bool = field(name="PartnerOnRecordAttestationAccepted")
    line_items: Annotated[list[CartLine], Meta(min_length=1)]


class CancelledLine(Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """A line to give back, whole: no part of its quantity can be."""

    line_item_number: Annotated[int, Meta(ge=0)]
    offer_id: CatalogItem


class Cancellation(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename="camel"):
    """The body of `PATCH /v1/customers/{tenant}/orders/{id}`; without lines it means the whole order. Source: PC-CANCEL-API."""

    id: Annotated[str, Meta(pattern="^[0-9A-Za-z_-]{8,64}$")]
    status: Literal["cancelled"]
    line_items: list[CancelledLine] = []


def cancellation(order: PlacedOrder) -> Cancellation:
    """Return the body that gives back the lines of this order."""
    return Cancellation(order.id, "cancelled", [CancelledLine(line.number, line.offer_id) for line in order.lines])


def cart(order: Order, submission: Submission = Submission()) -> Cart:  # noqa: B008 - frozen
    """Return the cart of an order that passed `check_target`; of the resellers the one that sells comes first."""
    resellers = submission.resellers
    keys = ("transaction_reseller", *("additional_transaction_reseller",) * len(resellers))
    named = [Participant(key, value) for key, value in zip(keys, resellers, strict=False)]  # type: ignore[arg-type]
    return Cart(
        submission.attested,
        [
            CartLine(
                id=number,
                catalog_item_id=f"{parse_sku(line.sku or '')}:{line.availability_id}",
                quantity=line.quantity,
                billing_cycle=CYCLES[line.billing_plan],
                term_duration=line.term or None,
                participants=named,
            )
            for number, line in enumerate(order.lines)
        ],
    )


TARGET = Target(
    "partner-center",
    BodyFile(Cart, cart, lines="lineItems"),
    programs=("csp",),
    usual_for=("csp",),
    checks=(target_checks.cart,),
    cancel=CancelBody(Cancellation, cancellation, lines="lineItems"),
    direct=True,
    subscriptions=True,
)
