"""Test the warnings about prices: lines that each reports and lines that it accepts."""

from datetime import date
from decimal import Decimal

import pytest

from licensectl.core.sku_id import SkuKey
from licensectl.domain.customers.model import Customer
from licensectl.domain.prices.price_list import PriceList, PriceRow
from licensectl.domain.quotes.build import build
from licensectl.domain.quotes.model import OtherLine, QuoteRequest, RequestLine, Vat
from licensectl.domain.quotes.price_remarks import with_price_remarks

DAY = date(2026, 11, 23)
KEY = SkuKey("DG7GMGF0PWHC", "0003")


def row(start="2026-11-01", end="9999-11-30", unit_price="100", erp="120", **changes):
    base = {
        "key": KEY, "segment": "Commercial", "term": "OneTime", "billing_plan": "", "market": "IT", "currency": "EUR",
        "unit_price": unit_price and Decimal(unit_price), "erp": erp and Decimal(erp), "effective_start": date.fromisoformat(start),
        "effective_end": date.fromisoformat(end), "title": "Windows Server", "row": 2, "file": "sheet.csv",
    }  # fmt: skip
    return PriceRow(**(base | changes))


@pytest.fixture
def quoted(facts):
    """Return a function that gives the remarks on a quote."""

    def run(rows=(), line=None, floor=None, day=DAY, **more):
        prices = PriceList("sheet.csv", rows) if rows else None
        asked = RequestLine(**({"sku": str(KEY), "quantity": 2, "where": "r.yaml:5"} | (line or {})))
        base = {"customer": Customer("Contoso"), "vat": Vat(rate=Decimal(22)), "lines": [asked], "valid_days": 30}
        quote = build(QuoteRequest(**(base | more)), facts.catalog, facts.programs.programs, prices, day)
        return with_price_remarks(quote, prices, floor and Decimal(floor)).problems

    return run


@pytest.fixture
def said(quoted):
    """Return a function that gives the remarks on the prices of a quote as (code, sentence)."""

    def run(*args, **more):
        found = quoted(*args, **more)
        return {
            problem.code: problem.line()
            for problem in found
            if problem.code.startswith(("LC-PRICE", "LC-CHECK-UNCHECKED", "LC-CHECK-OTHER"))
        }

    return run


CHANGES = [
    ([row()], {}, []),
    ([row(end="2026-12-23")], {}, []),
    ([row(end="2026-12-22")], {}, [("LC-PRICE-ENDS", "ends on 2026-12-22, and the quote is valid until 2026-12-23")]),
    ([row(end="2026-12-22")], {"valid_days": 29}, []),
    ([row(end="2026-11-30"), row("2026-12-01", unit_price="110")], {}, [("LC-PRICE-CHANGES", "from 2026-12-01 the price is 110 EUR")]),
    ([row(end="2026-11-30"), row("2026-12-01")], {}, []),
    ([row(), row("2026-12-01", unit_price="90", erp="120")], {}, [("LC-PRICE-CHANGES", "90 EUR instead of 100 EUR")]),
    ([row(end="2026-11-30"), row("2026-12-05")], {}, [("LC-PRICE-ENDS", "ends on 2026-11-30")]),
    ([row(end="2026-11-30"), row("2026-12-01", currency="USD")], {}, [("LC-PRICE-ENDS", "ends on 2026-11-30")]),
    ([row(end="2026-11-30")], {"line": {"unit_price": Decimal(100)}}, []),
    ([row(), row("2026-12-24", unit_price="110")], {}, []),
    ([row("2026-10-01")], {}, [("LC-PRICE-OLD-SHEET", "The price sheet is of 2026-10, and the quote is of 2026-11-23")]),
    ([row("2026-10-01"), row("2026-11-01", key=SkuKey("DG7GMGF0ZZZZ", "0001"))], {}, []),
    (
        [row("2026-10-01"), row("2026-10-01", key=SkuKey("DG7GMGF0ZZZY", "0001")), row("2026-11-01", key=SkuKey("DG7GMGF0ZZZZ", "0001"))],
        {},
        [("LC-PRICE-OLD-SHEET", "The price sheet is of 2026-10, and the quote is of 2026-11-23")],
    ),
    ([row("2026-10-01", month="2026-10")], {}, []),
]


