"""Scope of a reconciliation: the part of the invoice, its month, and the orders of that month. Sources: PC-RECON, RECON."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache

from licensectl.core.defaults import INVOICED_PROGRAMS
from licensectl.core.sku_id import SkuKey, parse_sku
from licensectl.domain.invoices.model import InvoiceLine, Ordered, Section
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder, day_of

# What people and exports write for "bought once".
ONCE = ("", "onetime", "one-time", "one time", "one_time", "none", "n/a", "na", "-", "—", "perpetual")


def section_of(line: InvoiceLine) -> Section:
    """Return the part of the invoice that a row belongs to.

    Every line of an electronic invoice is compared, but for its accessory charges.
    Perpetual software has a blank term and no end of charge; what has neither term nor is bought once is usage.
    """
    if line.of_document:
        return "charges" if line.accessory else "perpetual"
    once = line.term.casefold() in ONCE
    if once and not line.charge_end and not line.usage and line.frequency.casefold() in ONCE:
        return "perpetual"
    return "azure" if line.usage or (once and line.frequency.casefold() in ONCE) else "subscriptions"


@lru_cache(4096)
def month_name(day: date | None) -> str:
    """`2026-11` of a day; empty for none."""
    return f"{day:%Y-%m}" if day else ""


class MonthVotes:
    """The days of an invoice's lines, from which its billing month shows; lines are added one by one."""

    def __init__(self) -> None:
        self._purchases: Counter[date | None] = Counter()
        self._others: Counter[date | None] = Counter()
        self._returns: Counter[date | None] = Counter()
        self._has_credit_days = False

    def add(self, line: InvoiceLine, section: Section) -> None:
        """Count the day of a line of this part of the invoice."""
        if section != "perpetual":
            self._others[line.charge_start] += 1
        elif line.is_credit:
            self._returns[line.charge_start or line.day] += 1
            self._has_credit_days = self._has_credit_days or line.charge_start not in (None, line.day)
        else:
            self._purchases[line.day or line.charge_start] += 1

    @property
    def month(self) -> str:
        """The month of most purchases, else of most charges, else of most credits; empty if nothing tells it."""
        for days in (self._purchases, self._others, self._returns):
            count: Counter[str] = Counter()
            for day, number in days.items():
                if day:
                    count[month_name(day)] += number
            if count:
                # Nothing of a later month can be on an invoice: of equals the later one.
                return max(count, key=lambda month: (count[month], month))
        return ""

    def billed_in(self, asked: str) -> str:
        """Return the month; that of credits alone may be the one that was asked for, if it is later."""
        return max(self.month, asked) if self.is_of_purchases else self.month

    @property
    def is_of_purchases(self) -> bool:
        """Tell whether the month is only that of what the lines, all of them credits, take back: the invoice may be of a later one."""
        others = any(day for days in (self._purchases, self._others) for day in days)
        return bool(self.month) and not others and not self._has_credit_days


def month_votes(lines: Iterable[InvoiceLine]) -> MonthVotes:
    """Return the days of an invoice's lines."""
    votes = MonthVotes()
    for line in lines:
        votes.add(line, section_of(line))
    return votes


def outside(line: InvoiceLine, month: str) -> bool:
    """Tell whether every day of a charge is in another month; a credit belongs to the month that it is billed in."""
    if not month or (line.day and month_name(line.day) == month):
        return False
    months = {month_name(day) for day in (line.day, line.charge_start) if day}
    return bool(months) and month not in months and not line.is_credit


def in_month(ordered: Ordered, month: str) -> bool:
    """Tell whether an order belongs to the month; one without a day does."""
    return not month or ordered.day is None or month_name(ordered.day) == month


def ordered_lines(orders: Iterable[PlacedOrder], references: Collection[str] | None = None) -> Iterator[Ordered]:
    """Yield the perpetual lines of orders that Microsoft bills, those that were given back included.

    With `references` (in lower case) the lines of all programs and kinds; an order of a quote that is among them is known by its number.
    """
    place = 0
    for order in orders:
        if references is None and order.program not in INVOICED_PROGRAMS:
            continue
        quote = order.quote if order.quote and order.quote.casefold() in (references or ()) else None
        ids = tuple(dict.fromkeys(order_id for order_id in (quote, order.id, order.alternate_id) if order_id))
        day = day_of(order.placed)
        for line in order.lines:
            if references is not None or order.is_bought_once(line):
                place += 1
                yield Ordered(
                    place=place,
                    ids=ids,
                    tenant_id=order.tenant_id or "",
                    key=key_of_line(line),
                    quantity=line.quantity or None,
                    unit_price=line.unit_price,
                    title=line.title,
                    day=day,
                    cancelled=not line.quantity or order.is_cancelled,
                    customer=order.customer or "",
                    currency=order.currency or "",
                    line=line.number,
                )


def key_of_line(line: PlacedLine) -> SkuKey:
    """Return the key of an order line: ProductId and SkuId, else its part number in capitals."""
    return _key(line.offer_id)


@lru_cache(4096)
def _key(offer_id: str) -> SkuKey:
    return parse_sku(offer_id) or SkuKey(offer_id.upper())
