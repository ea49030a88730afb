"""Price sheets, the history of a price and the findings of checks as reports."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from licensectl.core.money import Money
from licensectl.core.period import first_day
from licensectl.core.sku_id import SkuKey
from licensectl.core.text import Lang, Text
from licensectl.domain.prices.book_rules import Imported
from licensectl.domain.prices.price_list import ALWAYS, PriceRow
from licensectl.errors import Problem
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, translate
from licensectl.render.chart import Lines, Series
from licensectl.render.report import Column, Kind, Report, Table, framed

MOST_LINES = 6
# The year from which on an end is none.
NO_END = 9999
# More markets or currencies than these are counted for people.
MOST_NAMED = 6
# Columns of some names of which people see a count where there are many, and what is counted.
COUNTED = {"markets": "markets", "currencies": "currencies", "segments": "segments"}
SHEET: tuple[tuple[str, Text, Kind], ...] = (
    ("month", N_("Month"), "id"),
    ("view", N_("View"), "text"),
    ("markets", N_("Market"), "text"),
    ("currencies", N_("Currency"), "text"),
    ("segments", N_("Segments"), "text"),
    ("rows", N_("Rows"), "int"),
    ("imported", N_("Imported"), "date"),
    ("file", N_("File"), "text"),
    ("sha256", "SHA-256", "id"),
)
# Shown where a price is for some quantities only; files always have them.
TIERS: tuple[tuple[str, Text, Kind], ...] = (("tier_min", N_("From quantity"), "int"), ("tier_max", N_("Up to quantity"), "int"))
TIER_NAMES = tuple(name for name, _, _ in TIERS)
HISTORY: tuple[tuple[str, Text, Kind], ...] = (
    ("month", N_("Month"), "id"),
    ("market", N_("Market"), "text"),
    ("currency", N_("Currency"), "text"),
    ("segment", N_("Segment"), "text"),
    ("term", N_("Term"), "text"),
    ("billing_plan", N_("Plan"), "text"),
    *TIERS,
    ("unit_price", N_("Cost price"), "amount"),
    ("erp", "ERP", "amount"),
    ("effective_start", N_("From"), "date"),
    ("effective_end", N_("Until"), "date"),
    ("file", N_("File"), "text"),
    ("row", N_("Row"), "int"),
)
# Days that stand for "always" and "no end"; what people see instead.
UNBOUNDED = {"effective_start": "always", "effective_end": "no end"}


def sheets(found: Sequence[Imported], stamp: Mapping[str, str], problems: Iterable[Problem], lang: Lang, new: bool = False) -> Report:
    """Return the report of `price list`, and of `price import` for its `new` sheets: a row for each sheet, by month."""
    records = [_sheet(sheet) for sheet in found]
    # People know when they import: the day would only make the answer another one tomorrow.
    twice = tuple(COUNTED) if new else (*COUNTED, "imported")
    columns = _twice(SHEET, twice, files=("sha256", "imported"))
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
            record[name] = money(record[name], record["currency"])
    body = {"sku": str(key), "product_id": key.product_id, "sku_id": key.sku_id, "title": title, "prices": records}
    hidden = () if any(row.tiered for _, row in found) else TIER_NAMES
    columns = _twice(HISTORY, tuple(UNBOUNDED), files=("file", "row", *hidden))
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
                points.setdefault(name, {})[first_day(sheet.month)] = row.unit_price
        if len(points) <= MOST_LINES and any(len(steps) > 1 for steps in points.values()):
            series = tuple(Series(name, tuple(sorted(steps.items()))) for name, steps in points.items())
            yield Lines(f"{translate(N_('Cost price'), lang)}, {currency}", series, unit=currency, until=day)


def money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)


def columns_of(kinds: Iterable[tuple[str, Text, Kind]], files: Sequence[str] = ()) -> tuple[Column, ...]:
    return tuple(Column(name, title, kind, "files" if name in files else "all") for name, title, kind in kinds)


def _twice(kinds: Iterable[tuple[str, Text, Kind]], twice: Sequence[str], files: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns; those of `twice` are there for people and for files."""
    made = list[Column]()
    for name, title, kind in kinds:
        if name in twice:
            made.append(Column(name, title, kind, "people"))
        made.append(Column(name, title, kind, "files" if name in (*twice, *files) else "all"))
    return tuple(made)
