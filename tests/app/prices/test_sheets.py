"""Price sheets as people download them."""

import csv
import gzip
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from helpers import EXAMPLES

from licensectl.app.prices.sheet.reader import load_price_sheet
from licensectl.core.sku_id import SkuKey
from licensectl.domain.prices.price_list import PriceScope
from licensectl.errors import LicensectlError

KEY = SkuKey("DG7GMGF0PWHC", "0003")
DAY = date(2026, 11, 23)
EUR = PriceScope("IT", "EUR", "Commercial", DAY)
WIDE = (EXAMPLES / "price-sheet-software-IT-2026-11.csv").read_bytes()
LINES = WIDE.decode("utf-8-sig").splitlines()
HEADER, ROW = csv.reader(LINES[:2])


def csv_bytes(rows, newline="\n"):
    out = io.StringIO()
    csv.writer(out, lineterminator=newline).writerows(rows)
    return out.getvalue().encode()


def narrow(lines, drop):
    """The same sheet without some columns: what it looked like before 2026."""
    rows = list(csv.reader(lines))
    keep = [number for number, name in enumerate(rows[0]) if name not in drop]
    return csv_bytes([[row[number] for number in keep] for row in rows], "\r\n")


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        (WIDE, 21),
        (narrow(LINES, {"ChangeIndicator", "PreviousValues"}), 19),
        (narrow(LINES, {"ChangeIndicator", "PreviousValues", "Segment"}), 18),
        (WIDE.replace(b"\n", b"\r\n"), 21),
        ("\n".join([LINES[0] + ",NewColumn", *(line + ",x" for line in LINES[1:])]).encode(), 22),
        ("\n".join([LINES[0].replace("ERP Price", '"ERP\u00a0 \nPrice"'), *LINES[1:]]).encode(), 21),
    ],
    ids=["2026 as downloaded", "until 2025", "API of 2019", "CRLF", "an unknown column", "a header with a line break"],
)
def test_widths(content, columns):
    answer = load_price_sheet(content, "s.csv").in_force(KEY, PriceScope("IT", "EUR", "Commercial", DAY))
    assert (answer.row.unit_price, answer.row.erp) == (Decimal("1021.40"), Decimal("1143.97"))


def test_order_of_columns_does_not_matter():
    turned = csv_bytes([row[::-1] for row in csv.reader(LINES)])
    answer = load_price_sheet(turned, "s.csv").in_force(KEY, EUR)
    assert answer == load_price_sheet(WIDE, "s.csv").in_force(KEY, EUR)


def test_six_currencies_are_six_prices():
    sheet = load_price_sheet(WIDE, "s.csv")
    prices = {
        c: sheet.in_force(KEY, PriceScope("IT", c, "Commercial", DAY)).row.unit_price for c in ("SEK", "NOK", "CHF", "DKK", "GBP", "EUR")
    }
    assert len(set(prices.values())) == 6


def test_republished_row_warns_and_the_latest_wins():
    answer = load_price_sheet(WIDE, "s.csv").in_force(SkuKey("DG7GMGF0G49Z", "0002"), PriceScope("IT", "EUR", "Commercial", DAY))
    assert answer.row.unit_price == Decimal("1127.80")
    assert [problem.code for problem in answer.problems] == ["LC-PRICE-TWO-ROWS"]


def test_american_dates_of_the_download_api():
    text = "\n".join(LINES).replace("2025-10-01T00:00:00.0000000Z", "2/1/2019 12:00:00 AM")
    assert load_price_sheet(text.encode(), "s").in_force(KEY, PriceScope("IT", "EUR", "Commercial", DAY)).row.effective_start == date(
        2019, 2, 1
    )


def test_all_bad_rows_at_once_and_then_a_count():
    bad = [LINES[1].replace("11541.82", "free")] * 30
    with pytest.raises(LicensectlError) as caught:
        load_price_sheet("\n".join([LINES[0], *bad]).encode(), "s.csv")
    assert len(caught.value.problems) == 21
    assert caught.value.problems[0].where == "s.csv:2"
    assert "10 further" in caught.value.problems[-1].sentence()


SUBSCRIPTION = {"ProductId": "CFQ7TTC0AAAA", "SkuId": "5", "TermDuration": "P1Y", "Market": "US", "Currency": "USD"}


