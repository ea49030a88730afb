"""The steps from the processors of Windows servers to packs of core licences."""

from collections import Counter
from collections.abc import Iterator, Sequence

from licensectl.domain.sizing.cores import core_licences, own_prices, pack_step
from licensectl.domain.sizing.editions import DATACENTER, EDITIONS, FAMILY, Fleet
from licensectl.domain.sizing.model import ServerNeed, Step

RULES = {"Standard": "ws-standard-vms", "Datacenter": "ws-datacenter-vms"}


def core_steps(fleet: Fleet, needs: Sequence[ServerNeed]) -> Iterator[Step]:
    """Yield the steps for each kind of server, then the sum and the packs of each edition."""
    figures = fleet.figures
    per, server, by = (figures[rule] for rule in ("ws-processor-minimum", "ws-server-minimum", "ws-standard-vms"))
    for host, need in dict.fromkeys(zip(fleet.hosts, needs, strict=True)):
        raw = host.sockets * max(per, host.cores_per_socket)
        yield Step("processors", f"{host.sockets} × max({per}, {host.cores_per_socket})", raw, "ws-processor-minimum")
        yield Step("server", f"max({server}, {raw})", need.cores_to_license, "ws-server-minimum")
        how = f"{host.vms} VM → 1" if need.edition == DATACENTER else f"max(1, ⌈{host.vms} / {by}⌉)"
        yield Step("sets", how, need.sets, RULES[need.edition or ""])
    used = [name for name in EDITIONS if any(need.edition == name for need in needs)]
    for edition in used:
        mine = [need for need in needs if need.edition == edition]
        of, cores = edition if len(used) > 1 else "", sum(need.core_licenses for need in mine)
        yield Step("core licences", _sum(mine), cores, RULES[edition], of)
        licenses = core_licences(cores, FAMILY, edition, fleet.packs, fleet.shelf)
        yield pack_step(cores, licenses, len(own_prices(FAMILY, edition, fleet.packs, fleet.shelf)) > 1, of)


def _sum(needs: Sequence[ServerNeed]) -> str:
    return " + ".join(f"{count} × {need.sets} × {need.cores_to_license}" for need, count in Counter(needs).items())
