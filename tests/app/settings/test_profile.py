"""Test the presets of the reseller's profile: options and requests take precedence, built-in values come last."""

import json

import pytest
from helpers import SHEET

SILENT = "customer: Contoso\nlines:\n- {sku: DG7GMGF0PWHC:0003, quantity: 2}\n".replace("Contoso", "{name: Contoso S.r.l.}")
PROFILE = "profile: {market: IT, currency: EUR, segment: Commercial, margin: 20, vat_rate: 22, valid_days: 7}\n"


@pytest.fixture
def build(cli, tmp_path, monkeypatch):
    """`build(profile, request)`: the quote as JSON, or how it failed."""

    def run(profile, request):
        (tmp_path / "mine.yaml").write_text(profile)
        (tmp_path / "request.yaml").write_text(request)
        monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
        return cli("quote", "build", str(tmp_path / "request.yaml"), "--prices", SHEET, "--as-of", "2026-11-23", "-f", "json")

    return run


@pytest.mark.parametrize(
    ("said", "sell", "rate"),
    [
        # The unit price is 1021.40; 1021.40 / 0.80 = 1276.75, / 0.90 = 1134.888…
        ("", "1276.75", "22"),
        ("margin: 10\n", "1134.89", "22"),
        ("margin: 0\n", "1021.40", "22"),
        ("markup: 10\n", "1123.54", "22"),
        ("vat: {rate: 4}\n", "1276.75", "4"),
        ("vat: {reverse_charge: true}\n", "1276.75", "0"),
    ],
)
def test_presets(build, said, sell, rate):
    quote = json.loads(build(PROFILE, said + SILENT).out)
    assert quote["lines"][0]["sell_price"] == {"amount": sell, "currency": "EUR"}
    assert quote["totals"]["vat"][0]["rate"] == rate
    assert quote["valid_until"] == "2026-11-30"


def test_without_margin_the_erp(build):
    quote = json.loads(build("profile: {vat_rate: 22}\n", SILENT).out)
    assert quote["lines"][0]["sell_price"] == quote["lines"][0]["erp"]
    assert quote["valid_until"] == "2026-12-23"


def test_a_price_by_hand_goes_before_the_margin(build):
    quote = json.loads(build(PROFILE, SILENT.replace("quantity: 2", "quantity: 2, sell_price: 1300.00")).out)
    assert quote["lines"][0]["sell_price"]["amount"] == "1300.00"


def test_without_vat_anywhere(build):
    ran = build("profile: {margin: 20}\n", SILENT)
    assert ran.code == 1 and "LC-DATA-MISSING" in ran.err


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("margin: 100", "LC-QUOTE-PERCENT"),
        ("margin: NaN", "LC-QUOTE-PERCENT"),
        ("vat_rate: -1", "LC-QUOTE-PERCENT"),
        ("market: it", "LC-QUOTE-MARKET"),
        ("currency: euro", "LC-QUOTE-CURRENCY"),
        ("valid_days: 9999", "LC-QUOTE-VALIDITY"),
        ("segment: Commercal", "LC-DATA-VALUE"),
        ("marign: 12", "LC-DATA-UNKNOWN"),
    ],
)
def test_a_bad_profile_is_named_with_its_line(build, line, code):
    ran = build(f"profile:\n  name: Contoso\n  {line}\n", SILENT)
    assert (ran.code, ran.out) == (1, "")
    assert code in ran.err and "mine.yaml:3" in ran.err
