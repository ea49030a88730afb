"""Reconcile the invoices of a file with orders: each row gets a cause, and so does each order line that no row bills."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.defaults import CURRENCY
from licensectl.core.money import Money
from licensectl.domain.invoices.amounts import usual_rates
from licensectl.domain.invoices.case import PriceOf, causes_in_order
from licensectl.domain.invoices.judge import judge
from licensectl.domain.invoices.match import grouped
from licensectl.domain.invoices.model import BadRow, Billed, InvoiceLine, Judged, Ordered
from licensectl.domain.invoices.scope import in_month, month_name, month_of, outside, section_of


class JudgedInvoice(Struct, frozen=True, kw_only=True):
    """One invoice of the file: its billing month ("" if nothing tells it) and its rows that have no order, by section."""

    number: str
    currency: str
    month: str
    lines: list[Judged]
    subscriptions: list[InvoiceLine]
    azure: list[InvoiceLine]
    charges: list[InvoiceLine] = []


class Reconciled(Struct, frozen=True):
    """The invoices of a file, `elsewhere` being the number of order lines of other months."""

    invoices: list[JudgedInvoice]
    elsewhere: int = 0

    @property
    def lines(self) -> list[Judged]:
        """Every judged line of every invoice."""
        return [line for invoice in self.invoices for line in invoice.lines]


def reconcile(billed: Billed, ordered: Iterable[Ordered], price_of: PriceOf, month: str = "") -> Reconciled:
    """Return every invoice of the file with its lines and the order lines of its month that no row bills.

    `month` (`2026-11`) limits the answer to one billing month; else each invoice has the one that its lines show.
    """
    parts = split(billed)
    months = {number: month_of(lines) for number, (lines, _) in parts.items()}
    perpetual = [line for line in billed.lines if section_of(line) == "perpetual" and not line.broken_id]
    groups, rest = grouped([*billed.earlier, *perpetual], ordered)
    rates = usual_rates(billed.lines)
    judged: dict[str, list[Judged]] = {number: [] for number in parts}
    open_ = []
    for group in groups:
        verdicts = judge(group, price_of, rates)
        open_ += verdicts.open_
        for found in verdicts.rows:
            if found.line and found.line.earlier:
                continue
            number = found.line.invoice if found.line else ""
            judged[number].append(_placed(found, months[number], month))
    for number, (lines, bad) in parts.items():
        judged[number] += _unreadable(lines, bad)
        judged[number].sort(key=_row)
    wanted = [month] if month else [found for found in months.values() if found]
    elsewhere = 0
    # An electronic invoice bills some orders, not those of a month: without --month what it does not mention is elsewhere.
    mentioned = {id(one): group.rows[-1].invoice for group in groups for one in group.ordered} if billed.heads and not month else {}
    named = {order_id for group in groups for one in group.ordered for order_id in one.ids} if billed.heads and not month else None
    for one in (*open_, *rest):
        if one.cancelled:
            continue
        if _is_elsewhere(one, wanted, named):
            elsewhere += 1
            continue
        number = mentioned.get(id(one), "")
        number = number if number in parts else _invoice_of(one, months, parts, month)
        judged[number].append(_not_invoiced(one, price_of, currency_of(*parts[number]), month or months[number]))
    return Reconciled([_invoice(number, *parts[number], judged[number], month or months[number]) for number in parts], elsewhere)


def split(billed: Billed) -> dict[str, tuple[list[InvoiceLine], list[BadRow]]]:
    """Return the lines and the unreadable rows of each invoice number, in the order of the file; one without a number for an empty file."""
    parts: dict[str, tuple[list[InvoiceLine], list[BadRow]]] = {}
    for line in billed.lines:
        parts.setdefault(line.invoice, ([], []))[0].append(line)
    for bad in billed.bad:
        known = bad.invoice if bad.invoice in parts or not parts else next(iter(parts))
        parts.setdefault(known, ([], []))[1].append(bad)
    return parts or {"": ([], [])}


def currency_of(lines: Sequence[InvoiceLine], bad: Sequence[BadRow]) -> str:
    """Return the currency of most rows; empty where no row is readable."""
    count = Counter(line.currency for line in lines) or Counter(row.currency for row in bad if row.currency)
    return count.most_common(1)[0][0] if count else ""


def _is_elsewhere(one: Ordered, wanted: Sequence[str], named: set[str] | None) -> bool:
    if named is not None:
        return named.isdisjoint(one.ids)
    return bool(wanted) and not any(in_month(one, name) for name in wanted)


def _placed(found: Judged, own: str, month: str) -> Judged:
    """Return the line in its month: a charge of another month is apart, and needs attention unless its whole invoice is."""
    line = found.line
    if line is None:
        return found
    of_month = month_name(line.day or line.charge_start) or own
    away = bool(month and own and own != month)
    if not away and not outside(line, month or own):
        return replace(found, month=of_month)
    also = causes_in_order(cause for cause in (found.cause, *found.also) if cause not in ("matched", "returned"))
    return replace(found, cause="out_of_period", section="out_of_period", also=also, month=of_month, settled=away)


def _unreadable(lines: Sequence[InvoiceLine], bad: Sequence[BadRow]) -> list[Judged]:
    broken = [line for line in lines if line.broken_id and section_of(line) == "perpetual"]
    return [
        *(Judged(cause="unreadable", section="unreadable", line=line, month=month_name(line.day or line.charge_start)) for line in broken),
        *(Judged(cause="unreadable", section="unreadable", bad=row) for row in bad),
    ]


def _row(found: Judged) -> int:
    return found.line.row if found.line else found.bad.row if found.bad else 0


def _invoice_of(one: Ordered, months: dict[str, str], parts: dict[str, tuple[list[InvoiceLine], list[BadRow]]], month: str) -> str:
    """Return the number of the invoice that should have billed the order: of its month and currency, else the first."""
    of_month = [number for number in months if in_month(one, month or months[number])]
    currency = one.unit_price.currency if one.unit_price else None
    fitting = [number for number in of_month if currency in (None, currency_of(*parts[number]))]
    return next(iter((*fitting, *of_month, *parts)))


def _not_invoiced(one: Ordered, price_of: PriceOf, currency: str, month: str) -> Judged:
    agreed = price_of(one, None)
    known = agreed is not None and one.quantity is not None and agreed.price.currency == (currency or agreed.price.currency)
    expected = agreed.price.rounded_down() * Decimal(one.quantity or 0) if agreed and known else None
    return Judged(
        cause="not_invoiced",
        also=() if expected else ("not_checked",),
        ordered=one,
        ordered_quantity=Decimal(one.quantity or 0),
        expected=expected,
        agreed=agreed,
        month=month_name(one.day) or month,
    )


def _invoice(number: str, lines: list[InvoiceLine], bad: list[BadRow], judged: list[Judged], month: str) -> JudgedInvoice:
    apart = [(section_of(line), line) for line in lines]
    return JudgedInvoice(
        number=number,
        currency=currency_of(lines, bad) or next((one.expected.currency for one in judged if one.expected), CURRENCY),
        month=month,
        lines=judged,
        subscriptions=[line for section, line in apart if section == "subscriptions"],
        azure=[line for section, line in apart if section == "azure"],
        charges=[line for section, line in apart if section == "charges"],
    )


__all__ = ["JudgedInvoice", "Money", "Reconciled", "reconcile"]
