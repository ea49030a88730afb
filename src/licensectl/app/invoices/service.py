"""Reconcile invoices with orders."""

from licensectl.app.invoices import report
from licensectl.app.invoices.reader import load_invoice, load_order_lines
from licensectl.app.orders.service_placed import read_orders
from licensectl.app.orders.store import load_orders
from licensectl.cli.context import Run
from licensectl.cli.inputs import read_input
from licensectl.cli.output import remark
from licensectl.core.defaults import CURRENCY
from licensectl.domain.invoices.messages import NO_ORDERS
from licensectl.domain.invoices.reconcile import Ordered, ordered_lines
from licensectl.domain.invoices.reconcile import reconcile as match_lines
from licensectl.errors import LicensectlError
from licensectl.render.report import Report

# What may stand before the first character of a file: a byte order mark and white space.
LEADING = b"\xef\xbb\xbf \t\r\n"


def reconcile(run: Run, file: str, orders: str | None, store: str | None) -> Report:
    """Return the report of each invoice line with its order; `orders` names a file of order lines, by default the ledger has them.

    Raises LicensectlError where there are no orders to compare with.
    """
    billed, problems = load_invoice(*read_input(file))
    ordered = _order_lines(orders, store)
    if not ordered:
        raise LicensectlError(NO_ORDERS.at())
    currency = billed.currency or next((line.unit_price.currency for line in ordered if line.unit_price), CURRENCY)
    remark(run, *problems)
    return report.reconciled(match_lines(billed, ordered), currency, problems, run.stamp(), run.lang)


def _order_lines(named: str | None, store: str | None) -> list[Ordered]:
    """Return the order lines of the ledger, or of the JSON or CSV file that is named."""
    if named is None:
        return list(ordered_lines(load_orders(store)))
    content, name = read_input(named)
    if content.lstrip(LEADING)[:1] in (b"{", b"["):
        return list(ordered_lines(read_orders(content, name)[0]))
    return load_order_lines(content, name)
