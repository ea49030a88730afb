"""Offers of a price list that hold some words, as a report."""

from collections.abc import Mapping, Sequence
from typing import Any

from licensectl.app.prices.report import several
from licensectl.core.money import Money
from licensectl.core.text import Lang, Text
from licensectl.domain.catalog.inferred import infer
from licensectl.domain.prices.search import FoundOffers, OfferPrice
from licensectl.errors import Problem
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Audience, Column, Kind, Report, Table, framed

# More markets or currencies than these are counted for people.
MOST_NAMED = 3
# Key, title, kind and audience of each column.
OFFER: tuple[tuple[str, Text, Kind, Audience], ...] = (
    ("sku", "SKU", "id", "all"),
    ("title", N_("Title"), "text", "all"),
    ("product_title", N_("Product"), "text", "files"),
    ("kind", N_("Kind"), "text", "all"),
    ("segment", N_("Segment"), "text", "all"),
    ("term", N_("Term"), "text", "all"),
    ("billing_plan", N_("Plan"), "text", "all"),
    ("markets", N_("Market"), "text", "people"),
    ("currencies", N_("Currency"), "text", "people"),
    ("markets", N_("Market"), "text", "files"),
    ("currencies", N_("Currency"), "text", "files"),
    ("unit_price", N_("Cost price"), "amount", "all"),
    ("erp", "ERP", "amount", "all"),
    ("where", N_("Price from"), "text", "files"),
)


def offers(words: str, found: FoundOffers, month: str | None, stamp: Mapping[str, str], problems: Sequence[Problem], lang: Lang) -> Report:
    """Return the report of `price search`: a row for each SKU, segment, term and plan."""
    columns = tuple(Column(key, title, kind, audience) for key, title, kind, audience in OFFER)
    rows = tuple(_row(one, lang) for one in found.offers)
    body = {"words": words, "month": month, "held": found.held, "shown": found.shown, "offers": [_record(one) for one in found.offers]}
    title = " · ".join(filter(None, (f"{found.shown} {translate(N_('SKU') if found.shown == 1 else N_('SKUs'), lang)}", month)))
    return Report(title, Table(columns, rows), framed("price-search", stamp, body, problems, lang))


def _row(one: OfferPrice, lang: Lang) -> tuple[Any, ...]:
    offer = one.offer
    title, product_title = offer.wording.title, offer.wording.product_title
    kind = ", ".join(term(told, lang) for told in infer(title, product_title, offer.term).words)
    return (
        str(offer.wording.key), title, product_title, kind, offer.segment, offer.term, offer.billing_plan,
        several(offer.markets, "markets", lang, MOST_NAMED), several(offer.currencies, "currencies", lang, MOST_NAMED),
        ", ".join(offer.markets), ", ".join(offer.currencies), one.unit_price, one.erp, one.where,
    )  # fmt: skip


def _record(one: OfferPrice) -> dict[str, Any]:
    offer = one.offer
    key, title, product_title = offer.wording.key, offer.wording.title, offer.wording.product_title
    currency = offer.currencies[0]
    return {
        "sku": str(key),
        "product_id": key.product_id,
        "sku_id": key.sku_id,
        "title": title,
        "product_title": product_title,
        "kind": list(infer(title, product_title, offer.term).words),
        "segment": offer.segment,
        "term": offer.term,
        "billing_plan": offer.billing_plan,
        "markets": list(offer.markets),
        "currencies": list(offer.currencies),
        "unit_price": None if one.unit_price is None else Money(one.unit_price, currency),
        "erp": None if one.erp is None else Money(one.erp, currency),
        "where": one.where or None,
    }
