"""Core licences: enough of them, in sensible packs, of the edition that costs less."""

from collections.abc import Iterator

from licensectl.domain.catalog.model import Sku
from licensectl.domain.quotes import messages_checks as messages
from licensectl.domain.quotes.checks.context import Basket, Item
from licensectl.domain.sizing.cores import SIZES, cheapest, cost, own_prices
from licensectl.domain.sizing.editions import DATACENTER, STANDARD, Fleet, cheaper_mix, dearer_than, named_servers, sets_of
from licensectl.domain.sizing.editions import FAMILY as WINDOWS
from licensectl.domain.sizing.hosts import Host, parse_host, windows_cores
from licensectl.domain.sizing.messages import USUAL_DATACENTER
from licensectl.domain.sizing.sql import FAMILY as SQL
from licensectl.domain.sizing.sql import cores_needed, may_run_machines
from licensectl.errors import Problem
from licensectl.i18n.terms import word
from licensectl.i18n.translate import joined

# The least that one server of a family takes, by rule.
LEAST = {"Windows Server": "ws-server-minimum", "SQL Server": "sql-processor-minimum"}
PRODUCTS = {"Windows Server": "windows-server", "SQL Server": "sql-server"}
Group = tuple[str, str, str]


def below_minimum(basket: Basket) -> Iterator[Problem]:
    """Yield a remark for fewer core licences than the servers need, a pack or more too many, or fewer than any server needs."""
    groups = _groups(basket)
    for (family, edition, product), rows in groups.items():
        minimum = basket.figures.get(LEAST[family])
        cores = _cores(rows)
        planned = [host for host, planned_edition in _planned(basket, family) if planned_edition in (None, edition)]
        if minimum is None or basket.owns(product):
            continue
        if planned:
            # Which servers the licences are for is known where the family has one group, or every server its edition.
            alone = sum(1 for known in groups if known[0] == family) == 1 or all(name for _, name in _planned(basket, family))
            machines = sum(host.vms for host in planned)
            if family == SQL and machines and not may_run_machines(edition, basket.figures):
                yield messages.NO_VM_RIGHTS.at(rows[0][0].where, edition=edition, vms=machines)
                continue
            needed = sum(_needed(host, family, edition, basket) for host in planned)
            if alone and cores < needed:
                yield messages.CORES_SERVERS.at(rows[0][0].where, cores=cores, what=f"{family} {edition}", needed=needed)
            elif alone and cores - needed >= min(sku.pack_size or 1 for _, sku in rows):
                yield messages.CORES_SPARE.at(
                    rows[0][0].where, cores=cores, what=f"{family} {edition}", spare=cores - needed, needed=needed
                )
        elif cores < minimum:
            yield messages.CORES.at(rows[0][0].where, cores=cores, what=f"{family} {edition}", minimum=minimum, product=product)


