"""The price book by month: its sheets, the history of a SKU, and the sheets that count in a month."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from licensectl.app.prices import report
from licensectl.app.prices.options import ShowOptions
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store.lookup import BookPrices
from licensectl.cli import values
from licensectl.cli.context import Run
from licensectl.core.paths import exists
from licensectl.core.period import MONTH
from licensectl.core.sku_id import SkuKey, parse_sku
from licensectl.core.text import listed
from licensectl.domain.catalog.lookup import MOST_NAMED, spelled
from licensectl.domain.catalog.messages import AMBIGUOUS
from licensectl.domain.prices import messages
from licensectl.domain.prices.book_rules import SCOPE, Imported, Pair, Scope, counting, pairs_in_force
from licensectl.domain.prices.search import wordings
from licensectl.errors import LicensectlError
from licensectl.render.report import Report

# Options that narrow down prices.


def list_(run: Run, book: str | None) -> Report:
    """Return the report of `price list`; an absent book has no sheets and is not made."""
    path = pricebook.where(book)
    if not exists(path):
        return report.sheets([], run.stamp(), (), run.lang)
    with pricebook.reading(path) as connection:
        return report.sheets(pricebook.sheets(connection), run.stamp(), (), run.lang)


def show(run: Run, sku: str, options: ShowOptions) -> Report:
    """Return the report of `price show`: the SKU is named by its id, or by words of its title.

    Raises LicensectlError if the book has no price of it up to the month of --as-of, and for words of several SKUs.
    """
    month, path = f"{run.as_of:%Y-%m}", pricebook.where(options.book)
    key = (parse_sku(sku) or _titled(run, sku, month, path)) if exists(path) else None
    found, sheets = _history(key, month, path, options) if key else ([], [])
    if not key or not found:
        raise LicensectlError(messages.UNKNOWN.at(sku=sku, month=month))
    return report.history(key, found, sheets, run.stamp(), run.as_of, run.lang)


def _titled(run: Run, words: str, month: str, path: Path) -> SkuKey | None:
    """Return the SKU whose title holds these words, an exact title first, else None."""
    with pricebook.reading(path) as connection:
        found = wordings(BookPrices(connection, path, month), words, run.facts.catalog.search_words)
    exact = [one for one in found if spelled(one.title) == spelled(words)]
    for chosen in (found, exact):
        if len(chosen) == 1:
            return chosen[0].key
    if found:
        hint = listed([f"{one.key} ({one.title})" for one in found], MOST_NAMED)
        raise LicensectlError(AMBIGUOUS.at(sku=words, count=len(found), hint=hint))
    return None


def _history(key: SkuKey, month: str, path: Path, options: ShowOptions) -> tuple[list[Pair], list[Imported]]:
    """Return the rows of the SKU that count in each month up to `month`, each with its sheet, and all sheets up to then."""
    found: list[Pair] = []
    wanted = {name: getattr(values, name)(name, value) for name in SCOPE if (value := getattr(options, name)) is not None}
    with pricebook.reading(path) as connection:
        sheets = [sheet for sheet in pricebook.sheets(connection) if sheet.month <= month]
        for one, of_month in groupby(sheets, lambda sheet: sheet.month):
            issued = list(of_month)
            found += pairs_in_force(pricebook.rows_of(connection, [key], issued, **wanted), issued, one)
    return found, sheets


def is_month(name: str) -> bool:
    """Return True if `name` is a month of the book; an existing file of that name takes precedence."""
    return bool(MONTH.fullmatch(name)) and not exists(name)


def counting_in(sheets: Sequence[Imported], month: str) -> dict[Imported, frozenset[Scope]]:
    """Return the sheets that count in a month, each with its scopes. Raises LicensectlError if the book lacks the month."""
    there = [sheet for sheet in sheets if sheet.month == month]
    if not there:
        known = ", ".join(sorted({sheet.month for sheet in sheets})) or "—"
        raise LicensectlError(messages.NO_SHEET.at(name=month, known=known))
    return counting(there, month)