def licence_based():
    """A sheet of subscriptions in the columns of today: one of a year at two prices, by the plan that it is paid by."""
    plans = [SUBSCRIPTION | {"BillingPlan": plan, "UnitPrice": price} for plan, price in (("Monthly", "12.34"), ("Annual", "148.08"))]
    return sheet(*plans)


@pytest.mark.parametrize(("plan", "price"), [("Monthly", "12.34"), ("Annual", "148.08")])
def test_a_subscription_by_its_term_and_plan(plan, price):
    scope = PriceScope("US", "USD", "Commercial", DAY, "P1Y", plan)
    assert load_price_sheet(licence_based(), "s").in_force(SkuKey("CFQ7TTC0AAAA", "0005"), scope).row.unit_price == Decimal(price)


def test_plans_of_one_subscription_are_never_mixed():
    answer = load_price_sheet(licence_based(), "s").in_force(
        SkuKey("CFQ7TTC0AAAA", "0005"), PriceScope("US", "USD", "Commercial", DAY, "P1Y")
    )
    assert answer.row is None
    assert "Annual, Monthly" in answer.problems[0].sentence()


def test_a_sheet_of_the_api():
    """Every cell in quotes, no segment, SkuIds with their zeros, American moments: as Microsoft documents the download."""
    header = [name for name in HEADER if name not in ("ChangeIndicator", "PreviousValues", "Segment")]
    cells = SUBSCRIPTION | {"SkuId": "0001", "BillingPlan": "Annual", "UnitPrice": "96.5", "ERP Price": "120"}
    cells |= {"EffectiveStartDate": "3/1/2019 12:00:00 AM", "EffectiveEndDate": "12/31/2020 8:35:31 PM"}
    content = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in (header, [cells.get(name, "") for name in header]))
    scope = PriceScope("US", "USD", "Commercial", date(2020, 1, 1), "P1Y")
    answer = load_price_sheet(content.encode(), "s").in_force(SkuKey("CFQ7TTC0AAAA", "0001"), scope)
    assert (answer.row.unit_price, answer.row.segment) == (Decimal("96.5"), "")


def test_a_distributors_list_is_refused_without_a_column_map():
    content = (EXAMPLES / "distributor-list-tw.csv").read_bytes()
    with pytest.raises(LicensectlError, match="LC-SHEET-COLUMNS"):
        load_price_sheet(content, "list.csv")


def sheet(*changes, header=HEADER):
    """One row per mapping: the first of the example with some cells changed."""
    rows = [[change.get(name, cell) for name, cell in zip(header, ROW, strict=True)] for change in changes]
    return csv_bytes([header, *rows])


