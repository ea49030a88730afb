"""The neutral order lines: one row per line, the header that CONTRACT fixes."""

from collections.abc import Iterator
from typing import Any

from licensectl.domain.quote import Quote
from licensectl.domain.request import Customer
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


def rows(quote: Quote) -> Iterator[tuple[Any, ...]]:
    """The rows under `HEADER`; an unknown unit price stays blank."""
    request = quote.request
    customer = request.customer if isinstance(request.customer, Customer) else Customer(name=request.customer)
    for line in quote.lines:
        key = parse_sku(line.sku) if line.sku else None
        yield (
            request.number or request.po_number,
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
