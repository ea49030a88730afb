"""Match invoice rows with order lines: by order id and SKU, by customer only if the ids are of different systems."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from licensectl.core.sku_id import SkuKey
from licensectl.domain.invoices.model import InvoiceLine, MatchedBy, Ordered

# Partner Center's ids: twelve hexadecimal digits, or a long word of mixed letters.
PARTNER_CENTER = re.compile(r"[0-9a-f]{12}|[0-9A-Za-z_-]{28,64}", re.ASCII | re.IGNORECASE)
RUNS = ((re.compile(r"[A-Za-z]+"), "A"), (re.compile(r"\d+"), "9"))
# An order of ours and the purchase at Microsoft are at most this far apart.
MOST_DAYS = 31


class LineGroup(Struct):
    """All rows and all order lines of one order and one SKU."""

    rows: list[InvoiceLine]
    ordered: list[Ordered]
    matched_by: list[MatchedBy | None]

    def part(self, wanted: Callable[[InvoiceLine], bool]) -> "LineGroup":
        """Return the group with only these of its rows."""
        places = [place for place, row in enumerate(self.rows) if wanted(row)]
        return LineGroup([self.rows[place] for place in places], self.ordered, [self.matched_by[place] for place in places])


def grouped(lines: Sequence[InvoiceLine], ordered: Iterable[Ordered]) -> tuple[list[LineGroup], list[Ordered]]:
    """Return the groups in the order of their first rows, and the order lines that no row is of."""
    index = _Index()
    rest = index.add_named(ordered, {order_id.casefold() for line in lines for order_id in line.order_ids})
    strange = [
        line
        for line in lines
        if (line.tenant_id or line.of_document) and not any(order_id.casefold() in index.owner for order_id in line.order_ids)
    ]
    if strange:
        rest = index.add_customers(rest, {(line.tenant_id.casefold(), line.key) for line in strange})
    finder = _Finder(index)
    groups: dict[tuple[str, SkuKey], LineGroup] = {}
    for line in lines:
        name, how = finder.find(line)
        place = (name, line.key)
        if place not in groups:
            groups[place] = LineGroup([], index.by_order.get(place, []), [])
        groups[place].rows.append(line)
        groups[place].matched_by.append(how if groups[place].ordered else None)
    rest += [one for place, held in index.by_order.items() if place not in groups for one in held]
    return list(groups.values()), rest


class _Index:
    """Order lines by order and SKU, and by customer and SKU, as far as rows may be of them; `owner`: id → name of its order."""

    def __init__(self) -> None:
        self.owner: dict[str, str] = {}
        self.by_order: dict[tuple[str, SkuKey], list[Ordered]] = {}
        self.by_tenant: dict[tuple[str, SkuKey], list[tuple[str, Ordered]]] = {}

    def add_named(self, ordered: Iterable[Ordered], wanted: set[str]) -> list[Ordered]:
        """Take in the lines of orders with these ids; return the others."""
        rest = []
        for one in ordered:
            for order_id in one.ids:
                if order_id.casefold() in wanted:
                    self._add(one)
                    break
            else:
                rest.append(one)
        return rest

    def add_customers(self, ordered: Iterable[Ordered], tenants: set[tuple[str, SkuKey]]) -> list[Ordered]:
        """Take in the lines of these customers and SKUs, and remember those that are in already; return the others."""
        customers = {tenant for tenant, _ in tenants}
        for (name, key), held in self.by_order.items():
            for one in held:
                for tenant in {one.tenant_id.casefold(), ""}:
                    self.by_tenant.setdefault((tenant, key), []).append((name, one))
        rest = []
        for one in ordered:
            tenant = one.tenant_id.casefold()
            # The lines of a document do not tell the customer.
            places = [place for place in ((tenant, one.key), ("", one.key)) if place[0] in customers and place in tenants]
            if not places:
                rest.append(one)
                continue
            name = self._add(one)
            for place in dict.fromkeys(places):
                self.by_tenant.setdefault(place, []).append((name, one))
        return rest

    def _add(self, one: Ordered) -> str:
        ids = [order_id.casefold() for order_id in one.ids]
        name = ids[0] if ids else f"#{len(self.by_order)}"
        self.owner.update(dict.fromkeys(ids, name))
        self.by_order.setdefault((name, one.key), []).append(one)
        return name


class _Finder:
    """Finds the order of a row; an order on record that is found by customer is matched with one order of the invoice."""

    def __init__(self, index: _Index) -> None:
        self._owner, self._by_order, self._by_tenant = index.owner, index.by_order, index.by_tenant
        self._chosen: dict[tuple[str, SkuKey], str] = {}
        self._taken: set[tuple[str, SkuKey]] = set()
        self._left: dict[tuple[SkuKey, int], Decimal] = {}

    def find(self, line: InvoiceLine) -> tuple[str, MatchedBy | None]:
        """Return the name of the order (on record, else on the invoice) and how it was found."""
        ids: tuple[tuple[str, MatchedBy], ...] = ((line.order_id.casefold(), "order_id"), (line.alternate_id.casefold(), "alternate_id"))
        for order_id, how in ids:
            if order_id in self._owner and (self._owner[order_id], line.key) in self._by_order:
                return self._owner[order_id], how
        # Invoices of two sellers may have one number.
        itself = f"{'earlier ' if line.earlier else 'later ' if line.later else ''}row {line.row} {line.invoice}"
        own = next((order_id for order_id, _ in ids if order_id and not line.of_document), itself)
        if any(order_id in self._owner for order_id, _ in ids):
            return own, None
        if line.of_document:
            found = self._by_product(line)
            return found or own, "product" if found else None
        place = (own, line.key)
        if place not in self._chosen:
            found = self._by_customer(line)
            self._chosen[place] = found or own
            self._taken.add((found, line.key))
        name = self._chosen[place]
        return name, "customer" if name != own else None

    def _by_customer(self, line: InvoiceLine) -> str:
        held = self._by_tenant.get((line.tenant_id.casefold(), line.key), []) if line.tenant_id else []
        fitting = [
            (one.quantity != abs(line.quantity), near, place, name)
            for place, (name, one) in enumerate(held)
            if (near := _near(line, one)) is not None and _foreign(line.order_ids, one.ids) and (name, line.key) not in self._taken
        ]
        return min(fitting)[-1] if fitting else ""

    def _by_product(self, line: InvoiceLine) -> str:
        """Return the order of a document's line, which names no customer: one with the same open quantity and price first."""
        wanted = abs(line.quantity)
        fitting = []
        for place, (name, one) in enumerate(self._by_tenant.get(("", line.key), [])):
            left = self._left.get((line.key, place), wanted if one.quantity is None else Decimal(one.quantity))
            near = _near(line, one)
            if near is not None and (left > 0 or line.is_credit) and _foreign(line.order_ids, one.ids):
                other_price = one.unit_price is None or one.unit_price.amount != line.unit_price
                fitting.append(((left != wanted, other_price, left < wanted, near, place), name, left))
        if not fitting:
            return ""
        rank, name, left = min(fitting)
        if not line.is_credit:
            self._left[line.key, rank[-1]] = left - wanted
        return name


def _foreign(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether ids are of different systems: only then may ids of one order differ."""
    ours, theirs = (any(PARTNER_CENTER.fullmatch(order_id) for order_id in ids) for ids in (left, right))
    return ours != theirs or (not ours and {_shape(one) for one in left}.isdisjoint(_shape(one) for one in right))


def _shape(order_id: str) -> str:
    for run, sign in RUNS:
        order_id = run.sub(sign, order_id)
    return order_id


def _near(line: InvoiceLine, ordered: Ordered) -> int | None:
    """Return how many days lie between both, 0 where one has no day; None for more than belong together."""
    day = line.day or line.charge_start
    apart = abs((day - ordered.day).days) if day and ordered.day else 0
    # A credit comes months later than its purchase.
    return apart if apart <= MOST_DAYS or line.is_credit else None
