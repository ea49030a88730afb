"""Rows of an order and SKU against what was ordered (or billed before): each row takes its quantity, exact fits first."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct


class Slot(Struct, frozen=True):
    """A quantity that rows may take from; None is as many as they bill. `price`: per unit, None if it is not known."""

    quantity: Decimal | None
    price: Decimal | None = None


class RowClaim(Struct, frozen=True):
    """The claim of a row; `again`: it repeats an earlier row, and takes only what that leaves."""

    quantity: Decimal
    price: Decimal
    again: bool


class Allocation(Struct, frozen=True):
    """`taken`: for each claim the slots and quantities that it got. `left`: for each slot what nobody took."""

    taken: list[list[tuple[int, Decimal]]]
    left: list[Decimal]

    def covered(self, claim: int) -> Decimal:
        """Return the quantity that the claim got."""
        return sum((quantity for _, quantity in self.taken[claim]), Decimal(0))


def allocate(claims: Sequence[RowClaim], slots: Sequence[Slot]) -> Allocation:
    """Give each claim its quantity: a slot of the same quantity and price, of the same quantity, of the same price, then any."""
    open_ = [Decimal(0) if slot.quantity is None else slot.quantity for slot in slots]
    taken: list[list[tuple[int, Decimal]]] = [[] for _ in claims]
    wanted = [claim.quantity for claim in claims]
    order = sorted(range(len(claims)), key=lambda place: claims[place].again)
    for whole, same in ((True, True), (True, False), (False, True), (False, False)):
        for claim in order:
            for place, slot in enumerate(slots):
                if wanted[claim] <= 0 or (same and slot.price != claims[claim].price):
                    continue
                endless = slot.quantity is None
                if whole and not (not endless and open_[place] == slot.quantity == wanted[claim]):
                    continue
                part = wanted[claim] if endless else min(wanted[claim], open_[place])
                if part > 0:
                    taken[claim].append((place, part))
                    wanted[claim] -= part
                    if not endless:
                        open_[place] -= part
    return Allocation(taken, open_)
