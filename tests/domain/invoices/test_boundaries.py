"""Boundaries of the parts of a reconciliation: rates, amounts, matches by product, documents and kept invoices."""

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from msgspec.structs import replace
from reconciled import reconcile

from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey
from licensectl.domain.invoices.amounts import RateVotes, adds_up, due, in_units, rate_of, usual_rates
from licensectl.domain.invoices.corrected import Document, linked_notes, with_corrected
from licensectl.domain.invoices.document import (
    Charge,
    DiscountStep,
    DocumentLine,
    InvoiceDocument,
    TaxGroup,
    discounted,
    document_faults,
    invoice_lines,
    with_orders,
)
from licensectl.domain.invoices.kept import (
    KeptInvoice,
    billed_quantities,
    kept_invoices,
    kept_lines,
    open_sums,
    owed_refunds,
)
from licensectl.domain.invoices.match import grouped
from licensectl.domain.invoices.model import Agreed, BadRow, Billed, CorrectedInvoice, InvoiceHead, InvoiceLine, Ordered
from licensectl.domain.invoices.overview import Frame
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.errors import LicensectlError

CAL, OFFICE = SkuKey("DG7GMGF0PWHT", "0002"), SkuKey("DG7GMGF0PN5F", "0002")
DAY = date(2026, 11, 5)


def euros(amount):
    return Money(Decimal(amount), "EUR")


def line(quantity="10", price="43.43", subtotal=None, **changes):
    made = {
        "row": 2, "key": CAL, "quantity": Decimal(quantity), "unit_price": Decimal(price), "currency": "EUR", "pricing_currency": "EUR",
        "subtotal": Decimal(subtotal) if subtotal is not None else Decimal(price) * Decimal(quantity), "invoice": "42", "day": DAY,
    }  # fmt: skip
    return InvoiceLine(**made | changes)


def ordered(quantity=10, price="43.43", **changes):
    made = {"ids": ("PO-1",), "tenant_id": "", "key": CAL, "quantity": quantity, "unit_price": euros(price), "day": DAY}
    return Ordered(**made | changes)


def abroad(pricing, currency, **changes):
    return line("3", "10.01", "27.12", pricing_currency=pricing, currency=currency, rate=Decimal("0.9039"), **changes)


@pytest.mark.parametrize(
    ("price", "row", "amount"),
    [
        (Money(Decimal("10.01"), "USD"), abroad("USD", "EUR"), "27.12"),
        # Neither of the two currencies of the row, before and after both in the alphabet.
        (Money(Decimal("10.01"), "AUD"), abroad("USD", "EUR"), None),
        (Money(Decimal("10.01"), "ZAR"), abroad("USD", "EUR"), None),
        (Money(Decimal("10.01"), "USD"), abroad("USD", "EUR", of_document=True), None),
        (Money(Decimal("10.01"), "AUD"), line(of_document=True), None),
        (euros("10.005"), line(of_document=True), "30.02"),
        (euros("10.005"), line(), "30.00"),
        (Money(Decimal("10.01"), "USD"), replace(abroad("USD", "EUR"), rate=None), None),
    ],
)
def test_due(price, row, amount):
    assert due(price, row, Decimal(3), {}) == (amount and Money(Decimal(amount), "EUR"))


def test_rates():
    assert rate_of(line(rate=Decimal("0.9")), {}) == 1
    assert rate_of(abroad("USD", "EUR"), {("USD", "EUR", ""): Decimal("0.91")}) == Decimal("0.91")
    assert rate_of(abroad("EUR", "USD"), {}) == Decimal("0.9039")
    votes = RateVotes()
    for row in (line(rate=Decimal(2)), line(rate=Decimal(2)), abroad("USD", "EUR"), abroad("USD", "EUR"), abroad("EUR", "USD")):
        votes.add(row)
    votes.add(replace(abroad("USD", "EUR"), rate=None))
    assert usual_rates([votes]) == {("USD", "EUR", ""): Decimal("0.9039")}
    assert usual_rates([votes, votes]) == {("USD", "EUR", ""): Decimal("0.9039"), ("EUR", "USD", ""): Decimal("0.9039")}


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1.005", "EUR", "1.005"),
        ("0.995", "EUR", "0.995"),
        ("1.500", "EUR", "1.50"),
        ("3.0", "", "3"),
        ("2.5", "", "2.5"),
        ("7.00", "JPY", "7"),
    ],
)
def test_in_units(amount, currency, shown):
    assert str(in_units(Decimal(amount), currency)) == shown


