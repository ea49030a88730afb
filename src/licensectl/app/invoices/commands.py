"""`licensectl invoice …`."""

from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import STORE

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
    from licensectl.app.invoices import service

    return service.reconcile(run, file, orders, store)
