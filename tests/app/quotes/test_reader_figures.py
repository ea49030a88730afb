"""Figures mean the same in YAML, CSV and workbooks, or are refused with their place."""

import csv
import json
import re
import zipfile
from io import BytesIO, StringIO

import pytest
from helpers import EXAMPLES, SHEET
from hypothesis import given
from hypothesis import strategies as st

from licensectl.app.quotes.reader_columns import COLUMNS, column_of
from licensectl.app.quotes.reader_figures import BadFigureError, Cell, read_figure
from licensectl.tables.cell_formats import sign_of

CAL = "DG7GMGF0PWHT:0002"
PRICED = ("--prices", SHEET, "--as-of", "2026-11-23")
WHOLE = ("--customer", "Contoso", "--vat", "22")
READ = {
    ("54.20", "amount"): "54.20", ("1.200,50", "amount"): "1200.50", ("1,23,456.78", "amount"): "123456.78", ("'54.20", "amount"): "54.20",
    ("54,20 EUR", "amount"): "54.20", ("€ 54,20", "amount"): "54.20", ("2,0", "count"): "2", ("25", "count"): "25",
    ("12,5 %", "percentage"): "12.5", ("0.5%", "percentage"): "0.5", ("0", "percentage"): "0",
}  # fmt: skip
REFUSED = {
    ("1_000", "amount"): "AMOUNT", ("٣٤", "amount"): "AMOUNT", ("１２", "amount"): "AMOUNT", ("-0", "amount"): "AMOUNT",
    ("-0,00", "percentage"): "PERCENTAGE", ("#N/A", "amount"): "AMOUNT", ("-", "amount"): "AMOUNT", ("12%", "amount"): "AMOUNT",
    ("$54.20", "amount"): "CURRENCY", ("CHF 54.20", "amount"): "CURRENCY", ("54,20 USD", "amount"): "CURRENCY",
    ("12 EUR", "percentage"): "PERCENTAGE", ("5 EUR", "count"): "COUNT", ("1.5", "count"): "COUNT", ("x", "count"): "COUNT",
    ("1.234", "amount"): "FIGURE", ("1.000", "count"): "FIGURE", ("0.12", "percentage"): "FRACTION",
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), READ)
def test_cells_that_are_read(text, kind):
    assert read_figure(Cell(text), kind, "EUR") == READ[text, kind]


@pytest.mark.parametrize(("text", "kind"), REFUSED)
def test_cells_that_are_refused(text, kind):
    with pytest.raises(BadFigureError, match=f"LC-LINES-{REFUSED[text, kind]}$"):
        read_figure(Cell(text), kind, "EUR")


def test_yaml_has_its_decimal_point():
    assert read_figure("1.234", "amount", "EUR") == "1.234"
    assert read_figure("1e2", "amount", "EUR") == "100"
    with pytest.raises(BadFigureError, match="LC-LINES-FIGURE"):
        read_figure("1,234", "amount", "EUR")


@pytest.mark.parametrize(
    ("text", "code", "quantity"), [("1.000", 1, None), ("'25.000'", 1, None), ("1.000.000", 0, 1000000), ("25.0", 0, 25)]
)
def test_a_quantity_that_may_have_thousands_is_refused_in_yaml_too(cli, tmp_path, text, code, quantity):
    path = tmp_path / "request.yaml"
    path.write_text(f"customer: {{name: Contoso}}\nvat: {{rate: 22}}\nlines:\n  - {{sku: {CAL}, sell_price: 5, quantity: {text}}}\n")
    ran = cli("quote", "build", str(path), "--as-of", "2026-11-23", "-f", "json")
    assert ran.code == code and "LC-LINES-FIGURE" in ran.err if code else json.loads(ran.out)["lines"][0]["quantity"] == quantity


def test_a_whole_number_may_have_decimals_of_zero():
    assert [read_figure(text, "count", "EUR") for text in ("25.0", "25.00", "2,0", "0.0")] == ["25", "25", "2", "0"]


@given(st.decimals(0, 10**9, places=2))
def test_what_is_read_is_what_was_written(amount):
    english, italian = f"{amount:,.2f}", f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    assert {read_figure(kind(text), "amount", "EUR") for kind in (str, Cell) for text in (english, italian)} == {f"{amount:.2f}"}


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ("0%", "%"), ("0.00 %", "%"), ('0"%"', ""), ("General", ""), ("[$CHF-807] #,##0.00", "CHF"), ("[$$-409]#,##0.00", "$"),
        ('"$"#,##0.00', "$"), ("#,##0.00\\ [$€-410]", "€"), ("#,##0.00 €", "€"), ('#,##0.00 "pz"', ""), ("0;[Red]-0%", ""),
    ],
)  # fmt: skip
def test_what_a_number_format_shows(code, sign):
    assert sign_of(code) == sign


