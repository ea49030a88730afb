"""Credits against what was charged: perpetual software is given back whole lines at a time, and in full. Source: PC-RECON."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from licensectl.core.money import Money, zero
from licensectl.domain.invoices.allocate import RowClaim, Slot, allocate
from licensectl.domain.invoices.amounts import adds_up, cent
from licensectl.domain.invoices.case import Case, causes_in_order, claims_of, expected_of, judged, missing, of_price, residue
from licensectl.domain.invoices.model import Agreed, Cause, InvoiceLine, Judged


def credit_all(case: Case, untouched: Sequence[int], found: dict[int, Judged]) -> bool:
    """Judge the credits: perpetual software is given back whole lines at a time, and in full."""
    charged = [(place, Slot(abs(case.group.rows[place].quantity), abs(case.group.rows[place].unit_price))) for place in case.charges]
    # A duplicate or what nobody ordered was billed all the same, and is credited like the rest.
    ordered = [(place, _earlier(case, place)) for place in untouched]
    slots = [slot for _, slot in (*charged, *ordered)]
    claims = claims_of(case.group.rows, case.credits)
    whole = sum((slot.quantity for slot in slots if slot.quantity is not None), Decimal(0))
    claims = [claim if claim.quantity else RowClaim(whole, claim.price, claim.again) for claim in claims]
    allocation = allocate(claims, slots)
    for at, place in enumerate(case.credits):
        shares = allocation.taken[at]
        short = missing(allocation, at, [slot for slot, _ in shares])
        amounts = [_charged(case, place, slot, part, charged, ordered) for slot, part in (*shares, *short)]
        excess = allocation.covered(at) < claims[at].quantity
        held = next((ordered[slot - len(charged)][0] for slot, _ in shares if slot >= len(charged)), 0)
        found[place] = _credit(case, place, held, amounts, _Return(bool(short), excess, claims[at].again and not shares))
    return bool(case.credits)


class _Return(Struct, frozen=True):
    """A credit against its purchase: `part` of a line is given back, `excess`: more than there is, `again`: once more."""

    part: bool
    excess: bool
    again: bool


def _earlier(case: Case, place: int) -> Slot:
    """Return the slot of an order line that was charged on an earlier invoice."""
    one, agreed = case.group.ordered[place], case.agreed[place]
    return Slot(None if one.quantity is None else Decimal(one.quantity), agreed.price.amount if agreed else None)


def _charged(
    case: Case, credit: int, slot: int, part: Decimal, charged: Sequence[tuple[int, Slot]], ordered: Sequence[tuple[int, Slot]]
) -> Money | None:
    """Return the amount charged for the part of a slot, from the invoice, else from the order line."""
    if slot < len(charged):
        row = case.group.rows[charged[slot][0]]
        whole = abs(row.quantity)
        return row.billed if part == whole else (Money(row.subtotal * part / whole, row.currency)).rounded()
    return expected_of(case, case.group.rows[credit], [(ordered[slot - len(charged)][0], part)])


def _credit(case: Case, place: int, held: int, amounts: Sequence[Money | None], given: _Return) -> Judged:
    row = case.group.rows[place]
    if case.corrected:
        return judged(case, place, held, ("returned",), row.billed, abs(row.quantity))
    known = [amount for amount in amounts if amount is not None]
    expected = None if len(known) < len(amounts) else sum(known, zero(row.currency)) * -1
    found: list[Cause] = ["returned"]
    over = expected is not None and row.subtotal < expected.amount
    if given.again:
        found = ["duplicate", "over_credited"]
    elif given.part:
        found.append("quantity")
    if expected is None:
        found.append("not_checked")
    elif row.subtotal != expected.amount and not given.again:
        found += _differing(case, row, expected, case.agreed[held], over, given)
    causes = causes_in_order(found)
    # More money back than was paid is what is wrong with the row, whatever else is.
    cause: Cause = "over_credited" if "over_credited" in causes and not given.again else causes[0]
    if cause == "returned" and "not_checked" in causes:
        cause = "not_checked"
    others = (one for one in causes if one != cause)
    return judged(case, place, held, (cause, *others), expected, None if given.excess else abs(row.quantity))


def _differing(case: Case, row: InvoiceLine, expected: Money, agreed: Agreed | None, over: bool, given: _Return) -> list[Cause]:
    found: list[Cause] = ["quantity"] if given.excess else []
    rounding = not case.charges and abs(row.subtotal - expected.amount) <= cent(row.currency) * max(abs(row.quantity), Decimal(1))
    if over and not rounding:
        found.append("over_credited")
    paid = [Money(abs(case.group.rows[place].unit_price), case.group.rows[place].pricing_currency) for place in case.charges]
    found += of_price(case, row, paid or ([agreed.price] if agreed else []))
    found += [] if adds_up(row) else ["arithmetic"]
    return found if found or given.part else [residue(row, expected, agreed)]
