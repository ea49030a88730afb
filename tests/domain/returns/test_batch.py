"""Many return questions: each is answered as if asked alone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensectl.domain.returns.batch import KEPT, Asking, Batch
from licensectl.domain.returns.providers import Policy, Provider
from licensectl.domain.returns.question import FIELDS, parse_question
from licensectl.domain.returns.stricter import Named, answered
from licensectl.errors import LicensectlError
from licensectl.facts.library import Facts
from licensectl.i18n.translate import translate

RULES = Facts.load().returns.rules
TODAY = date(2026, 11, 23)


CHANGES = [day for rule in RULES.values() for day in (rule.from_, rule.until) if day]
AROUND = st.builds(lambda day, days: day + timedelta(days=days), st.sampled_from(CHANGES), st.integers(-2, 2))
DAYS = st.dates(date(2019, 1, 1), date(2027, 1, 1)) | AROUND


@st.composite
def questions(draw):
    bought = draw(DAYS)
    moments = [bought + timedelta(days=days) for days in (0, draw(st.integers(-2, 70)), draw(st.integers(-2, 30)))]
    clock = st.sampled_from(["", "T00:00Z", "T00:30+02:00", "T11:00Z", "T10:59:59Z", "T10:00-05:00", "T23:00:00.000001+01:00"])
    texts = [f"{day}{draw(clock)}" for day in moments]
    kinds = [("csp", "perpetual"), ("csp", "software_subscription"), ("csp", "seat_based"), ("open", "perpetual"), ("box", "physical")]
    program, kind = draw(st.sampled_from([*kinds, ("box", "download"), ("oem", ""), ("", ""), ("csp", "linux_plan"), ("x", "")]))
    free = {
        "quantity": ["", "3", "03", "0", "x"],
        "returned": ["", "1", "3", "4"],
        "segment": ["", "Education"],
        "buyer": ["", "consumer", "business"],
        "market": ["", "IT", "us", "JP"],
        "channel": ["online", "store", ""],
        "seal": ["", "intact", "broken"],
        "activated": ["", "true", "no"],
        "order_status": ["", "pending", "cancelled"],
    }
    free |= {"event": ["", "renewal", "x"], "exchange": ["", "", "yes"], "keys_fulfilled": ["", "no"]}
    given = {name: draw(st.sampled_from(values)) for name, values in free.items()}
    written = {"program": program, "kind": kind, "purchased": texts[0], "requested": texts[1]}
    return given | written | {"delivered": draw(st.sampled_from(["", texts[2]]))}


def provider(**terms):
    policy = Policy(title="Terms", sources=["DECK"], confidence="low", **terms)
    return Named("dist", Provider(title="Distributor", sources=["DECK"], confidence="low", policies={"terms": policy}))


NAMED = {
    "no provider": None,
    "days": provider(window_days=14, from_=date(2021, 3, 1), until=date(2024, 2, 29), restocking_percent=Decimal(10)),
    "hours": provider(window_hours=30, boundary="in"),
    "working days": provider(window_business_days=5, holidays=[date(2022, 4, 18)], kinds=["perpetual"]),
    "delivery": provider(window_days=10, starts="delivery", boundary="out", only_while=["keys_open"]),
}
# One engine answers all questions of a provider: what one leaves behind must not change the next.
SHARED = {name: Batch([*FIELDS, ""], Asking(RULES, TODAY, "en", named)) for name, named in NAMED.items()}


@pytest.mark.parametrize("name", NAMED)
@settings(max_examples=300)
@given(questions())
def test_a_row_is_answered_as_if_asked_alone(name, question):
    told = SHARED[name].answer([*(question[field] for field in FIELDS), ""])
    try:
        alone = answered(parse_question(question, TODAY), RULES, NAMED[name])
    except LicensectlError as failure:
        assert told == ("invalid", "none", "", "", "", "; ".join(problem.line() for problem in failure.problems))
        return
    days = [day.isoformat() if day else "" for day in (alone.last_safe_day, alone.last_possible_day)]
    assert list(told) == [alone.verdict, alone.refund, alone.rule or "", *days, "; ".join(translate(text, "en") for text in alone.reasons)]


@pytest.mark.parametrize(
    ("purchased", "requested"),
    [
        ("9999-12-20", "9999-12-31"),
        ("9999-12-20", "2026-11-01"),
        ("0001-01-01", "0001-01-02"),
        ("2026-11-01", "0001-01-01"),
        ("2026-11-01", "9999-12-31"),
        ("0001-01-01T00:00Z", "9999-12-31T23:59Z"),
        ("  ", "2026-11-01"),
        (" 2026-11-01 ", "  "),
    ],
)
def test_the_ends_of_the_calendar_and_blanks(purchased, requested):
    test_a_row_is_answered_as_if_asked_alone.hypothesis.inner_test(
        "no provider", dict.fromkeys(FIELDS, "") | {"purchased": purchased.strip(), "requested": requested.strip()}
    )
    asked = {"purchased": purchased, "requested": requested}
    row = [*(asked.get(field, "") for field in FIELDS), ""]
    tight = [*(asked.get(field, "").strip() for field in FIELDS), ""]
    assert SHARED["no provider"].answer(row) == SHARED["no provider"].answer(tight)


def test_memory_is_bounded():
    batch = Batch(["case", "purchased", "order_status", ""], Asking(RULES, TODAY, "en"))
    for number in range(KEPT + 100):
        assert batch.answer(["x", "2026-11-20", f"state {number}", ""])[0] == "review"
    assert batch.kept() <= 3 * KEPT
