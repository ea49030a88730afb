"""Decide which of the imported price sheets counts for a price on a day."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from licensectl.domain.prices.price_list import PriceRow

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

    @property
    def origin(self) -> tuple[str, str, str]:
        """View, month and file: what two readings of one file have in common."""
        return self.view, self.month, self.file

    def names(self, part: int) -> tuple[str, ...]:
        """Its markets (0), currencies (1) or segments (2), once each."""
        return tuple(sorted({scope[part] for scope in self.scopes}))


Pair = tuple[Imported, PriceRow]


def replaced(made: Imported, others: Iterable[Imported]) -> list[tuple[Imported, list[Scope]]]:
    """Return the sheets of the same month and view that a new sheet takes the place of, each with the scopes in which it does."""
    counting = in_force((one for one in others if one.month == made.month and one.id != made.id), made.month)
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


def in_force(sheets: Iterable[Imported], month: str) -> dict[tuple[str, Scope], Imported]:
    """For each view and scope the sheet that counts in `month`: the newest month, of one month the last imported.

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
