"""Quotes on record: their state by day, which are asked for, and whose orders are whose."""

from datetime import date
from decimal import Decimal

import pytest

from licensectl.core.money import Money
from licensectl.domain.quotes.numbering import key
from licensectl.domain.quotes.saved import OrderOfQuote, QuoteEntry, QuoteFilter, choice_of, orders_by_quote

UNTIL = date(2026, 12, 23)
TEN = Money(Decimal(10), "EUR")


def entry(number="Q-1", **more):
    return QuoteEntry(
        **{"number": number, "revision": 1, "customer": "Contoso S.r.l.", "day": date(2026, 11, 23), "valid_until": UNTIL}
        | {"program": "csp", "currency": "EUR", "net": TEN, "gross": TEN}
        | more
    )


@pytest.mark.parametrize(
    ("day", "orders", "state"),
    [
        (date(2026, 12, 22), (), "open"),
        (UNTIL, (), "open"),
        (date(2026, 12, 24), (), "expired"),
        (UNTIL, ("a1",), "ordered"),
        (date(2026, 12, 24), ("a1",), "ordered"),
    ],
)
def test_state(day, orders, state):
    assert entry(orders=orders).state(day) == state


HELD = [
    entry("open"),
    entry("gone", valid_until=date(2026, 12, 1), customer="Fabrikam"),
    entry("ordered", orders=("a1",), day=date(2026, 11, 25)),
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (QuoteFilter(), ["open", "gone", "ordered"]),
        (QuoteFilter(customer="conTOSO"), ["open", "ordered"]),
        (QuoteFilter(customer="x"), []),
        (QuoteFilter(since=date(2026, 11, 23)), ["open", "gone", "ordered"]),
        (QuoteFilter(since=date(2026, 11, 24)), ["ordered"]),
        (QuoteFilter(since=date(2026, 11, 25)), ["ordered"]),
        (QuoteFilter(since=date(2026, 11, 26)), []),
        (QuoteFilter(states=frozenset({"open"})), ["open"]),
        (QuoteFilter(states=frozenset({"expired", "ordered"})), ["gone", "ordered"]),
        (QuoteFilter("fabrikam", date(2026, 11, 1), frozenset({"expired"})), ["gone"]),
    ],
)
def test_choice(wanted, found):
    assert [one.number for one in HELD if wanted.fits(one, UNTIL)] == found


def test_states_asked_for():
    assert choice_of(open=True, expired=False, ordered=True) == {"open", "ordered"}
    assert choice_of(open=False, expired=True, ordered=False) == {"expired"}
    assert choice_of(open=False, expired=False, ordered=False) == frozenset()


def test_orders_of_a_quote():
    orders = [
        OrderOfQuote("a", "Q-2026-0042"),
        OrderOfQuote("b", "Q-2026-0042-2"),
        OrderOfQuote("c", "Q-2026-0007"),
        OrderOfQuote("d", "Q-2026-0042"),
    ]
    found = orders_by_quote(orders, {key("Q-2026-0042"), key("Q-2026-0007")})
    assert found == {key("Q-2026-0042"): ("a", "b", "d"), key("Q-2026-0007"): ("c",)}
