"""Saved quotes: numbered, kept whole, shown as they were, compared, revised; never overwritten."""

import json
import os
import re
from decimal import Decimal
from zipfile import ZipFile

import pytest
import yaml
from helpers import EXAMPLES, ROOT, SHEET
from openpyxl import load_workbook

from licensectl.db import ledger
from licensectl.facts.library import Facts

pytestmark = pytest.mark.usefixtures("store")
DAY = ("--as-of", "2026-11-23")
PRICED = ("--prices", SHEET, *DAY)
SHEET_TEXT = (ROOT / SHEET).read_text(encoding="utf-8-sig")
REQUEST = (EXAMPLES / "request.yaml").read_text().replace("number: Q-2026-0042\n", "")


@pytest.fixture
def request_file(tmp_path):
    """Return a request without a number."""
    path = tmp_path / "request.yaml"
    path.write_text(REQUEST)
    return path


@pytest.fixture
def save(cli, request_file):
    """`save()` puts the example on record, `save("2026-12-01")` as one of that day, `save(text=…)` another request."""

    def run(day="2026-11-23", *more, text=None):
        request_file.write_text((text or REQUEST).replace("date: 2026-11-23", f"date: {day}"))
        return cli("quote", "build", str(request_file), *PRICED, "--save", *more)

    return run


def listed(cli, *more):
    return [(one["label"], one["state"]) for one in json.loads(cli("quote", "list", "-f", "json", *DAY, *more).out)["quotes"]]


def asked(statement):
    """Return the rows that a query of the ledger in use finds."""
    with ledger.reading(os.environ.get("LICENSECTL_STORE")) as connection:
        return [tuple(row) for row in connection.execute(statement)]


def numbers():
    return [row[0] for row in asked("SELECT number FROM quote WHERE revision = 1 ORDER BY number")]


# Shown as it was.


@pytest.mark.parametrize("view", ["internal", "customer"])
@pytest.mark.parametrize("form", ["text", "md", "csv", "tsv", "json", "jsonl", "yaml", "html"])
def test_shown_as_it_was_saved_without_prices_and_facts(cli, save, monkeypatch, form, view):
    said = save("2026-11-23", "--view", view, "-f", form, "--lang", "it")
    assert said.code == 0, said.err

    def forgotten(*_):
        raise AssertionError("a saved quote needs no fact of today")

    monkeypatch.setattr(Facts, "layers", forgotten)
    ran = cli("quote", "show", "Q-2026-0001", "--view", view, "-f", form, "--lang", "it", "--as-of", "2033-05-05")
    assert ran.code == 0, ran.err
    assert ran.out == said.out
    # Each warning once more, but not that it was saved, nor that the customer book grew.
    assert ran.err.splitlines() == [line for line in said.err.splitlines() if "LC-SAVED" not in line and "LC-CUSTOMER-ADDED" not in line]


def test_the_workbook_is_the_same_file(cli, save, tmp_path):
    assert save("2026-11-23", "-o", str(tmp_path / "built.xlsx")).code == 0
    assert cli("quote", "show", "Q-2026-0001", "-o", str(tmp_path / "shown.xlsx")).code == 0
    assert (tmp_path / "built.xlsx").read_bytes() == (tmp_path / "shown.xlsx").read_bytes()


