"""`licensectl order …`."""

from typing import Annotated

import typer

from licensectl.app.orders.options import CODES, ORDERS_FILE, QUOTE, REST, TARGET, ExportOptions, RecordOptions
from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import ALL, COLUMNS, PRICES, STORE

app = group()


@app.callback()
def about() -> None:
    """Orders: check them, write the files that Partner Center and distributors take, record what was placed."""


@verb(app, "check")
def check(
    run: Run,
    quote: QUOTE,
    target: TARGET = None,
    prices: PRICES = None,
    columns: COLUMNS = None,
    codes: CODES = None,
    rest: REST = False,
    store: STORE = None,
) -> Report:
    """List every reason why an order would not go through on the day of --as-of, with its cure. Exit 0 if there are no reasons, else 3.

    Examples: `licensectl order check Q-2026-0042`; `licensectl order check request.yaml --target cloudblue -f json | jq .problems`.
    """
    from licensectl.app.orders import service_files

    return service_files.check(run, quote, ExportOptions(target=target, prices=prices, columns=columns, codes=codes, rest=rest), store)


@verb(app, "export")
def export(run: Run, quote: QUOTE, options: ExportOptions, store: STORE = None) -> Report:
    """Write the order file of a quote: CSV, a Partner Center cart, an order for a marketplace or distributor, or a file by --profile.

    With -o FOLDER each order is a separate file, named after its number.
    Examples: `licensectl order export Q-2026-0042 -o orders/`; `licensectl order export request.yaml --target csv | head`.
    """
    from licensectl.app.orders import service_files

    return service_files.export(run, quote, options, store)


@verb(app, "accept")
def accept(
    run: Run,
    quote: Annotated[str, typer.Argument(metavar="NUMBER", help="Number of a saved quote.")],
    po_number: Annotated[str | None, typer.Option(help="Number of the customer's purchase order.")] = None,
    po_date: Annotated[str | None, typer.Option(metavar="DATE", help="Day of the customer's purchase order.")] = None,
    store: STORE = None,
) -> Report:
    """Record that the customer accepted a quote on the day of --as-of. `order check` and `order export` use its purchase order.

    Examples: `licensectl order accept Q-2026-0042 --po-number PO-7`; `licensectl order accept Q-2026-0042-r2 --as-of 2026-11-20`.
    """
    from licensectl.app.orders import service_accepted

    return service_accepted.accept(run, quote, po_number, po_date, store)


@verb(app, "record")
def record(run: Run, options: RecordOptions, file: ORDERS_FILE = None, store: STORE = None) -> Report:
    """Record a placed order, or what has changed of it. Product keys are never kept. Exit 3 when a part was not ordered or not recorded.

    Examples: `licensectl order record checkout.json --quote Q-2026-0042`; `curl … | licensectl order record - --customer contoso`.
    """
    from licensectl.app.orders import service_placed

    return service_placed.record(run, file, options, store)


@verb(app, "list")
def list_(
    run: Run,
    customer: Annotated[str | None, typer.Option(metavar="TEXT", help="Only this customer's: an id, or a part of the name.")] = None,
    returnable: Annotated[bool, typer.Option("--returnable", help="Only orders that can still be returned in time.")] = False,
    to_place: Annotated[bool, typer.Option("--to-place", help="Quotes that were accepted and not ordered, instead of orders.")] = False,
    everything: ALL = False,
    store: STORE = None,
) -> Report:
    """List the orders on record, the newest first: state, days left to return them, keys.

    Examples: `licensectl order list --returnable`; `licensectl order list --to-place -f csv`.
    """
    if to_place:
        from licensectl.app.orders import service_accepted

        return service_accepted.list_to_place(run, customer, returnable, store)
    from licensectl.app.orders import service_placed

    return service_placed.list_orders(run, customer, returnable, everything, store)


@verb(app, "show")
def show(
    run: Run, order_id: Annotated[str, typer.Argument(metavar="ID", help="Order id, in either spelling.")], store: STORE = None
) -> Report:
    """Show one order on record with its lines, and until when it can be returned.

    Examples: `licensectl order show 6dc5c039750a`; `licensectl order show 6dc5c039750a -f json | jq .lines`.
    """
    from licensectl.app.orders import service_placed

    return service_placed.show(run, order_id, store)
