"""A group of rows and order lines under judgement, and what charges and credits have in common. Source: RECON."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from licensectl.core.money import Money, zero
from licensectl.domain.invoices.allocate import Allocation, RowClaim
from licensectl.domain.invoices.amounts import Rates, cent, due, in_units, rate_of
from licensectl.domain.invoices.match import LineGroup
from licensectl.domain.invoices.model import CAUSES, Agreed, Cause, InvoiceLine, Judged, Ordered

# What was agreed for an order line; the row says in which currency and market it was billed.
PriceOf = Callable[[Ordered, InvoiceLine | None], Agreed | None]
Share = tuple[int, Decimal]


class Case(Struct):
    """A group with the prices, rates and claims that its judgement needs; `corrected`: its credits leave what the orders cost."""

    group: LineGroup
    agreed: list[Agreed | None]
    charges: list[int]
    credits: list[int]
    rates: Rates

    paired: frozenset[int]
    claims: list[RowClaim]
    corrected: bool = False

    @property
    def nets_out(self) -> bool:
        """Tell whether all charges were credited: then the group is right whatever its prices are."""
        return bool(self.credits) and sum(row.subtotal for row in self.group.rows) == 0


def causes_in_order(found: Iterable[Cause]) -> tuple[Cause, ...]:
    """Return the causes in the order of the contract, each once."""
    return tuple(sorted(set(found), key=CAUSES.index))


def claims_of(rows: Sequence[InvoiceLine], places: Sequence[int], paired: frozenset[int] = frozenset()) -> list[RowClaim]:
    """Return the claim of each row. A row that repeats another, or that a credit takes back, gets the rest of the claim.

    Repeated rows of earlier invoices are recognised without comparing their days.
    """
    seen: set[tuple[object, ...]] = set()
    claims = []
    for place in places:
        row = rows[place]
        said = (row.quantity, row.unit_price, row.subtotal, row.day, row.charge_start, row.charge_type.casefold())
        billed = said[:3]
        claims.append(RowClaim(abs(row.quantity), abs(row.unit_price), place in paired or said in seen or billed in seen))
        if place not in paired:
            seen.add(billed if row.earlier else said)
    return claims


def missing(allocation: Allocation, claim: int, places: Iterable[int]) -> list[Share]:
    """Return the rest of slots that this claim was the last to take from."""
    short = [place for place in places if allocation.left[place] > 0]
    if not short:
        return []
    last = {place: at for at, shares in enumerate(allocation.taken) for place, _ in shares}
    return [(place, allocation.left[place]) for place in short if last[place] == claim]


def expected_of(case: Case, row: InvoiceLine, shares: Iterable[Share]) -> Money | None:
    """Return the amount of the shares of order lines on this row; None if a price is not known."""
    total = zero(row.currency)
    for place, quantity in shares:
        agreed = case.agreed[place]
        amount = due(agreed.price, row, quantity, case.rates) if agreed else None
        if amount is None:
            return None
        total += amount
    # Parts of a licence have more decimals than their sum.
    return Money(in_units(total.amount, total.currency), total.currency)


def is_corrected(case: Case) -> bool:
    """Tell whether the rows of the group, less its credits, come to exactly what its order lines cost."""
    rows, ordered = case.group.rows, case.group.ordered
    shares = [(place, Decimal(one.quantity)) for place, one in enumerate(ordered) if one.quantity is not None and not one.cancelled]
    if not (case.charges and case.credits) or len(shares) < len(ordered) or len({row.currency for row in rows}) > 1:
        return False
    cost = expected_of(case, rows[case.charges[0]], shares)
    return cost is not None and sum(row.subtotal for row in rows) == cost.amount


def of_price(case: Case, row: InvoiceLine, prices: Sequence[Money]) -> list[Cause]:
    """`price` for another unit price in the pricing currency, from one minor unit on; `exchange_rate` for another rate than usual."""
    found: list[Cause] = []
    distinct = {price for price in prices if price.currency == row.pricing_currency}
    # A document's unit price may differ by less than a cent, which counts by its quantity.
    pieces = max(abs(row.quantity), Decimal(1)) if row.of_document else Decimal(1)
    if len(distinct) == 1 and abs(abs(row.unit_price) - distinct.pop().amount) * pieces >= cent(row.pricing_currency):
        found.append("price")
    if row.pricing_currency != row.currency and row.rate != rate_of(row, case.rates):
        found.append("exchange_rate")
    return found


def residue(row: InvoiceLine, expected: Money, agreed: Agreed | None) -> Cause:
    """Why the amount is another although quantity, price and arithmetic are right."""
    if row.pricing_currency != row.currency and agreed and agreed.price.currency == row.currency:
        return "exchange_rate"
    if row.of_document:
        return "rounding" if abs(row.subtotal - expected.amount) <= cent(row.currency) else "price"
    # The unit price is cut to the minor unit before it is multiplied, or it is not: at most one unit a piece lies between.
    return "rounding" if abs(row.subtotal - expected.amount) <= cent(row.currency) * max(abs(row.quantity), Decimal(1)) else "price"


def judged(case: Case, place: int, held: int, causes: Sequence[Cause], expected: Money | None, quantity: Decimal | None) -> Judged:
    """Return the answer for a row; `held` is its order line, the first of the causes the one that counts."""
    return Judged(
        cause=causes[0],
        also=tuple(causes[1:]),
        line=case.group.rows[place],
        ordered=case.group.ordered[held],
        ordered_quantity=quantity,
        expected=expected,
        agreed=case.agreed[held],
        matched_by=case.group.matched_by[place],
    )