def test_the_letterhead_is_that_of_the_day(cli, save, tmp_path, monkeypatch):
    settings = tmp_path / "settings.yaml"
    settings.write_text("profile: {name: Fabrikam, credit: {limit: 5000}}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    save()
    settings.write_text("profile: {name: Contoso Licensing}\n")
    page = cli("quote", "show", "Q-2026-0001", "--view", "customer", "-f", "html").out
    assert "Fabrikam" in page and "Contoso Licensing" not in page
    assert '"credit":null' not in document(), "what the desk owes is no part of an offer"


def document():
    return asked("SELECT document FROM quote WHERE revision = 1 ORDER BY id")[0][0]


def test_it_keeps_the_price_rows_and_rules(save, tmp_path, cli):
    cli("price", "import", SHEET, "--month", "2026-11")
    path = tmp_path / "request.yaml"
    path.write_text(REQUEST)
    assert cli("quote", "build", str(path), "--save", *DAY).code == 0
    kept = json.loads(document())
    row = kept["quote"]["lines"][0]["price_row"]
    assert (row["file"], row["month"], row["row"], row["unit_price"], row["erp"]) == (SHEET, "2026-11", 7, "1021.40", "1143.97")
    assert (row["effective_start"], row["effective_end"]) == ("2025-10-01", "9999-11-30")
    assert kept["grounds"]["programs"]["csp"] == {"sold": True, "return_rule": "csp-perpetual-30-days", "window_days": 30}
    assert kept["grounds"]["support"]["1"]["status"] == "mainstream support"
    assert len(kept["data_version"]) == 12
    assert kept["quote"]["request"]["lines"][0]["note"] == "two hosts of 16 cores"


def test_a_document_kept_by_an_earlier_program_can_be_read(golden_file):
    import msgspec

    from licensectl.domain.quotes.saved import SavedQuote

    kept = msgspec.json.decode(golden_file("saved-quote-1.json"), type=SavedQuote)
    assert (kept.label, kept.quote.totals.gross.amount, kept.shape) == ("Q-2026-0001", kept.quote.totals.gross.amount, 1)
    assert [problem.sentence("it") for problem in kept.shown.problems] and kept.quote.lines[0].price_row.row == 7


@pytest.fixture
def golden_file(save, tmp_path, request):
    """Return the content of a golden file. --update writes it only if it is missing, because old files must stay readable."""

    def content(name):
        path = ROOT / "tests" / "golden" / name
        if not path.exists() and request.config.getoption("--update"):
            text = REQUEST.replace(
                "note: two hosts", "special_price: {unit_price: 1000.00, reference: SP-1, expires: 2026-11-25}, note: two hosts"
            )
            save(text=text)
            path.write_text(document().replace(str(tmp_path), "").replace("/request.yaml", "request.yaml") + "\n")
        return path.read_bytes()

    return content


# Numbers.


def test_the_series_counts_by_year(cli, save, tmp_path):
    for day in ("2026-11-23", "2026-12-31", "2027-01-02", "2026-11-24"):
        assert save(day).code == 0
    assert numbers() == ["Q-2026-0001", "Q-2026-0002", "Q-2026-0003", "Q-2027-0001"]


def test_the_series_of_the_profile(cli, save, tmp_path, monkeypatch):
    settings = tmp_path / "settings.yaml"
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    for pattern in ("OFF/{number}/{year}", "OFF/{number}/{year}", "{number:05}"):
        settings.write_text(f"profile: {{number_series: '{pattern}'}}\n")
        assert save().code == 0
    assert numbers() == ["00001", "OFF/1/2026", "OFF/2/2026"]
    assert cli("quote", "show", "OFF/2/2026", "-f", "csv").code == 0


@pytest.mark.parametrize(
    "pattern",
    [
        "Q-{year}",
        "{number}{number}",
        "Q-{number:x}",
        "{year}{year}{number}",
        "Q-{0.__class__}{number}",
        "-{number}",
        "Q-r{number}",
        "{number",
        "Q {number:099}",
    ],
)
def test_a_series_that_is_none_is_named_with_its_line(cli, save, tmp_path, monkeypatch, pattern):
    settings = tmp_path / "settings.yaml"
    settings.write_text(f"profile:\n  name: Fabrikam\n  number_series: '{pattern}'\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    ran = save()
    assert ran.code == 1 and "settings.yaml:3" in ran.err and "[LC-SAVED-SERIES]" in ran.err


def test_a_number_of_its_own_is_never_overwritten(cli, save, tmp_path):
    text = REQUEST.replace("valid_days", "number: X-7\nvalid_days", 1)
    assert save(text=text).code == 0
    before = document()
    ran = save(text=text.replace("X-7", "x-7").replace("quantity: 2,", "quantity: 9,"))
    assert (ran.code, ran.out) == (1, "")
    assert "request.yaml:4: " in ran.err and "[LC-SAVED-TAKEN]" in ran.err
    assert (document(), numbers()) == (before, ["X-7"])


def test_the_series_steps_over_a_number_that_a_request_brought(cli, save, tmp_path):
    save(text=REQUEST.replace("valid_days", "number: q-2026-0002\nvalid_days", 1))
    for _ in range(3):
        ran = save()
        assert ran.code == 0, ran.err
    assert numbers() == ["Q-2026-0001", "Q-2026-0003", "Q-2026-0004", "q-2026-0002"]


@pytest.mark.parametrize("number", ["Q-2026-0001-r2", "-f", '" x"', '"a\\eb"', "x" * 61, '""'])
def test_numbers_that_are_none(save, number):
    ran = save(text=REQUEST.replace("valid_days", f"number: {number}\nvalid_days", 1))
    assert ran.code == 1 and re.search(r"\[LC-(SAVED-NUMBER|SAVED-REVISION|QUOTE-SIGNS)\]", ran.err)


def test_nothing_is_taken_where_the_document_cannot_go(cli, save, tmp_path):
    out = tmp_path / "there.csv"
    out.write_text("mine")
    assert save("2026-11-23", "-o", str(out)).code == 1
    assert out.read_text() == "mine"
    assert save("2026-11-23", "-o", str(out), "--force").code == 0
    assert numbers() == ["Q-2026-0001"]


def test_nothing_is_taken_where_saving_fails(cli, save, tmp_path, monkeypatch):
    from licensectl.app.quotes import store as quotes
    from licensectl.db.messages import FULL
    from licensectl.errors import LicensectlError

    def full(*_):
        raise LicensectlError(FULL.at("ledger.db", reason="disk full"))

    save()
    with monkeypatch.context() as broken:
        broken.setattr(quotes, "note", full)
        ran = save()
        assert (ran.code, ran.out) == (1, "")
    save()
    assert numbers() == ["Q-2026-0001", "Q-2026-0002"]


def test_who_saved_what_is_on_the_trail(cli, save, tmp_path):
    save()
    cli("quote", "revise", "Q-2026-0001", *PRICED)
    trail = asked("SELECT what, subject, detail FROM audit WHERE who <> '' AND at <> '' ORDER BY subject")
    assert trail == [
        ("quote saved", "Q-2026-0001", "Contoso S.r.l."),
        ("quote revised", "Q-2026-0001-r2", "Contoso S.r.l."),
        ("customer added", "contoso", ""),
    ]


def test_a_product_key_is_never_kept(cli, save, tmp_path):
    key = "ABCDE-12345-FGHIJ-67890-KLMNO"
    ran = save(text=REQUEST.replace("two hosts of 16 cores", key))
    assert ran.code == 0 and key not in ran.out
    assert key not in document() and asked(f"SELECT detail FROM audit WHERE detail = '{key}'") == []


# The list.


def test_list_knows_what_is_open_expired_and_ordered(cli, save):
    save("2026-10-01")
    save()
    save(text=REQUEST.replace("Contoso S.r.l.", "Fabrikam"))
    save(text=REQUEST.replace("margin: 12", "margin: 13"))
    by_hand = ("--placed", "2026-11-24", "--line", "DG7GMGF0PWHC:3=2")
    assert cli("order", "record", "--id", "aaaaaaaaaaaa", "--quote", "q-2026-0003-1", *by_hand).code == 0
    assert cli("order", "record", "--id", "bbbbbbbbbbbb", "--quote", "Q-2026-0004", "--status", "cancelled", *by_hand).code == 0
    every = [("Q-2026-0004", "open"), ("Q-2026-0003", "ordered"), ("Q-2026-0002", "open"), ("Q-2026-0001", "expired")]
    assert listed(cli) == every
    assert listed(cli, "--open") == [every[0], every[2]]
    assert listed(cli, "--open", "--expired") == [every[0], every[2], every[3]]
    assert listed(cli, "--ordered", "--customer", "FABRI") == [every[1]]
    assert listed(cli, "--since", "2026-11-01") == every[:3]
    assert listed(cli, "--customer", "nobody") == []
    assert cli("quote", "list", "--since", "2026-02-31").code == 2


def test_list_shows_the_newest_revision_or_all(cli, save):
    save()
    cli("quote", "revise", "Q-2026-0001", *PRICED)
    assert listed(cli) == [("Q-2026-0001-r2", "open")]
    assert listed(cli, "--revisions") == [("Q-2026-0001-r2", "open"), ("Q-2026-0001", "open")]


def test_asking_makes_no_ledger(cli, tmp_path):
    assert cli("quote", "list").code == 0
    assert cli("quote", "verify", "--all").code == 0
    for command in (("show",), ("export",), ("verify",), ("revise",)):
        ran = cli("quote", *command, "Q-2026-0001")
        assert (ran.code, ran.out) == (1, "") and "[LC-SAVED-UNKNOWN]" in ran.err
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("Q-2026-0009", "LC-SAVED-UNKNOWN"),
        ("Q-2026-0001-r2", "LC-SAVED-NO-REVISION"),
        ("Q-2026-0001-r0", "LC-SAVED-UNKNOWN"),
        ("", "LC-SAVED-UNKNOWN"),
    ],
)
def test_names_that_nothing_has(cli, save, named, code):
    save()
    ran = cli("quote", "show", named)
    assert (ran.code, ran.out) == (1, "") and code in ran.err


