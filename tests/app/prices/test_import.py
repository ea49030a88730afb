"""`price import` at its edges: bad rows set aside, a map that is wrong, how far it is, and that nothing is half done."""

import csv
import io
import json
import os
import pty
import select
import subprocess
import sys

import pytest
from helpers import EXAMPLES, ROOT, SHEET

HEADER, *LINES = (EXAMPLES.parent / SHEET).read_text(encoding="utf-8").splitlines()
ITALIAN = ("examples/distributor-list-it.csv", "--columns", "examples/columns-it.yaml")


def written(path, *lines):
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return str(path)


def mixed(tmp_path):
    """Two bad rows, one of them twice so, among good ones."""
    bad = [LINES[0].replace("11541.82", "free").replace(",IT,", ",Italy,"), LINES[1].replace("11950.38", "=cmd|'/c calc'!A0")]
    return written(tmp_path / "mixed.csv", LINES[2], bad[0], LINES[3], bad[1])


def sheets(cli):
    return json.loads(cli("price", "list", "-f", "json").out)["sheets"]


def test_bad_rows_are_set_aside_with_their_reasons(cli, tmp_path):
    out = tmp_path / "rejects.csv"
    ran = cli("price", "import", mixed(tmp_path), "--skip-bad", str(out))
    assert ran.code == 0
    assert "2 bad rows were left out" in ran.err and "[LC-BOOK-SKIPPED]" in ran.err
    assert [sheet["rows"] for sheet in sheets(cli)] == [2]
    header, first, second = csv.reader(io.StringIO(out.read_text(encoding="utf-8")))
    assert header[:4] == ["row", "reason", "code", "\ufeffChangeIndicator".lstrip("\ufeff")] and len(header) == 24
    assert (first[0], first[2]) == ("3", "LC-SHEET-CODE LC-SHEET-NUMBER")
    assert "Italy" in first[1] and "free" in first[1]
    assert second[0] == "5" and "=cmd|'/c calc'!A0" in second
    assert first[3:] == next(csv.reader([LINES[0].replace("11541.82", "free").replace(",IT,", ",Italy,")]))


def test_without_it_nothing_is_imported_and_the_rows_are_named(cli, tmp_path):
    ran = cli("price", "import", mixed(tmp_path))
    assert ran.code == 1 and sheets(cli) == []
    assert "mixed.csv:3: " in ran.err and "mixed.csv:5: " in ran.err


def test_rejects_for_a_spreadsheet_hold_no_formula(cli, tmp_path):
    out = tmp_path / "rejects.csv"
    assert cli("price", "import", mixed(tmp_path), "--skip-bad", str(out), "--csv-dialect", "excel-it").code == 0
    text = out.read_text(encoding="utf-8")
    assert text.startswith("\ufeffrow;reason;code;") and ";'=cmd|" in text


def test_a_sheet_without_bad_rows_says_so(cli, tmp_path):
    out = tmp_path / "rejects.csv"
    ran = cli("price", "import", SHEET, "--skip-bad", str(out))
    assert ran.code == 0 and "0 bad rows" in ran.err
    assert len(out.read_text().splitlines()) == 1


def test_what_stands_in_the_way_is_said_before_anything_is_imported(cli, tmp_path):
    out = tmp_path / "rejects.csv"
    out.write_text("mine")
    ran = cli("price", "import", mixed(tmp_path), "--skip-bad", str(out))
    assert ran.code == 1 and "LC-OUT-EXISTS" in ran.err and out.read_text() == "mine" and sheets(cli) == []
    assert cli("price", "import", mixed(tmp_path), "--skip-bad", str(out), "--force").code == 0
    assert out.read_text() != "mine"
    assert cli("price", "import", SHEET, SHEET, "--skip-bad", str(tmp_path / "x.csv")).code == 2
    ran = cli("price", "import", SHEET, "--skip-bad", str(tmp_path / "no" / "x.csv"))
    assert ran.code == 1 and "LC-OUT-FOLDER" in ran.err
    assert [sheet["rows"] for sheet in sheets(cli)] == [2], "what could not be set aside was not left out"


