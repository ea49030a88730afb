"""Test start price and sell price of a line, at the edges of each rule."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey
from licensectl.domain.catalog.model import Catalog, Price, Sku, SkusFile
from licensectl.domain.prices.price_list import PriceList, PriceRow, PriceScope
from licensectl.domain.quotes.model import RequestLine, SellTerms, SpecialPrice
from licensectl.domain.quotes.pricing import (
    NOTHING,
    PriceSource,
    Start,
    WantedProduct,
    below_cost,
    named,
    reference_price,
    sell_price,
    start_price,
)
from licensectl.domain.quotes.totals import add_up
from licensectl.errors import LicensectlError
from licensectl.facts.library import Facts

KEY = SkuKey("DG7GMGF0PWHC", "0003")
DAY = date(2026, 11, 23)
SCOPE = PriceScope("IT", "EUR", "Commercial", DAY)


def euro(amount):
    return Money(Decimal(amount), "EUR")


def line(**more):
    return RequestLine(**{"sku": str(KEY), "quantity": 1, "where": "r.yaml:3"} | more)


def codes(problems):
    return [problem.code for problem in problems]


def start(unit, erp=None):
    return Start(*(Decimal(price) if price is not None else None for price in (unit, erp)), PriceSource("request"))


@pytest.mark.parametrize(
    ("sell", "unit", "warned"),
    [("99.99", "100.00", True), ("100.00", "100.00", False), ("100", "100.00", False), ("100.01", "100.00", False)],
)
def test_sold_at_what_it_costs_is_not_at_a_loss(sell, unit, warned):
    assert bool(below_cost(euro(sell), euro(unit), "SKU", "r.yaml:3")) is warned
    assert codes(sell_price(line(sell_price=Decimal(sell)), SellTerms(), start(unit), "SKU", "EUR")[1]) == ["LC-PRICE-BELOW-COST"] * warned


@pytest.mark.parametrize(("sell", "unit"), [(None, "100"), ("100", None), (None, None)])
def test_an_unknown_price_is_no_loss(sell, unit):
    assert below_cost(euro(sell) if sell else None, euro(unit) if unit else None, "SKU", "") == []


RULES = [
    ({"sell_price": "10.005"}, {}, ("5", "12"), "10.01"),
    ({"sell_price": "10", "discount": "10"}, {"margin": "50"}, ("5", "12"), "9.00"),
    ({"margin": "20"}, {"markup": "1"}, ("8", "12"), "10.00"),
    ({"margin": "15"}, {}, ("10", "12"), "11.76"),
    ({"margin": "0"}, {"markup": "1"}, ("8", "12"), "8.00"),
    ({"markup": "25"}, {"margin": "1"}, ("8", "12"), "10.00"),
    ({"markup": "0"}, {"margin": "1"}, ("8", "12"), "8.00"),
    ({"discount": "25"}, {"margin": "1"}, ("8", "12"), "9.00"),
    ({"discount": "0"}, {"margin": "1"}, ("8", "12"), "12.00"),
    ({}, {"margin": "20"}, ("8", "12"), "10.00"),
    ({}, {"discount": "50"}, ("8", "12"), "6.00"),
    ({}, {}, ("8", "12"), "12.00"),
]


def terms(said):
    return {name: Decimal(value) for name, value in said.items()}


@pytest.mark.parametrize(("own", "quote", "prices", "sells"), RULES)
def test_sell_price(own, quote, prices, sells):
    found, _ = sell_price(line(**terms(own)), SellTerms(**terms(quote)), start(*prices), "SKU", "EUR")
    assert found == euro(sells)


@pytest.mark.parametrize(
    ("own", "prices", "said"),
    [
        ({"margin": "20"}, (None, "12"), "LC-PRICE-NO-UNIT"),
        ({"markup": "20"}, (None, "12"), "LC-PRICE-NO-UNIT"),
        ({"discount": "20"}, ("8", None), "LC-PRICE-NO-ERP"),
        ({}, ("8", None), "LC-PRICE-NO-ERP"),
    ],
)
def test_a_rule_without_its_price(own, prices, said):
    found, problems = sell_price(line(**terms(own)), SellTerms(), start(*prices), "SKU", "EUR")
    assert found is None and [problem.code[: len(said)] for problem in problems] == [said]
    assert (problems[0].gaps["sku"], problems[0].where) == ("SKU", "r.yaml:3")
    assert problems[0].gaps.get("rule") == next((rule for rule in own if rule != "discount"), None)


def test_nothing_to_start_from_is_said_once():
    """By what found no price, not by the rule."""
    assert sell_price(line(), SellTerms(), NOTHING, "SKU", "EUR") == (None, [])


def price(amount="10", **more):
    return Price(**{"program": "csp", "market": "IT", "money": euro(amount), "kind": "erp", "source": "A", "as_of": "2026-01"} | more)


OLDER, NEWER = price("10", as_of="2025-12-01"), price("11", as_of="2026-03-01")


@pytest.mark.parametrize(
    ("prices", "found"),
    [
        ([OLDER, NEWER], NEWER),
        ([NEWER, OLDER], NEWER),
        ([price(as_of="2026-11-23")], price(as_of="2026-11-23")),
        ([price(as_of="2026-11-24")], None),
        ([price(as_of=None)], price(as_of=None)),
        ([price(as_of=None), OLDER], OLDER),
        ([price(kind="unit_price", as_of="2026-11-01"), OLDER], OLDER),
        ([price(kind="unit_price")], price(kind="unit_price")),
        ([price(kind="list")], None),
        ([price(market="FR")], None),
        ([price(program="open")], None),
        ([price(money=Money(Decimal(10), "USD"))], None),
        ([], None),
    ],
)
def test_reference_price(prices, found):
    assert reference_price(Sku(title="x", prices=prices), "csp", SCOPE) == found


SKU = Sku(title="Windows Server", sku=str(KEY), segments={"Commercial": ["A"]}, prices=[price("9")])
WANTED = WantedProduct(KEY, SKU, "Windows Server")
SPECIAL = SpecialPrice(unit_price=Decimal(80), reference="SP-1", expires=date(2026, 11, 30))


def sheet(segment="Commercial"):
    row = PriceRow(
        key=KEY, segment=segment, term="OneTime", billing_plan="", market="IT", currency="EUR", unit_price=Decimal(100),
        erp=Decimal(120), effective_start=date(2026, 11, 1), effective_end=date(9999, 11, 30), title="On the sheet", row=2, file="s.csv",
    )  # fmt: skip
    return PriceList("s.csv", [row])


def test_what_a_line_starts_from():
    begun, problems = start_price(line(), WANTED, "csp", SCOPE, sheet())
    assert (begun.unit_price, begun.erp, begun.source, problems) == (100, 120, PriceSource("price_sheet", "s.csv:2"), [])
    begun, problems = start_price(line(), WANTED, "csp", SCOPE, None)
    assert (begun.unit_price, begun.erp, begun.row) == (None, 9, None)
    assert begun.source == PriceSource("reference", "", "A", "2026-01") and codes(problems) == ["LC-PRICE-REFERENCE"]
    assert problems[0].gaps == {"sku": str(KEY), "source": "A", "as_of": "2026-01"}
    undated = WantedProduct(KEY, replace(SKU, prices=[price("9", as_of=None)]), "x")
    assert start_price(line(), undated, "csp", SCOPE, None)[1][0].gaps["as_of"] == "—"
    for other in ("open", "box"):
        assert start_price(line(), WANTED, other, SCOPE, sheet())[0] == NOTHING, "a price sheet holds no prices of other programs"
    unit = replace(SKU, prices=[price("9", kind="unit_price")])
    begun, _ = start_price(line(), WantedProduct(KEY, unit, "x"), "csp", SCOPE, None)
    assert (begun.unit_price, begun.erp) == (9, None)


def test_a_price_by_hand_takes_precedence():
    begun, _ = start_price(line(unit_price=Decimal(70)), WANTED, "csp", SCOPE, sheet())
    assert (begun.unit_price, begun.erp, begun.source) == (70, 120, PriceSource("request", "r.yaml:3")) and begun.row.row == 2
    begun, _ = start_price(line(special_price=SPECIAL), WANTED, "csp", SCOPE, sheet())
    assert begun.source == PriceSource("special_price", "r.yaml:3", "SP-1", "2026-11-30")
    assert (begun.unit_price, begun.erp, begun.row.row) == (80, 120, 2)
    nowhere = WantedProduct(KEY, replace(SKU, prices=[]), "x")
    begun, problems = start_price(line(sell_price=Decimal(5)), nowhere, "csp", SCOPE, None)
    assert begun == Start(None, None, PriceSource("request", "r.yaml:3")) and problems == []
    begun, problems = start_price(line(), nowhere, "csp", SCOPE, None)
    assert begun is NOTHING and codes(problems) == ["LC-PRICE-NONE"]
    assert problems[0].where == "r.yaml:3" and all(
        word in problems[0].line() for word in (str(KEY), "EUR", "IT", "Commercial", "2026-11-23")
    )


def test_a_segment_that_it_is_not_known_to_be_sold_to():
    education = PriceScope("IT", "EUR", "Education", DAY)
    for asked in (line(), line(unit_price=Decimal(1)), line(special_price=SPECIAL), line(sell_price=Decimal(1))):
        assert "LC-SKU-SEGMENT" in codes(start_price(asked, WANTED, "csp", education, None)[1])
    nowhere = WantedProduct(KEY, replace(SKU, prices=[]), "x")
    assert codes(start_price(line(), nowhere, "csp", education, None)[1]) == ["LC-SKU-SEGMENT", "LC-PRICE-NONE"]
    begun, problems = start_price(line(), WANTED, "csp", education, sheet("Education"))
    assert (begun.unit_price, problems) == (100, []), "the user's own sheet sells it to them"
    found = start_price(line(), WANTED, "csp", education, None)[1][0]
    assert found.where == "r.yaml:3" and "Education" in found.line() and str(KEY) in found.line()
    assert start_price(line(), WantedProduct(KEY, None, "x"), "csp", education, None)[0] is NOTHING


def test_a_product_of_the_catalogue_keeps_its_key():
    catalog = Facts.load().catalog
    for asked in (line(), line(part_number=None, sku=f"{KEY.product_id}:3")):
        assert named(asked, catalog, sheet()).key == KEY
    box = named(line(sku=None, part_number="79P-05729"), catalog, None)
    assert box.key is None and box.name == "79P-05729"


def test_products_by_name():
    catalog = Catalog(SkusFile())
    assert named(line(), catalog, sheet()) == WantedProduct(KEY, None, "On the sheet")
    assert WantedProduct(KEY, None, "t").name == str(KEY)
    assert WantedProduct(None, Sku(title="x", part_number="79P-05729"), "t").name == "79P-05729"
    assert WantedProduct(None, Sku(title="x"), "t").name == WantedProduct(None, None, "t").name == "t"
    for asked, prices in ((line(), None), (line(sku="DG7GMGF0PWHC"), sheet()), (line(sku="DG7GMGF0PWHC:0004"), sheet())):
        with pytest.raises(LicensectlError) as failure:
            named(asked, catalog, prices)
        assert failure.value.problems[0].where == "r.yaml:3"


def test_vat_is_a_percentage():
    [vat] = add_up([(Decimal(22), euro("1000.00"))], [], None, "EUR").vat
    assert vat.amount == euro("220.00")


def test_sums():
    totals = add_up(
        [(Decimal(22), euro("0.05")), (Decimal(4), euro("10.00")), (Decimal(22), euro("0.02")), (Decimal(22), None)],
        [(euro("10.07"), euro("8.00")), (euro("0.00"), euro("0.00"))],
        euro("5"),
        "EUR",
    )
    assert [(row.rate, row.taxable, row.amount) for row in totals.vat] == [
        (22, euro("0.07"), euro("0.02")),
        (4, euro("10.00"), euro("0.40")),
    ]
    assert (totals.net, totals.gross, totals.shipping) == (euro("10.07"), euro("10.49"), euro("5"))
    assert (totals.cost, totals.margin, str(totals.margin_percent), totals.complete) == (euro("8.00"), euro("2.07"), "20.6", True)


@pytest.mark.parametrize(
    ("lines", "cost", "margin", "percent", "complete"),
    [
        ([(euro("10"), None)], None, None, None, True),
        ([(None, euro("8"))], euro("8.00"), None, None, False),
        ([(euro("0"), euro("8"))], euro("8.00"), euro("-8.00"), None, True),
        ([(euro("8"), euro("7.996"))], euro("7.996"), euro("0.004"), "0.1", True),
        ([(euro("3"), euro("2"))], euro("2.00"), euro("1.00"), "33.3", True),
        ([(euro("400"), euro("399"))], euro("399"), euro("1"), "0.3", True),
        ([], euro("0.00"), euro("0.00"), None, True),
    ],
)
def test_margin(lines, cost, margin, percent, complete):
    totals = add_up([], lines, None, "EUR")
    said = (totals.cost, totals.margin, totals.margin_percent and str(totals.margin_percent), totals.complete)
    assert said == (cost, margin, percent, complete)
    assert (totals.net, totals.gross, totals.vat) == (euro("0.00"), euro("0.00"), [])
