"""The neutral order lines: one row per line, the header that CONTRACT fixes."""

from collections.abc import Iterator
from typing import Any

from licensectl.domain.order import Order
from licensectl.domain.skuid import parse_sku

HEADER = (
    "order_ref",
    "line",
    "vendor",
    "program",
    "customer_name",
    "tenant_id",
    "tenant_domain",
    "customer_vat_id",
    "po_number",
    "product_id",
    "sku_id",
    "availability_id",
    "part_number",
    "title",
    "segment",
    "quantity",
    "unit_price",
    "currency",
)
IDS = ("order_ref", "tenant_id", "customer_vat_id", "po_number", "product_id", "sku_id", "availability_id", "part_number")


def rows(order: Order) -> Iterator[tuple[Any, ...]]:
    """The rows under `HEADER`; `line` is the quote's, an unknown unit price stays blank."""
    request, customer = order.quote.request, order.customer
    for line in order.lines:
        key = parse_sku(line.sku) if line.sku else None
        yield (
            order.ref,
            line.position,
            line.vendor,
            line.program,
            customer.name,
            customer.tenant_id,
            customer.tenant_domain,
            customer.vat_id,
            request.po_number,
            key.product_id if key else None,
            key.sku_id if key else None,
            line.availability_id,
            line.part_number,
            line.title,
            request.segment,
            line.quantity,
            line.unit_price.amount if line.unit_price else None,
            request.currency,
        )