@pytest.mark.parametrize(
    ("row", "right"),
    [
        (line("3", "10.006", "30.02", of_document=True), True),
        (line("3", "10.006", "30.01", of_document=True), True),
        (line("3", "10.006", "30.04", of_document=True), False),
        (line("3", "10.006", "30.00"), True),
        (line("3", "10.006", "29.99"), False),
        (line("3", "10.006", "30.02"), True),
        (line("3", "10.006", "30.03"), False),
        (line("3", "10.006", "-30.00", charge_type="cancelImmediate"), True),
        (line("3", "10.006", "30.00", charge_type="cancelImmediate"), False),
        (line("3", "10.00", "27.00", pricing_currency="USD", rate=Decimal("0.9")), True),
        (line("3", "10.00", "30.00", pricing_currency="USD", rate=Decimal("0.9")), False),
        (line("3", "10.00", "99.00", pricing_currency="USD", rate=None), True),
        (line("3", "10.01", "30.04", of_document=True), True),
        (line("1", "0.00", "0.01", of_document=True), True),
        (line("1", "0.00", "0.01"), False),
        # An amount of nothing has no sign.
        (line("-1", "0.004", "0.00"), True),
    ],
)
def test_adds_up(row, right):
    assert adds_up(row) is right


# Quantity and price billed on a document, agreed price, causes.
DOCUMENT_PRICES = {
    "a cent in all": ("1000", "0.12346", "0.12345", "price"),
    "less than a cent in all": ("99", "0.12346", "0.12345", "matched"),
    "less than one piece": ("0.5", "10.01", "10.00", "price"),
    "less than a cent for half a piece": ("0.5", "10.006", "10.00", "matched"),
    "a tenth of a cent for half a piece": ("0.5", "10.001", "10.00", "matched"),
}


@pytest.mark.parametrize("case", DOCUMENT_PRICES)
def test_prices_of_documents(case):
    quantity, price, agreed, cause = DOCUMENT_PRICES[case]
    amount = (Decimal(quantity) * Decimal(price)).quantize(Decimal("0.01"))
    row = line(quantity, price, str(amount), of_document=True, order_id="PO-1")
    made = reconcile(Billed([row], []), [ordered(None, agreed)], lambda one, _: Agreed(one.unit_price, "order"))
    assert [one.cause for one in made.lines] == [cause]


def prices_of(one, row):
    return Agreed(one.unit_price, "order") if one.unit_price else None


@pytest.mark.parametrize(("pricing", "currency"), [("USD", "EUR"), ("EUR", "USD")])
def test_an_order_in_the_currency_billed_tells_the_exchange_rate(pricing, currency):
    row = line("3", "10.01", "27.12", pricing_currency=pricing, currency=currency, rate=Decimal("0.9039"), order_id="PO-1")
    own = ordered(3, unit_price=Money(Decimal("9.00"), currency))
    assert [one.cause for one in reconcile(Billed([row], []), [own], prices_of).lines] == ["exchange_rate"]
    # Prices in the one currency are not compared with unit prices in the other.
    assert reconcile(Billed([row], []), [own], prices_of).lines[0].also == ()


# Row, agreed price, cause: quantity, price and arithmetic are right, but not the amount.
RESIDUES = {
    "two cents for one": (line("1", "10.0189", "10.02"), euros("10.009"), "price"),
    "a cent for half a licence": (line("0.5", "10.009", "5.01"), euros("10.00"), "rounding"),
    # 10.01 × 0.9039 = 9.048: 27.12 if it is cut, 27.14 if the amount is rounded.
    "priced in the other currency": (replace(abroad("USD", "EUR"), subtotal=Decimal("27.14")), Money(Decimal("10.01"), "USD"), "rounding"),
    "the other way round": (replace(abroad("EUR", "USD"), subtotal=Decimal("27.14")), euros("10.01"), "rounding"),
    "a cent on a document": (line("25", subtotal="1085.76", of_document=True), euros("43.43"), "rounding"),
    "a cent less on a document": (line("25", subtotal="1085.74", of_document=True), euros("43.43"), "rounding"),
    "two cents on a document": (line("1", "30.013", "30.02", of_document=True), euros("30.004"), "price"),
}


@pytest.mark.parametrize("case", RESIDUES)
def test_an_amount_that_differs_although_all_else_is_right(case):
    row, agreed, cause = RESIDUES[case]
    own = ordered(None, unit_price=agreed)
    assert [one.cause for one in reconcile(Billed([replace(row, order_id="PO-1")], []), [own], prices_of).lines] == [cause]


def names(lines, orders):
    groups, rest = grouped(lines, orders)
    return [(group.ordered[0].ids[0] if group.ordered else None, len(group.rows)) for group in groups], [one.ids[0] for one in rest]


