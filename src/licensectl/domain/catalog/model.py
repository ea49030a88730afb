"""Products, SKUs and what is publicly known of their prices and support dates."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.defaults import PROGRAM
from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey, parse_sku
from licensectl.core.sources import Confidence
from licensectl.core.text import Text
from licensectl.i18n.translate import N_

Segment = Literal["Commercial", "Education", "Charity", "Government", "Consumer"]
Metric = Literal[
    "16-core pack", "8-core pack", "2-core pack", "server", "device", "user", "user CAL", "device CAL", "external connector", "CAL"
]
SkuKind = Literal["perpetual", "esu", "retail", "volume-only"]
PriceKind = Literal["erp", "unit_price", "list"]
# How tables call them.
PRICE_KINDS: dict[PriceKind, Text] = {"erp": "ERP", "unit_price": N_("Cost price"), "list": N_("List price")}


class Lifecycle(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Support dates: last day of each phase. None: no such phase, or no public date (`note` says which)."""

    released: date | None = None
    mainstream_end: date | None = None
    extended_end: date | None = None
    note: Text | None = None
    sources: list[str] = []

    @property
    def supported_until(self) -> date | None:
        """The last day of any support."""
        return self.extended_end or self.mainstream_end


class Price(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A price that was published somewhere; never the partner's own price sheet.

    `kind`: erp = suggested end price, tax excluded; unit_price = what a partner pays; list = a shop's or adviser's
    list price that is neither. `as_of`: year or month or day as published. `tax_included` is rare and said.
    """

    kind: PriceKind
    program: str
    market: str | None
    money: Money
    source: str
    as_of: str | None = None
    tax_included: bool = False
    note: Text | None = None

    def is_recent(self, day: date) -> bool:
        """Return True if the price was published in the year before `day`; an older one informs but prices nothing.

        A price without a date, as a user's own facts may have it, counts as recent.
        """
        published = self.as_of or ""
        year_before = f"{day.year - 1:04}{day.isoformat()[4:]}"
        return year_before[: len(published)] <= published <= day.isoformat() if published else True


class Sku(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A sellable unit under one program.

    `sku` is `ProductId:SkuId`, or the ProductId alone where the SkuId was not found. `segments` names per segment
    the sources that list it there. `on_list` is the month of the newest public price list that holds it.
    `grants` is the access licence this SKU is; `needs` those it calls for besides its product's (a SQL Server licence
    of the Server/CAL model needs CALs, a core licence of the same product does not); `requires` names conditions that
    the customer meets. `esu_year` counts from the product's `esu_from`.
    """

    title: str
    kind: SkuKind = "perpetual"
    program: str = PROGRAM
    sku: str | None = None
    part_number: str | None = None
    edition: str | None = None
    metric: Metric | None = None
    pack_size: int | None = None
    segments: dict[Segment, list[str]] = {}
    grants: str | None = None
    needs: list[str] = []
    requires: list[str] = []
    license_model: Text | None = None
    prices: list[Price] = []
    on_list: str | None = None
    successor: str | None = None
    pool: str | None = None
    points: int | None = None
    form: Text | None = None
    max_quantity: int | None = None
    esu_period: str | None = None
    esu_year: int | None = None
    confidence: Confidence | None = None
    notes: list[Text] = []
    sources: list[str] = []
    product: str = ""


class Product(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One generation of one product: what all of its SKUs share.

    `esu_from`: end of support of what an ESU prolongs. `esu_ends`: the last day of an ESU year where it was published.
    """

    title: str
    family: str
    version: str | None = None
    license_model: Text | None = None
    lifecycle: Lifecycle = Lifecycle()
    needs: list[str] = []
    optional: list[str] = []
    requires: list[str] = []
    esu_from: date | None = None
    esu_ends: dict[int, date] = {}
    infrastructure: list[str] = []
    downgrade: Text | None = None
    terms_url: str | None = None
    predecessor: str | None = None
    notes: list[Text] = []
    sources: list[str] = []
    skus: dict[str, Sku] = {}


def sources_of(sku: Sku, product: Product) -> list[str]:
    """Return every source of a SKU once: its own, those of its segments and prices, and those of its product."""
    listed = (key for keys in sku.segments.values() for key in keys)
    priced = (price.source for price in sku.prices)
    return list(dict.fromkeys((*sku.sources, *listed, *priced, *product.sources, *product.lifecycle.sources)))


class AccessLicense(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A licence for access: base, or additive to the base licences in `requires`.

    `connector`: the licence that lets any number of external users in instead.
    """

    title: Text
    kind: Literal["base", "additive"]
    requires: list[str] = []
    connector: str | None = None
    family: str | None = None
    sources: list[str] = []


class Condition(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A condition that a customer must meet for some SKUs. Lines whose title holds one of `seen_in` meet it."""

    title: Text
    seen_in: list[str] = []
    sources: list[str] = []


class LookAlike(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An id close to a perpetual one that is not perpetual."""

    sku: str
    what: Text
    sources: list[str] = []


class SkusFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/skus.yaml`. `search_words`: what titles have instead of a short or Italian word."""

    search_words: dict[str, list[str]] = {}
    access_licenses: dict[str, AccessLicense] = {}
    conditions: dict[str, Condition] = {}
    products: dict[str, Product] = {}
    look_alikes: dict[str, LookAlike] = {}


class CatalogIndex(Struct, frozen=True):
    """An index of SKUs: the slugs by every name in capitals, and the product of each slug.

    `newest_list`: the month of the newest public price list that is cited, "" without any.
    """

    names: dict[str, list[str]] = {}
    products: dict[str, str] = {}
    newest_list: str = ""


def index(products: Mapping[str, Product]) -> CatalogIndex:
    """Return the index of these products."""
    newest = max((sku.on_list or "" for product in products.values() for sku in product.skus.values()), default="")
    made = CatalogIndex({}, {key: name for name, product in products.items() for key in product.skus}, newest)
    for key, name in made.products.items():
        sku = products[name].skus[key]
        for known in dict.fromkeys(known.upper() for known in (sku.sku, sku.part_number, key) if known):
            made.names.setdefault(known, []).append(key)
    return made


class Skus(Mapping[str, Sku]):
    """SKUs by slug, each knowing its product."""

    def __init__(self, products: Mapping[str, Product], homes: Mapping[str, str]) -> None:
        self._products, self._homes = products, homes
        self._held: dict[str, Sku] = {}

    def __getitem__(self, key: str) -> Sku:
        if key not in self._held:
            home = self._homes[key]
            self._held[key] = replace(self._products[home].skus[key], product=home)
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)


class Catalog:
    """Every SKU by its slug, by `ProductId:SkuId` and by part number.

    `products` and `places` replace those of `file` if they are known already; products may then be read one by one.
    """

    def __init__(self, file: SkusFile, products: Mapping[str, Product] | None = None, places: CatalogIndex | None = None) -> None:
        self.search_words = file.search_words
        self.access_licenses = file.access_licenses
        self.conditions = file.conditions
        self.look_alikes = file.look_alikes
        self.products: Mapping[str, Product] = file.products if products is None else products
        places = places or index(self.products)
        self.skus: Mapping[str, Sku] = Skus(self.products, places.products)
        self.newest_list = places.newest_list
        self._ids = places.names

    def find(self, name: str) -> list[str]:
        """Return the slugs of the SKUs that `name` (ProductId:SkuId in any spelling, ProductId, part number or slug) names."""
        key = parse_sku(name)
        written = str(key) if key else name.strip().upper()
        found = self._ids.get(written, [])
        if key is None or key.sku_id:
            return found
        return found + [key for known, ids in self._ids.items() if known.startswith(f"{written}:") for key in ids]

    @cached_property
    def perpetual(self) -> list[tuple[Sku, Product]]:
        """Return every perpetual SKU with its product."""
        return [(sku, self.products[sku.product]) for sku in self.skus.values() if sku.kind == "perpetual"]

    def on_sale(self, sku: Sku, day: date) -> bool:
        """Return True if the public price lists hold the SKU on `day`: released, and not gone from the newest list of that time.

        The lists are of perpetual software in CSP, segment Commercial; what they never held is not on sale.
        """
        released = self.lifecycle(sku).released
        return sku.on_list is not None and not self.left_lists(sku, day) and (released is None or released <= day)

    def left_lists(self, sku: Sku, day: date) -> bool:
        """Return True if a public price list held the SKU and the newest list of the time of `day` does not."""
        return sku.on_list is not None and sku.on_list < min(day.isoformat()[:7], self.newest_list)

    def of(self, key: SkuKey) -> list[str]:
        """Return the slugs of the SKUs with exactly this id."""
        return self._ids.get(str(key), [])

    def near(self, name: str, least: float, most: int = 3) -> list[str]:
        """Return the ids that are most like `name`, as suggestions; `least` is the least likeness, from 0 to 1."""
        from difflib import get_close_matches

        return get_close_matches(name.strip().upper(), self._ids, most, least)

    def lifecycle(self, sku: Sku) -> Lifecycle:
        """Return the support dates of the SKU's product."""
        return self.products[sku.product].lifecycle
