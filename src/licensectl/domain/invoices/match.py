"""Which invoice rows and which order lines belong together: by order id and SKU, by customer only where ids are of different systems."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from licensectl.core.sku_id import SkuKey
from licensectl.domain.invoices.model import InvoiceLine, MatchedBy, Ordered

# Partner Center's ids: twelve hexadecimal digits, or a long word of mixed letters.
PARTNER_CENTER = re.compile(r"[0-9a-f]{12}|[0-9A-Za-z_-]{28,64}", re.ASCII | re.IGNORECASE)
RUNS = ((re.compile(r"[A-Za-z]+"), "A"), (re.compile(r"\d+"), "9"))
# An order of ours and the purchase at Microsoft are at most this far apart.
MOST_DAYS = 31


class Group(Struct):
    """All rows and all order lines of one order and one SKU."""

    rows: list[InvoiceLine]
    ordered: list[Ordered]
    matched_by: list[MatchedBy | None]


def grouped(lines: Sequence[InvoiceLine], ordered: Iterable[Ordered]) -> tuple[list[Group], list[Ordered]]:
    """Return the groups in the order of their first rows, and the order lines that no row is of."""
    wanted = {order_id.casefold() for line in lines for order_id in line.order_ids}
    tenants = {(line.tenant_id.casefold(), line.key) for line in lines if line.tenant_id}
    customers = {name for name, _ in tenants}
    folded: dict[str, str] = {}
    owner: dict[str, str] = {}
    by_order: dict[tuple[str, SkuKey], list[Ordered]] = {}
    by_tenant: dict[tuple[str, SkuKey], list[Ordered]] = {}
    rest = []
    for one in ordered:
        ids = [order_id.casefold() for order_id in one.ids]
        named = ids[0] in wanted if len(ids) == 1 else not wanted.isdisjoint(ids)
        tenant = (folded.get(one.tenant_id) or folded.setdefault(one.tenant_id, one.tenant_id.casefold()), one.key)
        if named or (tenant[0] in customers and tenant in tenants):
            name = ids[0] if ids else f"#{len(by_order)}"
            owner.update(dict.fromkeys(ids, name))
            by_order.setdefault((name, one.key), []).append(one)
            by_tenant.setdefault(tenant, []).append(one)
        else:
            rest.append(one)
    finder = _Finder(owner, by_order, by_tenant)
    groups: dict[tuple[str, SkuKey], Group] = {}
    for line in lines:
        name, how = finder.find(line)
        group = groups.setdefault((name, line.key), Group([], by_order.get((name, line.key), []), []))
        group.rows.append(line)
        group.matched_by.append(how if group.ordered else None)
    rest += [one for place, held in by_order.items() if place not in groups for one in held]
    return list(groups.values()), rest


class _Finder:
    """Finds the order of a row; an order of ours that is found by customer answers for one order of the invoice."""

    def __init__(
        self,
        owner: dict[str, str],
        by_order: dict[tuple[str, SkuKey], list[Ordered]],
        by_tenant: dict[tuple[str, SkuKey], list[Ordered]],
    ) -> None:
        self._owner, self._by_order, self._by_tenant = owner, by_order, by_tenant
        self._names = {id(one): name for (name, _), held in by_order.items() for one in held}
        self._chosen: dict[tuple[str, SkuKey], str] = {}
        self._taken: set[tuple[str, SkuKey]] = set()

    def find(self, line: InvoiceLine) -> tuple[str, MatchedBy | None]:
        """Return the name of the order (of ours, else of the invoice) and how it was found."""
        ids: tuple[tuple[str, MatchedBy], ...] = ((line.order_id.casefold(), "order_id"), (line.alternate_id.casefold(), "alternate_id"))
        for order_id, how in ids:
            if order_id in self._owner and (self._owner[order_id], line.key) in self._by_order:
                return self._owner[order_id], how
        own = next((order_id for order_id, _ in ids if order_id), f"row {line.row}")
        if any(order_id in self._owner for order_id, _ in ids):
            return own, None
        place = (own, line.key)
        if place not in self._chosen:
            found = self._by_customer(line)
            self._chosen[place] = found or own
            self._taken.add((found, line.key))
        name = self._chosen[place]
        return name, "customer" if name != own else None

    def _by_customer(self, line: InvoiceLine) -> str:
        held = self._by_tenant.get((line.tenant_id.casefold(), line.key), []) if line.tenant_id else []
        fitting = [one for one in held if _foreign(line.order_ids, one.ids) and _near(line, one) is not None]
        free = [one for one in fitting if (self._names[id(one)], line.key) not in self._taken]
        best = min(free, key=lambda one: (one.quantity != abs(line.quantity), _near(line, one) or 0), default=None)
        return self._names[id(best)] if best else ""


def _foreign(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether ids are of different systems: then, and only then, their being different says nothing."""
    if not left or not right:
        return True
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
