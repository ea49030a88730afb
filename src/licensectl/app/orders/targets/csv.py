"""The neutral order lines: one row per line, under a header that only ever grows."""

from collections.abc import Iterator
from typing import Any

from licensectl.domain.orders.csv_row import FIELDS
from licensectl.domain.orders.split import Order
from licensectl.domain.orders.target import TableFile, Target

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
    "term",
    "billing_plan",
)


def rows(order: Order) -> Iterator[tuple[Any, ...]]:
    """Return the rows under `HEADER`; `line` is the quote's, an unknown unit price stays blank."""
    for line in order.lines:
        yield tuple(FIELDS[name](order, line) for name in HEADER)


TARGET = Target("csv", TableFile(HEADER, rows), suffix="csv", subscriptions=True)
