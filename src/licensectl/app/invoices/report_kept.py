"""Reports of invoices in the ledger: the list, and one invoice with its lines."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from licensectl.app.invoices.report import count
from licensectl.core.money import Money
from licensectl.core.text import Lang
from licensectl.domain.invoices.kept import ImportState, KeptInvoice, open_sums
from licensectl.domain.invoices.model import InvoiceLine
from licensectl.domain.invoices.scope import section_of
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, P_, translate
from licensectl.render.report import Column, Kind, Report, Table, framed

KINDS = {"reconciliation": "reconciliation file", "fatturapa": "FatturaPA", "ubl": "UBL"}
STATES: dict[ImportState, str] = {"imported": "imported", "unchanged": "already there", "replaced": "replaced"}
# The invoice, whether it is open, and the last day to pay it.
Standing = tuple[KeptInvoice, bool, date]


def imported(found: Sequence[tuple[KeptInvoice, ImportState]], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `invoice import`."""
    columns = (*_columns(lang), Column("state", N_("State")))
    rows = tuple((*_cells(one, one.due, lang), term(STATES[state], lang)) for one, state in found)
    record = {"invoices": [{**_record(one), "state": state} for one, state in found]}
    return Report(translate(N_("Invoices"), lang), Table(columns, rows), framed("invoice-import", stamp, record, (), lang))


def invoices(found: Sequence[Standing], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `invoice list`."""
    sums = open_sums(one for one, is_open, _ in found if is_open)
    columns = (*_columns(lang), Column("open", N_("Still open")))
    rows = tuple((*_cells(one, due, lang), translate(N_("yes") if is_open else N_("no"), lang)) for one, is_open, due in found)
    footer: list[tuple[str, Any, Kind]] = [
        (f"{translate(P_('invoice', 'Open'), lang)} {currency}", money.amount, "amount") for currency, money in sums.items()
    ]
    record = {"invoices": [{**_record(one), "due": due, "open": is_open} for one, is_open, due in found], "open": list(sums.values())}
    return Report(translate(N_("Invoices"), lang), Table(columns, rows, footer=tuple(footer)), framed("invoices", stamp, record, (), lang))


def invoice(found: Standing, lines: Sequence[InvoiceLine], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `invoice show`."""
    one, is_open, due = found
    columns = (
        Column("row", N_("Row"), "int"),
        Column("order", N_("Order"), "id"),
        Column("sku", "SKU", "id"),
        Column("title", N_("Title")),
        Column("quantity", N_("Quantity"), "amount"),
        Column("unit_price", N_("Cost price"), "amount"),
        Column("amount", N_("Amount"), "amount"),
    )
    rows = tuple(_line_cells(line) for line in lines)
    footer: list[tuple[str, Any, Kind]] = [
        (f"{translate(N_('Net'), lang)} {one.currency}", one.net, "amount"),
        (f"{translate(N_('To pay'), lang)} {one.currency}", one.to_pay, "amount"),
    ]
    record = {**_record(one), "due": due, "open": is_open, "invoice_lines": [_line_record(line) for line in lines]}
    title = f"{translate(N_('Invoice'), lang)} {one.number}" + (f" · {one.seller}" if one.seller else "")
    return Report(title, Table(columns, rows, footer=tuple(footer)), framed("invoice", stamp, record, (), lang))


def _columns(lang: Lang) -> tuple[Column, ...]:
    return (
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


def _cells(one: KeptInvoice, due: date | None, lang: Lang) -> tuple[Any, ...]:
    names = (one.number, one.id, term(KINDS[one.kind], lang), one.seller or None, one.month, one.day, due)
    return (*names, one.lines, one.net, one.to_pay, one.currency)


def _line_cells(line: InvoiceLine) -> tuple[Any, ...]:
    order = next(iter(line.order_ids), None)
    sku = str(line.key) if line.key.product_id else None
    return line.row or None, order, sku, line.title or None, count(line.quantity), line.unit_price, line.subtotal


def _record(one: KeptInvoice) -> dict[str, Any]:
    return {
        "id": one.id,
        "number": one.number,
        "kind": one.kind,
        "seller": one.seller or None,
        "seller_id": one.seller_id or None,
        "month": one.month,
        "day": one.day,
        "due": one.due,
        "net": Money(one.net, one.currency),
        "to_pay": Money(one.to_pay, one.currency),
        "lines": one.lines,
        "source": one.source,
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
