"""Invoices: each line finds its order, each difference has one cause, and no file is taken for another."""

import csv
import json
import re
from io import StringIO

import pytest
from books import KINDS
from helpers import EXAMPLES

NAME = "examples/invoice-reconciliation-2026-11.csv"
HEADER, *ROWS = (EXAMPLES.parent / NAME).read_text().splitlines()
FIRST = dict(zip(HEADER.split(","), ROWS[0].split(","), strict=True))
EXPORT = ("order", "export", "examples/request.yaml", "--prices", "examples/price-sheet-software-IT-2026-11.csv", "--target", "csv", "-q")
DAY = ("--as-of", "2026-11-23")


@pytest.fixture
def orders(cli, tmp_path):
    """Write the order lines of the example request to a file."""
    path = tmp_path / "orders.csv"
    assert cli(*EXPORT, "-o", str(path), *DAY).code == 0
    return str(path)


def row(**changes):
    out = StringIO()
    csv.writer(out).writerow([(FIRST | changes)[name] for name in HEADER.split(",")])
    return out.getvalue().strip()


def reconcile(cli, tmp_path, rows, orders, code=3):
    path = tmp_path / "invoice.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n")
    ran = cli("invoice", "reconcile", str(path), "--orders", orders, "-f", "json", *DAY)
    assert ran.code == code, (ran.code, ran.err)
    return json.loads(ran.out)


def causes(record):
    return [line["cause"] for line in record["lines"]]


def test_the_example(cli, orders, golden):
    ran = cli("invoice", "reconcile", NAME, "--orders", orders, "-f", "text", *DAY)
    assert ran.code == 3
    golden("invoice.txt", ran.out)
    record = json.loads(cli("invoice", "reconcile", NAME, "--orders", orders, "-f", "json", *DAY).out)
    assert causes(record) == ["matched", "price", "quantity", "returned", "not_invoiced"]
    assert list(record)[:6] == ["schema", "as_of", "data_version", "summary", "lines", "totals"] and list(record)[-1] == "problems"
    assert list(record["summary"]) == [
        "matched", "not_ordered", "not_invoiced", "quantity", "price", "arithmetic", "rounding", "exchange_rate", "duplicate", "returned",
        "over_credited", "out_of_period", "not_checked", "unreadable",
    ]  # fmt: skip
    assert record["summary"]["price"] == {
        "count": 1,
        "amount": {"amount": "518.80", "currency": "EUR"},
        "difference": {"amount": "8.00", "currency": "EUR"},
    }
    amounts = {name: held["amount"] for name, held in record["totals"].items()}
    # 1821.70 billed; 510.80 + 1085.75 + 4299.30 (not billed at all) expected, the first line and its return cancelling out.
    sums = {"invoiced": 1821.70, "expected": 5895.85, "not_checked": 0, "difference": -4074.15}
    assert {name: float(amount) for name, amount in amounts.items()} == sums


CASES = {
    "as ordered": ({}, "matched"),
    "unpadded and in lower case": ({"SkuId": "3", "ProductId": "dg7gmgf0pwhc"}, "matched"),
    "a cent per licence": ({"EffectiveUnitPrice": "1021.41", "Subtotal": "2042.82"}, "price"),
    "less than a cent per licence": ({"EffectiveUnitPrice": "1021.404", "Subtotal": "2042.81"}, "rounding"),
    "one more": ({"BillableQuantity": "3", "Quantity": "3", "Subtotal": "3064.20"}, "quantity"),
    "another product": ({"ProductId": "DG7GMGF0ZZZZ"}, "not_ordered"),
    "another customer and order": ({"CustomerId": "other", "OrderId": "ffffffffffff"}, "not_ordered"),
    "by our own reference": ({"CustomerId": "other", "OrderId": "Q-2026-0042"}, "matched"),
    "by the other spelling": ({"CustomerId": "other", "OrderId": "x", "AlternateId": "Q-2026-0042"}, "matched"),
    "a return": ({"Subtotal": "-2042.80", "ChargeType": "cancelImmediate"}, "returned"),
    "a return told by its sign": ({"Subtotal": "-2042.80", "ChargeType": "customerCredit"}, "returned"),
    "another currency": ({"PricingCurrency": "USD", "PCToBCExchangeRate": "0.9", "Subtotal": "1838.52"}, "exchange_rate"),
    "guarded figures": ({"Subtotal": "'2042.8000000000", "BillableQuantity": "'2"}, "matched"),
    "no figure": ({"Subtotal": "n/a"}, "unreadable"),
    "Arabic figures": ({"Subtotal": "٢٠٤٢"}, "unreadable"),
    "not a number": ({"EffectiveUnitPrice": "NaN"}, "unreadable"),
}


