"""The table of cases that the return rules were written from, row by row and under its numbers, with what makes each row what it is."""

from decimal import Decimal

import pytest

from licensectl.core.money import Money
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.domain.returns.case import ReturnCase
from licensectl.domain.returns.decide import check
from licensectl.domain.returns.order_lines import Wish, parts, together
from licensectl.domain.returns.question import ReturnQuestion, parse_moment, parse_question
from licensectl.domain.returns.rebuy import Today, rebuy
from licensectl.facts.library import Facts
from licensectl.i18n.translate import translate

HELD = Facts.load().returns
E, N, R, X = "eligible", "not_eligible", "review", "invalid"
SUBSCRIPTION, SEATS = {"kind": "software_subscription"}, {"kind": "seat_based"}
BOX = {"program": "box", "kind": "physical", "buyer": "consumer", "channel": "online", "market": "IT", "seal": "intact"}
# number: bought, requested, what else, verdict, refund, a word of the reasons or actions
CASES = {
    1: ("2026-03-01", "2026-03-01", {"quantity": "10", "returned": "10", "keys_fulfilled": "false"}, E, "full", "day 0"),
    2: ("2026-03-01", "2026-03-30", {"quantity": "10", "returned": "10"}, E, "full", "day 29"),
    3: ("2026-03-01", "2026-03-31", {"quantity": "10", "returned": "10"}, R, "full", "not settled"),
    4: ("2026-03-01", "2026-04-01", {"quantity": "10", "returned": "10"}, N, "none", "over"),
    6: ("2024-02-01", "2024-03-01", {"quantity": "2", "returned": "2"}, E, "full", "day 29"),
    7: ("2021-05-31", "2021-07-29", {"quantity": "5", "returned": "5"}, E, "full", "day 59 of a window of 60"),
    9: ("2021-05-15", "2021-06-30", {"quantity": "5", "returned": "5"}, E, "full", "day 46 of a window of 60"),
    11: ("2021-06-01T00:30+02:00", "2021-07-20T12:00Z", {"quantity": "1", "returned": "1"}, E, "full", "day 50 of a window of 60"),
    13: ("2026-05-04", "2026-05-09", {"quantity": "10", "returned": "4"}, N, "none", "return all 10 within the window, then buy 6"),
    16: ("2026-05-04", "2026-05-14", {"quantity": "3", "activated": "true", "keys_fulfilled": "true"}, E, "full", "links are revoked"),
    18: ("2026-05-04", "2026-05-24", {"quantity": "20", "segment": "Education"}, E, "full", "day 20"),
    20: ("2026-05-04", "2026-05-07", {"quantity": "1"}, E, "full", "An indirect reseller asks its provider"),
    21: ("2026-05-04", "2026-05-07", {"quantity": "1", "exchange": "true"}, N, "none", "then order the other product"),
    23: ("2026-05-04", "2026-05-05", {"quantity": "1", "order_status": "pending po upload"}, R, "none", "no rule is known"),
    24: ("2026-05-20", "2026-06-02", {"quantity": "1"}, E, "full", "invoice for June 2026, out by 2026-07-08"),
    25: ("2026-06-28", "2026-07-02", {"quantity": "10", "returned": "10"}, E, "full", "at the price list of that day"),
    27: ("2021-06-15", "2021-07-10", SUBSCRIPTION | {"quantity": "4"}, E, "prorated", "day 25 of a window of 30"),
    29: ("2022-07-11T09:00Z", "2022-07-18T08:59Z", SUBSCRIPTION | {"quantity": "4"}, E, "prorated", "167 hours of a window of 168"),
    31: ("2026-05-04", "2026-05-05", SUBSCRIPTION | {"quantity": "10", "returned": "6"}, N, "none", "No reductions"),
    32: ("2026-05-04", "2026-05-04", {"kind": "linux_plan", "quantity": "1"}, N, "none", "never"),
    33: ("2022-02-01T10:00Z", "2022-02-05T10:00Z", SEATS | {"quantity": "5"}, N, "none", "96 hours of a window of 72"),
    39: ("2021-11-15", "2021-12-20", {"program": "open"}, E, "full", "the distributor must authorise"),
    42: ("2022-02-01", "2022-02-01", {"program": "open"}, X, "none", "31 December 2021"),
    45: ("2026-08-29", "2026-09-10", BOX | {"delivered": "2026-09-01"}, E, "full", "day 9 of a window of 14"),
    46: ("2026-08-29", "2026-09-10", BOX | {"delivered": "2026-09-01", "seal": "broken"}, N, "none", "art. 16 i"),
    49: ("2026-09-01", "2026-09-02", BOX | {"kind": "download", "delivered": "2026-09-01"}, N, "none", "art. 16 m"),
    51: ("2026-09-01", "2026-10-06", BOX | {"market": "US"}, N, "none", "day 35"),
}


