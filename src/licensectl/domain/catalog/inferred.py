"""Infer the kind of a product from its title, for products that only the user's price list has."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.search import WORD
from licensectl.core.sku_id import SkuKey
from licensectl.domain.catalog.model import Catalog, Metric, Sku

ONE_TIME = "OneTime"
# A number of years elsewhere in a title is a figure of the product: 10-Year Audit Log Retention.
YEARS_AT_END = r"(?<![\w-])\d{1,2}[- ]?(?:years?|yrs?|months?)\b\W*$"
ESU_YEAR = r"\byear ?(\d)\b"
CORES = r"\b(\d{1,2})[- ]?cores?\b"
# How much of two titles must be alike for one product to be taken for the other; 1 is all.
ALIKE = 0.6


class Inferred(Struct, frozen=True):
    """The kind of a product as its title tells it. `cores` are those of a pack; `esu_year` is 0 where the title names none."""

    metric: Metric | None = None
    cores: int = 0
    esu: bool = False
    esu_year: int = 0
    subscription: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Words for the kind; empty if the title tells nothing."""
        pack = f"{self.cores}-core pack" if self.cores and self.metric is None else None
        return tuple(filter(None, (self.metric or pack, "ESU" if self.esu else None, "subscription" if self.subscription else None)))


# Orders name few products, each many times.
@lru_cache(1024)
def infer(title: str, product_title: str = "", term: str = ONE_TIME) -> Inferred:
    """Infer the kind of a product from its title, else from the title of its product."""
    plain = title.casefold()
    both = f"{plain} {product_title.casefold()}"
    esu = "extended security update" in both or not _words(both).isdisjoint(("esu", "esus"))
    year = re.search(ESU_YEAR, plain) if esu else None
    # An ESU of year 2 is bought once, for a year that has passed as well.
    subscription = term not in ("", ONE_TIME) or (not esu and ("subscription" in plain or re.search(YEARS_AT_END, plain) is not None))
    metric, cores = _metric(plain)
    if metric is None and not cores:
        metric, cores = _metric(product_title.casefold())
    return Inferred(metric, cores, esu, int(year[1]) if year else 0, subscription)


def _metric(plain: str) -> tuple[Metric | None, int]:
    words = _words(plain)
    if "external connector" in plain:
        return "external connector", 0
    if "client access licen" in plain or not words.isdisjoint(("cal", "cals")):
        user, device = (not words.isdisjoint((word, f"{word}s")) for word in ("user", "device"))
        return ("user CAL" if user else "device CAL") if user != device else "CAL", 0
    cores = re.search(CORES, plain)
    metrics: dict[str, Metric] = {metric: metric for metric in get_args(Metric)}
    return (metrics.get(f"{cores[1]}-core pack"), int(cores[1])) if cores else (None, 0)


def taken_for(key: SkuKey, title: str, product_title: str, catalog: Catalog) -> Sku | None:
    """Return the SKU that the product would be in the catalogue, by a title of the same generation, edition and metric there.

    It has the id of the product and no prices. None if no title is much alike, or those most alike are of different products.
    """
    told = infer(title, product_title)
    if told.subscription or not told.words:
        return None
    ranked = sorted(_alike(told, title, product_title, catalog), key=lambda one: one[0], reverse=True)
    best = [sku for likeness, sku in ranked if likeness >= ALIKE and likeness == ranked[0][0]]
    if len({(sku.product, sku.edition, sku.grants) for sku in best}) != 1:
        return None
    return replace(
        best[0], title=title, sku=str(key), part_number=None, prices=[], on_list=None, successor=None, max_quantity=None, notes=[]
    )


def is_of_family(catalog: Catalog, family: str, key: SkuKey, title: str) -> bool:
    """Return True if every word of a family is in the title of a product, or in its family by the catalogue."""
    known = [catalog.products[catalog.skus[one].product].family for one in catalog.of(key)]
    return any(_words(family) <= _words(title) | _words(one) for one in known or [""])


def _alike(told: Inferred, title: str, product_title: str, catalog: Catalog) -> Iterator[tuple[float, Sku]]:
    """Yield the SKUs of the metric, year and generation in the titles, each with the likeness of its title."""
    words = _words(title)
    every = words | _words(product_title)
    for sku in catalog.skus.values():
        if sku.metric != told.metric or (sku.kind == "esu") != told.esu or (told.esu and sku.esu_year != told.esu_year):
            continue
        # What access licences are for is in their title: editions are those of servers.
        edition = frozenset[str]() if sku.grants else _words(sku.edition)
        if edition | _words(catalog.products[sku.product].version) <= every:
            theirs = _words(sku.title)
            yield len(theirs & words) / len(theirs | words), sku


def _words(text: str | None) -> frozenset[str]:
    return frozenset(WORD.findall((text or "").casefold()))