def unnamed(quantity="10", price="43.43", **changes):
    """Return a line of a document that names no order."""
    return line(quantity, price, of_document=True, **changes)


PRODUCTS = {
    "the same quantity before the first": ([unnamed("4")], [ordered(10, ids=("A-1",)), ordered(4, ids=("B-1",))], ["B-1"]),
    "of the same quantity the same price": ([unnamed()], [ordered(10, "40.00", ids=("A-1",)), ordered(10, ids=("B-1",))], ["B-1"]),
    "a higher price is another price": ([unnamed()], [ordered(10, "50.00", ids=("A-1",)), ordered(10, ids=("B-1",))], ["B-1"]),
    "one that is large enough": ([unnamed("4")], [ordered(2, ids=("A-1",)), ordered(9, ids=("B-1",))], ["B-1"]),
    "what is left of it": ([unnamed("6"), unnamed("4")], [ordered(10, ids=("A-1",)), ordered(5, ids=("B-1",))], ["A-1", "A-1"]),
    "no more than its quantity": ([unnamed("4"), unnamed("4")], [ordered(10, ids=("A-1",)), ordered(4, ids=("B-1",))], ["B-1", "A-1"]),
    "the nearest day": (
        [unnamed()], [ordered(ids=("A-1",), day=date(2026, 11, 20)), ordered(ids=("B-1",), day=date(2026, 11, 7))], ["B-1"]),
    "31 days": ([unnamed()], [ordered(ids=("A-1",), day=date(2026, 10, 5))], ["A-1"]),
    "32 days": ([unnamed()], [ordered(ids=("A-1",), day=date(2026, 10, 4))], [None]),
    "a credit, whenever": ([unnamed(subtotal="-434.30")], [ordered(ids=("A-1",), day=date(2026, 3, 4))], ["A-1"]),
    "as near as an order without a day": (
        [unnamed()], [ordered(ids=("A-1",), day=DAY), ordered(ids=("B-1",), day=None)], ["A-1"]),
    "farther than an order without a day": (
        [unnamed()], [ordered(ids=("A-1",), day=date(2026, 11, 6)), ordered(ids=("B-1",), day=None)], ["B-1"]),
    "the last piece": ([unnamed("9"), unnamed("1")], [ordered(ids=("A-1",))], ["A-1", "A-1"]),
    "nothing left": ([unnamed(), unnamed()], [ordered(ids=("A-1",))], ["A-1", None]),
    "more than there was": ([unnamed("12"), unnamed("1")], [ordered(ids=("A-1",))], ["A-1", None]),
    "an order id of the same system": ([unnamed(order_id="X-9")], [ordered(ids=("A-1",))], [None]),
}  # fmt: skip


@pytest.mark.parametrize("case", PRODUCTS)
def test_lines_that_name_no_order_are_matched_by_product(case):
    lines, orders, expected = PRODUCTS[case]
    groups, _ = grouped(lines, orders)
    found = {id(row): group.ordered[0].ids[0] if group.ordered else None for group in groups for row in group.rows}
    assert [found[id(row)] for row in lines] == expected
    assert {how for group in groups if group.ordered for how in group.matched_by} == ({"product"} if any(expected) else set())


def test_an_order_that_is_named_is_open_to_the_customer_as_well():
    # Row 2 names the order; row 3 has an id of another system and the same customer: a second purchase, which our record lacks.
    rows = [line(order_id="PO-1", tenant_id="t"), line("3", order_id="c0ffee000001", tenant_id="t")]
    groups, rest = grouped(rows, [ordered(tenant_id="t"), ordered(3, ids=("PO-2",), tenant_id="t")])
    assert [[one.ids[0] for one in group.ordered] for group in groups] == [["PO-1"], ["PO-2"]] and rest == []
    assert [group.matched_by for group in groups] == [["order_id"], ["customer"]]
    groups, _ = grouped(rows, [ordered(tenant_id="t")])
    assert [group.matched_by for group in groups] == [["order_id", "customer"]]


def matches(rows, orders):
    groups, _ = grouped(rows, orders)
    found = {
        id(row): (group.ordered[0].ids[0], how) for group in groups for row, how in zip(group.rows, group.matched_by, strict=True) if how
    }
    return [found.get(id(row)) for row in rows]


def test_ids_of_one_system_in_two_forms_are_of_two_orders():
    row = line(order_id="c0ffee000001", tenant_id="t")
    assert matches([row], [ordered(ids=("A" * 33,), tenant_id="t")]) == [None]
    assert matches([row], [ordered(ids=("A-1",), tenant_id="t")]) == [("A-1", "customer")]
    assert matches([replace(row, order_id="B-7")], [ordered(ids=("A-1",), tenant_id="t")]) == [None]
    # Both consist of digits, but only an id of Partner Center has twelve.
    assert matches([replace(row, order_id="4500001234")], [ordered(ids=("123456789012",), tenant_id="t")]) == [("123456789012", "customer")]


