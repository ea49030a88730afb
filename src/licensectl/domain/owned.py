"""What a customer has: what somebody put down by hand, and what its orders on record brought."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from licensectl.domain.catalog import Catalog, Lifecycle
from licensectl.domain.lifecycle import Status, status
from licensectl.domain.placed import PlacedOrder, day_of
from licensectl.domain.request import Customer
from licensectl.domain.text import Text

# An Open License agreement that is running: what takes a later order from one licence on.
OPEN_AGREEMENT = "open-license-agreement"
BROUGHT_NOTHING = ("cancelled", "error")


class Thing(NamedTuple):
    """What an id stands for; `lifecycle` is that of its product, without dates where there is none."""

    id: str
    title: Text
    lifecycle: Lifecycle = Lifecycle()
    family: str | None = None


class Owned(NamedTuple):
    """One thing that the customer has, and how often: None where nobody counted. `order` is the one that brought it, None for
    what was put down by hand, `since` its day."""

    what: Thing
    quantity: int | None
    since: date | None = None
    order: PlacedOrder | None = None

    def support(self, day: date) -> Status:
        """The phase of support on `day`."""
        return status(self.what.lifecycle, day)

    @property
    def supported_until(self) -> date | None:
        """The last day of any support."""
        return self.what.lifecycle.extended_end or self.what.lifecycle.mainstream_end


def owned(customer: Customer, orders: Sequence[PlacedOrder], catalog: Catalog) -> list[Owned]:
    """Everything that the customer has: first by hand, then by order; what was cancelled or given back is not."""
    by_hand = [Owned(_thing(catalog, id), count) for id, count in customer.owned.items()]
    return by_hand + [
        Owned(_thing(catalog, line.offer_id, line.title), line.quantity, day_of(order.placed), order)
        for order in orders
        if order.status not in BROUGHT_NOTHING
        for line in order.lines
        if line.quantity
    ]


def ids(customer: Customer, orders: Sequence[PlacedOrder], catalog: Catalog) -> list[str]:
    """The same as ids that the checks of a quote know."""
    return list(dict.fromkeys(one.what.id for one in owned(customer, orders, catalog) if one.order is None or knows(catalog, one.what.id)))


def knows(catalog: Catalog, id: str) -> bool:
    """Whether an id under `owned` means something."""
    return id in _named(catalog) or bool(_skus(catalog, id))


def near(catalog: Catalog, id: str) -> str:
    """Ids that may have been meant."""
    from difflib import get_close_matches

    return ", ".join(get_close_matches(id, _named(catalog), 3, 0.0))


def _named(catalog: Catalog) -> list[str]:
    return [*catalog.access_licenses, *catalog.conditions, *catalog.products, OPEN_AGREEMENT]


def _skus(catalog: Catalog, id: str) -> list[str]:
    """SKUs by any name, also that of a cart, which has the AvailabilityId behind it."""
    return catalog.find(":".join(id.split(":")[:2]))


def _thing(catalog: Catalog, id: str, title: str = "") -> Thing:
    """What an id stands for; `title` where the catalogue does not know it."""
    if id in catalog.products:
        return Thing(id, catalog.products[id].title, catalog.products[id].lifecycle, catalog.products[id].family)
    if id in catalog.access_licenses:
        return Thing(id, catalog.access_licenses[id].title, Lifecycle(), catalog.access_licenses[id].family)
    if id in catalog.conditions:
        return Thing(id, catalog.conditions[id].title)
    found = _skus(catalog, id)
    if not found:
        return Thing(id, title or id)
    sku = catalog.skus[found[0]]
    return Thing(sku.sku or id, sku.title, catalog.lifecycle(sku), catalog.products[sku.product].family)
