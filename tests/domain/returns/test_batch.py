"""Many return questions: each is answered as if asked alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensectl.core.text import read
from licensectl.domain.returns.batch.decisions import Asking, Batch
from licensectl.domain.returns.batch.timestamps import Points
from licensectl.domain.returns.decide import check
from licensectl.domain.returns.question import FIELDS, parse_moment, parse_question
from licensectl.errors import LicensectlError
from licensectl.facts.library import Facts

RULES = Facts.load().returns.rules
TODAY = date(2026, 11, 23)


DAYS = st.dates(date(2019, 1, 1), date(2027, 1, 1))


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


SHARED = Batch([*FIELDS, ""], Asking(RULES, TODAY, "en"))


@settings(max_examples=300)
@given(questions())
def test_a_row_is_answered_as_if_asked_alone(question):
    told = SHARED.answer([*(question[name] for name in FIELDS), ""])
    try:
        alone = check(parse_question(question, TODAY), RULES)
    except LicensectlError as failure:
        assert told == ("invalid", "none", "", "", "", "; ".join(problem.line() for problem in failure.problems))
        return
    days = [day.isoformat() if day else "" for day in (alone.last_safe_day, alone.last_possible_day)]
    assert list(told) == [alone.verdict, alone.refund, alone.rule or "", *days, "; ".join(read(text, "en") for text in alone.reasons)]


CLOCKS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["T", " "]),
    st.times().map(lambda time: time.isoformat()),
    st.sampled_from(["Z", "+01:00", "-11:30", "+14:00", "+00:00:01"]),
)
POINTS = Points([date(2021, 6, 1).toordinal()])


@given(DAYS, CLOCKS)
def test_a_moment_in_parts_is_the_moment(day, clock):
    text = f"{day}{clock}"
    for _ in "ab":
        assert POINTS[text] == POINTS.of(parse_moment(text))


@pytest.mark.parametrize("text", ["2026-02-31T10:00:00Z", "2026-02-28T10:00:00", "2026-02-28T24:00:00Z", "0001-01-01T00:00:00+02:00"])
def test_parts_that_are_no_moment_together(text):
    for known in ("2026-02-28T10:00:00Z", "2026-03-31T10:00:00+02:00", "0001-01-01T03:00:00+02:00"):
        assert POINTS[known]
    with pytest.raises(LicensectlError):
        POINTS[text]
