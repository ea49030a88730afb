"""Price sheets, price lists, their differences and their problems as reports."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey
from licensectl.core.text import Lang
from licensectl.domain.prices.book_rules import Imported
from licensectl.domain.prices.diff import KEY, Announced, Difference, PriceChange, SheetPrice
from licensectl.domain.prices.lint import CHECKS, Lint
from licensectl.domain.prices.price_list import ALWAYS, PriceRow
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, P_, translate
from licensectl.render.chart import Lines, Series
from licensectl.render.problems import by_severity, problem_table
from licensectl.render.report import Column, Kind, Report, Table, framed

PERCENT = Decimal("0.01")
MOST_LINES = 6
# The year from which on an end is none.
NO_END = 9999
# What a row says of one; the summary counts several.
ONE = {"added": P_("row", "added"), "removed": P_("row", "removed"), "changed": P_("row", "changed")}
# More markets or currencies than these are counted for people.
MOST_NAMED = 6
# Columns of some names of which people see a count where there are many, and what is counted.
COUNTED = {"markets": "markets", "currencies": "currencies", "segments": "segments"}
SHEET: tuple[tuple[str, str, Kind], ...] = (
    ("month", "Month", "id"),
    ("view", "View", "text"),
    ("markets", "Market", "text"),
    ("currencies", "Currency", "text"),
    ("segments", "Segments", "text"),
    ("rows", "Rows", "int"),
    ("imported", "Imported", "date"),
    ("file", "File", "text"),
    ("sha256", "SHA-256", "id"),
)
# Shown where a price is for some quantities only; files always have them.
TIERS: tuple[tuple[str, str, Kind], ...] = (("tier_min", "From quantity", "int"), ("tier_max", "Up to quantity", "int"))
TIER_NAMES = tuple(name for name, _, _ in TIERS)
HISTORY: tuple[tuple[str, str, Kind], ...] = (
    ("month", "Month", "id"),
    ("market", "Market", "text"),
    ("currency", "Currency", "text"),
    ("segment", "Segment", "text"),
    ("term", "Term", "text"),
    ("billing_plan", "Plan", "text"),
    *TIERS,
    ("unit_price", "Unit price", "amount"),
    ("erp", "ERP", "amount"),
    ("effective_start", "From", "date"),
    ("effective_end", "Until", "date"),
    ("file", "File", "text"),
    ("row", "Row", "int"),
)
# Days that stand for "always" and "no end"; what people see instead.
UNBOUNDED = {"effective_start": "always", "effective_end": "no end"}
MOVED: tuple[tuple[str, str, Kind], ...] = (
    ("change", "Change", "text"),
    *((name, title, "text") for name, title in zip(KEY[2:7], ("Segment", "Term", "Plan", "Market", "Currency"), strict=True)),
    *TIERS,
    ("unit_price_old", "Old price", "amount"),
    ("unit_price_new", "New price", "amount"),
    ("unit_price_delta", "Difference", "amount"),
    ("unit_price_percent", "%", "percent"),
    ("erp_old", "Old ERP", "amount"),
    ("erp_new", "New ERP", "amount"),
    ("title", "Title", "text"),
)


def linted(found: Sequence[Lint], said: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `price lint`: a row for each problem, and the number of findings by severity."""
    problems = [problem for one in found for problem in one.problems()]
    counts = {level: sum(one.severities[level] for one in found) for level in by_severity(())}
    sheets = [{"file": one.file, "rows": one.rows, "found": one.counts} for one in found]
    record = framed("price-lint", stamp, {"sheets": sheets, "counts": counts}, [*said, *problems], lang)
    title = ", ".join(one.file for one in found)
    return Report(title, problem_table(problems, lang, counts), record, status=EXIT_NO if counts["error"] else EXIT_DONE)


