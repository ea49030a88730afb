"""The cause of each row of one order and SKU: charges against the order, credits against what was charged. Sources: PC-RECON, RECON."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from licensectl.core.money import Money, zero
from licensectl.domain.invoices.allocate import Allocation, Claim, Slot, allocate
from licensectl.domain.invoices.amounts import Rates, adds_up, cent, due, rate_of
from licensectl.domain.invoices.match import Group
from licensectl.domain.invoices.model import CAUSES, Agreed, Cause, InvoiceLine, Judged, Ordered

# What was agreed for an order line; the row says in which currency and market it was billed.
PriceOf = Callable[[Ordered, InvoiceLine | None], Agreed | None]
Share = tuple[int, Decimal]


class Verdicts(Struct):
    """The judged rows of a group, and its order lines that no row is of."""

    rows: list[Judged]
    open_: list[Ordered]


class _Case(Struct):
    """What the judgement of a group rests on."""

    group: Group
    agreed: list[Agreed | None]
    charges: list[int]
    credits: list[int]
    rates: Rates

    paired: frozenset[int]
    claims: list[Claim]

    @property
    def nets_out(self) -> bool:
        """Whether everything that was charged was credited: then no price is needed to see that it is right."""
        return bool(self.charges and self.credits) and sum(row.subtotal for row in self.group.rows) == 0


def judge(group: Group, price_of: PriceOf, rates: Rates) -> Verdicts:
    """Return the cause of each row of the group, and the order lines that are still to be invoiced."""
    rows = group.rows
    if not group.ordered:
        return Verdicts([_not_ordered(row) for row in rows], [])
    agreed = [price_of(one, rows[0]) for one in group.ordered]
    charges = [place for place, row in enumerate(rows) if not row.is_credit]
    returns = [place for place, row in enumerate(rows) if row.is_credit]
    paired = _paired(rows, charges, returns)
    case = _Case(group, agreed, charges, returns, rates, paired, _claims(rows, charges, paired))
    allocation = allocate(case.claims, [_slot(case, place) for place in range(len(group.ordered))])
    found = {place: _charge(case, at, allocation) for at, place in enumerate(charges)}
    untouched = _untouched(case, allocation)
    credited = _credits(case, untouched, found)
    closed = {place for place in untouched if credited and group.ordered[place].day is None}
    open_ = [group.ordered[place] for place in untouched if place not in closed and not group.ordered[place].cancelled]
    return Verdicts([found[place] for place in range(len(rows))], open_)


def _paired(rows: Sequence[InvoiceLine], charges: Sequence[int], returns: Sequence[int]) -> frozenset[int]:
    """The charges that a credit of the same quantity and amount takes back: whatever was wrong with them is put right."""
    left = [(abs(rows[place].quantity), -rows[place].subtotal) for place in returns]
    paired = []
    # A charge that was corrected comes before the one that is right.
    for place in charges:
        taken = (abs(rows[place].quantity), rows[place].subtotal)
        if taken in left:
            left.remove(taken)
            paired.append(place)
    return frozenset(paired)


def causes_in_order(found: Iterable[Cause]) -> tuple[Cause, ...]:
    """Return the causes in the order of the contract, each once."""
    return tuple(sorted(set(found), key=CAUSES.index))


def _not_ordered(row: InvoiceLine) -> Judged:
    also: tuple[Cause, ...] = () if adds_up(row) else ("arithmetic",)
    return Judged(cause="not_ordered", also=also, line=row, expected=zero(row.currency))


def _slot(case: _Case, place: int) -> Slot:
    """An order line as charges see it: one that was given back may be charged only where it is credited as well."""
    one, agreed = case.group.ordered[place], case.agreed[place]
    price = agreed.price.amount if agreed else None
    if one.cancelled and not case.credits:
        return Slot(Decimal(0), price)
    return Slot(None if one.quantity is None else Decimal(one.quantity), price)


def _claims(rows: Sequence[InvoiceLine], places: Sequence[int], paired: frozenset[int] = frozenset()) -> list[Claim]:
    """What each row takes; one that repeats another, or that a credit takes back, gets what the others leave."""
    seen: set[tuple[object, ...]] = set()
    claims = []
    for place in places:
        row = rows[place]
        said = (row.quantity, row.unit_price, row.subtotal, row.day, row.charge_start, row.charge_type.casefold())
        claims.append(Claim(abs(row.quantity), abs(row.unit_price), place in paired or said in seen))
        if place not in paired:
            seen.add(said)
    return claims


def _untouched(case: _Case, allocation: Allocation) -> list[int]:
    touched = {place for shares in allocation.taken for place, _ in shares}
    return [place for place in range(len(case.group.ordered)) if place not in touched]


def _missing(allocation: Allocation, claim: int, places: Iterable[int]) -> list[Share]:
    """What is left of slots that this claim was the last to take from."""
    short = [place for place in places if allocation.left[place] > 0]
    if not short:
        return []
    last = {place: at for at, shares in enumerate(allocation.taken) for place, _ in shares}
    return [(place, allocation.left[place]) for place in short if last[place] == claim]


def _charge(case: _Case, at: int, allocation: Allocation) -> Judged:
    place = case.charges[at]
    row, shares = case.group.rows[place], allocation.taken[at]
    short = _missing(allocation, at, [place for place, _ in shares])
    covered = allocation.covered(at)
    found: list[Cause] = []
    if covered < abs(row.quantity) or short:
        repeated = not covered and case.claims[at].again
        found.append("duplicate" if repeated else "quantity")
    known = [case.agreed[slot] for slot, _ in shares]
    agreed = known[0] if known else None
    expected = _expected(case, row, [*shares, *short])
    if place in case.paired or (case.nets_out and (expected is None or any(one.cancelled for one in case.group.ordered))):
        expected, found, short = row.billed, [], []
    else:
        found += _of_price(case, row, [one.price for one in known if one])
        found += [] if adds_up(row) else ["arithmetic"]
        if expected is None:
            found.append("not_checked")
        elif not found and row.subtotal != expected.amount:
            found.append(_residue(row, expected, agreed))
    held = shares[0][0] if shares else 0
    cause, *also = causes_in_order(found) or ("matched",)
    quantity = sum((part for _, part in (*shares, *short)), Decimal(0))
    return _judged(case, place, held, cause=cause, also=tuple(also), expected=expected, ordered_quantity=quantity, agreed=agreed)


def _expected(case: _Case, row: InvoiceLine, shares: Iterable[Share]) -> Money | None:
    """What the shares of order lines come to on this row; None where a price is not known."""
    total = zero(row.currency)
    for place, quantity in shares:
        agreed = case.agreed[place]
        amount = due(agreed.price, row, quantity, case.rates) if agreed else None
        if amount is None:
            return None
        total += amount
    return total


def _of_price(case: _Case, row: InvoiceLine, prices: Sequence[Money]) -> list[Cause]:
    """`price` for another unit price in the pricing currency, from one minor unit on; `exchange_rate` for another rate than usual."""
    found: list[Cause] = []
    distinct = {price for price in prices if price.currency == row.pricing_currency}
    if len(distinct) == 1 and abs(abs(row.unit_price) - distinct.pop().amount) >= cent(row.pricing_currency):
        found.append("price")
    if row.pricing_currency != row.currency and row.rate != rate_of(row, case.rates):
        found.append("exchange_rate")
    return found


def _residue(row: InvoiceLine, expected: Money, agreed: Agreed | None) -> Cause:
    """Why the amount is another although quantity, price and arithmetic are right."""
    if row.pricing_currency != row.currency and agreed and agreed.price.currency == row.currency:
        return "exchange_rate"
    # The unit price is cut to the minor unit before it is multiplied, or it is not: at most one unit a piece lies between.
    return "rounding" if abs(row.subtotal - expected.amount) <= cent(row.currency) * max(abs(row.quantity), Decimal(1)) else "price"


def _credits(case: _Case, untouched: Sequence[int], found: dict[int, Judged]) -> bool:
    """Judge the credits: perpetual software is given back whole lines at a time, and in full."""
    charged = [(place, Slot(abs(case.group.rows[place].quantity), abs(case.group.rows[place].unit_price))) for place in case.charges]
    # A duplicate or what nobody ordered was billed all the same, and is credited like the rest.
    ordered = [(place, _earlier(case, place)) for place in untouched]
    slots = [slot for _, slot in (*charged, *ordered)]
    claims = _claims(case.group.rows, case.credits)
    whole = sum((slot.quantity for slot in slots if slot.quantity is not None), Decimal(0))
    claims = [claim if claim.quantity else Claim(whole, claim.price, claim.again) for claim in claims]
    allocation = allocate(claims, slots)
    for at, place in enumerate(case.credits):
        shares = allocation.taken[at]
        short = _missing(allocation, at, [slot for slot, _ in shares])
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


def _earlier(case: _Case, place: int) -> Slot:
    """An order line that was charged on an earlier invoice."""
    one, agreed = case.group.ordered[place], case.agreed[place]
    return Slot(None if one.quantity is None else Decimal(one.quantity), agreed.price.amount if agreed else None)


def _charged(
    case: _Case, credit: int, slot: int, part: Decimal, charged: Sequence[tuple[int, Slot]], ordered: Sequence[tuple[int, Slot]]
) -> Money | None:
    """What was charged for the part of a slot: what the invoice says, else what the order line comes to."""
    if slot < len(charged):
        row = case.group.rows[charged[slot][0]]
        whole = abs(row.quantity)
        return row.billed if part == whole else (Money(row.subtotal * part / whole, row.currency)).rounded()
    return _expected(case, case.group.rows[credit], [(ordered[slot - len(charged)][0], part)])


def _credit(case: _Case, place: int, held: int, amounts: Sequence[Money | None], given: _Return) -> Judged:
    row = case.group.rows[place]
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
    also = tuple(one for one in causes if one != cause)
    quantity = None if given.excess else abs(row.quantity)
    return _judged(case, place, held, cause=cause, also=also, expected=expected, ordered_quantity=quantity, agreed=case.agreed[held])


def _differing(case: _Case, row: InvoiceLine, expected: Money, agreed: Agreed | None, over: bool, given: _Return) -> list[Cause]:
    found: list[Cause] = ["quantity"] if given.excess else []
    rounding = not case.charges and abs(row.subtotal - expected.amount) <= cent(row.currency) * max(abs(row.quantity), Decimal(1))
    if over and not rounding:
        found.append("over_credited")
    paid = [Money(abs(case.group.rows[place].unit_price), case.group.rows[place].pricing_currency) for place in case.charges]
    found += _of_price(case, row, paid or ([agreed.price] if agreed else []))
    found += [] if adds_up(row) else ["arithmetic"]
    return found if found or given.part else [_residue(row, expected, agreed)]


def _judged(
    case: _Case,
    place: int,
    held: int,
    *,
    cause: Cause,
    also: tuple[Cause, ...],
    expected: Money | None,
    ordered_quantity: Decimal | None,
    agreed: Agreed | None,
) -> Judged:
    return Judged(
        cause=cause,
        also=also,
        line=case.group.rows[place],
        ordered=case.group.ordered[held],
        ordered_quantity=ordered_quantity,
        expected=expected,
        agreed=agreed,
        matched_by=case.group.matched_by[place],
    )