def workbook(header, *rows):
    """Write a workbook of these rows; a cell is a value, or a value and its number format."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(header)
    for number, row in enumerate(rows, 2):
        for place, held in enumerate(row, 1):
            cell = book.active.cell(number, place)
            cell.value, cell.number_format = held if isinstance(held, tuple) else (held, "General")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def built(cli, content, *more):
    return cli("quote", "build", "-", *PRICED, *WHOLE, *more, stdin=content)


@pytest.mark.parametrize(
    ("column", "cell", "sell"),
    [("margin", (0.12, "0%"), "49.35"), ("discount", (0.05, "0.00%"), "46.21"), ("margin", 12, "49.35"), ("margin", "12 %", "49.35")],
)
def test_a_percent_cell_is_what_it_shows(cli, column, cell, sell):
    ran = built(cli, workbook(["sku", "quantity", column], [CAL, 10, cell]), "-f", "json")
    assert json.loads(ran.out)["lines"][0]["sell_price"]["amount"] == sell


def test_rows_that_are_priced_one_by_one_show_percent_cells_too(cli, tmp_path):
    (tmp_path / "rows.xlsx").write_bytes(workbook(["sku", "quantity", "margin"], [CAL, 10, (0.12, "0%")], [CAL, 10, 12]))
    ran = cli("quote", "price", str(tmp_path / "rows.xlsx"), *PRICED, "-f", "csv")
    assert [row["sell_price"] for row in csv.DictReader(StringIO(ran.out))] == ["49.35", "49.35"], ran.out + ran.err


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("Margine", 0.12, "row 2, column Margine: '0.12' can mean 12% or 0.12%"),
        ("Prezzo", (54.2, '"$"#,##0.00'), "row 2, column Prezzo: '54.2 $' is in another currency than the quote, EUR"),
        ("Prezzo", "=5*5", "row 2, column Prezzo: the workbook holds a formula here and no value"),
        ("Prezzo", (0.5, "0%"), "'50%' is not a valid amount for row 2, column Prezzo"),
    ],
)
def test_cells_of_a_workbook_that_are_refused(cli, column, cell, said):
    table = workbook(["Codice", "Quantità", column], [CAL, 10, cell])
    ran = built(cli, table)
    assert (ran.code, ran.out) == (1, "") and said in ran.err
    ran = cli("quote", "price", "-", *PRICED, stdin=table)
    [row] = csv.DictReader(StringIO(ran.out))
    assert (ran.code, row["line_total"]) == (3, "") and said in row["problem"]


def without_places(content):
    """Return the workbook with rows and cells that do not say where they are, as some programs write it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(out, "w") as target:
        for name in archive.namelist():
            part = archive.read(name)
            target.writestr(name, re.sub(rb'(<(?:c|row))([^>]*?) r="\w+"', rb"\1\2", part) if "worksheets" in name else part)
    return out.getvalue()


@pytest.mark.parametrize("how", [lambda content: content, without_places])
def test_a_number_of_a_workbook_has_a_point_and_its_currency(cli, tmp_path, how):
    """12.345 in a cell of text could be two figures; where cells stand need not be said."""
    made = how(workbook(["Codice", "Quantità", "Sconto", "Prezzo"], [CAL, 10, 12.345, 54.2], [CAL, 1, 0, (54.2, "[$CHF] 0.00")]))
    ran = built(cli, made)
    assert (ran.code, ran.err.count("row 3, column Prezzo: '54.2 CHF' is in another currency")) == (1, 1), ran.err
    assert "row 2" not in ran.err
    (tmp_path / "rows.xlsx").write_bytes(made)
    ran = cli("quote", "price", str(tmp_path / "rows.xlsx"), *PRICED)
    first, second = csv.DictReader(StringIO(ran.out))
    assert (first["sell_price"], first["line_total"], first["problem"]) == ("47.51", "475.10", "")
    assert second["sell_price"] == "" and second["problem"].startswith("row 3, column Prezzo: '54.2 CHF' is in another currency")


