"""Options of `quote build`, `quote batch`, `quote price` and `quote new`: each replaces the request's key of its name, and says so."""

import json
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest
from helpers import SHEET

from licensectl.app.quotes.options import RequestOptions

DAY = ("--as-of", "2026-11-23")
REQUEST = """\
customer: {name: Contoso S.r.l., vat_id: IT01234569992}
program: csp
market: IT
currency: EUR
segment: Commercial
date: 2026-11-23
vat: {rate: 10}
RULE
lines:
  - {sku: 'DG7GMGF0PWHC:0003', quantity: 2, UNIT}
  - {sku: 'DG7GMGF0PWHC:0003', quantity: 1, unit_price: 90, margin: 10}
  - {sku: 'DG7GMGF0PWHC:0003', quantity: 1, sell_price: 50, vat_rate: 4}
"""


def written(tmp_path, rule="margin: 12", unit="unit_price: 80"):
    path = tmp_path / "request.yaml"
    path.write_text(REQUEST.replace("RULE", rule).replace("UNIT", unit))
    return str(path)


def built(cli, path, *options, code=0):
    ran = cli("quote", "build", path, "-f", "json", *DAY, *options)
    assert ran.code == code, ran.err
    return json.loads(ran.out), ran.err


# Line 1 sells two at a unit price of 80.00; lines 2 (90 at margin 10: 100.00) and 3 (50.00) have their own price.
RULES = [
    ("margin: 12", "--margin", "20", "100.00", "replaces 12 in"),
    ("margin: 12", "--margin", "20%", "100.00", "replaces 12 in"),
    ("margin: 12", "--margin", "12,5", "91.43", "replaces 12 in"),
    ("margin: 12", "--markup", "50", "120.00", "replaces margin 12 in"),
    ("markup: 10", "--markup", "25", "100.00", "replaces 10 in"),
    ("markup: 10", "--margin", "36", "125.00", "replaces markup 10 in"),
    ("discount: 5", "--margin", "20", "100.00", "replaces discount 5 in"),
]


@pytest.mark.parametrize(("rule", "option", "value", "price", "said"), RULES)
def test_a_rule_for_the_whole_quote(cli, tmp_path, rule, option, value, price, said):
    quote, err = built(cli, written(tmp_path, rule), option, value)
    assert [line["sell_price"]["amount"] for line in quote["lines"]] == [price, "100.00", "50.00"]
    assert quote["totals"]["net"]["amount"] == str(2 * Decimal(price) + 150)
    assert err.count("LC-OPTION") == 1
    assert said in err and "request.yaml:8. 2 lines keep values of their own. [LC-OPTION-REPLACES]" in err


@pytest.mark.parametrize(("own", "said"), [("", "2 righe mantengono un valore proprio."), ("12", "1 riga mantiene un valore proprio.")])
def test_lines_that_keep_their_value_are_counted_in_italian(cli, tmp_path, own, said):
    path = Path(written(tmp_path, "margin: 12"))
    if own:
        path.write_text("\n".join(line for line in path.read_text().splitlines() if "sell_price" not in line))
    err = cli("quote", "build", str(path), "--margin", "20", "--lang", "it").err
    assert said in err and "[LC-OPTION-REPLACES]" in err


def test_discount(cli, tmp_path):
    path = tmp_path / "request.yaml"
    path.write_text(REQUEST.replace("RULE", "discount: 5").replace(", UNIT", ""))
    erp = Decimal("1143.97")
    quote, err = built(cli, str(path), "--prices", SHEET, "--discount", "50")
    assert quote["lines"][0]["erp"]["amount"] == "1143.97"
    assert quote["lines"][0]["sell_price"]["amount"] == str((erp / 2).quantize(Decimal("0.01"), "ROUND_HALF_UP"))
    assert "--discount 50 replaces 5 in" in err


def test_vat(cli, tmp_path):
    quote, err = built(cli, written(tmp_path), "--vat", "22%")
    # 2 × 80 / 0.88 = 90.91 each; 100.00 at the quote's rate, 50.00 at the 4 % of its line.
    assert [(row["rate"], row["taxable"]["amount"], row["amount"]["amount"]) for row in quote["totals"]["vat"]] == [
        ("22", "281.82", "62.00"),
        ("4", "50.00", "2.00"),
    ]
    assert "--vat 22 replaces 10 in" in err and "1 line keeps a value of its own." in err
    assert built(cli, written(tmp_path), "--vat", "Reverse-Charge")[0]["totals"]["gross"]["amount"] == "331.82"


