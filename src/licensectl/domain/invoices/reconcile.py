"""Invoice lines against what was ordered: one cause for each difference."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from msgspec import Struct

from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey, parse_sku
from licensectl.domain.invoices import messages
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.errors import LicensectlError

Cause = Literal[
    "matched",
    "not_ordered",
    "not_invoiced",
    "quantity",
    "price",
    "rounding",
    "exchange_rate",
    "duplicate",
    "returned",
    "unreadable",
]
CAUSES: tuple[Cause, ...] = Cause.__args__  # type: ignore[attr-defined]
# What needs no further look: the rest is a mismatch.
SETTLED = ("matched", "rounding", "returned")
CENT = Decimal("0.01")


class InvoiceLine(Struct, frozen=True, kw_only=True):
    """A row of a reconciliation file. `unit_price` in the pricing currency, `subtotal` in the currency billed, tax excluded."""

    row: int
    key: SkuKey
    quantity: Decimal
    unit_price: Decimal
    subtotal: Decimal
    currency: str
    pricing_currency: str
    rate: Decimal
    order_ids: tuple[str, ...] = ()
    tenant_id: str = ""
    charge_type: str = ""
    title: str = ""


class Ordered(Struct, frozen=True, kw_only=True):
    """An order line that is to be found on an invoice; `ids` are the spellings of its order's id or reference."""

    ids: tuple[str, ...]
    tenant_id: str
    key: SkuKey
    quantity: int
    unit_price: Money | None
    title: str = ""


class Matched(Struct, frozen=True, kw_only=True):
    """One line of the answer: an invoice line, an order line, or both; amounts None where they are not known."""

    cause: Cause
    line: InvoiceLine | None = None
    ordered: Ordered | None = None
    row: int | None = None
    expected: Money | None = None

    @property
    def invoiced(self) -> Money | None:
        return Money(self.line.subtotal, self.line.currency) if self.line else None

    @property
    def difference(self) -> Money | None:
        """Invoiced less expected; what was never ordered is expected to cost nothing, as is what is billed twice."""
        if self.invoiced is None:
            return self.expected * -1 if self.expected else None
        return self.invoiced - self.expected if self.expected else None


class Billed(Struct, frozen=True):
    """The readable lines of an invoice, the rows that repeat an earlier one whole, and those that cannot be read."""

    lines: list[InvoiceLine]
    repeated: list[InvoiceLine]
    unreadable: list[int]

    @property
    def currency(self) -> str | None:
        """The one currency billed; LicensectlError where there are several."""
        found = sorted({line.currency for line in (*self.lines, *self.repeated)})
        if len(found) > 1:
            raise LicensectlError(messages.CURRENCIES.at(found=", ".join(found)))
        return found[0] if found else None


def reconcile(billed: Billed, ordered: Sequence[Ordered]) -> list[Matched]:
    """Every invoice line with its cause, then the order lines that no invoice line answers to."""
    open_lines, found = list(ordered), []
    for line in billed.lines:
        match = _find(line, ordered if _is_return(line) else open_lines)
        if match is not None and not _is_return(line):
            open_lines.remove(match)
        found.append(_judged(line, match))
    found += [Matched(cause="duplicate", line=line, expected=Money(Decimal(0), line.currency)) for line in billed.repeated]
    found += [Matched(cause="unreadable", row=row) for row in billed.unreadable]
    return found + [Matched(cause="not_invoiced", ordered=left, expected=_cost(left)) for left in open_lines]


def ordered_lines(orders: Sequence[PlacedOrder]) -> Iterator[Ordered]:
    """The lines of placed orders that may be billed; a line that was given back has quantity 0 and still may."""
    for order in orders:
        ids = tuple(order_id for order_id in (order.id, order.alternate_id) if order_id)
        for line in order.lines:
            key = parse_sku(":".join(line.offer_id.split(":")[:2])) or SkuKey(line.offer_id)
            if line.quantity:
                yield Ordered(
                    ids=ids, tenant_id=order.tenant_id or "", key=key, quantity=line.quantity, unit_price=line.unit_price, title=line.title
                )


def _find(line: InvoiceLine, ordered: Sequence[Ordered]) -> Ordered | None:
    """By order id and product, else by customer and product: with no order id in common, the ids are of different systems."""
    same = [one for one in ordered if one.key == line.key]
    by_id = [one for one in same if set(one.ids) & set(line.order_ids)]
    tenants = [one for one in same if one.tenant_id and one.tenant_id.casefold() == line.tenant_id.casefold()]
    fitting = by_id or tenants
    return next((one for one in fitting if one.quantity == line.quantity), fitting[0] if fitting else None)


def _is_return(line: InvoiceLine) -> bool:
    return line.subtotal < 0 or line.charge_type.casefold().startswith("cancel")


def _judged(line: InvoiceLine, match: Ordered | None) -> Matched:
    nothing = Money(Decimal(0), line.currency)
    if match is None:
        return Matched(cause="not_ordered", line=line, expected=nothing)
    if _is_return(line):
        return Matched(cause="returned", line=line, ordered=match, expected=Money(line.subtotal, line.currency))
    expected = _expected(line, match)
    return Matched(cause=_cause(line, match, expected), line=line, ordered=match, expected=expected)


def _expected(line: InvoiceLine, match: Ordered) -> Money | None:
    """What the order line should cost in the currency billed; None without a price, or where no rate leads to it."""
    price = match.unit_price
    if price is None:
        return None
    if price.currency == line.currency:
        return (price * match.quantity).rounded()
    if price.currency == line.pricing_currency:
        return Money((price.amount * line.rate).quantize(CENT, ROUND_DOWN) * match.quantity, line.currency)
    return None


def _cause(line: InvoiceLine, match: Ordered, expected: Money | None) -> Cause:
    if line.quantity != match.quantity:
        return "quantity"
    if expected is None:
        return "matched" if match.unit_price is None else "exchange_rate"
    if expected.amount == line.subtotal:
        return "matched"
    same = match.unit_price is not None and match.unit_price.currency == line.pricing_currency
    close = same and match.unit_price is not None and abs(match.unit_price.amount - line.unit_price) < CENT
    if close and abs(line.subtotal - expected.amount) <= CENT * match.quantity:
        # Microsoft cuts the unit price to the cent before it multiplies, we round the line once (RECON).
        return "rounding"
    return "price" if not close and same else "exchange_rate"


def _cost(ordered: Ordered) -> Money | None:
    return (ordered.unit_price * ordered.quantity).rounded() if ordered.unit_price else None
