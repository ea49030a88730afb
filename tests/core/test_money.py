"""Amounts: what is one, and how it is rounded."""

from decimal import Decimal

import pytest

from licensectl.core.money import Money, parse_amount


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1_000", "١٢", "1,5", "", " 1", "1e5", "--1"])
def test_what_is_no_amount(text):
    assert parse_amount(text) is None


@pytest.mark.parametrize(("amount", "up"), [("0.125", "0.13"), ("2.675", "2.68"), ("-0.125", "-0.13")])
def test_rounding(amount, up):
    assert str(Money(Decimal(amount), "EUR").rounded().amount) == up