@pytest.mark.parametrize(("rows", "more", "expected"), CHANGES)
def test_prices_that_do_not_last(said, rows, more, expected):
    found = said(rows, **more)
    assert list(found) == [code for code, _ in expected]
    for code, words in expected:
        assert words in found[code]


OFFER = [row(end="2026-11-30"), row("2026-12-01", "2026-12-09", unit_price="90"), row("2026-12-10", unit_price="110")]
FALL, RISE = ("LC-PRICE-CHANGES", "from 2026-12-01 the price is 90 EUR"), ("LC-PRICE-CHANGES", "from 2026-12-10 the price is 110 EUR")


@pytest.mark.parametrize(
    ("rows", "days", "expected"),
    [
        (OFFER, 30, [FALL, RISE]),
        (OFFER, 16, [FALL]),
        ([*OFFER[:2], row("2026-12-10")], 30, [FALL]),
        (OFFER[:2], 30, [FALL, ("LC-PRICE-ENDS", "ends on 2026-12-09")]),
        ([*OFFER[:2], row("2026-12-05", "2026-12-09", unit_price="90"), OFFER[2]], 30, [FALL, RISE]),
    ],
)
def test_a_fall_does_not_hide_the_rise_after_it(quoted, rows, days, expected):
    found = [problem for problem in quoted(rows, valid_days=days) if problem.code.startswith("LC-PRICE")]
    assert [problem.code for problem in found] == [code for code, _ in expected]
    assert all(words in problem.line() for problem, (_, words) in zip(found, expected, strict=True))


LEVELS = [
    ({"sell_price": Decimal(120)}, None, []),
    ({"sell_price": Decimal("120.01")}, None, ["LC-PRICE-ABOVE-ERP"]),
    ({"sell_price": Decimal(174)}, None, ["LC-PRICE-ABOVE-ERP"]),
    ({"sell_price": Decimal(100)}, None, []),
    ({"sell_price": Decimal("99.99")}, None, ["LC-PRICE-BELOW-COST"]),
    ({"sell_price": Decimal(110), "discount_amount": Decimal(20)}, None, []),
    ({"sell_price": Decimal(110), "discount_amount": Decimal("20.01")}, None, ["LC-PRICE-BELOW-COST"]),
    ({"sell_price": Decimal(110)}, "9.09", []),
    ({"sell_price": Decimal(110)}, "9.1", ["LC-PRICE-FLOOR"]),
    ({"sell_price": Decimal(110), "discount_amount": Decimal(1)}, "9", ["LC-PRICE-FLOOR"]),
    ({"sell_price": Decimal(99)}, "0", ["LC-PRICE-BELOW-COST", "LC-PRICE-FLOOR"]),
    ({"sell_price": Decimal(0)}, "5", ["LC-PRICE-BELOW-COST", "LC-PRICE-FLOOR"]),
]


@pytest.mark.parametrize(("line", "floor", "expected"), LEVELS)
def test_levels(said, line, floor, expected):
    assert list(said([row()], line, floor)) == expected


# 92.04 / 0.92 is 100.0434…, and 100.04 at a cost of 92.04 a margin of 7.9968 %.
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"margin": Decimal(8)}, ""),
        ({"margin": Decimal(8), "quantity": 900}, ""),
        ({"sell_price": Decimal("100.04")}, ""),
        ({"sell_price": Decimal("100.03")}, "a margin of 7.99 % is below the margin_floor of 8 %"),
        ({"margin": Decimal(8), "discount_amount": Decimal("0.01")}, "a margin of 7.99 % is below the margin_floor of 8 %"),
        ({"margin": Decimal("7.9")}, "a margin of 7.9 % is below the margin_floor of 8 %"),
    ],
)
def test_a_price_calculated_with_the_floor_is_not_below_it(said, line, expected):
    found = said([row(unit_price="92.04")], line, "8")
    assert list(found) == (["LC-PRICE-FLOOR"] if expected else []) and expected in found.get("LC-PRICE-FLOOR", "")


