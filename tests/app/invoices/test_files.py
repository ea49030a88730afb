"""Invoice files of every kind: thirty planted differences are found in six of them, and damaged ones are named."""

import csv
import gzip
import json
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from books import KINDS as BOOKS
from books import Formula, Percent, Priced, xlsx
from invoice_files import CAL, FIELDS, TENANT, amounts, back, order_id, plain, problem_codes, row
from openpyxl import Workbook

from licensectl.app.invoices.reader import load_invoice
from licensectl.errors import LicensectlError


def shuffled(rows):
    """Other names and order of columns, a mark, CRLF, guarded figures with eighteen decimals, two members, repeated header."""
    names = {"Total": "totalForCustomer", "PCToBCExchangeRate": "pcToBCExchangeRate", "SkuName": "skuName"}
    fields = [*reversed(FIELDS), "PartnerName"]
    guarded = {"Subtotal", "Total", "UnitPrice", "EffectiveUnitPrice"}

    def lines(part):
        header = ",".join(names.get(field, field[0].lower() + field[1:]) for field in fields)
        cells = [
            ["'" + one[field] + "0" * 16 if field in guarded and "." in one[field] else "'0E-20"
             if field == "TaxTotal" else one.get(field, "")
             for field in fields] for one in part
        ]  # fmt: skip
        return ("\ufeff" + "\r\n".join([header, *(",".join(one) for one in cells)]) + "\r\n").encode()

    half = len(rows) // 2
    return gzip.compress(lines(rows[:half])) + gzip.compress(lines(rows[half:])[3:])


def as_workbook(rows):
    book, out = Workbook(), BytesIO()
    book.active.append(FIELDS)
    for one in rows:
        book.active.append(
            [float(one[name]) if name in ("Subtotal", "EffectiveUnitPrice", "BillableQuantity") else one[name] for name in FIELDS]
        )
    book.save(out)
    return out.getvalue()


def line_items(rows):
    items = [{name[0].lower() + name[1:]: value for name, value in one.items()} for one in rows]
    for number, item in enumerate(items):
        # Some amounts are numbers, others strings.
        item["subtotal"] = float(item["subtotal"]) if number % 2 else item["subtotal"]
    return json.dumps({"totalCount": len(items), "items": items, "attributes": {"objectType": "Collection"}}, indent=1).encode()


def json_lines(rows):
    items = [{name[0].lower() + name[1:]: value for name, value in one.items()} | {"referenceId": {"a": 1}} for one in rows]
    return gzip.compress("".join(json.dumps(item) + "\n" for item in items).encode())


def resaved(rows):
    """As an Italian Excel writes it: semicolons, decimal commas, Windows-1252."""
    figures = ("UnitPrice", "Subtotal", "Total", "EffectiveUnitPrice")
    lines = [";".join(FIELDS)] + [
        ";".join(one[name].replace(".", ",") if name in figures else one[name] for name in FIELDS) for one in rows
    ]
    return "\r\n".join(["Riconciliazione è", "", *lines]).encode("cp1252")


KINDS = {
    "csv": plain, "gz": shuffled, "workbook": as_workbook, "v1": line_items, "v2": json_lines, "resaved": resaved,
}  # fmt: skip
GOOD = [row(1), row(2, 4), row(2, 6)]
# Five differences in each file; a pair is a row and its cause.
PLANTED = {
    "csv": [
        (row(90), "not_ordered"), (row(11, 11), "quantity"), (row(12, price="44.43"), "price"), (row(13, subtotal="500.00"), "arithmetic"),
        (row(1), "duplicate"),
    ],
    "gz": [
        (row(14, price="43.438", subtotal="434.38"), "rounding"), (row(15, 12, OrderDate="11/1/2026"), "quantity"),
        (row(16, subtotal="434.31"), "arithmetic"), (row(91, 1), "not_ordered"), (row(17, price="50.00"), "price"),
    ],
    "workbook": [
        (back(1, subtotal="-400.00"), "arithmetic"), (back(2, 12), "over_credited"), (row(18, 9), "quantity"),
        (row(19, price="43.42"), "price"),
        (row(92, 3), "not_ordered"),
    ],
    "v1": [
        (row(20, OrderDate="10/13/2026", ChargeStartDate="10/13/2026"), "out_of_period"), (row(21, 20), "quantity"),
        (row(22, price="4.43"), "price"), (row(93, SkuId="2"), "not_ordered"), (row(23, subtotal="4343.00"), "arithmetic"),
    ],
    "v2": [
        (row(24, subtotal="390.80", PricingCurrency="USD", PCToBCExchangeRate="0.9"), "exchange_rate"), (row(31), "not_checked"),
        (row(25, OrderId="6.00E+11", AlternateId=""), "unreadable"), (row(26, Subtotal="n/a"), "unreadable"), (row(94), "not_ordered"),
    ],
    "resaved": [
        (row(27, 10, "41.43"), "price"), (row(28, 15), "quantity"), (row(29, subtotal="43.43"), "arithmetic"), (row(95), "not_ordered"),
        (row(1), "duplicate"),
    ],
}  # fmt: skip


