"""Products that a customer owns: entered by hand, and from its orders on record."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from licensectl.core.text import Text
from licensectl.domain.catalog.lifecycle import Status, esu_until, status
from licensectl.domain.catalog.model import Catalog, Lifecycle, Sku
from licensectl.domain.customers.model import Customer
from licensectl.domain.purchases.model import PlacedOrder, day_of

# An Open License agreement that is running: what takes a later order from one licence on.
OPEN_AGREEMENT = "open-license-agreement"


class Thing(NamedTuple):
    """The product of an id; `lifecycle` is that of the product, without dates if they are unknown; an ESU has a lifecycle itself.

    `successor` is the product sold instead, and the day of its release.
    """

    id: str
    title: Text
    lifecycle: Lifecycle = Lifecycle()
    successor: tuple[str, date | None] | None = None


# From an id, and a title for what the catalogue does not know.
Find = Callable[[str, str], Thing]


class Owned(NamedTuple):
    """One thing that the customer has, and how often: None if nobody counted. `order` is the one that brought it, None for
    what was put down by hand, `since` its day; `of_other_vendor`: the terms of its vendor decide about a return."""

    what: Thing
    quantity: int | None
    since: date | None = None
    order: PlacedOrder | None = None
    of_other_vendor: bool = False

    def support(self, day: date) -> Status:
        """Return the phase of support on `day`."""
        return status(self.what.lifecycle, day)


def finder(catalog: Catalog, esu_months: int | None = None) -> Find:
    """Return the function that finds products, each once; `esu_months` are those of an ESU year."""
    return lru_cache(4096)(partial(_thing, catalog, esu_months))


def owned(by_hand: Mapping[str, int | None], orders: Iterable[PlacedOrder], find: Find) -> list[Owned]:
    """Return everything that a customer has: entries by hand first, then by order; not what was cancelled or given back."""
    put_down = [Owned(find(owned_id, ""), count) for owned_id, count in by_hand.items()]
    return put_down + [
        Owned(find(line.offer_id, line.title), line.quantity, day_of(order.placed), order, order.is_of_other_vendor(line))
        for order in orders
        if not order.came_to_nothing
        for line in order.lines
        if line.quantity
    ]


def ids(customer: Customer, orders: Iterable[PlacedOrder], catalog: Catalog) -> list[str]:
    """Return the same as ids that the checks of a quote know."""
    found = owned(customer.owned, orders, finder(catalog))
    return list(dict.fromkeys(one.what.id for one in found if one.order is None or knows(catalog, one.what.id)))


def knows(catalog: Catalog, owned_id: str) -> bool:
    """Return True if an id under `owned` means something."""
    return owned_id in _named(catalog) or bool(catalog.find(owned_id))


def near(catalog: Catalog, owned_id: str) -> str:
    """Return similar ids, as a hint."""
    from difflib import get_close_matches

    return ", ".join(get_close_matches(owned_id, _named(catalog), 3, 0.0))


def _named(catalog: Catalog) -> list[str]:
    return [*catalog.access_licenses, *catalog.conditions, *catalog.products, OPEN_AGREEMENT]


def _thing(catalog: Catalog, esu_months: int | None, owned_id: str, title: str) -> Thing:
    """Return the product of an id, called `title` if the catalogue does not know it."""
    if owned_id in catalog.products:
        after = next((product for product in catalog.products.values() if product.predecessor == owned_id), None)
        successor = (after.title, after.lifecycle.released) if after else None
        return Thing(owned_id, catalog.products[owned_id].title, catalog.products[owned_id].lifecycle, successor)
    if owned_id in catalog.access_licenses:
        return Thing(owned_id, catalog.access_licenses[owned_id].title)
    if owned_id in catalog.conditions:
        return Thing(owned_id, catalog.conditions[owned_id].title)
    # By any name, also that of a cart, which has the AvailabilityId behind it.
    found = catalog.find(owned_id)
    return _sku(catalog, catalog.skus[found[0]], owned_id, esu_months) if found else Thing(owned_id, title or owned_id)


def _sku(catalog: Catalog, sku: Sku, owned_id: str, esu_months: int | None) -> Thing:
    life = catalog.lifecycle(sku)
    if sku.kind == "esu":
        life = Lifecycle(extended_end=esu_until(sku, catalog.products[sku.product], esu_months))
    next_one = catalog.skus.get(sku.successor or "")
    successor = (next_one.title, catalog.lifecycle(next_one).released) if next_one else None
    return Thing(sku.sku or owned_id, sku.title, life, successor)
