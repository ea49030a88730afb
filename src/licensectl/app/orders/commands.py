"""`licensectl order …`."""

from typing import Annotated

import typer

from licensectl.app.orders.options import ORDERS_FILE, QUOTE, TARGET, ExportOptions, RecordOptions
from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import COLUMNS, PRICES, STORE, PriceFile

app = group()


@app.callback()
def about() -> None:
    """Orders: what stands against one, the files that Partner Center and distributors take, and those that were placed."""


@verb(app, "check")
def check(
    run: Run,
    quote: QUOTE,
    target: Annotated[str | None, typer.Option(metavar=TARGET, help="Who would take it [default: that of the program, else csv].")] = None,
    prices: PRICES = None,
    columns: COLUMNS = None,
    store: STORE = None,
) -> Report:
    """Every reason why the order would not go through on the day of --as-of, with its cure. Exit 0 when there is none, 3 otherwise."""
    from licensectl.app.orders import service_files

    return service_files.check(run, quote, PriceFile(prices, columns), target, store)


@verb(app, "export")
def export(run: Run, quote: QUOTE, options: ExportOptions, store: STORE = None) -> Report:
    """The order file of a quote: CSV lines, a Partner Center cart, a marketplace or a distributor order, or a file by --profile.

    Where a quote makes several orders, -o FOLDER takes one file each.
    """
    from licensectl.app.orders import service_files

    return service_files.export(run, quote, options, store)


@verb(app, "record")
def record(run: Run, options: RecordOptions, file: ORDERS_FILE = None, store: STORE = None) -> Report:
    """Put a placed order on record, or what has changed of it. Product keys are never kept."""
    from licensectl.app.orders import service_placed

    return service_placed.record(run, file, options, store)


@verb(app, "list")
def list_(
    run: Run,
    customer: Annotated[str | None, typer.Option(metavar="TEXT", help="Only this customer's: an id, or a part of the name.")] = None,
    returnable: Annotated[bool, typer.Option("--returnable", help="Only what can still be given back in time.")] = False,
    store: STORE = None,
) -> Report:
    """The orders on record, the newest first: state, days left to give them back, keys."""
    from licensectl.app.orders import service_placed

    return service_placed.list_orders(run, customer, returnable, store)


@verb(app, "show")
def show(
    run: Run, order_id: Annotated[str, typer.Argument(metavar="ID", help="Order id, in either spelling.")], store: STORE = None
) -> Report:
    """One order on record with its lines, and until when it can be given back."""
    from licensectl.app.orders import service_placed

    return service_placed.show(run, order_id, store)
