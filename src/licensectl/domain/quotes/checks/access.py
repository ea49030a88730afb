"""Access licences: an additive one beside its base, none older than the server, none missing."""

from collections import Counter
from collections.abc import Iterator, Sequence

from licensectl.domain.catalog.model import AccessLicense, Metric, Product, Sku
from licensectl.domain.quotes import messages_checks as messages
from licensectl.domain.quotes.checks.context import Basket, Item, version
from licensectl.errors import Problem


def additive_without_base(basket: Basket) -> Iterator[Problem]:
    """Yield a remark for additive CALs without their base CAL, or with fewer."""
    for access_id, licence in basket.catalog.access_licenses.items():
        rows = basket.granting(access_id)
        for base in licence.requires if rows else ():
            held = basket.granting(base)
            wanted, there = _counted(rows), _counted(held)
            if basket.owns(base) or wanted <= there:
                continue
            called = basket.catalog.access_licenses.get(base, AccessLicense(base, "base")).title
            # User CALs beside device CALs may fit each other in ways that counts do not show.
            mixed = bool(held) and wanted.keys() != there.keys()
            message = messages.ADDITIVE_MIXED if mixed else messages.ADDITIVE
            names = {"licence": licence.title, "base": called}
            yield message.at(rows[0][0].where, wanted=wanted.total(), there=there.total(), **names)


def _counted(rows: Sequence[tuple[Item, Sku, Product]]) -> Counter[Metric | None]:
    """Return how many licences of each metric these lines hold."""
    counted: Counter[Metric | None] = Counter()
    for item, sku, _ in rows:
        counted[sku.metric] += item.quantity
    return counted


def older_than_server(basket: Basket) -> Iterator[Problem]:
    """Yield a remark for CALs older than a server; older ones beside newer ones may be for other servers."""
    for where, title, generation, licences in _servers(basket):
        for access_id in licences:
            there = [(item, found) for item, _, product in basket.granting(access_id) if (found := version(product)) is not None]
            newest = max([found for _, found in there] + basket.owned_versions(access_id), default=generation)
            for item, found in there:
                if newest < generation:
                    yield messages.CAL_OLDER.at(item.where or where, cal=item.title, found=found, server=title)


def server_without_cal(basket: Basket) -> Iterator[Problem]:
    """Yield a remark for a server without access licences: CALs or, for external users, a connector."""
    said: set[tuple[str, str]] = set()
    for item, sku, product in basket.known():
        if sku.kind != "perpetual":
            continue
        for access_id in dict.fromkeys((*product.needs, *sku.needs)):
            licence = basket.catalog.access_licenses.get(access_id, AccessLicense(access_id, "base"))
            ways = [access_id, *([licence.connector] if licence.connector else [])]
            if (sku.product, access_id) in said or any(basket.granting(way) or basket.owns(way) for way in ways):
                continue
            said.add((sku.product, access_id))
            yield messages.NO_CAL.at(item.where, server=product.title, licence=licence.title, id=access_id)


def _servers(basket: Basket) -> Iterator[tuple[str, str, int, list[str]]]:
    """Yield the servers quoted or owned: place, title, generation, and the access licences for them."""
    seen: set[str] = set()
    quoted = [(item.where, sku.product, product, sku.needs) for item, sku, product in basket.known() if not sku.grants]
    owned = [
        ("", access_id, basket.catalog.products[access_id], list[str]())
        for access_id in basket.request.owned
        if access_id in basket.catalog.products
    ]
    for where, access_id, product, needs in (*quoted, *owned):
        generation = version(product)
        licences = [*product.needs, *needs, *product.optional]
        if generation is not None and licences and access_id not in seen:
            seen.add(access_id)
            yield where, product.title, generation, licences
