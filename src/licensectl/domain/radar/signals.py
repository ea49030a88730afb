"""What customers have that wants a word: support that ends or has ended, what is sold no longer, what can still be given back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from licensectl.domain.catalog.model import Catalog
from licensectl.domain.customers.holdings import Owned, owned
from licensectl.domain.customers.model import Customer
from licensectl.domain.orders.on_record import standing
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named

Kind = Literal["returnable", "mainstream_ends", "support_ends", "out_of_support", "succeeded"]


class Holder(NamedTuple):
    """A customer and what it has; `id` in the customer book, None for one that only an order names."""

    id: str | None
    name: str
    owned: list[Owned]


class Signal(NamedTuple):
    """One thing to speak of: `day` is its last safe day of return, the last day of support, or since when its successor is out."""

    day: date
    kind: Kind
    holder: Holder
    thing: Owned

    def days_left(self, today: date) -> int:
        """Days from `today` to the day, negative where it has passed."""
        return (self.day - today).days


def radar(holders: Iterable[Holder], rules: Mapping[str, ReturnRule], named: Named | None, today: date, within: int) -> list[Signal]:
    """Everything up to `within` days from `today`, and what has happened already, by day."""
    last = today + timedelta(days=within)
    found = [
        Signal(day, kind, holder, thing)
        for holder in holders
        for thing in holder.owned
        for kind, day in _signals(thing, rules, named, today)
        if day <= last
    ]
    return sorted(found, key=lambda one: (one.day, one.holder.name, one.holder.id or "", one.thing.what.id, one.kind))


def held(customers: Iterable[Customer], orders: Sequence[PlacedOrder], catalog: Catalog, esu_months: int | None = None) -> list[Holder]:
    """Every customer that has something, with it; an order whose customer is in no book stands under the name that it has."""
    of_customer: dict[str, list[PlacedOrder]] = {}
    for order in orders:
        of_customer.setdefault(order.customer_id or f" {order.tenant_id or order.customer or order.id}", []).append(order)
    found = []
    for one in customers:
        its = of_customer.pop(one.id or "", []) + of_customer.pop(f" {one.tenant_id}", [])
        if its or one.owned:
            found.append(Holder(one.id, one.name, owned(one.owned, its, catalog, esu_months)))
    for its in of_customer.values():
        name = its[0].customer or its[0].tenant_id or its[0].id
        found.append(Holder(None, name, owned({}, its, catalog, esu_months)))
    return found


def _signals(thing: Owned, rules: Mapping[str, ReturnRule], named: Named | None, today: date) -> Iterator[tuple[Kind, date]]:
    life, until = thing.what.lifecycle, thing.supported_until
    if thing.order and (stands := standing(thing.order, rules, named, today)).days_left is not None and stands.last_safe_day:
        yield "returnable", stands.last_safe_day
    if until and until < today:
        yield "out_of_support", until
        return
    if until:
        yield "support_ends", until
    if life.mainstream_end and life.extended_end and today <= life.mainstream_end < life.extended_end:
        yield "mainstream_ends", life.mainstream_end
    if thing.what.successor and (out := thing.what.successor[1]) and out <= today:
        yield "succeeded", out
