"""Test tables of lines that lack the name of a product, or customer and VAT of the quote."""

import json

import pytest
from helpers import SHEET

DAY = ("--as-of", "2026-11-23")
TABLE = "Codice;Quantità;Prezzo\nDG7GMGF0PWHC:0003;2;1200\n"


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "lines.csv"
        path.write_text(text)
        return str(path)

    return write


def test_customer_and_vat_are_given_by_options(cli, table):
    ran = cli("quote", "build", table(TABLE), *DAY)
    assert ran.code == 1 and "lines.csv:2: The table of lines has no customer. Give it with --customer NAME" in ran.err
    assert "The table of lines has no vat. Give it with --vat 22" in ran.err and "LC-DATA-MISSING" not in ran.err
    assert cli("quote", "build", table(TABLE), "--customer", "A", "--vat", "22", *DAY).code == 0


@pytest.mark.parametrize("header", ["Descrizione", "description", "Title"])
def test_a_description_names_no_product(cli, table, header):
    ran = cli("quote", "build", table(f"{header};Quantità\nVisio LTSC Professional 2024;3\n"), "--customer", "A", "--vat", "22", *DAY)
    assert ran.code == 1 and f"lines.csv:1: The column '{header}' describes a product" in ran.err
    assert ran.err.count("licensectl:") == 1 and "Codice" in ran.err and "Ricerca" in ran.err


def test_words_to_search_for_do(cli, table):
    path = table("Ricerca;Descrizione;Quantità\nVisio LTSC Professional 2024;Visio;3\n")
    ran = cli("quote", "build", path, "--customer", "A", "--vat", "22", "--prices", SHEET, "-f", "json", *DAY)
    assert json.loads(ran.out)["lines"][0]["sku"] == "DG7GMGF0PN43:0002"


def test_a_revision_takes_them_from_the_quote_on_record(cli, table, tmp_path):
    request = tmp_path / "request.yaml"
    lines = "lines: [{sku: 'DG7GMGF0PWHC:0003', quantity: 1}]"
    request.write_text(f"customer: {{name: Contoso}}\ncurrency: CHF\nvat: {{rate: 4}}\nnumber: Q-1\n{lines}\n")
    store = ("--store", str(tmp_path / "ledger.db"))
    assert cli("quote", "build", str(request), "--save", "--prices", SHEET, *store, *DAY).code == 0
    ran = cli("quote", "revise", "Q-1", "--request", table(TABLE), "--prices", SHEET, *store, "-f", "json", *DAY)
    revised = json.loads(ran.out)
    assert (revised["customer"]["name"], revised["currency"]) == ("Contoso", "CHF")
    assert [row["rate"] for row in revised["totals"]["vat"]] == ["4"]
    assert revised["totals"]["net"] == {"amount": "2400.00", "currency": "CHF"}


def test_a_revision_by_a_whole_request_says_them_itself(cli, table, tmp_path):
    request = tmp_path / "request.yaml"
    request.write_text("customer: {name: Contoso}\nvat: {rate: 4}\nnumber: Q-1\nlines: [{sku: 'DG7GMGF0PWHC:0003', quantity: 1}]\n")
    store = ("--store", str(tmp_path / "ledger.db"))
    assert cli("quote", "build", str(request), "--save", "--prices", SHEET, *store, *DAY).code == 0
    request.write_text("lines: [{sku: 'DG7GMGF0PWHC:0003', quantity: 1}]\n")
    ran = cli("quote", "revise", "Q-1", "--request", str(request), "--prices", SHEET, *store, *DAY)
    assert ran.code == 1 and "LC-DATA-MISSING" in ran.err


@pytest.mark.parametrize(("lang", "day"), [("it", "23/11/2026"), ("en", "2026-11-23")])
def test_the_heading_of_a_quote_has_the_date_as_people_write_it(cli, table, lang, day):
    wanted = ("--customer", "A", "--vat", "22", "--lang", lang, "--view", "customer")
    assert cli("quote", "build", table(TABLE), *wanted, "-f", "text", *DAY).out.splitlines()[0].endswith(f"· A · {day}")
    document = cli("quote", "build", table(TABLE), *wanted, "-f", "html", *DAY).out
    assert ("<h1>Offerta</h1>" if lang == "it" else "<h1>Quote</h1>") in document