def ask(bought, requested, more):
    return parse_question({"purchased": bought, "requested": requested, **more}, parse_moment(bought[:10]))


@pytest.mark.parametrize("number", CASES)
def test_case(number):
    bought, requested, more, verdict, refund, said = CASES[number]
    answer = check(ask(bought, requested, more), HELD.rules)
    words = " ".join(translate(text, "en") for text in (*answer.reasons, *answer.actions))
    assert (answer.verdict, answer.refund) == (verdict, refund), words
    assert said in words


def order(*lines):
    return PlacedOrder(
        id="a1b2c3d4e5f6",
        placed=parse_moment("2026-05-04"),
        status="completed",
        currency="EUR",
        lines=[PlacedLine(number, "DG7GMGF0PWHC:0003", count, unit_price=Money(Decimal(100), "EUR")) for number, count in lines],
    )


def asked(requested):
    return ReturnQuestion(program="csp", kind="perpetual", purchased=parse_moment(requested), requested=parse_moment(requested))


def test_case_14_a_whole_line_of_two():
    [line] = parts(order((0, 10), (1, 5)), Wish([0]), asked("2026-05-09"), HELD.rules, None)
    assert (line.answer.verdict, line.answer.refund_amount) == (E, Money(Decimal("1000.00"), "EUR"))
    both = together(parts(order((0, 10), (1, 5)), Wish(), asked("2026-05-09"), HELD.rules, None))
    assert both.refund_amount == Money(Decimal("1500.00"), "EUR")


def test_case_20_who_acts():
    rule = HELD.rules["csp-perpetual-30-days"]
    case = ReturnCase(question=asked("2026-05-07"), answer=check(asked("2026-05-07"), HELD.rules), rule=rule, route=HELD.routes[rule.route])
    assert case.actor == "partner"
    assert ReturnCase(question=case.question, answer=case.answer, route=case.route, indirect=True).actor == "provider"


def test_case_25_bought_again_at_the_list_of_the_day():
    question = ask("2026-06-28", "2026-07-02", {"quantity": "10", "returned": "4"})
    question = ReturnQuestion(**{name: getattr(question, name) for name in question.__struct_fields__} | {"unit_price": eur("100.00")})
    plan = rebuy(question, check(question, HELD.rules), HELD.rules, None, Today(eur("110.00"), True, "july.csv:7"))
    assert (plan.give_back, plan.buy_again, plan.refund, plan.cost) == (10, 6, eur("1000.00"), eur("660.00"))
    assert (plan.cash_effect, plan.detour_cost, plan.pays) == (eur("340.00"), eur("60.00"), True)
    assert f"{plan.last_safe_day} {plan.last_possible_day}" == "2026-07-31 2026-08-01"


def eur(amount):
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize(("event", "verdict"), [("purchase", E), ("addition", E), ("renewal", E)])
def test_seats_added_and_renewed_have_a_window_of_their_own(event, verdict):
    question = ask("2026-05-04T10:00Z", "2026-05-11T09:59Z", SEATS | {"event": event})
    assert check(question, HELD.rules).verdict == verdict
    late = ask("2026-05-04T10:00Z", "2026-05-11T10:00Z", SEATS | {"event": event})
    assert check(late, HELD.rules).verdict == N


def test_a_renewed_software_subscription_has_a_window_and_a_renewed_perpetual_licence_no_rule():
    assert check(ask("2026-05-04", "2026-05-05", SUBSCRIPTION | {"event": "renewal"}), HELD.rules).verdict == E
    answer = check(ask("2026-05-04", "2026-05-05", {"event": "renewal"}), HELD.rules)
    assert (answer.verdict, answer.rule) == (R, None)


@pytest.mark.parametrize(
    ("bought", "disputed"), [("2022-07-10", False), ("2022-07-11", True), ("2022-10-13", True), ("2022-10-14", False), ("2021-05-31", True)]
)
def test_disputed_dates_are_flagged(bought, disputed):
    answer = check(ask(bought, bought, SUBSCRIPTION), HELD.rules)
    assert any("disputed" in translate(reason, "en") for reason in answer.reasons) == disputed
    assert answer.verdict == E


def test_what_has_no_window_but_a_ceiling_is_a_review():
    answer = check(ask("2026-05-04", "2026-09-01", {"kind": "azure_reservation"}), HELD.rules)
    assert (answer.verdict, answer.refund, answer.last_safe_day) == (R, "prorated", None)
    assert check(ask("2026-05-04", "2026-09-01", {"kind": "marketplace_saas"}), HELD.rules).verdict == R


def test_every_rule_has_source_confidence_and_a_way_back_where_there_is_one():
    for one_id, rule in HELD.rules.items():
        assert rule.sources and rule.confidence, one_id
        assert rule.route in (None, *HELD.routes)
        assert rule.route or rule.outcome in ("never", "closed", "ask"), one_id
