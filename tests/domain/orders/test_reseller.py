"""The credit line that is left to a reseller: its limit less open orders and invoices. Expected amounts are computed by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey
from licensectl.domain.invoices.kept import KeptInvoice
from licensectl.domain.orders.reseller import Owing, seller
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.domain.settings.profile import CreditLine, PartnerAgreement, Profile

DAY = date(2026, 11, 23)
CAL, OFFICE = SkuKey("DG7GMGF0PWHT", "0002"), SkuKey("DG7GMGF0PN5F", "0002")
# 10,000.00 less 1,000.00 that is owed beyond the ledger.
CREDIT = Profile(credit=CreditLine(limit=Decimal(10_000), days=30, unpaid=Decimal(1_000)))


def line(quantity=10, price="43.43", key=CAL, currency="EUR", number=0):
    return PlacedLine(number, str(key), quantity, unit_price=Money(Decimal(price), currency) if price else None)


def order(*lines, placed=DAY, order_id="c0ffee000001", **more):
    return PlacedOrder(id=order_id, placed=placed, lines=list(lines or (line(),)), **more)


def invoice(amount, number="G1", currency="EUR", **more):
    held = {"id": number, "kind": "reconciliation", "net": Decimal(amount), "month": "2026-11", "day": date(2026, 11, 5)}
    return KeptInvoice(number=number, currency=currency, to_pay=Decimal(amount), **held | more)


# Orders on record and the amount that is left of 9,000.00; 10 × 43.43 = 434.30.
ORDERS = {
    "none": ([], "9000.00"),
    "of today": ([order()], "8565.70"),
    "with its hour": ([order(placed=datetime(2026, 11, 23, 23, 59, tzinfo=UTC))], "8565.70"),
    "of 30 days ago": ([order(placed=date(2026, 10, 24))], "8565.70"),
    "of 31 days ago": ([order(placed=date(2026, 10, 23))], "9000.00"),
    "of tomorrow": ([order(placed=date(2026, 11, 24))], "9000.00"),
    "without a day": ([order(placed=None)], "9000.00"),
    "cancelled": ([order(status="cancelled")], "9000.00"),
    "completed": ([order(status="completed")], "8565.70"),
    "two of them": ([order(), order(line(1, "100.00"), order_id="c0ffee000002")], "8465.70"),
    "rounded half-up, line by line": ([order(line(3, "33.335"), line(1, "0.005", number=1))], "8899.98"),
    "more than is left": ([order(line(100, "90.01"))], "-1.00"),
}


@pytest.mark.parametrize("case", ORDERS)
def test_open_orders_take_from_the_credit_line(case):
    orders, left = ORDERS[case]
    found = seller(CREDIT, orders, DAY)
    assert (found.credit_limit, found.credit_left) == (Money(Decimal(10_000), "EUR"), Money(Decimal(left), "EUR"))
    assert (found.uncounted, found.uncounted_invoices) == ((), ())


# Orders on record, the amount that is left, and whether the order is named as one that could not be counted.
UNPRICED = {
    "in another currency": ([line(currency="USD")], "9000.00", True),
    "in another currency in part": ([line(), line(1, "5.00", currency="AUD", number=1)], "8565.70", True),
    "without a price": ([line(price=None)], "9000.00", True),
    "without a price, but given back": ([line(0, None), line(1, "5.00", number=1)], "8995.00", False),
}


@pytest.mark.parametrize("case", UNPRICED)
def test_orders_without_a_price_in_the_currency_of_the_credit_line_are_named(case):
    lines, left, named = UNPRICED[case]
    found = seller(CREDIT, [order(*lines)], DAY)
    assert (found.credit_left, found.uncounted) == (Money(Decimal(left), "EUR"), ("c0ffee000001",) if named else ())


# Lines of the order, what invoices bill by id and SKU, and the amount that is left.
BILLED = {
    "in part: 6 × 43.43": ([line()], {("c0ffee000001", CAL): 4}, "8739.42"),
    "in full": ([line()], {("c0ffee000001", CAL): 10}, "9000.00"),
    "more than was ordered": ([line()], {("c0ffee000001", CAL): 14}, "9000.00"),
    "by the other id": ([line()], {("g000000001", CAL): 4}, "8739.42"),
    "by both ids": ([line()], {("c0ffee000001", CAL): 3, ("g000000001", CAL): 4}, "8739.42"),
    "of another order": ([line()], {("c0ffee000002", CAL): 4}, "8565.70"),
    "of another product": ([line()], {("c0ffee000001", OFFICE): 4}, "8565.70"),
    "less than was credited": ([line()], {("c0ffee000001", CAL): -4}, "8565.70"),
    "less than was credited, by both ids": ([line()], {("c0ffee000001", CAL): -4, ("g000000001", CAL): -4}, "8565.70"),
    # 12 of 15: nothing of the first line, 3 × 43.43 of the second.
    "two lines of a product": ([line(), line(5, number=1)], {("c0ffee000001", CAL): 12}, "8869.71"),
    "two lines of a product by both ids": ([line(), line(5, number=1)], {("c0ffee000001", CAL): 12, ("g000000001", CAL): 12}, "8869.71"),
}


@pytest.mark.parametrize("case", BILLED)
def test_what_invoices_bill_of_an_order_counts_once(case):
    lines, billed, left = BILLED[case]
    owing = Owing(billed={place: Decimal(quantity) for place, quantity in billed.items()})
    placed = order(*lines, order_id="C0FFEE000001", alternate_id="G000000001")
    assert seller(CREDIT, [placed], DAY, owing).credit_left == Money(Decimal(left), "EUR")
    # The invoices of the ledger are read once for several questions.
    assert owing.billed == {place: Decimal(quantity) for place, quantity in billed.items()}


# Invoices in the ledger, and the amount that is left. An invoice of 5 November without a due day is to be paid by 5 December.
INVOICES = {
    "not yet due": ([invoice("529.85")], "8470.15"),
    "due today": ([invoice("529.85", due=DAY)], "8470.15"),
    "due yesterday": ([invoice("529.85", due=date(2026, 11, 22))], "9000.00"),
    "30 days old": ([invoice("529.85", day=date(2026, 10, 24))], "8470.15"),
    "31 days old": ([invoice("529.85", day=date(2026, 10, 23))], "9000.00"),
    "of tomorrow": ([invoice("529.85", day=date(2026, 11, 24))], "9000.00"),
    "a credit note": ([invoice("529.85"), invoice("-29.85", "NC1")], "8500.00"),
}


@pytest.mark.parametrize("case", INVOICES)
def test_open_invoices_take_from_the_credit_line(case):
    invoices, left = INVOICES[case]
    found = seller(CREDIT, [], DAY, Owing(invoices))
    assert (found.credit_left, found.uncounted_invoices) == (Money(Decimal(left), "EUR"), ())


@pytest.mark.parametrize("currency", ["AUD", "USD"])
def test_invoices_in_another_currency_are_named(currency):
    found = seller(CREDIT, [], DAY, Owing([invoice("5.00"), invoice("529.85", "G2", currency)]))
    assert (found.credit_left, found.uncounted_invoices) == (Money(Decimal("8995.00"), "EUR"), ("G2",))


def test_a_profile_without_a_credit_line_has_no_amount():
    found = seller(Profile(market="IT"), [order(line(currency="USD"))], DAY, Owing([invoice("5.00", currency="USD")]))
    assert (found.credit_limit, found.credit_left, found.uncounted, found.uncounted_invoices) == (None, None, (), ())


SIGNED = PartnerAgreement(signed_on=date(2020, 1, 31), country="FR")


def test_the_profile_of_a_reseller():
    assert seller(Profile(name="Fabrikam"), [], DAY) is None
    assert [seller(one, [], DAY) is not None for one in (Profile(mpa=SIGNED), CREDIT, Profile(market="IT"), Profile(indirect=True))] == [
        True
    ] * 4
    found = seller(Profile(mpa=SIGNED, market="IT"), [], DAY)
    assert (found.mpa_signed_on, found.country, found.indirect) == (date(2020, 1, 31), "FR", False)
    assert seller(Profile(mpa=PartnerAgreement(SIGNED.signed_on), market="IT"), [], DAY).country == "IT"
    assert seller(Profile(indirect=True), [], DAY)[:3] == (None, None, True)
