"""The price in force: one row of a price sheet for a market, currency, segment and day."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from licensectl.domain.skuid import SkuKey
from licensectl.errors import Problem
from licensectl.faults import sheets as faults

ONE_TIME = "OneTime"


class PriceRow(Struct, frozen=True, kw_only=True):
    """One row of a price sheet. Prices per unit, tax excluded; None where the cell is blank, which is not zero.

    `effective_start` and `effective_end` are UTC dates, both in force. `segment` "" where the sheet has no such column.
    """

    key: SkuKey
    segment: str
    term: str
    billing_plan: str
    market: str
    currency: str
    unit_price: Decimal | None
    erp: Decimal | None
    effective_start: date
    effective_end: date
    title: str
    row: int
    file: str


class PriceScope(Struct, frozen=True):
    """Which of a SKU's prices is meant: nothing outside it ever stands in."""

    market: str
    currency: str
    segment: str
    day: date
    term: str = ONE_TIME


class PriceAnswer(Struct, frozen=True):
    """The row in force, or None and why."""

    row: PriceRow | None
    problems: list[Problem] = []


class PriceList:
    """The rows of one price sheet, found by key; the order of the rows never matters."""

    def __init__(self, file: str, rows: Iterable[PriceRow]) -> None:
        self.file = file
        self._rows: dict[SkuKey, list[PriceRow]] = {}
        for row in rows:
            self._rows.setdefault(row.key, []).append(row)

    def title(self, key: SkuKey) -> str | None:
        """The SKU's title in this sheet, or None when the sheet does not have it."""
        rows = self._rows.get(key)
        return min(rows, key=lambda row: row.row).title if rows else None

    def in_force(self, key: SkuKey, scope: PriceScope) -> PriceAnswer:
        """The row for exactly this market, currency, segment and term on the day.

        Of several, the one that starts last (Microsoft's instruction for republished rows: PC-PRICE), with a warning;
        of equal starts the one further down the file.
        """
        rows = [row for row in self._rows.get(key, ()) if row.term == scope.term]
        if not rows:
            return PriceAnswer(None, [faults.NOT_HERE.at(sku=key, file=self.file)])
        fitting = [row for row in rows if _fits(row, scope)]
        if not fitting:
            wanted = f"{scope.currency}, market {scope.market}, {scope.segment}"
            return PriceAnswer(None, [faults.OTHER_CURRENCY.at(sku=key, file=self.file, wanted=wanted, there=_there(rows))])
        valid = sorted((row for row in fitting if row.effective_start <= scope.day <= row.effective_end), key=_latest)
        if not valid:
            return PriceAnswer(None, [faults.OTHER_PERIOD.at(sku=key, file=self.file, day=scope.day)])
        return PriceAnswer(valid[-1], _two_rows(key, valid, scope.day))


def _fits(row: PriceRow, scope: PriceScope) -> bool:
    return (row.market, row.currency) == (scope.market, scope.currency) and row.segment in ("", scope.segment)


def _latest(row: PriceRow) -> tuple[date, int]:
    return row.effective_start, row.row


def _two_rows(key: SkuKey, valid: list[PriceRow], day: date) -> list[Problem]:
    if len(valid) == 1:
        return []
    numbers = ", ".join(str(number) for number in sorted(row.row for row in valid))
    return [faults.TWO_ROWS.at(sku=key, rows=numbers, day=day, used=valid[-1].row)]


def _there(rows: Iterable[PriceRow]) -> str:
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        found.setdefault((row.market, row.segment), set()).add(row.currency)
    return "; ".join(
        f"{', '.join(sorted(currencies))} (market {market}, {segment or 'any segment'})"
        for (market, segment), currencies in sorted(found.items())
    )
