"""The rules of the price book: the month of a sheet, and which sheet is in force."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.domain.prices.book_rules import Imported, in_force, month_of

MONTHS = st.lists(st.tuples(st.sampled_from(["2026-09", "2026-10", "2026-11"]), st.sampled_from(["IT", "FR"])), unique=True)


@given(MONTHS, st.randoms())
def test_the_order_of_import_does_not_matter(sheets, rng):
    def counting(order):
        known = [Imported(one_id, month, "software", "", "", "", 1, ((market, "EUR", ""),)) for one_id, (month, market) in enumerate(order)]
        return {scope: one.month for (_, scope), one in in_force(known, "2026-10").items()}

    assert counting(sheets) == counting(rng.sample(sheets, len(sheets)))


@pytest.mark.parametrize(("day", "month"), [("2026-11-01", "2026-11"), ("1753-01-02", None), ("9999-11-30", None), (None, None)])
def test_month_of_a_start(day, month):
    assert month_of(day) == month
