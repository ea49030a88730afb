"""Price sheets as people download them: columns, cells and rows."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from helpers import EXAMPLES
from openpyxl import Workbook

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
    """Return the same sheet without some columns, as it was before 2026."""
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
    """Return a sheet of subscriptions in today's columns: one of a year, with a price for each billing plan."""
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
    """Return the one row of a sheet that has a price in SEK."""
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
        ({"EffectiveStartDate": ""}, "LC-SHEET-NO-DATE"),
        ({"EffectiveEndDate": " "}, "LC-SHEET-NO-DATE"),
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


def formatted(unit_price, erp):
    """Return a workbook of two rows; the prices of the second have these number formats."""
    book = Workbook()
    book.active.append(HEADER)
    for line, (sku, formats) in enumerate([("0003", ("0.00", "0.00")), ("0006", (unit_price, erp))], 2):
        cells = {"SkuId": sku, "UnitPrice": 100.5, "ERP Price": 120, "Currency": "EUR"}
        book.active.append([cells.get(name, cell) for name, cell in zip(HEADER, ROW, strict=True)])
        for name, form in zip(("UnitPrice", "ERP Price"), formats, strict=True):
            book.active.cell(line, HEADER.index(name) + 1).number_format = form
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


EURO, FRANC, DOLLAR = "#,##0.00\\ [$€-410]", '#,##0.00 "CHF"', "[$$-409]#,##0.00"


@pytest.mark.parametrize(
    ("formats", "wrong"),
    [
        ((EURO, EURO), []),
        ((FRANC, FRANC), ["UnitPrice: '100.5 CHF'", "ERP Price: '120 CHF'"]),
        ((EURO, DOLLAR), ["ERP Price: '120 $'"]),
        ((FRANC, EURO), ["UnitPrice: '100.5 CHF'"]),
        (("0.00", DOLLAR), ["ERP Price: '120 $'"]),
    ],
)
def test_the_currency_that_a_workbook_shows_is_that_of_the_row(formats, wrong):
    content = formatted(*formats)
    if not wrong:
        row = load_price_sheet(content, "s.xlsx").in_force(SkuKey("DG7GMGF0PWHC", "0006"), EUR).row
        assert (row.unit_price, row.erp) == (Decimal("100.5"), Decimal(120))
        return
    with pytest.raises(LicensectlError) as caught:
        load_price_sheet(content, "s.xlsx")
    assert [(one.code, one.where) for one in caught.value.problems] == [("LC-SHEET-CURRENCY", "s.xlsx:3")] * len(wrong)
    assert all(said in one.line() for said, one in zip(wrong, caught.value.problems, strict=True))
