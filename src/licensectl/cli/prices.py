"""What the commands on prices share: sheets into the book, and prices out of it."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from licensectl.domain.pricebook import MONTH, Imported, keys_of, rows_in_force
from licensectl.errors import Failure, Misuse, Problem
from licensectl.faults import common, pricing

if TYPE_CHECKING:
    from licensectl.cli.columns import Sheet
    from licensectl.cli.run import Run
    from licensectl.domain.catalog import Catalog
    from licensectl.domain.pricing import PriceList, PriceRow
    from licensectl.domain.request import QuoteRequest
    from licensectl.domain.skuid import SkuKey

# Lines of more months than this at a time read the book anew.
MOST_MONTHS = 4


def checked_month(month: str | None) -> str | None:
    """`month` as it was given; Misuse when it is none."""
    if month and not MONTH.fullmatch(month):
        raise Misuse(common.BAD_OPTION.at(option="--month", value=month, expected="a month, as 2026-11"))
    return month


def all_sheets(book: str | None) -> list[Imported]:
    """The sheets of the book; none without a book, which asking does not make."""
    from licensectl.store import pricebook

    path = pricebook.where(book)
    if not path.exists():
        return []
    with pricebook.reading(path) as connection:
        return pricebook.sheets(connection)


def history(
    sku: str, day: date, wanted: tuple[str | None, str | None, str | None], book: str | None
) -> "tuple[SkuKey, list[tuple[Imported, PriceRow]]]":
    """The SKU and its rows up to the month of `day`, of each month those that count; Failure when there are none."""
    from licensectl.domain.skuid import parse_sku
    from licensectl.store import pricebook

    key, month, path = parse_sku(sku), f"{day:%Y-%m}", pricebook.where(book)
    found: list[tuple[Imported, PriceRow]] = []
    if key and path.exists():
        with pricebook.reading(path) as connection:
            sheets, every = pricebook.sheets(connection), pricebook.rows_of(connection, [key], month)
        for one in sorted({sheet.month for sheet in sheets}):
            of_month = [pair for pair in every if pair[0].month == one]
            counting = rows_in_force(of_month, (sheet for sheet in sheets if sheet.month == one), one)
            found += [pair for pair in of_month if pair[1] in counting and _fits(pair[1], wanted)]
    if not key or not found:
        raise Failure(pricing.UNKNOWN.at(sku=sku, month=month))
    return key, found


def _fits(row: "PriceRow", wanted: tuple[str | None, str | None, str | None]) -> bool:
    there = (row.market, row.currency, row.segment)
    return all(want is None or want.casefold() == cell.casefold() for want, cell in zip(wanted, there, strict=True))


def book_prices(
    request: "QuoteRequest", catalog: "Catalog", day: date, book: str | None = None
) -> "tuple[PriceList | None, list[Problem]]":
    """The prices of the request's SKUs as the book has them for its day, or None without a book of that time."""
    from licensectl.domain.pricing import PriceScope
    from licensectl.store import pricebook
    from licensectl.store.pricelookup import BookPrices

    path, on = pricebook.where(book), request.date or day
    if not path.exists():
        return None, []
    with pricebook.reading(path) as connection:
        prices = BookPrices(connection, path, f"{on:%Y-%m}")
        if prices.newest is None:
            return None, []
        scope = PriceScope(request.market, request.currency, request.segment, on)
        return prices.gathered(keys_of(request, catalog), scope), stale(prices.newest, f"{on:%Y-%m}", path)


def stale(newest: str, month: str, path: Path) -> list[Problem]:
    """That the newest sheet is of a month before the one that is asked for."""
    return [pricing.STALE.at(str(path), month=month, newest=newest)] if newest < month else []


def price_lists(run: "Run", sheet: "Sheet", stack: ExitStack, say: "Callable[[Problem], object]") -> "Callable[[date], PriceList | None]":
    """The price list for a day: the sheet or list that is named, else the book as of the day's month, open as long as `stack` is.

    `say` is told when the book is older than the day, once for each month.
    """
    from licensectl.cli.columns import named_prices
    from licensectl.store import pricebook
    from licensectl.store.pricelookup import BookPrices

    if sheet.file:
        named = named_prices(run, sheet.file, sheet.columns)
        return lambda day: named
    path = pricebook.where(None)
    if not path.exists():
        return lambda day: None
    connection = stack.enter_context(pricebook.reading(path))

    @lru_cache(MOST_MONTHS)
    def of_month(month: str) -> "PriceList | None":
        found = BookPrices(connection, path, month)
        if found.newest is None:
            return None
        for problem in stale(found.newest, month, path):
            say(problem)
        return found

    return lambda day: of_month(f"{day:%Y-%m}")
