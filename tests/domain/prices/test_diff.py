"""Differences between two price lists, and the quotes that they move."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.domain.prices.diff import (
    KEY,
    Announced,
    Difference,
    DiffFilter,
    PriceChange,
    SheetPrice,
    difference,
    key_of,
    largest_first,
    narrowed,
)

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


def sheet_price(unit_price, erp=None, title="Windows Server 2031"):
    return SheetPrice(*(None if amount is None else Decimal(amount) for amount in (unit_price, erp)), title)


def key(market="IT", currency="EUR", segment="Commercial", product="DG7GMGF0PWHC"):
    return (product, "0003", segment, "OneTime", "", market, currency, "", "")


UP = PriceChange(key(), "changed", sheet_price("100", "200"), sheet_price("105", "200"))
DOWN = PriceChange(key("CH", "CHF"), "changed", sheet_price("100", "200"), sheet_price("90", "200"))
ERP = PriceChange(key(segment="Education"), "changed", sheet_price("100", "200"), sheet_price("100", "250"))
ADDED = PriceChange(key(product="DG7GMGF0ZZZ1"), "added", None, sheet_price("5"))
FROM_NOTHING = PriceChange(key(product="DG7GMGF0ZZZ2"), "changed", sheet_price("0"), sheet_price("5"))
CHANGES = [UP, DOWN, ERP, ADDED, FROM_NOTHING]


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (DiffFilter(), CHANGES),
        (DiffFilter(market="IT"), [UP, ERP, ADDED, FROM_NOTHING]),
        (DiffFilter(currency="CHF"), [DOWN]),
        (DiffFilter(segment="Education"), [ERP]),
        (DiffFilter(percent=Decimal(5)), [UP, DOWN, ERP]),
        (DiffFilter(percent=Decimal("5.01")), [DOWN, ERP]),
        (DiffFilter(percent=Decimal(0)), [UP, DOWN, ERP]),
        (DiffFilter(market="IT", percent=Decimal(10)), [ERP]),
        (DiffFilter(family=lambda sku, title: sku.product_id.endswith("Z1")), [ADDED]),
    ],
)
def test_changes_that_are_meant(wanted, kept):
    announced = [Announced(change.key, "2026-12-01", change.old, change.new) for change in CHANGES]
    found = narrowed(Difference(7, CHANGES, announced), wanted)
    assert (found.common, found.changes, [one.key for one in found.announced]) == (7, kept, [one.key for one in kept])


def test_the_largest_moves_first():
    announced = [Announced(change.key, "2026-12-01", change.old, change.new) for change in (UP, ERP)]
    found = largest_first(Difference(7, CHANGES, announced))
    assert found.changes == [ERP, DOWN, UP, ADDED, FROM_NOTHING]
    assert [one.key for one in found.announced] == [ERP.key, UP.key]
