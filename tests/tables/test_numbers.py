"""Figures as people write them."""

import pytest

from licensectl.tables.numbers import parse_figure

FIGURES = {
    "1234.56": "1234.56", "1.234,56": "1234.56", "1 234,56": "1234.56", "1\u202f234,56": "1234.56", "1,234.56": "1234.56",
    "(12.30)": "-12.30", "-3": "-3", "417,07 US$": "417.07", "1.234.567": "1234567", "1,234,567.89": "1234567.89", "0,125": "0.125",
    "1234.56789012345": None, "€ 12,50": "12.50", "1,23,456": None, "1..2": None, "12,": None, ".5": None, "1 23": None, "1e3": None,
    "NaN": None, "\u0661": None, "": None, "1,234.567,8": None, "12 months": None, "1,234": None, "1.234": None,
}  # fmt: skip


@pytest.mark.parametrize("written", FIGURES)
def test_figures(written):
    found = parse_figure(written)
    assert (found and found.plain(found.mark)) == FIGURES[written]
