"""Shapes of the JSON results of `price …`."""

from datetime import date
from decimal import Decimal
from typing import Literal, NotRequired, TypedDict

from licensectl.core.money import Money
from licensectl.render.result import Result, SeverityCounts


class PriceSheetRecord(TypedDict):
    """A sheet in the price book; `imported` is a UTC instant."""

    month: str
    view: str
    markets: list[str]
    currencies: list[str]
    segments: list[str]
    rows: int
    imported: str
    file: str
    sha256: str


class PriceSheets(Result):
    """The result of `price list` and `price import`."""

    sheets: list[PriceSheetRecord]


class PriceScopeRecord(TypedDict):
    """A market, currency and segment; the segment is blank in a sheet that names none."""

    market: str
    currency: str
    segment: str


class PriceSheetRemoval(Result):
    """The result of `price remove`.

    `in_force`: the sheets that now count in the month of the removed one, with the markets, currencies and segments for which they do.
    `without_prices`: those for which no sheet does.
    """

    change: Literal["removed"]
    sheet: PriceSheetRecord
    in_force: list[PriceSheetRecord]
    without_prices: list[PriceScopeRecord]


class PriceTermsRecord(TypedDict):
    """The terms of a price beside its SKU; a bound of the tier is null where it has none."""

    segment: str
    term: str
    billing_plan: str
    market: str
    currency: str
    tier_min: int | None
    tier_max: int | None


class PriceOfMonth(PriceTermsRecord):
    """A price of the SKU in the sheet of a month; the days are UTC and both in force.

    The start is null for a price that held always, the end for one that has no end.
    """

    month: str
    unit_price: Money | None
    erp: Money | None
    effective_start: date | None
    effective_end: date | None
    file: str
    row: int


class PriceHistory(Result):
    """The result of `price show`."""

    sku: str
    product_id: str
    sku_id: str
    title: str
    prices: list[PriceOfMonth]


class MovedPrice(TypedDict):
    """A price on both sides; `percent` of the old one."""

    old: Money | None
    new: Money | None
    delta: Money | None
    percent: Decimal | None


class MovedTitle(TypedDict):
    """A title on both sides."""

    old: str
    new: str


class MovedFields(TypedDict):
    """The fields that differ."""

    unit_price: NotRequired[MovedPrice]
    erp: NotRequired[MovedPrice]
    title: NotRequired[MovedTitle]


class PriceChangeRecord(PriceTermsRecord):
    """A key of the price sheets and what became of it; `titled`: the title alone moved."""

    product_id: str
    sku_id: str
    change: Literal["added", "removed", "changed", "titled"]
    fields: MovedFields


# A key that Python keeps for itself.
_From = TypedDict("_From", {"from": date})


class AnnouncedPrice(PriceChangeRecord, _From):
    """A key of the new sheet, and its change that takes effect on a later day."""


class DiffSummary(TypedDict):
    """Number of keys of both sheets, of one alone, and of those whose price moved."""

    common: int
    added: int
    removed: int
    changed: int


class QuoteMoved(TypedDict):
    """A saved quote and the price changes of its lines."""

    number: str
    changes: list[PriceChangeRecord]


class PriceDiff(Result):
    """The result of `price diff`. `quotes`: with --quotes."""

    old: str
    new: str
    summary: DiffSummary
    changes: list[PriceChangeRecord]
    titles: list[PriceChangeRecord]
    announced: list[AnnouncedPrice]
    quotes: NotRequired[list[QuoteMoved]]


class LintedSheet(TypedDict):
    """A sheet and what each check found in it, by name of the check."""

    file: str
    rows: int
    found: dict[str, int]


class PriceLint(Result):
    """The result of `price lint`."""

    sheets: list[LintedSheet]
    counts: SeverityCounts


class LintCheck(TypedDict):
    """A check and what it looks for."""

    check: str
    looks_for: str


class PriceLintChecks(Result):
    """The result of `price lint --list`."""

    checks: list[LintCheck]


class FoundOffer(TypedDict):
    """A SKU under one segment, term and plan. Prices are not null if it has one market and one currency, and a price there.

    `kind` is what the title tells: `user CAL`, `16-core pack`, `ESU`, `subscription` …
    """

    sku: str
    product_id: str
    sku_id: str
    title: str
    product_title: str
    kind: list[str]
    segment: str
    term: str
    billing_plan: str
    markets: list[str]
    currencies: list[str]
    unit_price: Money | None
    erp: Money | None
    where: str | None


class PriceSearch(Result):
    """The result of `price search`: `held` SKUs hold the words, the offers of `shown` of them follow."""

    words: str
    month: str | None
    held: int
    shown: int
    offers: list[FoundOffer]


RESULTS: dict[str, type] = {
    "price-sheets": PriceSheets,
    "price-sheet-removal": PriceSheetRemoval,
    "price-history": PriceHistory,
    "price-search": PriceSearch,
    "price-diff": PriceDiff,
    "price-lint": PriceLint,
    "price-lint-checks": PriceLintChecks,
}
