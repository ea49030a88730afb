"""Find SKUs of the user's price book that the catalogue does not know."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store.lookup import BookPrices
from licensectl.cli.context import Run
from licensectl.core.paths import exists
from licensectl.core.sku_id import parse_sku
from licensectl.core.text import MOST_SHOWN
from licensectl.domain.prices import messages
from licensectl.domain.prices.search import ListedSku, Narrowing, Wording, holding, once
from licensectl.errors import Problem

EVERYTHING = Narrowing()


def held(run: Run, words: str, typos: bool) -> tuple[list[ListedSku], list[Problem]]:
    """Return the first SKUs of the book that hold every word and that the catalogue does not know.

    With `typos` also those that have words much like them, if none has them as written: then a note says so.
    """
    catalog = run.facts.catalog
    with _book(run) as prices:
        if prices is None:
            return [], []
        wordings, like = holding(prices, words, catalog.search_words)
        unknown = (one for one in wordings if (typos or not like) and not catalog.of(one.key))
        found = [_listed(prices, one) for one in islice(unknown, MOST_SHOWN)]
        return found, [messages.LIKE_FOUND.at(prices.file, words=words)] if found and like else []


def named(run: Run, name: str) -> list[ListedSku]:
    """Return the SKUs of the book that an id names: one for a ProductId and SkuId, all of a product for a ProductId alone."""
    key = parse_sku(name)
    with _book(run) as prices:
        if prices is None or key is None:
            return []
        of_product = (one for one in once(prices.wordings()) if one.product_id == key.product_id)
        return [_listed(prices, one) for one in of_product if key.sku_id in ("", one.sku_id)]


@contextmanager
def _book(run: Run) -> Iterator[BookPrices | None]:
    """Return the prices of the book that count on the day of the run, None without a book."""
    path = pricebook.where(None)
    if not exists(path):
        yield None
        return
    with pricebook.reading(path) as connection:
        yield BookPrices(connection, path, f"{run.as_of:%Y-%m}")


def _listed(prices: BookPrices, wording: Wording) -> ListedSku:
    return ListedSku(wording, tuple(prices.offers(wording, EVERYTHING)), prices.newest or "")