def test_a_sheet_of_bad_rows_alone_is_none(cli, tmp_path):
    bad = written(tmp_path / "bad.csv", LINES[0].replace("11541.82", "free"))
    ran = cli("price", "import", bad, "--skip-bad", str(tmp_path / "x.csv"))
    assert ran.code == 1 and "LC-SHEET-NONE-GOOD" in ran.err and sheets(cli) == []
    assert not (tmp_path / "x.csv").exists()


def test_a_file_cut_at_its_end_is_no_bad_row(cli, tmp_path):
    cut = tmp_path / "cut.csv"
    cut.write_text("\n".join([HEADER, *LINES[:3]])[:-30], encoding="utf-8")
    ran = cli("price", "import", str(cut), "--skip-bad", str(tmp_path / "x.csv"))
    assert ran.code == 1 and sheets(cli) == []


def test_the_same_file_under_another_map_is_read_anew(cli, tmp_path):
    other = tmp_path / "map.yaml"
    other.write_text((EXAMPLES / "columns-it.yaml").read_text().replace("date_order: dmy", "date_order: mdy"))
    first = json.loads(cli("price", "import", *ITALIAN, "-f", "json").out)["sheets"]
    again = json.loads(cli("price", "import", *ITALIAN, "-f", "json").out)
    assert again["sheets"] == first
    assert [problem["code"] for problem in again["problems"]] == ["LC-BOOK-AGAIN"]
    ran = cli("price", "import", ITALIAN[0], "--columns", str(other), "-f", "json")
    assert [sheet["month"] for sheet in json.loads(ran.out)["sheets"]] == ["2026-01"]
    assert len(sheets(cli)) == 2
    assert cli("price", "import", mixed(tmp_path), "--skip-bad", str(tmp_path / "x.csv")).code == 0
    (tmp_path / "mixed.csv").write_text(
        (tmp_path / "mixed.csv").read_text().replace("free", "1").replace("Italy", "IT").replace("=cmd|'/c calc'!A0", "2")
    )
    assert cli("price", "import", str(tmp_path / "mixed.csv")).code == 0


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("price", "diff", ITALIAN[0], *ITALIAN, "--exit-code"), 0),
        (("size", "windows-server", "--server", "2x10", "--prices", *ITALIAN), 0),
        (("quote", "build", "examples/request.yaml", "--prices", *ITALIAN, "--as-of", "2026-11-23"), 0),
    ],
)
def test_a_distributors_list_everywhere(cli, command, code):
    ran = cli(*command)
    assert ran.code == code, ran.err
    assert "LC-SHEET-READ-AS" in ran.err and "Windows-1252" in ran.err


def test_how_a_list_was_read_is_said_in_italian_and_not_when_quiet(cli):
    assert (
        "Il file è letto così: Windows-1252, separato da ';', intestazione alla riga 4"
        in cli("price", "import", *ITALIAN, "--lang", "it").err
    )
    assert cli("size", "windows-server", "--server", "2x10", "--prices", *ITALIAN, "-q").err == ""


MAPS = {
    "no field of ours": ("columns: {price: X}", "LC-MAP-FIELD", 1),
    "nothing like a field": ("columns: {zzz: X}", "LC-MAP-FIELD-FAR", 1),
    "no header": ("columns:\n  erp: ['']", "LC-MAP-HEADER", 2),
    "an empty list": ("columns:\n  erp: []", "LC-MAP-HEADER", 2),
    "sku in one and in two": ("columns:\n  sku: A\n  sku_id: B", "LC-MAP-SKU", 3),
    "an amount for all": ("defaults: {unit_price: 1}", "LC-MAP-DEFAULT", 1),
    "a country": ("defaults:\n  market: Italy", "LC-MAP-VALUE", 2),
    "a word that is not ours": ("values:\n  term: {Perpetua: Perpetual}", "LC-MAP-VALUE", 2),
    "words for a title": ("values: {title: {a: b}}", "LC-MAP-VALUES", 1),
    "a decimal in words": ("decimal: comma", "LC-DATA-VALUE", 1),
    "row none": ("header_row: -1", "LC-MAP-VALUE", 1),
    "an encoding that nobody has": ("encoding: klingon", "LC-MAP-VALUE", 1),
    "an encoding of bytes": ("encoding: base64", "LC-MAP-VALUE", 1),
    "a key that is none": ("column: {}", "LC-DATA-UNKNOWN", 1),
    "a day that is none": ("defaults: {effective_start: 2026-02-30}", "LC-MAP-VALUE", 1),
}