def test_an_erp_that_is_rounded_up_is_not_exceeded(said):
    assert said([row(erp="120.005")]) == {}


@pytest.mark.parametrize(("unit_price", "expected"), [("1.2", []), ("1.199", ["LC-PRICE-SCALE"]), ("0", [])])
def test_a_cost_price_that_is_out_of_scale_is_named(said, unit_price, expected):
    assert list(said([row(unit_price=unit_price)], {"sell_price": Decimal(110)})) == expected


def test_how_far_above_the_erp(said):
    assert "sell price 174.00 EUR is 45.0 % above the ERP 120 EUR" in said([row()], {"sell_price": Decimal(174)})["LC-PRICE-ABOVE-ERP"]
    assert "120.01 EUR is 0.01 % above the ERP 120 EUR" in said([row()], {"sell_price": Decimal("120.01")})["LC-PRICE-ABOVE-ERP"]


@pytest.mark.parametrize(
    "more", [{"discount_amount": Decimal(20)}, {"other": [OtherLine(vendor="C", title="Rebate", quantity=1, sell_price=Decimal(-20))]}]
)
def test_what_the_whole_quote_gives_away(said, more):
    # 240.00 at a cost of 200.00 is 16.7 %; 220.00 is 9.1 %.
    found = said([row()], {}, "9.1", **more)
    assert list(found) == ["LC-PRICE-FLOOR-WHOLE"] and "margin of 9.09 %, below the margin_floor of 9.1 %" in found["LC-PRICE-FLOOR-WHOLE"]
    assert said([row()], {}, "9", **more) == {}


def test_unknown_to_the_catalogue(said):
    key = SkuKey("DG7GMGF0ZZZZ", "0001")
    found = said([row(key=key)], {"sku": str(key)})
    assert "no licence checks were made" in found["LC-CHECK-UNCHECKED"]
    assert said([row()]) == {}


PROGRAMS = [
    ({"sku": str(KEY)}, "box", True),
    ({"sku": str(KEY)}, "csp", False),
    ({"sku": None, "part_number": "EP2-06606"}, "csp", True),
    ({"sku": None, "part_number": "EP2-06606"}, "box", False),
    ({"sku": None, "part_number": "79P-05729"}, "csp", True),
    ({"sku": str(KEY)}, "ea", False),
]


@pytest.mark.parametrize(("line", "program", "speaks"), PROGRAMS)
def test_a_number_of_another_program(said, line, program, speaks):
    found = said(line={**line, "sell_price": Decimal(100)}, program=program)
    assert ("LC-CHECK-OTHER-PROGRAM" in found) is speaks


HAND = OtherLine(vendor="C", title="Support", quantity=1, sell_price=Decimal(50))
REBATE = OtherLine(vendor="C", title="Rebate", quantity=1, sell_price=Decimal(-20))
WITHOUT_COST = [
    ([HAND], None, "LC-PRICE-WITHOUT-COST", "Line 2 has no cost price: cost and margin of the quote are not known."),
    ([HAND], "5", "LC-PRICE-FLOOR-UNCHECKED", "the margin_floor of 5 % is not checked for this line"),
    ([HAND, HAND], "5", "LC-PRICE-FLOOR-UNCHECKED", "Lines 2, 3 have no cost price"),
    ([OtherLine(vendor="C", title="Support", quantity=1, sell_price=Decimal(50), unit_price=Decimal(40))], "5", None, ""),
    ([REBATE], "5", None, ""),
]


@pytest.mark.parametrize(("other", "floor", "code", "words"), WITHOUT_COST)
def test_lines_without_a_cost_price(said, other, floor, code, words):
    found = said([row()], {}, floor, other=other)
    assert list(found) == ([code] if code else [])
    assert code is None or words in found[code]


def test_a_quote_without_any_cost_price(said):
    line = {"sku": str(KEY), "sell_price": Decimal(110)}
    assert list(said((), line, None)) == []
    assert list(said((), line, "5")) == ["LC-PRICE-FLOOR-UNCHECKED"]
