"""A price sheet under every check: the first findings of each, and the count of all."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any

from licensectl.core.text import MOST_SHOWN, Firsts, listed
from licensectl.domain.prices import messages_lint as messages
from licensectl.domain.prices.lint_rules import KEY_CHECKS, ROW_CHECKS, TIER_CHECKS, KeyCheck, LintFinding, Written
from licensectl.domain.prices.row import BookRow
from licensectl.errors import Problem
from licensectl.i18n.translate import N_

# What each check looks for, in the order in which findings are told.
CHECKS = {
    "unreadable": N_("rows that an import would refuse"),
    "duplicate": N_("rows of one key for the same period"),
    "overlap": N_("periods of one key that overlap"),
    "gap": N_("days without a price between two periods of a key"),
    "tiers": N_("tiers of quantities that overlap, end below their beginning or leave quantities out"),
    "period": N_("periods that end before they start"),
    "no-price": N_("rows without a cost price"),
    "no-erp": N_("rows without an ERP"),
    "margin": N_("cost prices at or above the ERP"),
    "zero-price": N_("cost prices of zero"),
    "decimals": N_("prices of more than four decimals"),
    "plan": N_("billing plans that do not go with the term"),
    "title-term": N_("titles of subscriptions that are bought once"),
    "segment": N_("segments that price sheets do not have"),
    "text": N_("titles that lost letters in another encoding"),
    "id-spelling": N_("ids with blanks around them or in small letters"),
    "padding": N_("SkuIds both with and without their zeros"),
    "change-flag": N_("change flags that the values before contradict"),
    "currencies": N_("prices in other currencies than their market has"),
}


# Faults of the way in which a whole column is written: LC-SHEET-AMBIGUOUS of amounts and of days.
OF_A_COLUMN = ("LC-SHEET-AMBIGUOUS", "LC-SHEET-AMBIGUOUS-DATE")


class Lint:
    """Collects what the chosen checks find in one sheet: the first few of each and the count of all, whatever the size.

    `severities` count all that was found by severity, shown or not.
    """

    def __init__(self, file: str, chosen: Collection[str] = tuple(CHECKS)) -> None:
        self.file = file
        self.chosen = [name for name in CHECKS if name in chosen]
        self._found = {name: Firsts[Problem]() for name in self.chosen}
        self.severities: Counter[str] = Counter()
        self.rows = 0
        self._row_checks = [(name, check) for name, check in ROW_CHECKS.items() if name in self._found]
        self._key_checks = [(name, check) for name, check in KEY_CHECKS.items() if name in self._found]
        self._tier_checks = [(name, check) for name, check in TIER_CHECKS.items() if name in self._found]
        self._said: set[tuple[str, str]] = set()
        self._padded: dict[bool, tuple[int, list[int]]] = {}
        self._currencies: dict[tuple[str, frozenset[str]], tuple[int, list[int]]] = {}

    @property
    def counts(self) -> dict[str, int]:
        """The number of findings of each check."""
        return {name: found.count for name, found in self._found.items()}

    def row(self, row: BookRow, written: Written) -> None:
        """Check one row; rows may come in any order."""
        self.rows += 1
        for name, check in self._row_checks:
            for found in check(row, written):
                self._say(name, found)
        cell = written.sku_id.strip()
        if cell.isdigit() and cell.isascii() and (len(cell) < 4 or cell[0] == "0"):
            _note(self._padded, len(cell) == 4, [row.row])

    def bad(self, row: int, problems: Iterable[Problem]) -> None:
        """Add a row that cannot be read."""
        self.rows += 1
        for problem in problems if "unreadable" in self._found else ():
            cause = problem.code, str(problem.gaps.get("column", ""))
            # What one cell leaves open every cell of the column does.
            if problem.code in OF_A_COLUMN and cause in self._said:
                continue
            self._said.add(cause)
            self._count("unreadable", problem)

    def item(self, rows: Iterable[BookRow]) -> None:
        """Check all rows of one SKU, segment, term, plan and market, in order of currency and start."""
        currencies: set[str] = set()
        first: list[int] = []
        for currency, of_currency in groupby(rows, lambda row: row.currency):
            several = list(of_currency)
            currencies.add(currency)
            market, first = several[0].market, first or [several[0].row]
            # A row that ends before it starts is never in force: no other check applies.
            lasting = [row for row in several if row.effective_start <= row.effective_end]
            for _, of_key in groupby(lasting, lambda row: (row.tier_min, row.tier_max)):
                self._check(self._key_checks, list(of_key))
            self._check(self._tier_checks, lasting)
        if currencies:
            _note(self._currencies, (market, frozenset(currencies)), first)

    def _check(self, checks: Iterable[tuple[str, KeyCheck]], rows: Sequence[BookRow]) -> None:
        for name, check in checks if len(rows) > 1 else ():
            for found in check(rows):
                self._say(name, found)

    def problems(self) -> list[Problem]:
        """Return the findings by check. Call after the last row."""
        self._say_padding()
        self._say_currencies()
        return [problem for name, found in self._found.items() for problem in (*found.shown, *self._further(name, found.hidden))]

    def _further(self, check: str, hidden: int) -> list[Problem]:
        return [messages.FURTHER.at(self.file, count=hidden, check=check)] if hidden else []

    def _say_padding(self) -> None:
        if "padding" in self._found and len(self._padded) == 2:
            (rare, rows), (usual, _) = sorted(self._padded.values())
            self._say(
                "padding", LintFinding(messages.PADDING, tuple(rows), {"rare": rare, "usual": usual, "rows": listed(rows, count=rare)})
            )

    def _say_currencies(self) -> None:
        by_market = sorted(self._currencies.items(), key=lambda one: (one[0][0], -one[1][0], sorted(one[0][1])))
        for market, sets in groupby(by_market if "currencies" in self._found else (), lambda one: one[0][0]):
            found = list(sets)
            (_, common), *_ = found[0]
            for (_, there), (count, rows) in found[1:]:
                gaps = {"market": market, "count": count, "all": sum(one[1][0] for one in found), "rows": listed(rows, count=count)}
                named = {"there": ", ".join(sorted(there)), "common": ", ".join(sorted(common))}
                self._say("currencies", LintFinding(messages.CURRENCIES, tuple(rows), gaps | named))

    def _say(self, check: str, found: LintFinding) -> None:
        self._count(check, found.message.at(f"{self.file}:{found.rows[0]}", **found.gaps))

    def _count(self, check: str, problem: Problem) -> None:
        self.severities[problem.severity] += 1
        self._found[check].add(problem)


def _note(seen: dict[Any, tuple[int, list[int]]], key: object, rows: list[int]) -> None:
    count, first = seen.get(key, (0, []))
    seen[key] = (count + 1, first + rows if len(first) < MOST_SHOWN else first)
