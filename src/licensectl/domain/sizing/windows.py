"""Windows Server: cores with their minimums, Standard by pairs of virtual machines, Datacenter, CALs, External Connectors."""

from decimal import Decimal

from msgspec import Struct

from licensectl.core.money import Money
from licensectl.domain.catalog.model import Metric
from licensectl.domain.sizing import messages
from licensectl.domain.sizing.cals import AccessNeeds, CalCount, People, cheaper_from, count_cals
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.cores import Packs, core_licences, own_prices, pack_step
from licensectl.domain.sizing.hosts import Host, windows_cores
from licensectl.domain.sizing.model import Comparison, Licence, Option, ServerNeed, Sizing, Step, cost_of, merged
from licensectl.domain.sizing.rules import Figures
from licensectl.errors import Problem

FAMILY = "Windows Server"
BASE, RDS = "windows-server-cal", "rds-cal"
CALS, CONNECTORS = "cal-user-or-device", "ws-connector-server"
# The search ends here if Datacenter never gets cheaper.
MOST_SETS = 500
MOST_SHOWN = 12


class External(Struct, frozen=True):
    """Users outside the company: how many, whether over remote desktop, and by which licence (auto: the cheaper)."""

    users: int = 0
    remote_desktop: bool = False
    by: str = "auto"


class WindowsQuestion(Struct, frozen=True, kw_only=True):
    """A question about Windows Server: hosts, people with access. `edition` is Standard or Datacenter."""

    edition: str
    hosts: list[Host]
    packs: Packs = "any"
    access: AccessNeeds = AccessNeeds()
    external: External = External()


def size_windows(question: WindowsQuestion, shelf: Shelf, figures: Figures) -> Sizing:
    """Return the licences for the hosts and for the people who have access."""
    needs = [_need(host, question.edition, figures) for host in question.hosts]
    cores = sum(need.core_licenses for need in needs)
    licenses = core_licences(cores, FAMILY, question.edition, question.packs, shelf)
    cals = count_cals(BASE, question.access, shelf)
    external = _external(question, shelf, figures)
    sku = shelf.server(FAMILY, question.edition, "16-core pack")
    by_price = len(own_prices(FAMILY, question.edition, question.packs, shelf)) > 1
    return Sizing(
        product="windows-server",
        generation=shelf.catalog.products[sku.product].title if sku else FAMILY,
        edition=question.edition,
        model="core",
        core_licenses=cores,
        licenses=merged([*licenses, *cals.licenses, *external.licenses]),
        servers=needs,
        hosts=question.hosts,
        steps=[*_core_steps(needs, question, figures), pack_step(cores, licenses, by_price), *cals.steps, *external.steps],
        comparisons=[*_editions(question, shelf, figures), *cals.comparisons, *external.comparisons],
        basis=shelf.basis,
        price_given=shelf.given,
        problems=[*cals.problems, *external.problems, *_hints(question, shelf, figures)],
    )


def _need(host: Host, edition: str, figures: Figures) -> ServerNeed:
    one_set = windows_cores(host, figures)
    sets = sets_of(host.vms, edition, figures)
    return ServerNeed(host.sockets, host.cores_per_socket, one_set, sets, one_set * sets)


def sets_of(vms: int, edition: str, figures: Figures) -> int:
    """Return the full sets of core licences for `vms` machines: Datacenter one, Standard one for each pair begun."""
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
    """Compare Standard with Datacenter for these hosts, and find from how many machines per host Datacenter costs less."""
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
    options = [Option("Standard", standard), Option("Datacenter", datacenter)]
    return [Comparison("standard-datacenter", options, "VM", switch, curve, asked=_asked(question, by, figures))]


def _asked(question: WindowsQuestion, by: int, figures: Figures) -> str | None:
    """Return the name of the case asked about, as the curve or the last way has it; None if hosts differ in their machines."""
    if question.edition == "Datacenter":
        return "Datacenter"
    sets = {sets_of(host.vms, question.edition, figures) for host in question.hosts}
    return f"{sets.pop() * by} VM" if len(sets) == 1 else None


def _standard_costs(one_set: int, packs: Packs, shelf: Shelf, datacenter: Money) -> list[Money]:
    """Return the cost of one, two, three … sets of Standard, up to the first that costs more than Datacenter."""
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
    """Return the licences of external users: connectors for every server, or a CAL each, whichever costs less."""
    external, servers = question.external, len(question.hosts)
    if not external.users:
        return CalCount([], [], [])
    ids = [BASE, RDS] if external.remote_desktop else [BASE]
    cals = count_cals(BASE, AccessNeeds(People(external.users), {RDS: People(external.users)} if external.remote_desktop else {}), shelf)
    connectors = [_connector(access_id, servers * figures["ws-connector-server"], shelf) for access_id in ids]
    by_connector, by_cal = cost_of(connectors), cost_of(cals.licenses)
    switch, steps, weighed, said = None, list[Step](), list[Comparison](), list[Problem]()
    if by_connector is not None and by_cal is not None:
        switch = cheaper_from(by_connector.amount, by_cal.amount / external.users)
        weighed = [Comparison("connector-cals", [Option("CAL", by_cal), Option("External Connector", by_connector)], "user", switch)]
    elif external.by == "auto":
        switch, steps, said = _usual(ids, connectors[0].quantity, shelf, figures)
    chosen = external.by if external.by != "auto" else "connector" if switch is not None and external.users >= switch else "cals"
    if chosen == "cals":
        return CalCount(cals.licenses, [*steps, Step("external CALs", f"{external.users} × 1", external.users, CALS)], weighed, said)
    step = Step("connectors", f"{servers} × {figures[CONNECTORS]}", connectors[0].quantity, CONNECTORS)
    return CalCount(connectors, [*steps, step], weighed, said)


def _usual(ids: list[str], quantity: int, shelf: Shelf, figures: Figures) -> tuple[int | None, list[Step], list[Problem]]:
    """Return from how many users `quantity` connectors cost less where the user has no prices: by the newest public list, else usually."""
    connectors = [shelf.connector(access_id) or access_id for access_id in ids]
    wanted: list[tuple[str, Metric]] = [(name, "external connector") for name in connectors]
    public = shelf.public_prices([*wanted, *((access_id, "user CAL") for access_id in ids)])
    if public is None:
        usual = figures["ws-connector-usual"] * quantity + 1
        return usual, [Step("connector pays", f"{quantity} × {figures['ws-connector-usual']} + 1", usual, "ws-connector-usual")], []
    whole, each = sum(public.amounts[: len(ids)]) * quantity, sum(public.amounts[len(ids) :])
    switch = cheaper_from(Decimal(whole), Decimal(each))
    said = messages.CONNECTOR_PUBLIC.at(market=public.market, month=public.month, users=switch)
    return switch, [Step("connector pays", f"⌊{whole} / {each}⌋ + 1", switch or 0, "ws-connector-public")], [said]


def _connector(licence: str, quantity: int, shelf: Shelf) -> Licence:
    connector_id = shelf.connector(licence)
    sku = shelf.access(connector_id, "external connector") if connector_id else None
    return shelf.licence(sku, "external connector", 1, quantity, connector_id or licence)


def _hints(question: WindowsQuestion, shelf: Shelf, figures: Figures) -> list[Problem]:
    """Return a remark that uses the usual break-even, where no price is known."""
    usual = figures["ws-datacenter-usual"]
    most = max(host.vms for host in question.hosts)
    if question.edition == "Datacenter" or shelf.basis or most <= usual:
        return []
    return [messages.USUAL_DATACENTER.at(vms=most, usual=usual)]
