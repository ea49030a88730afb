"""`--prices` and `--columns`: the price sheet of a command, and how a list that is not Microsoft's own is read."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

if TYPE_CHECKING:
    from licensectl.cli.context import Run
    from licensectl.domain.prices.price_list import PriceList
    from licensectl.tables.column_map import ColumnMap

PRICES = Annotated[
    str | None,
    typer.Option("--prices", metavar="FILE", help="Price sheet or list (CSV, XLSX); - for stdin [default: the price book]."),
]
COLUMNS = Annotated[
    str | None,
    typer.Option("--columns", envvar="LICENSECTL_COLUMNS", metavar="MAP", help="YAML map of a distributor's columns to ours."),
]


class Sheet(NamedTuple):
    """The price sheet that the command line names, and the map of its columns; without one the price book is asked."""

    file: str | None = None
    columns: str | None = None


def column_map(named: str | None) -> "ColumnMap | None":
    """The map in the file that is named; Failure with everything that is wrong with it."""
    if named is None:
        return None
    from licensectl.cli.inputs import read_input
    from licensectl.facts.user_maps import parse_columns

    return parse_columns(*read_input(named))


def named_prices(run: "Run", prices: str, columns: str | None) -> "PriceList":
    """The prices of a sheet or list that is named; what was assumed in reading it goes to stderr."""
    from licensectl.app.prices.sheet.reader import load_price_sheet
    from licensectl.cli.inputs import read_input
    from licensectl.cli.output import remark

    found = load_price_sheet(*read_input(prices), columns=column_map(columns))
    remark(run, *found.notices, carried=False)
    return found
