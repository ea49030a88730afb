"""The options of `licensectl order …`."""

from dataclasses import dataclass
from typing import Annotated

import typer

from licensectl.app.orders.targets import TARGETS
from licensectl.cli.options import COLUMNS, PRICES, PriceFile

TARGET = Annotated[
    str | None, typer.Option(metavar="|".join(TARGETS), help="System that takes the order [default: of the profile, else of the program].")
]
QUOTE = Annotated[str, typer.Argument(metavar="QUOTE", help="Request in YAML or JSON, - for stdin, or the number of a saved quote.")]
ORDERS_FILE = Annotated[
    str | None,
    typer.Argument(
        metavar="[FILE]", help="Answer of Partner Center, CloudBlue, Xvantage, ArrowSphere or Pax8 (JSON or JSON Lines); - for stdin."
    ),
]

CODES = Annotated[
    str | None,
    typer.Option(
        "--codes",
        envvar="LICENSECTL_CODES",
        metavar="FILE",
        help="YAML with distributor SKUs and AvailabilityIds [default: codes.yaml beside your ledger].",
    ),
]


REST = Annotated[bool, typer.Option("--rest", help="Only what the orders on record of the quote lack.")]


@dataclass(frozen=True, eq=False, repr=False)
class ExportOptions:
    """The options of `order export`: which file, from which prices, and what it is written despite."""

    target: TARGET = None
    profile: Annotated[str | None, typer.Option("--profile", metavar="MAP", help="YAML map to a distributor's own file.")] = None
    prices: PRICES = None
    columns: COLUMNS = None
    codes: CODES = None
    despite: Annotated[str | None, typer.Option(metavar="REASON", help="Write it although `order check` refuses; give the reason.")] = None
    rest: REST = False
    reseller: Annotated[list[str] | None, typer.Option(metavar="PARTNERID", help="Named on a Partner Center cart; repeatable.")] = None
    attest: Annotated[bool, typer.Option("--attest/--no-attest", help="Attest the partner of record in a cart.")] = True
    cancel: Annotated[bool, typer.Option("--cancel", help="QUOTE is a placed order, by id or as JSON: the body that cancels it.")] = False
    line: Annotated[list[int] | None, typer.Option(metavar="N", help="With --cancel: only this line; repeatable.")] = None

    @property
    def sheet(self) -> PriceFile:
        """The price sheet and its column map."""
        return PriceFile(self.prices, self.columns)


@dataclass(frozen=True, eq=False, repr=False)
class RecordOptions:
    """The options by which `order record` describes an order; None if an option is not given."""

    order_id: Annotated[str | None, typer.Option("--id", help="Order id, in either spelling.")] = None
    alternate_id: Annotated[str | None, typer.Option(help="The other spelling of the id.")] = None
    placed: Annotated[str | None, typer.Option(metavar="MOMENT", help="A UTC day, or a timestamp with its offset.")] = None
    line: Annotated[list[str] | None, typer.Option(metavar="SKU=N[@PRICE]", help="A line with its cost price; repeatable.")] = None
    customer: Annotated[str | None, typer.Option(help="The customer: id, VAT id or tenant id from the customer book, or a new name.")] = (
        None
    )
    tenant: Annotated[str | None, typer.Option(help="The customer's tenant id.")] = None
    program: Annotated[str | None, typer.Option(help="Program id [default: csp].")] = None
    quote: Annotated[str | None, typer.Option(help="Number of the quote it came from: gives lines, prices and customer.")] = None
    currency: Annotated[str | None, typer.Option(help="Currency of the cost prices [default: EUR].")] = None
    status: Annotated[str | None, typer.Option(help="State as Partner Center shows it.")] = None
    skip_bad: Annotated[
        str | None,
        typer.Option("--skip-bad", metavar="FILE", help="Record the good orders and write the bad ones, with their reasons, here."),
    ] = None
    keys_fulfilled: Annotated[bool | None, typer.Option("--keys-fulfilled/--keys-open", help="The customer has its keys.")] = None
