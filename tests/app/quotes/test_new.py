"""`quote new`: a request to start from is valid as it stands, and with every key that it shows."""

import re

import pytest
from helpers import SHEET, parse_request

DAY = ("--as-of", "2026-11-23")


@pytest.mark.parametrize("lang", ["en", "it"])
def test_kept(cli, golden, lang):
    golden(f"quote-new.{lang}.yaml", cli("quote", "new", "--lang", lang, *DAY).out)


@pytest.mark.parametrize("lang", ["en", "it"])
def test_the_example_sheet_prices_it_as_it_stands(cli, lang):
    made = cli("quote", "new", "--lang", lang, *DAY).out
    ran = cli("quote", "build", "-", "--prices", SHEET, *DAY, "-f", "csv", stdin=made.encode())
    assert ran.code == 0
    assert ran.out.count("price_sheet") == 2


@pytest.mark.parametrize("program", ["csp", "box", "open"])
def test_it_is_a_quote_under_each_program(cli, program):
    made = cli("quote", "new", "--program", program, *DAY).out
    ran = cli("quote", "build", "-", *DAY, stdin=made.encode())
    # Without a price book the lines of CSP have no price.
    assert ran.code == (3 if program == "csp" else 0), ran.err


def test_every_key_that_it_shows_may_be_used(cli):
    made = cli("quote", "new", *DAY).out
    used = re.sub(r"^# (?=( |[a-z_]+:))", "", "".join(made.splitlines(keepends=True)[4:]), flags=re.M)
    assert "#" not in re.sub(r"  #.*", "", used)
    request = parse_request(used.encode(), "request.yaml")
    assert request.shipping and request.owned and request.servers and request.other and request.notes and request.number
    assert len(request.lines) == 3 and request.lines[-1].unit_price


def test_options_and_profile_are_in_it(cli, tmp_path, monkeypatch):
    settings = tmp_path / "licensectl.yaml"
    settings.write_text("profile: {market: DE, currency: CHF, vat_rate: 19, valid_days: 9, margin: 7}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    request = parse_request(cli("quote", "new", "--segment", "Education", "--customer", 'A: "b" #=cmd\t', *DAY).out.encode(), "-")
    assert (request.market, request.currency, request.segment, request.valid_days) == ("DE", "CHF", "Education", 9)
    assert (str(request.vat.rate), str(request.margin)) == ("19", "7")
    assert request.customer.name == 'A: "b" #=cmd\t'
    request = parse_request(cli("quote", "new", "--vat", "exempt", "--discount", "3").out.encode(), "-")
    assert request.vat.exempt and str(request.discount) == "3" and request.margin is None


@pytest.mark.parametrize("options", [("--program", "vlsc"), ("--margin", "x"), ("--vat", "x"), ("--market", "italy"), ("-f", "json")])
def test_options_that_are_none(cli, options):
    assert cli("quote", "new", *options).code == 2


def test_a_program_without_products(cli):
    ran = cli("quote", "new", "--program", "mpsa")
    assert ran.code == 1 and "LC-NEW-PROGRAM" in ran.err


def test_into_a_file_that_is_never_overwritten_unasked(cli, tmp_path):
    target = tmp_path / "request.yaml"
    assert cli("quote", "new", "-o", str(target)).code == 0
    kept = target.read_text()
    assert cli("quote", "new", "-o", str(target), "--program", "box").code == 1
    assert target.read_text() == kept


@pytest.mark.parametrize(("market", "day", "rate"), [("DE", "2026-11-23", "19"), ("FI", "2024-09-01", "25.5"), ("RO", "2026-01-01", "21")])
def test_the_rate_is_that_of_the_market(cli, market, day, rate):
    made = cli("quote", "new", "--market", market, "--as-of", day).out
    assert f"\nvat: {{rate: {rate}}}" in made
    # What only Italy has is not shown elsewhere.
    assert "split_payment" not in made and "vat_id: IT" not in made


@pytest.mark.parametrize(("market", "day"), [("US", "2026-11-23"), ("GB", "2026-11-23"), ("FI", "2024-08-31"), ("RO", "2025-07-31")])
def test_a_market_without_a_rate_on_record_asks_for_it(cli, market, day):
    ran = cli("quote", "new", "--market", market, "--as-of", day)
    assert (ran.code, ran.out) == (2, "") and "LC-NEW-VAT" in ran.err and f"market {market} on {day}" in ran.err
    made = cli("quote", "new", "--market", market, "--as-of", day, "--vat", "exempt").out
    assert "\nvat: {exempt: true}" in made and "rate:" not in made
    assert "\nvat: {rate: 8.25}" in cli("quote", "new", "--market", market, "--as-of", day, "--vat", "8.25").out