@pytest.mark.parametrize("case", CASES)
def test_cause(cli, tmp_path, orders, case):
    changes, cause = CASES[case]
    assert causes(reconcile(cli, tmp_path, [row(**changes)], orders))[0] == cause


def test_a_total_that_cannot_be_read_is_told_and_keeps_the_amount(cli, tmp_path, orders):
    record = reconcile(cli, tmp_path, [row(Total="40x")], orders)
    assert causes(record)[0] == "unreadable" and record["unreadable"]["amount"]["amount"] == "2042.80"
    assert "'40x' is not a valid Total." in record["problems"][0]["message"]


def test_an_amount_that_cannot_be_read_is_no_zero(cli, tmp_path, orders):
    record = reconcile(cli, tmp_path, [row(Subtotal="n/a"), row(Subtotal="10.00x")], orders)
    assert record["unreadable"] == {"count": 2, "amount": None} and record["invoice_total"] is None
    path = tmp_path / "invoice.csv"
    text = cli("invoice", "reconcile", str(path), "--orders", orders, "-f", "text", *DAY).out
    assert [line.split()[-1] for line in text.splitlines() if line.startswith(("Unreadable EUR", "Whole invoice EUR"))] == ["—", "—"]


def test_a_row_repeated_whole_is_a_duplicate(cli, tmp_path, orders):
    record = reconcile(cli, tmp_path, [ROWS[0], HEADER, ROWS[0]], orders)
    assert record["summary"]["duplicate"] == {
        "count": 1,
        "amount": {"amount": "2042.80", "currency": "EUR"},
        "difference": {"amount": "2042.80", "currency": "EUR"},
    }


def test_all_is_well(cli, tmp_path, orders):
    lines = cli(*EXPORT, *DAY).out.splitlines()
    path = tmp_path / "one.csv"
    path.write_text("\n".join(lines[:2]) + "\n")
    assert causes(reconcile(cli, tmp_path, [ROWS[0]], str(path), code=0)) == ["matched"]


def test_against_the_ledger(cli, tmp_path):
    assert "[LC-INVOICE-ORDERS]" in cli("invoice", "reconcile", NAME).err
    cli("order", "record", "examples/placed-order.json")
    ran = cli("invoice", "reconcile", NAME, "-f", "json")
    # Partner Center's JSON has no prices. What was credited in full needs none; what is not known is not compared, and never zero.
    assert causes(json.loads(ran.out)) == ["matched", "not_ordered", "quantity", "returned"]
    assert json.loads(ran.out)["lines"][2]["expected"] is None
    assert json.loads(ran.out)["totals"]["not_checked"]["amount"] == "1302.90"


def test_the_differences_that_the_page_of_the_examples_names(cli, tmp_path):
    page = (EXAMPLES / "README.md").read_text()
    [export] = re.findall(r"`licensectl (order export .* orders\.csv)`", page)
    [reconcile] = re.findall(r"`licensectl (invoice reconcile .* orders\.csv)`", page)
    path = str(tmp_path / "orders.csv")
    assert cli(*export.replace("orders.csv", path).split(), *DAY).code == 0
    ran = cli(*reconcile.replace("orders.csv", path).split(), "-f", "json", *DAY)
    assert causes(json.loads(ran.out)) == ["matched", "price", "quantity", "returned", "not_invoiced"]


WRONG = {
    "legacy": ("PartnerId,OfferId,DurableOfferId,Subtotal\n", "LC-INVOICE-LEGACY"),
    "another file": ("a,b\n1,2\n", "LC-INVOICE-KIND"),
    "empty": ("", "LC-SHEET-EMPTY"),
    "a header and no rows": (HEADER + "\n", "LC-INVOICE-EMPTY"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_file(cli, tmp_path, orders, case):
    text, code = WRONG[case]
    path = tmp_path / "invoice.csv"
    path.write_text(text)
    ran = cli("invoice", "reconcile", str(path), "--orders", orders)
    assert (ran.code, ran.out) == (1, "") and f"[{code}]" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (",2,1021.40,", ",two,1021.40,", "LC-INVOICE-ORDER-ROW"),
        (",2,1021.40,", ",2,-5,", "LC-INVOICE-ORDER-ROW"),
        ("product_id", "x", "LC-INVOICE-ORDERS-FILE"),
    ],
)
def test_wrong_orders(cli, tmp_path, orders, old, new, code):
    from pathlib import Path

    text = Path(orders).read_text()
    assert old in text
    path = tmp_path / "wrong.csv"
    path.write_text(text.replace(old, new))
    ran = cli("invoice", "reconcile", NAME, "--orders", str(path))
    assert (ran.code, ran.out) == (1, "") and f"[{code}]" in ran.err