def only(content, **options):
    """The one row of a sheet, asked for in SEK."""
    return load_price_sheet(content, "s.csv", **options).in_force(KEY, PriceScope("IT", "SEK", "Commercial", DAY)).row


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"UnitPrice": ""}, "unit_price", None),
        ({"UnitPrice": "0"}, "unit_price", Decimal(0)),
        ({"UnitPrice": "\u00a01021.4000 "}, "unit_price", Decimal("1021.4")),
        ({"ERP Price": ""}, "erp", None),
        ({"SkuId": "0003"}, "row", 2),
        ({"SkuId": "\u00a03\t"}, "row", 2),
        ({"ProductId": " dg7gmgf0pwhc"}, "row", 2),
        ({"Market": "it", "Currency": "sek"}, "row", 2),
        ({"Segment": "COMMERCIAL"}, "segment", "Commercial"),
        ({"SkuTitle": "Windows\u00a0Server\t2025\n Standard"}, "title", "Windows Server 2025 Standard"),
        ({"SkuTitle": ""}, "title", "Windows Server Standard Core 2025"),
        ({"SkuDescription": 'a "16-core"\tpack,\nand more'}, "row", 2),
        ({"SkuDescription": "x" * 200_000}, "row", 2),
        ({"Tags": "Software; Perpetual;"}, "tags", ("Software", "Perpetual")),
        ({"BillingPlan": ""}, "billing_plan", ""),
        ({"EffectiveStartDate": "1753-01-02T00:00:00.0000000Z"}, "effective_start", date(1753, 1, 2)),
        ({"EffectiveEndDate": "9999-11-30T23:59:59.0000000Z"}, "effective_end", date(9999, 11, 30)),
        ({"EffectiveEndDate": "2026-11-23T00:00:00Z"}, "effective_end", DAY),
        ({"EffectiveStartDate": "2/1/2019 12:00:00 AM"}, "effective_start", date(2019, 2, 1)),
    ],
)
def test_cells(change, field, value):
    assert getattr(only(sheet(change)), field) == value


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"UnitPrice": "NaN"}, "LC-SHEET-NUMBER"),
        ({"UnitPrice": "1,02,1.40"}, "LC-SHEET-NUMBER"),
        ({"UnitPrice": "-1"}, "LC-SHEET-NUMBER"),
        ({"UnitPrice": "1_000"}, "LC-SHEET-NUMBER"),
        ({"ERP Price": "\u0661\u0662"}, "LC-SHEET-NUMBER"),
        ({"EffectiveStartDate": ""}, "LC-SHEET-DATE"),
        ({"EffectiveStartDate": "10/3/2020"}, "LC-SHEET-AMBIGUOUS-DATE"),
        ({"EffectiveStartDate": "13/1/2020 12:00:00 AM"}, "LC-SHEET-DATE"),
        ({"EffectiveStartDate": "2026-11-01T25:00:00Z"}, "LC-SHEET-DATE"),
        ({"EffectiveStartDate": "2026-11-01T00:00:00+02:00"}, "LC-SHEET-DATE"),
        ({"ProductId": "DG7GMGF0"}, "LC-SHEET-ID"),
        ({"SkuId": ""}, "LC-SHEET-ID"),
        ({"SkuId": "3.0"}, "LC-SHEET-ID-NUMBER"),
        ({"Market": "Italy"}, "LC-SHEET-CODE"),
        ({"Currency": ""}, "LC-SHEET-CODE"),
    ],
)
def test_bad_cells_name_row_and_column(change, code):
    with pytest.raises(LicensectlError) as caught:
        load_price_sheet(sheet({}, change), "s.csv")
    [problem] = caught.value.problems
    assert (problem.code, problem.where) == (code, "s.csv:3")
    assert next(iter(change)) in problem.sentence()


