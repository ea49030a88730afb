"""CSP perpetual returns: both regimes by UTC order date, whole lines, the boundary day open."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.domain.money import Money
from licensectl.domain.returns import ReturnQuestion, check, parse_day
from licensectl.errors import Failure

# bought, requested, of how many, how many back, order status → verdict, refund
CASES = [
    ("2026-03-01", "2026-03-01", 10, 10, None, "eligible", "full"),
    ("2026-03-01", "2026-03-30", 10, 10, None, "eligible", "full"),
    ("2026-03-01", "2026-03-31", 10, 10, None, "review", "full"),
    ("2026-03-01", "2026-04-01", 10, 10, None, "not_eligible", "none"),
    ("2024-02-01", "2024-03-01", 2, 2, None, "eligible", "full"),
    ("2021-05-31", "2021-07-29", 5, 5, None, "eligible", "full"),
    ("2021-05-31", "2021-07-30", 5, 5, None, "review", "full"),
    ("2021-05-31", "2021-07-31", 5, 5, None, "not_eligible", "none"),
    ("2021-05-15", "2021-06-30", 5, 5, None, "eligible", "full"),
    ("2021-06-01", "2021-07-20", 5, 5, None, "not_eligible", "none"),
    ("2021-06-01T00:30+02:00", "2021-07-20T12:00Z", 1, 1, None, "eligible", "full"),
    ("2026-05-04", "2026-05-09", 10, 4, None, "not_eligible", "none"),
    ("2026-05-04", "2026-05-24", 20, None, None, "eligible", "full"),
    ("2026-05-04", "2026-05-05", 1, 1, "pending po upload", "review", "full"),
    ("2026-05-20", "2026-06-02", 1, 1, "completed", "eligible", "full"),
    ("2026-05-04", "2026-05-03", 1, 1, None, "invalid", "none"),
    ("2026-05-04", "2026-05-05", 1, 2, None, "invalid", "none"),
    ("2026-05-04", "2026-05-05", 0, 0, None, "invalid", "none"),
    ("2026-05-04", "2026-05-05", None, 2, None, "invalid", "none"),
]


def question(bought, requested, quantity=1, returned=None, status=None, price=None):
    days = {"purchased": parse_day(bought, "p"), "requested": parse_day(requested, "r")}
    return ReturnQuestion(
        program="csp", kind="perpetual", quantity=quantity, returned=returned, order_status=status, unit_price=price, **days
    )


@pytest.mark.parametrize(("bought", "requested", "quantity", "returned", "status", "verdict", "refund"), CASES)
def test_case(facts, bought, requested, quantity, returned, status, verdict, refund):
    answer = check(question(bought, requested, quantity, returned, status), facts.returns.rules)
    assert (answer.verdict, answer.refund) == (verdict, refund)


def test_a_partial_wish_gets_the_way_round(facts):
    answer = check(question("2026-05-04", "2026-05-09", 10, 4), facts.returns.rules)
    assert "return all 10" in answer.actions[0].en and "buy 6 again" in answer.actions[0].en


def test_a_partial_wish_after_the_window_gets_no_false_hope(facts):
    assert check(question("2026-05-04", "2026-07-09", 10, 4), facts.returns.rules).actions == []


def test_amount(facts):
    answer = check(question("2026-05-04", "2026-05-09", 3, price=Money(Decimal("33.335"), "EUR")), facts.returns.rules)
    assert answer.refund_amount == Money(Decimal("100.01"), "EUR")


def test_deadlines(facts):
    answer = check(question("2026-03-01", "2026-03-02"), facts.returns.rules)
    assert (answer.last_safe_day, answer.last_possible_day) == (date(2026, 3, 30), date(2026, 3, 31))


def test_no_rule_on_record(facts):
    with pytest.raises(Failure, match="LC-RET-RULE"):
        check(ReturnQuestion(program="oem", kind="perpetual", purchased=date(2026, 1, 1), requested=date(2026, 1, 1)), facts.returns.rules)


@pytest.mark.parametrize("text", ["2026-02-31", "2026-3-1", "yesterday", "", "2026-03-01T25:00Z", "2026-03-01T10:00"])
def test_what_is_no_day(text):
    with pytest.raises(Failure):
        parse_day(text, "--purchased")


days = st.dates(date(2019, 1, 1), date(2030, 1, 1))


@given(days, st.integers(0, 200), st.integers(0, 200))
def test_waiting_never_helps(facts, bought, one, other):
    order = ["eligible", "review", "not_eligible"]
    verdicts = []
    for wait in sorted((one, other)):
        asked = ReturnQuestion(program="csp", kind="perpetual", purchased=bought, requested=bought + timedelta(days=wait))
        answer = check(asked, facts.returns.rules)
        verdicts.append(order.index(answer.verdict))
        assert answer.verdict != "eligible" or asked.requested <= answer.last_safe_day
        assert answer.verdict == "not_eligible" or asked.requested <= answer.last_possible_day
    assert verdicts == sorted(verdicts)


def test_exit_status(cli):
    asked = ("returns", "check", "--purchased", "2026-03-01", "--requested")
    assert [cli(*asked, day).code for day in ("2026-03-30", "2026-03-31", "2026-04-01")] == [0, 3, 3]
    assert cli("returns", "check", "--purchased", "2026-02-31").code == 1
