"""Return questions in a batch: what is written, what a bad row does, and that a row is answered as if asked alone."""

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensectl.core.text import read
from licensectl.domain.returns.batch.decisions import HEADER, Asking, Batch
from licensectl.domain.returns.batch.timestamps import Points
from licensectl.domain.returns.decide import check
from licensectl.domain.returns.question import FIELDS, parse_moment, parse_question
from licensectl.errors import LicensectlError
from licensectl.facts.library import Facts

RULES = Facts.load().returns.rules
TODAY = date(2026, 11, 23)
HEAD = "case,program,kind,purchased,requested,quantity,returned"
ROWS = {
    "day 29": ("csp,perpetual,2026-03-01,2026-03-30,10,10", "eligible", "day 29"),
    "same distance on other dates": ("csp,perpetual,2026-04-01,2026-04-30,10,10", "eligible", "day 29"),
    "day 30": (",,2026-03-01,2026-03-31,,", "review", "not settled"),
    "Rome after midnight": ("csp,perpetual,2021-06-01T00:30+02:00,2021-07-20T12:00Z,1,1", "eligible", "of 60"),
    "Rome at two": ("csp,perpetual,2021-06-01T02:00+02:00,2021-07-20T12:00Z,1,1", "not_eligible", "over"),
    "asked today": ("csp,perpetual,2026-11-20,,1,", "eligible", "day 3"),
    "part": ("csp,perpetual,2026-05-04,2026-05-09,10,4", "not_eligible", "part of an order line"),
    "31 February": ("csp,perpetual,2026-02-31,2026-03-01,1,1", "invalid", "LC-RET-DATE"),
    "other format": ("csp,perpetual,01/03/2026,2026-03-01,1,1", "invalid", "LC-RET-DATE"),
    "naive": ("csp,perpetual,2026-03-01T10:00,2026-03-02,1,1", "invalid", "LC-RET-OFFSET"),
    "before the purchase": ("csp,perpetual,2026-03-02,2026-03-01,1,1", "invalid", "before the purchase"),
    "too many": ("csp,perpetual,2026-03-01,2026-03-01,1,2", "invalid", "2 cannot be returned of 1"),
    "no count": ("csp,perpetual,2026-03-01,2026-03-01,ten,2", "invalid", "LC-CLI-VALUE"),
    "unknown program": ("opne,perpetual,2026-03-01,2026-03-01,1,1", "invalid", "LC-RET-RULE"),
    "no purchase": ("csp,perpetual,,2026-03-01,1,1", "invalid", "LC-RET-PURCHASE"),
    "cut": ("csp", "invalid", "LC-RET-ROW"),
}


def batch(cli, tmp_path, content, *more):
    path = tmp_path / "questions.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return cli("returns", "check", "--batch", str(path), "--as-of", "2026-11-23", *more)


def test_one_row_each_in_order(cli, tmp_path):
    ran = batch(cli, tmp_path, "\n".join([HEAD, *(f"{case},{row}" for case, (row, _, _) in ROWS.items())]))
    header, *rows = csv.reader(io.StringIO(ran.out))
    assert tuple(header) == HEADER
    assert [row[0] for row in rows] == list(ROWS)
    for row, (_, verdict, reason) in zip(rows, ROWS.values(), strict=True):
        assert row[1] == verdict and reason in row[-1], row
    assert ran.code == 3


def test_exit_and_input(cli, tmp_path):
    good = "case,purchased,requested\r\na,2026-03-01,2026-03-02\r\n"
    assert batch(cli, tmp_path, good).code == 0
    assert cli("returns", "check", "--batch", "-", stdin=good.encode()).out == batch(cli, tmp_path, good).out
    assert batch(cli, tmp_path, "\ufeff" + good.replace(",", ";")).out == batch(cli, tmp_path, good).out
    assert cli("returns", "check", "--batch", str(tmp_path / "no.csv")).code == 1
    assert cli("returns", "check").code == 2
    assert batch(cli, tmp_path, good, "-f", "json").code == 2
    assert "LC-RET-COLUMN" in batch(cli, tmp_path, good.replace("requested", "asked")).err
    assert "È,eligible" in batch(cli, tmp_path, good.replace("a,2026", "È,2026")).out
    named = good.replace("a,2026", "Università,2026")
    for encoding in ("cp1252", "utf-16", "utf-16-le", "utf-8-sig"):
        for delimiter in ",;\t":
            assert "Università,eligible" in batch(cli, tmp_path, named.replace(",", delimiter).encode(encoding)).out
    assert "\ufffd" in batch(cli, tmp_path, named.encode() + b"\xff,2026-03-01,2026-03-02\r\n").out
    out = tmp_path / "answers.csv"
    assert batch(cli, tmp_path, good, "-o", str(out)).out == ""
    assert out.read_bytes().decode() == batch(cli, tmp_path, good).out


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04\x00\x00", b"\xff\xfec\x00a\x00", "purchased\n2026-03-01\n", "case,purchased,purchased\n"]
)
def test_what_is_no_batch(cli, tmp_path, content):
    ran = batch(cli, tmp_path, content)
    assert (ran.code, ran.out) == (1, "") and "[LC-RET-" in ran.err


def test_controls_and_formulas(cli, tmp_path):
    ran = batch(cli, tmp_path, "case,purchased,requested\n=1+1\x1b[31m,2026-03-01,2026-03-02\n", "--csv-dialect", "excel-it")
    assert "\x1b" not in ran.out and "'=1+1" in ran.out and ran.out.startswith("\ufeffcase;verdict;")


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


@pytest.mark.slow
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
