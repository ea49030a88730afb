"""The plan of open returns: days left, money at stake and the order of deadlines. Rules of this file, amounts computed by hand."""

from datetime import date
from decimal import Decimal

import pytest

from licensectl.core.money import Money
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.domain.returns.plan import agenda, sums
from licensectl.domain.returns.rules import ReturnRule

SKU, OTHER, SEATS = "DG7GMGF0PWHT:0002", "DG7GMGF0PN5F:0002", "CFQ7TTC0LH16:0001"
# Day 30 is open, so a purchase of 1 March 2026 is safe until the 30th and possible until the 31st.
WINDOW = {"program": "csp", "outcome": "window", "title": "x", "sources": ["s"], "confidence": "high"}
RULES = {
    "csp-30-days": ReturnRule(kind="perpetual", window_days=30, refund="full", **WINDOW),
    "csp-seats": ReturnRule(kind="seat_based", window_days=7, refund="prorated", **WINDOW),
}


def line(quantity=1, price="10.00", offer=SKU, currency="EUR", number=0):
    return PlacedLine(number, offer, quantity, unit_price=Money(Decimal(price), currency) if price else None)


def order(*lines, order_id="A1", placed=date(2026, 3, 1), **more):
    return PlacedOrder(id=order_id, placed=placed, lines=list(lines or (line(),)), **more)


def plan(orders, day=date(2026, 3, 10), within=None):
    return agenda(orders, RULES, None, day, within)


@pytest.mark.parametrize(("day", "left"), [(1, 29), (29, 1), (30, 0), (31, None)])
def test_days_left_count_to_the_last_safe_day(day, left):
    [entry] = plan([order()], date(2026, 3, day)).open
    assert (entry.answer.last_safe_day, entry.days_left) == (date(2026, 3, 30), left)


def test_a_window_that_has_ended_is_no_return():
    ended = plan([order()], date(2026, 4, 1))
    assert (ended.open, ended.withdrawn, ended.silent) == ([], [], [])


# Lines, the amount at stake, and how many of them have no price.
STAKES = {
    "one": ([line(3, "43.43")], "130.29", 0),
    "rounded half-up, line by line": ([line(3, "33.335"), line(1, "0.005", number=1)], "100.02", 0),
    "one without a price": ([line(3, "43.43"), line(price=None, number=1)], "130.29", 1),
    "none with a price": ([line(price=None), line(price=None, number=1)], None, 2),
    "a line that was given back": ([line(3, "43.43"), line(0, "43.43", number=1), line(0, None, number=2)], "130.29", 0),
}


@pytest.mark.parametrize("case", STAKES)
def test_what_the_priced_lines_cost_is_at_stake(case):
    lines, stake, unpriced = STAKES[case]
    [entry] = plan([order(*lines)]).open
    assert (entry.at_stake, entry.unpriced) == (stake and Money(Decimal(stake), "EUR"), unpriced)
    assert entry.lines == [one for one in lines if one.quantity]


def test_sums_are_by_currency():
    dollars = order(line(2, "7.50", currency="USD"), order_id="A2")
    found = plan([order(), dollars, order(line(2), order_id="A3"), order(line(price=None), order_id="A4")]).open
    assert sums(found) == {"EUR": Money(Decimal("30.00"), "EUR"), "USD": Money(Decimal("15.00"), "USD")}


def test_deadlines_come_in_order():
    mixed = order(line(offer=SEATS), line(number=1), order_id="A4", placed=date(2026, 3, 5))
    orders = [order(order_id="A3", placed=date(2026, 3, 4)), order(order_id="A2"), order(order_id="A1"), mixed]
    found = [(entry.order.id, entry.kind, entry.answer.last_safe_day) for entry in plan(orders).open]
    assert found == [
        ("A4", "seat_based", date(2026, 3, 11)),
        ("A1", "perpetual", date(2026, 3, 30)),
        ("A2", "perpetual", date(2026, 3, 30)),
        ("A3", "perpetual", date(2026, 4, 2)),
        ("A4", "perpetual", date(2026, 4, 3)),
    ]


@pytest.mark.parametrize(("within", "count"), [(19, 0), (20, 1), (21, 1), (None, 1), (10**9, 1)])
def test_within_so_many_days(within, count):
    # From 10 to 30 March are 20 days.
    assert len(plan([order()], date(2026, 3, 10), within).open) == count


@pytest.mark.parametrize("status", ["cancelled", "Canceled"])
def test_a_cancelled_order_is_withdrawn(status):
    found = plan([order(status=status), order(line(0), order_id="A2")])
    assert [entry.order.id for entry in found.withdrawn] == ["A1", "A2"] and found.open == []


def test_orders_that_no_rule_answers():
    unknown = order(order_id="A2", program="mpsa")
    undated = order(order_id="A3", placed=None)
    # Of one of its kinds no rule is known; the deadline of the other is not lost.
    part = order(line(), line(offer="DZH318Z0BXXX:0001", number=1), order_id="A4")
    found = plan([unknown, undated, part, order()])
    assert [one.id for one in found.silent] == ["A2", "A3", "A4"]
    assert [(entry.order.id, [one.number for one in entry.lines]) for entry in found.open] == [("A1", [0]), ("A4", [0])]