def test_of_the_orders_of_a_customer_the_nearest_day_counts():
    row, nearest = line(order_id="c0ffee000001", tenant_id="t"), ordered(ids=("A-2",), tenant_id="t")
    assert matches([row], [ordered(ids=("A-1",), tenant_id="t", day=date(2026, 11, 6)), nearest]) == [("A-2", "customer")]


def test_lines_of_an_order_with_and_without_its_other_id_belong_together():
    groups, rest = grouped([line("20", order_id="PO-1")], [ordered(ids=("PO-1", "c0ffee000001")), ordered()])
    assert [len(group.ordered) for group in groups] == [2] and rest == []


def test_rows_without_an_order_id_are_matched_by_their_own_customers():
    rows = [line(row=number, tenant_id=tenant) for number, tenant in enumerate("tuv")]
    orders = [ordered(ids=("A-1",), tenant_id="u"), ordered(ids=("A-2",), tenant_id="t")]
    assert matches(rows, orders) == [("A-2", "customer"), ("A-1", "customer"), None]
    others = [ordered(ids=("A-3",), tenant_id="w"), *orders, ordered(ids=("A-4",), key=OFFICE, tenant_id="t")]
    assert names(rows, others) == ([("A-2", 1), ("A-1", 1), (None, 1)], ["A-3", "A-4"])


def document(amount="434.30", stated="434.30", **changes):
    made = {
        "kind": "fatturapa", "number": "42", "day": DAY, "currency": "EUR", "seller_id": "IT1",
        "lines": [DocumentLine(row=1, amount=Decimal(amount), quantity=Decimal(10), unit_price=Decimal("43.43"), codes=("A",))],
        "groups": [TaxGroup("", Decimal(stated))],
    }  # fmt: skip
    return InvoiceDocument(**made | changes)


@pytest.mark.parametrize(
    ("amount", "stated", "right"),
    [
        ("434.30", "434.30", True),
        ("434.304", "434.30", True),
        ("434.305", "434.30", True),
        ("434.306", "434.30", False),
        ("434.30", "434.31", False),
    ],
)
def test_lines_of_a_document_add_up_to_half_a_cent(amount, stated, right):
    assert (list(document_faults(document(amount, stated))) == []) is right


@pytest.mark.parametrize(("gross", "right"), [("529.85", True), ("529.84", False), ("529.86", False)])
def test_the_total_of_a_document_adds_up_to_half_a_cent(gross, right):
    taxed = document(groups=[TaxGroup("", Decimal("434.30"), Decimal("95.55"))], gross=Decimal(gross))
    assert (list(document_faults(taxed)) == []) is right


def test_a_total_of_half_a_cent_less_is_right():
    taxed = document(groups=[TaxGroup("", Decimal("434.30"), Decimal("95.555"))], gross=Decimal("529.85"))
    assert list(document_faults(taxed)) == []
    assert [one.code for one in document_faults(replace(taxed, gross=Decimal("529.849")))] == ["LC-INVOICE-GROSS"]


@pytest.mark.parametrize(("amount", "right"), [("434.30", True), ("434.305", True), ("434.295", True), ("434.306", False)])
def test_the_sum_of_the_lines_adds_up_to_half_a_cent(amount, right):
    # The tax group has their exact sum.
    stated = document(amount, amount, line_sum=Decimal("434.30"))
    assert [one.gaps["lines"] for one in document_faults(stated)] == ([] if right else [Decimal(amount)])


def test_lines_that_do_not_add_up_are_told_with_their_exact_sum():
    third = DocumentLine(row=1, amount=Decimal("0.333"), quantity=Decimal(1), unit_price=Decimal("0.333"), codes=("A",), rate="22")
    faults = list(document_faults(document(lines=[third] * 2, groups=[TaxGroup("22", Decimal("0.70"))])))
    # 0.666, while the sum of what is rounded one by one is 0.66.
    assert [(one.gaps["rate"], one.gaps["lines"], one.gaps["stated"]) for one in faults] == [("22", Decimal("0.67"), Decimal("0.70"))]
    assert [one.gaps["rate"] for one in document_faults(document(stated="434.32"))] == ["—"]