@pytest.mark.parametrize(
    ("option", "value", "key", "now", "old"),
    [
        ("--market", "de", "market", "DE", "IT"),
        ("--program", "Box", "program", "box", "csp"),
        ("--segment", "education", "segment", "Education", "Commercial"),
        ("--date", "2026-12-01", "date", "2026-12-01", "2026-11-23"),
    ],
)
def test_other_keys(cli, tmp_path, option, value, key, now, old):
    quote, err = built(cli, written(tmp_path), option, value)
    assert quote[key] == now
    assert f"{option} {now} replaces {old} in" in err and err.count("LC-OPTION") == 1
    assert quote["lines"][0]["sell_price"] == {"amount": "90.91", "currency": "EUR"}


def test_currency(cli, tmp_path):
    path = tmp_path / "request.yaml"
    path.write_text("customer: {name: A}\nvat: {rate: 22}\ncurrency: EUR\nlines: [{sku: 'DG7GMGF0PWHC:0003', quantity: 1}]\n")
    quote, err = built(cli, str(path), "--currency", "chf", "--prices", SHEET)
    assert quote["lines"][0]["sell_price"]["currency"] == "CHF" and "--currency CHF replaces EUR in" in err


def test_customer(cli, tmp_path):
    quote, err = built(cli, written(tmp_path), "--customer", "Fabrikam")
    assert quote["customer"]["name"] == "Fabrikam" and not quote["customer"].get("vat_id")
    assert "--customer Fabrikam replaces Contoso S.r.l. in" in err
    quote, err = built(cli, written(tmp_path), "--customer", "Contoso S.r.l.")
    assert quote["customer"]["vat_id"] == "IT01234569992" and "LC-OPTION" not in err


def test_the_date_of_the_quote_decides_its_prices(cli, tmp_path):
    path = written(tmp_path, "", "margin: 0")
    october = "examples/price-sheet-software-IT-2026-10.csv"
    quote, _ = built(cli, path, "--prices", october, "--date", "2026-10-15", code=0)
    assert (quote["date"], quote["valid_until"], quote["as_of"]) == ("2026-10-15", "2026-11-14", "2026-11-23")
    assert quote["lines"][0]["unit_price"] is not None


def test_an_option_that_changes_nothing_says_nothing(cli, tmp_path):
    _, err = built(cli, written(tmp_path), "--currency", "EUR", "--date", "2026-11-23")
    assert "LC-OPTION" not in err


