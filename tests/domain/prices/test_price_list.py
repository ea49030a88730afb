"""Test the price in force, and the message without one."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.core.sku_id import SkuKey
from licensectl.domain.prices.price_list import PriceList, PriceRow, PriceScope

KEY = SkuKey("DG7GMGF0PWHC", "0003")
SCOPE = PriceScope("IT", "EUR", "Commercial", date(2026, 11, 23))


def row(**changes):
    base = {
        "key": KEY, "segment": "Commercial", "term": "OneTime", "billing_plan": "", "market": "IT", "currency": "EUR",
        "unit_price": Decimal(100), "erp": Decimal(120), "effective_start": date(2026, 11, 1), "effective_end": date(9999, 11, 30),
        "title": "Windows Server", "row": 2, "file": "sheet.csv",
    }  # fmt: skip
    return PriceRow(**(base | changes))


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"key": SkuKey("DG7GMGF0PWHC", "0006")}, "LC-PRICE-SHEET", "sheet.csv"),
        ({"currency": "CHF"}, "LC-PRICE-CURRENCY", "CHF (market IT, Commercial)"),
        ({"market": "FR"}, "LC-PRICE-MARKET", "for the market IT, only for FR."),
        ({"segment": "Education"}, "LC-PRICE-SEGMENT", "for the segment Commercial, only for Education."),
        ({"segment": "Education", "market": "FR"}, "LC-PRICE-CURRENCY", "EUR (market FR, Education)"),
        ({"term": "P1Y", "billing_plan": "Annual"}, "LC-PRICE-TERM", "P1Y"),
        ({"effective_start": date(2026, 11, 24)}, "LC-PRICE-PERIOD", "2026-11-23"),
        ({"effective_end": date(2026, 11, 22)}, "LC-PRICE-PERIOD", "2026-11-23"),
    ],
)
def test_nothing_stands_in_for_a_missing_price(changes, code, words):
    answer = PriceList("sheet.csv", [row(**changes)]).in_force(KEY, SCOPE)
    assert answer.row is None
    assert [problem.code for problem in answer.problems] == [code]
    assert words in answer.problems[0].sentence()


@pytest.mark.parametrize("of", ["currency", "market", "segment", "billing_plan"])
@pytest.mark.parametrize("segment", ["Commercial", ""])
def test_a_list_for_the_scope_lacks_a_price_and_another_list_is_the_wrong_one(of, segment):
    asked = PriceScope("IT", "EUR", "Commercial", SCOPE.day, billing_plan="")
    other = row(**{of: {"currency": "CHF", "market": "FR", "segment": "Education", "billing_plan": "Annual"}[of]})
    codes = {
        "currency": "LC-PRICE-CURRENCY",
        "market": "LC-PRICE-MARKET",
        "segment": "LC-PRICE-SEGMENT",
        "billing_plan": "LC-PRICE-OTHER-PLAN",
    }
    [alone] = PriceList("s", [other]).in_force(KEY, asked).problems
    [beside] = PriceList("s", [other, row(key=SkuKey("DG7GMGF0PWHC", "0006"), segment=segment)]).in_force(KEY, asked).problems
    assert (alone.code, alone.severity) == (codes[of], "error")
    # A plan is of the line, which names one of those that there are.
    assert (beside.code, beside.severity) == (codes[of], "error" if of == "billing_plan" else "warning")
    assert "no product in" in str(alone.sentence()) or of != "currency"


@pytest.mark.parametrize("changes", [{"effective_start": SCOPE.day}, {"effective_end": SCOPE.day}, {"effective_start": date(1753, 1, 2)}])
def test_first_and_last_day_are_in_force(changes):
    assert PriceList("s", [row(**changes)]).in_force(KEY, SCOPE).row


def test_the_latest_start_wins_and_both_rows_are_named():
    older, newer = row(row=7, effective_start=date(2026, 10, 1)), row(row=3, unit_price=Decimal(90))
    answer = PriceList("s", [newer, older]).in_force(KEY, SCOPE)
    assert answer.row == newer
    assert answer.problems[0].severity == "warning"
    assert answer.problems[0].gaps == {"sku": KEY, "rows": "3, 7", "day": SCOPE.day, "used": 3}


def test_a_row_of_the_segment_goes_before_one_that_names_none():
    named, unnamed = row(), row(row=3, segment="", effective_start=date(2026, 11, 2))
    assert PriceList("s", [unnamed, named]).in_force(KEY, SCOPE).row == named


@pytest.mark.parametrize("dear", [2, 3])
def test_of_equal_starts_the_dearer_wins_wherever_it_stands(dear):
    """Nothing says which of two prices of one day counts: the place in the file must not decide, and nobody sells below cost."""
    rows = [row(row=dear, unit_price=Decimal(110)), row(row=5 - dear)]
    answer = PriceList("s", rows).in_force(KEY, SCOPE)
    assert (answer.row, [problem.code for problem in answer.problems]) == (rows[0], ["LC-PRICE-TWO-PRICES"])
    assert answer.problems[0].gaps["rows"] == "2, 3"


def test_plans_are_never_mixed():
    plans = [row(row=2, term="P1Y", billing_plan="Annual"), row(row=3, term="P1Y", billing_plan="Monthly", unit_price=Decimal(9))]
    prices = PriceList("s", plans)
    scope = {"market": "IT", "currency": "EUR", "segment": "Commercial", "day": SCOPE.day, "term": "P1Y"}
    assert [problem.code for problem in prices.in_force(KEY, PriceScope(**scope)).problems] == ["LC-PRICE-PLAN"]
    assert prices.in_force(KEY, PriceScope(**scope, billing_plan="Monthly")).row == plans[1]


ROWS = st.builds(
    row,
    currency=st.sampled_from(["EUR", "CHF"]),
    market=st.sampled_from(["IT", "FR"]),
    segment=st.sampled_from(["Commercial", "Education", ""]),
    term=st.sampled_from(["OneTime", "P1Y"]),
    billing_plan=st.sampled_from(["", "Annual"]),
    unit_price=st.none() | st.decimals(0, 1000, places=2),
    effective_start=st.dates(date(2026, 9, 1), date(2026, 12, 1)),
)


@given(st.lists(ROWS, max_size=8), st.randoms())
def test_the_order_of_rows_never_matters(rows, random):
    rows = [row(**{name: getattr(one, name) for name in one.__struct_fields__} | {"row": number}) for number, one in enumerate(rows, 2)]
    shuffled = random.sample(rows, len(rows))
    assert PriceList("s", rows).in_force(KEY, SCOPE) == PriceList("s", shuffled).in_force(KEY, SCOPE)
    assert PriceList("s", rows).title(KEY) == PriceList("s", shuffled).title(KEY)


PRICES = [
    ("one row", [row()], "100"),
    ("latest start wins", [row(row=2), row(row=3, effective_start=date(2026, 11, 10), unit_price=Decimal(90))], "90"),
    # Neither the place in the file nor the order of reading may decide: an offer from the dearer one is not below cost.
    ("the dearer wins at equal starts", [row(row=2), row(row=3, unit_price=Decimal(90))], "100"),
    ("not yet", [row(), row(effective_start=date(2026, 12, 1), unit_price=Decimal(1))], "100"),
    ("no longer", [row(effective_end=date(2026, 11, 22), unit_price=Decimal(1)), row()], "100"),
    ("other currency", [row(currency="CHF", unit_price=Decimal(1)), row()], "100"),
    ("other market", [row(market="AT", unit_price=Decimal(1)), row()], "100"),
    ("other segment", [row(segment="Education", unit_price=Decimal(1)), row()], "100"),
    ("subscription of the same id", [row(term="P1Y", billing_plan="Annual", unit_price=Decimal(1)), row()], "100"),
    ("no segment column", [row(segment="")], "100"),
]


@pytest.mark.parametrize(("name", "rows", "price"), PRICES, ids=[case[0] for case in PRICES])
def test_price_in_force(name, rows, price):
    for order in (rows, rows[::-1]):
        assert PriceList("s", order).in_force(KEY, SCOPE).row.unit_price == Decimal(price)


def test_two_rows_in_force_warn():
    answer = PriceList("s", PRICES[1][1]).in_force(KEY, SCOPE)
    assert [problem.code for problem in answer.problems] == ["LC-PRICE-TWO-ROWS"]


def test_a_row_of_the_segment_counts_before_a_later_one_without_and_that_is_said():
    later = row(row=4, file="list.csv", segment="", effective_start=date(2026, 11, 10), unit_price=Decimal(110))
    for order in ([row(), later], [later, row()]):
        answer = PriceList("s", order).in_force(KEY, SCOPE)
        assert answer.row.unit_price == Decimal(100)
        [problem] = answer.problems
        assert problem.code == "LC-PRICE-NAMED-SEGMENT"
        assert "list.csv:4, sheet.csv:2" in problem.line() and "names the segment Commercial" in problem.line()


@pytest.mark.parametrize(
    ("file", "month"),
    [
        ("folder-2025-01/list.csv", "2025-10"),
        ("prices-2026-11.csv", "2026-11"),
        ("2026-10 2026-11.csv", "2025-10"),
        ("202612.csv", "2026-12"),
    ],
)
def test_the_month_is_that_of_the_file_else_of_most_rows(file, month):
    rows = [row(effective_start=date.fromisoformat(day)) for day in ("2025-10-01", "2025-10-01", "2026-12-01")]
    assert PriceList(file, rows).month == month


def test_the_month_that_is_said_takes_precedence():
    assert PriceList("prices-2026-11.csv", [], "2026-10").month == "2026-10"
    assert PriceList("list.csv", []).month is None
