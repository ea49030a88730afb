"""The arithmetic of a quote: exact, half-up, VAT once per rate, a missing price never zero."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey
from licensectl.domain.customers.model import Customer
from licensectl.domain.prices.price_list import PriceList, PriceRow, PriceScope
from licensectl.domain.quotes.build import build
from licensectl.domain.quotes.model import OtherLine, QuoteRequest, RequestLine, Vat
from licensectl.domain.quotes.totals import add_up

DAY = date(2026, 11, 23)
KEY = SkuKey("DG7GMGF0PWHC", "0003")
SCOPE = PriceScope("IT", "EUR", "Commercial", DAY)


def row(**changes):
    base = {
        "key": KEY, "segment": "Commercial", "term": "OneTime", "billing_plan": "", "market": "IT", "currency": "EUR",
        "unit_price": Decimal("100"), "erp": Decimal("120"), "effective_start": date(2026, 11, 1), "effective_end": date(9999, 11, 30),
        "title": "Windows Server", "row": 2, "file": "sheet.csv",
    }  # fmt: skip
    return PriceRow(**(base | changes))


def request(*lines, **changes):
    base = {"customer": Customer("Contoso"), "vat": Vat(rate=Decimal(22)), "lines": list(lines)}
    return QuoteRequest(**(base | changes))


def prices_said(quote):
    """Return the codes about prices; the licence checks have their own tests."""
    return [problem.code for problem in quote.problems if problem.code.startswith("LC-PRICE")]


def line(**changes):
    return RequestLine(**({"sku": str(KEY), "quantity": 1} | changes))


def made(facts, *lines, prices=None, **changes):
    return build(request(*lines, **changes), facts.catalog, facts.programs.programs, prices, DAY)


SELL = [
    ({}, {}, "120.00"),
    ({"margin": Decimal(20)}, {}, "125.00"),
    ({}, {"margin": Decimal(12)}, "113.64"),
    ({"margin": Decimal(20)}, {"margin": Decimal(12)}, "125.00"),
    ({"markup": Decimal(10)}, {}, "110.00"),
    ({"discount": Decimal(5)}, {}, "114.00"),
    ({"sell_price": Decimal("99.995")}, {"margin": Decimal(50)}, "100.00"),
    ({"sell_price": Decimal(200), "discount": Decimal(10)}, {}, "180.00"),
    ({"unit_price": Decimal(80), "margin": Decimal(20)}, {}, "100.00"),
]


@pytest.mark.parametrize(("own", "whole", "sell"), SELL)
def test_sell_price(facts, own, whole, sell):
    quote = made(facts, line(**own), prices=PriceList("sheet.csv", [row()]), **whole)
    assert quote.lines[0].sell_price == Money(Decimal(sell), "EUR")


def test_missing_price_is_said_and_never_zero(facts):
    quote = made(facts, line())
    assert quote.lines[0].line_total is None
    assert quote.lines[0].price_source.kind == "none"
    assert not quote.totals.complete
    assert prices_said(quote) == ["LC-PRICE-NONE"]
    assert quote.totals.cost is None and quote.totals.margin is None


def test_blank_cells_of_a_sheet_are_no_price(facts):
    quote = made(facts, line(), prices=PriceList("s", [row(unit_price=None, erp=None)]))
    assert quote.lines[0].line_total is None


def test_zero_is_a_price(facts):
    quote = made(facts, line(sell_price=Decimal(0)))
    assert quote.lines[0].line_total == Money(Decimal("0.00"), "EUR")
    assert quote.totals.complete


def test_public_reference_is_marked(facts):
    quote = made(facts, line(), market="IN", currency="INR")
    assert quote.lines[0].erp == Money(Decimal(99915), "INR")
    assert quote.lines[0].price_source.kind == "reference"
    assert prices_said(quote) == ["LC-PRICE-REFERENCE"]


def test_a_reference_of_another_market_or_currency_never_stands_in(facts):
    assert made(facts, line(), market="IT", currency="INR").lines[0].sell_price is None
    assert made(facts, line(), market="IN", currency="EUR").lines[0].sell_price is None


def test_vat_once_per_rate(facts):
    lines = [line(sell_price=Decimal("0.33")) for _ in range(3)]
    quote = made(facts, *lines, line(sell_price=Decimal(100), vat_rate=Decimal(4)))
    assert [(v.rate, v.taxable.amount, v.amount.amount) for v in quote.totals.vat] == [
        (Decimal(22), Decimal("0.99"), Decimal("0.22")),
        (Decimal(4), Decimal("100.00"), Decimal("4.00")),
    ]
    assert quote.totals.gross == Money(Decimal("105.21"), "EUR")


@pytest.mark.parametrize("vat", [Vat(reverse_charge=True), Vat(exempt=True)])
def test_no_vat(facts, vat):
    quote = made(facts, line(sell_price=Decimal(100)), vat=vat)
    assert quote.totals.gross == quote.totals.net


def test_shipping_and_other_vendors(facts):
    other = OtherLine(vendor="Adobe", title="Acrobat", quantity=2, sell_price=Decimal("10.005"), unit_price=Decimal(9))
    quote = made(facts, other=[other], shipping=Decimal("7.5"))
    assert quote.totals.net == Money(Decimal("27.52"), "EUR")
    assert quote.totals.margin == Money(Decimal("2.02"), "EUR")


def test_below_cost_warns(facts):
    quote = made(facts, line(sell_price=Decimal(50)), prices=PriceList("s", [row()]))
    assert "LC-PRICE-BELOW-COST" in [problem.code for problem in quote.problems]


def test_a_closed_program_is_said(facts):
    quote = made(facts, RequestLine(part_number="79P-05729", quantity=5, sell_price=Decimal(1)), program="open")
    assert "LC-PROGRAM-CLOSED" in [problem.code for problem in quote.problems]


def test_a_segment_that_is_not_listed_is_said(facts):
    assert "LC-SKU-SEGMENT" in [problem.code for problem in made(facts, line(sell_price=Decimal(1)), segment="Charity").problems]


def test_a_sku_that_only_the_sheet_knows(facts):
    key = SkuKey("DG7GMGF0ZZZZ", "0001")
    quote = made(facts, line(sku="DG7GMGF0ZZZZ:1"), prices=PriceList("s", [row(key=key, title="Brand new")]))
    assert (quote.lines[0].sku, quote.lines[0].title) == ("DG7GMGF0ZZZZ:0001", "Brand new")


cents = st.decimals(min_value=0, max_value=10**9, places=2)


@given(st.lists(st.tuples(st.sampled_from([Decimal(22), Decimal(10), Decimal(0)]), cents), max_size=8))
def test_totals_add_up_as_printed(pairs):
    amounts = [(rate, Money(amount, "EUR")) for rate, amount in pairs]
    totals = add_up(amounts, [(money, money) for _, money in amounts], None, "EUR")
    assert totals.net.amount == sum((amount for _, amount in pairs), Decimal(0))
    assert totals.gross.amount == totals.net.amount + sum((v.amount.amount for v in totals.vat), Decimal(0))
    assert totals.margin is not None and totals.margin.amount == 0
