"""Reports of invoices in the ledger: the list, and one invoice with its lines."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from licensectl.app.invoices.report import count
from licensectl.core.money import Money
from licensectl.core.text import Lang
from licensectl.domain.invoices.kept import ImportState, KeptInvoice, open_sums
from licensectl.domain.invoices.model import InvoiceLine
from licensectl.domain.invoices.scope import section_of
from licensectl.errors import Problem
from licensectl.i18n.terms import Coded, term
from licensectl.i18n.translate import N_, P_, translate
from licensectl.render.report import Column, Report, fields_of, framed, sums_below, table_of, table_of_records

KINDS = {"reconciliation": "reconciliation file", "fatturapa": "FatturaPA", "ubl": "UBL"}
STATES: dict[ImportState, str] = {"imported": "imported", "unchanged": "already there", "replaced": "replaced"}
COLUMNS = (
    Column("number", N_("Invoice"), "id"),
    Column("id", "Id", "id", "files"),
    Column("kind", N_("Kind")),
    Column("seller", N_("Seller")),
    Column("month", N_("Month")),
    Column("day", N_("Date"), "date", "files"),
    Column("due", N_("Due"), "date"),
    Column("lines", N_("Lines"), "int"),
    Column("net", N_("Net"), "amount"),
    Column("to_pay", N_("To pay"), "amount"),
    Column("currency", N_("Currency")),
)
# The invoice, whether it is open, and the last day to pay it.
Standing = tuple[KeptInvoice, bool, date]


def imported(found: Sequence[tuple[KeptInvoice, ImportState]], problems: Iterable[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `invoice import`."""
    records = [{**_record(one), "state": state} for one, state in found]
    cells = ({**_cells(one, lang), "state": Coded(one["state"], term(STATES[one["state"]], lang))} for one in records)
    table = table_of_records((*COLUMNS, Column("state", N_("State"))), cells)
    return Report(translate(N_("Invoices"), lang), table, framed("invoice-import", stamp, {"invoices": records}, problems, lang))


def invoices(found: Sequence[Standing], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `invoice list`."""
    sums = open_sums(one for one, is_open, _ in found if is_open)
    records = [{**_record(one), "due": due, "open": is_open} for one, is_open, due in found]
    cells = ({**_cells(one, lang), "open": translate(N_("yes") if one["open"] else N_("no"), lang)} for one in records)
    columns = (*COLUMNS, Column("open", N_("Still open")))
    table = table_of_records(columns, cells, footer=sums_below(P_("invoice", "Open"), sums, lang))
    body = {"invoices": records, "open": list(sums.values())}
    return Report(translate(N_("Invoices"), lang), table, framed("invoices", stamp, body, (), lang))


def invoice(found: Standing, lines: Sequence[InvoiceLine], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `invoice show`."""
    one, is_open, due = found
    table = table_of(
        lines,
        (Column("row", N_("Row"), "int"), lambda line: line.row or None),
        (Column("order", N_("Order"), "id"), lambda line: next(iter(line.order_ids), None)),
        (Column("sku", "SKU", "id"), lambda line: str(line.key) if line.key.product_id else None),
        (Column("title", N_("Title")), lambda line: line.title or None),
        (Column("quantity", N_("Quantity"), "amount"), lambda line: count(line.quantity)),
        (Column("unit_price", N_("Cost price"), "amount"), lambda line: line.unit_price),
        (Column("amount", N_("Amount"), "amount"), lambda line: line.subtotal),
        footer=[
            (f"{translate(N_('Net'), lang)} {one.currency}", one.net, "amount"),
            (f"{translate(N_('To pay'), lang)} {one.currency}", one.to_pay, "amount"),
        ],
    )
    record = {**_record(one), "due": due, "open": is_open, "invoice_lines": [_line_record(line) for line in lines]}
    title = f"{translate(N_('Invoice'), lang)} {one.number}" + (f" · {one.seller}" if one.seller else "")
    return Report(title, table, framed("invoice", stamp, record, (), lang))


def _cells(record: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    return {**record, "kind": Coded(record["kind"], term(KINDS[record["kind"]], lang)), "currency": record["net"].currency}


def _record(one: KeptInvoice) -> dict[str, Any]:
    return {
        **fields_of(one, "id", "number", "kind"),
        "seller": one.seller or None,
        "seller_id": one.seller_id or None,
        **fields_of(one, "month", "day", "due"),
        "net": Money(one.net, one.currency),
        "to_pay": Money(one.to_pay, one.currency),
        **fields_of(one, "lines", "source"),
    }


def _line_record(line: InvoiceLine) -> dict[str, Any]:
    return {
        "row": line.row or None,
        "section": section_of(line),
        "order_ids": list(line.order_ids),
        "product_id": line.key.product_id or None,
        "sku_id": line.key.sku_id or None,
        "title": line.title or None,
        "charge_type": line.charge_type or None,
        "quantity": line.quantity,
        "unit_price": Money(line.unit_price, line.pricing_currency),
        "amount": line.billed,
        "customer": line.customer or None,
        "tenant_id": line.tenant_id or None,
    }
