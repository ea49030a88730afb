"""Test the reasons against an order, and quotes that become several orders."""

from datetime import date
from decimal import Decimal

import pytest
from helpers import parse_request

from licensectl.app.orders import targets
from licensectl.core.messages import every
from licensectl.core.money import Money
from licensectl.domain.orders.check import CHECKS, check_order, verdict
from licensectl.domain.orders.check_prices import since_the_quote
from licensectl.domain.orders.situation import OrderSituation, Seller
from licensectl.domain.orders.split import orders_of
from licensectl.domain.orders.terms import OrderingFile, OrderTerms, region_of
from licensectl.domain.prices.price_list import PriceList
from licensectl.domain.quotes.build import build
from licensectl.domain.quotes.verify import Movement
from licensectl.i18n.translate import translate

REQUEST = """
number: Q-1
date: 2026-11-23
po_number: PO-1
po_date: 2026-11-20
program: csp
market: IT
currency: EUR
segment: Commercial
vat: {rate: 22}
customer:
  name: Contoso S.r.l.
  tenant_id: 6c3a2b7e-0000-4000-8000-5d1f2c9b7a10
  country: IT
  qualification: Commercial
  marketplace_id: "1000001"
  mca: {agreed_on: 2026-11-01, first_name: Anna, last_name: Rossi, email: anna@contoso.example}
lines:
  - {sku: DG7GMGF0PWHC:0003, quantity: 2, unit_price: 1000.00, sell_price: 1100.00, availability_id: DG7GMGF0AAA1, distributor_sku: X-1}
"""
CONFIRMED = dict.fromkeys(("mfa-admins", "security-contact", "csp-revenue"), date(2026, 11, 1))
SIGNED = Seller(mpa_signed_on=date(2020, 1, 31), country="IT", confirmed=CONFIRMED)


def situation(facts, text=REQUEST, day="2026-11-23", seller=SIGNED, target="partner-center", **more):
    today = date.fromisoformat(day)
    quote = build(parse_request(text.encode(), "request.yaml"), facts.catalog, facts.programs.programs, None, today, facts.knowledge)
    sold = facts.programs.programs[quote.request.program].sold
    return OrderSituation(
        quote, today, targets.target(target), facts.ordering, facts.eligibility.qualifications, facts.catalog, sold, seller=seller, **more
    )


def codes(found):
    return [(problem.code, problem.severity) for problem in found]


def test_an_order_with_everything_on_record_can_be_placed(facts):
    assert check_order(situation(facts)) == []
    assert verdict([]) == "placeable"


def changed(old, new):
    assert old in REQUEST
    return REQUEST.replace(old, new)


def money(amount):
    return Money(Decimal(amount), "EUR")