def checks(stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `price lint --list`: every check with what it looks for."""
    columns = (Column("check", N_("Check"), "id"), Column("looks_for", N_("Looks for")))
    rows = tuple((name, translate(about, lang)) for name, about in CHECKS.items())
    body = {"checks": [{"check": name, "looks_for": text} for name, text in rows]}
    return Report("", Table(columns, rows), framed("price-lint-checks", stamp, body, (), lang))


def sheets(found: Sequence[Imported], stamp: Mapping[str, str], problems: Iterable[Problem], lang: Lang, new: bool = False) -> Report:
    """Return the report of `price list`, and of `price import` for its `new` sheets: a row for each sheet, by month."""
    records = [_sheet(sheet) for sheet in found]
    # People know when they import: the day would only make the answer another one tomorrow.
    twice = tuple(COUNTED) if new else (*COUNTED, "imported")
    columns = _twice(SHEET, twice, lang, files=("sha256", "imported"))
    rows = tuple(
        tuple(cell for name, value in record.items() for cell in (_for_people(name, value, lang), _for_files(value))[name not in twice :])
        for record in records
    )
    return Report(
        translate(N_("Price sheets"), lang), Table(columns, rows), framed("price-sheets", stamp, {"sheets": records}, problems, lang)
    )


def _for_files(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, tuple) else value


def _for_people(name: str, value: Any, lang: Lang) -> Any:
    if name in COUNTED:
        return several(value, COUNTED[name], lang)
    return date.fromisoformat(value[:10]) if name == "imported" else value


def several(names: Sequence[str], noun: str, lang: Lang, most: int = MOST_NAMED) -> str:
    """Return some names, or how many there are: `66 markets`."""
    return ", ".join(name or "—" for name in names) if len(names) <= most else f"{len(names)} {term(noun, lang)}"


def _sheet(sheet: Imported) -> dict[str, Any]:
    return {
        "month": sheet.month,
        "view": sheet.view,
        "markets": sheet.names(0),
        "currencies": sheet.names(1),
        "segments": sheet.names(2),
        "rows": sheet.rows,
        "imported": sheet.imported,
        "file": sheet.file,
        "sha256": sheet.sha256,
    }


def history(key: SkuKey, found: Sequence[tuple[Imported, PriceRow]], stamp: Mapping[str, str], day: date, lang: Lang) -> Report:
    """Return the report of `price show`: every price of the SKU, month by month, and the unit prices as steps."""
    cells = [(sheet.month, *(_bounded(name, getattr(row, name)) for name, _, _ in HISTORY[1:])) for sheet, row in found]
    title = found[-1][1].title
    records: list[dict[str, Any]] = [dict(zip((name for name, _, _ in HISTORY), row, strict=True)) for row in cells]
    for record in records:
        for name in ("unit_price", "erp"):
            record[name] = _money(record[name], record["currency"])
    body = {"sku": str(key), "product_id": key.product_id, "sku_id": key.sku_id, "title": title, "prices": records}
    hidden = () if any(row.tiered for _, row in found) else TIER_NAMES
    columns = _twice(HISTORY, tuple(UNBOUNDED), lang, files=("file", "row", *hidden))
    table = Table(columns, tuple(_open_days(row, lang) for row in cells))
    return Report(f"{key} {title}", table, framed("price-history", stamp, body, (), lang), charts=tuple(_charts(found, day, lang)))


def _bounded(name: str, value: Any) -> Any:
    """Return the value of a row; None for a day that means "always" or "no end"."""
    unbounded = (name == "effective_start" and value < ALWAYS) or (name == "effective_end" and value.year >= NO_END)
    return None if unbounded else value


def _open_days(row: tuple[Any, ...], lang: Lang) -> tuple[Any, ...]:
    """Return the row with each of its days twice: for people, with words for a missing day, and for files."""
    cells = list[Any]()
    for (name, _, _), cell in zip(HISTORY, row, strict=True):
        if name in UNBOUNDED:
            cells.append(term(UNBOUNDED[name], lang) if cell is None else cell)
        cells.append(cell)
    return tuple(cells)


def _charts(found: Sequence[tuple[Imported, PriceRow]], day: date, lang: Lang) -> Iterable[Lines]:
    """Yield a chart for each currency."""
    for currency in sorted({row.currency for _, row in found}):
        points: dict[str, dict[date, Decimal | None]] = {}
        for sheet, row in found:
            if row.currency == currency:
                tier = f"{row.tier_min or 1}–{row.tier_max or ''}" if row.tiered else ""
                name = " ".join(filter(None, (row.market, row.segment, row.term, row.billing_plan, tier)))
                points.setdefault(name, {})[date.fromisoformat(sheet.month + "-01")] = row.unit_price
        if len(points) <= MOST_LINES and any(len(steps) > 1 for steps in points.values()):
            series = tuple(Series(name, tuple(sorted(steps.items()))) for name, steps in points.items())
            yield Lines(f"{translate(N_('Unit price'), lang)}, {currency}", series, unit=currency, until=day)


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
        "announced": [_announced(one) for one in found.announced],
    }
    if quotes is not None:
        body["quotes"] = [{"number": number, "changes": [_change(change) for change in theirs]} for number, theirs in quotes.items()]
    table = Table((Column("sku", "SKU", "id"), *_moved_columns(priced, lang)), tuple(_moved(change, lang) for change in priced))
    more = (
        *((_titles(titled, lang),) if titled else ()),
        *((_announcements(found.announced, lang),) if found.announced else ()),
        *((_quotes(quotes, lang),) if quotes is not None else ()),
    )
    note = ", ".join(f"{count} {term(kind, lang)}" for kind, count in summary.items())
    status = EXIT_NO if exit_code and found.changes else EXIT_DONE
    return Report(f"{names[0]} → {names[1]}", table, framed("price-diff", stamp, body, (), lang), more, (note,), status)


def _moved(change: PriceChange, lang: Lang) -> tuple[Any, ...]:
    old, new = change.old or SheetPrice(None, None, ""), change.new or SheetPrice(None, None, "")
    delta, percent = _delta(old.unit_price, new.unit_price)
    sku = str(SkuKey(*change.key[:2]))
    return (
        sku, translate(ONE[change.change], lang), *change.key[2:7], *(int(bound) if bound else None for bound in change.key[7:]),
        old.unit_price, new.unit_price, delta, percent, old.erp, new.erp, new.title or old.title,
    )  # fmt: skip


def _moved_columns(changes: Iterable[PriceChange], lang: Lang) -> tuple[Column, ...]:
    return _columns(MOVED, lang, files=() if any(any(change.key[7:]) for change in changes) else TIER_NAMES)


def _quotes(quotes: Mapping[str, Sequence[PriceChange]], lang: Lang) -> Table:
    every = [change for theirs in quotes.values() for change in theirs]
    columns = (Column("quote", N_("Quote"), "id"), Column("sku", "SKU", "id"), *_moved_columns(every, lang))
    rows = tuple((number, *_moved(change, lang)) for number, theirs in quotes.items() for change in theirs)
    return Table(columns, rows, title=translate(N_("Quotes that move"), lang))


def _titles(titled: Sequence[PriceChange], lang: Lang) -> Table:
    columns = (Column("sku", "SKU", "id"), Column("old", N_("Old title")), Column("new", N_("New title")))
    # One title holds for all markets and currencies of a SKU: each pair is said once.
    rows = dict.fromkeys((str(SkuKey(*c.key[:2])), c.old.title, c.new.title) for c in titled if c.old and c.new)
    return Table(columns, tuple(rows), title=translate(N_("Titles"), lang))


def _as_change(one: Announced) -> PriceChange:
    return PriceChange(one.key, "added" if one.old is None else "removed" if one.new is None else "changed", one.old, one.new)


def _announced(one: Announced) -> dict[str, Any]:
    return {**_change(_as_change(one)), "from": one.day}


def _announcements(announced: Sequence[Announced], lang: Lang) -> Table:
    changes = [_as_change(one) for one in announced]
    columns = (Column("from", N_("From"), "date"), Column("sku", "SKU", "id"), *_moved_columns(changes, lang))
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
                "old": _money(old, currency),
                "new": _money(new, currency),
                "delta": _money(delta, currency),
                "percent": None if percent is None else str(percent),
            }
    if change.old and change.new and change.old.title != change.new.title:
        fields["title"] = {"old": change.old.title, "new": change.new.title}
    key = dict(zip(KEY, change.key, strict=True))
    tier = {name: int(bound) if (bound := key.pop(name)) else None for name in TIER_NAMES}
    return {**key, "change": change.change, "fields": fields, **tier}


def _delta(old: Decimal | None, new: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Return the difference, and its percentage of the old amount to two places, half-up; None for a missing or zero side."""
    if old is None or new is None:
        return None, None
    return new - old, ((new - old) * 100 / old).quantize(PERCENT, ROUND_HALF_UP) if old else None


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)


def _columns(kinds: Iterable[tuple[str, str, Kind]], lang: Lang, files: Sequence[str] = ()) -> tuple[Column, ...]:
    return tuple(Column(name, term(title, lang), kind, "files" if name in files else "all") for name, title, kind in kinds)


def _twice(kinds: Iterable[tuple[str, str, Kind]], twice: Sequence[str], lang: Lang, files: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns; those of `twice` are there for people and for files."""
    made = list[Column]()
    for name, title, kind in kinds:
        if name in twice:
            made.append(Column(name, term(title, lang), kind, "people"))
        made.append(Column(name, term(title, lang), kind, "files" if name in (*twice, *files) else "all"))
    return tuple(made)
