"""Test the changes since a quote was saved: each is reported if it happened, and only then."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from msgspec.structs import replace

from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey
from licensectl.domain.catalog.model import Catalog
from licensectl.domain.customers.model import Customer
from licensectl.domain.prices.price_list import PriceList, PriceRow
from licensectl.domain.quotes.build import build
from licensectl.domain.quotes.model import OtherLine, QuoteRequest, RequestLine, SpecialPrice, Vat
from licensectl.domain.quotes.saved import Present, keep
from licensectl.domain.quotes.verify import movements
from licensectl.domain.settings.profile import Profile
from licensectl.facts.library import Facts

FACTS = Facts.load()
DAY, LATER = date(2026, 11, 23), date(2026, 11, 25)
KEY = SkuKey("DG7GMGF0PWHC", "0003")
PROGRAMS, RULES = FACTS.programs.programs, FACTS.returns.rules


def row(**changes):
    base = {
        "key": KEY, "segment": "Commercial", "term": "OneTime", "billing_plan": "", "market": "IT", "currency": "EUR",
        "unit_price": Decimal("100"), "erp": Decimal("120"), "effective_start": date(2026, 11, 1), "effective_end": date(9999, 11, 30),
        "title": "Windows Server", "row": 2, "file": "sheet.csv",
    }  # fmt: skip
    return PriceRow(**(base | changes))


def sheet(**changes):
    return PriceList("sheet.csv", [row(**changes)])


def present(prices, day=LATER, **changes):
    return Present(**({"catalog": FACTS.catalog, "programs": PROGRAMS, "rules": RULES, "prices": prices, "day": day} | changes))


def saved(prices, day=DAY, other=(), request=None, **line):
    """Return a quote of one line, read back as the ledger does."""
    line = RequestLine(**({"sku": str(KEY), "quantity": 2, "where": "r.yaml:3"} | line))
    asked = QuoteRequest(
        **{"customer": Customer("Contoso"), "vat": Vat(rate=Decimal(22)), "lines": [line], "other": list(other), **(request or {})}
    )
    quote = build(asked, FACTS.catalog, PROGRAMS, prices, day)
    kept = keep(quote, present(prices, day), Profile(), "0" * 12)
    return msgspec.json.decode(msgspec.json.encode(kept), type=type(kept))


def moved(one, now):
    return [(found.what, found.was, found.now) for found in movements(one, now)]


def euro(amount):
    return Money(Decimal(amount), "EUR")


PRICES = [
    ("nothing", {}, []),
    ("written otherwise", {"unit_price": Decimal("100.00")}, []),
    ("another row and file", {"row": 99, "file": "other.csv", "title": "Renamed"}, []),
    ("unit price", {"unit_price": Decimal("110")}, [("unit_price", euro(100), euro(110))]),
    ("ERP", {"erp": Decimal("121")}, [("erp", euro(120), euro(121))]),
    ("no price left", {"unit_price": None}, [("unit_price", euro(100), None)]),
    ("gone from the sheet", {"key": SkuKey("DG7GMGF0PWHC", "0006")}, [("price_sheet", "sheet.csv:2", None)]),
    ("no longer in force", {"effective_end": DAY}, [("price_sheet", "sheet.csv:2", None)]),
    ("another currency", {"currency": "CHF"}, [("price_sheet", "sheet.csv:2", None)]),
]


@pytest.mark.parametrize(("name", "now", "said"), PRICES, ids=[case[0] for case in PRICES])
def test_prices(name, now, said):
    assert moved(saved(sheet()), present(sheet(**now))) == said


def test_how_far_in_percent():
    [one] = movements(saved(sheet()), present(sheet(unit_price=Decimal("108.25"))))
    assert (one.percent, one.position, one.subject) == (Decimal("8.3"), 1, str(KEY))


def test_without_a_sheet_nothing_is_said_of_its_prices():
    assert moved(saved(sheet()), present(None)) == []


@pytest.mark.parametrize("line", [{"unit_price": Decimal(90)}, {"sell_price": Decimal(130)}])
def test_a_price_by_hand_moves_only_with_its_erp(line):
    one = saved(sheet(), **line)
    now = moved(one, present(sheet(unit_price=Decimal(100 if "sell_price" in line else 1), erp=Decimal(1))))
    assert now == [("erp", euro(120), euro(1))]


def test_a_line_that_was_found_by_words_is_the_same_product_later():
    one = saved(sheet(), sku=None, search="windows server 2025 standard 16 core license pack")
    assert moved(one, present(sheet(unit_price=Decimal(110)))) == [("unit_price", euro(100), euro(110))]


def test_a_public_reference():
    india = {"market": "IN", "currency": "INR"}
    assert moved(saved(None, request=india), present(None)) == []
    sku = FACTS.catalog.skus[FACTS.catalog.find(str(KEY))[0]]
    dearer = [replace(price, money=Money(price.money.amount + 1, price.money.currency)) for price in sku.prices]
    product = FACTS.catalog.products[sku.product]
    skus = {one_id: replace(one, prices=dearer) if one.sku == sku.sku else one for one_id, one in product.skus.items()}
    catalog = changed_catalog(sku.product, replace(product, skus=skus))
    [(what, was, now)] = moved(saved(None, request=india), present(None, catalog=catalog))
    assert (what, now.amount - was.amount) == ("erp", 1)


def changed_catalog(one_id, product):
    """Return the catalogue with one product changed, or without it for None."""
    products = {name: one for name, one in FACTS.skus.products.items() if name != one_id}
    return Catalog(replace(FACTS.skus, products=products if product is None else products | {one_id: product}))


def test_a_product_that_nobody_knows_any_more():
    catalog = changed_catalog(FACTS.catalog.skus[FACTS.catalog.find(str(KEY))[0]].product, None)
    empty = PriceList("sheet.csv", [])
    title = saved(sheet()).quote.lines[0].title
    assert moved(saved(sheet()), present(empty, catalog=catalog)) == [("product", title, None)]


def test_validity():
    one = saved(sheet(), request={"valid_days": 5})
    assert moved(one, present(sheet(), date(2026, 11, 28))) == []
    assert moved(one, present(sheet(), date(2026, 11, 29))) == [("validity", date(2026, 11, 28), date(2026, 11, 29))]


def test_support():
    # Windows Server 2025: mainstream support until 2029-11-13, extended until 2034-11-14 (data/skus.yaml).
    one = saved(sheet(), request={"valid_days": 3650})
    assert moved(one, present(sheet(), date(2029, 11, 13))) == []
    assert moved(one, present(sheet(), date(2029, 11, 14))) == [("support", "mainstream support", "extended support")]
    assert moved(one, present(sheet(), date(2034, 11, 15))) == [("support", "mainstream support", "out of support")]


def test_the_end_of_support_was_put_off():
    one_id = FACTS.catalog.skus[FACTS.catalog.find(str(KEY))[0]].product
    product = FACTS.catalog.products[one_id]
    longer = replace(product, lifecycle=replace(product.lifecycle, extended_end=date(2040, 1, 1)))
    now = present(sheet(), catalog=changed_catalog(one_id, longer))
    assert moved(saved(sheet()), now) == [("support_until", product.lifecycle.extended_end, date(2040, 1, 1))]


def test_a_program_that_closed_or_is_gone():
    closed = {**PROGRAMS, "csp": replace(PROGRAMS["csp"], sold=replace(PROGRAMS["csp"].sold, until=DAY))}
    assert moved(saved(sheet()), present(sheet(), programs=closed)) == [("program", "on sale", "not on sale")]
    without = {one_id: program for one_id, program in PROGRAMS.items() if one_id != "csp"}
    assert moved(saved(sheet()), present(sheet(), programs=without)) == [("program", "on sale", None)]


@pytest.mark.parametrize(("days", "said"), [(14, [("return_window", 30, 14)]), (30, [])])
def test_the_return_window(days, said):
    rules = {**RULES, "csp-perpetual-30-days": replace(RULES["csp-perpetual-30-days"], window_days=days)}
    assert moved(saved(sheet()), present(sheet(), rules=rules)) == said


def test_a_return_rule_of_the_same_length_under_another_name():
    rules = {("another" if one_id == "csp-perpetual-30-days" else one_id): rule for one_id, rule in RULES.items()}
    assert moved(saved(sheet()), present(sheet(), rules=rules)) == [("return_window", "csp-perpetual-30-days", "another")]


@pytest.mark.parametrize("vendor", ["Adobe", "Oracle"])
def test_the_number_of_another_vendor_is_none_of_microsofts(vendor):
    other = OtherLine(vendor=vendor, title="x", quantity=1, sell_price=Decimal(9), part_number=str(KEY))
    assert set(saved(sheet(), other=[other]).grounds.support) == {1}


def test_special_prices():
    special = SpecialPrice(unit_price=Decimal(80), reference="SP-1", expires=LATER)
    other = OtherLine(vendor="Adobe", title="Acrobat", quantity=1, sell_price=Decimal(9), special_price=special)
    one = saved(sheet(), special_price=special, other=[other])
    assert moved(one, present(sheet(unit_price=Decimal(999)), LATER)) == []
    late = date(2026, 11, 26)
    assert moved(one, present(sheet(), late)) == [("special_price", LATER, late)] * 2
