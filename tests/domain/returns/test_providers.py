"""A provider's terms beside the rule: the stricter decides, both are named, and nothing is stricter than what cannot be returned."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from helpers import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from licensectl.core.money import Money
from licensectl.core.text import read
from licensectl.domain.returns.decide import check
from licensectl.domain.returns.providers import Policy, Provider
from licensectl.domain.returns.question import ReturnQuestion
from licensectl.domain.returns.stricter import Named, answered
from licensectl.facts.library import Facts

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
    assert read(answer.reasons[0], "en").startswith("Distributor: day 21 of a window of 14")
    assert answer.by_rule.verdict == "eligible" and answer.actions == []


SEVERITY = {"eligible": 0, "review": 1, "not_eligible": 2}


@given(st.integers(0, 70), st.integers(0, 40), st.sampled_from(["window_days", "window_business_days"]), st.integers(0, 4000))
def test_a_provider_never_makes_it_better(elapsed, length, form, day):
    bought = date(2016, 1, 1) + timedelta(days=day)
    question = ask(str(bought), str(bought + timedelta(days=elapsed)))
    alone, beside = check(question, RULES), answered(question, RULES, provider(**{form: length}))
    assert SEVERITY[beside.verdict] >= SEVERITY[alone.verdict]
    assert beside.last_possible_day <= alone.last_possible_day
    if beside.verdict != "not_eligible":
        assert question.requested <= beside.last_possible_day


SLIDES = ("--data", str(EXAMPLES / "provider-ingram-micro-cloud-italy"), "--provider", "ingram-micro-cloud-italy")
ASKED = ("returns", "check", "--purchased", "2026-11-02", "--as-of", "2026-11-23")


def test_what_the_slides_say_and_nothing_more(cli):
    ran = cli(*ASKED, *SLIDES, "-f", "json")
    told = json.loads(ran.out)
    assert ran.code == 0, ran.err
    assert told["by_provider"]["contact"] == {"email": "Imcloudservicedesk.it@cloud.im", "phone": None, "url": None, "form": None}
    assert (told["by_provider"]["verdict"], told["by_provider"]["policy"], told["decided_by"]) == (None, None, "rule")
    assert any("service desk" in action for action in told["actions"])
    assert told["who"]["actor"] == "provider"
    text = cli(*ASKED, *SLIDES, "-f", "text").out
    assert "csp-perpetual-30-days" in text and "Ingram Micro Cloud (Italy)" in text


OVERLAY = """
schema: licensectl.returns/1
providers:
  dist:
    title: Distributor
    contact: {email: resi@dist.example, form: {en: Return form, it: Modulo di reso}}
    sources: [DECK]
    confidence: low
    policies:
      perpetual: {title: Terms, programs: [csp], kinds: [perpetual], %s, sources: [DECK], confidence: low}
"""


def overlay(tmp_path, terms):
    folder = tmp_path / "facts"
    folder.mkdir(exist_ok=True)
    (folder / "returns.yaml").write_text(OVERLAY % terms)
    return "--data", str(folder)


def test_an_overlay_from_end_to_end(cli, tmp_path):
    named = (*overlay(tmp_path, "window_days: 14, only_while: [keys_open], restocking_percent: 15"), "--provider", "dist")
    ran = cli(*ASKED, *named, "-f", "json")
    told = json.loads(ran.out)
    assert ran.code == 3 and told["decided_by"] == "provider"
    assert (told["by_rule"]["verdict"], told["by_provider"]["verdict"]) == ("eligible", "not_eligible")
    batch = tmp_path / "questions.csv"
    batch.write_text("case,purchased,requested,keys_fulfilled\na,2026-11-02,2026-11-23,no\nb,2026-11-02,2026-11-10,no\n")
    rows = cli("returns", "check", "--batch", str(batch), *named).out.splitlines()
    assert rows[1].startswith("a,not_eligible,none,csp-perpetual-30-days,2026-11-15,2026-11-16")
    assert rows[2].startswith("b,eligible,seller_policy,csp-perpetual-30-days,2026-11-15,2026-11-16")


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ("window_days: 14, window_hours: 48", "LC-FACT-WINDOW"),
        ("restocking_percent: 101", "LC-FACT-FEE"),
        ("restocking_percent: 5, restocking_fee: {amount: 5, currency: EUR}", "LC-FACT-FEE"),
        ("restocking_fee: {amount: NaN, currency: EUR}", "LC-FACT-PRICE"),
        ("window_days: 99999", "LC-DATA-VALUE"),
        ("window_dais: 14", "LC-DATA-UNKNOWN"),
        ("from: 2026-05-01, until: 2026-01-01", "LC-FACT-DATES"),
    ],
)
def test_a_wrong_overlay_is_refused_with_its_line(cli, tmp_path, terms, code):
    named = overlay(tmp_path, terms)
    ran = cli(*ASKED, *named, "--provider", "dist")
    assert ran.code == 1 and code in ran.err and "returns.yaml:" in ran.err, ran.err
    assert code in "".join(cli("data", "check", *named)[1:])


def test_a_provider_that_is_not_there(cli):
    ran = cli(*ASKED, "--provider", "nobody")
    assert (ran.code, ran.out) == (2, "") and "LC-RET-PROVIDER" in ran.err


def test_the_distributor_of_the_profile_counts_wherever_a_day_is_named(cli, tmp_path, monkeypatch):
    """One order, one last safe day: in the list, by itself, on the radar, in the plan, and when it is cancelled."""
    own = overlay(tmp_path, "window_days: 14")
    settings = tmp_path / "licensectl.yaml"
    settings.write_text("profile: {distributor: dist}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    # Bought on 2 November: Microsoft's 30 days end with 1 December, the distributor's 14 on the 15th.
    line = ("--line", "DG7GMGF0PWHC:0003:DG7GMGF0AAA1=2")
    recorded = cli(
        "order", "record", "--id", "6dc5c039750a", "--placed", "2026-11-02", "--customer", "Contoso", *line, "--as-of", "2026-11-10"
    )
    assert recorded.code == 0, recorded.err

    def days(day, *more):
        orders = json.loads(cli("order", "list", "--as-of", day, *more, "-f", "json").out)["orders"]
        order = json.loads(cli("order", "show", "6dc5c039750a", "--as-of", day, *more, "-f", "json").out)
        seen = json.loads(cli("radar", "--as-of", day, *more, "-f", "json").out)["signals"]
        plan = json.loads(cli("returns", "plan", "--as-of", day, *more, "-f", "json").out)["returns"]
        on_radar = [one["day"] for one in seen if one["kind"] == "returnable"]
        return {orders[0]["last_safe_day"], order["last_safe_day"], *on_radar, *(one["last_safe_day"] for one in plan)}

    assert days("2026-11-10") == {"2026-12-01"}
    assert days("2026-11-10", *own) == {"2026-11-15"}
    cancel = ("order", "export", "6dc5c039750a", "--target", "partner-center", "--cancel", "--as-of", "2026-11-20")
    assert cli(*cancel).code == 0
    refused = cli(*cancel, *own)
    assert refused.code == 3 and "LC-" in refused.err
