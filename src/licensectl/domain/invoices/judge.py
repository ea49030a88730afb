"""The cause of each row of one order and SKU: charges against the order, credits against what was charged. Sources: PC-RECON, RECON."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from licensectl.core.money import Money, zero
from licensectl.domain.invoices.allocate import Allocation, Slot, allocate
from licensectl.domain.invoices.amounts import Rates, adds_up
from licensectl.domain.invoices.case import (
    Case,
    PriceOf,
    causes_in_order,
    claims_of,
    expected_of,
    is_corrected,
    judged,
    missing,
    of_price,
    residue,
)
from licensectl.domain.invoices.credits import credit_all
from licensectl.domain.invoices.match import LineGroup
from licensectl.domain.invoices.model import Cause, InvoiceLine, Judged, Ordered
from licensectl.domain.invoices.plain import plain


class Verdicts(Struct):
    """The judged rows of a group, and its order lines that no row is of."""

    rows: list[Judged]
    open_: list[Ordered]


def judge(group: LineGroup, price_of: PriceOf, rates: Rates) -> Verdicts:
    """Return the cause of each row of the group, and the order lines that are still to be invoiced."""
    if found := plain(group, price_of):
        return Verdicts([found], [])
    return judge_any(group, price_of, rates)


def judge_any(group: LineGroup, price_of: PriceOf, rates: Rates) -> Verdicts:
    """Return the same for a group of any kind."""
    rows = group.rows
    if not group.ordered:
        return _of_earlier(group, price_of, rates)
    agreed = [price_of(one, rows[0]) for one in group.ordered]
    charges = [place for place, row in enumerate(rows) if not row.is_credit]
    returns = [place for place, row in enumerate(rows) if row.is_credit]
    paired = paired_with_credits(rows, charges, returns)
    case = Case(group, agreed, charges, returns, rates, paired, claims_of(rows, charges, paired))
    case.corrected = is_corrected(case)
    allocation = allocate(case.claims, [slot_of(case, place) for place in range(len(group.ordered))])
    found = {place: charge(case, at, allocation) for at, place in enumerate(charges)}
    untouched = untouched_by(case, allocation)
    credited = credit_all(case, untouched, found)
    closed = {place for place in untouched if credited and group.ordered[place].day is None}
    open_ = [group.ordered[place] for place in untouched if place not in closed and not group.ordered[place].cancelled]
    return Verdicts([found[place] for place in range(len(rows))], open_)


def paired_with_credits(rows: Sequence[InvoiceLine], charges: Sequence[int], returns: Sequence[int]) -> frozenset[int]:
    """Return the charges that a credit of the same quantity and amount takes back, with any fault that they had."""
    left = [(abs(rows[place].quantity), -rows[place].subtotal) for place in returns]
    paired = []
    # A charge that was corrected comes before the one that is right.
    for place in charges:
        taken = (abs(rows[place].quantity), rows[place].subtotal)
        if taken in left:
            left.remove(taken)
            paired.append(place)
    return frozenset(paired)


def _of_earlier(group: LineGroup, price_of: PriceOf, rates: Rates) -> Verdicts:
    """Rows that no order has: credits of what earlier invoices charged are judged by that, all others are not ordered."""
    bases = [row for row in group.rows if row.earlier and not row.is_credit]
    judged = {place: _not_ordered(row) for place, row in enumerate(group.rows)}
    places = [place for place, row in enumerate(group.rows) if row.earlier or row.is_credit]
    if bases and len(places) > sum(row.earlier for row in group.rows):
        ordered = [_as_ordered(row) for row in bases]
        part = LineGroup([group.rows[place] for place in places], ordered, [group.matched_by[place] for place in places])
        judged |= dict(zip(places, judge(part, price_of, rates).rows, strict=True))
    return Verdicts([judged[place] for place in range(len(group.rows))], [])


def _as_ordered(row: InvoiceLine) -> Ordered:
    """Return the charge of an earlier invoice as an order line."""
    price = Money(row.unit_price, row.pricing_currency)
    return Ordered(
        ids=row.order_ids,
        tenant_id=row.tenant_id,
        key=row.key,
        quantity=int(abs(row.quantity)),
        unit_price=price,
        title=row.title,
        day=row.day,
        customer=row.customer,
        currency=row.pricing_currency,
    )


def _not_ordered(row: InvoiceLine) -> Judged:
    also: tuple[Cause, ...] = () if adds_up(row) else ("arithmetic",)
    return Judged(cause="not_ordered", also=also, line=row, expected=zero(row.currency))


def slot_of(case: Case, place: int) -> Slot:
    """Return the slot of an order line for charges: one that was given back may be charged only if it is credited as well."""
    one, agreed = case.group.ordered[place], case.agreed[place]
    price = agreed.price.amount if agreed else None
    if one.cancelled and not case.credits:
        return Slot(Decimal(0), price)
    return Slot(None if one.quantity is None else Decimal(one.quantity), price)


def untouched_by(case: Case, allocation: Allocation) -> list[int]:
    touched = {place for shares in allocation.taken for place, _ in shares}
    return [place for place in range(len(case.group.ordered)) if place not in touched]


def charge(case: Case, at: int, allocation: Allocation) -> Judged:
    """Return the cause of a charge: the row `at` among the charges of the group, with what it takes of the order."""
    place = case.charges[at]
    row, shares = case.group.rows[place], allocation.taken[at]
    short = missing(allocation, at, [place for place, _ in shares])
    covered = allocation.covered(at)
    found: list[Cause] = []
    if covered < abs(row.quantity) or short:
        repeated = not covered and case.claims[at].again
        found.append("duplicate" if repeated else "quantity")
    known = [case.agreed[slot] for slot, _ in shares]
    agreed = known[0] if known else None
    expected = expected_of(case, row, [*shares, *short])
    if place in case.paired or case.corrected or (case.nets_out and (expected is None or any(one.cancelled for one in case.group.ordered))):
        expected, found, short = row.billed, [], []
    else:
        found += of_price(case, row, [one.price for one in known if one])
        found += [] if adds_up(row) else ["arithmetic"]
        if expected is None:
            found.append("not_checked")
        elif not found and row.subtotal != expected.amount:
            found.append(residue(row, expected, agreed))
    held = shares[0][0] if shares else 0
    quantity = sum((part for _, part in (*shares, *short)), Decimal(0))
    return judged(case, place, held, causes_in_order(found) or ("matched",), expected, quantity)