def test_an_option_goes_before_the_profile(cli, tmp_path, monkeypatch):
    settings = tmp_path / "settings.yaml"
    settings.write_text("profile: {margin: 50, market: DE, vat_rate: 19}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    path = tmp_path / "request.yaml"
    path.write_text("customer: {name: A}\nlines: [{sku: 'DG7GMGF0PWHC:0003', quantity: 1, unit_price: 80}]\n")
    quote, err = built(cli, str(path), "--discount", "0", "--market", "FR", "--vat", "20", code=3)
    assert quote["market"] == "FR" and quote["lines"][0]["sell_price"] is None and "LC-OPTION" not in err


WRONG = [
    ("--margin", "100", "0 to below 100"),
    ("--margin", "twelve", "percentage"),
    ("--margin", "1,2,5", "percentage"),
    ("--margin", "-5", "percentage"),
    ("--markup", "10001", "10000"),
    ("--discount", "101", "0 to 100"),
    ("--vat", "22 percent", "percentage"),
    ("--market", "Italia", "IT"),
    ("--market", "Germany", "DE"),
    ("--currency", "euro", "EUR"),
    ("--currency", "dollaro statunitense", "USD"),
    ("--segment", "Commerciale", "Commercial"),
    ("--program", "cps", "csp"),
    ("--date", "2026-02-30", "2026-12-31"),
    ("--customer", " ", "name"),
]


@pytest.mark.parametrize(("option", "value", "expected"), WRONG)
@pytest.mark.parametrize("lang", ["en", "it"])
def test_a_wrong_value_is_refused_where_it_is_typed(cli, tmp_path, option, value, expected, lang):
    ran = cli("quote", "build", written(tmp_path), option, value, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert (
        f"'{value}' is not a valid value of {option}." if lang == "en" else f"«{value}» non è un valore valido per {option}."
    ) in ran.err
    if lang == "en" or expected in ("IT", "DE", "EUR", "USD", "Commercial"):
        assert expected in ran.err


def test_all_wrong_values_at_once(cli, tmp_path):
    ran = cli("quote", "build", written(tmp_path), "--margin", "x", "--market", "Italia", "--currency", "euro")
    assert len(ran.err.splitlines()) == 3


def test_two_rules(cli, tmp_path):
    ran = cli("quote", "build", written(tmp_path), "--margin", "1", "--discount", "2")
    assert ran.code == 2 and "--margin" in ran.err and "--discount" in ran.err


def test_quote_price_checks_its_options(cli):
    ran = cli("quote", "price", "-", "--program", "cps", stdin=b"sku,quantity\n")
    assert ran.code == 2 and "--program" in ran.err


def test_a_table_of_lines(cli, tmp_path):
    table = tmp_path / "lines.csv"
    table.write_text("sku,quantity,unit_price,margin,market\nDG7GMGF0PWHC:0003,2,80,,IT\nDG7GMGF0PWHC:0003,1,90,10,IT\n")
    quote, err = built(cli, str(table), "--customer", "A", "--vat", "22", "--margin", "20", "--market", "DE")
    assert [line["sell_price"]["amount"] for line in quote["lines"]] == ["100.00", "100.00"]
    assert quote["market"] == "DE" and "--market DE replaces IT in" in err and "lines.csv:2" in err
    assert "--margin 20 does not apply to 1 line, which has a value of its own." in err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_batch_says_it_once(cli, tmp_path, jobs):
    lines = [
        {"sku": "DG7GMGF0PWHC:0003", "quantity": 1, "unit_price": "80"},
        {"sku": "DG7GMGF0PWHC:0003", "quantity": 1, "sell_price": "5"},
    ]
    request = {"customer": {"name": "A"}, "vat": {"rate": 22}, "lines": lines}
    rules = [{"margin": 12}, {"discount": 5}, {"margin": "20.0"}, {}]
    path = tmp_path / "requests.jsonl"
    path.write_text("".join(json.dumps({**request, **rule}) + "\n" for rule in rules))
    ran = cli("quote", "batch", str(path), "--margin", "20", "--jobs", jobs)
    prices = [[line["sell_price"]["amount"] for line in json.loads(line)["lines"]] for line in ran.out.splitlines()]
    assert prices == [["100.00", "5.00"]] * 4
    assert (
        ran.err.count("LC-OPTION") == 1 and "--margin replaces the value of 2 of 4 requests. 4 lines keep values of their own. [" in ran.err
    )


def test_rows_keep_their_own(cli):
    rows = b"sku,quantity,margin,date\nDG7GMGF0PWHC:0003,2,10,\nDG7GMGF0PWHC:0003,2,,2026-11-23\n"
    ran = cli("quote", "price", "-", "--prices", SHEET, *DAY, "--margin", "20", "--date", "2020-01-01", stdin=rows)
    first, second = [line.split(",") for line in ran.out.splitlines()[1:]]
    assert (first[6], second[6]) == ("", str((Decimal("1021.40") / Decimal("0.8")).quantize(Decimal("0.01"), "ROUND_HALF_UP")))
    assert (
        "--margin 20 does not apply to 1 line, which has a value of its own." in ran.err
        and "--date 2020-01-01 does not apply to 1 line, which has a value of its own." in ran.err
    )
    assert cli("quote", "price", "-", "--market", "Italia", stdin=rows).code == 2


def test_new(cli):
    made = cli("quote", "new", "--date", "2026-12-01", "--margin", "12,5", "--market", "de", *DAY).out
    assert "\ndate: 2026-12-01" in made and "\nmargin: 12.5" in made and "\nmarket: DE" in made
    assert cli("quote", "new", "--program", "cps").code == 2


# Every option of a request is driven by a test of this file: each replaces a key that the request has.
DRIVEN = {"program", "market", "currency", "segment", "margin", "markup", "discount", "date", "customer", "vat"}


def test_every_option_is_driven():
    assert {field.name for field in fields(RequestOptions)} == DRIVEN


def test_all_options_at_once(cli, tmp_path):
    path = Path(written(tmp_path))
    path.write_text(path.read_text().replace("currency: EUR\n", ""))
    quote, err = built(
        cli, str(path), "--margin", "20", "--currency", "USD", "--market", "US", "--segment", "education", "--date", "2026-12-24",
        "--customer", "Fabrikam", "--vat", "8,25", "--program", "box",
    )  # fmt: skip
    # 2 × 80 / 0.8 = 200.00 and 100.00 at 8.25 %, 50.00 at the 4 % of its line.
    assert [(row["rate"], row["taxable"]["amount"], row["amount"]["amount"]) for row in quote["totals"]["vat"]] == [
        ("8.25", "300.00", "24.75"),
        ("4", "50.00", "2.00"),
    ]
    assert quote["totals"]["gross"] == {"amount": "376.75", "currency": "USD"}
    assert (quote["program"], quote["market"], quote["segment"], quote["date"]) == ("box", "US", "Education", "2026-12-24")
    assert (quote["customer"]["name"], quote["valid_until"]) == ("Fabrikam", "2027-01-23")
    assert err.count("LC-OPTION-REPLACES") == 7


@pytest.mark.parametrize("regime", ["reverse_charge", "exempt", "out_of_scope"])
@pytest.mark.parametrize("by_option", [True, False])
def test_rates_of_lines_do_not_apply_where_nothing_is_taxed(cli, tmp_path, regime, by_option):
    path = tmp_path / "request.yaml"
    vat = "vat: {rate: 22}" if by_option else f"vat: {{{regime}: true}}"
    other = "other: [{vendor: Adobe, title: Acrobat, quantity: 1, sell_price: 250, vat_rate: 10}]"
    path.write_text(REQUEST.replace("vat: {rate: 10}", vat).replace("RULE", other).replace("UNIT", "unit_price: 80, margin: 12"))
    quote, err = built(cli, str(path), *(["--vat", regime] if by_option else []))
    assert {row["rate"] for row in quote["totals"]["vat"]} == {"0"}
    said = {problem["code"]: problem["message"] for problem in quote["problems"]}
    assert said["LC-CHECK-VAT-NO-RATES"] == f"Nothing is taxed under {regime}, so the vat_rate of 2 lines does not apply."
    assert "of its own" not in err and "of their own" not in err


RATES = [
    ("vat: {rate: 10}", (), "10"),
    ("vat: {reverse_charge: true}", (), "22"),
    ("vat: {reverse_charge: true}", ("--market", "de"), "19"),
]


@pytest.mark.parametrize(("vat", "options", "rate"), RATES)
def test_split_payment_takes_the_rate_that_is_known(cli, tmp_path, vat, options, rate):
    path = tmp_path / "request.yaml"
    lines = REQUEST.replace(", vat_rate: 4", "").replace("RULE", "margin: 12").replace("UNIT", "unit_price: 80")
    path.write_text(lines.replace("vat: {rate: 10}", vat))
    quote, _ = built(cli, str(path), "--vat", "Split-Payment", *options)
    assert {row["rate"] for row in quote["totals"]["vat"]} == {rate}
    assert quote["totals"]["payable"]["amount"] == quote["totals"]["net"]["amount"] != quote["totals"]["gross"]["amount"]


def test_a_wrong_vat_names_the_regimes(cli, tmp_path):
    ran = cli("quote", "build", written(tmp_path), "--vat", "split")
    assert ran.code == 2 and "a percentage from 0 to 100, as 22, or split_payment, reverse_charge, exempt, out_of_scope" in ran.err


def test_new_with_split_payment(cli):
    assert "vat: {rate: 22, split_payment: true}" in cli("quote", "new", "--vat", "split_payment", *DAY).out


AMOUNTS = """\
customer: {name: A}
vat: {rate: 22}
CURRENCY
shipping: 5
discount_amount: 2
lines:
  - {sku: 'DG7GMGF0PWHC:0003', quantity: 2, unit_price: 80, discount_amount: 1}
  - {sku: 'DG7GMGF0PWHC:0003', quantity: 1}
other:
  - {vendor: Adobe, title: Acrobat, quantity: 1, sell_price: 250}
"""
NAMED = [
    "request.yaml:4: --currency CHF does not fit amounts in EUR that are given by hand: shipping, discount_amount.",
    ":7: --currency CHF does not fit amounts in EUR that are given by hand: unit_price, discount_amount.",
    ":10: --currency",
]


def test_amounts_by_hand_keep_their_currency(cli, tmp_path):
    path = tmp_path / "request.yaml"
    path.write_text(AMOUNTS.replace("CURRENCY", "currency: eur"))
    ran = cli("quote", "build", str(path), "--currency", "CHF", "--prices", SHEET, *DAY)
    assert ran.code == 1 and ran.out == "" and ran.err.count("LC-OPTION-CURRENCY") == 3
    assert all(words in ran.err for words in NAMED)
    assert built(cli, str(path), "--currency", "EUR", "--prices", SHEET)[0]["currency"] == "EUR"


def test_a_request_without_a_currency_takes_that_of_the_option(cli, tmp_path, monkeypatch):
    path = tmp_path / "request.yaml"
    path.write_text(AMOUNTS.replace("CURRENCY", "market: IT"))
    quote, _ = built(cli, str(path), "--currency", "CHF", "--prices", SHEET)
    assert quote["currency"] == "CHF" and quote["lines"][2]["sell_price"] == {"amount": "250.00", "currency": "CHF"}
    settings = tmp_path / "settings.yaml"
    settings.write_text("profile: {currency: EUR}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    ran = cli("quote", "build", str(path), "--currency", "CHF", "--prices", SHEET, *DAY)
    assert ran.code == 1 and ran.err.count("LC-OPTION-CURRENCY") == 3


def test_a_row_with_an_amount_keeps_its_currency(cli, tmp_path):
    table = tmp_path / "lines.csv"
    table.write_text("sku,quantity,sell_price,currency\nDG7GMGF0PWHC:0003,2,80,EUR\nDG7GMGF0PWHC:0003,1,,EUR\n")
    ran = cli("quote", "build", str(table), "--customer", "A", "--vat", "22", "--currency", "CHF", "--prices", SHEET, *DAY)
    assert (
        ran.code == 1
        and "lines.csv:2: --currency CHF does not fit amounts in EUR that are given by hand: sell_price." in ran.err
        and ran.err.count("LC-OPTION-CURRENCY") == 1
    )
    table.write_text("sku,quantity,currency\nDG7GMGF0PWHC:0003,2,EUR\n")
    assert built(cli, str(table), "--customer", "A", "--vat", "22", "--currency", "CHF", "--prices", SHEET)[0]["currency"] == "CHF"


@pytest.mark.parametrize("rule", ["margin", "markup", "discount"])
def test_a_percentage_below_one_is_taken_with_a_warning(cli, tmp_path, rule):
    line = "lines: [{sku: 'DG7GMGF0PWHT:0002', quantity: 1}, {sku: 'DG7GMGF0PWHT:0002', quantity: 2}]\n"
    head, file = "customer: {name: Contoso}\nvat: {rate: 22}\n", tmp_path / "r.yaml"
    built = ("quote", "build", str(file), "--prices", SHEET, "--as-of", "2026-11-23")
    for text, more in (
        (f"{head}{rule}: 0.12\n{line}", ()),
        (head + line, (f"--{rule}", "0.12")),
        (head + line.replace("quantity: 1", f"quantity: 1, {rule}: 0.12"), ()),
    ):
        file.write_text(text, encoding="utf-8")
        ran = cli(*built, *more)
        assert ran.code == 0 and ran.err.count("[LC-QUOTE-SMALL-PERCENTAGE]") == 1
        assert f"{rule} 0.12 means 0.12 %. For 12 %, write 12." in ran.err
    file.write_text(f"{head}{rule}: 1\n{line}", encoding="utf-8")
    assert "SMALL" not in cli(*built).err
