"""Compare two price sheets by value; the change flags of a sheet are ignored."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date as Day
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from licensectl.core.period import days_later
from licensectl.core.sku_id import SkuKey

KEY = ("product_id", "sku_id", "segment", "term", "billing_plan", "market", "currency", "tier_min", "tier_max")
# Fields of a row that a diff compares, beside the key.
ASKED = ("unit_price", "erp", "title", "effective_start", "effective_end")
WIDTH = len(KEY) + len(ASKED)
# Parts of the key, unit price, ERP, title, first and last day as ISO text.
DiffRow = tuple[str | None, ...]
# The key of a row.
key_of = itemgetter(slice(len(KEY)))


class SortedRows(NamedTuple):
    """The rows of one side in order of the key, and the latest start of those that ever hold."""

    rows: Iterable[DiffRow]
    latest: str


class SheetPrice(NamedTuple):
    """Prices and title of a key in one sheet."""

    unit_price: Decimal | None
    erp: Decimal | None
    title: str


class PriceChange(NamedTuple):
    """One key that differs; a side that lacks it is None. `titled`: only the title moved."""

    key: tuple[str, ...]
    change: Literal["added", "removed", "changed", "titled"]
    old: SheetPrice | None
    new: SheetPrice | None


class Announced(NamedTuple):
    """The price of a key of the new sheet from a later day on, and the `old` one until then; None for no price."""

    key: tuple[str, ...]
    day: str
    old: SheetPrice | None
    new: SheetPrice | None


class Difference(NamedTuple):
    """Two sheets side by side; `common` counts the keys of both, `changes` and `announced` are in order of the key."""

    common: int
    changes: list[PriceChange]
    announced: list[Announced] = []

    def count(self, change: str) -> int:
        return sum(one.change == change for one in self.changes)


class DiffFilter(NamedTuple):
    """The keys and moves that are meant; None for any. `family` says whether a SKU with that title is of the family that is meant.

    `percent`: how much of the old unit price, or of the old ERP, a price has moved at least, up or down. What was added or removed has not
    moved.
    """

    market: str | None = None
    currency: str | None = None
    segment: str | None = None
    family: Callable[[SkuKey, str], bool] | None = None
    percent: Decimal | None = None

    def fits(self, key: Sequence[str], old: SheetPrice | None, new: SheetPrice | None) -> bool:
        """Return True if the change passes the filter."""
        scope = ((self.market, "market"), (self.currency, "currency"), (self.segment, "segment"))
        if any(wanted is not None and key[KEY.index(name)] != wanted for wanted, name in scope):
            return False
        named = new or old
        if self.family and named and not self.family(SkuKey(key[0], key[1]), named.title):
            return False
        return self.percent is None or largest_move(old, new) >= self.percent


def narrowed(found: Difference, wanted: DiffFilter) -> Difference:
    """Return the changes and announcements that are meant; `common` still counts the keys of both whole sheets."""
    changes = [one for one in found.changes if wanted.fits(one.key, one.old, one.new)]
    return Difference(found.common, changes, [one for one in found.announced if wanted.fits(one.key, one.old, one.new)])


def largest_first(found: Difference) -> Difference:
    """Return the same changes and announcements, sorted by the size of the price change in percent, largest first."""
    changes = sorted(found.changes, key=lambda one: largest_move(one.old, one.new), reverse=True)
    return Difference(found.common, changes, sorted(found.announced, key=lambda one: largest_move(one.old, one.new), reverse=True))


def largest_move(old: SheetPrice | None, new: SheetPrice | None) -> Decimal:
    """Return the larger change of unit price and ERP, as an absolute percentage of the old price; -1 if neither is known."""
    pairs = [(old.unit_price, new.unit_price), (old.erp, new.erp)] if old and new else []
    return max((abs(after - before) * 100 / before for before, after in pairs if before and after is not None), default=Decimal(-1))


# The days on which the old and the new side are looked at, as ISO text.
Days = tuple[str, str]


def difference(old: Iterable[DiffRow], new: Iterable[DiffRow], days: Days | None = None) -> Difference:
    """Compare what is in force on a day of each side; without `days` on the latest start of each.

    The rows come in ascending order of the key and are walked once. Of several rows of one key in force the one that starts last
    counts, of equal starts the dearer, as when a price is looked up. A row that ends before it starts never counts.
    """
    if days is None:
        old, new = list(old), list(new)
        days = latest_start(old), latest_start(new)
    common, changes, announced = 0, list[PriceChange](), list[Announced]()
    for key, before, after in _paired(_periods(old), _periods(new)):
        was, is_ = _in_force(before, days[0]), _in_force(after, days[1])
        announced += _announced(key, was, after, days[1])
        if was is None and is_ is None:
            continue
        common += was is not None and is_ is not None
        first, second = was and was.price, is_ and is_.price
        if first is None or second is None:
            changes.append(PriceChange(key, "added" if first is None else "removed", first, second))
        elif first[:2] != second[:2]:
            changes.append(PriceChange(key, "changed", first, second))
        elif first.title != second.title:
            changes.append(PriceChange(key, "titled", first, second))
    return Difference(common, changes, announced)


def latest_start(rows: Iterable[DiffRow]) -> str:
    """Return the latest start of the rows that are ever in force, "" without one."""
    return max((start or "" for *_, start, end in rows if (start or "") <= (end or "")), default="")


class _Lasting(NamedTuple):
    """A price with the days on which it holds."""

    start: str
    end: str
    price: SheetPrice


def _periods(rows: Iterable[DiffRow]) -> Iterator[tuple[tuple[str, ...], list[_Lasting]]]:
    for key, same in groupby(rows, key_of):
        yield (
            tuple(map(str, key)),
            [
                _Lasting(start or "", end or "", SheetPrice(_or_none(_amount(price)), _or_none(_amount(erp)), title or ""))
                for *_, price, erp, title, start, end in same
                if (start or "") <= (end or "")
            ],
        )


def _in_force(rows: Sequence[_Lasting], day: str) -> _Lasting | None:
    return max((row for row in rows if row.start <= day <= row.end), key=_precedence, default=None)


def _precedence(row: _Lasting) -> tuple[str, Decimal, Decimal, str]:
    least = Decimal(-1)
    price, erp, title = row.price
    return row.start, least if price is None else price, least if erp is None else erp, title


def _announced(key: tuple[str, ...], was: _Lasting | None, rows: Sequence[_Lasting], day: str) -> Iterator[Announced]:
    """Yield the prices that a key of the new side gets after `day`, and its end if the old side did not have it yet."""
    held = last = _in_force(rows, day)
    for start in sorted({row.start for row in rows if row.start > day}):
        last = _in_force(rows, start)
        before, after = held and held.price, last and last.price
        if after and (before is None or before[:2] != after[:2]):
            yield Announced(key, start, before, after)
        held = last
    if last and was and last.end < was.end and max(row.end for row in rows) == last.end:
        yield Announced(key, day_after(last.end), last.price, None)


def day_after(day: str) -> str:
    """Return the day after an ISO day, the last of the calendar after that."""
    return days_later(Day.fromisoformat(day), 1).isoformat()


def _amount(text: str | None) -> Decimal:
    return Decimal(-1) if text is None else Decimal(text)


def _or_none(amount: Decimal) -> Decimal | None:
    return None if amount < 0 else amount


Side = Iterator[tuple[tuple[str, ...], list[_Lasting]]]


def _paired(old: Side, new: Side) -> Iterator[tuple[tuple[str, ...], list[_Lasting], list[_Lasting]]]:
    left, right = next(old, None), next(new, None)
    while left or right:
        if right is None or (left and left[0] < right[0]):
            assert left
            yield left[0], left[1], []
            left = next(old, None)
        elif left is None or right[0] < left[0]:
            yield right[0], [], right[1]
            right = next(new, None)
        else:
            yield left[0], left[1], right[1]
            left, right = next(old, None), next(new, None)
