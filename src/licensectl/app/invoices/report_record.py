"""The JSON of a reconciliation: its lines, its invoices and its sums."""

from typing import Any

from msgspec.structs import asdict

from licensectl.core.money import Money
from licensectl.domain.invoices.model import Judged
from licensectl.domain.invoices.result import JudgedInvoice
from licensectl.domain.invoices.totals import InvoiceTally
from licensectl.render.report import fields_of


def line_record(found: Judged, settled: bool) -> dict[str, Any]:
    """Return a judged line: what the invoice says, what was ordered, and what is known of the price."""
    line, ordered, bad = found.line, found.ordered, found.bad
    key = (line and line.key) or (ordered and ordered.key)
    agreed = found.agreed
    return {
        "row": line.row if line else bad.row if bad else None,
        "cause": found.cause,
        "also": list(found.also),
        "order_ids": list((line and line.order_ids) or (ordered and ordered.ids) or ()),
        "product_id": key.product_id if key else None,
        "sku_id": key.sku_id if key else None,
        "title": (line and line.title) or (ordered and ordered.title) or None,
        "charge_type": line.charge_type if line else None,
        "quantity": line.quantity if line else None,
        "ordered_quantity": found.ordered_quantity,
        "unit_price": Money(line.unit_price, line.pricing_currency) if line else None,
        "ordered_unit_price": agreed.price if agreed else None,
        "price_source": agreed.source if agreed else None,
        "invoiced": found.invoiced,
        "expected": found.expected,
        "difference": found.difference,
        "invoice": (line.invoice if line else bad.invoice if bad else "") or None,
        "customer": (line and line.customer) or (ordered and ordered.customer) or None,
        "tenant_id": (line and line.tenant_id) or (ordered and ordered.tenant_id) or None,
        "order_date": (ordered and ordered.day) or (line and line.day) or None,
        "matched_by": found.matched_by,
        "settled": settled,
        "credited_by": list(found.credited_by),
    }


def sums_record(tally: InvoiceTally) -> dict[str, Any]:
    """Return totals of the perpetual lines, and count and amount of the rest; together they are the invoices."""
    held = tally.totals
    apart: dict[str, Any] = {name: fields_of(part, "count", "amount") for name, part in tally.sections.items()}
    return {"totals": asdict(held), **apart}


def invoice_record(invoice: JudgedInvoice) -> dict[str, Any]:
    """Return one invoice of the file with its own month and sums."""
    tally = invoice.tally
    causes = tally.by_cause
    return {
        "invoice": invoice.number or None,
        "month": invoice.month or None,
        "currency": invoice.currency,
        "summary": {cause: fields_of(one, "count", "amount", "difference") for cause, one in causes.items()},
        **sums_record(tally),
        "invoice_total": tally.invoice_total,
    }
