"""Price sheets as people download them."""

from datetime import date
from decimal import Decimal

import pytest
from conftest import EXAMPLES, ROOT

from licensectl.domain.pricing import PriceScope
from licensectl.domain.skuid import SkuKey
from licensectl.errors import Failure
from licensectl.sheets.pricesheet import load_price_sheet

KEY = SkuKey("DG7GMGF0PWHC", "0003")
DAY = date(2026, 11, 23)
SAMPLES = ROOT.parent / "shared" / "samples"
WIDE = (EXAMPLES / "price-sheet-software-IT-2026-11.csv").read_bytes()
LINES = WIDE.decode("utf-8-sig").splitlines()


def narrow(lines, drop):
    """The same sheet without some columns: what it looked like before 2026."""
    import csv
    import io

    rows = list(csv.reader(lines))
    keep = [number for number, name in enumerate(rows[0]) if name not in drop]
    out = io.StringIO()
    csv.writer(out).writerows([[row[number] for number in keep] for row in rows])
    return out.getvalue().encode()


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
    turned = "\n".join(",".join(reversed(line.split(","))) for line in LINES if '"' not in line).encode()
    with pytest.raises(Failure, match="LC-SHEET-EMPTY"):
        load_price_sheet(turned, "s.csv")


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
    with pytest.raises(Failure) as caught:
        load_price_sheet("\n".join([LINES[0], *bad]).encode(), "s.csv")
    assert len(caught.value.problems) == 21
    assert caught.value.problems[0].where == "s.csv:2"
    assert "10 further" in caught.value.problems[-1].sentence()


def test_real_licence_based_sheet():
    path = SAMPLES / "Rytual__MSPPricingTool" / "Nov_NCE_LicenseBasedPL_GA_US.csv"
    if not path.exists():
        pytest.skip("the real sample sheets are not part of the repository")
    sheet = load_price_sheet(path.read_bytes(), path.name)
    answer = sheet.in_force(SkuKey("CFQ7TTC0HL8Z", "0005"), PriceScope("US", "USD", "Commercial", date(2025, 11, 15), "P1Y"))
    assert answer.row.unit_price == Decimal("13.56")


def test_documented_api_sample():
    path = SAMPLES / "kvamseek__partner-center" / "price-sheet-api.sample.csv"
    if not path.exists():
        pytest.skip("the real sample sheets are not part of the repository")
    sheet = load_price_sheet(path.read_bytes(), path.name)
    answer = sheet.in_force(SkuKey("CFQ7TTC0HDK0", "0001"), PriceScope("US", "USD", "Commercial", date(2020, 1, 1), "P1Y"))
    assert (answer.row.unit_price, answer.row.segment) == (Decimal("115.2"), "")


def test_distributor_list_is_refused_by_name_of_its_columns():
    path = SAMPLES / "Distant22__SmartHelper_flow" / "perpetual-commercial-2021-10-TW.csv"
    if not path.exists():
        pytest.skip("the real sample sheets are not part of the repository")
    with pytest.raises(Failure, match="LC-SHEET-COLUMNS"):
        load_price_sheet(path.read_bytes(), path.name)