def test_a_misspelt_number_is_helped(cli, save):
    save()
    assert "Q-2026-0001" in cli("quote", "show", "Q-2026-001").err


def test_a_document_that_cannot_be_read_says_so(cli, save, tmp_path):
    save()
    with ledger.writing(os.environ.get("LICENSECTL_STORE")) as connection:
        connection.execute("UPDATE quote SET document = substr(document, 1, 100)")
    ran = cli("quote", "show", "Q-2026-0001")
    assert (ran.code, ran.out) == (1, "") and "[LC-SAVED-DAMAGED]" in ran.err


# Revisions.


def test_a_revision_leaves_the_one_before_as_it_was(cli, save):
    before = save("2026-11-23", "-f", "json").out
    ran = cli(
        "quote", "revise", "q-2026-0001", "--margin", "20", "--valid-days", "3", "-f", "json", "--prices", SHEET, "--as-of", "2026-11-24"
    )
    assert ran.code == 0, ran.err
    made = json.loads(ran.out)
    assert (made["number"], made["date"], made["valid_until"]) == ("Q-2026-0001-r2", "2026-11-24", "2026-11-27")
    assert made["lines"][0]["sell_price"]["amount"] == "1276.75"
    assert cli("quote", "show", "Q-2026-0001-r1", "-f", "json").out == before
    assert cli("quote", "show", "Q-2026-0001", "-f", "json").out == cli("quote", "show", "Q-2026-0001-R2", "-f", "json").out == ran.out