@pytest.fixture
def orders(tmp_path):
    """Orders 1 and 2 and 11 to 30 with a price, 31 without one."""
    path = tmp_path / "orders.csv"
    lines = ["order_ref,line,program,tenant_id,product_id,sku_id,quantity,unit_price,currency,placed"]
    for number in (1, 2, *range(11, 32)):
        price = "" if number == 31 else "43.43"
        lines.append(f"{order_id(number)},1,csp,{TENANT},{CAL},0002,10,{price},EUR,2026-11-13T09:00:00Z")
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def reconcile(cli, tmp_path, content, orders, *options, code=3, name="invoice.dat"):
    path = tmp_path / name
    path.write_bytes(content)
    ran = cli("invoice", "reconcile", str(path), "--orders", orders, "-f", "json", *options)
    assert ran.code == code, (ran.code, ran.err, ran.out[:3000])
    return json.loads(ran.out)


@pytest.mark.parametrize("kind", KINDS)
def test_planted_differences_are_found(cli, tmp_path, orders, kind):
    planted = PLANTED[kind]
    record = reconcile(cli, tmp_path, KINDS[kind]([*GOOD, *(one for one, _ in planted)]), orders)
    found = [line["cause"] for line in record["lines"] if line["row"] is not None]
    assert found == ["matched"] * 3 + [cause for _, cause in planted]
    held = amounts(record)
    assert round(held["invoiced"] - held["expected"], 2) == round(held["difference"] + held["not_checked"], 2)
    cells = [one["Subtotal"] for one in (*GOOD, *(one for one, _ in planted))]
    parts = [record[part]["amount"] for part in ("subscriptions", "azure", "out_of_period", "unreadable")]
    if "n/a" in cells:
        assert parts[-1] is None and record["invoice_total"] is None, "an amount that cannot be read is unknown, not 0"
        return
    apart = sum(float(amount["amount"]) for amount in parts)
    assert round(held["invoiced"] + apart, 2) == round(sum(map(float, cells)), 2) == float(record["invoice_total"]["amount"])


def test_thirty_are_planted():
    assert sum(map(len, PLANTED.values())) == 30


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_the_same_lines(cli, tmp_path, orders, kind):
    other = [row(1, CustomerName="Contoso"), row(12, price="44.43"), back(2)]
    plain_lines = reconcile(cli, tmp_path, plain(other), orders)["lines"]
    again = reconcile(cli, tmp_path, KINDS[kind](other), orders)["lines"]
    same = ("cause", "also", "order_ids", "customer", "order_date", "charge_type")
    assert [[line[key] for key in same] for line in again] == [[line[key] for key in same] for line in plain_lines]


MAP = """
columns: {sku: Articolo, quantity: Pezzi, unit_price: Prezzo, subtotal: Importo, order_id: Ordine, day: Data, invoice: Fattura}
defaults: {currency: EUR}
decimal: ","
date_order: dmy
"""


