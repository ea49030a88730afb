"""Rules for rows of a price sheet that can be read: a rule is a function of a row, or of all rows of a key."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, groupby
from typing import NamedTuple

from licensectl.core.money import is_out_of_scale
from licensectl.core.text import listed
from licensectl.domain.catalog.inferred import infer
from licensectl.domain.prices import messages_lint as messages
from licensectl.domain.prices.price_list import ONE_TIME
from licensectl.domain.prices.row import BookRow
from licensectl.errors import Message

# Titles that are remembered, and tiers of a key that are compared.
MOST_TITLES, MOST_TIERS = 4_096, 100
SEGMENTS = ("Commercial", "Education", "Charity", "Government")
# 'ERP Price': '1440' - a dictionary as Python prints it, which is no JSON.
PREVIOUS = re.compile(r"'([^']*)': '([^']*)'")
PRICES = {"UnitPrice": "unit_price", "ERP Price": "erp"}
# Educaci?n: what cp1252 has no letter for, and what UTF-8 has no character for.
LOST = re.compile("\ufffd|[^\\W\\d_]\\?[^\\W\\d_]")


class Written(NamedTuple):
    """Cells of a row that are not stored: ids as written, ChangeIndicator, PreviousValues; "" if unknown."""

    product_id: str = ""
    sku_id: str = ""
    flag: str = ""
    previous: str = ""


class LintFinding(NamedTuple):
    """A problem, its rows and its gaps."""

    message: Message
    rows: tuple[int, ...]
    gaps: dict[str, object]


def found(message: Message, rows: Sequence[BookRow], **gaps: object) -> LintFinding:
    row = rows[0]
    tier = _tier(row) if (row.tier_min or row.tier_max) and "tiers" not in gaps else ""
    scope = " ".join(filter(None, (row.segment, row.term, row.billing_plan, row.market, row.currency, tier)))
    numbers = tuple(sorted(row.row for row in rows))
    return LintFinding(message, numbers, {"sku": f"{row.product_id}:{row.sku_id}", "scope": scope, "rows": listed(numbers), **gaps})


def _tier(row: BookRow) -> str:
    return f"{row.tier_min or 1}–{row.tier_max}"


def _period(row: BookRow, _: Written) -> Iterator[LintFinding]:
    if row.effective_end < row.effective_start:
        start, end = date.fromisoformat(row.effective_start), date.fromisoformat(row.effective_end)
        yield found(messages.BACKWARD, [row], start=start, end=end)


def _no_price(row: BookRow, _: Written) -> Iterator[LintFinding]:
    if row.unit_price is None:
        yield found(messages.NO_PRICE, [row])


def _no_erp(row: BookRow, _: Written) -> Iterator[LintFinding]:
    if row.erp is None:
        yield found(messages.NO_ERP, [row])


def _margin(row: BookRow, _: Written) -> Iterator[LintFinding]:
    if row.unit_price is None or row.erp is None:
        return
    price, erp = Decimal(row.unit_price), Decimal(row.erp)
    if price > erp:
        yield found(messages.ABOVE_ERP, [row], price=price, erp=erp)
    elif is_out_of_scale(price, erp):
        yield found(messages.SCALE, [row], price=price, erp=erp)
    elif price == erp and price:
        yield found(messages.NO_MARGIN, [row], price=price)


def _zero(row: BookRow, _: Written) -> Iterator[LintFinding]:
    if row.unit_price is not None and not row.unit_price.strip("0."):
        yield found(messages.ZERO, [row])


def _decimals(row: BookRow, _: Written) -> Iterator[LintFinding]:
    for price in (row.unit_price, row.erp):
        if price and len(price.rstrip("0").partition(".")[2]) > 4:
            yield found(messages.FINE, [row], price=price)
            return


def _plan(row: BookRow, _: Written) -> Iterator[LintFinding]:
    if row.term == ONE_TIME and row.billing_plan not in ("", ONE_TIME, "None"):
        yield found(messages.PLAN_FOR_ONCE, [row], plan=row.billing_plan)
    elif row.term != ONE_TIME and not row.billing_plan:
        yield found(messages.NO_PLAN, [row])


def _title_term(row: BookRow, _: Written) -> Iterator[LintFinding]:
    if row.term == ONE_TIME and _says_subscription(row.title):
        yield found(messages.TITLE_TERM, [row], title=row.title[:80])


@lru_cache(MOST_TITLES)
def _says_subscription(title: str) -> bool:
    return infer(title).subscription


def _segment(row: BookRow, _: Written) -> Iterator[LintFinding]:
    if row.segment and row.segment not in SEGMENTS:
        yield found(messages.SEGMENT, [row], segment=row.segment)


def _text(row: BookRow, _: Written) -> Iterator[LintFinding]:
    if LOST.search(row.title):
        yield found(messages.BROKEN_TEXT, [row], title=row.title[:80])


def _tier_backward(row: BookRow, _: Written) -> Iterator[LintFinding]:
    if _is_backward(row):
        yield found(messages.TIER_BACKWARD, [row], first=int(row.tier_min), last=int(row.tier_max))


def _is_backward(row: BookRow) -> bool:
    return bool(row.tier_min and row.tier_max) and int(row.tier_max) < int(row.tier_min)


def _spelling(row: BookRow, written: Written) -> Iterator[LintFinding]:
    for cell in (written.product_id, written.sku_id):
        if cell != cell.strip() or cell != cell.upper():
            yield found(messages.SPELLING, [row], written=cell[:40])
            return


def _flag(row: BookRow, written: Written) -> Iterator[LintFinding]:
    """Compare ChangeIndicator with PreviousValues; changes are judged by values, since flags were wrong in 2023 and 2024 (PC-PRICE)."""
    flag = written.flag.strip().casefold()
    if flag not in ("change", "unchanged"):
        return
    was = dict(PREVIOUS.findall(written.previous))
    moved = [name for name, value in was.items() if name not in PRICES or not _equal(value, getattr(row, PRICES[name]))]
    if flag == "change" and not moved:
        yield found(messages.IDLE_FLAG, [row], flag=written.flag.strip())
    elif flag == "unchanged" and moved:
        yield found(messages.SILENT_FLAG, [row], flag=written.flag.strip(), was=", ".join(f"{name} {was[name]}" for name in moved)[:80])


def _equal(before: str, now: str | None) -> bool:
    try:
        return Decimal(before) == Decimal(now or "NaN")
    except ArithmeticError:
        return before.strip() == (now or "")


def _duplicates(rows: Sequence[BookRow]) -> Iterator[LintFinding]:
    for _, same in groupby(sorted(rows, key=_span), _span):
        several = list(same)
        if len(several) > 1:
            prices = {(_amount(row.unit_price), _amount(row.erp)) for row in several}
            yield found(messages.TWICE if len(prices) == 1 else messages.TWO_PRICES, several)


def _overlaps(rows: Sequence[BookRow]) -> Iterator[LintFinding]:
    for until, row in _in_turn(rows):
        if _span(until) != _span(row) and row.effective_start <= until.effective_end:
            yield found(messages.OVERLAP, [until, row])


def _gaps(rows: Sequence[BookRow]) -> Iterator[LintFinding]:
    for until, row in _in_turn(rows):
        if row.effective_start > until.effective_end:
            first, last = _beside(until.effective_end, 1), _beside(row.effective_start, -1)
            if first <= last:
                yield found(messages.GAP, [until, row], first=first, last=last)


def _tiers(rows: Sequence[BookRow]) -> Iterator[LintFinding]:
    """Yield a finding for each two tiers that share a quantity on some day, and for quantities between tiers."""
    by_tier: dict[tuple[str, str], list[BookRow]] = {}
    for row in rows:
        if not _is_backward(row):
            by_tier.setdefault((row.tier_min, row.tier_max), []).append(row)
    ordered = sorted(by_tier.items(), key=lambda one: int(one[0][0] or 1))
    for (tier, mine), (other, theirs) in combinations(ordered[:MOST_TIERS], 2):
        if tier[1] and int(tier[1]) < int(other[0] or 1):
            continue
        if pair := next(((row, one) for row in mine for one in theirs if _meet(row, one)), None):
            prices = {(_amount(row.unit_price), _amount(row.erp)) for row in pair}
            message = messages.SAME_TIERS if len(prices) == 1 else messages.TIERS
            yield found(message, pair, tiers=" + ".join(map(_tier, pair)))
    yield from _between(sorted((row for of_tier in by_tier.values() for row in of_tier), key=lambda row: int(row.tier_min or 1)))


def _between(rows: Sequence[BookRow]) -> Iterator[LintFinding]:
    """Yield the quantities that no tier has on a day on which a lower and a higher one have a price; rows are sorted by quantity."""
    for place, row in enumerate(rows[:MOST_TIERS]):
        lower = [one for one in rows[:place] if _meet(one, row)]
        if not lower or any(not one.tier_max for one in lower):
            continue
        below = max(lower, key=lambda one: int(one.tier_max))
        first, last = int(below.tier_max) + 1, int(row.tier_min or 1) - 1
        if first <= last:
            yield found(messages.TIER_GAP, [below, row], tiers=f"{_tier(below)} + {_tier(row)}", first=first, last=last)


def _meet(row: BookRow, other: BookRow) -> bool:
    """Return True if the periods of two rows have a day in common."""
    return row.effective_start <= other.effective_end and other.effective_start <= row.effective_end


def _in_turn(rows: Sequence[BookRow]) -> Iterator[tuple[BookRow, BookRow]]:
    """Yield each row but the first by start, with the one before it that lasts longest."""
    until, *others = sorted(rows, key=_span)
    for row in others:
        yield until, row
        until = max(until, row, key=lambda one: one.effective_end)


def _span(row: BookRow) -> tuple[str, str]:
    return row.effective_start, row.effective_end


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _beside(day: str, days: int) -> date:
    return date.fromisoformat(day) + timedelta(days)


RowCheck = Callable[[BookRow, Written], Iterator[LintFinding]]
KeyCheck = Callable[[Sequence[BookRow]], Iterator[LintFinding]]
# Each row by itself, and all rows of a key.
ROW_CHECKS: dict[str, RowCheck] = {
    "period": _period,
    "no-price": _no_price,
    "no-erp": _no_erp,
    "margin": _margin,
    "zero-price": _zero,
    "decimals": _decimals,
    "plan": _plan,
    "title-term": _title_term,
    "segment": _segment,
    "text": _text,
    "id-spelling": _spelling,
    "change-flag": _flag,
    "tiers": _tier_backward,
}
KEY_CHECKS: dict[str, KeyCheck] = {"duplicate": _duplicates, "overlap": _overlaps, "gap": _gaps}
# All rows that are alike but for their quantities.
TIER_CHECKS: dict[str, KeyCheck] = {"tiers": _tiers}
