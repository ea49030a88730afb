"""Price changes between two sheets as a report."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from licensectl.app.prices.report import TIER_MAX, TIER_MIN, money
from licensectl.core.sku_id import SkuKey
from licensectl.core.text import Lang, Text
from licensectl.domain.prices.diff import KEY, Announced, Difference, PriceChange, SheetPrice
from licensectl.errors import EXIT_DONE, EXIT_NO
from licensectl.i18n.terms import Coded
from licensectl.i18n.translate import N_, P_, translate
from licensectl.render.report import Column, Kind, Report, Table, framed

PERCENT = Decimal("0.01")
TIERS = KEY[7:]
# What a row says of one; the summary counts several.
ONE = {"added": P_("row", "added"), "removed": P_("row", "removed"), "changed": P_("row", "changed")}
SEVERAL = {"common": N_("common"), "added": N_("added"), "removed": N_("removed"), "changed": P_("rows", "changed")}
OF_TERMS = (N_("Segment"), N_("Term"), N_("Plan"), N_("Market"), N_("Currency"))
MOVED: tuple[tuple[str, Text, Kind], ...] = (
    ("change", N_("Change"), "text"),
    *((name, title, "text") for name, title in zip(KEY[2:7], OF_TERMS, strict=True)),
    *((name, title, "int") for name, title in zip(TIERS, (TIER_MIN, TIER_MAX), strict=True)),
    ("unit_price_old", N_("Old price"), "amount"),
    ("unit_price_new", N_("New price"), "amount"),
    ("unit_price_delta", N_("Difference"), "amount"),
    ("unit_price_percent", "%", "percent"),
    ("erp_old", N_("Old ERP"), "amount"),
    ("erp_new", N_("New ERP"), "amount"),
    ("title", N_("Title"), "text"),
)


def moved(
    found: Difference,
    names: tuple[str, str],
    stamp: Mapping[str, str],
    exit_code: bool,
    lang: Lang,
    quotes: Mapping[str, Sequence[PriceChange]] | None = None,
) -> Report:
    """Return the report of `price diff`. Keys of which only the title changed are in `titles`."""
    priced = [change for change in found.changes if change.change != "titled"]
    titled = [change for change in found.changes if change.change == "titled"]
    summary = {"common": found.common, **{kind: found.count(kind) for kind in ("added", "removed", "changed")}}
    body = {
        "old": names[0],
        "new": names[1],
        "summary": summary,
        "changes": [_change(change) for change in priced],
        "titles": [_change(change) for change in titled],
        "announced": [{**_change(_as_change(one)), "from": one.day} for one in found.announced],
    }
    if quotes is not None:
        body["quotes"] = [{"number": number, "changes": [_change(change) for change in theirs]} for number, theirs in quotes.items()]
    table = Table((Column("sku", "SKU", "id"), *_moved_columns(priced)), tuple(_moved(change, lang) for change in priced))
    more = (
        *((_titles(titled, lang),) if titled else ()),
        *((_announcements(found.announced, lang),) if found.announced else ()),
        *((_quotes(quotes, lang),) if quotes is not None else ()),
    )
    words = {kind: ONE[kind] if count == 1 and kind in ONE else SEVERAL[kind] for kind, count in summary.items()}
    note = ", ".join(f"{count} {translate(words[kind], lang)}" for kind, count in summary.items())
    status = EXIT_NO if exit_code and found.changes else EXIT_DONE
    return Report(f"{names[0]} → {names[1]}", table, framed("price-diff", stamp, body, (), lang), more, (note,), status)


def _moved(change: PriceChange, lang: Lang) -> tuple[Any, ...]:
    old, new = change.old or SheetPrice(None, None, ""), change.new or SheetPrice(None, None, "")
    delta, percent = _delta(old.unit_price, new.unit_price)
    sku = str(SkuKey(*change.key[:2]))
    return (
        sku, Coded(change.change, translate(ONE[change.change], lang)),
        *change.key[2:7], *(int(bound) if bound else None for bound in change.key[7:]),
        old.unit_price, new.unit_price, delta, percent, old.erp, new.erp, new.title or old.title,
    )  # fmt: skip


def _moved_columns(changes: Iterable[PriceChange]) -> tuple[Column, ...]:
    hidden = () if any(any(change.key[7:]) for change in changes) else TIERS
    return tuple(Column(name, title, kind, "files" if name in hidden else "all") for name, title, kind in MOVED)


def _quotes(quotes: Mapping[str, Sequence[PriceChange]], lang: Lang) -> Table:
    every = [change for theirs in quotes.values() for change in theirs]
    columns = (Column("quote", N_("Quote"), "id"), Column("sku", "SKU", "id"), *_moved_columns(every))
    rows = tuple((number, *_moved(change, lang)) for number, theirs in quotes.items() for change in theirs)
    return Table(columns, rows, title=translate(N_("Quotes with changed prices"), lang))


def _titles(titled: Sequence[PriceChange], lang: Lang) -> Table:
    columns = (Column("sku", "SKU", "id"), Column("old", N_("Old title")), Column("new", N_("New title")))
    # One title holds for all markets and currencies of a SKU: each pair is said once.
    rows = dict.fromkeys((str(SkuKey(*c.key[:2])), c.old.title, c.new.title) for c in titled if c.old and c.new)
    return Table(columns, tuple(rows), title=translate(N_("Titles"), lang))


def _as_change(one: Announced) -> PriceChange:
    return PriceChange(one.key, "added" if one.old is None else "removed" if one.new is None else "changed", one.old, one.new)


def _announcements(announced: Sequence[Announced], lang: Lang) -> Table:
    changes = [_as_change(one) for one in announced]
    columns = (Column("from", N_("From"), "date"), Column("sku", "SKU", "id"), *_moved_columns(changes))
    rows = tuple((date.fromisoformat(one.day), *_moved(change, lang)) for one, change in zip(announced, changes, strict=True))
    return Table(columns, rows, title=translate(N_("Announced prices"), lang))


def _change(change: PriceChange) -> dict[str, Any]:
    currency = change.key[KEY.index("currency")]
    fields: dict[str, Any] = {}
    for name in ("unit_price", "erp"):
        old, new = getattr(change.old, name, None), getattr(change.new, name, None)
        if old != new:
            delta, percent = _delta(old, new)
            fields[name] = {
                "old": money(old, currency),
                "new": money(new, currency),
                "delta": money(delta, currency),
                "percent": None if percent is None else str(percent),
            }
    if change.old and change.new and change.old.title != change.new.title:
        fields["title"] = {"old": change.old.title, "new": change.new.title}
    key = dict(zip(KEY, change.key, strict=True))
    tier = {name: int(bound) if (bound := key.pop(name)) else None for name in TIERS}
    return {**key, "change": change.change, "fields": fields, **tier}


def _delta(old: Decimal | None, new: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Return the difference, and its percentage of the old amount to two places, half-up; None for a missing or zero side."""
    if old is None or new is None:
        return None, None
    return new - old, ((new - old) * 100 / old).quantize(PERCENT, ROUND_HALF_UP) if old else None
