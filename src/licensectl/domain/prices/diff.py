"""What moved between two price sheets: judged by value, never by what a sheet says of itself."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from licensectl.domain.prices.price_list import ONE_TIME

KEY = ("product_id", "sku_id", "segment", "term", "billing_plan", "market", "currency", "tier_min", "tier_max")
# What a diff asks of a row beside its key.
ASKED = ("unit_price", "erp", "title", "effective_start")
WIDTH = len(KEY) + len(ASKED)
DiffRow = tuple[str | None, ...]
# The key of a row.
key_of = itemgetter(slice(len(KEY)))


class SheetPrice(NamedTuple):
    """What one sheet says of a key."""

    unit_price: Decimal | None
    erp: Decimal | None
    title: str


class PriceChange(NamedTuple):
    """One key that differs; a side that lacks it is None. `titled`: only the title moved."""

    key: tuple[str, ...]
    change: Literal["added", "removed", "changed", "titled"]
    old: SheetPrice | None
    new: SheetPrice | None


class Difference(NamedTuple):
    """Two sheets side by side; `common` counts the keys of both, `changes` are in order of the key."""

    common: int
    changes: list[PriceChange]

    def count(self, change: str) -> int:
        return sum(one.change == change for one in self.changes)


def difference(old: Iterable[DiffRow], new: Iterable[DiffRow]) -> Difference:
    """The two sides, each in ascending order of the key, walked once.

    A row is the parts of the key (blank is a value), unit price, ERP, title and start. Of several rows of one key
    the one that starts last counts, of equal starts the dearer.
    """
    common, changes = 0, []
    for key, before, after in _paired(_counting(old), _counting(new)):
        common += before is not None and after is not None
        if before is None or after is None:
            changes.append(PriceChange(key, "added" if before is None else "removed", before, after))
        elif before[:2] != after[:2]:
            changes.append(PriceChange(key, "changed", before, after))
        elif before.title != after.title:
            changes.append(PriceChange(key, "titled", before, after))
    return Difference(common, changes)


def _counting(rows: Iterable[DiffRow]) -> Iterator[tuple[tuple[str, ...], SheetPrice]]:
    for key, same in groupby(rows, key_of):
        _, price, erp, title = max((start or "", _amount(price), _amount(erp), title or "") for *_, price, erp, title, start in same)
        yield tuple(map(str, key)), SheetPrice(_or_none(price), _or_none(erp), title)


def _amount(text: str | None) -> Decimal:
    return Decimal(-1) if text is None else Decimal(text)


def _or_none(amount: Decimal) -> Decimal | None:
    return None if amount < 0 else amount


def _paired(
    old: Iterator[tuple[tuple[str, ...], SheetPrice]], new: Iterator[tuple[tuple[str, ...], SheetPrice]]
) -> Iterator[tuple[tuple[str, ...], SheetPrice | None, SheetPrice | None]]:
    left, right = next(old, None), next(new, None)
    while left or right:
        if right is None or (left and left[0] < right[0]):
            assert left
            yield left[0], left[1], None
            left = next(old, None)
        elif left is None or right[0] < left[0]:
            yield right[0], None, right[1]
            right = next(new, None)
        else:
            yield left[0], left[1], right[1]
            left, right = next(old, None), next(new, None)


class Quoted(NamedTuple):
    """Which price a line of a quote is made from; `billing_plan` None: whichever there is."""

    product_id: str
    sku_id: str
    segment: str
    market: str
    currency: str
    term: str = ONE_TIME
    billing_plan: str | None = None


def quotes_that_move(changes: Iterable[PriceChange], quotes: Mapping[str, Iterable[Quoted]]) -> dict[str, list[PriceChange]]:
    """The quotes, by number, of which a price was changed or removed, in the order given, each with those changes.

    A row without a segment is meant for every segment, as when a price is looked up.
    """
    moved: dict[tuple[str, ...], list[PriceChange]] = {}
    for change in changes:
        if change.change in ("changed", "removed"):
            product, sku, _, _, _, market, currency, *_ = change.key
            moved.setdefault((product, sku, market, currency), []).append(change)
    found: dict[str, list[PriceChange]] = {}
    for number, lines in quotes.items():
        asked = dict.fromkeys(lines)
        touched = [change for line in asked for change in moved.get((line[0], line[1], line[3], line[4]), ()) if _asks(line, change)]
        if touched:
            found[number] = list({change.key: change for change in touched}.values())
    return found


def _asks(line: Quoted, change: PriceChange) -> bool:
    _, _, segment, term, plan, *_ = change.key
    return segment in ("", line.segment) and term == line.term and line.billing_plan in (None, plan)
