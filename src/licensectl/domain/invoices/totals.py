"""Sums of a reconciliation: by part of the invoice, by cause, by customer and by month. Nothing of an invoice is in none of them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from licensectl.core.money import Money, unit, zero
from licensectl.domain.invoices.model import CAUSES, Cause, Judged, Section

# What needs no further look.
SETTLED: tuple[Cause, ...] = ("matched", "returned")
# Causes that an amount may excuse: a licence too many stays one, whatever it costs.
TOLERABLE: tuple[Cause, ...] = ("price", "arithmetic", "rounding", "exchange_rate")
PARTS: tuple[Section, ...] = ("subscriptions", "azure", "charges", "out_of_period", "unreadable")
NONE = Decimal(0)
# Invoiced, expected and not checked.
Three = tuple[Decimal, Decimal, Decimal]


class InvoiceTotals(Struct, frozen=True):
    """Perpetual lines of the period: invoiced − expected = difference + not_checked."""

    invoiced: Money
    expected: Money
    not_checked: Money
    difference: Money


class Apart(Struct, frozen=True):
    """Rows that are counted by themselves; `amount` is None where that of a row is unknown."""

    count: int
    amount: Money | None


class OfCause(Struct, frozen=True):
    """The lines of one cause: what they bill (or should have billed; None where that is unknown), and what of it differs."""

    count: int
    amount: Money | None
    difference: Money


class InvoiceTally:
    """The sums of one currency; judged lines and rows that are counted by themselves are added one by one.

    An amount of another currency counts without its amount. A blank currency becomes that of the first amount.
    """

    def __init__(self, currency: str) -> None:
        self.currency = currency
        self._causes: dict[Cause, tuple[int, Decimal, Decimal]] = {}
        self._parts: dict[Section, tuple[int, Decimal]] = {}
        self._customers: dict[str, Three] = {}
        self._months: dict[str, Three] = {}
        # Causes and parts with a line whose amount is unknown, and which have no sum.
        self._unknown: set[Cause | Section] = set()

    def add(self, found: Judged) -> None:
        """Take in a judged line."""
        expected, line = found.expected, found.line
        billed, currency = (line.subtotal, line.currency) if line else (found.bad.subtotal, found.bad.currency) if found.bad else (None, "")
        if not self.currency:
            self.currency = expected.currency if expected else currency
        own = expected.amount if expected is not None and expected.currency == self.currency else None
        invoiced = billed if currency == self.currency else None
        count, amount, difference = self._causes.get(found.cause, (0, NONE, NONE))
        shown = invoiced if billed is not None else own
        if billed is None and expected is None:
            self._unknown |= {found.cause} if found.section == "perpetual" else {found.cause, found.section}
        self._causes[found.cause] = (
            count + 1,
            amount if shown is None else amount + shown,
            difference if own is None else difference - own if invoiced is None else difference + (invoiced - own),
        )
        if found.section != "perpetual":
            self.add_apart(found.section, 1, invoiced or NONE)
            return
        invoiced = invoiced or NONE
        unknown = invoiced if own is None else NONE
        for held, name in ((self._customers, customer_of(found)), (self._months, found.month)):
            one = held.get(name)
            held[name] = (one[0] + invoiced, one[1] + (own or NONE), one[2] + unknown) if one else (invoiced, own or NONE, unknown)

    def add_apart(self, section: Section, count: int, amount: Decimal) -> None:
        """Take in rows that are counted by themselves."""
        known = self._parts.get(section, (0, NONE))
        self._parts[section] = known[0] + count, known[1] + amount

    def merge(self, other: "InvoiceTally") -> None:
        """Take in the sums of another invoice of the same currency."""
        self._unknown |= other._unknown
        for section, (count, amount) in other._parts.items():
            self.add_apart(section, count, amount)
        for cause, sums in other._causes.items():
            known = self._causes.get(cause, (0, NONE, NONE))
            self._causes[cause] = known[0] + sums[0], known[1] + sums[1], known[2] + sums[2]
        for own, its in ((self._customers, other._customers), (self._months, other._months)):
            for name, three in its.items():
                own[name] = _together([own[name], three]) if name in own else three

    @property
    def totals(self) -> InvoiceTotals:
        """The totals of the perpetual lines."""
        return self._totals(_together(self._months.values()))

    @property
    def sections(self) -> dict[Section, Apart]:
        """Count and amount of each part beside the perpetual lines."""
        held = {name: self._parts.get(name, (0, NONE)) for name in PARTS}
        return {name: Apart(count, self._known(name, amount)) for name, (count, amount) in held.items()}

    @property
    def invoice_total(self) -> Money | None:
        """The sum of all subtotals; None where that of a row is unknown."""
        parts = [part.amount for part in self.sections.values()]
        return None if None in parts else sum((amount for amount in parts if amount is not None), self.totals.invoiced)

    @property
    def by_cause(self) -> dict[Cause, OfCause]:
        """Count, amount and difference of every cause, zero for those without a line."""
        held = {cause: self._causes.get(cause, (0, NONE, NONE)) for cause in CAUSES}
        return {cause: OfCause(count, self._known(cause, amount), self._money(off)) for cause, (count, amount, off) in held.items()}

    @property
    def by_customer(self) -> dict[str, InvoiceTotals]:
        """The totals of the perpetual lines of each customer, sorted by name."""
        return self._grouped(self._customers)

    @property
    def by_month(self) -> dict[str, InvoiceTotals]:
        """The totals of the perpetual lines of each month, in order."""
        return self._grouped(self._months)

    def _grouped(self, held: Mapping[str, Three]) -> dict[str, InvoiceTotals]:
        return {name: self._totals(held[name]) for name in sorted(held)}

    def _totals(self, sums: Three) -> InvoiceTotals:
        invoiced, expected, unknown = sums
        return InvoiceTotals(*map(self._money, (invoiced, expected, unknown, invoiced - expected - unknown)))

    def _known(self, name: Cause | Section, amount: Decimal) -> Money | None:
        return None if name in self._unknown else self._money(amount)

    def _money(self, amount: Decimal) -> Money:
        return Money(zero(self.currency).amount + amount, self.currency)


def _together(sums: Iterable[Three]) -> Three:
    invoiced = expected = unknown = NONE
    for one in sums:
        invoiced, expected, unknown = invoiced + one[0], expected + one[1], unknown + one[2]
    return invoiced, expected, unknown


def customer_of(found: Judged) -> str:
    """Return the customer's name as invoice or order have it, else the tenant."""
    for one in (found.line, found.ordered):
        if one and (one.customer or one.tenant_id):
            return one.customer or one.tenant_id
    return found.bad.customer if found.bad else ""


def settled(line: Judged, tolerance: Decimal | None) -> bool:
    """Tell whether the line needs no attention: nothing is wrong, or an amount differs by at most `tolerance`.

    Without one, rounding by one minor unit of the currency is all that passes.
    """
    if line.cause in SETTLED or line.settled:
        return True
    if line.cause not in TOLERABLE or set(line.also) - {*TOLERABLE, *SETTLED} or line.difference is None:
        return False
    most = tolerance if tolerance is not None else unit(line.difference.currency) if line.cause == "rounding" else None
    return most is not None and abs(line.difference.amount) <= most
