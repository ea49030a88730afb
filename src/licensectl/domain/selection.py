"""The part of the catalogue that fits some words."""

from collections.abc import Iterable
from datetime import date
from typing import get_args

from licensectl.domain.catalog import Catalog, Metric
from licensectl.domain.lifecycle import Status, status
from licensectl.errors import Failure
from licensectl.faults.common import UNKNOWN_NAME


def select(catalog: Catalog, day: date, *, family: str | None, metric: str | None, status: str | None) -> list[str]:
    """Slugs of the SKUs that fit every word given (case does not matter); Failure for a word that nothing has."""
    families = dict.fromkeys(product.family for product in catalog.products.values())
    chosen = one_of("family", family, families), one_of("metric", metric, get_args(Metric)), one_of("status", status, get_args(Status))
    return [id for id in catalog.skus if all(want in (None, has) for want, has in zip(chosen, _words(catalog, id, day), strict=True))]


def _words(catalog: Catalog, id: str, day: date) -> tuple[str, str | None, str]:
    sku = catalog.skus[id]
    return catalog.products[sku.product].family, sku.metric, status(catalog.lifecycle(sku), day)


def one_of(what: str, named: str | None, known: Iterable[str]) -> str | None:
    """The one of `known` that is `named`, in any case; None when nothing is, Failure for a word that is none of them."""
    if named is None:
        return None
    by_word = {word.casefold(): word for word in known}
    if named.casefold() not in by_word:
        raise Failure(UNKNOWN_NAME.at(what=what, name=named, known=", ".join(by_word.values())))
    return by_word[named.casefold()]
