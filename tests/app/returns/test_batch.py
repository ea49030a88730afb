"""The command `returns check --batch`: what is written, and what a bad row does."""

import csv
import io
from datetime import date

import pytest

from licensectl.domain.returns.batch import HEADER
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
    "day first as in the next two": ("csp,perpetual,01/03/2026,2026-03-02,1,1", "eligible", "day 1"),
    "time without zone": ("csp,perpetual,13/03/2026 10:30,14/03/2026,1,1", "invalid", "LC-RET-DATE"),
    "no such day": ("csp,perpetual,31/02/2026,2026-03-01,1,1", "invalid", "LC-RET-DATE"),
    "thousand or one": ('csp,perpetual,2026-03-01,2026-03-01,"1,000",1', "invalid", "LC-CLI-VALUE"),
    "naive": ("csp,perpetual,2026-03-01T10:00,2026-03-02,1,1", "invalid", "LC-RET-OFFSET"),
    "before the purchase": ("csp,perpetual,2026-03-02,2026-03-01,1,1", "invalid", "before the purchase"),
    "too many": ("csp,perpetual,2026-03-01,2026-03-01,1,2", "invalid", "2 cannot be returned of 1"),
    "no count": ("csp,perpetual,2026-03-01,2026-03-01,ten,2", "invalid", "LC-CLI-VALUE"),
    "unknown program": ("opne,perpetual,2026-03-01,2026-03-01,1,1", "invalid", "LC-CLI-UNKNOWN"),
    "no rule": ("mpsa,perpetual,2026-03-01,2026-03-01,1,1", "review", "no return rule is on record for mpsa"),
    "kind of another program": ("open,seat_based,2021-03-01,2021-03-01,1,1", "invalid", "LC-RET-RULE"),
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


def test_a_row_that_cannot_be_read_is_named_by_its_line(cli, tmp_path):
    ran = batch(cli, tmp_path, 'case,purchased,program\n"a\nb",2026-11-20,csp\nc,2026-11-20\n2026-11-20,\n')
    good, *bad = csv.reader(io.StringIO(ran.out.partition("\n")[2]))
    assert good[1] == "eligible"
    places = [row[-1].partition(": The row has 2 cells")[0] for row in bad]
    assert places == [f"{tmp_path}/questions.csv:{line}" for line in (4, 5)]


def test_as_a_spreadsheet_writes(cli, tmp_path):
    asked = "case,purchased,requested,quantity,returned,activated\n"
    rows = ("a;01/11/2026;25/11/2026;10,0;10;FALSO", "b;05/11/2026 0:00;5-dic-2026;2.0;2;falso", "c;46327;2026-11-20;1;1;no")
    ran = batch(cli, tmp_path, asked.replace(",", ";") + "\n".join(rows))
    assert [row.split(",")[:2] for row in ran.out.splitlines()[1:]] == [["a", "eligible"], ["b", "review"], ["c", "eligible"]]
    american = batch(cli, tmp_path, "case,purchased,requested\na,11/05/2026,11/20/2026\n")
    assert "a,eligible" in american.out and "2026-12-04" in american.out
    both = batch(cli, tmp_path, "case,purchased,requested\na,11/05/2026,11/20/2026\nb,13/11/2026,2026-11-20\n")
    assert "a,invalid" in both.out and "LC-RET-DATE-ORDER" in both.out and "b,eligible" in both.out


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
    "content", [b"PK\x03\x04\x00\x00", b"\xff\xfec\x00a\x00", "purchased\n2026-03-01\n", "case,purchased,purchased\n", "x" * 200_000]
)
def test_what_is_no_batch(cli, tmp_path, content):
    ran = batch(cli, tmp_path, content)
    assert (ran.code, ran.out) == (1, "") and "[LC-RET-" in ran.err


def test_controls_and_formulas(cli, tmp_path):
    ran = batch(cli, tmp_path, "case,purchased,requested\n=1+1\x1b[31m,2026-03-01,2026-03-02\n", "--csv-dialect", "excel-it")
    assert "\x1b" not in ran.out and "'=1+1" in ran.out and ran.out.startswith("\ufeffcase;verdict;")


def test_a_column_of_an_amount_is_not_read(cli, tmp_path):
    (tmp_path / "cases.csv").write_text("case,purchased,unit_price\na,2026-11-20,12.30\n")
    ran = cli("returns", "check", "--batch", str(tmp_path / "cases.csv"), "--as-of", "2026-11-23")
    assert "The column 'unit_price' is not read" in ran.err and "not an option" not in ran.err
