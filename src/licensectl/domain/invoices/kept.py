"""Invoices in the ledger: their records, open amounts, quantities billed of orders, and refunds still owed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.money import Money, by_currency
from licensectl.core.period import first_day
from licensectl.core.sku_id import SkuKey
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.model import Billed, InvoiceHead, InvoiceKind, InvoiceLine, Ordered
from licensectl.domain.invoices.overview import Frame
from licensectl.domain.invoices.scope import month_votes, ordered_lines, section_of
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.errors import LicensectlError, Problem

ImportState = Literal["imported", "unchanged", "replaced"]


class KeptInvoice(Struct, frozen=True, kw_only=True):
    """An invoice of the ledger; amounts of a credit note are negative. `net` without tax, `to_pay` with the tax that the file tells.

    `id` is the number of an invoice of Microsoft, else seller, year and number. `digest` tells whether two files hold the same.
    """

    id: str
    number: str
    kind: InvoiceKind
    currency: str
    net: Decimal
    to_pay: Decimal
    month: str
    day: date | None = None
    due: date | None = None
    seller: str = ""
    seller_id: str = ""
    digest: str = ""
    source: str = ""
    lines: int = 0

    def due_day(self, days: int) -> date:
        """Return the last day to pay: as the invoice says, else so many days after it was issued, or after its month."""
        return self.due or (self.day or _last_of(self.month)) + timedelta(days=days)

    def is_open(self, day: date, days: int) -> bool:
        """Tell whether the invoice is issued and not yet due on `day`."""
        return (self.day or first_day(self.month)) <= day <= self.due_day(days)

    @property
    def place(self) -> tuple[str, str, str]:
        """The key that sorts invoices by time."""
        return self.month, self.day.isoformat() if self.day else "", self.number


class OwedRefund(Struct, frozen=True):
    """Amounts billed and credited for lines of an order that were given back. `invoices`: numbers of those that billed them."""

    order: PlacedOrder
    key: SkuKey
    title: str
    billed: Money
    credited: Money
    invoices: tuple[str, ...]

    @property
    def owed(self) -> Money:
        """The amount still to be credited."""
        return self.billed - self.credited


def kept_invoices(billed: Billed, source: str, month: str = "") -> list[tuple[KeptInvoice, list[InvoiceLine]]]:
    """Return each invoice of a file with its lines.

    Raise LicensectlError if rows cannot be read, or naming every invoice that has no number, no month or more than one currency.
    """
    if billed.bad or billed.cut:
        raise LicensectlError(messages.NOT_WHOLE.at(source, count=len(billed.bad)))
    heads = {head.label: head for head in billed.heads}
    made = []
    by_number: dict[str, list[InvoiceLine]] = {}
    for line in billed.lines:
        by_number.setdefault(line.invoice, []).append(line)
    of_table = {number: lines for number, lines in (by_number or {"": []}).items() if number not in heads}
    if wrong := [problem for number, lines in of_table.items() for problem in _against(number, lines, source, month)]:
        raise LicensectlError(*wrong)
    for number, lines in by_number.items():
        found = _of_document(heads[number], lines) if number in heads else _of_table(number, lines, month)
        found = replace(found, source=source, digest=_digest(lines), lines=len(lines))
        made.append((found, [replace(line, invoice=found.number) for line in lines]))
    return made


def _of_document(head: InvoiceHead, lines: Sequence[InvoiceLine]) -> KeptInvoice:
    return KeptInvoice(
        id=head.id,
        number=head.number,
        kind=head.kind,
        currency=head.currency,
        net=head.net,
        to_pay=head.to_pay,
        month=f"{head.day:%Y-%m}",
        day=head.day,
        due=head.due,
        seller=head.seller,
        seller_id=head.seller_id,
    )


def _against(number: str, lines: Sequence[InvoiceLine], source: str, month: str) -> Iterator[Problem]:
    """Yield the reasons for which an invoice of a table cannot be kept."""
    if not number:
        yield messages.NO_INVOICE_NUMBER.at(source)
        return
    if not (month or month_votes(lines).month):
        yield messages.NO_INVOICE_MONTH.at(source, number=number)
    currencies = sorted({line.currency for line in lines})
    if len(currencies) > 1:
        yield messages.MIXED.at(source, number=number, currencies=", ".join(currencies))


def _of_table(number: str, lines: Sequence[InvoiceLine], month: str) -> KeptInvoice:
    return KeptInvoice(
        id=number,
        number=number,
        kind="reconciliation",
        currency=lines[0].currency,
        net=sum((line.subtotal for line in lines), Decimal(0)),
        to_pay=sum((line.subtotal if line.total is None else line.total for line in lines), Decimal(0)),
        month=month or month_votes(lines).month,
    )


def months_of_purchases(made: Iterable[tuple[KeptInvoice, Sequence[InvoiceLine]]]) -> Iterator[Problem]:
    """Yield a warning for each invoice of credits alone whose month is that of what they take back."""
    for one, lines in made:
        if one.kind == "reconciliation" and month_votes(lines).is_of_purchases:
            yield messages.MONTH_OF_PURCHASES.at(one.source, number=one.number, month=one.month)


def _digest(lines: Iterable[InvoiceLine]) -> str:
    """Return a digest that does not depend on the file's format, the order of its rows or the way it writes figures."""
    # Loads OpenSSL, which only the import of an invoice needs.
    from hashlib import sha256

    said = sorted(
        repr((line.order_ids, str(line.key), *(f"{figure.normalize():f}" for figure in (line.quantity, line.unit_price, line.subtotal)),
              line.currency, line.charge_type.casefold(), line.day))
        for line in lines
    )  # fmt: skip
    return sha256("\n".join(said).encode()).hexdigest()


