"""Differences between two price lists, and the quotes that they move."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.domain.prices.diff import KEY, PriceChange, Quoted, SheetPrice, difference, key_of, quotes_that_move

KEYS = st.tuples(*[st.sampled_from(["", "A", "B"])] * len(KEY))
PRICES = st.none() | st.decimals(0, 99, places=2).map(str)
SIDES = st.dictionaries(KEYS, st.tuples(PRICES, PRICES, st.sampled_from(["x", "y"])), max_size=12)


def cells(side):
    return sorted(((*key, *value, "2026-11-01") for key, value in side.items()), key=key_of)


@given(SIDES)
def test_diff_with_itself_is_empty(side):
    assert difference(cells(side), cells(side)) == (len(side), [])


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


KEY_OF_A_QUOTE = Quoted("DG7GMGF0PWHC", "0003", "Commercial", "IT", "EUR")


def moved(**cells):
    key = ("product_id", "sku_id", "segment", "term", "billing_plan", "market", "currency")
    whole = {"term": "OneTime", "billing_plan": ""} | KEY_OF_A_QUOTE._asdict() | {"billing_plan": ""} | cells
    kind = whole.pop("change", "changed")
    return PriceChange(tuple(whole[name] for name in key), kind, SheetPrice(Decimal(1), None, ""), SheetPrice(Decimal(2), None, ""))


@pytest.mark.parametrize(
    ("change", "moves"),
    [
        (moved(), True),
        (moved(change="removed"), True),
        (moved(change="added"), False),
        (moved(change="titled"), False),
        (moved(segment=""), True),
        (moved(segment="Education"), False),
        (moved(sku_id="0006"), False),
        (moved(market="FR"), False),
        (moved(currency="CHF"), False),
        (moved(term="P1Y", billing_plan="Annual"), False),
    ],
)
def test_quotes_that_move(change, moves):
    quotes = {"Q-2": [KEY_OF_A_QUOTE, KEY_OF_A_QUOTE], "Q-1": [KEY_OF_A_QUOTE._replace(product_id="DG7GMGF0PWHD")]}
    assert quotes_that_move([change], quotes) == ({"Q-2": [change]} if moves else {})


def test_a_quote_of_a_subscription_moves_with_its_plan():
    line = KEY_OF_A_QUOTE._replace(term="P1Y")
    annual, monthly = moved(term="P1Y", billing_plan="Annual"), moved(term="P1Y", billing_plan="Monthly")
    assert quotes_that_move([annual, monthly], {"Q": [line]}) == {"Q": [annual, monthly]}
    assert quotes_that_move([annual, monthly], {"Q": [line._replace(billing_plan="Monthly")]}) == {"Q": [monthly]}