LATER = SIGNED._replace(mpa_signed_on=date(2026, 12, 1))
CREDIT = SIGNED._replace(credit_limit=money("5000"), credit_left=money("1999.99"))
CHARITY = changed("segment: Commercial", "segment: Charity").replace("qualification: Commercial", "qualification: Nonprofit")
CHARITY = CHARITY.replace("DG7GMGF0PWHC:0003", "DG7GMGF0DVSV:000L")
REASONS = {
    "a profile without MPA": ({"seller": Seller(confirmed=CONFIRMED)}, "LC-PLACE-MPA", "error"),
    "no prerequisite confirmed": ({"seller": SIGNED._replace(confirmed={})}, "LC-PLACE-PREREQUISITES", "info"),
    "a prerequisite confirmed too long ago": (
        {"seller": SIGNED._replace(confirmed={**CONFIRMED, "mfa-admins": date(2025, 11, 1)})},
        "LC-PLACE-PREREQUISITES",
        "info",
    ),
    "a prerequisite that is none": (
        {"seller": SIGNED._replace(confirmed={**CONFIRMED, "mfa": date(2026, 1, 1)})},
        "LC-CLI-UNKNOWN",
        "warning",
    ),
    "MPA signed later": ({"seller": LATER}, "LC-PLACE-MPA-FUTURE", "error"),
    "MCA nowhere": ({"text": changed("  mca:", "  contact: Anna Rossi\n  #")}, "LC-PLACE-MCA", "warning"),
    "MCA not in the book": ({"text": changed("  mca:", "  contact: Anna Rossi\n  #"), "on_book": True}, "LC-PLACE-MCA", "error"),
    "MCA in the future": ({"text": changed("2026-11-01", "2026-11-24")}, "LC-PLACE-MCA-FUTURE", "error"),
    "MCA expired": (
        {"text": changed("agreed_on: 2026-11-01", "agreed_on: 2020-11-01, expires: 2026-11-22")},
        "LC-PLACE-MCA-EXPIRED",
        "error",
    ),
    "MCA from before April 2023": (
        {"text": changed("agreed_on: 2026-11-01", "agreed_on: 2023-03-31, attested_by: provider")},
        "LC-PLACE-MCA-AGAIN",
        "error",
    ),
    "the same, accepted by the customer itself": (
        {"text": changed("agreed_on: 2026-11-01", "agreed_on: 2023-03-31, attested_by: customer")},
        "LC-PLACE-MCA-AGAIN",
        "warning",
    ),
    "attested by an indirect reseller": (
        {
            "text": changed("agreed_on: 2026-11-01", "agreed_on: 2026-11-01, attested_by: partner"),
            "seller": SIGNED._replace(indirect=True),
        },
        "LC-CUSTOMER-MCA-INDIRECT",
        "error",
    ),
    "attested, but of whom": (
        {"text": changed("agreed_on: 2026-11-01, first_name: Anna", "agreed_on: 2026-11-01, attested_by: provider")},
        "LC-CUSTOMER-MCA-WHO",
        "error",
    ),
    "no tenant": ({"text": changed("  tenant_id", "  #")}, "LC-PLACE-TENANT", "warning"),
    "tenant of another shape": ({"text": changed("6c3a2b7e-0000", "contoso")}, "LC-PLACE-TENANT-ID", "error"),
    "education for a company": ({"text": changed("segment: Commercial", "segment: Education")}, "LC-PLACE-QUALIFICATION", "error"),
    "education, nothing known": (
        {"text": changed("segment: Commercial", "segment: Education").replace("  qualification", "  #")},
        "LC-PLACE-QUALIFICATION-UNKNOWN",
        "warning",
    ),
    "no such qualification": (
        {"text": changed("qualification: Commercial", "qualification: Gold")},
        "LC-PLACE-QUALIFICATION-NAME",
        "error",
    ),
    "tenant in another region": ({"text": changed("country: IT", "country: US")}, "LC-PLACE-REGION", "error"),
    "country that is none": ({"text": changed("country: IT", "country: XX")}, "LC-PLACE-REGION", "error"),
    "no country": ({"text": changed("  country: IT", "  #")}, "LC-PLACE-COUNTRY", "warning"),
    "more than one order holds": (
        {"text": changed("DG7GMGF0PWHC:0003, quantity: 2", "DG7GMGF0DVSV:000L, quantity: 501")},
        "LC-PLACE-MAXIMUM",
        "error",
    ),
    "no availability": ({"text": changed("availability_id: DG7GMGF0AAA1, ", "")}, "LC-ORDER-AVAILABILITY", "error"),
    "no marketplace number": ({"text": changed(", distributor_sku: X-1", ""), "target": "cloudblue"}, "LC-ORDER-MPN", "error"),
    "unknown to the marketplace": ({"text": changed("  marketplace_id", "  #"), "target": "cloudblue"}, "LC-ORDER-MARKETPLACE-ID", "error"),
    "cloud order for boxes": ({"target": "xvantage"}, "LC-ORDER-PROGRAM", "error"),
    "indirect reseller": ({"seller": SIGNED._replace(indirect=True)}, "LC-PLACE-INDIRECT", "error"),
    "no purchase order": ({"text": changed("po_number: PO-1", "")}, "LC-PLACE-PO", "warning"),
    "purchase order of tomorrow": ({"text": changed("2026-11-20", "2026-11-24")}, "LC-PLACE-PO-DATE", "error"),
    "one cent over the credit line": ({"seller": CREDIT}, "LC-PLACE-CREDIT", "error"),
    "no cost to hold against the credit line": (
        {"seller": CREDIT, "text": changed("unit_price: 1000.00, ", "")},
        "LC-PLACE-CREDIT-UNKNOWN",
        "warning",
    ),
    "a credit line in another currency": (
        {"seller": CREDIT._replace(credit_left=Money(Decimal(9000), "USD"))},
        "LC-PLACE-CREDIT-UNKNOWN",
        "warning",
    ),
    "an open order of unknown price": (
        {"seller": CREDIT._replace(credit_left=money("5000"), uncounted=("6dc5c039750a",))},
        "LC-PLACE-CREDIT-UNCOUNTED",
        "warning",
    ),
    "prices of a sheet of last month": ({"prices": PriceList("sheet.csv", [], "2026-10")}, "LC-PLACE-MONTH", "warning"),
    "not known to be sold to charities": (
        {
            "text": changed("segment: Commercial", "segment: Charity")
            .replace("Commercial", "nonprofit")
            .replace("DG7GMGF0PWHC:0003", "DG7GMGF0DVSV:000L")
        },
        "LC-SKU-SEGMENT",
        "warning",
    ),
    "quote expired": ({"text": changed("po_number", "valid_days: 0\npo_number"), "day": "2026-11-24"}, "LC-PLACE-EXPIRED", "error"),
    "a special price of yesterday": (
        {
            "text": changed("unit_price: 1000.00", "special_price: {unit_price: 1000.00, reference: SP-1, expires: 2026-11-23}"),
            "day": "2026-11-24",
        },
        "LC-PLACE-SPECIAL",
        "error",
    ),
    "prices of last month": ({"day": "2026-12-01"}, "LC-PLACE-MONTH", "warning"),
}


