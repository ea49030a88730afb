"""Prices of the price book for the other commands."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store.lookup import BookPrices
from licensectl.core.paths import exists
from licensectl.core.search import Ways
from licensectl.core.sku_id import SkuKey
from licensectl.domain.prices import messages as pricing
from licensectl.domain.prices.price_list import ONE_TIME, PriceList, PriceScope
from licensectl.errors import Problem

# Lines of more months than this at a time read the book anew.
MOST_MONTHS = 4


def book_prices(
    keys: Iterable[SkuKey],
    scope: PriceScope,
    book: str | None = None,
    searches: Iterable[str] = (),
    ways: Ways | None = None,
    terms: Iterable[str] = (ONE_TIME,),
) -> tuple[PriceList | None, list[Problem]]:
    """Return the prices of these SKUs as the book has them for the scope's day, None without a book of that time.

    So are those of the SKUs whose titles hold the words of one of the `searches`; `ways` has what they may have instead of a word. All of
    them are for each of the `terms`.

    The problems are warnings: the newest sheet is of an earlier month.
    """
    path, month = pricebook.where(book), f"{scope.day:%Y-%m}"
    if not exists(path):
        return None, []
    with pricebook.reading(path) as connection:
        prices = BookPrices(connection, path, month)
        if prices.newest is None:
            return None, []
        scopes = [replace(scope, term=term) for term in terms]
        searched = (key for words in searches for one in scopes for key in prices.search(words, one, ways))
        return prices.gathered((*keys, *searched), scopes), stale(prices.newest, month, path)


def stale(newest: str, month: str, path: Path) -> list[Problem]:
    """Return a warning if the newest sheet is older than the month."""
    return [pricing.STALE.at(str(path), month=month, newest=newest)] if newest < month else []


def book_lists(stack: ExitStack, say: Callable[[Problem], object], book: str | None = None) -> Callable[[date], PriceList | None]:
    """Return a function from a day to the prices that the book has for its month; the book stays open as long as `stack` does.

    `say` is told when the book is older than the day, once for each month.
    """
    path = pricebook.where(book)
    if not exists(path):
        return lambda day: None
    connection = stack.enter_context(pricebook.reading(path))

    @lru_cache(MOST_MONTHS)
    def of_month(month: str) -> PriceList | None:
        found = BookPrices(connection, path, month)
        if found.newest is None:
            return None
        for problem in stale(found.newest, month, path):
            say(problem)
        return found

    return lambda day: of_month(f"{day:%Y-%m}")
