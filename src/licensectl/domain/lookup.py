"""The one SKU that a name means, or an error that helps to find it."""

from licensectl.domain.catalog import Catalog, Sku
from licensectl.domain.skuid import parse_sku
from licensectl.errors import Failure
from licensectl.faults.catalog import AMBIGUOUS, LOOK_ALIKE, UNKNOWN_SKU


def one_sku(catalog: Catalog, name: str, search: str | None = None, where: str = "") -> Sku:
    """The SKU called `name`, or the only one that holds every word of `search`; Failure when none or several."""
    return catalog.skus[one_id(catalog, name, search, where)]


def one_id(catalog: Catalog, name: str, search: str | None = None, where: str = "") -> str:
    """The slug of `one_sku`."""
    found = catalog.search(search) if search else catalog.find(name)
    if len(found) == 1:
        return found[0]
    wanted = search or name
    if found:
        raise Failure(AMBIGUOUS.at(where, sku=wanted, count=len(found), hint=_list(catalog, found)))
    parsed = parse_sku(wanted)
    for look_alike in catalog.look_alikes.values():
        if parsed and parsed == parse_sku(look_alike.sku):
            raise Failure(LOOK_ALIKE.at(where, sku=wanted, what=look_alike.what))
    raise Failure(UNKNOWN_SKU.at(where, sku=wanted, hint=", ".join(catalog.near(wanted))))


def _list(catalog: Catalog, ids: list[str], most: int = 5) -> str:
    named = [f"{catalog.skus[id].sku or catalog.skus[id].part_number} ({catalog.skus[id].title})" for id in ids[:most]]
    return ", ".join(named) + (", …" if len(ids) > most else "")
