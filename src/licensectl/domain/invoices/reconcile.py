"""Reconcile the invoices of a file with orders: each row gets a cause, and so does each order line that no row bills."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.sku_id import SkuKey
from licensectl.domain.invoices.case import PriceOf, causes_in_order
from licensectl.domain.invoices.later import judge_with_later
from licensectl.domain.invoices.match import LineGroup, grouped
from licensectl.domain.invoices.model import BadRow, InvoiceLine, Judged, Ordered
from licensectl.domain.invoices.overview import Frame
from licensectl.domain.invoices.result import Decided, SubscriptionCredit
from licensectl.domain.invoices.scope import in_month, month_name, outside, section_of


class RowsTogether(Struct, frozen=True):
    """Rows and order lines that are judged together: no other row or order line of the file belongs to one of them.

    `kept`: lines of other invoices in the ledger for the same orders.
    """

    lines: Iterable[InvoiceLine]
    ordered: Iterable[Ordered]
    kept: Sequence[InvoiceLine] = ()
    bad: Sequence[BadRow] = ()


def decide(rows: RowsTogether, price_of: PriceOf, frame: Frame) -> Decided:
    """Compare a group of invoice rows with its order lines, and return the result."""
    decided = Decided(credits=[])
    decided.lines += [_unreadable(bad, frame.number_of(bad)) for bad in rows.bad]
    perpetual: list[InvoiceLine] = []
    set_aside: set[tuple[str, SkuKey]] = set()
    subscriptions: dict[tuple[object, ...], list[InvoiceLine]] = {}
    for line in rows.lines:
        if line.currency != frame.currencies[line.invoice]:
            bad = BadRow(row=line.row, invoice=line.invoice, subtotal=line.subtotal, currency=line.currency, customer=line.customer)
            decided.lines.append(_unreadable(bad, line.invoice))
            set_aside.update((order_id.casefold(), line.key) for order_id in line.order_ids)
            continue
        section = section_of(line)
        if section == "subscriptions":
            subscriptions.setdefault((line.invoice, line.order_ids, line.key), []).append(line)
        elif section == "perpetual" and line.broken_id:
            month = month_name(line.day or line.charge_start)
            decided.lines.append(Judged(cause="unreadable", section="unreadable", line=line, month=month))
        elif section == "perpetual":
            perpetual.append(line)
    decided.credits += [credit for lines in subscriptions.values() if (credit := _subscription_credit(lines))]
    earlier, later = ([line for line in rows.kept if line.later is of_later] for of_later in (False, True))
    groups, rest = grouped([*earlier, *perpetual, *later], rows.ordered)
    open_ = []
    for group in groups:
        verdicts = judge_with_later(group, price_of, frame.rates)
        open_ += verdicts.open_
        for found in verdicts.rows:
            if found.line and not found.line.earlier:
                decided.lines.append(_placed(found, found.line, frame))
    # An order on a row of another currency is billed, if not in a way that can be compared.
    open_ = [
        one for one in (*open_, *rest) if not set_aside or not any((order_id.casefold(), one.key) in set_aside for order_id in one.ids)
    ]
    _add_missing(decided, open_, [group for group in groups if not group.rows[0].later], price_of, frame)
    return decided


def _add_missing(decided: Decided, open_: Iterable[Ordered], groups: Sequence[LineGroup], price_of: PriceOf, frame: Frame) -> None:
    """Add the order lines that no row bills, or count those of other months."""
    months = {frame.month} if frame.month else {month for month in frame.months.values() if month}
    # An electronic invoice bills some orders, not those of a month: without --month what it does not mention is elsewhere.
    by_name = frame.documents and not frame.month
    mentioned = {id(one): _last_own(group) for group in groups for one in group.ordered} if by_name else {}
    named = {order_id for group in groups for one in group.ordered for order_id in one.ids} if by_name else None
    for one in open_:
        if one.cancelled:
            continue
        if _is_elsewhere(one, months, named):
            decided.elsewhere += 1
            continue
        number = mentioned.get(id(one), "")
        number = number if number in frame.currencies else _invoice_of(one, frame)
        decided.missing.append(_not_invoiced(one, price_of, frame, number))


def _last_own(group: LineGroup) -> str:
    """Return the number of the last invoice of a group that is not a later one."""
    return next(row.invoice for row in reversed(group.rows) if not row.later)


def _unreadable(bad: BadRow, number: str) -> Judged:
    return Judged(cause="unreadable", section="unreadable", bad=bad, counts_for=number)


def _subscription_credit(lines: Sequence[InvoiceLine]) -> SubscriptionCredit | None:
    """Return a subscription with more credits than charges; None if these lines have no charge of it."""
    billed = sum((line.subtotal for line in lines if line.subtotal > 0), Decimal(0))
    back = [line for line in lines if line.subtotal < 0]
    credited = -sum((line.subtotal for line in back), Decimal(0))
    if not billed or credited <= billed:
        return None
    return SubscriptionCredit(lines[0].invoice, tuple(line.row for line in back), credited, billed)


def _is_elsewhere(one: Ordered, months: set[str], named: set[str] | None) -> bool:
    if named is not None:
        return named.isdisjoint(one.ids)
    return bool(months) and one.day is not None and month_name(one.day) not in months


def _placed(found: Judged, line: InvoiceLine, frame: Frame) -> Judged:
    """Return the line in its month: a charge of another month is apart, and needs attention unless its whole invoice is."""
    own, month = frame.months[line.invoice], frame.month
    of_month = month_name(line.day or line.charge_start) or own
    away = bool(month and own and own != month)
    if not away and not outside(line, month or own):
        return found if found.month == of_month else replace(found, month=of_month)
    also = causes_in_order(cause for cause in (found.cause, *found.also) if cause not in ("matched", "returned"))
    return replace(found, cause="out_of_period", section="out_of_period", also=also, month=of_month, settled=away)


def _invoice_of(one: Ordered, frame: Frame) -> str:
    """Return the number of the invoice that should have billed the order: of its month and currency, else the first."""
    of_month = [number for number, month in frame.months.items() if in_month(one, frame.month or month)]
    currency = one.unit_price.currency if one.unit_price else None
    fitting = [number for number in of_month if currency in (None, frame.currencies[number])]
    return next(iter((*fitting, *of_month, *frame.currencies)))


def _not_invoiced(one: Ordered, price_of: PriceOf, frame: Frame, number: str) -> Judged:
    agreed, currency = price_of(one, None), frame.currencies[number]
    known = agreed is not None and one.quantity is not None and agreed.price.currency == (currency or agreed.price.currency)
    expected = agreed.price.rounded_down() * Decimal(one.quantity or 0) if agreed and known else None
    return Judged(
        cause="not_invoiced",
        also=() if expected else ("not_checked",),
        ordered=one,
        ordered_quantity=Decimal(one.quantity or 0),
        expected=expected,
        agreed=agreed,
        month=month_name(one.day) or frame.month or frame.months[number],
        counts_for=number,
    )