def test_revising_what_was_ordered_says_so(cli, save):
    save()
    record = ("order", "record", "--id", "aaaaaaaaaaaa", "--placed", "2026-11-24", "--line", "DG7GMGF0PWHC:3=2", "--quote")
    assert "[LC-SAVED-NOT-LINKED]" in cli(*record, "Q-2026-0009").err
    ran = cli(*record, "Q-2026-0001-r1")
    # What was not ordered yet is said.
    assert ran.code == 0 and ran.err.count("[LC-RECORD-NOT-ORDERED]") == ran.err.count("warning:") == 3
    assert "aaaaaaaaaaaa" in cli("quote", "revise", "Q-2026-0001", *PRICED).err


@pytest.mark.parametrize(
    ("options", "price"),
    [((), "1160.68"), (("--markup", "10"), "1123.54"), (("--discount", "0"), "1143.97"), (("--margin", "0"), "1021.40")],
)
def test_a_rule_takes_the_place_of_the_one_before(cli, save, options, price):
    save()
    made = json.loads(cli("quote", "revise", "Q-2026-0001", *options, "-f", "json", *PRICED).out)
    assert made["lines"][0]["sell_price"]["amount"] == price


def test_a_revision_from_another_request(cli, save, tmp_path):
    save()
    other = tmp_path / "other.yaml"
    other.write_text(REQUEST.replace("quantity: 2,", "quantity: 3,").replace("valid_days", "number: Q-2026-0001\nvalid_days", 1))
    ran = cli("quote", "revise", "Q-2026-0001", "--request", str(other), "--date", "2026-11-25", *PRICED, "-f", "json")
    assert ran.code == 0, ran.err
    assert (json.loads(ran.out)["date"], json.loads(ran.out)["lines"][0]["quantity"]) == ("2026-11-25", 3)
    other.write_text(other.read_text().replace("Q-2026-0001", "Q-2026-0002"))
    ran = cli("quote", "revise", "Q-2026-0001", "--request", str(other), *PRICED)
    assert (ran.code, ran.out) == (1, "") and "[LC-SAVED-OTHER]" in ran.err and "other.yaml:4" in ran.err