@pytest.mark.parametrize("credit", [False, True])
def test_lines_charges_and_rounding_are_the_net_amount(credit):
    charges = [Charge("Transport", Decimal("12.004")), Charge("Discount", Decimal("-2.00"))]
    made = invoice_lines(document(charges=charges, groups=[TaxGroup("", Decimal("444.35"))], credit=credit))
    amounts = ["-434.30", "-12.00", "2.00", "-0.05"] if credit else ["434.30", "12.00", "-2.00", "0.05"]
    assert [str(one.subtotal) for one in made] == amounts
    assert [(one.row, one.title, one.accessory) for one in made[1:]] == [
        (0, "Transport", True),
        (0, "Discount", True),
        (0, "rounding", True),
    ]
    assert {one.of_document for one in made} == {True} and {one.is_credit for one in made} == ({True} if credit else {True, False})


def test_lines_of_a_credit_note_are_credits_even_of_nothing():
    assert [(one.charge_type, one.is_credit) for one in invoice_lines(document())] == [("", False)]
    free = document("0.00", "0.00", credit=True)
    assert [(one.subtotal, one.is_credit) for one in invoice_lines(free)] == [(Decimal("0.00"), True)]
    assert not str(invoice_lines(free)[0].subtotal).startswith("-") and str(free.net) == "0.00"
    assert (str(free.with_tax), str(replace(free, to_pay=Decimal("0.00")).payable)) == ("0.00", "0.00")


def test_the_number_of_the_order_line_tells_the_product_of_a_line_without_code():
    held = [ordered(key=SkuKey(name), line=number) for number, name in ((1, "A"), (2, "B"), (3, "C"))]
    bare = line(of_document=True, key=SkuKey(""), references=("PO-1",), order_line=2)
    assert [one.key for one in with_orders([bare], held)] == [one.key for one in with_orders([bare], held[::-1])] == [SkuKey("B")]
    # Neither a charge that nobody orders nor a row of a table is looked at.
    others = [replace(bare, accessory=True), replace(bare, of_document=False)]
    assert with_orders(others, held) == others
    # A code counts before the number; one that is of no order stays as it is.
    assert [one.key for one in with_orders([replace(bare, key=SkuKey("X"), codes=(SkuKey("X"),))], held)] == [SkuKey("X")]
    assert [one.key for one in with_orders([replace(bare, codes=(SkuKey("X"), SkuKey("C")))], held)] == [SkuKey("C")]


def head(number, corrects=(), seller="IT1"):
    return InvoiceHead(
        kind="fatturapa", number=number, label=number, currency="EUR", day=DAY, seller_id=seller, net=Decimal(1), gross=Decimal(1),
        to_pay=Decimal(1), corrects=tuple(CorrectedInvoice(*one) for one in corrects),
    )  # fmt: skip


def kept(number="42", **changes):
    made = {
        "id": number, "number": number, "kind": "fatturapa", "currency": "EUR", "net": Decimal(1), "to_pay": Decimal(1), "month": "2026-11",
        "day": DAY, "seller_id": "IT1",
    }  # fmt: skip
    return KeptInvoice(**made | changes)


def base(order, quantity="10", **changes):
    return line(quantity, of_document=True, order_id=order, references=(order,), codes=(CAL,), **changes)


CORRECTED = {
    "the invoice": ([(kept(), base("PO-1"))], "PO-1"),
    "another number": ([(kept("41"), base("PO-1"))], ""),
    "another seller, earlier and later in the alphabet": (
        [(kept(seller_id="AT1"), base("PO-1")), (kept(seller_id="NL1"), base("PO-2"))],
        "",
    ),
    "another product": ([(kept(), replace(base("PO-1"), codes=(OFFICE,)))], ""),
    "the same amount": ([(kept(), base("PO-1", "9")), (kept(), base("PO-2")), (kept(), base("PO-3", "11"))], "PO-2"),
    "the first of equals": ([(kept(), base("PO-1")), (kept(), base("PO-2"))], "PO-1"),
    "the same amount, others of the same quantity": (
        [(kept(), base("PO-1", subtotal="400.00")), (kept(), base("PO-2", subtotal="500.00")), (kept(), base("PO-3"))],
        "PO-3",
    ),
    "the same quantity": ([(kept(), base("PO-1", "9")), (kept(), base("PO-2", "11")), (kept(), base("PO-3", subtotal="400.00"))], "PO-3"),
}


def of_year(year, order, quantity="10"):
    """Return a line of the invoice 42 of 4 November of this year; the credit note is of 5 November 2026."""
    return kept(id=f"IT1/{year}/42", month=f"{year}-11", day=date(year, 11, 4)), base(order, quantity)