def test_a_distributors_table_through_a_map(cli, tmp_path, orders):
    (tmp_path / "map.yaml").write_text(MAP)
    text = "Fattura;Ordine;Data;Articolo;Pezzi;Prezzo;Importo\n" + f"F1;{order_id(1)};05/11/2026;{CAL}-2;10;43,43;434,30\n"
    record = reconcile(cli, tmp_path, text.encode(), orders, "--columns", str(tmp_path / "map.yaml"))
    assert record["lines"][0]["cause"] == "matched" and record["invoices"][0]["month"] == "2026-11"
    (tmp_path / "map.yaml").write_text("columns: {article: A}\n")
    ran = cli("invoice", "reconcile", str(tmp_path / "invoice.dat"), "--orders", orders, "--columns", str(tmp_path / "map.yaml"))
    assert ran.code == 1 and "[LC-INVOICE-MAP]" in ran.err


@pytest.mark.parametrize(("day", "code"), [("13/11/2026", 0), ("11/13/2026", 1), ("2026-11-13", 0), ("11/11/2026", 0)])
def test_a_date_that_contradicts_the_map_is_refused(cli, tmp_path, day, code):
    (tmp_path / "map.yaml").write_text(MAP)
    assert cli("order", "record", "--id", order_id(1), "--placed", "2026-11-13", "--line", f"{CAL}:0002=10@43.43").code == 0
    header = "Articolo;Pezzi;Prezzo;Importo;Ordine;Data"
    (tmp_path / "table.csv").write_text(f"{header}\n{CAL}:0002;10;43,43;434,30;{order_id(1)};{day}\n")
    ran = cli("invoice", "reconcile", str(tmp_path / "table.csv"), "--columns", str(tmp_path / "map.yaml"))
    assert ran.code == code and (not code or f"table.csv: '{day}' is not a date in the order dmy" in ran.err)