@pytest.mark.parametrize(
    ("options", "exit_status", "code"),
    [
        (("--margin", "100"), 2, "LC-CLI-VALUE"),
        (("--margin", "10", "--discount", "5"), 1, "LC-QUOTE-RULE"),
        (("--margin", "NaN"), 2, "LC-CLI-VALUE"),
        (("--date", "2026-02-31"), 2, "LC-CLI-VALUE"),
        (("--valid-days", "-1"), 1, "LC-QUOTE-VALIDITY"),
        (("--view", "both"), 2, "LC-CLI-VALUE"),
        (("--request", "nowhere.yaml"), 1, "LC-FILE-MISSING"),
    ],
)
def test_a_revision_that_cannot_be_makes_none(cli, save, options, exit_status, code):
    save()
    ran = cli("quote", "revise", "Q-2026-0001", *options, *PRICED)
    assert (ran.code, ran.out) == (exit_status, "") and code in ran.err
    assert listed(cli, "--revisions") == [("Q-2026-0001", "open")]


# What leaves the desk.


def test_the_exported_request_builds_the_same_quote(cli, save, tmp_path):
    said = save("2026-11-23", "-f", "json").out
    out = tmp_path / "exported.yaml"
    assert cli("quote", "export", "Q-2026-0001", "-o", str(out)).code == 0
    assert "where" not in yaml.safe_load(out.read_text())
    again = cli("quote", "build", str(out), "--prices", SHEET, "--as-of", "2030-01-01", "-f", "json")
    one, two = json.loads(said), json.loads(again.out)
    for record in (one, two):
        for key in ("as_of", "problems"):
            del record[key]
    assert one == two


@pytest.mark.parametrize(("form", "begins"), [("html", b"<!doctype html>"), ("csv", b"position,"), ("xlsx", b"PK")])
def test_export_writes_the_customers_document(cli, save, tmp_path, form, begins):
    save()
    folder = tmp_path / "out"
    folder.mkdir()
    ran = cli("quote", "export", "Q-2026-0001", "-f", form, "-o", str(folder))
    assert ran.code == 0, ran.err
    content = (folder / f"Q-2026-0001.{form}").read_bytes()
    assert content.lstrip(b"\xef\xbb\xbf").startswith(begins) and b"1021.40" not in content
    assert cli("quote", "export", "Q-2026-0001", "-f", form, "-o", str(folder)).code == 1, "not over a file that is there"