@pytest.mark.parametrize("case", REASONS)
def test_reason(facts, case):
    given, code, severity = REASONS[case]
    assert (code, severity) in codes(check_order(situation(facts, **given)))


@pytest.mark.parametrize("day", ["2026-11-24", "2026-11-30", "2026-12-23"])
def test_a_quote_is_good_until_its_last_day(facts, day):
    assert "LC-PLACE-EXPIRED" not in dict(codes(check_order(situation(facts, day=day))))


def test_credit_that_is_just_enough(facts):
    enough = CREDIT._replace(credit_left=money("2000.00"))
    assert check_order(situation(facts, seller=enough)) == []


def test_the_lines_without_a_cost_are_named(facts):
    text = changed("unit_price: 1000.00, ", "")
    [said] = [one.reason() for one in check_order(situation(facts, seller=CREDIT, text=text)) if one.code == "LC-PLACE-CREDIT-UNKNOWN"]
    assert "Lines without a cost price: 1." in said


HELD = "agreed_on: 2026-11-01, attested_by: "
SILENT = {
    "the customer accepted by itself": {"text": changed("agreed_on: 2026-11-01, ", HELD + "customer, ")},
    "a provider attests for an indirect reseller": {
        "text": changed("agreed_on: 2026-11-01, ", HELD + "provider, "),
        "seller": SIGNED._replace(indirect=True),
        "target": "cloudblue",
    },
    "a partner that buys from Microsoft attests": {"text": changed("agreed_on: 2026-11-01, ", HELD + "partner, ")},
    "accepted on the very day, and to its last day": {
        "text": changed("agreed_on: 2026-11-01", "agreed_on: 2026-11-23, expires: 2026-11-23")
    },
    "MCA of 1 April 2023": {"text": changed("agreed_on: 2026-11-01, ", "agreed_on: 2023-04-01, attested_by: provider, ")},
    "signed on the very day": {"seller": SIGNED._replace(mpa_signed_on=date(2026, 11, 23))},
    "a nonprofit buys at commercial prices": {"text": changed("qualification: Commercial", "qualification: charity")},
    "a tenant in another country of the region": {"text": changed("country: IT", "country: DE")},
    "as many as one order holds": {"text": changed("DG7GMGF0PWHC:0003, quantity: 2", "DG7GMGF0DVSV:000L, quantity: 500")},
    "sold at what it costs": {"text": changed("sell_price: 1100.00", "sell_price: 1000.00")},
    "a special price on its last day": {
        "text": changed("unit_price: 1000.00", "special_price: {unit_price: 1000.00, reference: SP-1, expires: 2026-11-24}").replace(
            "po_number", "valid_days: 1\npo_number"
        ),
        "day": "2026-11-24",
    },
    "the last valid day of the quote": {"text": changed("po_number", "valid_days: 0\npo_number")},
    "the purchase order is of the same day": {"text": changed("2026-11-20", "2026-11-23")},
    "everything comes from the book": {"on_book": True},
    "the neutral file needs no availability": {"text": changed("availability_id: DG7GMGF0AAA1, ", ""), "target": "csv"},
}


@pytest.mark.parametrize("case", SILENT)
def test_silence(facts, case):
    assert check_order(situation(facts, **SILENT[case])) == []


def test_a_sheet_of_the_month_says_nothing_of_its_age(facts):
    found = codes(check_order(situation(facts, prices=PriceList("sheet.csv", [], "2026-11"))))
    assert found == [("LC-PLACE-PRICE", "error")]


