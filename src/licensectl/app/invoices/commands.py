"""`licensectl invoice …`."""

from typing import Annotated

import typer

from licensectl.app.invoices.options import ReconcileOptions
from licensectl.cli.command import Report, Run, group, verb

app = group()


@app.callback()
def about() -> None:
    """Invoices against what was ordered."""


@verb(app, "reconcile")
def reconcile(
    run: Run,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="Invoice of Partner Center (CSV, XLSX, JSON, .gz), FatturaPA or UBL (.xml, .p7m, zip); - for stdin."
        ),
    ],
    options: ReconcileOptions,
) -> Report:
    """Compare each line of an invoice with its order, and name the cause of each difference.

    Of an invoice of Microsoft the perpetual lines are compared, of an electronic invoice all lines, with orders of any program.

    Exit 0 when nothing needs a look, 3 otherwise.

    \b
    licensectl invoice reconcile recon.csv
    licensectl invoice reconcile part-0001.json.gz --month 2026-11 --tolerance 0.05
    licensectl invoice reconcile IT01234567890_00042.xml.p7m
    licensectl invoice reconcile recon.csv -f json | jq .totals
    """
    from licensectl.app.invoices import service

    return service.reconcile(run, file, options)
