"""Lines that an invoice credited in full: they are not cancelled again, and their product is no longer owned."""

import json

import pytest
from invoice_files import CAL, back, order_id, plain, row

pytestmark = pytest.mark.usefixtures("store")
DAY = ("--as-of", "2026-11-14")
FIRST, OTHER = f"{CAL}:0002:DG7GMGF0AAA1", f"{CAL}:0003:DG7GMGF0AAA2"


@pytest.fixture
def record(cli, tmp_path):
    """Record an order of Contoso with two lines, and an invoice of these rows."""

    def recorded(*rows):
        lines = ("--line", f"{FIRST}=10@43.43", "--line", f"{OTHER}=2@10.00")
        ran = cli("order", "record", "--id", order_id(1), "--placed", "2026-11-13", "--customer", "Contoso", *lines, *DAY)
        assert ran.code == 0, ran.err
        (tmp_path / "a.csv").write_bytes(plain(list(rows)))
        assert cli("invoice", "import", str(tmp_path / "a.csv")).code == 0

    return recorded


def cancelled(ran):
    return [line["offerId"] for line in json.loads(ran.out)["lineItems"]]


def test_a_line_that_was_credited_in_full_is_not_cancelled_again(cli, record):
    record(row(1), back(1))
    ran = cli("order", "export", order_id(1), "--cancel", *DAY)
    assert ran.code == 0 and cancelled(ran) == [OTHER]
    assert "[LC-INVOICE-CREDITED]" in ran.err and "Line 0" in ran.err and "G000000077" in ran.err
    ran = cli("order", "export", order_id(1), "--cancel", "--line", "0", *DAY)
    assert cancelled(ran) == [FIRST] and "[LC-INVOICE-CREDITED]" in ran.err
    ran = cli("order", "export", order_id(1), "--cancel", "--line", "1", *DAY)
    assert cancelled(ran) == [OTHER] and ran.err == ""


def test_an_order_that_was_credited_as_a_whole_has_nothing_to_cancel(cli, record):
    again = {"SkuId": "0003", "Quantity": "2"}
    record(row(1), back(1), row(1, **again), back(1, **again))
    ran = cli("order", "export", order_id(1), "--cancel", *DAY)
    assert ran.code == 1 and "[LC-RET-EMPTY]" in ran.err and not ran.out


def test_a_line_that_was_credited_in_part_is_cancelled(cli, record):
    record(row(1), back(1, 4))
    ran = cli("order", "export", order_id(1), "--cancel", *DAY)
    assert cancelled(ran) == [FIRST, OTHER] and ran.err == ""


def test_what_was_credited_in_full_is_owned_nowhere(cli, record):
    record(row(1), back(1))
    book = json.loads(cli("customer", "show", "contoso", "-f", "json", *DAY).out)
    assert [one["id"] for one in book["owned"] if one["order"]] == [OTHER]
    for which in ((), ("--customer", "contoso")):
        found = json.loads(cli("radar", *which, "-f", "json", *DAY).out)["signals"]
        assert FIRST not in json.dumps(found), which
