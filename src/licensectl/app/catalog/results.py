"""Shapes of the JSON results of `sku list`, `sku search` and `sku show`."""

from datetime import date
from typing import Literal, NotRequired, TypedDict

from licensectl.core.money import Money
from licensectl.core.sources import Confidence
from licensectl.domain.catalog.lifecycle import Status
from licensectl.domain.catalog.model import Metric, Segment, SkuKind
from licensectl.render.result import Result


class LifecycleRecord(TypedDict):
    """Support dates: the last day of each phase, and the phase on the day of the answer."""

    released: date | None
    mainstream_end: date | None
    extended_end: date | None
    status: Status


class AccessRecord(TypedDict):
    """Ids of the access licences, base and additive."""

    base: list[str]
    additive: list[str]


class PublicPrice(TypedDict):
    """A published price: one of `unit_price`, `erp` and `list_price` is not null."""

    program: str
    market: str | None
    unit_price: Money | None
    erp: Money | None
    list_price: Money | None
    tax_included: bool
    as_of: str | None
    source: str
    note: str | None


class LookAlikeRecord(TypedDict):
    """A SKU of the same ProductId that is not perpetual."""

    sku: str
    what: str
    sources: list[str]


class SkuRecord(TypedDict):
    """A SKU of the catalogue; `id` is the name that other answers and `explain` use.

    `on_sale` is the month of the newest public list that holds it, null if it is not on sale on the day; `last_listed` is the
    month of the last list that held it. `predecessor` is the product of the generation before.
    """

    id: str
    sku: str | None
    product_id: str | None
    sku_id: str | None
    part_number: str | None
    title: str
    kind: SkuKind
    program: str
    family: str
    version: str | None
    edition: str | None
    metric: Metric | None
    pack_size: int | None
    segments: list[Segment]
    term: Literal["OneTime"] | None
    license_model: str | None
    access_licenses: AccessRecord
    lifecycle: LifecycleRecord
    on_sale: str | None
    last_listed: str | None
    prices: list[PublicPrice]
    predecessor: str | None
    successor: str | None
    confidence: Confidence | None
    links: list[str]
    notes: list[str]
    sources: list[str]
    pool: str | None
    points: int | None
    form: str | None
    max_quantity: int | None
    downgrade: str | None
    requires: list[str]
    look_alikes: list[LookAlikeRecord]


class ListedSkuRecord(TypedDict):
    """A SKU that only the user's price list has; `kind` is what its title tells."""

    sku: str
    product_id: str
    sku_id: str
    title: str
    product_title: str
    kind: list[str]
    segments: list[str]
    terms: list[str]


class SkuList(Result):
    """The result of `sku list` and `sku search`. `from_price_list`: of a search, the SKUs that only the price book has."""

    count: int
    skus: list[SkuRecord]
    from_price_list: NotRequired[list[ListedSkuRecord]]


_Covered = TypedDict("_Covered", {"from": date, "until": date})


class EsuRecord(_Covered):
    """The first and the last day that an ESU covers."""


class SkuShow(Result, SkuRecord):
    """The result of `sku show`; `esu` is null for what is no Extended Security Update."""

    esu: EsuRecord | None


class SkuFromPriceList(Result, ListedSkuRecord):
    """The result of `sku show` for a SKU that only the price book has; `checked_as` is the product that it is checked as in a quote."""

    month: str
    checked_as: str | None


RESULTS: dict[str, type] = {"sku-list": SkuList, "sku": SkuShow, "sku-from-price-list": SkuFromPriceList}