# Many sellers number from 1 each year.
CORRECTED |= {
    "the last of its number": ([of_year(2025, "PO-1"), of_year(2026, "PO-2")], "PO-2"),
    "the last of its number, of another amount": ([of_year(2025, "PO-1"), of_year(2026, "PO-2", "20")], "PO-2"),
    "the last of its number before the note": ([of_year(2027, "PO-2"), of_year(2026, "PO-1")], "PO-1"),
    "one of the day of the note": ([of_year(2025, "PO-1"), (kept(), base("PO-2"))], "PO-2"),
    "one of the day after the note": ([of_year(2025, "PO-1"), (kept(day=date(2026, 11, 6)), base("PO-2"))], "PO-1"),
    "one of its number after the note, if there is no other": ([of_year(2027, "PO-2")], "PO-2"),
}


def documents(invoices):
    """Return invoices of the ledger, each with its line, as documents; those of one id are one document."""
    found = {}
    for one, row in invoices:
        place = (one.seller_id, one.id)
        known = found.get(place, Document(one.id, one.seller_id, one.number, one.day, (), []))
        found[place] = known._replace(lines=[*known.lines, row])
    return list(found.values())


@pytest.mark.parametrize("case", CORRECTED)
def test_a_credit_note_finds_the_orders_of_the_invoice_that_it_takes_back(case):
    invoices, order = documents(CORRECTED[case][0]), CORRECTED[case][1]
    note = line(subtotal="-434.30", of_document=True, invoice="NC", codes=(CAL,))
    [found] = with_corrected(Billed([note], [], heads=[head("NC", [("42",)])]), invoices).lines
    assert (found.order_id, found.references) == (order, (order,) if order else ())


@pytest.mark.parametrize(
    ("stated", "order"),
    [
        ([("42", date(2025, 11, 4))], "PO-1"),
        ([("42", date(2026, 11, 4))], "PO-2"),
        # A day of no known invoice is a slip: the last of the number counts.
        ([("42", date(2025, 11, 5))], "PO-2"),
        ([("42", None)], "PO-2"),
        ([("42", date(2025, 11, 4)), ("42", None)], "PO-1"),
        ([("41", date(2025, 11, 4))], ""),
    ],
)
def test_the_day_of_the_invoice_tells_the_year_of_its_number(stated, order):
    note = line(subtotal="-434.30", of_document=True, invoice="NC", codes=(CAL,))
    invoices = documents([of_year(2025, "PO-1"), of_year(2026, "PO-2")])
    [found] = with_corrected(Billed([note], [], heads=[head("NC", stated)]), invoices).lines
    assert found.order_id == order


def test_a_credit_note_may_take_back_lines_of_two_invoices():
    note = line(subtotal="-434.30", of_document=True, invoice="NC", codes=(CAL,))
    billed = Billed([note], [], heads=[head("NC", [("41",), ("42",)])])
    invoices = documents([(kept("41", day=date(2026, 11, 2)), base("PO-1")), (kept(), base("PO-2", "20"))])
    assert [one.order_id for one in with_corrected(billed, invoices).lines] == ["PO-1"]


def test_two_lines_of_a_credit_note_take_back_two_lines():
    note = line(subtotal="-434.30", of_document=True, invoice="NC", codes=(CAL,))
    billed = Billed([note, note], [], heads=[head("NC", [("42",)])])
    invoices = documents([(kept(), base("PO-1")), (kept(), base("PO-2"))])
    assert [one.order_id for one in with_corrected(billed, invoices).lines] == ["PO-1", "PO-2"]
    # A credit note does not take back its own line, even if it has the number of the invoice.
    invoice, namesake = base("PO-1", "9", invoice="42 (2026)"), replace(note, invoice="42 (2027)")
    heads = [replace(head("42"), label=invoice.invoice), replace(head("42", [("42",)]), label=namesake.invoice)]
    assert [one.order_id for one in with_corrected(Billed([invoice, namesake], [], heads=heads), []).lines] == ["PO-1", "PO-1"]
    own = replace(note, order_id="PO-7")
    assert with_corrected(replace(billed, lines=[own]), documents([(kept(), base("PO-1"))])).lines == [own]


def test_credit_notes_take_back_different_lines_in_whatever_order_they_are_read():
    note = line(subtotal="-434.30", of_document=True, codes=(CAL,))
    takes_back = (CorrectedInvoice("42"),)
    notes = [Document(name, "IT1", name, DAY, takes_back, [note]) for name in ("NC1", "NC2")]
    bills = documents([(kept(), base("PO-1")), (kept(), base("PO-2"))])
    for read in permutations([*bills, *notes]):
        assert {name: lines[0].order_id for name, lines in linked_notes(read).items()} == {"NC1": "PO-1", "NC2": "PO-2"}
    # One that the ledger holds has its line already, whatever the days.
    first = notes[0]._replace(is_new=True, day=date(2026, 1, 1))
    assert {name: lines[0].order_id for name, lines in linked_notes([first, *bills, notes[1]]).items()} == {"NC2": "PO-1", "NC1": "PO-2"}


