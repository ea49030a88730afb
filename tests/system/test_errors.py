"""The gallery of what people get wrong: a sentence with place, problem, cure and code, exit 1 or 2, and nothing written."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import EXAMPLES, SHEET

GOOD = (EXAMPLES / "request.yaml").read_text().split("\n", 1)[1]
LINE = "- {sku: DG7GMGF0PWHC:0003, quantity: 2,"
REQUESTS = {
    "unknown sku": (GOOD.replace("DG7GMGF0PWHC:0003", "DG7GMGF0PWHX:0003"), "LC-SKU-UNKNOWN", 19),
    "no quantity": (GOOD.replace(", quantity: 2,", ","), "LC-DATA-MISSING", 19),
    "negative quantity": (GOOD.replace("quantity: 2,", "quantity: -2,"), "LC-QUOTE-QUANTITY", 19),
    "half a licence": (GOOD.replace("quantity: 2,", "quantity: 2.5,"), "LC-LINES-COUNT", 19),
    "forty digits": (GOOD.replace("quantity: 2,", "quantity: " + "9" * 40 + ","), "LC-", 19),
    "currency not in the sheet": (GOOD.replace("currency: EUR", "currency: USD"), "LC-PRICE-CURRENCY", 19),
    "duplicate key": (GOOD + "program: box\n", "LC-YAML-DUPLICATE", 23),
    "tabs": (GOOD.replace("  name: Contoso", "\tname: Contoso"), "LC-YAML-SYNTAX", 6),
    "tag": (GOOD.replace("market: IT", "market: !!python/object/apply:os.system [id]"), "LC-YAML-TAG", 11),
    "brackets": ("lines: " + "[" * 30_000, "LC-YAML-DEPTH", 1),
    "empty": ("", "LC-YAML-EMPTY", None),
    "day that does not exist": (GOOD.replace("2026-11-23", "2026-02-31"), "LC-DATA-VALUE", 3),
    "margin of 100": (GOOD.replace("margin: 12", "margin: 100"), "LC-QUOTE-PERCENT", 15),
    "unknown key": (GOOD.replace("valid_days", "valid_dayz"), "LC-DATA-UNKNOWN", 4),
    "a key that is ours": (GOOD.replace(LINE, LINE + " where: here,"), "LC-DATA-UNKNOWN", 19),
    "two names": (GOOD.replace(LINE, LINE + " part_number: 79P-05729,"), "LC-QUOTE-NAME", 19),
    "no vat": (GOOD.replace("vat: {rate: 22}", "vat: {}"), "LC-QUOTE-VAT", 16),
    "not a mapping": ("- one\n- two\n", "LC-DATA-MAPPING", 1),
    "infinite price": (GOOD.replace(LINE, LINE + " sell_price: Infinity,"), "LC-QUOTE-AMOUNT", 19),
    "a server of half cores": (GOOD + "servers:\n  - {product: windows-server, server: 2x8.5}\n", "LC-SIZE-SERVER", 24),
    "lower-case market": (GOOD.replace("market: IT", "market: it"), "LC-QUOTE-MARKET", 11),
}


@pytest.mark.parametrize("case", REQUESTS)
def test_bad_request(cli, tmp_path, case):
    text, code, line = REQUESTS[case]
    request, out = tmp_path / "request.yaml", tmp_path / "quote.csv"
    request.write_text(text)
    ran = cli("quote", "build", str(request), "--prices", SHEET, "-o", str(out))
    assert ran.code == 1, (ran.code, ran.err)
    assert code in ran.err
    assert (f"request.yaml:{line}: " if line else "request.yaml: ") in ran.err
    assert ran.out == ""
    assert not out.exists()


def test_did_you_mean_names_three(cli, tmp_path):
    request = tmp_path / "request.yaml"
    request.write_text(GOOD.replace("DG7GMGF0PWHC:0003", "DG7GMGF0PWHX:0003"))
    message = cli("quote", "build", str(request)).err
    assert "Did you mean " in message
    assert len(re.findall(r"DG7GMGF0\w{4}:\w{4}", message.split("Did you mean")[1])) == 3


def test_all_mistakes_at_once(cli, tmp_path):
    request = tmp_path / "request.yaml"
    request.write_text(
        GOOD.replace("quantity: 2,", "quantity: 0,").replace("PWHT:0002", "PWHQ:0002").replace("margin: 10,", "margin: 200,")
    )
    assert len(cli("quote", "build", str(request)).err.splitlines()) == 3


def test_market_norway_is_not_a_no(cli, tmp_path):
    request = tmp_path / "request.yaml"
    request.write_text(GOOD.replace("market: IT", "market: NO"))
    ran = cli("quote", "build", str(request), "--prices", SHEET)
    assert "market NO" in ran.err


HEADER, *ROWS = (EXAMPLES.parent / SHEET).read_text(encoding="utf-8").splitlines()
SHEETS = {
    "empty": (b"", "LC-SHEET-EMPTY"),
    "header alone": (HEADER.encode(), "LC-SHEET-EMPTY"),
    "cut in a row": ("\n".join([HEADER, *ROWS[:3]])[:-20].encode(), "LC-SHEET-CUT"),
    "cut in a quote": ("\n".join([HEADER, *ROWS[:3]]).rsplit(', one-time purchase"', 1)[0].encode(), "LC-SHEET-CSV"),
    "two encodings": ("\n".join([HEADER, ROWS[0].replace("Windows", "Wind\u00f6ws")]).encode() + b" \xf6", "LC-SHEET-ENCODING"),
    "thousands or decimals": (
        "\n".join([HEADER, ROWS[0].replace("11541.82", '"1,541"').replace("12926.84", "2000")]).encode(),
        "LC-SHEET-AMBIGUOUS",
    ),
    "31 February": ("\n".join([HEADER, ROWS[0].replace("2025-10-01", "2025-02-31")]).encode(), "LC-SHEET-DATE"),
    "other file": (b"PartnerId,InvoiceNumber,OrderId\n1,2,3\n", "LC-SHEET-KIND"),
    "commas for semicolons": ("\n".join([HEADER, ROWS[0]]).replace(",", ";").replace(".82", ",82,").encode(), "LC-SHEET-NUMBER"),
    "html": (b"<!DOCTYPE html><html><body>Sign in</body></html>", "LC-SHEET-COLUMNS"),
}


@pytest.mark.parametrize("case", SHEETS)
def test_bad_sheet(cli, tmp_path, case):
    content, code = SHEETS[case]
    sheet, out = tmp_path / "sheet.csv", tmp_path / "quote.json"
    sheet.write_bytes(content)
    ran = cli("quote", "build", "examples/request.yaml", "--prices", str(sheet), "-o", str(out))
    assert ran.code == 1
    assert code in ran.err
    assert "sheet.csv" in ran.err
    assert not out.exists()


def test_missing_file(cli):
    ran = cli("quote", "build", "nowhere.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "nowhere.yaml" in ran.err and "[LC-FILE-MISSING]" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "programs", "--as-of", "2026-02-31"),
        ("compare", "programs", "--lang", "de"),
        ("compare", "programs", "-f", "pdf"),
        ("quote", "build"),
        ("order", "export", "examples/request.yaml", "--target", "nobody"),
        ("sku", "show", "A", "B"),
        ("quote", "build", "-", "--prices", "-"),
        ("compare", "office", "--from", "office_standard_2019"),
        ("returns", "check", "--purchased", "2026-11-01", "--seal", "torn"),
    ],
)
def test_misuse(cli, arguments):
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert re.search(r"\[LC-[A-Z-]+\]$", ran.err.strip())


def test_unknown_names_exit_1(cli):
    assert cli("compare", "programs", "opne").code == 1
    assert cli("compare", "office", "--matrix", "2030").code == 1
    assert cli("compare", "office", "--from", "office_standard_2019", "--to", "office_2030").code == 1
    assert cli("sku", "show", "NOPE").code == 1
    assert cli("sku", "list", "--family", "Lotus").code == 1


def test_errors_as_json(cli):
    ran = cli("sku", "show", "NOPE", "-f", "json")
    record = json.loads(ran.err)
    assert record["problems"][0]["code"] == "LC-SKU-NOT-IN-CATALOGUE"
    assert list(record["problems"][0]) == ["severity", "code", "message", "where", "sources"]


def test_no_overwriting_without_force(cli, tmp_path):
    out = tmp_path / "skus.csv"
    out.write_text("mine")
    assert cli("sku", "search", "sql", "-o", str(out)).code == 1
    assert out.read_text() == "mine"
    assert cli("sku", "search", "sql", "-o", str(out), "--force").code == 0
    assert out.read_text().startswith("sku,")


def test_folder_that_is_not_there(cli, tmp_path):
    folder = tmp_path / "no"
    ran = cli("sku", "search", "sql", "-o", str(folder / "skus.csv"))
    assert ran.code == 1
    assert ran.err == f"licensectl: The folder '{folder}' does not exist. Create it, or choose another folder. [LC-OUT-FOLDER]\n"
    ran = cli("sku", "search", "sql", "-o", str(folder / "skus.csv"), "--lang", "it")
    assert ran.err == f"licensectl: La cartella «{folder}» non esiste. Crearla, o scegliere un'altra cartella. [LC-OUT-FOLDER]\n"


def test_a_folder_that_is_a_file(cli, tmp_path):
    (tmp_path / "no").write_text("")
    ran = cli("sku", "search", "sql", "-o", str(tmp_path / "no" / "skus.csv"))
    assert ran.code == 1 and "a part of the path is not a folder" in ran.err and "LC-OUT-UNWRITABLE" in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "command",
    [
        ("sku", "list", "-f", "json"),
        ("quote", "build", "examples/request.yaml", "-q", "-f", "html"),
        ("--version",),
        ("--help",),
        ("quote", "build", "--help"),
    ],
)
def test_a_full_disk_under_stdout(command, cache, tmp_path):
    environment = os.environ | {"LICENSECTL_HOME": str(tmp_path), "LICENSECTL_CACHE": str(cache)}
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "licensectl", *command],
            cwd=EXAMPLES.parent,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
    assert ran.returncode == 1
    assert "LC-OUT-STDOUT" in ran.stderr and "Traceback" not in ran.stderr and "Exception" not in ran.stderr


def test_a_device_or_a_pipe_is_written_to_and_never_replaced(cli, tmp_path):
    pipe = tmp_path / "quote.csv"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True)
    assert cli("sku", "search", "visio", "-o", str(pipe)).code == 0
    assert reader.communicate(timeout=30)[0].startswith("sku,")
    assert pipe.is_fifo()
    for force in ((), ("--force",)):
        assert cli("sku", "search", "visio", "-f", "csv", "-o", os.devnull, *force).code == 0
        assert Path(os.devnull).is_char_device()


def test_a_link_is_not_followed(cli, tmp_path):
    mine, link = tmp_path / "mine.csv", tmp_path / "link.csv"
    mine.write_text("mine")
    link.symlink_to(mine)
    assert cli("sku", "search", "visio", "-o", str(link)).code == 1
    assert cli("sku", "search", "visio", "-o", str(link), "--force").code == 0
    assert mine.read_text() == "mine" and not link.is_symlink()
    (tmp_path / "nowhere.csv").symlink_to(tmp_path / "no" / "such")
    assert cli("sku", "search", "visio", "-o", str(tmp_path / "nowhere.csv")).code == 1


def test_cart_without_availability_ids(cli, tmp_path):
    request = tmp_path / "request.yaml"
    request.write_text(GOOD.replace("availability_id: DG7GMGF0AAA1, ", ""))
    ran = cli("order", "export", str(request), "--target", "partner-center")
    assert (ran.code, ran.out) == (1, "")
    assert "Partner Center's catalogue" in ran.err


@pytest.mark.parametrize("name", ["DG7GMGF0FKZV:0003", "dg7gmgf0fkzv-3"])
def test_an_id_that_looks_perpetual_and_is_not(cli, name):
    ran = cli("sku", "show", name, "--lang", "it")
    assert (ran.code, ran.out) == (1, "")
    assert "SQL Server Enterprise, pacchetto da 2 core, abbonamento di 3 anni" in ran.err and "[LC-SKU-NOT-PERPETUAL]" in ran.err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("compare", "programs", "opne"), "«opne» non è un valore ammesso (programma). Valori ammessi: box, open"),
        (("compare", "office", "--matrix", "2030"), "«2030» non è un valore ammesso (matrice)"),
        (("sku", "list", "--family", "Lotus"), "«Lotus» non è un valore ammesso (famiglia)"),
        (("compare", "programs", "--as-of", "2026-02-31"), "Valore atteso: un giorno che esiste"),
    ],
)
def test_our_words_are_said_in_italian(cli, command, said):
    assert said in cli(*command, "--lang", "it").err


def test_what_a_file_holds_wrong_is_said_in_italian(cli, tmp_path):
    request = tmp_path / "request.yaml"
    request.write_text(GOOD.replace("quantity: 2,", "quantity: two,").replace("date: 2026-11-23", "date: 2026-02-31"))
    err = cli("quote", "build", str(request), "--lang", "it").err
    assert "«two» non è un numero intero valido per quantity" in err and "date: «2026-02-31» non è una data valida" in err


@pytest.mark.parametrize("form", ["table", "text", "md", "csv", "tsv"])
def test_no_escape_sequence_and_no_markup_gets_through(cli, tmp_path, form):
    request = tmp_path / "request.yaml"
    request.write_text(GOOD.replace("name: Contoso S.r.l.", r'name: "=cmd|x red [/x] <b>"').replace("two hosts of 16 cores", r'"\e]0;x\a"'))
    for command in (("quote", "build"), ("order", "export", "--target", "csv")):
        ran = cli(*command, str(request), "--prices", SHEET, "-f", form)
        assert ran.code == 0, ran.err
        assert "\x1b" not in ran.out and "\x07" not in ran.out


def test_settings_file_and_environment(cli, tmp_path, monkeypatch):
    settings = tmp_path / "mine.yaml"
    settings.write_text("defaults: {lang: it, format: md}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    assert "| Descrizione |" in cli("sku", "search", "visio").out
    monkeypatch.setenv("LICENSECTL_LANG", "en")
    assert "| Title |" in cli("sku", "search", "visio").out
    assert cli("sku", "search", "visio", "-f", "csv").out.startswith("sku,")
    settings.write_text("defaults: {colour: red}\n")
    assert "mine.yaml:1: 'colour' is not a valid default" in cli("sku", "search", "visio").err


@pytest.mark.parametrize("command", [("--lang", "it", "config", "show"), ("config", "--lang", "it", "show"), ("-f", "json", "doctor")])
def test_an_option_of_the_commands_before_the_command_is_placed(cli, command):
    ran = cli(*command)
    assert ran.code == 2 and "LC-CLI-OPTION-PLACE" in ran.err
    assert "LC-CLI-OPTION]" in cli("--nope", "config").err


def test_on_sale_says_which_list_it_knows(cli):
    ran = cli("sku", "list", "--on-sale", "--program", "box")
    assert ran.code == 0 and "LC-SKU-ON-SALE" in ran.err and "perpetual CSP" in ran.err
    assert "LC-SKU-ON-SALE" not in cli("sku", "list", "--program", "box").err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("order", "export", "Q-1", "--rest", "--cancel"), "--cancel and --rest cannot be used together."),
        (("order", "export", "Q-1", "--target", "csv", "--profile", "p.yaml"), "--target and --profile cannot be used together."),
        (("order", "list", "--to-place", "--returnable"), "--to-place and --returnable cannot be used together."),
        (("returns", "check", "PO-2026-1", "--batch", "cases.csv"), "ORDER and --batch cannot be used together."),
        (("returns", "check", "--purchased", "2026-11-02", "--batch", "cases.csv"), "--purchased and --batch cannot be used together."),
        (("returns", "check"), "Exactly one of ORDER, --purchased and --batch is needed."),
        (("order", "record"), "Exactly one of FILE and --id is needed."),
        (("order", "record", "orders.json", "--id", "PO-2026-1"), "Exactly one of FILE and --id is needed."),
        (("quote", "verify"), "Exactly one of NUMBER and --all is needed."),
        (("quote", "verify", "Q-1", "--all"), "Exactly one of NUMBER and --all is needed."),
    ],
)
def test_options_that_exclude_each_other_are_needed_only_where_it_is_said(cli, command, said):
    ran = cli(*command)
    assert (ran.code, ran.out) == (2, "") and said in ran.err


EMPTY = {
    "customer import": (),
    "invoice reconcile": (),
    "invoice import": (),
    "order record": (),
    "order check": (),
    "quote build": (),
    "quote price": (),
    "price lint": (),
    "price columns": (),
    "price import": ("--month", "2026-11"),
    "quote batch": ("--by", "number"),
}


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n \r\n"], ids=["nothing", "a BOM alone", "blank lines"])
@pytest.mark.parametrize("command", EMPTY)
def test_an_empty_file_is_called_empty(cli, tmp_path, command, content):
    path = tmp_path / "empty.csv"
    path.write_bytes(content)
    ran = cli(*command.split(), str(path), *EMPTY[command])
    assert ran.code == 1 and "empty.csv: " in ran.err and "is empty" in ran.err, ran.err


def test_a_batch_of_returns_that_is_empty_is_called_empty(cli, tmp_path):
    (tmp_path / "empty.csv").write_bytes(b"")
    ran = cli("returns", "check", "--batch", str(tmp_path / "empty.csv"))
    assert ran.code == 1 and "is empty" in ran.err, ran.err


def test_blank_lines_above_the_header_of_a_batch_of_returns(cli, tmp_path):
    (tmp_path / "cases.csv").write_text("\n \ncase,purchased,program\na,2026-11-20,csp\nb,2026-11-20\n")
    ran = cli("returns", "check", "--batch", str(tmp_path / "cases.csv"), "--as-of", "2026-11-23", "-f", "csv")
    assert ran.code == 3 and "cases.csv:5: " in ran.out + ran.err and "\na,eligible" in ran.out, ran.out + ran.err


def test_a_map_whose_header_row_the_file_lacks(cli, tmp_path):
    (tmp_path / "map.yaml").write_text("header_row: 50\ncolumns: {product_id: A, sku_id: B, title: C, unit_price: D}\n")
    (tmp_path / "sheet.csv").write_text("A;B;C;D\nDG7GMGF0PWHC;0003;Windows Server;10,00\n")
    ran = cli("price", "lint", str(tmp_path / "sheet.csv"), "--columns", str(tmp_path / "map.yaml"))
    assert ran.code == 1 and "has no row 50" in ran.err and "[LC-SHEET-HEADER-ROW]" in ran.err
