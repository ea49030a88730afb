"""The decision of a reconciliation: tables of rows and orders, boundaries of amounts, and the equation of the totals."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from reconciled import overview_of, reconcile

from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey
from licensectl.domain.invoices.allocate import RowClaim, Slot, allocate
from licensectl.domain.invoices.amounts import RateVotes, due, usual_rates
from licensectl.domain.invoices.families import Families
from licensectl.domain.invoices.judge import judge_any
from licensectl.domain.invoices.match import LineGroup
from licensectl.domain.invoices.model import Agreed, BadRow, Billed, InvoiceLine, Ordered
from licensectl.domain.invoices.plain import plain
from licensectl.domain.invoices.reconcile import RowsTogether, decide
from licensectl.domain.invoices.result import Collector, Decided, in_order
from licensectl.domain.invoices.scope import month_votes, section_of
from licensectl.domain.invoices.totals import settled

CAL = SkuKey("DG7GMGF0PWHT", "0002")
OFFICE = SkuKey("DG7GMGF0PN5F", "0002")
DAY = date(2026, 11, 5)


def line(quantity="25", price="43.43", subtotal=None, **changes):
    """Return a perpetual row of November; its subtotal is price × quantity unless given."""
    made = {
        "row": 2, "key": CAL, "quantity": Decimal(quantity), "unit_price": Decimal(price),
        "subtotal": Decimal(subtotal) if subtotal is not None else Decimal(price) * Decimal(quantity),
        "currency": "EUR", "pricing_currency": "EUR", "order_id": "aaaa40000001", "tenant_id": "tenant-a", "day": DAY, "charge_start": DAY,
        "charge_type": "new", "invoice": "G1",
    }  # fmt: skip
    return InvoiceLine(**made | changes)


def credit(quantity="25", price="43.43", subtotal=None, **changes):
    subtotal = subtotal if subtotal is not None else str(-Decimal(price) * Decimal(quantity))
    return line(quantity, price, subtotal, charge_type="cancelImmediate", **changes)


def order(quantity=25, price="43.43", **changes):
    made = {
        "ids": ("aaaa40000001",), "tenant_id": "tenant-a", "key": CAL, "quantity": quantity, "day": DAY,
        "unit_price": Money(Decimal(price), "EUR") if price else None,
    }  # fmt: skip
    return Ordered(**made | changes)


def own_price(ordered, invoice_line):
    return Agreed(ordered.unit_price, "order") if ordered.unit_price else None


def found(lines, orders, price_of=own_price, month=""):
    numbered = [replace(one, row=number) for number, one in enumerate(lines, 2)]
    return reconcile(Billed(numbered, []), orders, price_of, month)


def causes(lines, orders, **options):
    return [one.cause for one in found(lines, orders, **options).lines]


PLAIN = {
    "as ordered": ([line()], [order()], ["matched"]),
    "split rows": ([line("10"), line("15")], [order()], ["matched", "matched"]),
    "equal split rows": ([line("10"), line("10"), line("5")], [order()], ["matched"] * 3),
    "two equal lines, two equal rows": ([line(), line()], [order(), order()], ["matched", "matched"]),
    "two equal lines, one row": ([line()], [order(), order()], ["matched", "not_invoiced"]),
    "two equal lines, three rows": ([line()] * 3, [order(), order()], ["matched", "matched", "duplicate"]),
    "two lines of two prices in one row": ([line("35", "42.45", "1485.75")], [order(25), order(10, "40.00")], ["matched"]),
    "nothing is charged and no price is known": ([line(price="0.00")], [order(price=None)], ["not_checked"]),
    "two lines in one row": ([line("35")], [order(25), order(10)], ["matched"]),
    "a row repeated": ([line(), line()], [order()], ["matched", "duplicate"]),
    "repeated on another invoice": ([line(), line(invoice="G2")], [order()], ["matched", "duplicate"]),
    "of another day": ([line(), line(day=date(2026, 11, 6))], [order()], ["matched", "quantity"]),
    "one too many": ([line("26")], [order()], ["quantity"]),
    "one too few": ([line("24")], [order()], ["quantity"]),
    "split rows that are too few": ([line("10"), line("10")], [order()], ["matched", "quantity"]),
    "an extra row that repeats nothing": ([line(), line("3")], [order()], ["matched", "quantity"]),
    "another order of the same customer": ([line(order_id="bbbb40000009")], [order()], ["not_ordered", "not_invoiced"]),
    "by the alternate id": ([line(order_id="x" * 33, alternate_id="AAAA40000001")], [order()], ["matched"]),
    "another product of the order": ([line(key=OFFICE)], [order()], ["not_ordered", "not_invoiced"]),
    "our own reference": ([line()], [order(ids=("Q-2026-0042",))], ["matched"]),
    "our own reference, too long ago": (
        [line()], [order(ids=("Q-2026-0042",), day=date(2026, 9, 1))], ["not_ordered"],
    ),
    "two purchases, two references": (
        [line(), line("10", order_id="bbbb40000009")], [order(10, ids=("Q-1",)), order(ids=("Q-2",))], ["matched", "matched"],
    ),
    "two purchases, one reference": (
        [line(), line(order_id="bbbb40000009")], [order(ids=("Q-2",))], ["matched", "not_ordered"],
    ),
    "an order of last month": ([line()], [order(), order(ids=("cccc40000001",), day=date(2026, 10, 31))], ["matched"]),
    "an order of this month": ([line()], [order(), order(ids=("cccc40000001",), day=date(2026, 11, 30))], ["matched", "not_invoiced"]),
    "a charge of last month": (
        [line(), line(order_id="cccc40000001", day=date(2026, 10, 5), charge_start=None), line("1", order_id="dddd40000001")],
        [order(), order(ids=("cccc40000001",), day=date(2026, 10, 5)), order(1, ids=("dddd40000001",))],
        ["matched", "out_of_period", "matched"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PLAIN)
def test_charges(case):
    lines, orders, expected = PLAIN[case]
    assert causes(lines, orders) == expected


CREDITS = {
    "in full": ([line(), credit()], [order()], ["matched", "returned"], "0.00"),
    "in full, quantity below zero": ([line(), credit(subtotal="-1085.75", quantity="-25")], [order()], ["matched", "returned"], "0.00"),
    "short": ([line(), credit(subtotal="-1000.00")], [order()], ["matched", "arithmetic"], "85.75"),
    "at a lower price": ([line(), credit(price="40.00")], [order()], ["matched", "price"], "85.75"),
    "of a part": ([line(), credit("10")], [order()], ["matched", "quantity"], "651.45"),
    "in two rows": ([line(), credit("10"), credit("15")], [order()], ["matched", "returned", "returned"], "0.00"),
    "of one of two lines": ([line(), line("10"), credit("10")], [order(), order(10)], ["matched", "matched", "returned"], "0.00"),
    "too much": ([line(), credit(subtotal="-1100.00")], [order()], ["matched", "over_credited"], "-14.25"),
    "for more than were bought": ([line(), credit("30")], [order()], ["matched", "over_credited"], "-217.15"),
    "twice": ([line(), credit(), credit()], [order()], ["matched", "returned", "duplicate"], "-1085.75"),
    "of last month": ([credit(day=date(2026, 10, 20))], [order(day=date(2026, 10, 20))], ["returned"], "0.00"),
    "of last month, short": ([credit(subtotal="-500")], [order(day=date(2026, 10, 20))], ["arithmetic"], "585.75"),
    "of last month, too much": ([credit(subtotal="-2000")], [order(day=date(2026, 10, 20))], ["over_credited"], "-914.25"),
    "without its purchase of this month": ([credit()], [order()], ["returned", "not_invoiced"], "-1085.75"),
    "of a cancelled order": ([line(), credit()], [order(None, cancelled=True)], ["matched", "returned"], "0.00"),
    "of a cancelled order, no price": ([line(), credit()], [order(None, None, cancelled=True)], ["matched", "returned"], "0.00"),
    "of a cancelled order, short": ([line(), credit(subtotal="-900")], [order(None, cancelled=True)], ["matched", "arithmetic"], "185.75"),
    "missing for a cancelled order": ([line()], [order(None, cancelled=True)], ["quantity"], "1085.75"),
    "of a cancelled order of last month": ([credit()], [order(None, cancelled=True, day=date(2026, 10, 20))], ["returned"], "0.00"),
    "cancelled and never billed": ([line(key=OFFICE)], [order(25, cancelled=True), order(key=OFFICE)], ["matched"], "0.00"),
    "with the sign of a charge": ([line(), credit(subtotal="1085.75")], [order()], ["matched", "arithmetic"], "2171.50"),
    "without quantity": ([line(), credit("0", "0", "-1085.75", )], [order()], ["matched", "returned"], "0.00"),
    "of a charge that was wrong": ([line(price="50"), credit(price="50"), line()], [order()], ["matched", "returned", "matched"], "0.00"),
    "of a quantity that was wrong": ([line("30"), credit("30"), line()], [order()], ["matched", "returned", "matched"], "0.00"),
    "of a duplicate": ([line(), line(), credit()], [order()], ["matched", "matched", "returned"], "0.00"),
    "of what was billed too much": ([line("27"), credit("2")], [order()], ["matched", "returned"], "0.00"),
    "of a difference in price": ([line(price="44.43"), credit(price="1.00")], [order()], ["matched", "returned"], "0.00"),
    "of an excess, short": ([line("28"), credit("2")], [order()], ["quantity", "quantity"], "1259.47"),
    "of nobody's order": ([credit(order_id="bbbb40000009")], [], ["not_ordered"], "-1085.75"),
}  # fmt: skip


@pytest.mark.parametrize("case", CREDITS)
def test_credits(case):
    lines, orders, expected, difference = CREDITS[case]
    answer = found(lines, orders)
    assert [one.cause for one in answer.lines] == expected
    assert answer.tally("EUR").totals.difference.amount == Decimal(difference)


def test_what_no_price_is_known_of_is_counted_apart():
    answer = found([line()], [order(price=None)])
    held = answer.tally("EUR").totals
    assert [one.cause for one in answer.lines] == ["not_checked"]
    assert (held.invoiced.amount, held.expected.amount, held.not_checked.amount, held.difference.amount) == (
        Decimal("1085.75"), Decimal("0.00"), Decimal("1085.75"), Decimal("0.00"),
    )  # fmt: skip
    assert not settled(answer.lines[0], Decimal(10_000))


# Currency billed, agreed price, price billed, quantity, subtotal, cause: one minor unit is the boundary.
BOUNDARIES = {
    "a cent more": ("EUR", "43.43", "43.44", "1", "43.44", "price"),
    "a cent less": ("EUR", "43.43", "43.42", "1", "43.42", "price"),
    "less than a cent, cut": ("EUR", "43.43", "43.439", "100", "4343.00", "matched"),
    "less than a cent, not cut": ("EUR", "43.43", "43.439", "100", "4343.90", "rounding"),
    "cut, not half-up": ("EUR", "43.436", "43.436", "1", "43.43", "matched"),
    "half-up": ("EUR", "43.436", "43.436", "1", "43.44", "rounding"),
    "subtotal a cent off": ("EUR", "43.43", "43.43", "25", "1085.76", "arithmetic"),
    "no decimals, one more": ("JPY", "1000", "1001", "3", "3003", "price"),
    "no decimals, cut": ("JPY", "1000.9", "1000.9", "3", "3000", "matched"),
    "no decimals, not cut": ("JPY", "1000.9", "1000.9", "3", "3003", "rounding"),
    "no decimals, one off": ("JPY", "1000", "1000", "3", "3001", "arithmetic"),
    "three decimals, a thousandth": ("KWD", "10.005", "10.006", "1", "10.006", "price"),
    "three decimals, cut": ("KWD", "10.0059", "10.0059", "2", "20.010", "matched"),
    "three decimals, half-up": ("KWD", "10.0059", "10.0059", "2", "20.012", "rounding"),
}


@pytest.mark.parametrize("case", BOUNDARIES)
def test_boundaries(case):
    currency, agreed, price, quantity, subtotal, cause = BOUNDARIES[case]
    billed = line(quantity, price, subtotal, currency=currency, pricing_currency=currency)
    ordered = order(int(quantity), unit_price=Money(Decimal(agreed), currency))
    assert causes([billed], [ordered]) == [cause]


def abroad(**changes):
    """Return a row priced in USD and billed in EUR."""
    return line("3", "10.01", "27.12", pricing_currency="USD", rate=Decimal("0.9039"), rate_day="10/31/2026", **changes)


def test_the_converted_unit_price_is_cut_before_it_is_multiplied():
    # 10.01 × 0.9039 = 9.048: 9.04 × 3, neither 9.05 × 3 nor 27.14.
    assert due(Money(Decimal("10.01"), "USD"), abroad(), Decimal(3), {}) == Money(Decimal("27.12"), "EUR")
    dollars = Money(Decimal("10.01"), "USD")
    assert causes([abroad()], [order(3, unit_price=dollars)]) == ["matched"]
    high = line("1", "10.01", "9.05", pricing_currency="USD", rate=Decimal("0.9046"))
    # 9.055046: half-up would be 9.06.
    assert causes([high], [order(1, unit_price=dollars)]) == ["matched"]


# 10.01 × 0.95 = 9.5095, 10.01 × 0.85 = 8.5085: cut to 9.50 and 8.50.
@pytest.mark.parametrize(("rate", "subtotal"), [("0.95", "28.50"), ("0.85", "25.50")])
@pytest.mark.parametrize(("pricing", "currency"), [("USD", "EUR"), ("EUR", "USD")])
def test_another_rate_than_the_other_rows_is_the_exchange_rate(pricing, currency, rate, subtotal):
    rows = [replace(abroad(order_id=f"aaaa4000000{number}"), pricing_currency=pricing, currency=currency) for number in range(1, 5)]
    odd = replace(rows.pop(), rate=Decimal(rate), subtotal=Decimal(subtotal))
    orders = [order(3, unit_price=Money(Decimal("10.01"), pricing), ids=(f"aaaa4000000{number}",)) for number in range(1, 5)]
    assert causes([*rows, odd], orders) == ["matched"] * 3 + ["exchange_rate"]


def test_within_one_currency_a_rate_is_no_cause():
    assert causes([line(subtotal="977.18", rate=Decimal("0.9"))], [order()]) == ["arithmetic"]


def test_the_first_cause_in_order_counts_and_the_others_are_kept():
    [one] = found([line("26", "44.00", "1000.00")], [order()]).lines
    assert (one.cause, one.also) == ("quantity", ("price", "arithmetic"))


def test_tolerance_excuses_amounts_and_nothing_else():
    [price] = found([line(price="43.44")], [order()]).lines
    assert price.difference == Money(Decimal("0.25"), "EUR")
    assert [settled(price, amount) for amount in (None, Decimal("0.24"), Decimal("0.25"))] == [False, False, True]
    [rounding] = found([line("1", "43.436", "43.44")], [order(1, "43.436")]).lines
    assert [settled(rounding, amount) for amount in (None, Decimal("0"), Decimal("0.01"))] == [True, False, True]
    [quantity] = found([line("26")], [order()]).lines
    assert not settled(quantity, Decimal(1000))


SECTIONS = {
    "perpetual": line(),
    "subscriptions": line(charge_end="11/30/2026", term="One-Year commitment for monthly/yearly billing", frequency="Monthly"),
    "azure": line(charge_end="11/30/2026"),
}


@pytest.mark.parametrize("name", SECTIONS)
def test_sections(name):
    assert section_of(SECTIONS[name]) == name


def test_the_month_is_that_of_most_purchases():
    old = date(2026, 10, 5)
    assert month_votes([line(), line(), line(day=old, charge_start=old), credit(day=old, charge_start=old)]).month == "2026-11"
    assert month_votes([credit(day=old, charge_start=DAY)]).month == "2026-11"
    assert month_votes([replace(SECTIONS["subscriptions"], day=date(2026, 1, 5))]).month == "2026-11"


@pytest.mark.parametrize(
    ("lines", "is_of_purchases"),
    [
        ([credit()], True),
        ([credit(), credit(charge_start=None)], True),
        ([credit(), credit(charge_start=DAY + timedelta(days=9))], False),
        ([credit(), line()], False),
        ([credit(), SECTIONS["subscriptions"]], False),
        ([credit(day=None, charge_start=None)], False),
    ],
)
def test_a_month_of_credits_alone_is_that_of_their_purchases(lines, is_of_purchases):
    assert month_votes(lines).is_of_purchases == is_of_purchases


def test_a_month_that_is_asked_for_leaves_other_invoices_out():
    answer = found([line(), line(invoice="G0", day=date(2026, 10, 5), charge_start=None, order_id="x1")], [order()], month="2026-11")
    assert [(one.cause, settled(one, None)) for one in answer.lines] == [("matched", True), ("out_of_period", True)]


def test_allocation_never_gives_more_than_there_is():
    given_ = allocate([RowClaim(Decimal(10), Decimal(1), False), RowClaim(Decimal(10), Decimal(1), True)], [Slot(Decimal(15), Decimal(1))])
    assert (given_.covered(0), given_.covered(1), given_.left) == (Decimal(10), Decimal(5), [Decimal(0)])


def test_allocation_prefers_the_same_quantity_to_the_same_price():
    slots = [Slot(Decimal(10), Decimal(5)), Slot(Decimal(4), Decimal(7)), Slot(None, Decimal(9))]
    given_ = allocate([RowClaim(Decimal(4), Decimal(5), False), RowClaim(Decimal(12), Decimal(5), False)], slots)
    assert given_.taken == [[(1, Decimal(4))], [(0, Decimal(10)), (2, Decimal(2))]]
    assert given_.left == [0, 0, 0]


def test_an_order_without_a_day_that_only_a_credit_is_of_was_billed_before():
    assert causes([credit()], [order(day=None)]) == ["returned"]
    assert causes([credit()], [order(day=None), order(3, key=OFFICE, day=None)]) == ["returned", "not_invoiced"]


def test_a_cent_for_each_licence_is_rounding_only_of_a_purchase_on_an_earlier_invoice():
    october = order(day=date(2026, 10, 5))
    assert causes([credit(price="43.432", subtotal="-1085.80")], [october]) == ["rounding"]
    assert causes([credit(price="43.432", subtotal="-1086.10")], [october]) == ["over_credited"]
    assert causes([line(), credit(price="43.432", subtotal="-1085.80")], [order()]) == ["matched", "over_credited"]


def test_a_credit_with_a_negative_quantity_is_of_as_many():
    answer = found([credit("-25", subtotal="-1085.75")], [order(day=date(2026, 10, 5))])
    assert [(one.cause, one.ordered_quantity) for one in answer.lines] == [("returned", Decimal(25))]


def test_what_nets_out_is_right_without_a_price():
    rows_ = [line("10"), line("15"), credit()]
    assert causes(rows_, [order(price=None)]) == ["matched", "matched", "returned"]
    assert causes([line("10"), line("15"), credit("24")], [order(price=None)])[:2] == ["not_checked", "not_checked"]
    assert causes([line("10"), line("15"), credit("26")], [order(price=None)])[:2] == ["not_checked", "not_checked"]


def test_sums_of_customers_are_of_the_lines_compared():
    away = date(2026, 9, 5)
    lines = [line(customer="A"), line("3", order_id="x", customer="B"), line("5", order_id="y", customer="A", day=away, charge_start=away)]
    held = found(lines, [order()]).tally("EUR").by_customer
    assert {name: str(sums.invoiced.amount) for name, sums in held.items()} == {"A": "1085.75", "B": "130.29"}


def test_a_rate_is_usual_only_for_more_rows_than_any_other():
    def usual(*rates):
        votes = RateVotes()
        for rate in rates:
            votes.add(line(pricing_currency="USD", rate=Decimal(rate)))
        return usual_rates([votes])

    assert usual("0.9", "0.9", "0.8", "0.8", "0.7") == {}
    assert usual("0.9", "0.8", "0.8", "0.7") == {("USD", "EUR", ""): Decimal("0.8")}
    assert usual("0.9") == {}


amounts = st.decimals("-5000", "5000", places=2)
rows = st.builds(
    lambda quantity, price, subtotal, term, end, number, key, invoice, day, document, accessory: line(
        str(quantity), str(price), str(subtotal), term=term, charge_end=end, order_id=f"aaaa4000000{number}" if number else "", key=key,
        invoice=invoice, day=day, of_document=document, accessory=accessory,
    ),
    st.integers(0, 30), st.sampled_from(["43.43", "43.44", "10.005"]), amounts, st.sampled_from(["", "One-Year"]),
    st.sampled_from(["", "11/30/2026"]), st.integers(0, 4), st.sampled_from([CAL, OFFICE]), st.sampled_from(["G1", "G2"]),
    st.sampled_from([DAY, date(2026, 10, 5), None]), st.booleans(), st.booleans(),
)  # fmt: skip
orders_ = st.builds(
    lambda quantity, price, number, key, cancelled, day: order(
        quantity, price, ids=(f"aaaa4000000{number}",), key=key, cancelled=cancelled or quantity is None, day=day
    ),
    st.sampled_from([None, 1, 10, 25]), st.sampled_from([None, "43.43", "10.00"]), st.integers(0, 5), st.sampled_from([CAL, OFFICE]),
    st.booleans(), st.sampled_from([DAY, date(2026, 10, 5), None]),
)  # fmt: skip
bad = st.builds(
    lambda amount, invoice: BadRow(row=99, invoice=invoice, subtotal=amount, currency="EUR"), amounts, st.sampled_from(["G1", "G2"])
)


kept_ = st.lists(
    st.builds(
        lambda one, later: replace(one, earlier=not later, later=later, invoice="G0", term="", charge_end="", accessory=False),
        rows,
        st.booleans(),
    ),
    max_size=3,
)


@given(st.lists(rows, max_size=8), st.lists(orders_, max_size=6), st.lists(bad, max_size=2), st.sampled_from(["", "2026-11"]), kept_)
def test_the_totals_add_up_to_the_invoice(lines, orders, unreadable, month, kept):
    numbered = [replace(one, row=number) for number, one in enumerate(lines, 2)]
    answer = reconcile(Billed(numbered, unreadable, kept=kept), orders, own_price, month)
    held = answer.tally("EUR").totals
    assert held.invoiced - held.expected == held.difference + held.not_checked
    whole = sum((one.subtotal for one in numbered), Decimal(0)) + sum((one.subtotal for one in unreadable), Decimal(0))
    assert answer.tally("EUR").invoice_total.amount == whole
    apart = answer.tally("EUR").sections
    assert held.invoiced.amount + sum(part.amount.amount for part in apart.values()) == whole
    differences = [one.difference.amount for one in answer.lines if one.section == "perpetual" and one.difference is not None]
    assert sum(differences, Decimal(0)) == held.difference.amount
    assert len([one for one in answer.lines if one.line or one.bad]) == len(lines) + len(unreadable) - sum(
        section_of(one) != "perpetual" for one in lines
    )


def test_a_charge_has_one_sign():
    [minus] = found([line("-25", subtotal="1085.75")], [order()]).lines
    assert (minus.cause, minus.difference.amount) == ("arithmetic", 0)
    assert causes([line("-25", "-43.43", "1085.75")], [order()])[0] != "arithmetic"
    assert causes([line(), credit("25", "-43.43", "-1085.75")], [order()]) == ["matched", "returned"]


def test_parts_of_a_licence_add_up_to_whole_cents():
    [part] = found([line("2.5", subtotal="108.57")], [order(3)]).lines
    assert (part.cause, str(part.expected), str(part.difference)) == ("quantity", "130.29 EUR", "-21.72 EUR")


def test_an_order_on_a_row_of_another_currency_is_not_called_missing():
    dollars = line(currency="USD", pricing_currency="USD", order_id="aaaa40000002")
    rows_, orders = [line(), line(order_id="aaaa40000003"), dollars], [order(ids=(f"aaaa4000000{number}",)) for number in (1, 2, 3, 4)]
    assert causes(rows_, orders) == ["matched", "matched", "unreadable", "not_invoiced"]
    answer = found(rows_, orders)
    assert answer.tally("EUR").sections["unreadable"].amount == Money(Decimal("0.00"), "EUR")


def test_a_row_repeats_one_of_an_earlier_invoice_if_quantity_price_and_amount_are_the_same():
    october = line(day=date(2026, 10, 5), invoice="G0", earlier=True)
    for row, cause in ((line(), "duplicate"), (line(subtotal="1085.76"), "quantity"), (line("24"), "quantity")):
        assert [one.cause for one in reconcile(Billed([row], [], kept=[october]), [order()], own_price).lines] == [cause]


def test_a_line_without_order_is_not_one_of_an_earlier_invoice_of_the_same_number():
    # Invoice 42 of one seller in the ledger, 42 of another one in the file.
    earlier = line(order_id="", invoice="42", of_document=True, earlier=True)
    note = credit(order_id="", invoice="42", of_document=True)
    assert [one.cause for one in reconcile(Billed([note], [], kept=[earlier]), [], own_price).lines] == ["not_ordered"]


@given(st.permutations(PLAIN["an extra row that repeats nothing"][0] + [credit("3"), line("7", order_id="bbbb40000009")]))
def test_the_order_of_rows_does_not_matter(lines):
    answer = found(lines, [order(), order(3)])
    assert sorted(one.cause for one in answer.lines) == ["matched", "matched", "not_ordered", "returned"]


prices = st.sampled_from(["43.43", "43.436", "1000", "0.009"])


@given(
    st.integers(0, 3),
    st.integers(0, 3),
    prices,
    prices,
    amounts | st.sampled_from([Decimal(n) * p for n in (1, 2, 3) for p in map(Decimal, ("43.43", "1000", "0"))]),
    st.sampled_from(["EUR", "JPY", "USD"]),
    st.sampled_from(["EUR", "JPY"]),
    st.booleans(),
    st.sampled_from(["new", "cancelImmediate"]),
)
def test_the_plain_case_is_judged_like_any_other(billed, ordered, price, agreed, subtotal, currency, pricing, cancelled, charge):
    row = line(str(billed), price, str(subtotal), currency=currency, pricing_currency=pricing, charge_type=charge)
    one = order(ordered or None, unit_price=Money(Decimal(agreed), pricing), cancelled=cancelled)
    group = LineGroup([row], [one], ["order_id"])
    short = plain(group, own_price)
    if short is not None:
        assert [short] == judge_any(group, own_price, {}).rows


def test_the_plain_case_is_as_ordered():
    assert plain(LineGroup([line()], [order()], ["order_id"]), own_price) is not None
    near = (line("24"), line(price="43.44"), line(subtotal="1085.74"), credit())
    assert [plain(LineGroup([one], [order()], ["order_id"]), own_price) for one in near] == [None] * 4


ids = st.sampled_from(["", "aaaa40000001", "AAAA40000001", "aaaa40000002", "bbbb40000003", "Q-1", "Q-2", "ref/7"])
many_rows = st.builds(
    lambda row, order_id, alternate, tenant, key: replace(
        row, order_id=order_id, alternate_id=alternate, tenant_id=tenant, key=key, of_document=False
    ),
    rows, ids, ids, st.sampled_from(["", "tenant-a", "tenant-b"]), st.sampled_from([CAL, OFFICE]),
)  # fmt: skip
many_orders = st.builds(
    lambda one, first, second, tenant, key: replace(one, ids=tuple(name for name in (first, second) if name), tenant_id=tenant, key=key),
    orders_, ids, ids, st.sampled_from(["", "tenant-a", "tenant-b"]), st.sampled_from([CAL, OFFICE]),
)  # fmt: skip


def in_parts(billed, orders, count):
    """Return the answer of rows that are judged in parts, as those of a long file are."""
    families, overview = Families(), overview_of(billed)
    for one in billed.lines:
        families.add_line(one)
    for one in billed.kept:
        families.add_kept(one)
    for one in orders:
        families.add_ordered(one)
    frame, whole = overview.frame("", False), Decided()
    collector, bad = Collector(frame, overview.apart(), None), billed.bad
    for places in families.parts(count):
        lines, earlier, ordered = (
            [held[place] for place in part] for held, part in zip((billed.lines, billed.kept, orders), places, strict=True)
        )
        decided = decide(RowsTogether(lines, ordered, earlier, bad), own_price, frame)
        collector.add(decided)
        bad = []
        whole.lines += decided.lines
        whole.missing += decided.missing
    return collector.result(in_order(whole, frame))


@given(
    st.lists(many_rows, max_size=10),
    st.lists(many_orders, max_size=8),
    st.lists(bad, max_size=2),
    st.lists(st.tuples(many_rows, st.booleans()), max_size=3),
    st.integers(2, 9),
)
def test_parts_of_a_long_file_change_nothing(lines, orders, unreadable, kept, count):
    lines = [replace(one, row=number) for number, one in enumerate(lines, 2)]
    unreadable = [replace(one, row=number) for number, one in enumerate(unreadable, 100)]
    orders = [replace(one, place=number) for number, one in enumerate(orders)]
    billed = Billed(lines, unreadable, kept=[replace(one, earlier=not later, later=later) for one, later in kept])
    whole, parts = reconcile(billed, orders, own_price), in_parts(billed, orders, count)
    assert list(parts.lines) == list(whole.lines)
    assert (parts.elsewhere, parts.matched_by, parts.credits_due, parts.settled) == (
        whole.elsewhere,
        whole.matched_by,
        whole.credits_due,
        whole.settled,
    )
    assert [invoice.tally.by_cause for invoice in parts.invoices] == [invoice.tally.by_cause for invoice in whole.invoices]
    assert parts.tally("EUR").totals == whole.tally("EUR").totals
