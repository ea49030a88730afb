"""The command `quote verify`: what moved since a quote was saved."""

import json
import os
import re
from datetime import date
from decimal import Decimal

import pytest
from helpers import EXAMPLES, ROOT, SHEET

from licensectl.app.quotes import store as quotes
from licensectl.db import ledger


def test_boxes_by_part_number(cli, tmp_path):
    request = tmp_path / "box.yaml"
    request.write_text((EXAMPLES / "box-request.yaml").read_text())
    assert cli("quote", "build", str(request), "--save", "--as-of", "2026-11-23").code == 0
    ran = cli("quote", "verify", "Q-2026-0043", "--as-of", "2026-11-24")
    assert ran.code == 0 and "nothing moved: Q-2026-0043" in ran.out


@pytest.fixture
def kept(cli, store, tmp_path):
    request = tmp_path / "request.yaml"
    request.write_text((EXAMPLES / "request.yaml").read_text().replace("number: Q-2026-0042\n", ""))
    assert cli("quote", "build", str(request), "--prices", SHEET, "--save", "--as-of", "2026-11-23").code == 0


def content():
    with ledger.reading(os.environ.get("LICENSECTL_STORE")) as connection:
        return [
            [tuple(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3")]
            for table in ("quote", "quote_line", "audit")
        ]


def test_verify_changes_nothing_and_says_so_by_its_exit_status(cli, kept, tmp_path):
    before = content()
    same = cli("quote", "verify", "Q-2026-0001", "--prices", SHEET, "--as-of", "2026-11-30", "-f", "json")
    assert (same.code, json.loads(same.out)["quotes"][0]["moved"]) == (0, [])
    moved = cli(
        "quote", "verify", "--all", "--prices", "examples/price-sheet-software-IT-2026-10.csv", "--as-of", "2026-12-01", "-f", "json"
    )
    assert moved.code == 3
    [quote] = json.loads(moved.out)["quotes"]
    assert [one["what"] for one in quote["moved"]] == ["validity", "unit_price"]
    assert quote["moved"][1]["was"] == {"amount": "1021.40", "currency": "EUR"} and quote["moved"][1]["percent"] == "-1.1"
    assert content() == before


@pytest.mark.parametrize(("lang", "said"), [("en", "2026-12-03  expired on 2026-12-03"), ("it", "03/12/2026  scaduta il 03/12/2026")])
def test_an_expired_quote_does_not_look_prolonged(cli, tmp_path, lang, said):
    request = tmp_path / "request.yaml"
    text = (EXAMPLES / "request.yaml").read_text().replace("number: Q-2026-0042\n", "")
    request.write_text(re.sub("valid_days: .*\n", "", text) + "valid_days: 10\n")
    assert cli("quote", "build", str(request), "--prices", SHEET, "--save", "--as-of", "2026-11-23").code == 0
    day = ("quote", "verify", "Q-2026-0001", "--prices", SHEET, "--as-of", "2026-12-04", "--lang", lang)
    ran = cli(*day)
    assert ran.code == 3 and said in ran.out and "12-04" not in ran.out.partition("\n")[2], ran.out
    [moved] = json.loads(cli(*day, "-f", "json").out)["quotes"][0]["moved"]
    assert (moved["what"], moved["was"], moved["now"]) == ("validity", "2026-12-03", "2026-12-04")


def test_verify_asks_the_price_book(cli, kept):
    cli("price", "import", SHEET, "--month", "2026-11")
    assert cli("quote", "verify", "Q-2026-0001", "--as-of", "2026-11-30").err == ""
    stale = cli("quote", "verify", "Q-2026-0001", "--as-of", "2026-12-30")
    assert stale.code == 3 and stale.err.count("[LC-BOOK-OLD]") == 1


def test_without_prices_it_says_that_they_were_not_looked_at(cli, kept):
    ran = cli("quote", "verify", "--all", "--as-of", "2026-11-30")
    assert ran.code == 0 and "[LC-VERIFY-NO-SHEET]" in ran.err and "Q-2026-0001" in ran.out


def test_verify_names_or_all(cli, kept):
    assert cli("quote", "verify").code == 2
    assert cli("quote", "verify", "Q-2026-0001", "--all").code == 2
    assert cli("quote", "verify", "Q-2026-0001", "Q-2026-0002").code == 1


def test_verify_all_leaves_out_what_was_ordered(cli, kept):
    cli("order", "record", "--id", "aaaaaaaaaaaa", "--placed", "2026-11-24", "--line", "DG7GMGF0PWHC:3=2", "--quote", "Q-2026-0001")
    ran = cli("quote", "verify", "--all", "--as-of", "2027-11-30", "-f", "json")
    assert (ran.code, json.loads(ran.out)["quotes"]) == (0, [])


def test_an_overlay_that_shortens_the_window_is_seen(cli, kept, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "returns.yaml").write_text("schema: licensectl.returns/1\nrules:\n  csp-perpetual-30-days: {window_days: 14}\n")
    ran = cli("quote", "verify", "Q-2026-0001", "--prices", SHEET, "--data", str(folder), "--as-of", "2026-11-24", "-f", "json")
    assert ran.code == 3, ran.err
    [one] = json.loads(ran.out)["quotes"][0]["moved"]
    assert (one["what"], one["was"], one["now"], one["subject"]) == ("return_window", 30, 14, "csp")


def test_open_keys(cli, kept, tmp_path):
    text = (tmp_path / "request.yaml").read_text()
    (tmp_path / "request.yaml").write_text(
        text.replace("  - {sku: DG7GMGF0PN5D:0002, quantity: 10, margin: 10, availability_id: DG7GMGF0AAA4}\n", "")
    )
    cli(
        "quote",
        "revise",
        "Q-2026-0001",
        "--request",
        str(tmp_path / "request.yaml"),
        "--prices",
        str(ROOT / SHEET),
        "--as-of",
        "2026-11-23",
    )
    with ledger.reading(os.environ.get("LICENSECTL_STORE")) as connection:
        found = list(quotes.open_keys(connection, date(2026, 11, 30)))
        assert [(one.number, one.revision, str(one.key)) for one in found] == [
            ("Q-2026-0001", 2, sku) for sku in ("DG7GMGF0PWHC:0003", "DG7GMGF0PWHC:0006", "DG7GMGF0PWHT:0002")
        ]
        assert found[0][3:] == ("IT", "EUR", "Commercial", Decimal("1021.40"))
        assert list(quotes.open_keys(connection, date(2026, 12, 1))) == []
        assert list(quotes.open_keys(connection)) == found
