"""Figures as people write them."""

import pytest

from licensectl.tables.numbers import is_currency, parse_figure

FIGURES = {
    "1234.56": "1234.56", "1.234,56": "1234.56", "1 234,56": "1234.56", "1\u202f234,56": "1234.56", "1,234.56": "1234.56",
    "(12.30)": "-12.30", "-3": "-3", "417,07 US$": "417.07", "1.234.567": "1234567", "1,234,567.89": "1234567.89", "0,125": "0.125",
    "1234.56789012345": None, "€ 12,50": "12.50", "1,23,456": "123456", "1,23,456.78": "123456.78", "12,34,56,789": "123456789",
    "1,23,45": None,
    "-$12.30": "-12.30", "($12.30)": "-12.30", "-CHF 1'234.50": "-1234.50", "(12,30 €)": "-12.30", "-€12-": None, "(-12)": None,
    "54.20-": "-54.20", "54,20\u2212": "-54.20", "'54.20": "54.20", "\u221212": "-12", "-": None, "#N/A": None, "1_000": None,
    "\uff11\uff12": None, "1..2": None, "12,": None, ".5": None, "1 23": None, "1e3": None,
    "NaN": None, "\u0661": None, "": None, "1,234.567,8": None, "12 months": None, "1,234": None, "1.234": None,
}  # fmt: skip


@pytest.mark.parametrize("written", FIGURES)
def test_figures(written):
    found = parse_figure(written)
    assert (found and found.plain(found.mark)) == FIGURES[written]


@pytest.mark.parametrize(
    ("written", "beside", "fits", "not_in"),
    [
        ("$54.20", "$", "CAD", "EUR"),
        ("CHF 54.20", "CHF", "CHF", "EUR"),
        ("54,20 USD", "USD", "USD", "CAD"),
        ("417,07 US$", "USD", "USD", "AUD"),
        ("100 kr", "kr", "SEK", "EUR"),
        ("¥1200", "¥", "JPY", "USD"),
        ("54.20", "", "EUR", None),
    ],
)
def test_currency_beside(written, beside, fits, not_in):
    found = parse_figure(written)
    assert found and found.currency == beside and is_currency(beside, fits)
    assert not_in is None or not is_currency(beside, not_in)