@pytest.mark.parametrize(
    ("day", "is_open"),
    [(date(2026, 11, 4), False), (DAY, True), (date(2026, 12, 5), True), (date(2026, 12, 6), False)],
)
def test_an_invoice_is_open_from_its_day_to_the_last_to_pay(day, is_open):
    assert kept().is_open(day, 30) is is_open


def test_days_of_an_invoice_that_has_none_are_those_of_its_month():
    undated = kept(day=None)
    assert undated.due_day(30) == date(2026, 12, 30)
    assert [undated.is_open(day, 30) for day in (date(2026, 10, 31), date(2026, 11, 1), date(2026, 12, 30), date(2026, 12, 31))] == [
        False, True, True, False,
    ]  # fmt: skip
    assert [kept(day=None, month=month).due_day(0) for month in ("2026-10", "2028-02")] == [date(2026, 10, 31), date(2028, 2, 29)]
    assert kept(due=date(2027, 1, 15)).due_day(30) == date(2027, 1, 15)


def test_open_amounts_are_added_up_by_currency():
    invoices = [
        kept(to_pay=Decimal(amount), currency=currency) for amount, currency in (("5.00", "USD"), ("1.50", "EUR"), ("-0.25", "EUR"))
    ]
    assert list(open_sums(invoices).items()) == [("EUR", euros("1.25")), ("USD", Money(Decimal("5.00"), "USD"))]


# Quantities charged and credited (in euros of 10.00), whether the line is still held beside a cancelled one, what is owed.
OWED = {
    "nothing credited": ([("10", "100.00")], 0, "100.00"),
    "in part": ([("10", "100.00"), ("4", "-40.00")], 0, "60.00"),
    "in full": ([("10", "100.00"), ("10", "-100.00")], 0, None),
    "a cent short": ([("10", "100.00"), ("10", "-99.99")], 0, "0.01"),
    "more than billed": ([("10", "100.00"), ("10", "-100.01")], 0, None),
    "a line that is held keeps its part": ([("10", "100.00")], 4, "60.00"),
    "all of it is held": ([("4", "40.00")], 4, None),
    "never billed": ([("10", "-100.00")], 0, None),
}


@pytest.mark.parametrize("case", OWED)
def test_refunds_that_are_owed(case):
    rows, held, owed = OWED[case]
    lines = [PlacedLine(0, "DG7GMGF0PWHT:0002", 0)] + ([PlacedLine(1, "DG7GMGF0PWHT:0002", held)] if held else [])
    order = PlacedOrder(id="aaaa40000001", lines=lines)
    billed = [line(quantity, "10.00", amount, order_id="aaaa40000001") for quantity, amount in rows]
    assert [str(refund.owed.amount) for refund in owed_refunds([order], billed)] == ([owed] if owed else [])
    # Amounts in two currencies cannot be set off against each other.
    mixed = [*billed, replace(billed[0], currency="USD")]
    assert owed_refunds([order], mixed) == []


def test_amounts_of_a_document():
    taxed = document(groups=[TaxGroup("", Decimal("434.30"), Decimal("95.55"))])
    assert (taxed.net, taxed.with_tax, taxed.payable) == (Decimal("434.30"), Decimal("529.85"), Decimal("529.85"))
    stated = replace(taxed, gross=Decimal("531.85"), to_pay=Decimal("500.00"))
    assert (stated.with_tax, stated.payable) == (Decimal("531.85"), Decimal("500.00"))
    back = replace(stated, credit=True)
    assert (back.net, back.with_tax, back.payable) == (Decimal("-434.30"), Decimal("-531.85"), Decimal("-500.00"))


@pytest.mark.parametrize(("amount", "wrong"), [("-434.30", True), ("-0.01", True), ("0.00", False), ("434.30", False)])
def test_a_credit_note_of_nothing_neither_gives_nor_takes(amount, wrong):
    assert bool(list(document_faults(document(amount, amount, credit=True)))) is wrong


