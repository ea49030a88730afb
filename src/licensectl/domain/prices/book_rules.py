"""Decide which of the imported price sheets counts for a price on a day."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from licensectl.domain.prices.price_list import PriceRow

Scope = tuple[str, str, str]
SCOPE = ("market", "currency", "segment")
# The beginning of a SHA-256 that names a sheet.
DIGITS = r"[0-9A-Fa-f]{8,64}"


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

    @property
    def origin(self) -> tuple[str, str, str]:
        """View, month and file: what two readings of one file have in common."""
        return self.view, self.month, self.file

    def names(self, part: int) -> tuple[str, ...]:
        """Return its markets (0), currencies (1) or segments (2), once each."""
        return tuple(sorted({scope[part] for scope in self.scopes}))


Pair = tuple[Imported, PriceRow]


def replaced(made: Imported, others: Iterable[Imported]) -> list[tuple[Imported, list[Scope]]]:
    """Return the sheets of the same view that counted in the month of a new sheet, each with the scopes in which it takes their place.

    They are of the same month, or of an earlier one.
    """
    counting = in_force((one for one in others if one.id != made.id), made.month)
    found: dict[Imported, list[Scope]] = {}
    reread = set(_reread(counting, made))
    for (view, scope), sheet in counting.items():
        if view == made.view and (scope in made.scopes or (view, scope) in reread):
            found.setdefault(sheet, []).append(scope)
    return [(sheet, sorted(scopes)) for sheet, scopes in found.items()]


def set_aside_by(sheet: Imported, others: Iterable[Imported]) -> set[Imported]:
    """Return the sheets of the month of `sheet` that count in its place for some of its prices."""
    counting = in_force((one for one in others if one.month == sheet.month), sheet.month)
    instead = {counting[sheet.view, scope] for scope in sheet.scopes if (sheet.view, scope) in counting}
    own = {(sheet.view, scope): sheet for scope in sheet.scopes}
    instead |= {one for one in counting.values() if one.id > sheet.id and _reread(own, one)}
    return {one for one in instead if one.id != sheet.id}


def replaced_by(counting: Imported, sheets: Iterable[Imported], scope: Scope) -> list[Imported]:
    """Return the sheets that one which counts has replaced for a scope, newest first: those of its month, and of the last month before."""
    before = [
        one for one in sheets if one.view == counting.view and scope in one.scopes and (one.month, one.id) < (counting.month, counting.id)
    ]
    months = {counting.month, max((one.month for one in before if one.month < counting.month), default=counting.month)}
    return sorted((one for one in before if one.month in months), key=lambda one: (one.month, one.id), reverse=True)


def after_removal(gone: Imported, sheets: Iterable[Imported]) -> dict[Imported | None, list[Scope]]:
    """Return the sheets that count in the month of a removed sheet where it counted, each with these scopes; under None those that no
    sheet has any more. A sheet without segments has prices of every segment."""
    every = list(sheets)
    before, after = (in_force(some, gone.month) for some in (every, [one for one in every if one.id != gone.id]))
    found: dict[Imported | None, list[Scope]] = {}
    for view, scope in sorted(before.keys() | after.keys()):
        now = after.get((view, scope)) or after.get((view, (*scope[:2], "")))
        if before.get((view, scope)) != now:
            found.setdefault(now, []).append(scope)
    return found


def named(sheets: Iterable[Imported], name: str, month: str | None) -> list[Imported]:
    """Return the sheets that a name can mean, of this month or of any: a file as it was imported, else the beginning of its SHA-256,
    else the end of its path."""
    some = [sheet for sheet in sheets if month in (None, sheet.month)]
    digits = name.lower() if re.fullmatch(DIGITS, name, re.ASCII) else None
    tail = f"/{_folded(name)}"
    for fits in (
        lambda sheet: sheet.file == name,
        lambda sheet: digits and sheet.sha256.startswith(digits),
        lambda sheet: f"/{_folded(sheet.file)}".endswith(tail),
    ):
        if found := [sheet for sheet in some if fits(sheet)]:
            return found
    return []


def near(sheets: Iterable[Imported], name: str) -> list[Imported]:
    """Return the sheets with a similar name, or with this one in theirs, whatever their folder."""
    from difflib import get_close_matches

    of_name: dict[str, list[Imported]] = {}
    for sheet in sheets:
        of_name.setdefault(_folded(sheet.file).rpartition("/")[2], []).append(sheet)
    wanted = _folded(name).rpartition("/")[2]
    similar = [one for one in of_name if wanted in one] or get_close_matches(wanted, of_name, 3, 0.5)
    return [sheet for one in similar for sheet in of_name[one]]


def _folded(file: str) -> str:
    """Return a path as it is compared: Windows writes it with other slashes, and case does not matter there."""
    return file.replace("\\", "/").casefold()


def in_force(sheets: Iterable[Imported], month: str) -> dict[tuple[str, Scope], Imported]:
    """Return for each view and scope the sheet that counts in `month`: the newest month, of one month the last imported.

    The order of import matters within one month alone, where the later is the corrected one. A file that is read once with and once without
    its segments counts as it was read last.
    """
    found: dict[tuple[str, Scope], Imported] = {}
    files = set[tuple[str, str, str]]()
    for sheet in sorted((sheet for sheet in sheets if sheet.month <= month), key=lambda sheet: (sheet.month, sheet.id)):
        for place in _reread(found, sheet) if sheet.origin in files else ():
            del found[place]
        files.add(sheet.origin)
        found |= {(sheet.view, scope): sheet for scope in sheet.scopes}
    return found


def _reread(counting: Mapping[tuple[str, Scope], Imported], sheet: Imported) -> list[tuple[str, Scope]]:
    """Return the scopes of an earlier reading of the same file that `sheet` covers under other segments: one of both names none."""
    named = {scope[:2]: False for scope in sheet.scopes}
    named |= {scope[:2]: True for scope in sheet.scopes if scope[2]}
    return [
        (view, scope)
        for (view, scope), one in counting.items()
        if one.origin == sheet.origin and scope[:2] in named and bool(scope[2]) != named[scope[:2]]
    ]


def counting(sheets: Iterable[Imported], month: str) -> dict[Imported, frozenset[Scope]]:
    """Return the sheets that count in `month`, each with the scopes for which it does."""
    found: dict[Imported, set[Scope]] = {}
    for (_, scope), sheet in in_force(sheets, month).items():
        found.setdefault(sheet, set()).add(scope)
    return {sheet: frozenset(scopes) for sheet, scopes in found.items()}


def pairs_in_force(found: Sequence[Pair], sheets: Iterable[Imported], month: str) -> list[Pair]:
    """Return those rows that count in `month`, of pairs of a sheet and a row."""
    counting = {key: sheet.id for key, sheet in in_force(sheets, month).items()}
    return [(sheet, row) for sheet, row in found if counting.get((sheet.view, (row.market, row.currency, row.segment))) == sheet.id]


def rows_in_force(found: Sequence[Pair], sheets: Iterable[Imported], month: str) -> list[PriceRow]:
    """Return the rows of `pairs_in_force`."""
    return [row for _, row in pairs_in_force(found, sheets, month)]
