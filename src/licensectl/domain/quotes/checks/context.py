"""The input of the checks of a quote: its lines, their SKUs in the catalogue, and the context."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from licensectl.domain.catalog.eligibility import Qualification
from licensectl.domain.catalog.model import Catalog, Product, Sku
from licensectl.domain.prices.price_list import PriceList
from licensectl.domain.programs.model import Program
from licensectl.domain.quotes.model import QuoteRequest
from licensectl.domain.quotes.tax_facts import TaxesFile
from licensectl.domain.sizing.candidates import PriceOf, Shelf, price_lookup
from licensectl.domain.sizing.model import Scope
from licensectl.domain.sizing.rules import Figures, SizingRule


class Knowledge(Struct, frozen=True):
    """Facts for checks besides the catalogue: rules of sizing, seat limits by product title, eligibility by segment, taxes.

    `seller` is the country of the reseller; None if the settings do not say it, and the market of the quote counts.
    """

    rules: Mapping[str, SizingRule] = {}
    seat_limits: Mapping[str, int] = {}
    eligibility: Mapping[str, Qualification] = {}
    taxes: TaxesFile = TaxesFile()
    seller: str | None = None


class Item(Struct, frozen=True):
    """A line of the quote; `sku` and `product` are None for what the catalogue does not know."""

    title: str
    name: str
    quantity: int
    where: str
    on_sheet: bool
    sku: Sku | None
    product: Product | None


class QuoteContext(Struct, frozen=True):
    """The context of a quote besides its request."""

    catalog: Catalog
    programs: Mapping[str, Program]
    prices: PriceList | None
    day: date
    knowledge: Knowledge = Knowledge()


class Basket(Struct, frozen=True, kw_only=True):
    """The data that checks may read."""

    request: QuoteRequest
    day: date
    items: list[Item]
    catalog: Catalog
    programs: Mapping[str, Program]
    figures: Figures
    seat_limits: Mapping[str, int]
    eligibility: Mapping[str, Qualification]
    price_of: PriceOf
    taxes: TaxesFile = TaxesFile()
    seller: str = ""

    def shelf(self, family: str, product: str) -> Shelf:
        """Return the SKUs of the same generation as `product`, with the prices at hand."""
        request = self.request
        version = self.catalog.products[product].version
        scope = Scope(request.program, request.market, request.currency, request.segment, self.day, version)
        return Shelf(self.catalog, scope, family, price_of=self.price_of)

    def known(self) -> Iterator[tuple[Item, Sku, Product]]:
        """Yield the lines that the catalogue knows."""
        for item in self.items:
            if item.sku and item.product:
                yield item, item.sku, item.product

    def granting(self, licence: str) -> list[tuple[Item, Sku, Product]]:
        """Return the lines that are the access licence `licence`."""
        return [row for row in self.known() if row[1].grants == licence]

    def owns(self, access_id: str) -> bool:
        """Return True if the customer has `id` already: an access licence, by its id or that of a SKU, or anything else by id."""
        return access_id in self.request.owned or any(sku.grants == access_id for sku in self.owned_skus())

    def owned_versions(self, licence: str) -> list[int]:
        """Return the generations of an access licence that the customer has, as far as `owned` says."""
        return [
            found
            for sku in self.owned_skus()
            if sku.grants == licence and (found := version(self.catalog.products[sku.product])) is not None
        ]

    def owned_skus(self) -> list[Sku]:
        """Return the SKUs that the customer has already, as far as `owned` names them."""
        return [self.catalog.skus[slug] for name in self.request.owned for slug in self.catalog.find(name)]


def fill(request: QuoteRequest, items: list[Item], around: QuoteContext) -> Basket:
    """Return the basket of these lines."""
    scope = Scope(request.program, request.market, request.currency, request.segment, around.day)
    return Basket(
        request=request,
        day=around.day,
        items=items,
        catalog=around.catalog,
        programs=around.programs,
        figures=Figures(around.knowledge.rules, around.day),
        seat_limits=around.knowledge.seat_limits,
        eligibility=around.knowledge.eligibility,
        price_of=price_lookup(scope, around.prices),
        taxes=around.knowledge.taxes,
        seller=around.knowledge.seller or request.market,
    )


def version(product: Product) -> int | None:
    """Return the generation as a figure (2025), or None if it is not a figure."""
    written = (product.version or "").rpartition(" ")[2]
    return int(written) if written.isdigit() else None


def gaps(item: Item, **more: Any) -> dict[str, Any]:
    """Return the fields of every message about a line."""
    return {"sku": item.name, "title": item.title, **more}
