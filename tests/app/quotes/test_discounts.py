"""Discounts as amounts and rebates as lines: exact for each VAT rate, in every format, in saved quotes, and never in an order."""

import json
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from licensectl.core.money import Money
from licensectl.domain.quotes.totals import line_total, shares

HEAD = "customer: {name: Contoso S.r.l.}\ndate: 2026-11-23\nvat: {rate: 22}\n"
LINES = """\
lines:
  - {sku: 'DG7GMGF0PWHC:0003', quantity: 3, sell_price: 33.34}
  - {sku: 'DG7GMGF0PWHC:0003', quantity: 1, sell_price: 50.00, vat_rate: 10}
"""


def eur(text):
    return Money(Decimal(text), "EUR")


@pytest.fixture
def build(cli, tmp_path):
    """Return a function that builds the quote of a text: `build(text, "-f", "md")`."""

    def run(text, *options):
        (tmp_path / "request.yaml").write_text(text)
        return cli("quote", "build", str(tmp_path / "request.yaml"), *options)

    return run


def totals(ran):
    assert ran.code == 0, ran.err
    held = json.loads(ran.out)["totals"]
    vat = [(row["rate"], row["taxable"]["amount"], row["amount"]["amount"]) for row in held["vat"]]
    return held["net"]["amount"], vat, held["gross"]["amount"]


SHARES = [
    ({"22": "100", "10": "50"}, "10", {"22": "6.67", "10": "3.33"}),
    ({"22": "100", "10": "100", "4": "100"}, "0.02", {"22": "0.01", "10": "0.01", "4": "0.00"}),
    ({"22": "100"}, "100", {"22": "100.00"}),
    ({"22": "100"}, "101", {"22": "100.00"}),
    ({"22": "100", "4": "0"}, "7", {"22": "7.00"}),
    ({"22": "100", "4": "-20"}, "7", {"22": "7.00"}),
    ({}, "7", {}),
]


@pytest.mark.parametrize(("sums", "discount", "expected"), SHARES)
def test_a_discount_is_divided_without_a_rest(sums, discount, expected):
    found = shares({Decimal(rate): eur(amount) for rate, amount in sums.items()}, eur(discount))
    assert {str(rate): str(share.amount) for rate, share in found.items()} == expected


def test_of_a_line():
    assert line_total(eur("33.34"), 3, eur("0.02")) == eur("100.00")
    assert line_total(eur("1"), 3, eur("5")) == eur("0.00")


def test_off_a_line(build):
    ran = build(HEAD + LINES.replace("sell_price: 33.34", "sell_price: 33.34, discount_amount: 0.025"), "-f", "json")
    assert json.loads(ran.out)["lines"][0]["line_total"]["amount"] == "99.99"
    assert totals(ran) == ("149.99", [("22", "99.99", "22.00"), ("10", "50.00", "5.00")], "176.99")


def test_off_the_quote(build):
    # 10.00 off 100.02 and 50.00: 6.667 and 3.333.
    ran = build(HEAD + "discount_amount: 10\nshipping: 5\n" + LINES, "-f", "json")
    assert totals(ran) == ("145.02", [("22", "98.35", "21.64"), ("10", "46.67", "4.67")], "171.33")


def test_rebate_line(build):
    rebate = "other:\n  - {vendor: Contoso, title: Rebate, quantity: 1, sell_price: -75.00, note: loyalty}\n"
    ran = build(HEAD + LINES + rebate, "-f", "json")
    assert totals(ran) == ("75.02", [("22", "25.02", "5.50"), ("10", "50.00", "5.00")], "85.52")
    assert json.loads(ran.out)["lines"][2]["note"] == "loyalty"
    said = build(HEAD + LINES + rebate).err
    assert "request.yaml:8: The line is a rebate of -75.00 EUR: loyalty. [LC-QUOTE-REBATE]" in said


def test_the_cost_and_margin_of_a_quote_with_rebates(build):
    text = (
        HEAD
        + "discount_amount: 5\nlines:\n  - {sku: 'DG7GMGF0PWHC:0003', quantity: 1, unit_price: 60, sell_price: 100, discount_amount: 10}\n"
    )
    found = json.loads(build(text + "other: [{vendor: C, title: Rebate, quantity: 2, sell_price: -2.50}]\n", "-f", "json").out)["totals"]
    assert [found[name]["amount"] for name in ("net", "cost", "margin")] == ["80.00", "60.00", "20.00"]
    assert found["margin_percent"] == "25.0"


WRONG = [
    ("lines:\n  - {sku: A, quantity: 1, sell_price: -5}\n", 5, "LC-QUOTE-NEGATIVE"),
    (LINES + "other:\n  - {vendor: C, title: ' ', quantity: 1, sell_price: -5}\n", 8, "LC-QUOTE-REBATE-REASON"),
    (LINES + "other:\n  - {vendor: C, title: R, quantity: 1, sell_price: -5, discount_amount: 1}\n", 8, "LC-QUOTE-PRICE-RULE"),
    (LINES + "other:\n  - {vendor: C, title: R, quantity: 1, sell_price: -100.03}\n", 8, "LC-QUOTE-REBATE-ABOVE"),
    (LINES + "other:\n  - {vendor: C, title: R, quantity: 1, sell_price: -1, vat_rate: 4}\n", 8, "LC-QUOTE-REBATE-ABOVE"),
    (LINES.replace("sell_price: 50.00", "sell_price: 50.00, discount_amount: 50.01"), 6, "LC-QUOTE-DISCOUNT-ABOVE"),
    (LINES + "discount_amount: 150.03\n", 7, "LC-QUOTE-DISCOUNT-ABOVE"),
    ("lines: [{sku: 'DG7GMGF0PWHC:0003', quantity: 1, sell_price: 0}]\ndiscount_amount: 5\n", 5, "LC-QUOTE-DISCOUNT-ABOVE"),
    (LINES + "discount_amount: -1\n", 7, "LC-QUOTE-AMOUNT"),
    (LINES.replace("sell_price: 50.00", "sell_price: 50.00, discount_amount: x"), 6, "LC-LINES-AMOUNT"),
    (LINES.replace("sell_price: 50.00", "sell_price: 50.00, margin: 5"), 6, "LC-QUOTE-PRICE-RULE"),
    (LINES.replace("sell_price: 50.00", "sell_price: 50.00, markup: 5"), 6, "LC-QUOTE-PRICE-RULE"),
    (LINES.replace("sell_price: 50.00", "margin: 5, markup: 5"), 6, "LC-QUOTE-RULE"),
]