def _last_of(month: str) -> date:
    return (first_day(month) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def open_sums(invoices: Iterable[KeptInvoice]) -> dict[str, Money]:
    """Return the sum of these invoices by currency."""
    return by_currency(Money(one.to_pay, one.currency) for one in invoices)


def kept_lines(kept: Iterable[tuple[KeptInvoice, InvoiceLine]], heads: Iterable[InvoiceHead], frame: Frame) -> Iterator[InvoiceLine]:
    """Yield the lines of invoices in the ledger, as earlier or later than those of a file, none of which is among them."""
    known = {head.label: head for head in heads}
    own = {(known[number].seller_id, known[number].number) if number in known else ("", number) for number in frame.currencies}
    last = max(_place_of(number, known, frame) for number in frame.currencies)
    for one, line in kept:
        if (one.seller_id, one.number) not in own and section_of(line) == "perpetual":
            is_earlier = one.place < last
            yield replace(line, earlier=is_earlier, later=not is_earlier)


def _place_of(number: str, heads: Mapping[str, InvoiceHead], frame: Frame) -> tuple[str, str, str]:
    head = heads.get(number)
    if head:
        return f"{head.day:%Y-%m}", head.day.isoformat(), head.number
    return frame.month or frame.months[number], "", number


def billed_quantities(lines: Iterable[InvoiceLine]) -> dict[tuple[str, SkuKey], Decimal]:
    """Return how many of each order id (in lower case) and SKU were charged and not credited again."""
    found: dict[tuple[str, SkuKey], Decimal] = {}
    for line in lines:
        for order_id in line.order_ids:
            place = (order_id.casefold(), line.key)
            found[place] = found.get(place, Decimal(0)) + (-abs(line.quantity) if line.is_credit else abs(line.quantity))
    return found


def owed_refunds(orders: Iterable[PlacedOrder], lines: Iterable[InvoiceLine]) -> list[OwedRefund]:
    """Return the refunds still owed for lines that were given back, by order; `lines` are those of invoices in the ledger."""
    by_order: dict[tuple[str, SkuKey], list[InvoiceLine]] = {}
    for line in lines:
        for order_id in line.order_ids:
            by_order.setdefault((order_id.casefold(), line.key), []).append(line)
    found = []
    for order in orders:
        held: dict[SkuKey, list[Ordered]] = {}
        for one in ordered_lines([order], ()):
            held.setdefault(one.key, []).append(one)
        for key, ordered in held.items():
            rows = list(
                {
                    id(line): line for one in ordered for order_id in one.ids for line in by_order.get((order_id.casefold(), key), [])
                }.values()
            )
            refund = _refund(order, key, ordered, rows) if any(one.cancelled for one in ordered) else None
            found += [refund] if refund else []
    return found


def _refund(order: PlacedOrder, key: SkuKey, ordered: Sequence[Ordered], rows: Sequence[InvoiceLine]) -> OwedRefund | None:
    """Return the refund still owed for one SKU of an order; lines of it that are held keep their part of the charge."""
    charges = [row for row in rows if not row.is_credit]
    pieces = sum((abs(row.quantity) for row in charges), Decimal(0))
    if not pieces or len({row.currency for row in rows}) > 1:
        return None
    currency = charges[0].currency
    charged = sum((row.subtotal for row in charges), Decimal(0))
    kept = min(sum((Decimal(one.quantity or 0) for one in ordered if not one.cancelled), Decimal(0)), pieces)
    billed = Money(charged * (pieces - kept) / pieces, currency).rounded()
    credited = Money(-sum((row.subtotal for row in rows if row.is_credit), Decimal(0)), currency).rounded()
    if not credited < billed:
        return None
    numbers = tuple(dict.fromkeys(row.invoice for row in charges))
    return OwedRefund(order, key, next((one.title for one in ordered if one.title), charges[0].title), billed, credited, numbers)
