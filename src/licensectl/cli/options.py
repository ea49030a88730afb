"""Options that several features share: the ledger, prices and their columns."""

from dataclasses import dataclass
from typing import Annotated

import typer

STORE = Annotated[
    str | None,
    typer.Option(
        "--store", envvar="LICENSECTL_STORE", metavar="FILE|URL", help="The ledger: a file, or postgresql://… [default: your own]."
    ),
]


PRICES = Annotated[
    str | None,
    typer.Option(
        "--prices", metavar="FILE", help="Price sheet or list (CSV, XLSX, XLSB, XLS, ODS); - for stdin [default: the price book]."
    ),
]
COLUMNS = Annotated[
    str | None,
    typer.Option(
        "--columns", envvar="LICENSECTL_COLUMNS", metavar="MAP", help="Column map of the list: a YAML file, or a name as for --as."
    ),
]
AS = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="Read the list by a map that comes with the program: ingram, microsoft-2021, td-synnex."),
]
LIST_MARKET = Annotated[
    str | None, typer.Option("--market", metavar="CODE", help="Market of a list that does not say it [default: your profile's].")
]
LIST_CURRENCY = Annotated[
    str | None, typer.Option("--currency", metavar="CODE", help="Currency of a list that does not say it [default: your profile's].")
]
ALL = Annotated[bool, typer.Option("--all", help="On a terminal show all rows, not only the first 50.")]
BOOK = Annotated[str | None, typer.Option("--book", envvar="LICENSECTL_BOOK", metavar="FILE", help="The price book [default: your own].")]


@dataclass(frozen=True)
class PriceFile:
    """The price sheet that the command line names, and the map of its columns; without a sheet, prices are those of the price book."""

    file: PRICES = None
    columns: COLUMNS = None