def test_discounts_of_a_unit_price():
    percent, off, more = (
        DiscountStep("SC", Decimal(10)),
        DiscountStep("SC", Decimal(50), Decimal("2.5")),
        DiscountStep("MG", None, Decimal(1)),
    )
    assert [discounted(Decimal(100), steps) for steps in ((), (percent,), (percent, percent), (off,), (percent, more))] == [
        Decimal(100), Decimal(90), Decimal(81), Decimal("97.5"), Decimal(91),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "month", "code"),
    [
        ([line(invoice="")], "2026-11", "LC-INVOICE-NUMBER"),
        ([line(day=None)], "", "LC-INVOICE-NO-MONTH"),
        ([line(day=None)], "2026-10", None),
        ([line(), abroad("EUR", "USD")], "2026-11", "LC-INVOICE-MIXED"),
    ],
)
def test_an_invoice_is_kept_by_number_and_month(rows, month, code):
    if code:
        with pytest.raises(LicensectlError) as failure:
            kept_invoices(Billed(rows, []), "a.csv", month)
        assert [problem.code for problem in failure.value.problems] == [code]
    else:
        [(made, _)] = kept_invoices(Billed(rows, []), "a.csv", month)
        assert (made.id, made.month, made.lines) == ("42", "2026-10", 1)
        assert (made.currency, made.net, made.to_pay) == ("EUR", Decimal("434.30"), Decimal("434.30"))


def test_every_invoice_of_a_file_that_cannot_be_kept_is_named():
    rows = [line(invoice="1", day=None), line(invoice="2"), line(invoice=""), line(invoice="3", day=None), abroad("EUR", "USD")]
    with pytest.raises(LicensectlError) as failure:
        kept_invoices(Billed([*rows, line()], []), "a.csv")
    found = [(problem.code, problem.gaps.get("number")) for problem in failure.value.problems]
    assert found == [("LC-INVOICE-NO-MONTH", "1"), ("LC-INVOICE-NUMBER", None), ("LC-INVOICE-NO-MONTH", "3"), ("LC-INVOICE-MIXED", "42")]


@pytest.mark.parametrize(("bad", "cut"), [([], True), ([BadRow(row=3)], False)])
def test_only_a_whole_invoice_is_kept(bad, cut):
    with pytest.raises(LicensectlError) as failure:
        kept_invoices(Billed([line()], bad, cut), "a.csv")
    assert [problem.code for problem in failure.value.problems] == ["LC-INVOICE-NOT-WHOLE"]


def test_quantities_that_were_billed_and_not_credited():
    rows = [line(order_id="A1"), line("3", order_id="A1"), line("4", subtotal="-173.72", order_id="a1"), line(order_id="B1", key=OFFICE)]
    assert billed_quantities(rows) == {("a1", CAL): Decimal(9), ("b1", OFFICE): Decimal(10)}


def test_lines_of_other_invoices_are_earlier_or_later():
    frame = Frame({"G2": "EUR"}, {"G2": "2026-11"}, {})
    invoices = [kept("G1", month="2026-10", day=None, seller_id=""), kept("G3", month="2026-12", day=None, seller_id="")]
    own = kept("G2", day=None, seller_id="")
    found = list(kept_lines([(one, line()) for one in (*invoices, own)], [], frame))
    assert [(one.earlier, one.later) for one in found] == [(True, False), (False, True)]
    others = [line(term="One-Year"), line(charge_end="11/30/2026"), line(accessory=True, of_document=True)]
    assert list(kept_lines([(invoices[0], one) for one in others], [], frame)) == []


# An invoice in the ledger, and whether it is earlier (None: not another one) than document 42 of the seller IT1 of 5 November.
EARLIER = {
    "the day before": (kept("41", day=date(2026, 11, 4)), True),
    "the number before": (kept("41"), True),
    "the number after": (kept("43"), False),
    "the day after": (kept("41", day=date(2026, 11, 6)), False),
    "a document of that day and number at another seller": (kept("42", seller_id="AT1"), False),
    "the document itself": (kept("42", day=date(2026, 11, 4)), None),
    "its number at another seller": (kept("42", day=date(2026, 11, 4), seller_id="AT1"), True),
}


@pytest.mark.parametrize("case", EARLIER)
def test_invoices_that_are_earlier_than_a_document(case):
    invoice, is_earlier = EARLIER[case]
    frame = Frame({"42": "EUR"}, {"42": "2026-11"}, {}, documents=True)
    found = [one.earlier for one in kept_lines([(invoice, line())], [head("42")], frame)]
    assert found == ([] if is_earlier is None else [is_earlier])


@pytest.mark.parametrize(
    ("quantity", "subtotal", "cause"), [("3", "30.03", "rounding"), ("3", "30.04", "arithmetic"), ("1", "10.01", "rounding")]
)
def test_rounding_is_at_most_a_cent_for_each_licence(quantity, subtotal, cause):
    row = line(quantity, "10.0099", subtotal, order_id="PO-1")
    [found] = reconcile(Billed([row], []), [ordered(int(quantity), "10.0099")], prices_of).lines
    assert found.cause == cause


def test_a_small_charge_has_one_sign_as_well():
    assert not adds_up(line("-1", "0.43", "0.43")) and adds_up(line("1", "0.43", "0.43"))