OPEN = (
    REQUEST.replace("program: csp", "program: open")
    .replace("sku: DG7GMGF0PWHC:0003", "part_number: 79P-05729")
    .replace("2026-11", "2021-11")
)


def test_open_license(facts):
    found = dict(codes(check_order(situation(facts, OPEN, "2021-11-23", target="csv"))))
    assert found == {"LC-CHECK-OPEN-MINIMUM": "warning", "LC-PLACE-END-USER": "warning"}
    closed = OPEN.replace("date: 2021-11-23", "date: 2022-01-01")
    assert ("LC-PLACE-PROGRAM", "error") in codes(check_order(situation(facts, closed, "2022-01-01", target="csv")))


def test_every_reason_is_in_the_list_and_has_a_source_or_is_our_own():
    placing = [message for code, message in every().items() if code.startswith("LC-PLACE-")]
    ours = {"LC-PLACE-PROGRAM", "LC-PLACE-SKU", "LC-PLACE-EXPIRED", "LC-PLACE-REFUSED", "LC-PLACE-DESPITE"}
    # What only our own ledger and requests know.
    ours |= {"LC-PLACE-MOVED-OTHER", "LC-PLACE-SPECIAL", "LC-PLACE-UNPRICED", "LC-PLACE-ORDERED"}
    assert {message.code for message in placing if not message.sources} == ours
    assert len(CHECKS) == 17


def test_vendors_together_in_csp_apart_in_box(facts):
    other = "\nother:\n  - {vendor: Adobe, title: Acrobat, quantity: 1, sell_price: 10}\n"
    other += "  - {vendor: ADOBE, title: Sign, quantity: 1, sell_price: 5}\n"
    together = orders_of(situation(facts, REQUEST + other).quote, facts.ordering)
    assert [(order.ref, len(order.lines)) for order in together] == [("Q-1", 3)]
    boxes = (REQUEST + other).replace("program: csp", "program: box").replace("sku: DG7GMGF0PWHC:0003", "part_number: EP2-06606")
    apart = orders_of(situation(facts, boxes).quote, facts.ordering)
    assert [(order.ref, [line.position for line in order.lines]) for order in apart] == [("Q-1-1", [1]), ("Q-1-2", [2, 3])]


def test_what_is_not_recorded_goes_apart_and_asks_for_nothing():
    assert OrderingFile().terms("oem") == OrderTerms("apart")


def test_each_country_is_in_one_region(facts):
    countries = [country for region in facts.ordering.regions.values() for country in region.countries]
    assert len(countries) == len(set(countries)) == 240
    assert region_of("NO", facts.ordering.regions) == region_of("IT", facts.ordering.regions) == "europe"
    assert region_of("XX", facts.ordering.regions) is None


@pytest.mark.parametrize(
    ("day", "indirect", "asked"),
    [
        ("2024-03-31", True, None),
        ("2024-04-01", True, "USD 1,000"),
        ("2025-09-30", False, None),
        ("2025-10-01", False, "MFA for all administrative users of the partner tenant; a security contact in Partner Center"),
        ("2025-10-01", True, "security contact in Partner Center; USD 1,000"),
    ],
)
def test_what_microsoft_asks_of_the_partner_by_day(facts, day, indirect, asked):
    found = check_order(situation(facts, seller=SIGNED._replace(indirect=indirect, confirmed={}), day=day))
    said = [translate(problem.gaps["what"], "en") for problem in found if problem.code == "LC-PLACE-PREREQUISITES"]
    assert len(said) == (asked is not None)
    assert all(asked in one for one in said)


def test_without_a_profile_the_agreement_and_the_prerequisites_are_open(facts):
    assert codes(check_order(situation(facts, seller=None))) == [("LC-PLACE-MPA", "warning"), ("LC-PLACE-PREREQUISITES", "info")]


def test_a_line_that_was_quoted_without_a_cost_price_says_so(facts):
    quote, now = situation(facts).quote, Money(Decimal("29.90"), "EUR")
    moved = [Movement("unit_price", was, now, 1, "X") for was in (None, Money(Decimal(20), "EUR"))]
    first, second = since_the_quote(quote, moved, date(2026, 11, 24))
    assert "without a cost price" in first.sentence() and "29.90" in first.sentence() and "\u2014" not in first.sentence("it")
    assert second.code == "LC-PLACE-MOVED"
