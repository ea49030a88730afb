"""One basket under several programs."""

from datetime import date
from decimal import Decimal

import pytest

from licensectl.core.money import Money
from licensectl.core.sku_id import parse_sku
from licensectl.domain.catalog.equivalents import equivalent
from licensectl.domain.catalog.model import Price
from licensectl.domain.costs.compare import Grounds, compare_costs
from licensectl.domain.costs.line import parse_instead
from licensectl.domain.customers.model import Customer
from licensectl.domain.prices.price_list import PriceList, PriceRow
from licensectl.domain.quotes.checks.context import QuoteContext
from licensectl.domain.quotes.model import OtherLine, QuoteRequest, RequestLine, Vat
from licensectl.errors import LicensectlError, UsageError
from licensectl.facts.library import Facts

SERVER, CAL = "DG7GMGF0PWHC:0003", "DG7GMGF0PWHT:0002"
STUDIO, PRO_PLUS_2019 = "DG7GMGF0VJ96:0002", "79P-05729"
TODAY, THEN = date(2026, 11, 23), date(2021, 11, 30)


@pytest.fixture(scope="module")
def known():
    return Facts.load()


@pytest.fixture
def compared(known):
    """`compared([(name, quantity)], …)`: the comparison of these lines under box, Open License and CSP."""

    def run(lines, day=TODAY, ids=("box", "open", "csp"), prices=None, instead=(), **more):
        made = [line if isinstance(line, RequestLine) else _line(*line) for line in lines]
        asked = {"customer": Customer("Contoso"), "vat": Vat(rate=Decimal(22)), "market": "US", "currency": "USD"}
        around = QuoteContext(known.catalog, known.programs.programs, prices, day, known.knowledge)
        request = QuoteRequest(**asked | {"lines": made} | more)
        found = compare_costs(request, Grounds(around, known.returns.rules), ids, [parse_instead(text) for text in instead])
        return found, {costs.program: costs for costs in found.programs}

    return run


def _line(name, quantity, **more):
    return RequestLine(quantity=quantity, **{"sku" if ":" in name else "part_number": name}, **more)


def _sheet(sku, unit_price, erp, segment="Commercial"):
    row = PriceRow(
        key=parse_sku(sku),
        segment=segment,
        term="OneTime",
        billing_plan="",
        market="US",
        currency="USD",
        unit_price=Decimal(unit_price),
        erp=Decimal(erp),
        effective_start=date(2026, 11, 1),
        effective_end=date(2026, 11, 30),
        title="Sheet",
        row=2,
        file="sheet.csv",
    )
    return PriceList("sheet.csv", [row])


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("lines", "more", "program", "expected"),
    [
        ([(SERVER, 5)], {}, "open", ["LC-PROGRAM-CLOSED"]),
        ([(SERVER, 5)], {}, "box", ["LC-COSTS-NO-SKU"]),
        ([(SERVER, 5)], {}, "csp", []),
        ([(PRO_PLUS_2019, 5)], {}, "csp", ["LC-COSTS-SUCCESSOR"]),
        ([(PRO_PLUS_2019, 5)], {"day": THEN}, "open", []),
        ([(PRO_PLUS_2019, 4)], {"day": THEN}, "open", ["LC-CHECK-OPEN-MINIMUM"]),
        ([(PRO_PLUS_2019, 4)], {"day": THEN, "owned": ["open-license-agreement"]}, "open", []),
        ([(PRO_PLUS_2019, 5)], {"day": THEN, "segment": "Education"}, "open", ["LC-COSTS-SEGMENT"]),
        ([(STUDIO, 1)], {}, "box", []),
        ([(STUDIO, 1)], {"segment": "Education"}, "box", []),
        ([(STUDIO, 1)], {"segment": "Government"}, "csp", ["LC-COSTS-SEGMENT"]),
        ([("DG7GMGF0FLR2:0002", 5)], {"day": THEN, "segment": "Government"}, "open", []),
        ([("DG7GMGF0FLR2:0002", 5)], {"day": THEN, "segment": "Charity"}, "open", ["LC-COSTS-SEGMENT"]),
        ([(SERVER, 5)], {"software_assurance": True}, "csp", ["LC-CHECK-NO-SA"]),
    ],
)
def test_obstacles(compared, lines, more, program, expected):
    _, found = compared(lines, **more)
    assert codes(found[program].obstacles) == expected
    assert found[program].possible is (not expected)


