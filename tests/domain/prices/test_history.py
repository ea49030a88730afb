"""The price of a SKU from day to day, out of the sheets of several months."""

from datetime import date
from decimal import Decimal

from licensectl.core.sku_id import SkuKey
from licensectl.domain.prices.book_rules import Imported
from licensectl.domain.prices.history import unit_price_steps
from licensectl.domain.prices.price_list import PriceRow

TERMS = ("IT", "EUR", "Commercial")
NO_END = date(9999, 11, 30)
OCTOBER, NOVEMBER, JANUARY = (
    Imported(number, month, "software", f"{month}.csv", "x", "2026-10-01T00:00:00Z", 1, (TERMS,))
    for number, month in enumerate(("2026-10", "2026-11", "2027-01"), 1)
)
ELSEWHERE = Imported(9, "2026-12", "software", "de.csv", "x", "2026-12-01T00:00:00Z", 1, (("DE", "EUR", "Commercial"),))
SHEETS = (OCTOBER, NOVEMBER, ELSEWHERE, JANUARY)


def priced(sheet, price, start, end=NO_END, number=2):
    market, currency, segment = TERMS
    return sheet, PriceRow(
        key=SkuKey("DG7GMGF0G49Z", "0002"), segment=segment, term="OneTime", billing_plan="", market=market, currency=currency,
        unit_price=Decimal(price), erp=None, effective_start=start, effective_end=end, title="T", row=number, file=sheet.file,
    )  # fmt: skip


def steps(*pairs, until=date(2026, 11, 23)):
    return [(f"{day:%m-%d}", price and str(price)) for day, price in unit_price_steps(pairs, SHEETS, until)]


def test_an_announced_price_holds_from_its_own_day():
    rows = [
        priced(sheet, price, start)
        for sheet in (OCTOBER, NOVEMBER)
        for price, start in (("1097.80", date(2025, 10, 1)), ("1127.80", date(2026, 11, 1)))
    ]
    assert steps(*rows) == [("10-01", "1097.80"), ("11-01", "1127.80")]
    assert steps(*rows, until=date(2026, 10, 20)) == [("10-01", "1097.80")]


def test_before_its_first_day_there_is_no_price():
    assert steps(priced(OCTOBER, "13.20", date(2026, 11, 1)), priced(NOVEMBER, "13.20", date(2026, 11, 1))) == [
        ("10-01", None),
        ("11-01", "13.20"),
    ]


def test_a_price_within_a_month_begins_and_ends_on_its_days():
    rows = priced(OCTOBER, "10.00", date(2025, 10, 1)), priced(OCTOBER, "8.00", date(2026, 10, 10), date(2026, 10, 14), 3)
    assert steps(*rows, until=date(2026, 10, 31)) == [("10-01", "10.00"), ("10-10", "8.00"), ("10-15", "10.00")]


def test_a_sheet_without_the_sku_ends_its_price_and_a_month_without_a_sheet_does_not():
    """December has a sheet of another market alone."""
    rows = priced(OCTOBER, "10.00", date(2025, 10, 1)), priced(JANUARY, "11.00", date(2025, 10, 1))
    assert steps(*rows, until=date(2027, 1, 5)) == [("10-01", "10.00"), ("11-01", None), ("01-01", "11.00")]
