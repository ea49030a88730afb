"""The answer to an invoice file: its judged lines, their sums, and what is to be said of the whole."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from licensectl.core.defaults import CURRENCY
from licensectl.core.text import MOST_SHOWN
from licensectl.domain.invoices.model import Judged, Ordered, Section
from licensectl.domain.invoices.overview import Frame
from licensectl.domain.invoices.totals import InvoiceTally, settled

TENANT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


class SubscriptionCredit(Struct, frozen=True):
    """A subscription whose invoice gives back more than it bills; `rows` are those of the credits."""

    invoice: str
    rows: tuple[int, ...]
    credited: Decimal
    billed: Decimal


class Decided(Struct):
    """The answer to some rows; `missing` are the order lines that no row bills.

    `elsewhere`: order lines of other months. `credits`: subscriptions with more credits than charges.
    """

    lines: list[Judged] = []
    missing: list[Judged] = []
    elsewhere: int = 0
    credits: list[SubscriptionCredit] = []


class JudgedInvoice(Struct, frozen=True, kw_only=True):
    """One invoice of the file: its billing month ("" if nothing tells it), and the sums of its rows."""

    number: str
    month: str
    tally: InvoiceTally

    @property
    def currency(self) -> str:
        """The currency of the invoice."""
        return self.tally.currency


class Reconciled(Struct, frozen=True, kw_only=True):
    """The invoices of a file and their judged lines, which may be read as often as needed.

    `elsewhere`: order lines of other months. `matched_by`: how many rows were matched in each way. `credits_due`: orders that were
    given back and are billed without a full credit. `credits`: subscriptions with more credits than charges. `other_customers`: the first
    lines of another tenant than their order, and their number; `credited_later` those that later invoices credit, `again_later` those
    that later invoices bill or credit again. `settled`: no line needs attention.
    """

    invoices: list[JudgedInvoice]
    lines: Iterable[Judged]
    count: int
    elsewhere: int
    matched_by: Mapping[str, int]
    credits_due: Sequence[str]
    credits: Sequence[SubscriptionCredit]
    other_customers: tuple[Sequence[Judged], int]
    credited_later: tuple[Sequence[Judged], int]
    again_later: tuple[Sequence[Judged], int]
    settled: bool

    def tally(self, currency: str) -> InvoiceTally:
        """Return the sums of all invoices of a currency."""
        whole = InvoiceTally(currency)
        for invoice in self.invoices:
            if invoice.currency == currency:
                whole.merge(invoice.tally)
        return whole


class _First:
    """The first of many lines, in the order of the answer, and how many there are; `places` are those of the invoices."""

    def __init__(self, places: Mapping[str, int]) -> None:
        self._places = places
        self._held: list[Judged] = []
        self._count = 0

    def add(self, found: Judged) -> None:
        self._count += 1
        self._held.append(found)
        if len(self._held) > 100 * MOST_SHOWN:
            self._held, _ = self.shown()

    def shown(self) -> tuple[list[Judged], int]:
        return sorted(self._held, key=lambda found: place_of(found, self._places))[:MOST_SHOWN], self._count


class Collector:
    """Adds up judged lines; they are added one by one."""

    def __init__(self, frame: Frame, apart: Mapping[str, Mapping[Section, tuple[int, Decimal]]], tolerance: Decimal | None) -> None:
        self._frame, self._tolerance = frame, tolerance
        self._tallies = {number: InvoiceTally(currency) for number, currency in frame.currencies.items()}
        for number, sections in apart.items():
            for section, (count, amount) in sections.items():
                self._tallies[number].add_apart(section, count, amount)
        self._matched_by: Counter[str] = Counter()
        self._places = {number: place for place, number in enumerate(frame.currencies)}
        self._due: dict[tuple[int, int, int], str] = {}
        self._credits: list[SubscriptionCredit] = []
        self._others, self._later, self._again = _First(self._places), _First(self._places), _First(self._places)
        self._open, self._elsewhere, self._count = 0, 0, 0

    def add(self, decided: Decided) -> None:
        """Take in the answer to some rows."""
        self._elsewhere += decided.elsewhere
        self._credits += decided.credits
        self._count += len(decided.lines) + len(decided.missing)
        for lines in (decided.lines, decided.missing):
            for found in lines:
                self._tallies[found.number].add(found)
                self._open += not settled(found, self._tolerance)
                if found.matched_by and found.matched_by != "order_id":
                    self._matched_by[found.matched_by] += 1
                if found.matched_by and is_of_other_customer(found):
                    self._others.add(found)
                if found.credited_by:
                    self._later.add(found)
                if found.again_on:
                    self._again.add(found)
                if found.cause != "matched" and is_due(found):
                    self._due[place_of(found, self._places)] = _name(found.ordered)

    def result(self, lines: Iterable[Judged]) -> Reconciled:
        """Return the whole answer; `lines` are all lines that were added, in their order."""
        for tally in self._tallies.values():
            tally.currency = tally.currency or CURRENCY
        invoices = [JudgedInvoice(number=number, month=self._month(number), tally=tally) for number, tally in self._tallies.items()]
        return Reconciled(
            invoices=invoices,
            lines=lines,
            count=self._count,
            elsewhere=self._elsewhere,
            matched_by=self._matched_by,
            credits_due=list(dict.fromkeys(self._due[place] for place in sorted(self._due))),
            credits=sorted(self._credits, key=lambda one: (self._places[one.invoice], one.rows)),
            other_customers=self._others.shown(),
            credited_later=self._later.shown(),
            again_later=self._again.shown(),
            settled=not self._open,
        )

    def _month(self, number: str) -> str:
        return self._frame.month or self._frame.months[number]


def place_of(found: Judged, invoices: Mapping[str, int]) -> tuple[int, int, int]:
    """Return the place of a line in the answer: by invoice, then by row; order lines that no row bills last, in their own order.

    `invoices`: number of an invoice → its place in the file.
    """
    invoice = invoices[found.number]
    if found.line:
        return invoice, 0, found.line.row
    return (invoice, 0, found.bad.row) if found.bad else (invoice, 1, found.ordered.place if found.ordered else 0)


def in_order(decided: Decided, frame: Frame) -> list[Judged]:
    """Return all judged lines in the order of the answer."""
    invoices = {number: place for place, number in enumerate(frame.currencies)}
    return sorted((*decided.lines, *decided.missing), key=lambda found: place_of(found, invoices))


def is_due(found: Judged) -> bool:
    """Tell whether the row bills an order that was given back, and no credit is beside it."""
    one, line = found.ordered, found.line
    return bool(one and line and one.cancelled and not line.is_credit and found.expected is not None and not found.expected.amount)


def is_of_other_customer(found: Judged) -> bool:
    """Tell whether row and order name different tenants; names of domains and numbers of tenants cannot be compared."""
    one, line = found.ordered, found.line
    if one is None or line is None or one.tenant_id == line.tenant_id:
        return False
    tenants = one.tenant_id.casefold(), line.tenant_id.casefold()
    return tenants[0] != tenants[1] and all(TENANT.fullmatch(tenant) for tenant in tenants)


def _name(ordered: Ordered | None) -> str:
    return next(iter(ordered.ids), "—") if ordered else "—"
