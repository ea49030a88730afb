"""The options of `invoice reconcile` and `invoice import`."""

from dataclasses import dataclass
from typing import Annotated

import typer

from licensectl.cli.options import BOOK, STORE

MONTH = Annotated[
    str | None, typer.Option("--month", metavar="YYYY-MM", help="Billing month of the invoices [default: that of most purchases of each].")
]
COLUMNS = Annotated[
    str | None,
    typer.Option("--columns", metavar="MAP", help="YAML map of the columns of a distributor's invoice."),
]


@dataclass(frozen=True, eq=False, repr=False)
class InvoiceImportOptions:
    """Options of `invoice import`."""

    month: MONTH = None
    columns: COLUMNS = None
    replace: Annotated[bool, typer.Option("--replace", help="Replace an invoice that has other lines in the ledger.")] = False
    store: STORE = None


@dataclass(frozen=True, eq=False, repr=False)
class ReconcileOptions:
    """Options of `invoice reconcile`."""

    orders: Annotated[
        str | None, typer.Option("--orders", metavar="FILE", help="Order lines (order export --target csv) or JSON [default: the ledger].")
    ] = None
    month: MONTH = None
    total: Annotated[
        str | None,
        typer.Option(
            "--total",
            metavar="AMOUNT",
            help="Total of the invoice, with or without tax, in its currency; compared with the sum of all rows.",
        ),
    ] = None
    tolerance: Annotated[
        str | None,
        typer.Option(
            "--tolerance",
            metavar="AMOUNT",
            help="Most that a line may differ in its amount and exit with 0, in its currency [default: rounding by one minor unit].",
        ),
    ] = None
    columns: COLUMNS = None
    dispute: Annotated[
        str | None, typer.Option("--dispute", metavar="DIR", help="Write a text for a support ticket per difference into DIR.")
    ] = None
    market: Annotated[str | None, typer.Option("--market", help="Market of the prices in the price book [default: the invoice's].")] = None
    segment: Annotated[str | None, typer.Option("--segment", help="Segment of the prices in the price book [default: the order's].")] = None
    book: BOOK = None
    store: STORE = None
