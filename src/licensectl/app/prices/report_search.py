"""Offers of a price list that hold some words, as a report."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from licensectl.app.prices.report import money, several
from licensectl.core.text import Lang
from licensectl.domain.catalog.inferred import infer
from licensectl.domain.prices.search import FoundOffers, OfferPrice
from licensectl.errors import Problem
from licensectl.i18n.terms import Coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Column, Report, Table, fields_of, framed, table_of

# More markets or currencies than these are counted for people.
MOST = 3


def offers(words: str, found: FoundOffers, month: str | None, stamp: Mapping[str, str], problems: Sequence[Problem], lang: Lang) -> Report:
    """Return the report of `price search`: a row for each SKU, segment, term and plan."""
    body = {"words": words, "month": month, "held": found.held, "shown": found.shown, "offers": [_record(one) for one in found.offers]}
    title = " · ".join(filter(None, (f"{found.shown} {translate(N_('SKU') if found.shown == 1 else N_('SKUs'), lang)}", month)))
    return Report(title, _table(found.offers, lang), framed("price-search", stamp, body, problems, lang))


def _table(offers: Iterable[OfferPrice], lang: Lang) -> Table:
    return table_of(
        offers,
        (Column("sku", "SKU", "id"), lambda one: str(one.offer.wording.key)),
        (Column("title", N_("Title")), lambda one: one.offer.wording.title),
        (Column("product_title", N_("Product"), audience="files"), lambda one: one.offer.wording.product_title),
        (Column("kind", N_("Kind")), lambda one: Coded(", ".join(_kind(one)), ", ".join(term(word, lang) for word in _kind(one)))),
        (Column("segment", N_("Segment")), lambda one: one.offer.segment),
        (Column("term", N_("Term")), lambda one: one.offer.term),
        (Column("billing_plan", N_("Plan")), lambda one: one.offer.billing_plan),
        (Column("markets", N_("Market"), audience="people"), lambda one: several(one.offer.markets, "markets", lang, MOST)),
        (
            Column("currencies", N_("Currency"), audience="people"),
            lambda one: several(one.offer.currencies, "currencies", lang, MOST),
        ),
        (Column("markets", N_("Market"), audience="files"), lambda one: ", ".join(one.offer.markets)),
        (Column("currencies", N_("Currency"), audience="files"), lambda one: ", ".join(one.offer.currencies)),
        (Column("unit_price", N_("Cost price"), "amount"), lambda one: one.unit_price),
        (Column("erp", "ERP", "amount"), lambda one: one.erp),
        (Column("where", N_("Price from"), audience="files"), lambda one: one.where),
    )


def _kind(one: OfferPrice) -> tuple[str, ...]:
    """Return the kind of an offer as its title tells it."""
    return infer(one.offer.wording.title, one.offer.wording.product_title, one.offer.term).words


def _record(one: OfferPrice) -> dict[str, Any]:
    offer = one.offer
    key, currency = offer.wording.key, offer.currencies[0]
    return {
        "sku": str(key),
        **fields_of(key, "product_id", "sku_id"),
        **fields_of(offer.wording, "title", "product_title"),
        "kind": list(_kind(one)),
        **fields_of(offer, "segment", "term", "billing_plan"),
        "markets": list(offer.markets),
        "currencies": list(offer.currencies),
        "unit_price": money(one.unit_price, currency),
        "erp": money(one.erp, currency),
        "where": one.where or None,
    }
