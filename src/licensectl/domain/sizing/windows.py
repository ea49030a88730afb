"""Windows Server: cores with their minimums, Standard by pairs of virtual machines, Datacenter, CALs, External Connectors."""

from msgspec import Struct

from licensectl.core.money import Money
from licensectl.domain.sizing import messages
from licensectl.domain.sizing.cals import AccessNeeds, CalCount, People, count_cals, price_per
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.cores import Packs, core_licences, cost_of, pack_step
from licensectl.domain.sizing.hosts import Host, windows_cores
from licensectl.domain.sizing.model import Comparison, Licence, Option, ServerNeed, Sizing, Step, merged
from licensectl.domain.sizing.rules import Figures
from licensectl.errors import Problem

FAMILY = "Windows Server"
BASE, RDS = "windows-server-cal", "rds-cal"
# Where Datacenter never gets cheaper the search has to end somewhere.
MOST_SETS = 500
MOST_SHOWN = 12


class External(Struct, frozen=True):
    """Users outside the company: how many, whether over remote desktop, and by which licence (auto: the cheaper)."""

    users: int = 0
    remote_desktop: bool = False
    by: str = "auto"


class WindowsQuestion(Struct, frozen=True, kw_only=True):
    """What runs where and who has access. `edition` is Standard or Datacenter."""

    edition: str
    hosts: list[Host]
    packs: Packs = "any"
    access: AccessNeeds = AccessNeeds()
    external: External = External()


def size_windows(question: WindowsQuestion, shelf: Shelf, figures: Figures) -> Sizing:
    """Licences for the hosts and for the people who have access."""
    needs = [_need(host, question.edition, figures) for host in question.hosts]
    cores = sum(need.core_licenses for need in needs)
    licenses = core_licences(cores, FAMILY, question.edition, question.packs, shelf)
    cals = count_cals(BASE, question.access, shelf)
    external = _external(question, shelf, figures)
    sku = shelf.server(FAMILY, question.edition, "16-core pack")
    return Sizing(
        product="windows-server",
        generation=shelf.catalog.products[sku.product].title if sku else FAMILY,
        edition=question.edition,
        model="core",
        core_licenses=cores,
        licenses=merged([*licenses, *cals.licenses, *external.licenses]),
        servers=needs,
        hosts=question.hosts,
        steps=[*_core_steps(needs, question, figures), pack_step(cores, licenses, shelf), *cals.steps, *external.steps],
        comparisons=[*_editions(question, shelf, figures), *cals.comparisons, *external.comparisons],
        basis=shelf.basis,
        price_given=shelf.given,
        problems=_hints(question, shelf, figures),
    )


def _need(host: Host, edition: str, figures: Figures) -> ServerNeed:
    one_set = windows_cores(host, figures)
    sets = sets_of(host.vms, edition, figures)
    return ServerNeed(host.sockets, host.cores_per_socket, one_set, sets, one_set * sets)


