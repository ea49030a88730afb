"""`licensectl invoice …`."""

from typing import TYPE_CHECKING, Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.ledgers import STORE
from licensectl.cli.verb import Report, Run, verb
from licensectl.errors import Failure

if TYPE_CHECKING:
    from licensectl.domain.invoice import Ordered

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
    from licensectl.cli.files import read_input
    from licensectl.cli.output import remark
    from licensectl.domain.invoice import reconcile as decide
    from licensectl.faults.invoicing import NO_ORDERS
    from licensectl.reports import invoice as report
    from licensectl.sheets.invoice import load_invoice

    billed, problems = load_invoice(*read_input(file))
    ordered = _ordered(orders, store)
    if not ordered:
        raise Failure(NO_ORDERS.at())
    currency = billed.currency or next((line.unit_price.currency for line in ordered if line.unit_price), "EUR")
    remark(run, *problems)
    return report.reconciled(decide(billed, ordered), currency, problems, run.stamp(), run.lang)


def _ordered(named: str | None, store: str | None) -> "list[Ordered]":
    from licensectl.cli.files import read_input
    from licensectl.cli.ordering import on_record
    from licensectl.domain.invoice import ordered_lines
    from licensectl.orderfiles.placed import parse_orders
    from licensectl.sheets.invoice import load_order_lines

    if named is None:
        return list(ordered_lines(on_record(store)))
    content, name = read_input(named)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return list(ordered_lines(parse_orders(content, name)[0]))
    return load_order_lines(content, name)
