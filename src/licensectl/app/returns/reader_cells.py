"""Days and counts of a batch, as spreadsheets write them, in the form that options take: `25/11/2026` as `2026-11-25`, `10,0` as `10`."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from licensectl.core.period import ISO_DAY
from licensectl.domain.returns import messages
from licensectl.domain.returns.question import MOMENTS
from licensectl.errors import Problem
from licensectl.tables.dates import DateOrder, OpenDateOrderError, day_of, order_of

COUNTS = ("quantity", "returned")
# Three zeros may be thousands.
WHOLE = re.compile(r"(\d+)[.,]0{1,2}", re.ASCII)
# A time of day without its zone does not say which day it is in UTC; midnight is how spreadsheets write a day.
MIDNIGHT = re.compile(r"0?0:00(?::00)?|12:00:00 AM", re.ASCII)
KEPT = 10_000


class PlainCells:
    """Rewrites the cells of one row after another. `look` reads the whole file for the order of its days, once and only if it is needed."""

    def __init__(self, header: Sequence[str], look: Callable[[], DateOrder | None]) -> None:
        self._days = [place for place, name in enumerate(header) if name in MOMENTS]
        self._counts = [place for place, name in enumerate(header) if name in COUNTS]
        self._header = header
        self._order = lru_cache(1)(look)
        self._day = lru_cache(KEPT)(self._read_day)

    def rewrite(self, row: list[str]) -> Problem | None:
        """Rewrite the cells of `row`; return a problem if the month of a day is ambiguous. Cells that cannot be read stay unchanged."""
        for place in self._days:
            if row[place]:
                day = self._day(row[place])
                if day is None:
                    return messages.OPEN_DATE.at(column=self._header[place], value=row[place][:60])
                row[place] = day
        for place in self._counts:
            if whole := WHOLE.fullmatch(row[place].strip()):
                row[place] = whole[1]
        return None

    def order_in(self, rows: Iterable[Sequence[str]]) -> DateOrder | None:
        """Return the order that the days of `rows` show, or None if they show none or two."""
        orders = {order_of(row[place].strip()) for row in rows if len(row) == len(self._header) for place in self._days}
        orders.discard(None)
        return orders.pop() if len(orders) == 1 else None

    def _read_day(self, text: str) -> str | None:
        cell = text.strip()
        if ISO_DAY.match(cell) or _has_time(cell):
            return text
        try:
            day = day_of(cell)
        except OpenDateOrderError:
            order = self._order()
            if order is None:
                return None
            day = day_of(cell, order)
        return day.isoformat() if day else text


def _has_time(cell: str) -> bool:
    _, _, clock = cell.partition(" ")
    return ":" in clock and not MIDNIGHT.fullmatch(clock)
