"""Shapes of the JSON results of `invoice`."""

from datetime import date
from decimal import Decimal
from typing import TypedDict

from licensectl.core.money import Money
from licensectl.domain.invoices.kept import ImportState
from licensectl.domain.invoices.model import Cause, InvoiceKind, MatchedBy, Section
from licensectl.render.result import Result


class CauseSum(TypedDict):
    """The lines of one cause; `amount` is null where that of a line is unknown."""

    count: int
    amount: Money | None
    difference: Money


class InvoiceLineRecord(TypedDict):
    """Texts of an invoice about a line, beside its numbers."""

    row: int | None
    order_ids: list[str]
    product_id: str | None
    sku_id: str | None
    title: str | None
    charge_type: str | None
    customer: str | None
    tenant_id: str | None


class ReconciledLine(InvoiceLineRecord):
    """An invoice line beside its order line; either side may be missing. `also` are further causes, `settled`: it needs no look.

    `credited_by`: numbers of later invoices in the ledger that credit the row.
    """

    cause: Cause
    also: list[Cause]
    quantity: Decimal | None
    ordered_quantity: Decimal | None
    unit_price: Money | None
    ordered_unit_price: Money | None
    price_source: str | None
    invoiced: Money | None
    expected: Money | None
    difference: Money | None
    invoice: str | None
    order_date: date | None
    matched_by: MatchedBy | None
    settled: bool
    credited_by: list[str]


class Sums(TypedDict):
    """Sums of perpetual lines of the period: invoiced − expected = difference + not_checked."""

    invoiced: Money
    expected: Money
    not_checked: Money
    difference: Money


class CustomerSums(Sums):
    """The sums of one customer."""

    customer: str


class MonthSums(Sums):
    """The sums of one month, such as 2026-11."""

    month: str


class ApartSum(TypedDict):
    """Rows that are counted by themselves; `amount` is null where that of a row is unknown."""

    count: int
    amount: Money | None


class InvoiceSums(TypedDict):
    """The perpetual lines, and the rest of the invoice beside them."""

    totals: Sums
    subscriptions: ApartSum
    azure: ApartSum
    charges: ApartSum
    out_of_period: ApartSum
    unreadable: ApartSum


class CurrencySums(InvoiceSums):
    """The sums of all invoices in one currency."""

    currency: str


class ReconciledInvoice(InvoiceSums):
    """One invoice of the file."""

    invoice: str | None
    month: str | None
    currency: str
    summary: dict[Cause, CauseSum]
    invoice_total: Money | None


class Reconciliation(InvoiceSums, Result):
    """The result of `invoice reconcile`; sums are of the first currency, `by_currency` has those of each."""

    summary: dict[Cause, CauseSum]
    lines: list[ReconciledLine]
    invoice_total: Money | None
    stated_total: Decimal | None
    tolerance: Decimal | None
    orders_out_of_period: int
    customers: list[CustomerSums]
    months: list[MonthSums]
    invoices: list[ReconciledInvoice]
    by_currency: list[CurrencySums]


class InvoiceRecord(TypedDict):
    """An invoice of the ledger; `net` without tax."""

    id: str
    number: str
    kind: InvoiceKind
    seller: str | None
    seller_id: str | None
    month: str
    day: date | None
    net: Money
    to_pay: Money
    lines: int
    source: str


class ImportedInvoice(InvoiceRecord):
    """An invoice of an imported file. `due` is the last day to pay that it states, null if only the terms of payment tell it."""

    due: date | None
    state: ImportState


class ListedInvoice(InvoiceRecord):
    """An invoice of the ledger on the day of the answer; `due` is the last day to pay."""

    due: date
    open: bool


class KeptLine(InvoiceLineRecord):
    """A line of an invoice of the ledger."""

    section: Section
    quantity: Decimal
    unit_price: Money
    amount: Money


class InvoiceImport(Result):
    """The result of `invoice import`."""

    invoices: list[ImportedInvoice]


class Invoices(Result):
    """The result of `invoice list`; `open` is what is still to be paid, by currency."""

    invoices: list[ListedInvoice]
    open: list[Money]


class Invoice(ListedInvoice, Result):
    """The result of `invoice show`."""

    invoice_lines: list[KeptLine]


RESULTS: dict[str, type] = {
    "invoice-reconciliation": Reconciliation,
    "invoice-import": InvoiceImport,
    "invoices": Invoices,
    "invoice": Invoice,
}
