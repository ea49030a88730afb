"""SKUs as a list, and one SKU with all that is known of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from licensectl.core.defaults import SHEET_PROGRAM
from licensectl.core.text import Lang, Text
from licensectl.domain.catalog.lifecycle import esu_covers, status
from licensectl.domain.catalog.model import PRICE_KINDS, Catalog, LookAlike, Price, Product, Sku, sources_of
from licensectl.errors import Problem
from licensectl.i18n.terms import coded, term
from licensectl.i18n.translate import N_, rendered, translate
from licensectl.render.report import Column, Report, Table, fields_of, framed, table_of, table_of_fields, table_of_records


def skus(ids: Sequence[str], catalog: Catalog, stamp: Mapping[str, str], day: date, lang: Lang, problems: Sequence[Problem] = ()) -> Report:
    """Return the report of `sku list` and `sku search`."""
    columns = (
        Column("sku", "SKU", "id"),
        Column("part_number", N_("Part number"), "id", "files"),
        Column("title", N_("Title")),
        Column("metric", N_("Metric")),
        Column("program", N_("Program")),
        Column("segments", N_("Segments")),
        Column("status", N_("Support")),
        Column("id", "Id", "id", "files"),
    )
    records = [_record(sku_key, catalog.skus[sku_key], catalog, day, lang) for sku_key in ids]
    table = table_of_records(columns, ({**record, **_shown(record, lang)} for record in records))
    body = {"count": len(records), "skus": records}
    title = f"{len(records)} {translate(N_('SKUs'), lang)}"
    return Report(title, table, framed("sku-list", stamp, body, problems, lang), used=tuple(ids))


def _shown(record: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    """Return the cells that a table shows differently from the record."""
    return {
        "sku": record["sku"] or record["part_number"],
        "metric": coded(record["metric"], lang) if record["metric"] else None,
        "segments": ", ".join(record["segments"]),
        "status": coded(record["lifecycle"]["status"], lang),
    }


def sku(sku_key: str, catalog: Catalog, stamp: Mapping[str, str], day: date, lang: Lang, esu_months: int | None = None) -> Report:
    """Return the report of `sku show`: fields, then public prices, then notes with their sources."""
    item = catalog.skus[sku_key]
    product = catalog.products[item.product]
    covers = esu_covers(item, product, esu_months)
    record = {**_record(sku_key, item, catalog, day, lang), "esu": {"from": covers[0], "until": covers[1]} if covers else None}
    notes = [*_price_notes(item, lang), *(translate(note, lang) for note in (*item.notes, *product.notes))]
    notes += [f"{translate(N_('Not perpetual'), lang)}: {one.sku}, {translate(one.what, lang)}" for one in _look_alikes(item, catalog)]
    notes.append(f"{translate(N_('Sources'), lang)}: {', '.join(sources_of(item, product))}")
    fields = table_of_fields(_fields(item, product, catalog, day, covers, lang), lang)
    more = (_prices(item, lang),) if item.prices else ()
    used = (sku_key, item.product, *_access(item, product))
    return Report(item.title, fields, framed("sku", stamp, record, (), lang), more=more, notes=tuple(notes), used=used)


def _fields(
    item: Sku, product: Product, catalog: Catalog, day: date, covers: tuple[date, date] | None, lang: Lang
) -> list[tuple[Text, Any]]:
    life = product.lifecycle
    needed = [catalog.access_licenses[name] for name in _access(item, product)]
    access = [f"{translate(one.title, lang)} ({term(one.kind, lang)})" for one in needed]
    successor = catalog.skus.get(item.successor or "")
    predecessor = catalog.products.get(product.predecessor or "")
    fields = (
        ("SKU", item.sku),
        (N_("Part number"), item.part_number),
        (N_("Product"), product.title),
        (N_("Edition"), item.edition),
        (N_("Program"), item.program),
        (N_("Metric"), term(item.metric, lang) if item.metric else None),
        (N_("Pack"), item.pack_size),
        (N_("Pool"), item.pool),
        (N_("Points"), item.points),
        (N_("Form"), translate(item.form, lang) or None),
        (N_("At most per order"), item.max_quantity),
        (N_("Segments"), ", ".join(item.segments) or None),
        (N_("On the price list of") if catalog.on_sale(item, day) else N_("Last on the price list of"), item.on_list),
        (N_("Needs"), ", ".join(translate(catalog.conditions[name].title, lang) for name in _required(item, product)) or None),
        (N_("Licence model"), translate(item.license_model or product.license_model, lang) or None),
        (N_("Access licences"), ", ".join(access) or None),
        (N_("Support"), term(status(life, day), lang) if covers is None else None),
        (N_("Covers from"), covers[0] if covers else None),
        (N_("Covers until"), covers[1] if covers else None),
        (N_("Released"), life.released),
        (N_("Mainstream support until") if life.extended_end else N_("Supported until"), life.mainstream_end),
        (N_("Extended support until"), life.extended_end),
        (N_("Support dates"), translate(life.note, lang) or None),
        (N_("Downgrade"), translate(product.downgrade, lang) or None),
        (N_("Predecessor"), predecessor.title if predecessor else None),
        (N_("Successor"), f"{successor.sku or successor.part_number} {successor.title}" if successor else None),
        (N_("Confidence"), term(item.confidence, lang) if item.confidence else None),
        (N_("Links"), product.terms_url),
    )
    return [(name, value) for name, value in fields if value is not None]


def _access(item: Sku, product: Product) -> list[str]:
    return list(dict.fromkeys((*product.needs, *item.needs, *product.optional)))


def _required(item: Sku, product: Product) -> list[str]:
    return list(dict.fromkeys((*product.requires, *item.requires)))


def _look_alikes(item: Sku, catalog: Catalog) -> list[LookAlike]:
    """Return the ids that share the ProductId and are not perpetual."""
    product_id = (item.sku or "").partition(":")[0]
    return [one for one in catalog.look_alikes.values() if product_id and one.sku.partition(":")[0] == product_id]


def _prices(item: Sku, lang: Lang) -> Table:
    return table_of(
        item.prices,
        (Column("kind", N_("Kind")), lambda price: translate(PRICE_KINDS[price.kind], lang)),
        (Column("program", N_("Program")), lambda price: price.program),
        (Column("market", N_("Market")), lambda price: price.market),
        (Column("amount", N_("Amount"), "amount"), lambda price: price.money.amount),
        (Column("currency", N_("Currency")), lambda price: price.money.currency),
        (Column("as_of", N_("As of"), "date"), lambda price: price.as_of),
        (Column("source", N_("Source")), lambda price: price.source),
        title=translate(N_("Public reference prices"), lang),
    )


def _price_notes(item: Sku, lang: Lang) -> list[str]:
    found = []
    for price in item.prices:
        said = [translate(N_("tax included"), lang)] if price.tax_included else []
        said += [translate(price.note, lang)] if price.note else []
        if said:
            found.append(f"{rendered(price.money, lang)}: {'; '.join(said)}")
    return found


def _record(sku_key: str, item: Sku, catalog: Catalog, day: date, lang: Lang) -> dict[str, Any]:
    product = catalog.products[item.product]
    life = product.lifecycle
    return {
        **_identity(sku_key, item, product),
        "license_model": _or_none(item.license_model or product.license_model, lang),
        "access_licenses": _access_record(item, product, catalog),
        "lifecycle": {**fields_of(life, "released", "mainstream_end", "extended_end"), "status": status(life, day)},
        "on_sale": item.on_list if catalog.on_sale(item, day) else None,
        "last_listed": item.on_list,
        "prices": [_price(price, lang) for price in item.prices],
        "predecessor": product.predecessor,
        "successor": item.successor,
        "confidence": item.confidence,
        "links": [product.terms_url] if product.terms_url else [],
        "notes": [translate(note, lang) for note in (*item.notes, *product.notes)],
        "sources": sources_of(item, product),
        "pool": item.pool,
        "points": item.points,
        "form": _or_none(item.form, lang),
        "max_quantity": item.max_quantity,
        "downgrade": _or_none(product.downgrade, lang),
        "requires": _required(item, product),
        "look_alikes": [{"sku": one.sku, "what": translate(one.what, lang), "sources": one.sources} for one in _look_alikes(item, catalog)],
    }


def _identity(sku_key: str, item: Sku, product: Product) -> dict[str, Any]:
    """Return the keys that say what is sold: ids, product, metric, segments and term."""
    product_id, _, sku_id = (item.sku or "").partition(":")
    return {
        "id": sku_key,
        "sku": item.sku,
        "product_id": product_id or None,
        "sku_id": sku_id or None,
        **fields_of(item, "part_number", "title", "kind", "program"),
        **fields_of(product, "family", "version"),
        **fields_of(item, "edition", "metric", "pack_size"),
        "segments": list(item.segments),
        "term": "OneTime" if item.kind in ("perpetual", "esu") and item.program == SHEET_PROGRAM else None,
    }


def _or_none(text: Text | None, lang: Lang) -> str | None:
    return translate(text, lang) or None


def _access_record(item: Sku, product: Product, catalog: Catalog) -> dict[str, Any]:
    needed = _access(item, product)
    return {kind: [name for name in needed if catalog.access_licenses[name].kind == kind] for kind in ("base", "additive")}


def _price(price: Price, lang: Lang) -> dict[str, Any]:
    return {
        **fields_of(price, "program", "market"),
        "unit_price": price.money if price.kind == "unit_price" else None,
        "erp": price.money if price.kind == "erp" else None,
        "list_price": price.money if price.kind == "list" else None,
        **fields_of(price, "tax_included", "as_of", "source"),
        "note": _or_none(price.note, lang),
    }
