"""Differences between two price lists, and the quotes that they move."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.domain.prices.diff import KEY, difference, key_of

KEYS = st.tuples(*[st.sampled_from(["", "A", "B"])] * len(KEY))
PRICES = st.none() | st.decimals(0, 99, places=2).map(str)
SIDES = st.dictionaries(KEYS, st.tuples(PRICES, PRICES, st.sampled_from(["x", "y"])), max_size=12)


def cells(side):
    return sorted(((*key, *value, "2026-11-01", "9999-11-30") for key, value in side.items()), key=key_of)


@given(SIDES)
def test_diff_with_itself_is_empty(side):
    assert difference(cells(side), cells(side)) == (len(side), [], [])


@given(SIDES, SIDES)
def test_diff_applied_to_the_old_is_the_new(old, new):
    def valued(side):
        return {key: tuple(v if v is None else Decimal(v) for v in value[:2]) + value[2:] for key, value in side.items()}

    found, made = difference(cells(old), cells(new)), valued(old)
    for change in found.changes:
        made.pop(change.key, None)
        if change.new:
            made[change.key] = tuple(change.new)
    assert made == valued(new)
    assert found.common == len(old.keys() & new.keys())


def row(price, start="2026-10-01", end="9999-11-30", sku="0003"):
    key = ("DG7GMGF0PWHC", sku, "Commercial", "OneTime", "", "IT", "EUR", "", "")
    return (*key, price, price, "x", start, end)


NOVEMBER = ("2026-11-15", "2026-11-15")


@pytest.mark.parametrize(
    ("old", "new", "days", "changes", "announced"),
    [
        # The price in force counts, not the one that starts last.
        ([row("1000")], [row("1200", "2026-11-01", "2026-11-30"), row("1000", "2026-12-01")], NOVEMBER, ["changed 1000 1200"],
         ["2026-12-01 1200 1000"]),
        # What ends before it starts never holds.
        ([row("100")], [row("100"), row("999", "2026-12-01", "2026-11-01")], NOVEMBER, [], []),
        ([row("100")], [row("100"), row("999", "2026-12-01", "2026-11-01")], None, [], []),
        # What has ended is removed; what has not begun is announced.
        ([row("100")], [row("100", end="2026-10-31")], NOVEMBER, ["removed 100 -"], []),
        ([row("100")], [row("100", end="2026-10-31")], None, [], ["2026-11-01 100 -"]),
        ([], [row("100", "2026-12-01")], NOVEMBER, [], ["2026-12-01 - 100"]),
        ([row("100")], [row("100"), row("110", "2026-12-01"), row("110", "2027-01-01")], NOVEMBER, [], ["2026-12-01 100 110"]),
        # Sheets whose prices end with their month are compared as of their own months.
        ([row("100", end="2026-10-31")], [row("110", "2026-11-01", "2026-11-30")], None, ["changed 100 110"], []),
        ([row("100", end="2026-10-31")], [row("110", "2026-11-01")], ("2026-10-01", "2026-11-01"), ["changed 100 110"], []),
        # In force on neither day.
        ([row("100", end="2026-10-31")], [row("100", end="2026-10-31")], NOVEMBER, [], []),
    ],
)  # fmt: skip
def test_what_is_in_force_is_compared(old, new, days, changes, announced):
    def price(side):
        return "-" if side is None else str(side.unit_price)

    found = difference(old, new, days)
    assert [f"{one.change} {price(one.old)} {price(one.new)}" for one in found.changes] == changes
    assert [f"{one.day} {price(one.old)} {price(one.new)}" for one in found.announced] == announced
