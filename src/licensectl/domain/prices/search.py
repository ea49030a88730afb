"""A price list as a catalogue: the offers whose titles hold some words."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple, Protocol

from msgspec import Struct

from licensectl.core.search import Ways, found
from licensectl.core.sku_id import SkuKey


class Wording(NamedTuple):
    """A SKU of a price list and what it is called there."""

    product_id: str
    sku_id: str
    title: str
    product_title: str = ""

    @property
    def key(self) -> SkuKey:
        return SkuKey(self.product_id, self.sku_id)


class Narrowing(Struct, frozen=True):
    """The offers that are meant; None for any. A segment also means the rows that name none."""

    market: str | None = None
    currency: str | None = None
    segment: str | None = None
    term: str | None = None

    def fits(self, market: str, currency: str, segment: str, term: str) -> bool:
        """Return True if a price of this market, currency, segment and term passes the filter."""
        asked = ((self.market, market), (self.currency, currency), (self.term, term))
        return all(one in (None, other) for one, other in asked) and (self.segment is None or segment in ("", self.segment))


class OfferTerms(NamedTuple):
    """The terms of a price beside its SKU and its quantities."""

    segment: str
    term: str
    billing_plan: str
    market: str
    currency: str


class PriceOffer(NamedTuple):
    """A SKU under one segment, term and plan, with all markets and currencies that have a price of it."""

    wording: Wording
    segment: str
    term: str
    billing_plan: str
    markets: tuple[str, ...]
    currencies: tuple[str, ...]


class ListedSku(NamedTuple):
    """A SKU of a price list with all its offers; `month` is that of the list."""

    wording: Wording
    offers: tuple[PriceOffer, ...]
    month: str


class OfferPrice(NamedTuple):
    """An offer and, where it has one market and one currency, the price of one piece; `row` is its place in the list."""

    offer: PriceOffer
    unit_price: Decimal | None = None
    erp: Decimal | None = None
    where: str = ""


class OfferList(Protocol):
    """The methods of a price list that a search uses."""

    def wordings(self) -> Iterable[Wording]: ...

    def has_any(self, narrowing: Narrowing) -> bool: ...

    def offers(self, wording: Wording, narrowing: Narrowing, day: date | None = None) -> list[PriceOffer]: ...

    def priced(self, offer: PriceOffer, day: date) -> OfferPrice: ...


class FoundOffers(NamedTuple):
    """Result of a search: the offers of the first SKUs, the number of SKUs shown, and the number of all SKUs with the words.

    `like`: no title has all words, and these titles have similar ones. `cut`: there are more offers than the limit.
    """

    offers: list[OfferPrice]
    shown: int
    held: int
    like: bool = False
    cut: bool = False


def grouped(wording: Wording, rows: Iterable[OfferTerms]) -> list[PriceOffer]:
    """Return the offers of a SKU whose prices have these terms."""
    by_offer: dict[tuple[str, str, str], list[OfferTerms]] = {}
    for row in rows:
        by_offer.setdefault(row[:3], []).append(row)
    return [
        PriceOffer(wording, *key, tuple(sorted({row.market for row in of_key})), tuple(sorted({row.currency for row in of_key})))
        for key, of_key in sorted(by_offer.items())
    ]


class Query(NamedTuple):
    """The words that are looked for, what texts may have instead of them, and the offers that are meant."""

    words: str
    ways: Ways
    narrowing: Narrowing


def search(prices: OfferList, query: Query, day: date, most: int | None = None, otherwise: date | None = None) -> FoundOffers:
    """Return the offers in force on the day whose title, product title or id holds every word, best SKUs first.

    No more than about `most`, for those of a SKU are never cut. SKUs without an offer on the day are those of the day `otherwise`.
    """
    held, like = holding(prices, query.words, query.ways)
    narrowing = query.narrowing
    offers, shown, cut = list[OfferPrice](), 0, False
    for wording in held if prices.has_any(narrowing) else ():
        on = day
        of_sku = prices.offers(wording, narrowing, on)
        if not of_sku and otherwise:
            on = otherwise
            of_sku = prices.offers(wording, narrowing, on)
        if cut := bool(most and offers and of_sku and len(offers) + len(of_sku) > most):
            break
        shown += bool(of_sku)
        offers += [prices.priced(offer, on) for offer in of_sku]
    return FoundOffers(offers, shown, len(held) if offers else 0, like and bool(offers), cut)


def holding(prices: OfferList, words: str, ways: Ways | None = None) -> tuple[list[Wording], bool]:
    """Return the SKUs that hold every word, and whether they only have words much like them."""
    every = once(prices.wordings())
    if held := _holding(every, words, ways, typos=False):
        return held, False
    return _holding(every, words, ways, typos=True), True


def wordings(prices: OfferList, words: str, ways: Ways | None = None) -> list[Wording]:
    """Return the SKUs that hold every word as it is written, the best first."""
    return _holding(once(prices.wordings()), words, ways, typos=False)


def _holding(every: list[Wording], words: str, ways: Ways | None, typos: bool) -> list[Wording]:
    texts = [f"{title} {product_title} {product_id}:{sku_id}" for product_id, sku_id, title, product_title in every]
    return [every[place] for place in found(words, texts, ways, typos)]


def once(wordings: Iterable[Wording]) -> list[Wording]:
    """Return each SKU with its first wording, by title and id."""
    first: dict[tuple[str, str], Wording] = {}
    for one in wordings:
        first.setdefault(one[:2], one)
    return sorted(first.values(), key=itemgetter(2, 0, 1))
