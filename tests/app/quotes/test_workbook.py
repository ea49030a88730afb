"""The workbook of a quote: its formulas come to what we say, and it holds nothing that its reader may not see."""

import shutil
import subprocess
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from helpers import EXAMPLES, SHEET
from hypothesis import given, settings
from hypothesis import strategies as st
from workbook_formulas import evaluated

from licensectl.app.quotes.report import quote as report
from licensectl.domain.customers.model import Customer
from licensectl.domain.quotes.build import build
from licensectl.domain.quotes.model import OtherLine, QuoteRequest, Vat
from licensectl.facts.library import Facts
from licensectl.render.formats import render

FACTS = Facts.load()
DAY = date(2026, 11, 23)
STAMP = {"as_of": "2026-11-23", "data_version": ""}
BUILD = ("quote", "build", "examples/request.yaml", "--prices", SHEET, "--as-of", "2026-11-23")


def sides(content):
    """Return the results of the formulas of the first sheet, and the values stored with them."""
    formulas = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    values = openpyxl.load_workbook(BytesIO(content), data_only=True).worksheets[0]
    computed = evaluated(formulas)
    return computed, {name: Decimal(str(values[name].value)) for name in computed}


def workbook(quote, view):
    return render(report(quote, view, STAMP, "en"), "xlsx", lang="en")


@pytest.mark.parametrize("view", ["internal", "customer"])
def test_formulas_of_the_example(cli, tmp_path, view):
    out = tmp_path / "quote.xlsx"
    assert cli(*BUILD, "--view", view, "-o", str(out)).code == 0
    computed, kept = sides(out.read_bytes())
    assert computed == kept
    assert len(computed) == 4 + (6 if view == "internal" else 3)
    assert Decimal("10873.31") in kept.values()


PRICE = st.decimals(min_value=0, max_value=99999, places=2)
LINES = st.lists(
    st.tuples(st.integers(1, 500), PRICE, PRICE, st.sampled_from([None, Decimal(4), Decimal("10.5"), Decimal(5)])), min_size=1, max_size=6
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(LINES, st.one_of(st.none(), PRICE), st.sampled_from(["EUR", "JPY", "KWD"]), st.sampled_from(["internal", "customer"]))
def test_formulas_of_any_quote(lines, shipping, currency, view):
    other = [
        OtherLine(vendor="Adobe", title="Acrobat", quantity=quantity, sell_price=sell, unit_price=unit, vat_rate=rate)
        for quantity, sell, unit, rate in lines
    ]
    request = QuoteRequest(customer=Customer("C"), vat=Vat(rate=Decimal(22)), other=other, shipping=shipping, currency=currency)
    quote = build(request, FACTS.catalog, FACTS.programs.programs, None, DAY)
    computed, kept = sides(workbook(quote, view))
    assert computed == kept
    assert {quote.totals.net.amount, quote.totals.gross.amount} <= set(kept.values())


def unpriced(**more):
    other = [OtherLine(vendor="A", title="B", quantity=1, sell_price=Decimal(1), **more)]
    return build(
        QuoteRequest(customer=Customer("C"), vat=Vat(rate=Decimal(22)), other=other), FACTS.catalog, FACTS.programs.programs, None, DAY
    )


def test_what_is_not_known_has_no_formula():
    computed, kept = sides(workbook(unpriced(), "internal"))
    assert computed == kept and len(computed) == 4, "a line total, net, VAT and gross; no cost, no margin"


def test_figures_too_long_for_a_spreadsheet_are_text_and_nothing_is_computed_with_them():
    quote = unpriced(unit_price=Decimal("123456789012345.1234567"))
    sheet = openpyxl.load_workbook(BytesIO(workbook(quote, "internal"))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "123456789012345.1234567" in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_cells_are_typed(cli, tmp_path):
    out = tmp_path / "quote.xlsx"
    cli(*BUILD, "--lang", "it", "-o", str(out))
    sheet = openpyxl.load_workbook(out).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    row = dict(zip(heads, sheet[2], strict=True))
    assert (row["SKU"].data_type, row["SKU"].number_format, row["Q.tà"].data_type, row["Prezzo di vendita"].data_type) == (
        "s",
        "@",
        "n",
        "n",
    )
    assert (row["Totale riga"].data_type, row["Totale riga"].number_format) == ("f", "#,##0.00")
    total = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Totale EUR")
    assert sheet.cell(total.row, total.column + 1).column == row["Totale riga"].column, "sums stand under what they sum"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_spreadsheet_comes_to_the_same(cli, tmp_path):
    request = tmp_path / "request.yaml"
    text = (EXAMPLES / "request.yaml").read_text().replace("vat: {rate: 22}", "vat: {rate: 22}\nshipping: 17.35")
    request.write_text(text + "other: [{vendor: Adobe, title: Acrobat, quantity: 3, sell_price: 0.335, unit_price: 0.30, vat_rate: 5}]\n")
    out = tmp_path / "quote.xlsx"
    ran = cli("quote", "build", str(request), *BUILD[3:], "-o", str(out))
    assert ran.code == 0, ran.err
    ours = sides(out.read_bytes())[1]
    # Saved again without what the formulas come to: LibreOffice has to compute them.
    openpyxl.load_workbook(out).save(tmp_path / "bare.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "again")]
    subprocess.run([*command, str(tmp_path / "bare.xlsx")], check=True, capture_output=True, timeout=120)
    theirs = openpyxl.load_workbook(tmp_path / "again" / "bare.xlsx", data_only=True).worksheets[0]
    assert {name: round(theirs[name].value, 4) for name in ours} == {name: float(value) for name, value in ours.items()}


def test_the_words_of_a_workbook_are_in_its_language(cli, tmp_path):
    request = tmp_path / "request.yaml"
    request.write_text("customer: {name: C}\nvat: {rate: 22}\nlines:\n- {sku: 'DG7GMGF0PWHC:0003', quantity: 1}\n")
    for lang, headers, cells in [
        ("en", {"Status", "Price from"}, {"incomplete draft", "no price"}),
        ("it", {"Stato", "Prezzo da"}, {"bozza incompleta", "nessun prezzo"}),
    ]:
        cli("quote", "build", str(request), "--lang", lang, "-o", str(tmp_path / f"{lang}.xlsx"))
        rows = list(openpyxl.load_workbook(tmp_path / f"{lang}.xlsx").worksheets[0].values)
        assert headers <= set(rows[0]) and cells <= set(rows[1])
        assert not {"tax_regime", "quote_net"} & set(rows[0])