FOREIGN = {
    "daily-rated usage": (b"PartnerId,CustomerId,UsageDate,MeterId,ResourceURI,UnitPrice,Quantity\n1,2,3,4,5,6,7\n", "daily-rated usage"),
    "legacy": (b"PartnerId,OfferId,DurableOfferId,Subtotal\n1,2,3,4\n", "legacy licence invoice"),
    "price sheet": (
        b"ProductTitle,ProductId,SkuId,UnitPrice,Market,Currency,EffectiveStartDate,ERP Price\n1,2,3,4,5,6,7,8\n",
        "price sheet",
    ),
    "order lines": (b"order_ref,product_id,sku_id,quantity\n1,2,3,4\n", "--orders"),
    "usage in JSON": (b'{"items": [{"usageDate": "2026-11-01", "meterId": "x"}]}', "daily-rated usage"),
    "usage by its type": (b'{"items": [{"attributes": {"objectType": "DailyRatedUsageLineItem"}}]}', "daily-rated usage"),
    "orders in JSON": (b'{"id": "c0ffee000001", "lineItems": []}', "--orders"),
    "a manifest": (b'{"id": "x", "blobs": [{"name": "part-1.gz"}]}', "manifest"),
    "other JSON": (b'[{"a": 1}]', "LC-INVOICE-KIND"),
    "no JSON": (b'{"a": ', "LC-INVOICE-JSON"),
    "lines most of which are damaged": (gzip.decompress(json_lines([row(1)])).strip() + b"\n{1\n[2]\n", "hardly a line is an object"),
    "a line that is not UTF-8": (gzip.decompress(json_lines([row(1)])).strip() + b'\n{"a": "\xe8"}\n', "other.dat:2"),
    "an archive cut at its start": (gzip.compress(plain([row(1)]))[:60], "LC-SHEET-ARCHIVE"),
    "both date orders": (plain([row(1), row(2, OrderDate="23/11/2026")]), "LC-INVOICE-DATES"),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_other_files_are_named(cli, tmp_path, orders, case):
    content, said = FOREIGN[case]
    path = tmp_path / "other.dat"
    path.write_bytes(content)
    ran = cli("invoice", "reconcile", str(path), "--orders", orders)
    assert (ran.code, ran.out) == (1, "") and said in ran.err, ran.err


def test_what_is_whole_of_a_damaged_file_is_reconciled(cli, tmp_path, orders):
    import random

    noise = random.Random(1)
    rows = [row(1), *(row(90, 1, ProductQualifiers="", SkuName=f"{noise.random()}") for _ in range(400))]
    packed = gzip.compress(plain([{name: one[name] for name in FIELDS} for one in rows]))
    record = reconcile(cli, tmp_path, packed[: len(packed) // 2], orders)
    assert record["lines"][0]["cause"] == "matched" and problem_codes(record)[0] == "LC-INVOICE-CUT" and len(record["lines"]) > 100
    lines = gzip.decompress(json_lines([row(1), row(2)])).splitlines()
    record = reconcile(cli, tmp_path, b"\n".join([lines[0], lines[1][:50], lines[1]]), orders)
    assert record["summary"]["unreadable"]["count"] == 1 and record["summary"]["matched"]["count"] == 2
    assert record["problems"][0]["where"].endswith(":2")


def test_lines_may_be_one_or_have_a_mark_before_them(cli, tmp_path, orders):
    lines = gzip.decompress(json_lines([row(1), row(2)])).strip().splitlines()
    for content, count in (
        (lines[0], 1),
        (lines[0] + b"\n", 1),
        (b"\xef\xbb\xbf" + b"\r\n".join(lines), 2),
        (b"\n\n" + b"\n\n".join(lines), 2),
    ):
        assert len([one for one in reconcile(cli, tmp_path, content, orders)["lines"] if one["row"]]) == count


def test_a_last_line_without_its_end_is_left_out(cli, tmp_path, orders):
    record = reconcile(cli, tmp_path, plain([row(1), row(2)])[:-20], orders)
    assert problem_codes(record) == ["LC-INVOICE-CUT"] and record["problems"][0]["where"].endswith(":3")
    assert [line["cause"] for line in record["lines"]][:2] == ["matched", "not_invoiced"]


def test_an_order_id_that_a_workbook_holds_as_a_number(cli, tmp_path, orders):
    book, out = Workbook(), BytesIO()
    book.active.append(FIELDS)
    book.active.append([6e11 if name == "OrderId" else value for name, value in row(1).items()])
    book.save(out)
    record = reconcile(cli, tmp_path, out.getvalue(), orders)
    assert record["lines"][0]["cause"] == "unreadable" and "LC-INVOICE-ORDER-ID" in problem_codes(record)


def test_line_items_in_a_zip(cli, tmp_path, orders):
    from zipfile import ZipFile

    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("items.json", line_items([row(1)]))
    assert reconcile(cli, tmp_path, out.getvalue(), orders)["lines"][0]["cause"] == "matched"


def test_a_row_of_another_currency_is_named_and_set_aside(cli, tmp_path, orders):
    record = reconcile(cli, tmp_path, plain([row(1), row(2), row(11, Currency="USD", PricingCurrency="USD")]), orders)
    [problem] = [one for one in record["problems"] if one["code"] == "LC-INVOICE-CURRENCIES"]
    assert problem["where"].endswith(":4") and amounts(record)["invoiced"] == 868.60
    assert record["summary"]["unreadable"]["count"] == 1


@pytest.mark.parametrize(("status", "is_missing"), [("completed", True), ("Cancelled", False), ("canceled", False), ("", True)])
def test_an_order_line_that_was_cancelled_is_not_missing(cli, tmp_path, status, is_missing):
    path, start = tmp_path / "orders.csv", f"csp,{TENANT},{CAL},0002,10,43.43,EUR,2026-11-13"
    path.write_text(
        "order_ref,program,tenant_id,product_id,sku_id,quantity,unit_price,currency,placed,status\n"
        f"{order_id(1)},{start},completed\n{order_id(2)},{start},{status}\n"
    )
    record = reconcile(cli, tmp_path, plain([row(1)]), str(path), code=3 if is_missing else 0)
    assert [line["cause"] for line in record["lines"]] == ["matched", "not_invoiced"][: 1 + is_missing]


def test_two_invoices_of_one_file_are_reported_each(cli, tmp_path, orders):
    october = {"InvoiceNumber": "G000000066", "OrderDate": "10/2/2026", "ChargeStartDate": "10/2/2026"}
    record = reconcile(cli, tmp_path, plain([row(1), row(90, **october)]), orders)
    assert [(one["invoice"], one["month"], one["totals"]["invoiced"]["amount"]) for one in record["invoices"]] == [
        ("G000000077", "2026-11", "434.30"),
        ("G000000066", "2026-10", "434.30"),
    ]
    record = reconcile(cli, tmp_path, plain([row(1), row(90, **october)]), orders, "--month", "2026-11")
    assert record["summary"]["out_of_period"]["count"] == 1 and amounts(record)["invoiced"] == 434.30


def test_a_month_of_which_the_file_has_no_invoice_is_refused(cli, tmp_path, orders):
    path = tmp_path / "invoice.csv"
    path.write_bytes(plain([row(1, price="99.99"), row(2)]))
    ran = cli("invoice", "reconcile", str(path), "--orders", orders, "--month", "2026-12", "--dispute", str(tmp_path / "disputes"))
    assert ran.code == 1 and "[LC-INVOICE-OTHER-MONTH]" in ran.err and "--month 2026-11" in ran.err
    assert not (tmp_path / "disputes").exists()


def test_a_total_is_compared(cli, tmp_path, orders):
    apart = row(3, 25, "20.60", ChargeEndDate="11/30/2026", TermAndBillingCycle="One-Year commitment", BillingFrequency="Monthly")
    content = plain([*(row(number) for number in (1, 2, *range(11, 31))), row(31), apart])
    for total, said in (("10503.90", False), ("10503.91", True)):
        record = reconcile(cli, tmp_path, content, orders, "--total", total)
        assert ("LC-INVOICE-TOTAL" in problem_codes(record)) == said
    assert record["subscriptions"]["count"] == 1


def test_tolerance(cli, tmp_path, orders):
    content = plain([*(row(number) for number in (1, 2, *range(11, 30))), row(30, price="43.44"), row(31)])
    known = tmp_path / "known.csv"
    known.write_text(Path(orders).read_text().replace(",10,,EUR", ",10,43.43,EUR"))
    for tolerance, code in ((None, 3), ("0.09", 3), ("0.10", 0)):
        reconcile(cli, tmp_path, content, str(known), *(["--tolerance", tolerance] if tolerance else []), code=code)
    assert cli("invoice", "reconcile", "x", "--tolerance", "-1").code == 2
    assert cli("invoice", "reconcile", "x", "--month", "2026-13").code == 2


def test_disputes_are_texts(cli, tmp_path, orders):
    folder = tmp_path / "tickets"
    reconcile(cli, tmp_path, plain([row(1), row(12, price="44.43"), row(90)]), orders, "--dispute", str(folder))
    names = sorted(path.name for path in folder.iterdir())
    assert "G000000077-row-3-price.txt" in names and "G000000077-row-4-not-ordered.txt" in names
    text = (folder / "G000000077-row-3-price.txt").read_text()
    for part in (order_id(12), "10 × 44.43 EUR = 444.30 EUR", "43.43 EUR", "2026-11-13", "Difference: 10.00 EUR", "price on the order"):
        assert part in text, text
    again = cli("invoice", "reconcile", str(tmp_path / "invoice.dat"), "--orders", orders, "--dispute", str(folder))
    assert again.code == 1


def test_workbook_and_page(cli, tmp_path, orders):
    from openpyxl import load_workbook

    (tmp_path / "invoice.csv").write_bytes(plain([row(1), row(12, price="44.43"), row(90)]))
    path = tmp_path / "out.xlsx"
    assert cli("invoice", "reconcile", str(tmp_path / "invoice.csv"), "--orders", orders, "-o", str(path)).code == 3
    sheets = load_workbook(path).sheetnames
    assert any("price" in sheet for sheet in sheets) and any("not ordered" in sheet for sheet in sheets)
    page = cli("invoice", "reconcile", str(tmp_path / "invoice.csv"), "--orders", orders, "-f", "html").out
    assert "<svg" in page and "By cause" in page


def test_open_days_of_a_saved_file_are_refused(cli, tmp_path, orders):
    content = resaved([row(1, OrderDate="11/5/2026", ChargeStartDate="11/5/2026")])
    path = tmp_path / "invoice.csv"
    path.write_bytes(content)
    ran = cli("invoice", "reconcile", str(path), "--orders", orders)
    assert ran.code == 1 and "[LC-INVOICE-MONTH]" in ran.err
    record = reconcile(cli, tmp_path, content, orders, "--month", "2026-11")
    assert "LC-INVOICE-DATE-ORDER" in problem_codes(record) and record["lines"][0]["cause"] == "matched"


def test_disputes_in_italian_write_amounts_as_italian_does(cli, tmp_path, orders):
    folder = tmp_path / "tickets"
    reconcile(cli, tmp_path, plain([row(1), row(12, price="144.43")]), orders, "--dispute", str(folder), "--lang", "it")
    text = (folder / "G000000077-row-3-price.txt").read_text()
    for part in ("10 × 144,43 EUR = 1.444,30 EUR", "10 × 43,43 EUR", "Differenza: 1.010,00 EUR"):
        assert part in text, text


def separated(delimiter):
    def made(rows):
        out = StringIO()
        csv.writer(out, delimiter=delimiter).writerows([FIELDS, *([one[name] for name in FIELDS] for one in rows)])
        return out.getvalue().encode()

    return made


def as_texts(rows):
    return xlsx({"s": [FIELDS, *([one[name] for name in FIELDS] for one in rows)]})


READERS = {
    "commas": separated(","), "semicolons": separated(";"), "tabs": separated("\t"), "workbook": as_texts, "JSON": line_items,
    "lines": json_lines,
}  # fmt: skip
# With a decimal point, and what only a file with decimal commas means; None cannot be read.
FIGURES = {
    "1,234.56": "1234.56", "1'234.56": "1234.56", "1’234.56": "1234.56", "'1'234.56": "1234.56", "1\u202f234.56": "1234.56",
    "(434.30)": "-434.30", "434.30-": "-434.30", "\u2212434.30": "-434.30", "(1'234.50)": "-1234.50", "1'234.50-": "-1234.50",
    "€434.30": "434.30", "-€434.30": "-434.30", "(434.30 EUR)": "-434.30", "12%": None, "5,5 %": None, "1e3": None, "434.30 CR": None,
    "1'23.50": None, "(-434.30)": None, "1_000": None, "434,": None, "12,345,67": None,
    "CHF 434.30": None, "434.30 USD": None, "$434.30": None, "-$434.30": None, "Fr. 1'234.50": None,
}  # fmt: skip
COMMAS = {"1.234,56": "1234.56", "1 234,56": "1234.56", "1\u00a0234,56-": "-1234.56", "(1.234,50)": "-1234.50", "1’234,50 €": "1234.50"}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("column", ["Subtotal", "Total", "EffectiveUnitPrice"])
def test_figures_of_every_file_are_read_right_or_not_at_all(reader, column):
    field = {"Subtotal": "subtotal", "Total": "total", "EffectiveUnitPrice": "unit_price"}[column]
    # Of line items some amounts are numbers.
    rows = [row(1)] if reader == "JSON" else [row(1), row(2)]
    points = reader in ("commas", "JSON", "lines")
    for written, meant in (FIGURES | {one: None if points else amount for one, amount in COMMAS.items()}).items():
        other = [{name: one[name].replace(".", ",") if written in COMMAS and not points else one[name] for name in FIELDS} for one in rows]
        billed, problems = load_invoice(READERS[reader]([other[0] | {column: written}, *other[1:]]), "f")
        first = [line for line in billed.lines if line.order_id == order_id(1)]
        assert [getattr(line, field) for line in first] == ([Decimal(meant)] if meant else []), written
        assert len(billed.bad) == (meant is None) and (meant or any(one.severity == "warning" for one in problems)), written


@pytest.mark.parametrize("kind", BOOKS)
@pytest.mark.parametrize(
    ("column", "currency", "said"),
    [
        ("Subtotal", {}, "Subtotal: '434.3 CHF' names another currency than the row (EUR)."),
        ("Total", {}, "Total: '434.3 CHF' names another currency than the row (EUR)."),
        ("EffectiveUnitPrice", {"PricingCurrency": "USD", "PCToBCExchangeRate": "1"}, "EffectiveUnitPrice: '43.43 CHF' names another"),
        ("EffectiveUnitPrice", {"PricingCurrency": "CHF", "PCToBCExchangeRate": "1"}, ""),
        ("Subtotal", {"Currency": "CHF", "PricingCurrency": "CHF"}, ""),
    ],
)
def test_a_workbook_that_shows_another_currency_is_not_taken_for_the_invoices(cli, tmp_path, kind, column, currency, said):
    made = row(1, **currency)
    cells = [float(made[name]) if name in ("Subtotal", "Total", "EffectiveUnitPrice") else made[name] for name in FIELDS]
    cells[FIELDS.index(column)] = Priced(cells[FIELDS.index(column)], "CHF")
    path = tmp_path / f"invoice.{kind}"
    path.write_bytes(BOOKS[kind]({"s": [list(FIELDS), cells]}))
    ran = cli("invoice", "import", str(path), "--store", str(tmp_path / "ledger.db"))
    assert (ran.code, said in ran.err) == (1 if said else 0, True), ran.err
    assert ("[LC-INVOICE-BESIDE-CURRENCY]" in ran.err) is bool(said)


@pytest.mark.parametrize("column", ["Subtotal", "Total", "EffectiveUnitPrice", "BillableQuantity", "PCToBCExchangeRate"])
def test_a_formula_without_a_value_is_no_blank_cell(column):
    with pytest.raises(LicensectlError) as failure:
        load_invoice(xlsx({"s": [FIELDS, [Formula() if name == column else row(1)[name] for name in FIELDS]]}), "f")
    assert [(one.code, one.where) for one in failure.value.problems] == [("LC-SHEET-FORMULA", "f:2")]


@pytest.mark.parametrize("rate", ["-1.1", "1.1 USD", "5%"])
def test_a_rate_is_a_positive_number(rate):
    billed, problems = load_invoice(plain([row(1, PCToBCExchangeRate=rate, PricingCurrency="USD")]), "f")
    assert (billed.lines, len(billed.bad)) == ([], 1) and "PCToBCExchangeRate" in str(problems[0].gaps)


@pytest.mark.parametrize(("price", "said"), [(Priced(43.43, "CHF"), "LC-INVOICE-ORDER-ROW"), ("CHF 43.43", "LC-INVOICE-ORDER-ROW"),
                                             (Percent(0.4), "LC-INVOICE-ORDER-ROW"), (Formula(), "LC-SHEET-FORMULA"),
                                             (Priced(43.43, "EUR"), "")])  # fmt: skip
def test_order_lines_of_a_workbook_have_the_prices_that_it_shows(cli, tmp_path, price, said):
    header = ["order_ref", "line", "program", "tenant_id", "product_id", "sku_id", "quantity", "unit_price", "currency", "placed"]
    (tmp_path / "orders.xlsx").write_bytes(
        xlsx({"s": [header, [order_id(1), "1", "csp", TENANT, CAL, "0002", "10", price, "EUR", "2026-11-13"]]})
    )
    (tmp_path / "invoice.csv").write_bytes(plain([row(1)]))
    ran = cli("invoice", "reconcile", str(tmp_path / "invoice.csv"), "--orders", str(tmp_path / "orders.xlsx"))
    assert (ran.code, said in ran.err) == (1 if said else 0, True), ran.err


def test_a_blank_cell_and_a_row_of_sums_are_told_as_such(cli, tmp_path):
    (tmp_path / "map.yaml").write_text(MAP)
    assert cli("order", "record", "--id", order_id(1), "--placed", "2026-11-13", "--line", f"{CAL}:0002=10@43.43").code == 0
    rows = [f"{CAL}:0002;10;43,43;434,30;{order_id(1)};13/11/2026", "Totale;;;434,30;;"]
    (tmp_path / "table.csv").write_text("\n".join(["Articolo;Pezzi;Prezzo;Importo;Ordine;Data", *rows]) + "\n")
    ran = cli("invoice", "reconcile", str(tmp_path / "table.csv"), "--columns", str(tmp_path / "map.yaml"), "-f", "json")
    [problem] = [one for one in json.loads(ran.out)["problems"] if one["severity"] == "warning"]
    assert (ran.code, problem["code"]) == (3, "LC-INVOICE-ROW-BLANK") and problem["where"].endswith("table.csv:3")
    assert "BillableQuantity is blank. The row is not compared. Fill in the cell, or delete the row" in problem["message"]
