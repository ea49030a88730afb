"""`licensectl invoice …`."""

from typing import Annotated

import typer

from licensectl.app.invoices.options import InvoiceImportOptions, ReconcileOptions
from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import STORE

app = group()


@app.callback()
def about() -> None:
    """Compare invoices with orders, and keep them in the ledger."""


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

    Amounts are in the currency of each invoice, without tax. Exit 0 if nothing needs attention, 3 if a line or the total does, 1 if the
    file or the orders cannot be read, 2 for an invalid option.

    \b
    licensectl invoice reconcile recon.csv
    licensectl invoice reconcile part-0001.json.gz --month 2026-11 --tolerance 0.05
    licensectl invoice reconcile IT01234567890_00042.xml.p7m
    licensectl invoice reconcile recon.csv -f json | jq .totals
    """
    from licensectl.app.invoices import service

    return service.reconcile(run, file, options)


@verb(app, "import")
def import_(
    run: Run,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Invoices in any format that reconcile reads; - for stdin.")],
    options: InvoiceImportOptions,
) -> Report:
    """Put invoices into the ledger: all of them, or none. An invoice that is there with the same lines is left alone.

    Exit 0 when every invoice is in the ledger, 1 when one of them cannot be read or is there with other lines; then none is imported.

    \b
    licensectl invoice import recon.csv IT01234567890_00042.xml.p7m
    licensectl invoice import november.zip -f json | jq .invoices
    """
    from licensectl.app.invoices import service_kept

    return service_kept.import_files(run, files, options)


@verb(app, "list")
def list_(
    run: Run,
    only_open: Annotated[bool, typer.Option("--open", help="Only invoices that are not yet due on the day of --as-of.")] = False,
    store: STORE = None,
) -> Report:
    """List the invoices in the ledger, the newest first, with what is still to be paid.

    Amounts are in the currency of each invoice: net without tax, to pay with the tax that its file states. Exit 0, also without invoices.

    \b
    licensectl invoice list --open
    licensectl invoice list -f csv -o invoices.csv
    """
    from licensectl.app.invoices import service_kept

    return service_kept.list_invoices(run, only_open, store)


@verb(app, "show")
def show(
    run: Run,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Number or id of an invoice in the ledger.")],
    store: STORE = None,
) -> Report:
    """Show one invoice in the ledger with its lines.

    Amounts of lines are without tax. Exit 0, or 1 when no invoice, or more than one, has the number.

    \b
    licensectl invoice show G000000077
    licensectl invoice show IT01234567890/2026/42 -f json | jq .invoice_lines
    """
    from licensectl.app.invoices import service_kept

    return service_kept.show(run, number, store)
