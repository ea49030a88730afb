"""Phases of support: the first and the last day of each belong to it."""

from datetime import date

import pytest

from licensectl.domain.catalog.lifecycle import esu_until, status
from licensectl.domain.catalog.model import Lifecycle, Product, Sku

RELEASED, MAINSTREAM, EXTENDED = date(2021, 8, 18), date(2026, 10, 13), date(2031, 10, 14)
LIFE = Lifecycle(released=RELEASED, mainstream_end=MAINSTREAM, extended_end=EXTENDED)


@pytest.mark.parametrize(
    ("life", "day", "phase"),
    [
        (LIFE, date(2021, 8, 17), "not yet released"),
        (LIFE, RELEASED, "mainstream support"),
        (LIFE, MAINSTREAM, "mainstream support"),
        (LIFE, date(2026, 10, 14), "extended support"),
        (LIFE, EXTENDED, "extended support"),
        (LIFE, date(2031, 10, 15), "out of support"),
        (Lifecycle(mainstream_end=MAINSTREAM), MAINSTREAM, "mainstream support"),
        (Lifecycle(mainstream_end=MAINSTREAM), date(2026, 10, 14), "out of support"),
        (Lifecycle(extended_end=EXTENDED), EXTENDED, "extended support"),
        (Lifecycle(extended_end=EXTENDED), date(2031, 10, 15), "out of support"),
        (Lifecycle(released=RELEASED), RELEASED, "unknown"),
        (Lifecycle(), RELEASED, "unknown"),
    ],
)
def test_phase(life, day, phase):
    assert status(life, day) == phase


@pytest.mark.parametrize(
    ("year", "since", "months", "until"),
    [
        (1, date(2025, 10, 14), 12, date(2026, 10, 13)),
        (3, date(2025, 10, 14), 12, date(2028, 10, 13)),
        (2, date(2025, 10, 14), 6, date(2026, 10, 13)),
        (1, date(2025, 10, 14), 33, date(2027, 10, 13)),
        (1, date(2024, 2, 29), 12, date(2025, 2, 28)),
        (4, date(2024, 2, 29), 12, date(2028, 2, 28)),
        (None, date(2025, 10, 14), 12, None),
        (1, None, 12, None),
        (1, date(2025, 10, 14), None, None),
    ],
)
def test_last_day_of_an_esu_year(year, since, months, until):
    sku = Sku(title="ESU", esu_year=year)
    assert esu_until(sku, Product(title="W", family="windows", esu_from=since), months) == until
