"""Dates as loose as their source: a day, a month or a year."""

from datetime import date

import pytest

from licensectl.domain.facts.background import is_loose_date, span


@pytest.mark.parametrize(
    ("loose", "first", "last"),
    [
        ("2021-07-01", date(2021, 7, 1), date(2021, 7, 1)),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
    ],
)
def test_span(loose, first, last):
    assert span(loose) == (first, last)


@pytest.mark.parametrize("text", ["2021-02-30", "2021-13", "21-07-01", "2021-7-1", "July 2021", "", "2021-07-01T00:00", "٢٠٢١"])
def test_no_date(text):
    assert not is_loose_date(text)
