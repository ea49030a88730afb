"""Prices for other commands: the sheet or list that is named, else the price book; and the column map that is named."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date

from licensectl.app.prices.sheet.reader import load_price_sheet
from licensectl.cli.context import Run
from licensectl.cli.inputs import read_input
from licensectl.cli.options import PriceFile
from licensectl.cli.output import remark
from licensectl.domain.prices.price_list import PriceList
from licensectl.errors import Problem
from licensectl.facts.user_maps import parse_columns
from licensectl.tables.column_map import ColumnMap


def column_map(named: str | None) -> ColumnMap | None:
    """Return the map in the file that is named, None without a name. Raises LicensectlError with everything that is wrong with it."""
    return parse_columns(*read_input(named)) if named is not None else None


def load_prices(prices: str, columns: str | None = None) -> PriceList:
    """Return the prices of the sheet or list that is named, with its notices. Raises LicensectlError for one that cannot be read."""
    return load_price_sheet(*read_input(prices), columns=column_map(columns))


def named_prices(run: Run, prices: str, columns: str | None) -> PriceList:
    """Return the prices of the sheet or list that is named; what was assumed in reading it goes to stderr."""
    found = load_prices(prices, columns)
    remark(run, *found.notices, carried=False)
    found.named = True
    return found


def price_lists(run: Run, sheet: PriceFile, stack: ExitStack, say: Callable[[Problem], object]) -> Callable[[date], PriceList | None]:
    """Return a function from a day to its price list: the sheet or list that is named, else the book as of the day's month.

    The book stays open as long as `stack` does. `say` is told when it is older than the day, once for each month.
    """
    if sheet.file:
        named = named_prices(run, sheet.file, sheet.columns)
        return lambda day: named
    # A named sheet needs no database.
    from licensectl.app.prices.service import book_lists

    return book_lists(stack, say)