def zipped(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def test_packed_and_utf_16_are_read_as_they_are():
    plain = load_price_sheet(WIDE, "s.csv")
    packed = {"gz": gzip.compress(WIDE), "zip": zipped({"sheet.csv": WIDE, "__MACOSX/._sheet.csv": b"x"}), "UTF-16": UTF_16}
    packed["gz of UTF-16"] = gzip.compress(UTF_16)
    for name, content in packed.items():
        read = load_price_sheet(content, "s.csv")
        assert read._rows == plain._rows, name


UTF_16 = WIDE.decode("utf-8-sig").encode("utf-16")
BAD_FILES = {
    "nothing": (b"", ["LC-SHEET-EMPTY"], "s.csv"),
    "a BOM alone": (b"\xef\xbb\xbf", ["LC-SHEET-EMPTY"], "s.csv"),
    "blank lines": (b"\n\r\n", ["LC-SHEET-EMPTY"], "s.csv"),
    "no rows": (csv_bytes([HEADER]), ["LC-SHEET-EMPTY-ROWS"], "s.csv"),
    "UTF-16 cut inside a letter": (UTF_16 + b"a", ["LC-SHEET-ENCODING"], f"s.csv:{len(LINES) + 1}"),
    "neither UTF-8 nor cp1252": (sheet({"Tags": "\u00e0"}, {"SkuTitle": "x@"}).replace(b"@", b"\xe0"), ["LC-SHEET-ENCODING"], "s.csv:3"),
    "a byte that no encoding has": (sheet({}, {"SkuTitle": "x@"}).replace(b"@", b"\xe0\x81"), ["LC-SHEET-ENCODING"], "s.csv:3"),
    "cp1252, then UTF-8": (sheet({"Tags": "@"}, {"Tags": "\u00e0"}).replace(b"@", b"\xe8"), ["LC-SHEET-ENCODING"], "s.csv:3"),
    "UTF-8 by its mark, then not": (b"\xef\xbb\xbf" + sheet({"Tags": "@"}).replace(b"@", b"\xe8"), ["LC-SHEET-ENCODING"], "s.csv:2"),
    "NUL": (sheet({"SkuTitle": "a\0b"}), ["LC-SHEET-NUL"], "s.csv:2"),
    "zip cut": (zipped({"a.csv": WIDE})[:60], ["LC-SHEET-ARCHIVE"], "s.csv"),
    "zip of two": (zipped({"a.csv": WIDE, "b.csv": WIDE}), ["LC-SHEET-ARCHIVE-FILES"], "s.csv"),
    "zip of none": (zipped({"__MACOSX/a": b""}), ["LC-SHEET-ARCHIVE-FILES"], "s.csv"),
    "zip damaged": (zipped({"a.csv": WIDE}).replace(WIDE[-40:-30], b"XXXXXXXXXX"), ["LC-SHEET-ARCHIVE"], "s.csv"),
    "an empty workbook": (zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), ["LC-SHEET-WORKBOOK"], "s.csv"),
    "a binary workbook": (zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), ["LC-SHEET-PACKED"], "s.csv"),
    "a letter of Word": (zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), ["LC-SHEET-PACKED"], "s.csv"),
    "OpenDocument": (zipped({"mimetype": b"", "content.xml": b""}), ["LC-SHEET-PACKED"], "s.csv"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ["LC-SHEET-XLS"], "s.csv"),
    "PDF": (b"%PDF-1.7", ["LC-SHEET-PDF"], "s.csv"),
    "gzip of nothing": (b"\x1f\x8b\x08rest", ["LC-SHEET-ARCHIVE"], "s.csv"),
    "gzip cut": (gzip.compress(WIDE)[:-20], ["LC-SHEET-ARCHIVE"], "s.csv"),
    "gzip bomb": (gzip.compress(csv_bytes([HEADER]) + b"x" * (33 << 20)), ["LC-SHEET-TOO-LONG"], "s.csv"),
    "gzip bomb without header": (gzip.compress(b"x" * (33 << 20)), ["LC-SHEET-COLUMNS"], "s.csv:1"),
    "HTML": (b"\xef\xbb\xbf<!DOCTYPE html>\n<p>Sign in</p>", ["LC-SHEET-HTML", "LC-SHEET-COLUMNS"], "s.csv:1"),
    "two prices": (csv_bytes([[*HEADER, "UnitPrice"], [*ROW, "1"]]), ["LC-SHEET-TWICE"], "s.csv:1"),
    "a row cut": (sheet({}, {})[:-200], ["LC-SHEET-CUT"], "s.csv:3"),
    "a quote never closed": (sheet({}, {}).rsplit(b", one-time", 1)[0], ["LC-SHEET-CSV-QUOTE"], "s.csv:3"),
    "a quote closed too early": (sheet({}, {"Tags": "x"}).replace(b",x,", b',"x"y,'), ["LC-SHEET-CSV"], "s.csv:3"),
    "a field over the limit": (sheet({}, {"Tags": "x" * (1 << 20) + "y"}), ["LC-SHEET-CSV-QUOTE"], "s.csv:3"),
    "a bad row before the cut": (sheet({"UnitPrice": "x"}, {})[:-200], ["LC-SHEET-NUMBER", "LC-SHEET-CUT"], "s.csv:2"),
    "legacy list": (b"A/C/D/U,Offer ID,List Price\n", ["LC-SHEET-KIND-LEGACY"], "s.csv:1"),
    "offer matrix": (b"Offer Display Name,Durable Offer ID\n", ["LC-SHEET-KIND-MATRIX"], "s.csv:1"),
    "reconciliation": (b"PartnerId,InvoiceNumber\n", ["LC-SHEET-KIND-RECON"], "s.csv:1"),
    "legacy reconciliation": (b"OfferId,DurableOfferId,ChargeType,Subtotal\n", ["LC-SHEET-KIND-RECON"], "s.csv:1"),
    "distributor's reconciliation": (b"PartnerId,PartnerInvoiceNumber\n", ["LC-SHEET-KIND-RECON"], "s.csv:1"),
    "recon under a title": (b"Invoice of November\n\nPartnerId;InvoiceNumber\n", ["LC-SHEET-KIND-RECON"], "s.csv:3"),
    "new-commerce offer matrix": (b"ProductTitle,ProductId,SkuId,ProvisioningId\n", ["LC-SHEET-KIND-MATRIX"], "s.csv:1"),
    "CloudBlue of 20.5": (b"MPN,Billing Model,Price Currency,Price\n", ["LC-SHEET-KIND-CLOUDBLUE"], "s.csv:1"),
    "Azure": (b"MeterId,MeterName\n", ["LC-SHEET-KIND-AZURE"], "s.csv:1"),
    "order lines": (b"order_ref,product_id,sku_id,quantity\n", ["LC-SHEET-KIND-ORDER"], "s.csv:1"),
    "return questions": (b"case,purchased\n", ["LC-SHEET-KIND-RETURNS"], "s.csv:1"),
    "a distributor's list": (b"Articolo;ProductId;Prezzo\n", ["LC-SHEET-COLUMNS-OTHER"], "s.csv:1"),
    "no list at all": (b"Dear customer\nplease find attached\n", ["LC-SHEET-COLUMNS"], "s.csv:1"),
    "CloudBlue": (b"A/C/D/U,MPN,VAR\n", ["LC-SHEET-KIND-CLOUDBLUE"], "s.csv:1"),
}


