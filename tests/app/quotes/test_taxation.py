"""Test the taxation of a quote: regime and amount to pay in every format, and dated facts of the user."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

TOWN = """
date: 2026-11-23
customer: {name: Comune di Esempio, country: IT, sdi_code: ABC123}
vat: VAT
lines:
  - {sku: DG7GMGF0PWHT:0002, quantity: 3, sell_price: 100.00}
other:
  - {vendor: Adobe, title: Acrobat, quantity: 1, sell_price: 50.00, vat_rate: 4}
"""
SPLIT = "{rate: 22, split_payment: true}"


@pytest.fixture
def quoted(cli, tmp_path):
    def run(vat, *options, text=TOWN):
        request = tmp_path / "request.yaml"
        request.write_text(text.replace("VAT", vat))
        return cli("quote", "build", str(request), *options)

    return run


@pytest.mark.parametrize(
    ("vat", "regime", "gross", "payable"),
    [
        ("{rate: 22}", "ordinary", "418.00", "418.00"),
        (SPLIT, "split_payment", "418.00", "350.00"),
        ("{reverse_charge: true}", "reverse_charge", "350.00", "350.00"),
        ("{exempt: true}", "exempt", "350.00", "350.00"),
        ("{out_of_scope: true}", "out_of_scope", "350.00", "350.00"),
    ],
)
@pytest.mark.parametrize("view", ["internal", "customer"])
def test_json_names_the_regime_and_the_amount_to_pay(quoted, vat, regime, gross, payable, view):
    totals = json.loads(quoted(vat, "--view", view, "-f", "json").out)["totals"]
    assert totals["tax_regime"] == regime
    assert totals["gross"]["amount"] == gross
    assert totals["payable"] == {"amount": payable, "currency": "EUR"}


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_people_read_what_is_to_be_paid(quoted, form):
    assert "Totale da pagare" in quoted(SPLIT, "--view", "customer", "--lang", "it", "-f", form).out
    assert "Totale da pagare" not in quoted("{rate: 22}", "--view", "customer", "--lang", "it", "-f", form).out


def test_a_workbook_computes_what_is_to_be_paid(quoted, tmp_path):
    for view in ("internal", "customer"):
        path = tmp_path / f"{view}.xlsx"
        assert quoted(SPLIT, "--view", view, "-o", str(path)).code == 0
        rows = load_workbook(BytesIO(path.read_bytes()), data_only=True).worksheets[0].iter_rows(values_only=True)
        [row] = [row for row in rows if "To be paid to us EUR" in row]
        assert [float(cell) for cell in row if isinstance(cell, int | float)] == [350]


def test_a_later_decision_of_the_user_counts(quoted, tmp_path):
    overlay = tmp_path / "taxes.yaml"
    assert "LC-CHECK-SPLIT-ENDED" in quoted(SPLIT).err
    overlay.write_text(
        "split_payment:\n  IT:\n    allowed:\n    - {from: 2023-07-01, until: 2026-06-30, decision: A}\n"
        "    - {from: 2026-07-01, until: 2029-06-30, decision: B}\n"
    )
    assert "LC-CHECK-SPLIT" not in quoted(SPLIT, "--data", str(overlay)).err


def test_the_profile_says_where_the_reseller_sells_from(quoted, tmp_path, monkeypatch):
    text = TOWN.replace("country: IT, sdi_code: ABC123", "vat_id: DE136695976") + "market: DE\n"
    assert "LC-CHECK-VAT-UNION" not in quoted("{rate: 22}", text=text).err
    settings = tmp_path / "licensectl.yaml"
    settings.write_text("profile: {vat_id: IT01234569992}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    assert "LC-CHECK-VAT-UNION" in quoted("{rate: 22}", text=text).err


def test_sizing_takes_the_rate_of_the_market(cli):
    command = ("size", "access", "--product", "sharepoint", "--users", "5", "-f", "yaml")
    assert "vat: {rate: '22'}" in cli(*command).out
    assert "vat: {rate: '19'}" in cli(*command, "--market", "DE").out
    assert "vat:" not in cli(*command, "--market", "US").out
    assert "LC-QUOTE-VAT-FRACTION" in cli(*command, "--vat-rate", "0.22").err


def test_the_public_sector_buys_as_commercial_outside_the_united_states(cli, tmp_path):
    path = tmp_path / "request.yaml"
    path.write_text("customer: {name: A}\nvat: {rate: 22}\nsegment: Government\nlines:\n- {sku: 'DG7GMGF0PWHT:0002', quantity: 10}\n")
    priced = cli("quote", "build", str(path), "--prices", "examples/price-sheet-software-IT-2026-11.csv", "--as-of", "2026-11-23")
    assert (
        priced.code == 1 and "request.yaml:3: Government is not sold in IT, only in US" in priced.err and "LC-PRICE-SEGMENT" in priced.err
    )
    unpriced = cli("quote", "build", str(path), "--as-of", "2026-11-23")
    assert unpriced.code == 3 and "[LC-QUOTE-SEGMENT-MARKET]" in unpriced.err
    assert "LC-QUOTE-SEGMENT-MARKET" not in cli("quote", "build", str(path), "--market", "US", "--currency", "USD").err
    assert "LC-QUOTE-SEGMENT-MARKET" not in cli("quote", "build", str(path), "--segment", "Commercial").err


@pytest.mark.parametrize(("lang", "words"), [("it", "IVA 8,1 %"), ("en", "VAT 8.1 %")])
@pytest.mark.parametrize("form", ["text", "html"])
def test_a_rate_has_the_decimal_mark_of_the_language(quoted, lang, words, form):
    made = quoted("{rate: 22}", "--vat", "8.1", "--view", "customer", "--lang", lang, "-f", form)
    assert words in made.out, made.err


@pytest.mark.parametrize("word", ["government", "Government", "state-owned entity", "state_owned_entity"])
def test_a_qualification_is_read_as_the_customer_book_reads_it(quoted, word):
    text = TOWN.replace("sdi_code: ABC123", f"qualification: {word}")
    assert "LC-CHECK-SPLIT-CUSTOMER" not in quoted(SPLIT, text=text).err
    assert "LC-CHECK-SPLIT-CUSTOMER" in quoted(SPLIT, text=text.replace(word, "education")).err


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("option", [("--sdi-code", "ABC123"), ("--qualification", "government")])
def test_what_the_book_has_by_now_is_not_asked_for_again(cli, quoted, option):
    assert cli("customer", "add", "Town", "--country", "IT").code == 0
    text = TOWN.replace("sdi_code: ABC123", "id: town")
    assert "LC-CHECK-SPLIT-CUSTOMER" in quoted(SPLIT, "--save", text=text).err
    command = ("order", "export", "Q-2026-0001", "--target", "csv", "--despite", "trial", "--as-of", "2026-11-23")
    assert "LC-CHECK-SPLIT-CUSTOMER" in cli(*command).err
    assert cli("customer", "edit", "town", *option).code == 0
    ran = cli(*command)
    assert ran.code == 0 and "LC-CHECK-SPLIT-CUSTOMER" not in ran.err and "LC-CHECK-SPLIT-ENDED" in ran.err
