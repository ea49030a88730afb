"""Prices for other commands: the sheet or list that is named, else the price book; and the column map that is named."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.app.prices.sheet.reader import load_price_sheet
from licensectl.cli import values
from licensectl.cli.context import Run
from licensectl.cli.inputs import read_input
from licensectl.cli.options import PriceFile
from licensectl.cli.output import remark
from licensectl.core.messages import BAD_OPTION
from licensectl.core.paths import exists
from licensectl.domain.prices import messages
from licensectl.domain.prices.price_list import PriceList
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.facts.user_maps import parse_columns, shipped_map, shipped_names
from licensectl.tables.column_map import ColumnMap

# Keys that a request in YAML or JSON has at the beginning of a line, and no row of a sheet.
REQUEST = re.compile(rb"""^\s*\{?\s*"?(?:customer|lines|other)"?\s*:""", re.MULTILINE)
MOST_OF_A_HEAD = 65536


class PriceListOptions(NamedTuple):
    """Options for reading a list: its map, by file or by the name of a shipped one, and the market and currency that it does not name."""

    columns: str | None = None
    shipped: str | None = None
    market: str | None = None
    currency: str | None = None


def column_map(run: Run, options: PriceListOptions) -> ColumnMap | None:
    """Return the map that the options name, None without one; `--as` takes precedence over `--columns`.

    A shipped map gets its market and currency from the options, else from the profile. Raises UsageError on an unknown name and for a
    market or currency that nothing says, LicensectlError naming everything that is wrong with a map.
    """
    named = options.shipped or options.columns
    if named is None:
        _check_unused(options)
        return None
    if options.shipped is None and (named not in shipped_names() or exists(named)):
        _check_unused(options)
        return parse_columns(*read_input(named))
    if named not in shipped_names():
        raise UsageError(BAD_OPTION.at(option="--as", value=named, expected=", ".join(shipped_names())))
    made = shipped_map(named)
    given = {"market": options.market or run.profile.market, "currency": options.currency or run.profile.currency}
    said = {}
    for field, value in given.items():
        if field in made.columns or field in made.defaults:
            continue
        option = f"--{field}"
        if value is None:
            raise UsageError(messages.LIST_UNSAID.at(name=named, option=option, key=f"profile.{field}"))
        said[field] = getattr(values, field)(field, value)
    if said:
        remark(run, messages.LIST_SAID.at(name=named, said=", ".join(said.values())), carried=False)
    return replace(made, defaults=made.defaults | said)


def _check_unused(options: PriceListOptions) -> None:
    """Raise UsageError on a market or currency of a list that is read as it is."""
    for option, value in (("--market", options.market), ("--currency", options.currency)):
        if value is not None:
            raise UsageError(messages.LIST_SAYS_ITSELF.at(option=option))


def load_prices(prices: str) -> PriceList:
    """Return the prices of the sheet that is named, with its notices. Raises LicensectlError on one that cannot be read."""
    return load_price_sheet(*read_input(prices))


def named_prices(run: Run, prices: str, columns: str | None) -> PriceList:
    """Return the prices of the sheet or list that is named; what was assumed in reading it goes to stderr."""
    found = read_list(run, prices, column_map(run, PriceListOptions(columns)))
    found.named = True
    return found


def read_list(run: Run, prices: str, columns: ColumnMap | None) -> PriceList:
    """Return the prices of the sheet or list that is named, as the map reads it; what was assumed in reading it goes to stderr."""
    content, name = read_input(prices)
    if REQUEST.search(content[:MOST_OF_A_HEAD]):
        raise LicensectlError(messages.IS_REQUEST.at(name))
    found = load_price_sheet(content, name, columns=columns)
    remark(run, *found.notices, carried=False)
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
