"""Windows Server: cores with their minimums, Standard by pairs of virtual machines, Datacenter, CALs, External Connectors."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from licensectl.domain.catalog.model import Metric
from licensectl.domain.sizing import messages
from licensectl.domain.sizing.cals import AccessNeeds, CalCount, People, cheaper_from, count_cals
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.cores import Packs, core_licences, own_prices, pack_step
from licensectl.domain.sizing.editions import CHEAPEST, DATACENTER, EDITIONS, FAMILY, MIXED, STANDARD, Fleet, compare_editions, need_of
from licensectl.domain.sizing.hosts import Host
from licensectl.domain.sizing.model import Comparison, Licence, Option, ServerNeed, Sizing, Step, cost_of
from licensectl.domain.sizing.rules import Figures
from licensectl.errors import LicensectlError, Problem

BASE, RDS = "windows-server-cal", "rds-cal"
CALS, CONNECTORS = "cal-user-or-device", "ws-connector-server"
# Rules on the sets of core licences, by edition.
SETS = {STANDARD: "ws-standard-vms", DATACENTER: "ws-datacenter-vms"}


class External(Struct, frozen=True):
    """Users outside the company: how many, whether over remote desktop, and by which licence (auto: the cheaper)."""

    users: int = 0
    remote_desktop: bool = False
    by: str = "auto"


class WindowsQuestion(Struct, frozen=True, kw_only=True):
    """A question about Windows Server: hosts, people with access. `edition` is Standard, Datacenter or Cheapest (for each host)."""

    edition: str
    hosts: list[Host]
    packs: Packs = "any"
    access: AccessNeeds = AccessNeeds()
    external: External = External()


def size_windows(question: WindowsQuestion, shelf: Shelf, figures: Figures) -> Sizing:
    """Return the licences for the hosts and for the people who have access.

    Raises LicensectlError if the cheapest editions are asked for and the prices of both are not known.
    """
    fleet = Fleet(hosts=question.hosts, packs=question.packs, shelf=shelf, figures=figures)
    editions = fleet.cheapest() if question.edition == CHEAPEST else [question.edition] * len(question.hosts)
    if editions is None:
        raise LicensectlError(messages.NO_CHEAPEST.at())
    needs = [need_of(host, edition, figures) for host, edition in zip(question.hosts, editions, strict=True)]
    used = [name for name in EDITIONS if name in editions]
    cals = count_cals(BASE, question.access, shelf)
    external = _external(question, shelf, figures)
    comparisons, said = compare_editions(fleet, editions)
    sku = shelf.server(FAMILY, used[0], "16-core pack")
    return Sizing(
        product="windows-server",
        generation=shelf.catalog.products[sku.product].title if sku else FAMILY,
        edition=used[0] if len(used) == 1 else MIXED,
        model="core",
        core_licenses=sum(need.core_licenses for need in needs),
        licenses=shelf.merged([*fleet.licences(editions), *cals.licenses, *external.licenses]),
        servers=needs,
        hosts=question.hosts,
        steps=[*_core_steps(fleet, needs), *cals.steps, *external.steps],
        comparisons=[*comparisons, *cals.comparisons, *external.comparisons],
        basis=shelf.basis,
        price_given=shelf.given,
        problems=[*cals.problems, *external.problems, *said, *_hints(question, shelf, figures)],
    )


def _core_steps(fleet: Fleet, needs: Sequence[ServerNeed]) -> Iterator[Step]:
    """Yield the steps for each kind of server, then the sum and the packs of each edition."""
    figures = fleet.figures
    per, server, by = (figures[rule] for rule in ("ws-processor-minimum", "ws-server-minimum", "ws-standard-vms"))
    for host, need in dict.fromkeys(zip(fleet.hosts, needs, strict=True)):
        raw = host.sockets * max(per, host.cores_per_socket)
        yield Step("processors", f"{host.sockets} × max({per}, {host.cores_per_socket})", raw, "ws-processor-minimum")
        yield Step("server", f"max({server}, {raw})", need.cores_to_license, "ws-server-minimum")
        how = f"{host.vms} VM → 1" if need.edition == DATACENTER else f"max(1, ⌈{host.vms} / {by}⌉)"
        yield Step("sets", how, need.sets, SETS[need.edition or ""])
    used = [name for name in EDITIONS if any(need.edition == name for need in needs)]
    for edition in used:
        mine = [need for need in needs if need.edition == edition]
        of, cores = edition if len(used) > 1 else "", sum(need.core_licenses for need in mine)
        how = " + ".join(f"{count} × {need.sets} × {need.cores_to_license}" for need, count in Counter(mine).items())
        yield Step("core licences", how, cores, SETS[edition], of)
        licenses = core_licences(cores, FAMILY, edition, fleet.packs, fleet.shelf)
        yield pack_step(cores, licenses, len(own_prices(FAMILY, edition, fleet.packs, fleet.shelf)) > 1, of)


def _external(question: WindowsQuestion, shelf: Shelf, figures: Figures) -> CalCount:
    """Return the licences of external users: connectors for every server, or a CAL each, whichever costs less."""
    external, servers = question.external, len(question.hosts)
    if not external.users:
        return CalCount([], [], [])
    ids = [BASE, RDS] if external.remote_desktop else [BASE]
    cals = count_cals(BASE, AccessNeeds(People(external.users), {RDS: People(external.users)} if external.remote_desktop else {}), shelf)
    connectors = [_connector(access_id, servers * figures["ws-connector-server"], shelf) for access_id in ids]
    by_connector, by_cal = cost_of(connectors), cost_of(cals.licenses)
    switch, steps, compared, said = None, list[Step](), list[Comparison](), list[Problem]()
    if by_connector is not None and by_cal is not None:
        switch = cheaper_from(by_connector.amount, by_cal.amount / external.users)
        compared = [Comparison("connector-cals", [Option("CAL", by_cal), Option("External Connector", by_connector)], "user", switch)]
    elif external.by == "auto":
        switch, steps, said = _usual(ids, connectors[0].quantity, shelf, figures)
    chosen = external.by if external.by != "auto" else "connector" if switch is not None and external.users >= switch else "cals"
    if chosen == "cals":
        return CalCount(cals.licenses, [*steps, Step("external CALs", f"{external.users} × 1", external.users, CALS)], compared, said)
    step = Step("connectors", f"{servers} × {figures[CONNECTORS]}", connectors[0].quantity, CONNECTORS)
    return CalCount(connectors, [*steps, step], compared, said)


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
    if question.edition == DATACENTER or shelf.basis or most <= usual:
        return []
    return [messages.USUAL_DATACENTER.at(vms=most, usual=usual)]