def odd_packs(basket: Basket) -> Iterator[Problem]:
    """Yield a remark where other packs cost less; without prices, where eight 2-core packs could be one 16-core pack that is sold."""
    for (family, edition, product), rows in _groups(basket).items():
        shelf = basket.shelf(family, product)
        skus = {size: shelf.server(family, edition, metric) for size, metric in SIZES.items()}
        known = own_prices(family, edition, "any", shelf)
        mine = {size: sum(item.quantity for item, sku in rows if sku.pack_size == size) for size in SIZES}
        what = f"{family} {edition}"
        if len(known) == len(SIZES):
            better = cheapest(_cores(rows), known)
            dearer, least = cost(mine, known), cost(better, known)
            if dearer is not None and least is not None and least < dearer:
                mix = joined([joined((f"{count} × ", word(SIZES[size])), "") for size, count in better.items()], " + ")
                yield messages.PACKS_DEARER.at(rows[0][0].where, what=what, mix=mix, saved=dearer - least, currency=basket.request.currency)
        elif mine[2] >= 8 and skus[16] and (16 in known or not known):
            yield messages.PACKS.at(rows[0][0].where, what=what, small=mine[2], large=mine[2] // 8)


def datacenter_cheaper(basket: Basket) -> Iterator[Problem]:
    """Yield a remark for Standard on servers with so many machines that Datacenter would cost less at these prices."""
    standard = [(key[2], rows) for key, rows in _groups(basket).items() if key[:2] == (WINDOWS, STANDARD)]
    planned = _planned(basket, WINDOWS)
    usual = basket.figures.get("ws-datacenter-usual")
    if not standard or not planned or usual is None:
        return
    product, rows = standard[0]
    hosts, editions = [host for host, _ in planned], [edition for _, edition in planned]
    if None in editions and any(key[:2] == (WINDOWS, DATACENTER) for key in _groups(basket)):
        # Which servers have which of the two editions is not known.
        return
    where = rows[0][0].where
    fleet = Fleet(hosts=hosts, shelf=basket.shelf(WINDOWS, product), figures=basket.figures)
    quoted = [edition or STANDARD for edition in editions]
    best = fleet.cheapest([edition if edition == DATACENTER else None for edition in editions])
    if best:
        cost, cheaper = fleet.cost(quoted), fleet.cost(best)
        if cost and cheaper and cheaper < cost:
            servers = named_servers(host for host, old, new in zip(hosts, quoted, best, strict=True) if old != new)
            yield messages.DATACENTER.at(where, quoted=cost, cheaper=cheaper, servers=servers)
    elif (most := max((host.vms for host, edition in zip(hosts, quoted, strict=True) if edition == STANDARD), default=0)) > usual:
        yield USUAL_DATACENTER.at(where, vms=most, usual=usual)


def mix_cheaper(basket: Basket) -> Iterator[Problem]:
    """Yield a warning for Datacenter alone where Standard on some of the servers would cost less at these prices, as sizing does."""
    groups = [(key, rows) for key, rows in _groups(basket).items() if key[0] == WINDOWS]
    planned = _planned(basket, WINDOWS)
    if not planned or {edition for (_, edition, _), _ in groups} != {DATACENTER}:
        return
    (_, _, product), rows = groups[0]
    fleet = Fleet(hosts=[host for host, _ in planned], shelf=basket.shelf(WINDOWS, product), figures=basket.figures)
    mix = cheaper_mix(fleet, [edition for _, edition in planned])
    yield from (problem._replace(where=rows[0][0].where) for problem in dearer_than(mix, fleet, [DATACENTER] * len(planned)))


def _groups(basket: Basket) -> dict[Group, list[tuple[Item, Sku]]]:
    """Group core packs by family, edition and product; each product is one generation."""
    groups: dict[Group, list[tuple[Item, Sku]]] = {}
    for item, sku, product in basket.known():
        if product.family in LEAST and sku.kind == "perpetual" and sku.metric in SIZES.values():
            groups.setdefault((product.family, sku.edition or "", sku.product), []).append((item, sku))
    return groups


def _cores(rows: list[tuple[Item, Sku]]) -> int:
    return sum(item.quantity * (sku.pack_size or 0) for item, sku in rows)


def _planned(basket: Basket, family: str) -> list[tuple[Host, str | None]]:
    """Return the servers of the request with their edition; None where it names none, or one that is not quoted."""
    quoted = {edition for known, edition, _ in _groups(basket) if known == family}
    servers = [server for server in basket.request.servers if server.product == PRODUCTS[family]]
    return [
        (host, server.edition if server.edition in quoted else None) for server in servers for host in parse_host(server.server, server.vms)
    ]


def _needed(host: Host, family: str, edition: str, basket: Basket) -> int:
    if family != WINDOWS:
        return cores_needed(host, edition, basket.request.software_assurance, basket.figures)
    return windows_cores(host, basket.figures) * sets_of(host.vms, edition, basket.figures)