@pytest.mark.parametrize(
    ("more", "program", "price", "remark"),
    [
        ({}, "open", "1176.00", None),
        ({"margin": Decimal(10)}, "open", "1176.00", "LC-COSTS-ERP"),
        ({"discount": Decimal(10)}, "open", "1058.40", None),
        ({"margin": Decimal(10)}, "csp", "1192.98", None),
        ({"currency": "EUR", "market": "IT"}, "open", None, None),
    ],
)
def test_prices_follow_the_rules_of_the_request(compared, more, program, price, remark):
    _, found = compared([(SERVER, 2)], **more)
    line = found[program].lines[0]
    assert line.sell_price == (price and Money(Decimal(price), "USD"))
    assert remark is None or remark in codes(found[program].remarks)
    assert (found[program].total is None) is (price is None)


def test_a_list_price_stands_in_where_nothing_else_is_known_and_says_so(compared):
    _, found = compared([(PRO_PLUS_2019, 5)], day=THEN)
    assert found["open"].total == Money(Decimal("3403.75"), "USD")
    assert "LC-COSTS-LIST" in codes(found["open"].remarks)
    assert "LC-PRICE-NONE" not in codes(found["open"].remarks)


def test_two_list_prices_that_differ_are_none(compared):
    _, found = compared([("DG7GMGF0D7FX:0002", 1)], date(2022, 2, 1))
    assert found["csp"].lines[0].sell_price is None


def test_a_price_with_tax_compares_with_nothing(compared, known):
    from msgspec.structs import replace

    from licensectl.domain.costs.line import _list_price

    price = Price("list", "box", "US", Money(Decimal(200), "USD"), "shop", "2026-01")
    sku = replace(known.catalog.skus["windows-11-pro-retail"], prices=[price])
    request = QuoteRequest(customer="x", vat=Vat(), program="box", market="US", currency="USD")
    assert _list_price(sku, request, TODAY) == price
    assert _list_price(replace(sku, prices=[replace(price, tax_included=True)]), request, TODAY) is None
    assert _list_price(replace(sku, prices=[replace(price, market="ES")]), request, TODAY) is None


def test_the_users_own_sheet_sells_to_a_segment_that_public_lists_do_not_name(compared):
    sheet = _sheet(STUDIO, "400", "499", "Government")
    _, found = compared([(STUDIO, 1)], segment="Government", prices=sheet)
    assert found["csp"].possible and found["csp"].total == Money(Decimal("499.00"), "USD")


def test_a_price_by_hand_is_of_its_own_program_alone(compared):
    line = _line(STUDIO, 1, unit_price=Decimal(100), sell_price=Decimal(120))
    _, found = compared([line])
    assert found["csp"].total == Money(Decimal("120.00"), "USD")
    assert found["box"].total is None


def test_a_product_that_only_the_sheet_knows_is_csp(compared):
    _, found = compared([("DG7GMGF0ZZZZ:0001", 1)], prices=_sheet("DG7GMGF0ZZZZ:0001", "10", "12"))
    assert found["csp"].total == Money(Decimal("12.00"), "USD")
    assert codes(found["box"].obstacles) == ["LC-COSTS-UNLISTED"]


def test_cheapest_is_possible_and_complete(compared):
    found, by = compared([(SERVER, 5)], margin=Decimal(10))
    assert by["open"].total < by["csp"].total, "the cheaper one is closed"
    assert found.cheapest == "csp"
    found, _ = compared([(SERVER, 5), (PRO_PLUS_2019, 1)])
    assert found.cheapest is None