@pytest.mark.parametrize(
    ("row", "sell", "said"),
    [
        ("54,20;5;", "51.49", ""),
        ("54,20 EUR;;", "54.20", ""),
        ("54,20 USD;;", "", "row 2, column Prezzo: '54,20 USD' is in another currency than the quote, EUR."),
        (";;12,5", "49.63", ""),
        ("54,20;;12,5", "", "margin"),
        ("x;;", "", "'x' is not a valid amount for row 2, column Prezzo"),
    ],
)
def test_rows_that_are_priced_one_by_one_know_italian_headers(cli, row, sell, said):
    table = f"Codice;Quantità;Prezzo;Sconto;Margine\n{CAL};2;{row}\n".encode()
    ran = cli("quote", "price", "-", *PRICED, stdin=table)
    [priced] = csv.DictReader(StringIO(ran.out))
    assert (priced["sell_price"], said in priced["problem"]) == (sell, True), priced
    assert bool(priced["problem"]) == bool(said)


def test_italian_headers(cli):
    table = f"Codice;Descrizione;Quantità;Prezzo;Sconto;IVA\n{CAL};x;2;54,20;5 %;22\n".encode()
    line = json.loads(built(cli, table, "-f", "json").out)["lines"][0]
    assert (line["quantity"], line["sell_price"]["amount"]) == (2, "51.49")


@pytest.mark.parametrize("label", ["Totale", "TOTALE EUR", "Subtotal", "Tot.", "Sub-total", "Imponibile"])
def test_a_totals_row_is_named(cli, label):
    ran = built(cli, f"Codice;Quantità;Prezzo\n{CAL};2;54,20\n{label};;108,40\n".encode())
    assert ran.code == 1 and f"Row 3 is a totals row ('{label}')" in ran.err and len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(("view", "lang"), [("internal", "en"), ("internal", "it"), ("customer", "en"), ("customer", "it")])
@pytest.mark.parametrize("form", [("csv",), ("csv", "--csv-dialect", "excel-it"), ("xlsx",)])
def test_a_quote_is_read_back(cli, tmp_path, view, lang, form):
    request = EXAMPLES / "request.yaml"
    other = "other:\n  - {vendor: Adobe, title: =Acrobat, part_number: A-1, quantity: 3, sell_price: 1250.50, unit_price: 1100}\n"
    (tmp_path / "request.yaml").write_text(request.read_text() + other)
    file = tmp_path / f"quote.{form[0]}"
    made = cli("quote", "build", str(tmp_path / "request.yaml"), *PRICED, "-f", *form, "--view", view, "--lang", lang, "-o", str(file))
    assert made.code == 0, made.err
    expected = json.loads(cli("quote", "build", str(tmp_path / "request.yaml"), *PRICED, "-f", "json").out)["lines"]
    ran = cli("quote", "build", str(file), *PRICED, *WHOLE, "-f", "json")
    assert ran.code == 0, ran.err
    assert [_said(line) for line in json.loads(ran.out)["lines"]] == [_said(line) for line in expected]


def _said(line):
    return {name: line[name] for name in ("sku", "part_number", "title", "vendor", "quantity", "sell_price", "line_total")}


def test_every_column_is_known_by_its_name():
    assert {column_of(column) for column in COLUMNS} == set(COLUMNS)
    assert column_of("Sell price") == "sell_price" and column_of("Q.tà") == "quantity" and column_of("x") == ""


def test_no_amount_in_scientific_notation(cli):
    request = f"customer: {{name: C}}\nvat: {{rate: 22}}\nlines: [{{sku: '{CAL}', quantity: 1, unit_price: 0.0000000, sell_price: 1e2}}]\n"
    for form in ("json", "csv", "jsonl", "yaml"):
        ran = cli("quote", "build", "-", *PRICED, "-f", form, stdin=request.encode())
        assert ran.code == 0 and not re.search(r"\dE[-+]", ran.out) and "0.0000000" in ran.out, form
    row = next(csv.DictReader(StringIO(cli("quote", "build", "-", *PRICED, "-f", "csv", stdin=request.encode()).out)))
    assert (row["unit_price"], row["sell_price"]) == ("0.0000000", "100.00")


@pytest.mark.parametrize("rate", ["0.22", "0.04"])
def test_a_vat_rate_is_in_percent(cli, rate):
    request = f"customer: {{name: C}}\nvat: {{rate: {rate}}}\nlines: [{{sku: '{CAL}', quantity: 1}}]\n"
    ran = cli("quote", "build", "-", *PRICED, stdin=request.encode())
    assert ran.code == 1 and "LC-QUOTE-VAT-FRACTION" in ran.err
