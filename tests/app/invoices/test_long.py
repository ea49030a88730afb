"""Long invoices are judged in parts that are kept on disk: every format says the same as of rows in memory."""

import json

import pytest
from invoice_files import CAL, OFFICE, TENANT, back, order_id, plain, row

from licensectl.app.invoices import service_rows

ORDERS = "order_ref,line,program,tenant_id,product_id,sku_id,quantity,unit_price,currency,placed\n"


@pytest.fixture
def files(tmp_path):
    """Write an invoice of forty rows with differences of several causes, and its orders."""
    rows, orders = [], []
    for number in range(1, 38):
        price, placed = f"{40 + number}.43", "2026-11-13T09:00:00Z" if number % 11 else "2026-09-13T09:00:00Z"
        sku = CAL if number % 3 else OFFICE
        orders.append(f"{order_id(number)},1,csp,{TENANT},{sku},2,10,{price},EUR,{placed}")
        if number % 7:
            rows.append(row(number, 10, price if number % 5 else "9.99", **({} if number % 3 else {"ProductId": OFFICE})))
        if number % 13 == 0:
            rows.append(back(number, 10, price, **({} if number % 3 else {"ProductId": OFFICE})))
    rows += [row(90, 1, "5.00"), row(91, 1, "5.00", Currency="USD"), row(92, 1, "5.00", Subtotal="n/a"), row(1, 10, "41.43")]
    rows += [row(93, 3, "5.00", InvoiceNumber="G000000078"), row(94, 1, "7.00", OrderId="6.00E+11", AlternateId="")]
    orders.append(f"Q-2026-0042,1,csp,{TENANT},{CAL},2,3,5.00,EUR,2026-11-12T09:00:00Z")
    (tmp_path / "recon.csv").write_bytes(plain(rows))
    (tmp_path / "orders.csv").write_text(ORDERS + "\n".join(orders) + "\n")
    return str(tmp_path / "recon.csv"), "--orders", str(tmp_path / "orders.csv")


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "text", "tsv", "yaml", "html", "md", "xlsx"])
def test_every_format_is_the_same(cli, tmp_path, files, form, monkeypatch):
    def answer(name):
        path = tmp_path / name
        ran = cli("invoice", "reconcile", *files, "-f", form, "-o", str(path), "--dispute", str(tmp_path / f"{name}-texts"))
        assert ran.code == 3, ran.err
        texts = sorted((one.name, one.read_text()) for one in (tmp_path / f"{name}-texts").iterdir())
        return path.read_bytes(), texts, ran.err

    held = answer("held")
    monkeypatch.setattr(service_rows, "MOST_HELD", 5)
    kept = answer("kept")
    assert kept == held and len(held[1]) > 10


def test_against_the_ledger_and_its_earlier_invoices(cli, tmp_path, monkeypatch):
    monkeypatch.setenv("LICENSECTL_STORE", str(tmp_path / "ledger.db"))
    for number in range(1, 13):
        placed = "2026-10-13T09:00:00Z" if number < 7 else "2026-11-13T09:00:00Z"
        options = ("--id", order_id(number), "--placed", placed, "--line", f"{CAL}:0002=10@43.43", "--tenant", TENANT, "-q")
        assert cli("order", "record", *options).code == 0
    earlier, now = tmp_path / "october.csv", tmp_path / "november.csv"
    october = {"OrderDate": "10/13/2026", "ChargeStartDate": "10/13/2026", "InvoiceNumber": "G000000076"}
    earlier.write_bytes(plain([row(number, 10, "43.43", **october) for number in range(1, 7)]))
    now.write_bytes(plain([row(number, 10, "43.43") for number in range(7, 13)] + [back(number, 10, "43.43") for number in (1, 2, 9)]))
    assert cli("invoice", "import", str(earlier)).code == 0

    def answer():
        ran = cli("invoice", "reconcile", str(now), "-f", "json")
        return ran.code, json.loads(ran.out)

    held = answer()
    monkeypatch.setattr(service_rows, "MOST_HELD", 2)
    assert answer() == held
    assert [line["cause"] for line in held[1]["lines"]] == ["matched"] * 6 + ["returned"] * 3