@pytest.mark.parametrize("case", MAPS)
def test_bad_maps(cli, tmp_path, case):
    content, code, line = MAPS[case]
    (tmp_path / "map.yaml").write_text(content)
    ran = cli("price", "import", SHEET, "--columns", str(tmp_path / "map.yaml"))
    assert (ran.code, ran.out) == (1, "")
    assert f"map.yaml:{line}: " in ran.err and code in ran.err
    assert sheets(cli) == []


LISTS = {
    "a header that is not there": ("columns: {erp: Prezo}", "LC-SHEET-COLUMNS-MAP", "Prezo"),
    "no price at all": (
        "columns: {sku: Articolo}\ndefaults: {market: IT, currency: EUR, term: OneTime}",
        "LC-SHEET-COLUMNS-MAP",
        "UnitPrice",
    ),
    "no currency": ("columns: {sku: Articolo, erp: Prezzo al pubblico}\ndefaults: {market: IT}", "LC-SHEET-COLUMNS-MAP", "Currency"),
    "words of the list": (
        "columns: {sku: Articolo, erp: Prezzo al pubblico, term: Licenza}\ndefaults: {market: IT, currency: EUR}",
        "LC-SHEET-WORD",
        "Perpetua",
    ),
}


@pytest.mark.parametrize("case", LISTS)
def test_maps_that_do_not_fit_the_list(cli, tmp_path, case):
    content, code, named = LISTS[case]
    (tmp_path / "map.yaml").write_text(content)
    ran = cli("price", "import", ITALIAN[0], "--columns", str(tmp_path / "map.yaml"))
    assert (ran.code, ran.out) == (1, "")
    assert code in ran.err and named in ran.err


def test_a_list_without_periods_holds_for_the_month_that_is_named(cli, tmp_path):
    (tmp_path / "list.csv").write_text("Codice;Prezzo\nDG7GMGF0PWHC:0003;1.021,40\n")
    (tmp_path / "map.yaml").write_text(
        "columns: {sku: Codice, unit_price: Prezzo}\ndefaults: {market: IT, currency: EUR, term: OneTime, segment: Commercial}\n"
    )
    command = ("price", "import", str(tmp_path / "list.csv"), "--columns", str(tmp_path / "map.yaml"))
    assert "LC-BOOK-MONTH" in cli(*command).err
    assert cli(*command, "--month", "2026-11").code == 0
    shown = json.loads(cli("price", "show", "DG7GMGF0PWHC:0003", "-f", "json", "--as-of", "2026-11-23").out)
    assert [(price["unit_price"]["amount"], price["erp"]) for price in shown["prices"]] == [("1021.40", None)]


@pytest.mark.parametrize(("quiet", "drawn"), [((), True), (("--quiet",), False)])
def test_the_bar_on_a_terminal_alone(tmp_path, quiet, drawn):
    # A bar that is due at once: a sheet that every machine reads for longer than the delay would take seconds.
    program = "from licensectl.render import progress; progress.DELAY = 0; from licensectl.main import main; main()"
    lead, follow = pty.openpty()
    command = [sys.executable, "-c", program, "price", "import", "--book", str(tmp_path / "b.db"), SHEET, *quiet]
    environment = os.environ | {"TERM": "xterm", "LICENSECTL_HOME": str(tmp_path), "COLUMNS": "80"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=follow, cwd=ROOT, env=environment)
    os.close(follow)
    seen = b""
    while process.poll() is None or select.select([lead], [], [], 0)[0]:
        if select.select([lead], [], [], 0.1)[0]:
            try:
                seen += os.read(lead, 65536)
            except OSError:
                break
    out = process.communicate()[0].decode()
    os.close(lead)
    assert process.returncode == 0 and "━" not in out and "\r" not in out
    assert ("/35.9 kB" in seen.decode()) == drawn
    assert not drawn or b"\x1b[2Knote: " in seen


