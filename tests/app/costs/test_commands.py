"""The command `compare costs`."""

import json

import pytest


def test_unknown_program(cli):
    ran = cli("compare", "costs", "examples/request.yaml", "--program", "vlsc")
    assert ran.code == 1 and "LC-CLI-UNKNOWN" in ran.err


def test_csv_leaves_the_total_of_an_incomplete_basket_blank_and_says_why(cli):
    ran = cli("compare", "costs", "examples/request.yaml", "-f", "csv", "--as-of", "2026-11-23", "--program", "open")
    assert ran.out.splitlines()[-1] == "total,,Net EUR,,,"
    assert "LC-PROGRAM-CLOSED" in ran.err and "LC-PRICE-NONE" not in ran.err


def test_nothing_hostile_reaches_the_page(cli, tmp_path):
    request = tmp_path / "request.yaml"
    hostile = "customer: {name: '<script>alert(1)</script>'}\nvat: {rate: 22}\nother:\n"
    request.write_text(hostile + '  - {vendor: V, title: "<b>\\e[31m=cmd|x", quantity: 1, sell_price: 1}\n')
    page = cli("compare", "costs", str(request), "-f", "html").out
    assert "<script>" not in page and "<b>" not in page and "\x1b" not in page
    assert "\x1b" not in cli("compare", "costs", str(request), "-f", "text").out
    json.loads(cli("compare", "costs", str(request), "-f", "json").out)


PRICED = ("--prices", "examples/price-sheet-software-IT-2026-11.csv", "--as-of", "2026-11-23")
SERVER, BOX = "sku: 'DG7GMGF0PWHC:0003'", "part_number: EP2-06606"
TWO = f"- {{{SERVER}, quantity: 3, sell_price: 7.005}}\n  - {{{BOX}, quantity: 1, sell_price: 9}}"
REQUESTS = [
    ("csp", "margin: 12\nshipping: 12.50", f"- {{{SERVER}, quantity: 1}}"),
    ("csp", "discount: 3\ndiscount_amount: 10.01", f"- {{{SERVER}, quantity: 3, discount_amount: 5}}"),
    ("csp", "shipping: 5", TWO),
    ("csp", "markup: 7", f"- {{{SERVER}, quantity: 1, unit_price: 9}}\nother: [{{vendor: V, title: T, quantity: 2, sell_price: 3.335}}]"),
    ("csp", "", f"- {{{SERVER}, quantity: 9}}\nother: [{{vendor: V, title: Rebate, quantity: 1, sell_price: -3.335}}]"),
    ("box", "shipping: 5", TWO),
    ("open", "shipping: 5", "- {part_number: 79P-05729, quantity: 5, sell_price: 7}"),
    ("csp", "segment: Charity", f"- {{{SERVER}, quantity: 3, sell_price: 7}}"),
    ("csp", "margin: 10", f"- {{{BOX}, quantity: 1}}"),
]


@pytest.mark.parametrize(("program", "head", "lines"), REQUESTS)
def test_the_own_program_comes_to_what_its_quote_says(cli, program, head, lines):
    request = f"customer: {{name: Contoso}}\nvat: {{rate: 22}}\ndate: 2026-11-23\nprogram: {program}\n{head}\nlines:\n  {lines}\n".encode()
    quote = json.loads(cli("quote", "build", "-", *PRICED, "-f", "json", stdin=request).out)
    [own] = json.loads(cli("compare", "costs", "-", *PRICED, "-f", "json", "--program", program, stdin=request).out)["programs"]
    # Only a quote says how the sale is taxed.
    totals = {name: held for name, held in quote["totals"].items() if name not in ("tax_regime", "payable")}
    assert own["total"] == totals["net"] and own["totals"] == totals
    assert [line["sell_price"] for line in own["lines"]] == [line["sell_price"] for line in quote["lines"]]


def test_a_closed_program_has_one_reason(cli):
    found = json.loads(cli("compare", "costs", "examples/request.yaml", *PRICED, "-f", "json").out)["programs"]
    [open_] = [one for one in found if one["program"] == "open"]
    assert [problem["code"] for problem in open_["obstacles"]] == ["LC-PROGRAM-CLOSED"]
    assert {line["sku"] for line in open_["lines"]} == {None}


def test_a_customer_is_told_what_goes_back_together(cli):
    ran = cli("quote", "build", "examples/request.yaml", *PRICED, "--view", "customer", "-f", "html", "--lang", "it")
    assert "solo l&#39;intera quantità di una riga; le chiavi vengono revocate" in ran.out
