"""Amounts: what is one, and how it is rounded."""

from decimal import Decimal

import pytest

from licensectl.core.money import Money, is_amount, parse_amount, read_amount, unit, zero


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1_000", "١٢", "1,5", "", " 1", "1e5", "--1"])
def test_what_is_no_amount(text):
    assert parse_amount(text) is None


@pytest.mark.parametrize(("amount", "up", "down"), [("0.125", "0.13", "0.12"), ("2.675", "2.68", "2.67"), ("-0.125", "-0.13", "-0.12")])
def test_rounding(amount, up, down):
    money = Money(Decimal(amount), "EUR")
    assert (str(money.rounded().amount), str(money.rounded_down().amount)) == (up, down)


@pytest.mark.parametrize(
    ("currency", "amount", "up", "down"),
    [
        ("EUR", "10.005", "10.01", "10.00"),
        ("EUR", "10.0049", "10.00", "10.00"),
        ("EUR", "10.01", "10.01", "10.01"),
        ("EUR", "10", "10.00", "10.00"),
        ("JPY", "10.5", "11", "10"),
        ("JPY", "10.49", "10", "10"),
        ("KRW", "10.99", "11", "10"),
        ("CLP", "10.5", "11", "10"),
        ("ISK", "10.5", "11", "10"),
        ("VND", "10.5", "11", "10"),
        ("KWD", "10.0005", "10.001", "10.000"),
        ("BHD", "10.0009", "10.001", "10.000"),
        ("OMR", "10.0004", "10.000", "10.000"),
        ("JOD", "-10.0005", "-10.001", "-10.000"),
        ("TND", "10.0019", "10.002", "10.001"),
    ],
)
def test_rounding_by_the_minor_unit_of_the_currency(currency, amount, up, down):
    money = Money(Decimal(amount), currency)
    assert (str(money.rounded()), str(money.rounded_down())) == (f"{up} {currency}", f"{down} {currency}")
    assert money.rounded().currency == money.rounded_down().currency == currency


def test_nothing_is_as_exact_as_its_currency():
    assert [str(zero(currency)) for currency in ("EUR", "JPY", "TND")] == ["0.00 EUR", "0 JPY", "0.000 TND"]
    assert [str(unit(currency)) for currency in ("EUR", "JPY", "TND")] == ["0.01", "1", "0.001"]


def test_arithmetic_keeps_the_currency():
    two, three = Money(Decimal(2), "EUR"), Money(Decimal(3), "EUR")
    assert (two + three, two - three, two * 3) == (Money(Decimal(5), "EUR"), Money(Decimal(-1), "EUR"), Money(Decimal(6), "EUR"))
    assert (two < three, three < two, two < two) == (True, False, False)
    for combine in (Money.__add__, Money.__sub__, Money.__lt__):
        with pytest.raises(ValueError, match="EUR and USD do not add up"):
            combine(two, Money(Decimal(3), "USD"))
        with pytest.raises(ValueError, match="USD and EUR do not add up"):
            combine(Money(Decimal(3), "USD"), two)


def test_an_amount_never_changes():
    with pytest.raises(AttributeError):
        Money(Decimal(2), "EUR").amount = Decimal(3)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("0", True), ("0.00", True), ("1073.68", True), ("9" * 15 + "." + "9" * 10, True), ("9" * 16, False), ("0." + "0" * 10 + "1", False),
     ("-0.01", False), ("NaN", False), ("Infinity", False), ("1E+39", False), ("1E+40", False), ("1E-40", False), ("1E-10", True),
     ("1E+14", True)],
)  # fmt: skip
def test_what_can_be_a_price(text, amount):
    assert is_amount(Decimal(text)) is amount


@pytest.mark.parametrize("text", ["0", "-1.5", "999999999999999.0123456789", "007"])
def test_what_is_an_amount(text):
    assert parse_amount(text) == Decimal(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1021,40", "1021.40"), ("1021.40", "1021.40"), (" 1000,50", "1000.50"), ("219", "219"), ("0,005", "0.005"), ("0.005", "0.005"),
        ("1.021,40", "1021.40"), ("1,021.40", "1021.40"), ("1.234.567,8", "1234567.8"), ("-12,5", "-12.5"), ("1021.4000", "1021.4000"),
    ],
)  # fmt: skip
def test_an_amount_of_an_option(text, amount):
    assert str(read_amount(text)) == amount


@pytest.mark.parametrize("text", ["1.021", "1,021", "-100.000", "1.2.3", "1,2,3", "1.02,40", "", "NaN", "1_000", "12 EUR", "-0,0"])
def test_what_is_no_amount_of_an_option(text):
    assert read_amount(text) is None
