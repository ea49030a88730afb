"""Find SKUs by id, by filter, and as samples for a new request."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, get_args

from licensectl.core.messages import UNKNOWN_NAME
from licensectl.core.sku_id import parse_sku
from licensectl.core.text import Text, listed
from licensectl.domain.catalog.equivalents import sold_to
from licensectl.domain.catalog.lifecycle import Status, status
from licensectl.domain.catalog.messages import AMBIGUOUS, LOOK_ALIKE, NO_WORDS, NO_WORDS_FAR, NOT_IN_CATALOG, UNKNOWN_SKU
from licensectl.domain.catalog.model import Catalog, Metric, Segment, Sku
from licensectl.domain.catalog.search import holding, similar
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_

# How alike a misspelled id is to the right one, and two names; 1 is equal.
LIKE_ID, LIKE_NAME = 0.8, 0.6
MOST = 2
# Of several SKUs that fit so many are named.
MOST_NAMED = 5


def samples(catalog: Catalog, program: str, segment: Segment | None) -> list[Sku]:
    """Return the first licences under `program` without a successor, each of another family, those of the segment first."""
    found: dict[str, Sku] = {}
    for wanted in (segment, None):
        for sku in catalog.skus.values():
            named = sku.part_number or ":" in (sku.sku or "")
            if sku.program == program and sku.kind != "esu" and named and sold_to(sku, wanted):
                family = catalog.products[sku.product].family
                if family not in found or (found[family].successor and not sku.successor):
                    found[family] = sku
    return list(found.values())[:MOST]


def one_sku(catalog: Catalog, name: str, search: str | None = None, where: str = "") -> Sku:
    """Return the SKU called `name`, or the only one that holds every word of `search`.

    Raises LicensectlError if none or several fit.
    """
    return catalog.skus[one_id(catalog, name, search, where)]


def one_id(catalog: Catalog, name: str, search: str | None = None, where: str = "") -> str:
    """Return the slug of the SKU of `one_sku`."""
    if search:
        return searched_id(catalog, holding(catalog, search), search, where)
    return only_id(catalog, catalog.find(name), name, where)


def searched_id(catalog: Catalog, found: list[str], words: str, where: str = "") -> str:
    """Return the only one of the slugs that a search for `words` found, as `only_id`."""
    if found or parse_sku(words):
        return only_id(catalog, found, words, where)
    titles = similar(catalog, words)
    raise LicensectlError((NO_WORDS if titles else NO_WORDS_FAR).at(where, words=words, hint="; ".join(titles)))


def only_id(catalog: Catalog, found: list[str], wanted: str, where: str = "") -> str:
    """Return the only one of these slugs, or the only one whose title is `wanted`.

    Raises LicensectlError if none or several fit.
    """
    titled = [key for key in found if spelled(catalog.skus[key].title) == spelled(wanted)]
    for chosen in (found, titled):
        if len(chosen) == 1:
            return chosen[0]
    if found:
        hint = listed([f"{typed(catalog, key)} ({_told_apart(catalog, key, found)})" for key in found], MOST_NAMED)
        raise LicensectlError(AMBIGUOUS.at(where, sku=wanted, count=len(found), hint=hint))
    parsed = parse_sku(wanted)
    for look_alike in catalog.look_alikes.values():
        if parsed and parsed == parse_sku(look_alike.sku):
            raise LicensectlError(LOOK_ALIKE.at(where, sku=wanted, what=look_alike.what))
    # A ProductId is like any other one: only a misspelling is worth naming.
    near = catalog.near(wanted, least=LIKE_ID if parsed and parsed.sku_id else LIKE_NAME)
    raise LicensectlError((UNKNOWN_SKU if near else NOT_IN_CATALOG).at(where, sku=wanted, hint=", ".join(near)))


def _told_apart(catalog: Catalog, key: str, found: list[str]) -> str:
    """Return the title of a SKU, with its segments if another one found has the same title."""
    sku = catalog.skus[key]
    same = sum(spelled(catalog.skus[other].title) == spelled(sku.title) for other in found)
    return ", ".join([sku.title, *sku.segments]) if same > 1 else sku.title


def typed(catalog: Catalog, key: str) -> str:
    """Return a name of this SKU alone: its id, its part number, else its slug."""
    sku = catalog.skus[key]
    return next((name for name in (sku.sku, sku.part_number) if name and catalog.find(name) == [key]), key)


def spelled(title: str) -> str:
    """Return a title without case and doubled blanks, for comparison."""
    return " ".join(title.casefold().split())


class Filter(NamedTuple):
    """A choice of SKUs to list. None and False leave a field out of the choice."""

    family: str | None = None
    metric: str | None = None
    status: str | None = None
    program: str | None = None
    segment: str | None = None
    on_sale: bool = False


def select(catalog: Catalog, programs: Iterable[str], day: date, wanted: Filter) -> list[str]:
    """Return the slugs of the SKUs that fit every part of `wanted`, words in any case.

    Raises LicensectlError on an unknown family, metric, status, program or segment.
    """
    families = dict.fromkeys(product.family for product in catalog.products.values())
    family = one_of(N_("family"), wanted.family, families)
    metric = one_of(N_("metric"), wanted.metric, get_args(Metric))
    phase = one_of(N_("status"), wanted.status, get_args(Status))
    program = one_of(N_("program"), wanted.program, programs)
    segment = one_of(N_("segment"), wanted.segment, get_args(Segment))
    return [
        key
        for key, sku in catalog.skus.items()
        if family in (None, catalog.products[sku.product].family)
        and metric in (None, sku.metric)
        and phase in (None, status(catalog.lifecycle(sku), day))
        and program in (None, sku.program)
        and segment in (None, *sku.segments)
        and (not wanted.on_sale or catalog.on_sale(sku, day))
    ]


def one_of(what: Text, named: str | None, known: Iterable[str]) -> str | None:
    """Return the one of `known` that is `named`, in any case; None if nothing is named.

    Raises LicensectlError on an unknown word.
    """
    if named is None:
        return None
    by_word = {word.casefold(): word for word in known}
    if named.casefold() not in by_word:
        raise LicensectlError(UNKNOWN_NAME.at(what=what, name=named, known=", ".join(by_word.values())))
    return by_word[named.casefold()]
