"""Price sheets and the history of a price as reports."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from licensectl.core.money import Money, amount_of
from licensectl.core.sku_id import SkuKey
from licensectl.core.text import Lang, listed
from licensectl.domain.prices.book_rules import SCOPE, Imported, Pair, Scope
from licensectl.domain.prices.history import unit_price_steps
from licensectl.domain.prices.price_list import ALWAYS, PriceRow
from licensectl.errors import Problem
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, translate
from licensectl.render.chart import Lines, Series
from licensectl.render.report import Audience, Column, Report, Table, fields_of, framed, table_of

MOST_LINES = 6
# Ends from this year on mean no end.
NO_END = 9999
# More markets or currencies than these are counted for people.
MOST_NAMED = 6
# Shown where a price is for some quantities only; files always have them.
TIER_MIN, TIER_MAX = N_("From quantity"), N_("Up to quantity")


def sheets(found: Sequence[Imported], stamp: Mapping[str, str], problems: Iterable[Problem], lang: Lang, new: bool = False) -> Report:
    """Return the report of `price list`, and of `price import` for its `new` sheets: a row for each sheet, by month."""
    records = [_sheet(sheet) for sheet in found]
    body = framed("price-sheets", stamp, {"sheets": records}, problems, lang)
    return Report(translate(N_("Price sheets"), lang), _sheets(found, lang, dated=not new), body)


def removed(
    gone: Imported, now: Mapping[Imported | None, Sequence[Scope]], stamp: Mapping[str, str], problems: Iterable[Problem], lang: Lang
) -> Report:
    """Return the report of `price remove`: the sheet, and the sheets that count in its place, each with the scopes for which it does."""
    instead = [replace(sheet, scopes=tuple(scopes)) for sheet, scopes in now.items() if sheet]
    body = {
        "change": "removed",
        "sheet": _sheet(gone),
        "in_force": [_sheet(sheet) for sheet in instead],
        "without_prices": [dict(zip(SCOPE, scope, strict=True)) for scope in now.get(None, ())],
    }
    title = f"{translate(N_('Removed price sheet'), lang)} {gone.file}"
    more = _sheets(instead, lang, dated=True, title=translate(N_("Now in force"), lang))
    framed_body = framed("price-sheet-removal", stamp, body, problems, lang)
    return Report(title, _sheets([gone], lang, dated=True), framed_body, more=(more,) if instead else ())


def scopes(found: Iterable[Scope]) -> str:
    """Return the markets, currencies and segments of some scopes in one text."""
    every = list(found)
    return " · ".join(listed(sorted({scope[part] or "—" for scope in every}), MOST_NAMED) for part in range(3))


def _sheets(found: Sequence[Imported], lang: Lang, dated: bool, title: str = "") -> Table:
    """Return a row for each sheet: people see how many of many names there are, and with `dated` the day of the import."""
    return table_of(
        found,
        (Column("month", N_("Month"), "id"), lambda one: one.month),
        (Column("view", N_("View")), lambda one: one.view),
        (Column("markets", N_("Market"), audience="people"), lambda one: several(one.names(0), "markets", lang)),
        (Column("markets", N_("Market"), audience="files"), lambda one: ", ".join(one.names(0))),
        (Column("currencies", N_("Currency"), audience="people"), lambda one: several(one.names(1), "currencies", lang)),
        (Column("currencies", N_("Currency"), audience="files"), lambda one: ", ".join(one.names(1))),
        (Column("segments", N_("Segments"), audience="people"), lambda one: several(one.names(2), "segments", lang)),
        (Column("segments", N_("Segments"), audience="files"), lambda one: ", ".join(one.names(2))),
        (Column("rows", N_("Rows"), "int"), lambda one: one.rows),
        # `price import` does not show the day: its output would differ from day to day.
        (Column("imported", N_("Imported"), "date", "people" if dated else "none"), lambda one: date.fromisoformat(one.imported[:10])),
        (Column("imported", N_("Imported"), "date", "files"), lambda one: one.imported),
        (Column("file", N_("File")), lambda one: one.file),
        (Column("sha256", "SHA-256", "id", "files"), lambda one: one.sha256),
        title=title,
    )


def several(names: Sequence[str], noun: str, lang: Lang, most: int = MOST_NAMED) -> str:
    """Return some names, or how many there are: `66 markets`."""
    return ", ".join(name or "—" for name in names) if len(names) <= most else f"{len(names)} {term(noun, lang)}"


def _sheet(sheet: Imported) -> dict[str, Any]:
    return {
        **fields_of(sheet, "month", "view"),
        "markets": sheet.names(0),
        "currencies": sheet.names(1),
        "segments": sheet.names(2),
        **fields_of(sheet, "rows", "imported", "file", "sha256"),
    }


def history(key: SkuKey, found: Sequence[Pair], sheets: Sequence[Imported], stamp: Mapping[str, str], day: date, lang: Lang) -> Report:
    """Return the report of `price show`: every price of the SKU, month by month, and the unit prices in force as steps."""
    title = found[-1][1].title
    records = [_price(sheet, row) for sheet, row in found]
    body = {"sku": str(key), **fields_of(key, "product_id", "sku_id"), "title": title, "prices": records}
    table = _history(records, lang, tiered=any(row.tiered for _, row in found))
    return Report(f"{key} {title}", table, framed("price-history", stamp, body, (), lang), charts=tuple(_charts(found, sheets, day, lang)))


def _price(sheet: Imported, row: PriceRow) -> dict[str, Any]:
    """Return the record of a price; days that mean "always" and "no end" are None."""
    return {
        "month": sheet.month,
        **fields_of(row, "market", "currency", "segment", "term", "billing_plan", "tier_min", "tier_max"),
        "unit_price": money(row.unit_price, row.currency),
        "erp": money(row.erp, row.currency),
        "effective_start": row.effective_start if row.effective_start >= ALWAYS else None,
        "effective_end": row.effective_end if row.effective_end.year < NO_END else None,
        **fields_of(row, "file", "row"),
    }


def _history(records: Sequence[Mapping[str, Any]], lang: Lang, tiered: bool) -> Table:
    """Return a row for each price; people see words instead of a missing day."""
    of_tier: Audience = "all" if tiered else "files"
    always, endless = term("always", lang), term("no end", lang)
    return table_of(
        records,
        (Column("month", N_("Month"), "id"), lambda one: one["month"]),
        (Column("market", N_("Market")), lambda one: one["market"]),
        (Column("currency", N_("Currency")), lambda one: one["currency"]),
        (Column("segment", N_("Segment")), lambda one: one["segment"]),
        (Column("term", N_("Term")), lambda one: one["term"]),
        (Column("billing_plan", N_("Plan")), lambda one: one["billing_plan"]),
        (Column("tier_min", TIER_MIN, "int", of_tier), lambda one: one["tier_min"]),
        (Column("tier_max", TIER_MAX, "int", of_tier), lambda one: one["tier_max"]),
        (Column("unit_price", N_("Cost price"), "amount"), lambda one: amount_of(one["unit_price"])),
        (Column("erp", "ERP", "amount"), lambda one: amount_of(one["erp"])),
        (Column("effective_start", N_("From"), "date", "people"), lambda one: one["effective_start"] or always),
        (Column("effective_start", N_("From"), "date", "files"), lambda one: one["effective_start"]),
        (Column("effective_end", N_("Until"), "date", "people"), lambda one: one["effective_end"] or endless),
        (Column("effective_end", N_("Until"), "date", "files"), lambda one: one["effective_end"]),
        (Column("file", N_("File"), audience="files"), lambda one: one["file"]),
        (Column("row", N_("Row"), "int", "files"), lambda one: one["row"]),
    )


def _charts(found: Sequence[Pair], sheets: Sequence[Imported], day: date, lang: Lang) -> Iterable[Lines]:
    """Yield a chart for each currency: the prices in force from day to day, up to `day`."""
    for currency in sorted({row.currency for _, row in found}):
        of_terms: dict[str, list[Pair]] = {}
        for sheet, row in found:
            if row.currency == currency:
                tier = f"{row.tier_min or 1}–{row.tier_max or ''}" if row.tiered else ""
                name = " ".join(filter(None, (row.market, row.segment, row.term, row.billing_plan, tier)))
                of_terms.setdefault(name, []).append((sheet, row))
        series = tuple(Series(name, unit_price_steps(pairs, sheets, day)) for name, pairs in of_terms.items())
        if len(series) <= MOST_LINES and any(len(one.points) > 1 for one in series):
            yield Lines(f"{translate(N_('Cost price'), lang)}, {currency}", series, unit=currency, until=day)


def money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)
