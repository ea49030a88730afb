"""Windows Server editions: sets of core licences, and for each server the edition that makes all of them cost least."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from licensectl.core.money import Money
from licensectl.core.text import listed
from licensectl.domain.sizing import messages
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.cores import Packs, core_licences
from licensectl.domain.sizing.hosts import Host, windows_cores
from licensectl.domain.sizing.model import Comparison, Licence, Option, ServerNeed, cost_of
from licensectl.domain.sizing.rules import Figures
from licensectl.errors import Problem

FAMILY = "Windows Server"
STANDARD, DATACENTER = EDITIONS = ("Standard", "Datacenter")
MIXED = "Standard + Datacenter"
# For each server the edition that makes all of them cost least.
CHEAPEST = "Cheapest"
# The search ends here if Datacenter never gets cheaper.
MOST_SETS = 500
MOST_SHOWN = 12
# With more assignments than this, equal servers all get the edition that costs less for one of them.
MOST_TRIED = 5_000
Kind = tuple[Host, str | None]


def sets_of(vms: int, edition: str, figures: Figures) -> int:
    """Return the full sets of core licences for `vms` machines: Datacenter one, Standard one for each pair begun."""
    return 1 if edition == DATACENTER else max(1, -(-vms // figures["ws-standard-vms"]))


def need_of(host: Host, edition: str, figures: Figures) -> ServerNeed:
    """Return the core licences of one server in one edition."""
    one_set, sets = windows_cores(host, figures), sets_of(host.vms, edition, figures)
    return ServerNeed(host.sockets, host.cores_per_socket, one_set, sets, one_set * sets, edition)


class Fleet(Struct, frozen=True, kw_only=True):
    """Servers that are licensed together: packs are bought for all servers of one edition."""

    hosts: Sequence[Host]
    shelf: Shelf
    figures: Figures
    packs: Packs = "any"

    def licences(self, editions: Sequence[str]) -> list[Licence]:
        """Return the packs for the servers, `editions` being the edition of each."""
        needed = dict.fromkeys(EDITIONS, 0)
        for host, edition in zip(self.hosts, editions, strict=True):
            needed[edition] += need_of(host, edition, self.figures).core_licenses
        return self._packs(needed[STANDARD], needed[DATACENTER])

    def cost(self, editions: Sequence[str]) -> Money | None:
        """Return the cost of the packs; None if one has no price."""
        return cost_of(self.licences(editions))

    def uniform(self, edition: str) -> Money | None:
        """Return the cost of the packs with one edition on all servers; None if one has no price."""
        return self.cost([edition] * len(self.hosts))

    def cheapest(self, settled: Sequence[str | None] = ()) -> list[str] | None:
        """Return the edition of each server for which all packs cost least; None if prices of an edition are not known.

        `settled` has the editions that are not to change. One edition for all is kept where a mix costs the same.
        """
        every = list(zip(self.hosts, settled or [None] * len(self.hosts), strict=True))
        kinds = sorted(Counter(every).items(), key=lambda kind: kind[1])
        # By Datacenter cores: the fewest Standard cores beside them, and how many servers of each kind have Datacenter.
        found: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
        for (host, edition), count in kinds:
            one_set, several = (need_of(host, name, self.figures).core_licenses for name in (DATACENTER, STANDARD))
            tried = self._tried(host, edition, count, len(found))
            grown: dict[int, tuple[int, tuple[int, ...]]] = {}
            for datacenter, (standard, counts) in found.items():
                for number in tried:
                    key, cores = datacenter + number * one_set, standard + (count - number) * several
                    if key not in grown or cores < grown[key][0]:
                        grown[key] = cores, (*counts, number)
            found = grown
        costs = {cores: cost for cores, (standard, _) in found.items() if (cost := cost_of(self._packs(standard, cores)))}
        if not costs or self.uniform(STANDARD) is None or self.uniform(DATACENTER) is None:
            return None
        best = min(costs, key=lambda cores: costs[cores].amount)
        split = list(_given_out(every, dict(zip((kind for kind, _ in kinds), found[best][1], strict=True))))
        alike = ([edition or name for _, edition in every] for name in EDITIONS)
        return min((*alike, split), key=self._amount)

    def _tried(self, host: Host, edition: str | None, count: int, found: int) -> Sequence[int]:
        """Return how many of `count` equal servers may have Datacenter, beside `found` assignments of the others."""
        if edition:
            return (count if edition == DATACENTER else 0,)
        if found * (count + 1) <= MOST_TRIED:
            return range(count + 1)
        one_set, several = (need_of(host, name, self.figures).core_licenses for name in (DATACENTER, STANDARD))
        standard, datacenter = cost_of(self._packs(several, 0)), cost_of(self._packs(0, one_set))
        return (count if standard and datacenter and datacenter < standard else 0,)

    def _amount(self, editions: Sequence[str]) -> Decimal:
        cost = self.cost(editions)
        return cost.amount if cost else Decimal("Infinity")

    def _packs(self, standard: int, datacenter: int) -> list[Licence]:
        needed = ((STANDARD, standard), (DATACENTER, datacenter))
        return [line for name, cores in needed if cores for line in core_licences(cores, FAMILY, name, self.packs, self.shelf)]


def _given_out(every: Sequence[Kind], datacenter: dict[Kind, int]) -> Iterator[str]:
    """Yield the edition of each server; `datacenter` says how many of each kind have Datacenter."""
    left = dict(datacenter)
    for kind in every:
        left[kind] -= 1
        yield DATACENTER if left[kind] >= 0 else STANDARD


def named_servers(hosts: Iterable[Host]) -> str:
    """Return servers as `--server` takes them, with the virtual machines of each: "4:2x10 (3 VM)"."""
    return listed([f"{count}:{one.sockets}x{one.cores_per_socket} ({one.vms} VM)" for one, count in Counter(hosts).items()], 8)


class EditionMix(NamedTuple):
    """The edition of each server, not the same on all, and the cost of the packs."""

    editions: Sequence[str]
    cost: Money


def cheaper_mix(fleet: Fleet, settled: Sequence[str | None] = ()) -> EditionMix | None:
    """Return the mix of editions that costs less than either edition on all servers; `settled` as for `Fleet.cheapest`."""
    best, standard, datacenter = fleet.cheapest(settled), fleet.uniform(STANDARD), fleet.uniform(DATACENTER)
    cost = fleet.cost(best) if best else None
    if not (best and cost and standard and datacenter and cost < standard and cost < datacenter):
        return None
    return EditionMix(best, cost)


def dearer_than(mix: EditionMix | None, fleet: Fleet, asked: Sequence[str]) -> Iterator[Problem]:
    """Yield a warning if the editions `asked` for the servers cost more than the mix."""
    cost = fleet.cost(asked)
    if mix and cost and mix.cost < cost:
        servers = named_servers(host for host, edition in zip(fleet.hosts, mix.editions, strict=True) if edition == DATACENTER)
        yield messages.MIXED_EDITIONS.at(edition=asked[0], cost=cost, servers=servers, mixed=mix.cost, saved=cost - mix.cost)


def compare_editions(fleet: Fleet, asked: Sequence[str]) -> tuple[list[Comparison], list[Problem]]:
    """Compare one edition on all servers with the cheapest edition on each, and find the machines from which Datacenter costs less.

    `asked` has the editions of the answer: a warning follows where a mix of them would cost less than both editions alone.
    """
    standard, datacenter, mix = fleet.uniform(STANDARD), fleet.uniform(DATACENTER), cheaper_mix(fleet)
    if standard is None or datacenter is None:
        return [], []
    options = [Option(STANDARD, standard), *([Option(MIXED, mix.cost)] if mix else ()), Option(DATACENTER, datacenter)]
    by = fleet.figures["ws-standard-vms"]
    costs = _standard_costs(fleet, datacenter)
    switch = (len(costs) - 1) * by + 1 if costs and datacenter < costs[-1] else None
    curve = [Option(f"{number * by} VM", cost) for number, cost in enumerate(costs[:MOST_SHOWN], 1)]
    return [Comparison("standard-datacenter", options, "VM", switch, curve, asked=_asked(fleet, asked, by))], list(
        dearer_than(mix, fleet, asked)
    )


def _asked(fleet: Fleet, editions: Sequence[str], by: int) -> str | None:
    """Return the name of the case asked about, as the curve or an option has it; None if hosts differ in their machines."""
    if len(set(editions)) > 1:
        return MIXED
    if editions[0] == DATACENTER:
        return DATACENTER
    sets = {sets_of(host.vms, STANDARD, fleet.figures) for host in fleet.hosts}
    return f"{sets.pop() * by} VM" if len(sets) == 1 else None


def _standard_costs(fleet: Fleet, datacenter: Money) -> list[Money]:
    """Return the cost of one, two, three … sets of Standard, up to the first that costs more than Datacenter."""
    one_set = sum(windows_cores(host, fleet.figures) for host in fleet.hosts)
    costs: list[Money] = []
    for sets in range(1, MOST_SETS):
        cost = cost_of(core_licences(one_set * sets, FAMILY, STANDARD, fleet.packs, fleet.shelf))
        if cost is None:
            break
        costs.append(cost)
        if datacenter < cost:
            break
    return costs
