"""Read the price sheet and the column map that a command names."""

from licensectl.app.prices.sheet.reader import load_price_sheet
from licensectl.cli.context import Run
from licensectl.cli.inputs import read_input
from licensectl.cli.output import remark
from licensectl.domain.prices.price_list import PriceList
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
    return found