@pytest.mark.parametrize(("text", "line", "code"), WRONG)
def test_what_is_refused(build, text, line, code):
    ran = build(HEAD + text)
    assert (ran.code, ran.out) == (1, "")
    assert any(f"request.yaml:{line}: " in said and f"[{code}]" in said for said in ran.err.splitlines())


def test_a_rule_of_the_quote_beside_a_price_of_a_line(build, tmp_path, monkeypatch):
    ran = build(HEAD + "margin: 12\n" + LINES.replace(", sell_price: 33.34", ", unit_price: 88"))
    assert ran.code == 0 and "300.00" in ran.out
    assert "request.yaml:7: DG7GMGF0PWHC:0003: the line keeps its sell_price 50.00, so margin 12 of the quote does not apply" in ran.err
    assert ran.err.count("LC-QUOTE-OWN-PRICE") == 1
    (tmp_path / "settings.yaml").write_text("profile: {margin: 20}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "settings.yaml"))
    assert "LC-QUOTE-OWN-PRICE" not in build(HEAD + LINES).err


FULL = (
    HEAD
    + "discount_amount: 10\n"
    + LINES.replace("sell_price: 33.34", "sell_price: 33.34, discount_amount: 5.02")
    + "other: [{vendor: Contoso, title: Loyalty rebate, quantity: 1, sell_price: -20.00}]\n"
)


@pytest.mark.parametrize("view", ["internal", "customer"])
@pytest.mark.parametrize("form", ["text", "table", "md", "html", "csv", "xlsx"])
def test_every_format_shows_them(build, tmp_path, view, form):
    ran = build(FULL, "--view", view, "-f", form, "-o", str(tmp_path / "out"))
    assert ran.code == 0, ran.err
    content = (tmp_path / "out").read_bytes()
    if form == "xlsx":
        rows = load_workbook(BytesIO(content), data_only=True).worksheets[0].values
        content = "\n".join(f"{cell:.2f}" if isinstance(cell, int | float) else str(cell) for row in rows for cell in row).encode()
    said = content.decode().replace("−", "-").replace("\u00a0", " ")
    assert "5.02" in said and "Loyalty rebate" in said and ("-20.00" in said or "-€20.00" in said)
    if form != "csv":
        assert ("-10.00" in said or "-€10.00" in said) and "115.00" in said


def test_saved_and_shown_as_it_was(build, cli):
    made = build(FULL, "--save", "-f", "json").out
    assert cli("quote", "show", "Q-2026-0001", "-f", "json").out == made
    again = cli("quote", "export", "Q-2026-0001").out
    assert json.loads(cli("quote", "build", "-", "-f", "json", stdin=again.encode()).out)["totals"] == json.loads(made)["totals"]


def test_a_rebate_is_not_ordered(build, cli):
    rebate = "other: [{vendor: Contoso, title: Loyalty rebate, quantity: 1, sell_price: -20.00}]\n"
    assert build(HEAD + "number: A-1\n" + LINES + rebate, "--save").code == 0
    lines = cli("order", "export", "A-1", "--target", "csv", "--despite", "test").out.splitlines()[1:]
    assert len(lines) == 2 and not any("rebate" in line for line in lines)


def test_a_currency_without_cents(build):
    text = HEAD + "currency: JPY\ndiscount_amount: 1.5\nlines: [{sku: 'DG7GMGF0PWHC:0003', quantity: 3, sell_price: 33.5}]\n"
    assert totals(build(text, "-f", "json")) == ("100", [("22", "100", "22")], "122")


@pytest.mark.parametrize(
    ("request_", "rounded"),
    [
        ("lines: [{sku: 'DG7GMGF0PWHC:0003', quantity: 10000, sell_price: 0.004}]", ["sell_price 0.004 EUR", "0.00 EUR"]),
        ("lines: [{sku: 'DG7GMGF0PWHC:0003', quantity: 3, sell_price: 50, discount_amount: 4.995}]", ["discount_amount 4.995", "5.00 EUR"]),
        ("other: [{vendor: X, title: Rebate, quantity: 1, sell_price: -0.995}]\n" + LINES, ["sell_price -0.995 EUR", "-1.00 EUR"]),
        ("shipping: 12.345\n" + LINES, ["shipping 12.345 EUR", "12.35 EUR"]),
        (
            "discount_amount: 0.5\ncurrency: JPY\n" + LINES.replace("33.34", "33").replace("50.00", "50"),
            ["discount_amount 0.5 JPY", "1 JPY"],
        ),
        ("shipping: 12.340\n" + LINES, []),
        ("lines: [{sku: 'DG7GMGF0PWHC:0003', quantity: 3, sell_price: 33.345, discount: 5}]", []),
    ],
)
def test_an_amount_that_is_rounded_is_named(build, request_, rounded):
    said = [line for line in build(HEAD + request_).err.splitlines() if "[LC-QUOTE-ROUNDED]" in line]
    assert len(said) == bool(rounded) and all(amount in said[0] for amount in rounded)
