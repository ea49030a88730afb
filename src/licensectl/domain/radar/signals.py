"""Find what needs attention at customers: end of support, successors, orders to return in time, agreements to accept again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, groupby
from typing import Literal, NamedTuple

from msgspec.structs import replace

from licensectl.core.period import days_later
from licensectl.domain.customers.holdings import Find, Owned, Thing, owned
from licensectl.domain.customers.model import Customer
from licensectl.domain.orders.on_record import standing
from licensectl.domain.orders.terms import Reacceptance
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.domain.returns.rules import ReturnRule, oldest_returnable
from licensectl.domain.returns.stricter import Named

Kind = Literal["returnable", "mainstream_ends", "support_ends", "out_of_support", "succeeded", "mca_again"]


class Holder(NamedTuple):
    """A customer and what it has; `id` in the customer book, None for one that only an order names. `agreed_on`: to the MCA."""

    id: str | None
    name: str
    owned: list[Owned]
    agreed_on: date | None = None


class Signal(NamedTuple):
    """A product or agreement that needs attention.

    `day` is its last safe day of return, the last day of support, or since when its successor is out or the agreement no longer counts.
    `thing` is None for an agreement, which falls under the ordering rule `rule`.
    """

    day: date
    kind: Kind
    holder: Holder
    thing: Owned | None
    rule: str | None = None

    @property
    def id(self) -> str:
        """Return the id of the product, or of the rule on the agreement."""
        return self.thing.what.id if self.thing else self.rule or ""

    def days_left(self, today: date) -> int:
        """Return the days from `today` to the day, negative where it has passed."""
        return (self.day - today).days


def radar(
    holders: Iterable[Holder],
    rules: Mapping[str, ReturnRule],
    named: Named | None,
    today: date,
    within: int,
    agreements: Mapping[str, Reacceptance] | None = None,
) -> list[Signal]:
    """Return the signals up to `within` days from `today`, past ones included, by day."""
    last = days_later(today, within)
    oldest = oldest_returnable(rules, today)
    found: list[Signal] = []
    for holder in holders:
        # Of a large ledger only what a signal shows is kept.
        shown = holder._replace(owned=[])
        safe = _last_safe_days(holder.owned, rules, named, today, oldest)
        found += [
            Signal(day, kind, shown, thing._replace(order=thing.order and replace(thing.order, lines=[])))
            for thing in holder.owned
            for kind, day in chain(_returnable(thing, safe), _milestones(thing.what, today))
            if day <= last
        ]
        found += [
            Signal(rule.from_, "mca_again", shown, None, rule_id)
            for rule_id, rule in (agreements or {}).items()
            if rule.from_ <= last and holder.agreed_on and rule.applies(holder.agreed_on)
        ]
    return sorted(found, key=lambda one: (one.day, one.holder.name, one.holder.id or "", one.id, one.kind))


def due(offer_ids: Iterable[str], find: Find, today: date, within: int) -> list[str]:
    """Return the offers whose product has reached a milestone, or reaches one up to `within` days from `today`."""
    last = days_later(today, within)
    return [one for one in offer_ids if any(day <= last for _, day in _milestones(find(one, ""), today))]


def held(customers: Iterable[Customer], orders: Iterable[PlacedOrder], find: Find) -> Iterator[Holder]:
    """Yield every customer that has something, be it an agreement; orders of nobody in the book come under the name that they have.

    Customers are sorted by id, orders by the id of their customer, those without one first: of each customer's only its own are held.
    """
    groups = groupby(orders, key=lambda order: order.customer_id)
    following = next(groups, None)
    nobody: dict[str, list[PlacedOrder]] = {}
    if following and following[0] is None:
        for order in following[1]:
            nobody.setdefault(order.tenant_id or order.customer or order.id, []).append(order)
        following = next(groups, None)
    for one in customers:
        its: list[PlacedOrder] = []
        while following and (following[0] or "") <= (one.id or ""):
            found = list(following[1])
            if following[0] == one.id:
                its = found
            else:
                yield _unknown(found, find)
            following = next(groups, None)
        its += nobody.pop(one.tenant_id or "", [])
        agreed_on = one.mca.agreed_on if one.mca else None
        if its or one.owned or agreed_on:
            yield Holder(one.id, one.name, owned(one.owned, its, find), agreed_on)
    rest = [list(following[1])] if following else []
    for found in chain(nobody.values(), rest, (list(group) for _, group in groups)):
        yield _unknown(found, find)


def _unknown(orders: Sequence[PlacedOrder], find: Find) -> Holder:
    """Return the holders of these orders who are not in the book."""
    first = orders[0]
    return Holder(None, first.customer or first.tenant_id or first.id, owned({}, orders, find))


def _last_safe_days(
    things: Iterable[Owned], rules: Mapping[str, ReturnRule], named: Named | None, today: date, oldest: date
) -> dict[str, date]:
    """Return the last safe day of return of each order that can be given back on `today`, by the id of the order."""
    recent = {one.order.id: one.order for one in things if one.order and one.since and one.since >= oldest}
    found = {order_id: standing(order, rules, named, today) for order_id, order in recent.items()}
    return {order_id: one.last_safe_day for order_id, one in found.items() if one.last_safe_day and one.days_left is not None}


def _returnable(thing: Owned, safe: Mapping[str, date]) -> Iterator[tuple[Kind, date]]:
    if thing.order and thing.order.id in safe and not thing.of_other_vendor:
        yield "returnable", safe[thing.order.id]


def _milestones(what: Thing, today: date) -> Iterator[tuple[Kind, date]]:
    """Yield the days of a product's support and successor that matter on `today`, whoever has it."""
    life, until = what.lifecycle, what.lifecycle.supported_until
    if until and until < today:
        yield "out_of_support", until
        return
    if until:
        yield "support_ends", until
    if life.mainstream_end and life.extended_end and today <= life.mainstream_end < life.extended_end:
        yield "mainstream_ends", life.mainstream_end
    if what.successor and (out := what.successor[1]) and out <= today:
        yield "succeeded", out
