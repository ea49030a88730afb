"""The rules of the price book: the month of a sheet, and which sheet is in force."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.domain.prices.book_rules import Imported, in_force, replaced, set_aside_by
from licensectl.domain.prices.sheet_month import month_of, taken_month

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


@pytest.mark.parametrize(
    ("file", "starts", "named", "month"),
    [
        ("sheet-2026-10.csv", {"2026-11-01": 9}, None, "2026-10"),
        ("sheet-2026-10.csv", {"2026-11-01": 9}, "2026-12", "2026-12"),
        ("folder-2026-09/202610_NCE.csv.gz", {}, None, "2026-10"),
        ("prices 2026_10_15.xlsx", {}, None, "2026-10"),
        ("listino 10-2026.xlsx", {}, None, "2026-10"),
        ("from 2026-10 to 2026-11.csv", {"2026-11-01": 1}, None, "2026-11"),
        ("order 1202610.csv", {"2026-11-01": 1}, None, "2026-11"),
        ("<stdin>", {"2026-11-01": 120, "2027-03-01": 1}, None, "2026-11"),
        ("sheet.csv", {"2026-11-01": 120, "9999-12-31": 1}, None, "2026-11"),
        ("sheet.csv", {"2026-10-01": 2, "2026-11-01": 2}, None, "2026-11"),
        ("sheet.csv", {"2026-11-01": 1, "2026-11-15": 1, "2026-10-01": 1}, None, "2026-11"),
        ("sheet.csv", {"1753-01-02": 3}, None, None),
    ],
)
def test_the_month_of_a_sheet(file, starts, named, month):
    found = taken_month(file, starts, named)
    assert (found and found.month) == month


def test_what_a_sheet_takes_the_place_of():
    def sheet(number, *scopes, view="software", month="2026-11"):
        return Imported(number, month, view, f"{number}.csv", "", "", 1, scopes)

    italy, france = ("IT", "EUR", "Commercial"), ("FR", "EUR", "Commercial")
    made = sheet(9, italy)
    others = [
        sheet(1, italy, france),
        sheet(2, italy),
        sheet(3, france),
        sheet(4, italy, view="license-based"),
        sheet(5, italy, month="2026-10"),
    ]
    assert [(one.id, scopes) for one, scopes in replaced(made, [*others, made])] == [(2, [italy])]


MAPPED, UNMAPPED = ("Commercial", "Education"), ("",)


@pytest.mark.parametrize(
    ("first", "second", "other", "counting"),
    [
        (UNMAPPED, MAPPED, "list.csv", {"Commercial": 2, "Education": 2}),
        (MAPPED, UNMAPPED, "list.csv", {"": 2}),
        (UNMAPPED, MAPPED, "another.csv", {"": 1, "Commercial": 2, "Education": 2}),
        (("Commercial",), ("Education",), "list.csv", {"Commercial": 1, "Education": 2}),
    ],
)
def test_a_file_read_again_with_its_segments_counts_once(first, second, other, counting):
    def sheet(number, month, file, segments):
        return Imported(number, month, "software", file, "", "", 1, tuple(("IT", "EUR", segment) for segment in segments))

    one, two = sheet(1, "2026-12", "list.csv", first), sheet(2, "2026-12", other, second)
    assert {scope[2]: found.id for (_, scope), found in in_force([one, two], "2026-12").items()} == counting
    outdated = not set(first) & set(counting)
    assert (set_aside_by(one, [one, two]) == {two}) == outdated
    assert ([sheet.id for sheet, _ in replaced(two, [one])] == [1]) == outdated