@pytest.mark.parametrize(
    ("instead", "title", "total", "part_number"),
    [
        ("box:1=@900", None, None, None),
        ("box:1=EP2-06606@219.00", "Office Home & Business 2024", "438.00", "EP2-06606"),
        ("box:1=EP2-06606", "Office Home & Business 2024", None, "EP2-06606"),
        ("box:1= OUR OWN BOX @10.5", "OUR OWN BOX", "21.00", "OUR OWN BOX"),
    ],
)
def test_instead(compared, instead, title, total, part_number):
    _, found = compared([(SERVER, 2)], instead=[instead])
    line = found["box"].lines[0]
    if title:
        assert found["box"].possible
        assert (line.title, line.part_number) == (title, part_number)
        assert found["box"].total == (total and Money(Decimal(total), "USD"))
    else:
        assert codes(found["box"].obstacles) == ["LC-COSTS-NO-SKU"], "a price alone sells nothing that is not there"


def test_instead_a_price_alone(compared):
    _, found = compared([(STUDIO, 2)], instead=["box:1=@410.00"])
    assert found["box"].total == Money(Decimal("820.00"), "USD")


@pytest.mark.parametrize(
    "text", ["", "box", "box:1", "box:1=", "box:x=A", "box:1=A@", "box:1=A@-1", "box:1=A@1,500", "box:1=A@NaN", "box:1=@"]
)
def test_instead_that_is_none(text):
    with pytest.raises(UsageError):
        parse_instead(text)


@pytest.mark.parametrize(
    ("instead", "code"), [("box:2=A@1", "LC-COSTS-LINE"), ("ea:1=A@1", "LC-COSTS-PROGRAM"), ("box:0=A@1", "LC-COSTS-LINE")]
)
def test_instead_of_what_is_not_there(compared, instead, code):
    with pytest.raises(UsageError) as caught:
        compared([(SERVER, 1)], instead=[instead])
    assert codes(caught.value.problems) == [code]


def test_freight_goes_with_parcels_alone(compared):
    lines = [(STUDIO, 1)]
    _, found = compared(lines, shipping=Decimal(12), instead=["box:1=@400"])
    assert found["box"].total == Money(Decimal("412.00"), "USD")
    assert found["open"].totals.shipping is None
    assert found["csp"].totals.shipping == Money(Decimal("12.00"), "USD"), "the request's own program, as in its quote"
    _, found = compared(lines, instead=["box:1=@400"])
    assert "LC-COSTS-SHIPPING" in codes(found["box"].remarks)


def test_other_vendors_cost_the_same_everywhere_and_count_for_no_minimum(compared):
    other = OtherLine(vendor="Adobe", title="Acrobat", quantity=9, sell_price=Decimal(10))
    _, found = compared([(PRO_PLUS_2019, 1)], day=THEN, other=[other])
    assert {costs.lines[1].line_total for costs in found.values()} == {Money(Decimal("90.00"), "USD")}
    assert "LC-CHECK-OPEN-MINIMUM" in codes(found["open"].obstacles)


def test_terms_are_those_of_the_day(compared):
    _, found = compared([(SERVER, 1)])
    assert found["csp"].terms.returns.rule == "csp-perpetual-30-days"
    assert found["open"].terms.returns.rule == "open-closed"
    assert compared([(SERVER, 1)], day=THEN)[1]["open"].terms.returns.rule == "open-60-days"
    assert set(found["csp"].facts) == {"minimum_initial_purchase", "payment_schedule", "provisioning_time", "key_type", "media_shipping"}


def test_every_fault_of_the_request_at_once(compared):
    with pytest.raises(LicensectlError) as caught:
        compared([(SERVER, 0), ("NOWHERE-1", 1)], margin=Decimal(100))
    assert codes(caught.value.problems) == ["LC-QUOTE-QUANTITY", "LC-QUOTE-PERCENT", "LC-SKU-NOT-IN-CATALOGUE"]


def test_equivalent_both_ways(known):
    """The counterpart of a SKU in another program has the same edition, metric and pack, and is its own counterpart there."""
    catalog = known.catalog
    for sku in catalog.skus.values():
        for program in ("box", "open", "csp"):
            for segment in (None, *sku.segments):
                try:
                    there = equivalent(sku, program, segment, catalog, date(2026, 11, 23))
                except LicensectlError:
                    continue
                assert (there.product, there.edition, there.metric, there.pack_size) == (
                    sku.product,
                    sku.edition,
                    sku.metric,
                    sku.pack_size,
                )
                assert there is sku or sku.program != program
