"""Test the effects of a saved quote: its customer enters the customer book, `price diff --quotes` finds it."""

import json

import pytest

OLD, NEW = "examples/price-sheet-software-IT-2026-10.csv", "examples/price-sheet-software-IT-2026-11.csv"
DAY = ("--as-of", "2026-11-10")


@pytest.fixture
def saved(cli):
    ran = cli("quote", "build", "examples/request.yaml", "--prices", OLD, "--save", "--as-of", "2026-11-01")
    assert ran.code == 0, ran.err
    return ran


def test_the_book_learns_who_was_named_inline(cli, saved):
    assert "[LC-CUSTOMER-ADDED]" in saved.err
    [customer] = json.loads(cli("customer", "list", "-f", "json").out)["customers"]
    assert (customer["id"], customer["vat_id"]) == ("contoso", "IT01234569992")


def test_a_customer_whom_the_book_refuses_holds_no_quote_up(cli, tmp_path):
    request = tmp_path / "request.yaml"
    request.write_text(
        "customer: {name: Contoso, tenant_id: unknown}\nvat: {rate: 22}\nmarket: IT\ncurrency: EUR\n"
        "lines:\n  - {sku: DG7GMGF0PWHC:0003, quantity: 1}\n"
    )
    ran = cli("quote", "build", str(request), "--prices", OLD, "--save", "--as-of", "2026-11-01")
    assert ran.code == 0 and "[LC-CUSTOMER-" in ran.err
    assert len(json.loads(cli("quote", "list", "-f", "json").out)["quotes"]) == 1
    assert json.loads(cli("customer", "list", "-f", "json").out)["customers"] == []


def test_a_price_diff_marks_the_quotes_that_move(cli, saved):
    found = json.loads(cli("price", "diff", OLD, NEW, "--quotes", *DAY, "-f", "json").out)
    assert [(quote["number"], [change["product_id"] for change in quote["changes"]]) for quote in found["quotes"]] == [
        ("Q-2026-0042", ["DG7GMGF0PWHC"])
    ]
    # After its last day a quote moves no more; and who does not ask is not told.
    later = json.loads(cli("price", "diff", OLD, NEW, "--quotes", "--as-of", "2027-02-01", "-f", "json").out)
    assert later["quotes"] == []
    assert "quotes" not in json.loads(cli("price", "diff", OLD, NEW, *DAY, "-f", "json").out)


def test_without_a_ledger_no_quote_moves_and_none_is_made(cli, tmp_path):
    assert json.loads(cli("price", "diff", OLD, NEW, "--quotes", *DAY, "-f", "json").out)["quotes"] == []
    assert not (tmp_path / "home" / "ledger.db").exists()
