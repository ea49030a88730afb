"""The command `compare costs`."""

import json


def test_unknown_program(cli):
    ran = cli("compare", "costs", "examples/request.yaml", "--program", "vlsc")
    assert ran.code == 1 and "LC-CLI-UNKNOWN" in ran.err


def test_csv_leaves_the_total_of_an_incomplete_basket_blank_and_says_why(cli):
    ran = cli("compare", "costs", "examples/request.yaml", "-f", "csv", "--as-of", "2026-11-23", "--program", "open")
    assert ran.out.splitlines()[-1] == "total,,Net EUR,,,"
    assert "LC-PROGRAM-CLOSED" in ran.err and "LC-PRICE-NONE" in ran.err


def test_nothing_hostile_reaches_the_page(cli, tmp_path):
    request = tmp_path / "request.yaml"
    hostile = "customer: {name: '<script>alert(1)</script>'}\nvat: {rate: 22}\nother:\n"
    request.write_text(hostile + '  - {vendor: V, title: "<b>\\e[31m=cmd|x", quantity: 1, sell_price: 1}\n')
    page = cli("compare", "costs", str(request), "-f", "html").out
    assert "<script>" not in page and "<b>" not in page and "\x1b" not in page
    assert "\x1b" not in cli("compare", "costs", str(request), "-f", "text").out
    json.loads(cli("compare", "costs", str(request), "-f", "json").out)