def italian(name):
    """Return the example as an Italian Excel saves it: decimal commas, amounts with two decimals."""
    figures = ("UnitPrice", "Subtotal", "TaxTotal", "Total", "EffectiveUnitPrice", "PCToBCExchangeRate")
    rows = []
    for cells in csv.DictReader(StringIO((EXAMPLES.parent / name).read_text())):
        plain = {column: cells[column].lstrip("'").replace("0E-20", "0.00").removesuffix("0" * 16).replace(".", ",") for column in figures}
        rows.append(cells | plain)
    out = StringIO()
    csv.writer(out, delimiter=";").writerows([["Riconciliazione è"], [], HEADER.split(","), *(row.values() for row in rows)])
    return out.getvalue().encode("cp1252")


def workbook_of(kind):
    def made(name):
        rows = enumerate(csv.reader(StringIO((EXAMPLES.parent / name).read_text())))
        return KINDS[kind]({"Lines": [[_typed(cell) if number else cell for cell in cells] for number, cells in rows]})

    return made


def _typed(cell):
    try:
        return float(cell)
    except ValueError:
        return cell


@pytest.mark.parametrize("dress", [italian, *map(workbook_of, KINDS)], ids=["italian", *KINDS])
def test_a_file_that_a_spreadsheet_saved_again(cli, tmp_path, orders, dress):
    path = tmp_path / "again.csv"
    path.write_bytes(dress(NAME))
    plain = json.loads(cli("invoice", "reconcile", NAME, "--orders", orders, "-f", "json", *DAY).out)
    again = json.loads(cli("invoice", "reconcile", str(path), "--orders", orders, "-f", "json", *DAY).out)
    assert causes(again) == causes(plain)
    assert {name: float(held["amount"]) for name, held in again["totals"].items()} == {
        name: float(held["amount"]) for name, held in plain["totals"].items()
    }


def test_order_lines_as_an_italian_excel_has_them(cli, tmp_path, orders):
    path = tmp_path / "italian.csv"
    assert cli(*EXPORT, "--csv-dialect", "excel-it", "-o", str(path), *DAY).code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") and b"1021,40" in path.read_bytes()
    plain = json.loads(cli("invoice", "reconcile", NAME, "--orders", orders, "-f", "json", *DAY).out)
    assert json.loads(cli("invoice", "reconcile", NAME, "--orders", str(path), "-f", "json", *DAY).out)["lines"] == plain["lines"]


def test_a_row_of_another_customer_than_its_order_is_told(cli, tmp_path):
    tenants = [f"{number:08d}-0000-4000-8000-000000000000" for number in (1, 2)]
    path = tmp_path / "orders.csv"
    order = (
        f"{FIRST['OrderId']},1,csp,{{}},{FIRST['ProductId']},{FIRST['SkuId']},{FIRST['BillableQuantity']},{FIRST['EffectiveUnitPrice']},EUR"
    )
    for recorded, codes in ((tenants[0], []), (tenants[1], ["LC-INVOICE-OTHER-CUSTOMER"]), ("", []), ("contoso.example", [])):
        path.write_text("order_ref,line,program,tenant_id,product_id,sku_id,quantity,unit_price,currency\n" + order.format(recorded) + "\n")
        record = reconcile(cli, tmp_path, [row(CustomerId=tenants[0])], str(path), code=0)
        assert causes(record) == ["matched"] and [problem["code"] for problem in record["problems"]] == codes


@pytest.mark.parametrize("form", ["json", "csv", "text"])
def test_a_zero_has_no_sign(cli, tmp_path, orders, form):
    nothing = {"EffectiveUnitPrice": "-0.00", "UnitPrice": "-0.00", "Subtotal": "-0.00", "Total": "-0"}
    path = tmp_path / "invoice.csv"
    path.write_text("\n".join([HEADER, row(**nothing), row(ChargeType="cancelImmediate", OrderId="zzz", AlternateId="", **nothing)]) + "\n")
    ran = cli("invoice", "reconcile", str(path), "--orders", orders, "-f", form, *DAY)
    assert ran.code == 3 and not re.search(r"-0(\.0+)?(?![\d.])", ran.out), ran.out


@pytest.mark.parametrize(
    ("said", "month"),
    [("2026-11-01T00:30:00+02:00", "2026-10"), ("2026-10-31 23:30:00.1234567-01:00", "2026-11"), ("2026-10-31", "2026-10")],
)
def test_an_instant_counts_in_utc(cli, tmp_path, orders, said, month):
    record = reconcile(cli, tmp_path, [row(OrderDate=said, ChargeStartDate=said)], orders)
    assert [one["month"] for one in record["invoices"]] == [month]
