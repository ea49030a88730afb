"""Sums of a reconciliation: by part of the invoice, by cause, by customer and by month. Nothing of an invoice is in none of them."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from licensectl.core.money import Money, unit, zero
from licensectl.domain.invoices.model import CAUSES, Cause, Judged, Section
from licensectl.domain.invoices.reconcile import JudgedInvoice

# What needs no further look.
SETTLED: tuple[Cause, ...] = ("matched", "returned")
# Causes that an amount may excuse: a licence too many stays one, whatever it costs.
TOLERABLE: tuple[Cause, ...] = ("price", "arithmetic", "rounding", "exchange_rate")


class InvoiceTotals(Struct, frozen=True):
    """Perpetual lines of the period: invoiced − expected = difference + not_checked."""

    invoiced: Money
    expected: Money
    not_checked: Money
    difference: Money


class Apart(Struct, frozen=True):
    """Rows that are counted by themselves."""

    count: int
    amount: Money


class OfCause(Struct, frozen=True):
    """The lines of one cause: what they bill (or should have billed), and what of it differs."""

    count: int
    amount: Money
    difference: Money


def totals(lines: Iterable[Judged], currency: str) -> InvoiceTotals:
    """Return the totals of the perpetual lines among these."""
    # Plain figures: a record for each step would take most of the time of a long invoice.
    invoiced = expected = unknown = zero(currency).amount
    for line in lines:
        if line.section != "perpetual":
            continue
        billed = line.line.subtotal if line.line else None
        invoiced += billed or 0
        if line.expected is not None:
            expected += line.expected.amount
        elif billed is not None:
            unknown += billed
    sums = (invoiced, expected, unknown, invoiced - expected - unknown)
    return InvoiceTotals(*(Money(amount, currency) for amount in sums))


def apart(amounts: Sequence[Money | None], currency: str) -> Apart:
    """Return count and sum; a row whose amount cannot be read, or is of another currency, counts without an amount."""
    known = (amount.amount for amount in amounts if amount and amount.currency == currency)
    return Apart(len(amounts), Money(sum(known, zero(currency).amount), currency))


def sections(invoices: Iterable[JudgedInvoice], currency: str) -> dict[Section, Apart]:
    """Return count and amount of each part beside the perpetual lines of these invoices."""
    parts: dict[Section, list[Money | None]] = {"subscriptions": [], "azure": [], "charges": [], "out_of_period": [], "unreadable": []}
    for invoice in invoices:
        parts["subscriptions"] += [line.billed for line in invoice.subscriptions]
        parts["azure"] += [line.billed for line in invoice.azure]
        parts["charges"] += [line.billed for line in invoice.charges]
        parts["out_of_period"] += [line.invoiced for line in invoice.lines if line.section == "out_of_period"]
        parts["unreadable"] += [line.invoiced for line in invoice.lines if line.section == "unreadable"]
    return {name: apart(amounts, currency) for name, amounts in parts.items()}


def invoice_total(invoices: Sequence[JudgedInvoice], currency: str) -> Money:
    """Return the sum of all subtotals of these invoices."""
    perpetual = totals((line for invoice in invoices for line in invoice.lines), currency).invoiced
    return sum((part.amount for part in sections(invoices, currency).values()), perpetual)


def by_cause(lines: Sequence[Judged], currency: str) -> dict[Cause, OfCause]:
    """Return count, amount and difference of every cause, zero for those without a line."""
    held: dict[Cause, list[Judged]] = {cause: [] for cause in CAUSES}
    for line in lines:
        held[line.cause].append(line)
    return {cause: _of_cause(found, currency) for cause, found in held.items()}


def _of_cause(lines: Sequence[Judged], currency: str) -> OfCause:
    amounts = [line.invoiced if line.invoiced is not None else line.expected for line in lines]
    differences = [line.difference for line in lines]
    return OfCause(len(lines), apart(amounts, currency).amount, apart(differences, currency).amount)


def grouped_totals(lines: Sequence[Judged], currency: str, name: Callable[[Judged], str]) -> dict[str, InvoiceTotals]:
    """Return the totals of the perpetual lines under each name, such as a customer or a month, sorted by it."""
    held: dict[str, list[Judged]] = {}
    for line in lines:
        if line.section == "perpetual":
            held.setdefault(name(line), []).append(line)
    return {key: totals(held[key], currency) for key in sorted(held)}


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