@pytest.mark.parametrize("case", [pytest.param(case, marks=[pytest.mark.slow] if case == "gzip bomb" else []) for case in BAD_FILES])
def test_bad_files_say_what_and_where(case):
    content, codes, where = BAD_FILES[case]
    with pytest.raises(LicensectlError) as caught:
        load_price_sheet(content, "s.csv")
    assert [problem.code for problem in caught.value.problems] == codes
    assert caught.value.problems[0].where == where
    for problem in caught.value.problems:
        assert problem.sentence("it") != problem.sentence("en")


def test_a_price_at_the_end_of_a_cut_file_is_not_believed():
    api = narrow(LINES, {"ChangeIndicator", "PreviousValues", "Segment"}).rstrip()
    with pytest.raises(LicensectlError, match="LC-SHEET-CUT-END") as caught:
        load_price_sheet(api[:-1], "s.csv")
    assert "ERP Price" in str(caught.value)


def test_a_sheet_without_segments_says_so():
    api = narrow(LINES, {"ChangeIndicator", "PreviousValues", "Segment"})
    answer = load_price_sheet(api, "s.csv").in_force(KEY, EUR)
    assert answer.row.segment == ""
    assert [problem.code for problem in answer.problems] == ["LC-PRICE-NO-SEGMENT"]


def test_a_stream_of_which_few_rows_are_wanted():
    found = load_price_sheet(io.BytesIO(WIDE), "s.csv", {KEY})
    assert found.in_force(KEY, EUR).row == load_price_sheet(WIDE, "s.csv").in_force(KEY, EUR).row
    assert found.title(SkuKey("DG7GMGF0PWHC", "0006")) is None


def test_rows_that_are_not_wanted_are_checked_too():
    with pytest.raises(LicensectlError, match="LC-SHEET-NUMBER"):
        load_price_sheet(sheet({}, {"SkuId": "6", "UnitPrice": "x"}), "s.csv", {KEY})


def test_the_example_is_what_it_says():
    assert WIDE.startswith(b"\xef\xbb\xbf") and b"\r" not in WIDE
    assert (HEADER[0], HEADER[-1], len(HEADER)) == ("ChangeIndicator", "PreviousValues", 21)
    rows = [dict(zip(HEADER, row, strict=True)) for row in csv.reader(LINES[1:])]
    assert {row["Market"] for row in rows} == {"IT"}
    assert {len(row["SkuId"]) for row in rows} == {1}
    for row in rows:
        assert 0 < Decimal(row["UnitPrice"]) < Decimal(row["ERP Price"])


def test_no_line_end_after_a_whole_word_is_no_cut():
    whole = narrow(LINES, {"ChangeIndicator", "PreviousValues"}).rstrip(b"\r\n")
    assert whole.endswith(b"Commercial")
    assert load_price_sheet(whole, "s.csv").title(KEY)
    with pytest.raises(LicensectlError, match="LC-SHEET-CUT-END"):
        load_price_sheet(whole[:-3], "s.csv")
