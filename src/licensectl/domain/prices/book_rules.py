"""Decide which of the imported price sheets counts for a price on a day."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from msgspec import Struct

from licensectl.core.text import Bilingual
from licensectl.domain.prices.price_list import PriceRow
from licensectl.i18n.translate import N_

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
# Before the first new-commerce sheets a start is a placeholder ("always": 1753), which names no month.
FIRST_MONTH = "2019-01"
# 2026-10, 202610, 2026_10_15 and 10-2026 in the name of a file.
IN_NAME = re.compile(
    r"(?<!\d)(?:(?P<year>20\d\d)[-_. ]?(?P<month>0[1-9]|1[0-2])(?:[-_. ]?[0-3]\d)?|(?P<first>0[1-9]|1[0-2])[-_. ](?P<last>20\d\d))(?!\d)",
    re.ASCII,
)
Scope = tuple[str, str, str]


class Imported(Struct, frozen=True):
    """A sheet in the book. `month` as 2026-11; `view` software or license-based; `imported` UTC; `scopes` the market,
    currency and segment triples that it has prices of."""

    id: int
    month: str
    view: str
    file: str
    sha256: str
    imported: str
    rows: int
    scopes: tuple[Scope, ...] = ()

    def names(self, part: int) -> tuple[str, ...]:
        """Its markets (0), currencies (1) or segments (2), once each."""
        return tuple(sorted({scope[part] for scope in self.scopes}))


Pair = tuple[Imported, PriceRow]


def month_of(day: str | None) -> str | None:
    """Return the month of an ISO day, None for a placeholder or none."""
    return day[:7] if day and day[:7] >= FIRST_MONTH and day[:4] != "9999" else None


class TakenMonth(NamedTuple):
    """The month that a sheet is filed under, and what says so."""

    month: str
    why: Bilingual


def taken_month(file: str, starts: Mapping[str, int], named: str | None) -> TakenMonth | None:
    """Return the month of a sheet: as `named`, else as its file is called, else that of the start of most of its rows.

    `starts` counts the rows by start, as ISO text. None where nothing says it. Of months with as many rows the later counts; rows that
    announce a price never decide against the others.
    """
    if named:
        return TakenMonth(named, N_("as --month says"))
    found = {f"{one['year'] or one['last']}-{one['month'] or one['first']}" for one in IN_NAME.finditer(PurePath(file).name)}
    if len(found) == 1:
        return TakenMonth(found.pop(), N_("by the name of the file"))
    months = Counter[str]()
    for day, count in starts.items():
        if month := month_of(day):
            months[month] += count
    if not months:
        return None
    month, count = max(months.items(), key=lambda one: (one[1], one[0]))
    total = sum(starts.values())
    taken = N_("by the start of most rows, {count} of {total}; --month files it under another").filled(count=count, total=total)
    return TakenMonth(month, taken)


def replaced(made: Imported, others: Iterable[Imported]) -> list[tuple[Imported, list[Scope]]]:
    """Return the sheets of the same month and view that a new sheet takes the place of, each with the scopes in which it does."""
    counting = in_force((one for one in others if one.month == made.month and one.id != made.id), made.month)
    found: dict[Imported, list[Scope]] = {}
    for (view, scope), sheet in counting.items():
        if view == made.view and scope in made.scopes:
            found.setdefault(sheet, []).append(scope)
    return [(sheet, sorted(scopes)) for sheet, scopes in found.items()]


def in_force(sheets: Iterable[Imported], month: str) -> dict[tuple[str, Scope], Imported]:
    """For each view and scope the sheet that counts in `month`: the newest month, of one month the last imported.

    The order of import matters within one month alone, where the later is the corrected one.
    """
    known = sorted((sheet for sheet in sheets if sheet.month <= month), key=lambda sheet: (sheet.month, sheet.id))
    return {(sheet.view, scope): sheet for sheet in known for scope in sheet.scopes}


def counting(sheets: Iterable[Imported], month: str) -> dict[Imported, frozenset[Scope]]:
    """Those of the sheets that count in `month` for anything, each with the scopes for which it does."""
    found: dict[Imported, set[Scope]] = {}
    for (_, scope), sheet in in_force(sheets, month).items():
        found.setdefault(sheet, set()).add(scope)
    return {sheet: frozenset(scopes) for sheet, scopes in found.items()}


def pairs_in_force(found: Sequence[Pair], sheets: Iterable[Imported], month: str) -> list[Pair]:
    """Of rows of several sheets, each with its sheet, those that count in `month`."""
    counting = {key: sheet.id for key, sheet in in_force(sheets, month).items()}
    return [(sheet, row) for sheet, row in found if counting.get((sheet.view, (row.market, row.currency, row.segment))) == sheet.id]


def rows_in_force(found: Sequence[Pair], sheets: Iterable[Imported], month: str) -> list[PriceRow]:
    """As `pairs_in_force`, the rows alone."""
    return [row for _, row in pairs_in_force(found, sheets, month)]
