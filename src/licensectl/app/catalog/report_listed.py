"""SKUs that only the user's price list has, beside those of the catalogue."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from licensectl.core.defaults import SHEET_PROGRAM
from licensectl.core.text import Lang
from licensectl.domain.catalog.inferred import ONE_TIME, Inferred, infer, taken_for
from licensectl.domain.catalog.model import Catalog
from licensectl.domain.prices.search import ListedSku
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Column, Report, Table, framed


def found(known: Report, listed: Sequence[ListedSku], lang: Lang) -> Report:
    """Return the report of `sku search`: that of the SKUs of the catalogue, then those that only the user's price list has."""
    said = known.record.pop("problems")
    record = {**known.record, "from_price_list": [_listed_record(one) for one in listed], "problems": said}
    if not listed:
        return replace(known, record=record)
    mark = translate(N_("from your price list"), lang)
    rows = [
        (str(one.wording.key), None, one.wording.title, _told(one, lang), SHEET_PROGRAM, ", ".join(_segments(one)), mark, None)
        for one in listed
    ]
    title = f"{known.title} + {len(listed)} {mark}"
    return replace(known, title=title, table=replace(known.table, rows=(*known.table.rows, *rows)), record=record)


def listed(one: ListedSku, catalog: Catalog, stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `sku show` for a SKU that only the user's price list has: what is there, and what its title tells."""
    wording = one.wording
    taken = taken_for(wording.key, wording.title, wording.product_title, catalog)
    product = catalog.products[taken.product] if taken else None
    fields = (
        ("SKU", str(wording.key)),
        (N_("Title"), wording.title),
        (N_("Product"), wording.product_title or None),
        (N_("Kind, by its title"), _told(one, lang) or None),
        (N_("Checked as"), ", ".join(filter(None, (product.title, taken.edition))) if product and taken else None),
        (N_("Segments"), ", ".join(_segments(one)) or None),
        (N_("Term"), ", ".join(dict.fromkeys(offer.term for offer in one.offers)) or None),
        (N_("On the price list of"), one.month or None),
    )
    rows = tuple((translate(name, lang), value) for name, value in fields if value)
    table = Table((Column("field", N_("Field")), Column("value", N_("Value"))), rows)
    body = {**_listed_record(one), "month": one.month, "checked_as": taken.product if taken else None}
    note = translate(N_("from your price list"), lang)
    return Report(wording.title, table, framed("sku-from-price-list", stamp, body, (), lang), notes=(note,))


def _told(one: ListedSku, lang: Lang) -> str:
    return ", ".join(term(told, lang) for told in _inferred(one).words)


def _inferred(one: ListedSku) -> Inferred:
    terms = {offer.term for offer in one.offers}
    return infer(one.wording.title, one.wording.product_title, ONE_TIME if ONE_TIME in terms or not terms else terms.pop())


def _segments(one: ListedSku) -> list[str]:
    return sorted({offer.segment for offer in one.offers if offer.segment})


def _listed_record(one: ListedSku) -> dict[str, Any]:
    product_id, sku_id, title, product_title = one.wording
    return {
        "sku": str(one.wording.key),
        "product_id": product_id,
        "sku_id": sku_id,
        "title": title,
        "product_title": product_title,
        "kind": list(_inferred(one).words),
        "segments": _segments(one),
        "terms": list(dict.fromkeys(offer.term for offer in one.offers)),
    }