def sets_of(vms: int, edition: str, figures: Figures) -> int:
    """Full sets of core licences for `vms` machines: Datacenter one, Standard one for each pair begun."""
    return 1 if edition == "Datacenter" else max(1, -(-vms // figures["ws-standard-vms"]))


def _core_steps(needs: list[ServerNeed], question: WindowsQuestion, figures: Figures) -> list[Step]:
    per, server = figures["ws-processor-minimum"], figures["ws-server-minimum"]
    steps: list[Step] = []
    for host, need in dict.fromkeys(zip(question.hosts, needs, strict=True)):
        raw = host.sockets * max(per, host.cores_per_socket)
        steps.append(Step("processors", f"{host.sockets} × max({per}, {host.cores_per_socket})", raw, "ws-processor-minimum"))
        steps.append(Step("server", f"max({server}, {raw})", need.cores_to_license, "ws-server-minimum"))
        if question.edition == "Datacenter":
            steps.append(Step("sets", f"{host.vms} VM → 1", need.sets, "ws-datacenter-vms"))
        else:
            by = figures["ws-standard-vms"]
            steps.append(Step("sets", f"max(1, ⌈{host.vms} / {by}⌉)", need.sets, "ws-standard-vms"))
    total = sum(need.core_licenses for need in needs)
    rule = "ws-datacenter-vms" if question.edition == "Datacenter" else "ws-standard-vms"
    return [*steps, Step("core licences", _sum(needs), total, rule)]


def _sum(needs: list[ServerNeed]) -> str:
    counts: dict[ServerNeed, int] = {}
    for need in needs:
        counts[need] = counts.get(need, 0) + 1
    return " + ".join(f"{count} × {need.sets} × {need.cores_to_license}" for need, count in counts.items())


def _editions(question: WindowsQuestion, shelf: Shelf, figures: Figures) -> list[Comparison]:
    """Standard against Datacenter for these hosts, and from how many machines per host Datacenter costs less."""
    one_set = sum(windows_cores(host, figures) for host in question.hosts)
    datacenter = cost_of(core_licences(one_set, FAMILY, "Datacenter", question.packs, shelf))
    asked = sum(windows_cores(host, figures) * sets_of(host.vms, "Standard", figures) for host in question.hosts)
    standard = cost_of(core_licences(asked, FAMILY, "Standard", question.packs, shelf))
    if standard is None or datacenter is None:
        return []
    by = figures["ws-standard-vms"]
    costs = _standard_costs(one_set, question.packs, shelf, datacenter)
    switch = (len(costs) - 1) * by + 1 if costs and datacenter < costs[-1] else None
    curve = [Option(f"{number * by} VM", cost) for number, cost in enumerate(costs[:MOST_SHOWN], 1)]
    return [Comparison("standard-datacenter", [Option("Standard", standard), Option("Datacenter", datacenter)], "VM", switch, curve)]


def _standard_costs(one_set: int, packs: Packs, shelf: Shelf, datacenter: Money) -> list[Money]:
    """What one, two, three … sets of Standard cost, up to the first that costs more than Datacenter."""
    costs: list[Money] = []
    for sets in range(1, MOST_SETS):
        cost = cost_of(core_licences(one_set * sets, FAMILY, "Standard", packs, shelf))
        if cost is None:
            break
        costs.append(cost)
        if datacenter < cost:
            break
    return costs


def _external(question: WindowsQuestion, shelf: Shelf, figures: Figures) -> CalCount:
    """External users: connectors for every server, or a CAL each; at these prices, else by the usual break-even."""
    external, servers = question.external, len(question.hosts)
    if not external.users:
        return CalCount([], [], [])
    ids = [BASE, RDS] if external.remote_desktop else [BASE]
    cals = count_cals(BASE, AccessNeeds(People(external.users), {RDS: People(external.users)} if external.remote_desktop else {}), shelf)
    connectors = [_connector(access_id, servers * figures["ws-connector-server"], shelf) for access_id in ids]
    by_connector, by_cal = cost_of(connectors), cost_of(cals.licenses)
    per_user = [price_per(access_id, "user CAL", shelf) for access_id in ids]
    weighed, switch = [], figures["ws-connector-usual"] * servers + 1
    if by_connector is not None and by_cal is not None:
        each = sum((price for price in per_user if price is not None), by_connector.amount * 0)
        switch = int(by_connector.amount // each) + 1 if each else 0
        weighed = [
            Comparison("connector-cals", [Option("CAL", by_cal), Option("External Connector", by_connector)], "user", switch or None)
        ]
    chosen = external.by if external.by != "auto" else "connector" if switch and external.users >= switch else "cals"
    rule = "ws-connector-server" if weighed or external.by != "auto" else "ws-connector-usual"
    if chosen == "cals":
        return CalCount(cals.licenses, [Step("external CALs", f"{external.users} × 1", external.users, rule)], weighed)
    step = Step("connectors", f"{servers} × {figures['ws-connector-server']}", connectors[0].quantity, rule)
    return CalCount(connectors, [step], weighed)


def _connector(licence: str, quantity: int, shelf: Shelf) -> Licence:
    known = shelf.catalog.access_licenses.get(licence)
    connector_id = known.connector if known else None
    sku = shelf.access(connector_id, "external connector") if connector_id else None
    return shelf.licence(sku, "external connector", 1, quantity, connector_id or licence)


def _hints(question: WindowsQuestion, shelf: Shelf, figures: Figures) -> list[Problem]:
    """What the usual break-even says where no price is at hand."""
    usual = figures["ws-datacenter-usual"]
    most = max(host.vms for host in question.hosts)
    if question.edition == "Datacenter" or shelf.basis or most <= usual:
        return []
    return [messages.USUAL_DATACENTER.at(vms=most, usual=usual)]
