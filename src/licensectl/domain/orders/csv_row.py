"""Fields of an order line, by the names that order files and their profiles use."""

from collections.abc import Callable
from typing import Any

from licensectl.core.money import amount_of
from licensectl.core.sku_id import SkuKey, parse_sku
from licensectl.domain.orders.split import Order
from licensectl.domain.quotes.line import QuoteLine

Read = Callable[[Order, QuoteLine], Any]


def _key(line: QuoteLine) -> SkuKey:
    return (parse_sku(line.sku) if line.sku else None) or SkuKey("")


# A cell is text, int, Decimal or date, or None for what nobody said.
FIELDS: dict[str, Read] = {
    "order_ref": lambda order, line: order.ref,
    "line": lambda order, line: line.position,
    "vendor": lambda order, line: line.vendor,
    "program": lambda order, line: line.program,
    "customer_name": lambda order, line: order.customer.name,
    "tenant_id": lambda order, line: order.customer.tenant_id,
    "tenant_domain": lambda order, line: order.customer.tenant_domain,
    "customer_vat_id": lambda order, line: order.customer.vat_id,
    "po_number": lambda order, line: order.quote.request.po_number,
    "product_id": lambda order, line: _key(line).product_id or None,
    "sku_id": lambda order, line: _key(line).sku_id or None,
    "availability_id": lambda order, line: line.availability_id,
    "part_number": lambda order, line: line.part_number,
    "title": lambda order, line: line.title,
    "segment": lambda order, line: order.quote.request.segment,
    "quantity": lambda order, line: line.quantity,
    "unit_price": lambda order, line: amount_of(line.unit_price),
    "currency": lambda order, line: order.quote.request.currency,
    "term": lambda order, line: line.term or None,
    "billing_plan": lambda order, line: line.billing_plan or None,
    "sku": lambda order, line: line.sku,
    "catalog_item_id": lambda order, line: f"{line.sku}:{line.availability_id}" if line.sku and line.availability_id else None,
    "distributor_sku": lambda order, line: line.distributor_sku,
    "sell_price": lambda order, line: amount_of(line.sell_price),
    "line_total": lambda order, line: amount_of(line.line_total),
    "note": lambda order, line: line.note,
    "market": lambda order, line: order.quote.request.market,
    "quote_number": lambda order, line: order.quote.request.number,
    "quote_date": lambda order, line: order.quote.date,
    "po_date": lambda order, line: order.quote.request.po_date,
    "marketplace_id": lambda order, line: order.customer.marketplace_id,
    "customer_country": lambda order, line: order.customer.country,
    "customer_address": lambda order, line: order.customer.address,
    "customer_contact": lambda order, line: order.customer.contact,
    "customer_email": lambda order, line: order.customer.email,
    "customer_qualification": lambda order, line: order.customer.qualification,
    "customer_id": lambda order, line: order.customer.id,
    "customer_phone": lambda order, line: order.customer.phone,
    "customer_tax_code": lambda order, line: order.customer.tax_code,
    "customer_sdi_code": lambda order, line: order.customer.sdi_code,
    "customer_pec": lambda order, line: order.customer.pec,
}
FIGURES = {"line": "int", "quantity": "int", "unit_price": "amount", "sell_price": "amount", "line_total": "amount"}
IDS = ("order_ref", "tenant_id", "customer_vat_id", "po_number", "product_id", "sku_id", "availability_id", "part_number")
