"""Order lines whose purchase was credited in full on invoices of the ledger: they can no longer be given back."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from licensectl.core.sku_id import SkuKey
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.document import with_orders
from licensectl.domain.invoices.model import InvoiceLine
from licensectl.domain.invoices.scope import key_of_line, ordered_lines
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.errors import Problem


class Credited:
    """Finds the lines of orders that invoices credit in full; `lines` are those of invoices, charges and credits."""

    def __init__(self, lines: Iterable[InvoiceLine]) -> None:
        self._rows: dict[str, list[InvoiceLine]] = {}
        for line in lines:
            for order_id in dict.fromkeys(one.casefold() for one in (*line.order_ids, *line.references)):
                self._rows.setdefault(order_id, []).append(line)

    def invoices(self, order: PlacedOrder) -> dict[int, tuple[str, ...]]:
        """Return the invoices that credit a line of the order in full, by the line's number; lines given back already are left out."""
        names = [name.casefold() for name in (order.id, order.alternate_id, order.quote) if name]
        rows = list({id(row): row for name in names for row in self._rows.get(name, ())}.values())
        if not rows:
            return {}
        rows = [row for row in with_orders(rows, list(ordered_lines([order], names))) if _names(row, names)]
        held: dict[SkuKey, list[PlacedLine]] = {}
        for line in order.lines:
            if line.quantity:
                held.setdefault(key_of_line(line), []).append(line)
        found: dict[int, tuple[str, ...]] = {}
        for key, lines in held.items():
            own = [row for row in rows if row.key == key]
            if _in_full(lines, own):
                numbers = tuple(dict.fromkeys(row.invoice for row in own if row.is_credit))
                found.update((line.number, numbers) for line in lines)
        return found

    def less(self, order: PlacedOrder) -> PlacedOrder:
        """Return the order with these lines as given back, with quantity 0; the order itself if it has no such line."""
        gone = self.invoices(order)
        if not gone:
            return order
        return replace(order, lines=[replace(line, quantity=0) if line.number in gone else line for line in order.lines])

    def remarks(self, order: PlacedOrder) -> list[Problem]:
        """Return a note for each line of the order that can no longer be given back."""
        found = self.invoices(order).items()
        return [messages.CREDITED.at(id=order.id, line=number, invoices=", ".join(invoices)) for number, invoices in found]


def _names(row: InvoiceLine, names: Sequence[str]) -> bool:
    return any(order_id.casefold() in names for order_id in row.order_ids)


def _in_full(lines: Sequence[PlacedLine], rows: Sequence[InvoiceLine]) -> bool:
    """Tell whether the credits give back all that was charged; without the charge, all that the lines cost."""
    credited = sum((row.subtotal for row in rows if row.is_credit), Decimal(0))
    if not credited or len({row.currency for row in rows}) > 1:
        return False
    charges = [row for row in rows if not row.is_credit]
    if charges:
        pieces = sum((abs(row.quantity) for row in charges), Decimal(0))
        return pieces >= sum(line.quantity for line in lines) and credited + sum((row.subtotal for row in charges), Decimal(0)) <= 0
    costs = [
        line.unit_price * line.quantity for line in lines if line.unit_price is not None and line.unit_price.currency == rows[0].currency
    ]
    return len(costs) == len(lines) and -credited >= sum((cost.rounded().amount for cost in costs), Decimal(0))
