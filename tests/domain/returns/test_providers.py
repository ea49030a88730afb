"""A provider's terms beside the rule: the stricter decides, both are named, and nothing is stricter than what cannot be returned."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensectl.core.money import Money
from licensectl.domain.orders.on_record import check_cancellation
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.domain.returns.decide import check
from licensectl.domain.returns.order_lines import Wish, parts, together
from licensectl.domain.returns.plan import agenda, sums
from licensectl.domain.returns.providers import Policy, Provider
from licensectl.domain.returns.question import ReturnQuestion
from licensectl.domain.returns.rebuy import Today, rebuy
from licensectl.domain.returns.rules import oldest_returnable
from licensectl.domain.returns.stricter import Named, answered, window_end
from licensectl.domain.returns.window import Ends
from licensectl.errors import LicensectlError
from licensectl.facts.library import Facts
from licensectl.i18n.translate import translate

RULES = Facts.load().returns.rules
SAID = {"title": "Terms", "sources": ["DECK"], "confidence": "low"}
PRICE = Money(Decimal("100.00"), "EUR")


def provider(**terms):
    return Named("dist", Provider(title="Distributor", sources=["DECK"], confidence="low", policies={"terms": Policy(**SAID | terms)}))


def ask(bought="2026-05-04", requested="2026-05-14", **more):
    moments = {"purchased": date.fromisoformat(bought), "requested": date.fromisoformat(requested)}
    return ReturnQuestion(**{"program": "csp", "kind": "perpetual", "quantity": 2, "unit_price": PRICE} | moments | more)


@pytest.mark.parametrize(
    ("terms", "question", "verdict", "by", "last_safe"),
    [
        ({"window_days": 14}, ask(requested="2026-05-17"), "eligible", "provider", "2026-05-17"),
        ({"window_days": 14}, ask(requested="2026-05-18"), "review", "provider", "2026-05-17"),
        ({"window_days": 14}, ask(requested="2026-05-19"), "not_eligible", "provider", "2026-05-17"),
        ({"window_days": 14, "boundary": "in"}, ask(requested="2026-05-18"), "eligible", "provider", "2026-05-18"),
        ({"window_days": 14, "boundary": "out"}, ask(requested="2026-05-18"), "not_eligible", "provider", "2026-05-17"),
        ({"window_days": 60}, ask(requested="2026-06-20"), "not_eligible", "rule", "2026-06-02"),
        ({"window_business_days": 5}, ask("2026-05-08", "2026-05-14"), "eligible", "provider", "2026-05-14"),
        ({"window_business_days": 5}, ask("2026-05-08", "2026-05-16"), "not_eligible", "provider", "2026-05-14"),
        (
            {"window_business_days": 5, "holidays": [date(2026, 5, 11)]},
            ask("2026-05-08", "2026-05-16"),
            "eligible",
            "provider",
            "2026-05-17",
        ),
        ({"window_hours": 48}, ask(requested="2026-05-05"), "eligible", "provider", "2026-05-05"),
        ({"only_while": ["keys_open"]}, ask(keys_fulfilled=False), "eligible", "rule", "2026-06-02"),
        ({"only_while": ["keys_open"]}, ask(keys_fulfilled=True), "not_eligible", "provider", "2026-06-02"),
        ({"only_while": ["keys_open"]}, ask(activated=True), "not_eligible", "provider", "2026-06-02"),
        ({"only_while": ["keys_open"]}, ask(), "review", "provider", "2026-06-02"),
        ({"only_while": ["not_activated"]}, ask(keys_fulfilled=False), "eligible", "rule", "2026-06-02"),
        ({"only_while": ["not_activated"]}, ask(keys_fulfilled=True), "review", "provider", "2026-06-02"),
        ({"window_days": 14, "kinds": ["seat_based"]}, ask(requested="2026-05-20"), "eligible", "rule", "2026-06-02"),
        ({"window_days": 14, "from_": date(2026, 6, 1)}, ask(requested="2026-05-20"), "eligible", "rule", "2026-06-02"),
        ({"window_days": 14}, ask(kind="linux_plan"), "not_eligible", "rule", "None"),
    ],
)
def test_the_stricter_decides(terms, question, verdict, by, last_safe):
    answer = answered(question, RULES, provider(**terms))
    assert (answer.verdict, answer.decided_by, str(answer.last_safe_day)) == (verdict, by, last_safe)
    assert answer.by_rule.id in RULES and answer.by_provider.id == "dist"
    assert (answer.refund == "none") == (verdict == "not_eligible")


@pytest.mark.parametrize(
    ("terms", "amount", "fee"),
    [
        ({"restocking_percent": Decimal(15)}, "170.00", "30.00"),
        ({"restocking_fee": Money(Decimal("25.00"), "EUR")}, "175.00", "25.00"),
        ({"restocking_fee": Money(Decimal("999.00"), "EUR")}, "0.00", "200.00"),
        ({"restocking_fee": Money(Decimal("25.00"), "USD")}, None, None),
    ],
)
def test_what_a_provider_keeps(terms, amount, fee):
    answer = answered(ask(), RULES, provider(**terms))
    assert answer.refund == "seller_policy"
    shown = [str(money.amount) if money else None for money in (answer.refund_amount, answer.fee)]
    assert shown == [amount, fee]


def test_reasons_name_who_says_so():
    answer = answered(ask(requested="2026-05-25"), RULES, provider(window_days=14))
    assert translate(answer.reasons[0], "en").startswith("Distributor: day 21 of a window of 14")
    assert answer.by_rule.verdict == "eligible" and answer.actions == []


SEVERITY = {"eligible": 0, "review": 1, "not_eligible": 2}


@given(st.integers(0, 70), st.integers(0, 40), st.sampled_from(["window_days", "window_business_days"]), st.integers(0, 4000))
def test_a_provider_never_makes_it_better(elapsed, length, form, day):
    bought = date(2018, 9, 4) + timedelta(days=day)
    question = ask(str(bought), str(bought + timedelta(days=elapsed)))
    alone, beside = check(question, RULES), answered(question, RULES, provider(**{form: length}))
    assert SEVERITY[beside.verdict] >= SEVERITY[alone.verdict]
    assert beside.last_possible_day <= alone.last_possible_day
    if beside.verdict != "not_eligible":
        assert question.requested <= beside.last_possible_day


OF_RULES = sorted({(rule.program, rule.kind) for rule in RULES.values()} | {("csp", "unknown"), ("open", "physical")})
TERMS = [None, {"window_days": 14}, {"window_hours": 48}, {"window_business_days": 5, "starts": "delivery"}, {"only_while": ["keys_open"]}]


@given(
    st.sampled_from(OF_RULES),
    st.integers(0, 14 * 365 * 24 * 60),
    st.booleans(),
    st.integers(-2, 75),
    st.sampled_from([None if said is None else provider(**said) for said in TERMS]),
    st.sampled_from(["IT", "DE", "GB", "US", None]),
)
@settings(max_examples=1000)
def test_the_end_of_a_window_alone_is_that_of_the_answer(of, minutes, by_day, elapsed, named, market):
    program, kind = of
    bought = datetime(2014, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    purchased = bought.date() if by_day else bought
    question = ReturnQuestion(
        program=program, kind=kind, purchased=purchased, requested=bought.date() + timedelta(days=elapsed), market=market
    )
    try:
        answer = answered(question, RULES, named)
    except LicensectlError:
        with pytest.raises(LicensectlError):
            window_end(question, RULES, named)
        return
    said = Ends(answer.last_safe_day, answer.last_possible_day, answer.safe_until, answer.possible_until)
    assert window_end(question, RULES, named) == said
    # Lists of orders that can still be given back begin with this day.
    if said.possible_day is not None and said.possible_day >= question.requested:
        assert bought.date() >= oldest_returnable(RULES, question.requested)


def eur(amount):
    return Money(Decimal(amount), "EUR")


def two_lines(keys_fulfilled=False):
    """Return an order of 2 × 1,021.40 and 25 × 43.43: 2,042.80 and 1,085.75."""
    bought = [("DG7GMGF0PWHC:0003", 2, "1021.40"), ("DG7GMGF0PWHT:0002", 25, "43.43")]
    lines = [PlacedLine(number, offer, count, unit_price=eur(price)) for number, (offer, count, price) in enumerate(bought)]
    return PlacedOrder(id="A1", placed=date(2026, 5, 4), lines=lines, status="completed", keys_fulfilled=keys_fulfilled)


FIFTEEN = provider(restocking_percent=Decimal(15))


@pytest.mark.parametrize("terms", [{"restocking_percent": Decimal(15)}, {"window_days": 20}])
def test_the_fee_of_an_order_is_that_of_all_its_lines(terms):
    both = together(parts(two_lines(), Wish(), ask(), RULES, provider(**terms)))
    # 306.42 and 162.86 of 3,128.55, each line rounded half-up.
    expected = (eur("2659.27"), eur("469.28")) if "restocking_percent" in terms else (eur("3128.55"), None)
    assert (both.refund_amount, both.fee) == expected


def test_at_stake_is_what_comes_back():
    assert sums(agenda([two_lines()], RULES, FIFTEEN, date(2026, 5, 14)).open) == {"EUR": eur("2659.27")}


def test_the_detour_costs_the_fee_on_what_stays():
    question = ask(quantity=25, returned=5, unit_price=eur("43.43"))
    plan = rebuy(question, answered(question, RULES, FIFTEEN), RULES, FIFTEEN, Today(eur("43.43"), True))
    assert (plan.refund, plan.cost, plan.cash_effect) == (eur("922.89"), eur("868.60"), eur("54.29"))
    # A partial refund would be 217.15 less 32.57.
    assert plan.detour_cost == eur("130.29")


@pytest.mark.parametrize(("keys", "codes"), [(False, []), (True, ["LC-CANCEL-REFUSED"]), (None, ["LC-CANCEL-REVIEW"])])
def test_a_cancellation_knows_whether_the_keys_were_fetched(keys, codes):
    found = check_cancellation(two_lines(keys), RULES, provider(only_while=["keys_open"]), date(2026, 5, 14))
    assert [problem.code for problem in found] == codes