def test_a_number_cannot_lead_out_of_the_folder(cli, save, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    assert save(text=REQUEST.replace("valid_days", "number: x/../../../evil\nvalid_days", 1)).code == 0
    assert cli("quote", "export", "x/../../../evil", "-f", "csv", "-o", str(folder)).code == 0
    assert [path.name for path in folder.iterdir()] == ["x-evil.csv"]
    assert {path.name for path in tmp_path.iterdir()} <= {"home", "out", "request.yaml"}


def test_export_follows_no_link(cli, save, tmp_path):
    folder, mine = tmp_path / "out", tmp_path / "mine"
    folder.mkdir()
    mine.write_text("mine")
    (folder / "Q-2026-0001.yaml").symlink_to(mine)
    save()
    assert cli("quote", "export", "Q-2026-0001", "-o", str(folder)).code == 1
    assert cli("quote", "export", "Q-2026-0001", "-o", str(folder), "--force").code == 0
    assert mine.read_text() == "mine" and not (folder / "Q-2026-0001.yaml").is_symlink()


EVIL = "=cmd|'/C calc'!A0 <script>alert(1)</script>"


@pytest.mark.parametrize("form", ["text", "csv", "html", "md", "json"])
def test_hostile_names_stay_names(cli, save, form):
    save(text=REQUEST.replace("Contoso S.r.l.", json.dumps(EVIL)))
    for command in (("list",), ("show", "Q-2026-0001"), ("export", "Q-2026-0001")):
        out = cli("quote", *command, "-f", form, "--csv-dialect", "excel-it", *DAY).out
        assert "\x1b" not in out
        if form == "html":
            assert "<script" not in out
        if form == "csv" and command == ("list",):
            assert ";'=cmd|" in out


def figures(internal):
    """Every cost and margin of a quote, of its lines and of the whole, as it may be written."""
    held = {internal["totals"][key]["amount"] for key in ("cost", "margin")}
    for line in internal["lines"]:
        unit, sell = (Decimal(line[key]["amount"]) for key in ("unit_price", "sell_price"))
        held |= {f"{unit:.2f}", f"{unit * line['quantity']:.2f}", f"{sell - unit:.2f}", f"{(sell - unit) * line['quantity']:.2f}"}
    # Ten pieces at a margin of a tenth earn what one of them sells for.
    held -= {line["sell_price"]["amount"] for line in internal["lines"]}
    for amount in held:
        grouped = f"{Decimal(amount):,}"
        yield from (amount, grouped, grouped.translate(str.maketrans(",.", ".,")), amount.replace(".", ","), amount.rstrip("0").rstrip("."))


@pytest.mark.parametrize("command", [("show", "--view", "customer"), ("export",)], ids=" ".join)
@pytest.mark.parametrize("form", ["text", "md", "csv", "tsv", "json", "jsonl", "html", "xlsx"])
def test_the_customer_sees_no_cost_and_no_margin(cli, save, tmp_path, form, command):
    secrets = set(figures(json.loads(save("2026-11-23", "-f", "json").out)))
    assert {"1021.40", "1.021,40", "139.28", "7938.65"} <= secrets
    for lang in ("en", "it"):
        out = tmp_path / f"out.{lang}.{form}"
        assert cli("quote", command[0], "Q-2026-0001", *command[1:], "-f", form, "--lang", lang, "-o", str(out)).code == 0
        held = [out.read_bytes()]
        if form == "xlsx":
            with ZipFile(out) as parts:
                held = [parts.read(name) for name in parts.namelist()]
        text = "\n".join(part.decode() for part in held)
        assert "SKU" in text or "sku" in text or "DG7GMGF0PWHC:0003" in text
        assert [secret for secret in secrets if re.search(rf"(?<![\d.,]){re.escape(secret)}(?![\d.,]\d|\d)", text)] == []


# Two side by side.


def changes(cli, old, new, *more):
    found = json.loads(cli("quote", "diff", old, new, "-f", "json", *PRICED, *more).out)
    lines = {
        (line["change"], line["sku"] or line["title"]): {n: (f["old"], f["new"]) for n, f in line["fields"].items()}
        for line in found["lines"]
    }
    return found, lines


def test_diff_of_revisions(cli, save, tmp_path):
    save()
    other = tmp_path / "other.yaml"
    text = REQUEST.replace("quantity: 2,", "quantity: 3,").replace("market: IT", "market: IT\nnotes: [by phone]")
    text = text.replace("  - {sku: DG7GMGF0PWHC:0006, quantity: 4, availability_id: DG7GMGF0AAA2}\n", "")
    other.write_text(text + "other: [{vendor: Adobe, title: Acrobat, quantity: 1, sell_price: 250}]\n")
    assert cli("quote", "revise", "Q-2026-0001", "--request", str(other), *PRICED).code == 0
    found, lines = changes(cli, "Q-2026-0001-r1", "Q-2026-0001")
    assert found["summary"] == {"added": 1, "removed": 1, "changed": 1}
    assert lines["changed", "DG7GMGF0PWHC:0003"]["quantity"] == (2, 3)
    assert set(lines["changed", "DG7GMGF0PWHC:0003"]) == {"quantity", "line_total"}
    assert lines["added", "Acrobat"]["sell_price"] == (None, {"amount": "250.00", "currency": "EUR"})
    assert lines["removed", "DG7GMGF0PWHC:0006"]["quantity"] == (4, None)
    assert found["fields"] == {"notes": {"old": [], "new": ["by phone"], "delta": None}}
    assert found["totals"]["net"]["delta"] == {"amount": "830.24", "currency": "EUR"}


@pytest.mark.parametrize("lang", ["en", "it"])
def test_diff_as_csv_reads_the_same_in_every_language(cli, save, tmp_path, lang):
    save()
    other = tmp_path / "other.yaml"
    other.write_text(REQUEST.replace("quantity: 4,", "quantity: 4, vat_rate: 9.5,"))
    out = cli("quote", "diff", "Q-2026-0001", str(other), "-f", "csv", "--lang", lang, *PRICED).out
    assert "changed,2,DG7GMGF0PWHC:0006,Windows Server 2025 Standard - 2 Core,vat_rate,22,9.5,-12.5" in out


def test_diff_against_a_request_file(cli, save, request_file):
    save()
    assert cli("quote", "diff", "Q-2026-0001", str(request_file), "--exit-code", *PRICED).code == 0
    request_file.write_text(REQUEST.replace("margin: 12", "margin: 13"))
    assert cli("quote", "diff", "Q-2026-0001", str(request_file), *PRICED).code == 0
    assert cli("quote", "diff", "Q-2026-0001", str(request_file), "--exit-code", *PRICED).code == 3
    found, lines = changes(cli, "Q-2026-0001", str(request_file))
    assert found["summary"]["changed"] == 3 and "unit_price" not in lines["changed", "DG7GMGF0PWHC:0003"]
    assert "[LC-SAVED-NEITHER]" in cli("quote", "diff", "Q-2026-0001", "Q-2026-7777").err
    assert "[LC-FILE-MISSING]" in cli("quote", "diff", "Q-2026-0001", "nowhere.yaml").err


def test_diff_does_not_show_sums_of_a_quote_without_all_prices(cli, save, tmp_path):
    """The discount of the whole quote is shared among the lines with a price alone, so it is as unknown as the net."""
    text = REQUEST.replace("market: IT", "market: IT\ndiscount_amount: 333.33")
    save(text=text)
    without = tmp_path / "without.yaml"
    without.write_text(text)
    assert cli("quote", "revise", "Q-2026-0001", "--request", str(without), *DAY).code == 3
    totals = json.loads(cli("quote", "diff", "Q-2026-0001-r1", "Q-2026-0001-r2", "-f", "json", *DAY).out)["totals"]
    for name in ("discount", "net", "gross"):
        assert (totals[name]["old"] is None, totals[name]["new"], totals[name]["delta"]) == (False, None, None), name
    shown = json.loads(cli("quote", "show", "Q-2026-0001-r2", "-f", "json", *DAY).out)["totals"]
    assert (shown["complete"], shown["net"], shown["discount"]) == (False, None, None)


def test_diff_does_not_care_for_the_order_of_lines(cli, save, request_file):
    save()
    head, _, lines = REQUEST.partition("  - {")
    turned = head + "".join(f"  - {{{line}\n" for line in reversed(lines.rstrip().split("\n  - {")))
    request_file.write_text(turned)
    found, _ = changes(cli, "Q-2026-0001", str(request_file))
    assert (found["lines"], found["fields"]) == ([], {})


# Orders.


def test_an_order_takes_a_saved_quote_by_its_number(cli, save, request_file):
    save()
    for target in ("csv", "partner-center"):
        ran = cli("order", "export", "Q-2026-0001", "--target", target, *DAY)
        assert ran.code == 0, ran.err
        request_file.write_text(REQUEST.replace("valid_days", "number: Q-2026-0001\nvalid_days", 1))
        assert ran.out == cli("order", "export", str(request_file), "--target", target, *PRICED).out


def codes(cli, *options):
    found = json.loads(cli("order", "check", "Q-2026-0001", "-f", "json", *options).out)["problems"]
    return {problem["code"]: problem["severity"] for problem in found if "PLACE-M" in problem["code"] or problem["code"] in WATCHED}


WATCHED = ("LC-PLACE-EXPIRED", "LC-PLACE-LISTED", "LC-PLACE-SPECIAL", "LC-PLACE-PROGRAM")


def test_order_check_says_what_moved_since(cli, save, tmp_path):
    save()
    assert "LC-PLACE-MOVED" not in codes(cli, *PRICED)
    dearer = tmp_path / "dearer.csv"
    dearer.write_text(SHEET_TEXT.replace(",IT,EUR,1021.40,", ",IT,EUR,1100,"), encoding="utf-8")
    assert dearer.read_text() != SHEET_TEXT
    assert codes(cli, "--prices", str(dearer), *DAY)["LC-PLACE-MOVED"] == "error"
    assert codes(cli, "--prices", SHEET, "--as-of", "2026-12-24")["LC-PLACE-EXPIRED"] == "error"
    without = tmp_path / "without.csv"
    without.write_text("".join(line for line in SHEET_TEXT.splitlines(keepends=True) if "PWHT" not in line), encoding="utf-8")
    found = json.loads(cli("order", "check", "Q-2026-0001", "-f", "json", "--prices", str(without), *DAY).out)["problems"]
    assert any("DG7GMGF0PWHT:0002" in problem["message"] and problem["severity"] == "error" for problem in found)


def test_order_check_neither(cli, save):
    save()
    assert "[LC-SAVED-NEITHER]" in cli("order", "check", "Q-2027-0001").err
    assert "[LC-FILE-MISSING]" in cli("order", "check", "nowhere.yaml").err


def test_a_special_price_must_hold_on_the_day_of_the_order(cli, save):
    special = "special_price: {unit_price: 900.00, reference: SP-1, expires: 2026-11-24}, note: two hosts"
    save(text=REQUEST.replace("note: two hosts", special))
    assert "LC-PLACE-SPECIAL" not in codes(cli, "--prices", SHEET, "--as-of", "2026-11-24")
    assert codes(cli, "--prices", SHEET, "--as-of", "2026-11-25")["LC-PLACE-SPECIAL"] == "error"


# What a person reads.


@pytest.mark.parametrize("form", ["text", "md", "csv"])
@pytest.mark.parametrize("lang", ["en", "it"])
def test_what_a_person_reads(cli, save, golden, form, lang):
    save()
    cli("quote", "revise", "Q-2026-0001", "--margin", "13", "--valid-days", "20", *PRICED)
    more = ("-f", form, "--lang", lang)
    golden(f"quote-list.{lang}.{form}", cli("quote", "list", "--revisions", *more, "--as-of", "2026-12-02").out)
    golden(f"quote-diff.{lang}.{form}", cli("quote", "diff", "Q-2026-0001-r1", "Q-2026-0001-r2", *more, *DAY).out)
    before = "examples/price-sheet-software-IT-2026-10.csv"
    golden(f"quote-verify.{lang}.{form}", cli("quote", "verify", "Q-2026-0001-r1", "--prices", before, "--as-of", "2026-12-02", *more).out)


@pytest.mark.parametrize("width", [80, 140])
def test_tables_fit_the_terminal(cli, save, monkeypatch, width):
    save()
    cli("quote", "revise", "Q-2026-0001", "--margin", "13", *PRICED)
    monkeypatch.setenv("COLUMNS", str(width))
    for command in (("list",), ("diff", "Q-2026-0001-r1", "Q-2026-0001"), ("verify", "--all"), ("show", "Q-2026-0001")):
        ran = cli("quote", *command, "-f", "table", "--color", "never", "--as-of", "2026-12-20")
        assert ran.code in (0, 3), ran.err
        assert all(len(line.rstrip()) <= width for line in ran.out.splitlines())


@pytest.mark.parametrize(("dialect", "row"), [("excel-it", "vat_rate;5,5;22;16,5"), ("rfc4180", "vat_rate,5.5,22,16.5")])
def test_percentages_of_a_comparison_are_figures_of_the_dialect(cli, tmp_path, dialect, row):
    (tmp_path / "old.yaml").write_text(REQUEST.replace("rate: 22", "rate: 5.5"))
    (tmp_path / "new.yaml").write_text(REQUEST)
    sides = (str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"))
    assert row in cli("quote", "diff", *sides, "-f", "csv", "--csv-dialect", dialect, *PRICED).out
    assert "5,5 %" in cli("quote", "diff", *sides, "-f", "text", "--lang", "it", *PRICED).out


@pytest.mark.parametrize("lang", ["en", "it"])
def test_percentages_of_a_comparison_are_numbers_of_a_workbook(cli, tmp_path, lang):
    (tmp_path / "old.yaml").write_text(REQUEST.replace("rate: 22", "rate: 5.5"))
    (tmp_path / "new.yaml").write_text(REQUEST)
    output = tmp_path / "diff.xlsx"
    ran = cli("quote", "diff", *map(str, (tmp_path / "old.yaml", tmp_path / "new.yaml")), "-o", str(output), "--lang", lang, *PRICED)
    assert ran.code == 0, ran.err
    sheets = load_workbook(output)
    rows = [row for sheet in sheets for row in sheet.iter_rows()]
    # Of each of the four lines, and of the quote itself.
    rates = [
        [(cell.value, cell.number_format) for cell in row[-3:-1]] for row in rows if {"VAT", "IVA"} & {cell.value for cell in row[-4:-3]}
    ]
    assert rates == [[(5.5, '#,##0.0 "%"'), (22, '#,##0 "%"')]] * 5
    # Other figures of the same columns have no sign.
    nets = [row for row in rows if row[0].value in ("Gross", "Lordo", "Totale")]
    assert nets and not any('"%"' in cell.number_format for row in nets for cell in row)


def test_a_rate_of_zero_is_no_missing_rate(cli, tmp_path):
    (tmp_path / "old.yaml").write_text(REQUEST)
    (tmp_path / "new.yaml").write_text(REQUEST.replace("rate: 22", "rate: 0"))
    sides = (str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"))
    assert "vat_rate,22,0,-22" in cli("quote", "diff", *sides, "-f", "csv", *PRICED).out