SKU, SHEETS = "DG7GMGF0PWHC:0003", [f"examples/price-sheet-software-IT-2026-{month}.csv" for month in ("11", "10")]


def test_an_import_says_its_month_and_never_moves_prices_of_another(cli):
    for file, month in zip(SHEETS, ("2026-11", "2026-10"), strict=True):
        ran = cli("price", "import", file)
        assert f"{file}: The sheet was filed under {month}: by the name of the file" in ran.err and "LC-BOOK-REPLACED" not in ran.err
    ran = cli("quote", "build", "examples/request.yaml", "--as-of", "2026-11-23", "-f", "json")
    assert json.loads(ran.out)["lines"][0]["unit_price"]["amount"] == "1021.40"


def test_one_announced_price_does_not_move_the_month(cli, tmp_path):
    head, *rows = (ROOT / SHEETS[0]).read_text(encoding="utf-8-sig").splitlines()
    rows = [row.replace("2025-10-01", "2026-11-01") for row in rows]
    (tmp_path / "sheet.csv").write_text("\n".join([head, *rows, rows[0].replace("2026-11-01", "2027-03-01"), ""]))
    ran = cli("price", "import", str(tmp_path / "sheet.csv"), "-f", "json")
    assert json.loads(ran.out)["sheets"][0]["month"] == "2026-11"
    assert "by the start of most rows, 121 of 122" in ran.out


def test_what_an_import_replaces_is_said(cli, tmp_path):
    cli("price", "import", SHEETS[0])
    ran = cli("price", "import", SHEETS[1], "--month", "2026-11")
    assert "filed under 2026-11: as --month says" in ran.err
    assert f"2026-11 had prices of IT · CHF, DKK, EUR, GBP, NOK, SEK · Commercial, Education already, from {SHEETS[0]}" in ran.err
    again = cli("price", "import", SHEETS[0]).err
    assert f"already, from {SHEETS[1]}" in again and "LC-BOOK-COUNTS-AGAIN" in again
    assert "LC-BOOK-REPLACED" not in cli("price", "import", SHEETS[0]).err, "nothing was changed"


def test_two_prices_for_one_key_are_said_at_the_import(cli, tmp_path):
    head, *rows = (ROOT / SHEETS[0]).read_text(encoding="utf-8-sig").splitlines()
    [row] = [row for row in rows if "1021.40" in row]
    (tmp_path / "2026-11.csv").write_text("\n".join([head, row, row.replace("1021.40", "1021.4"), ""]))
    assert "LC-BOOK-TWO-PRICES" not in cli("price", "import", str(tmp_path / "2026-11.csv")).err
    (tmp_path / "other 2026-11.csv").write_text("\n".join([head, row, row.replace("1021.40", "1031.40"), ""]))
    ran = cli("price", "import", str(tmp_path / "other 2026-11.csv"))
    assert f"Keys with two prices from the same day on: 1. The first is {SKU} in rows 2, 3" in ran.err


def test_a_replaced_sheet_that_is_imported_again_counts(cli, tmp_path):
    first, second = written(tmp_path / "first.csv", *LINES[:4]), written(tmp_path / "second.csv", *LINES[1:4])
    for name, month in ((first, "2026-11"), (second, "2026-11"), (second, "2026-12")):
        assert cli("price", "import", name, "--month", month).code == 0
    ran = cli("price", "import", first, "--month", "2026-11")
    assert ran.code == 0 and "[LC-BOOK-COUNTS-AGAIN]" in ran.err and "second.csv" in ran.err
    assert [(sheet["month"], sheet["file"]) for sheet in sheets(cli)] == [("2026-11", second), ("2026-11", first), ("2026-12", second)]
    assert [sheet["rows"] for sheet in sheets(cli)] == [3, 4, 3]
    again = cli("price", "import", first, "--month", "2026-11")
    assert "[LC-BOOK-AGAIN]" in again.err and "COUNTS" not in again.err
    # Files that are there in this order already: nothing changes.
    both = cli("price", "import", second, first, "--month", "2026-11")
    assert both.err.count("[LC-BOOK-AGAIN]") == 2 and "COUNTS" not in both.err
