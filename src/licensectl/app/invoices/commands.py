"""`licensectl invoice …`."""

from typing import TYPE_CHECKING, Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import STORE
from licensectl.errors import LicensectlError

if TYPE_CHECKING:
    from licensectl.domain.invoices.reconcile import Ordered

app = group()


@app.callback()
def about() -> None:
    """Invoices against what was ordered."""


@verb(app, "reconcile")
def reconcile(
    run: Run,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Partner Center's reconciliation file (CSV); - for stdin.")],
    orders: Annotated[
        str | None, typer.Option("--orders", metavar="FILE", help="Order lines (order export --target csv) or JSON [default: the ledger].")
    ] = None,
    store: STORE = None,
) -> Report:
    """Each invoice line with its order, and a cause for each difference. Exit 0 when nothing needs a look, 3 otherwise."""
    from licensectl.app.invoices import report
    from licensectl.app.invoices.reader import load_invoice
    from licensectl.cli.inputs import read_input
    from licensectl.cli.output import remark
    from licensectl.domain.invoices.messages import NO_ORDERS
    from licensectl.domain.invoices.reconcile import reconcile as decide

    billed, problems = load_invoice(*read_input(file))
    ordered = _ordered(orders, store)
    if not ordered:
        raise LicensectlError(NO_ORDERS.at())
    currency = billed.currency or next((line.unit_price.currency for line in ordered if line.unit_price), "EUR")
    remark(run, *problems)
    return report.reconciled(decide(billed, ordered), currency, problems, run.stamp(), run.lang)


def _ordered(named: str | None, store: str | None) -> "list[Ordered]":
    from licensectl.app.invoices.reader import load_order_lines
    from licensectl.app.orders.reader import parse_orders
    from licensectl.app.orders.service import on_record
    from licensectl.cli.inputs import read_input
    from licensectl.domain.invoices.reconcile import ordered_lines

    if named is None:
        return list(ordered_lines(on_record(store)))
    content, name = read_input(named)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return list(ordered_lines(parse_orders(content, name)[0]))
    return load_order_lines(content, name)
