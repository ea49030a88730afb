"""SQL Server: Standard per core or server plus CALs, Enterprise per core."""

from typing import Literal

from msgspec import Struct

from licensectl.core.text import listed
from licensectl.domain.catalog.model import Metric
from licensectl.domain.sizing import messages
from licensectl.domain.sizing.cals import DEVICES, USERS, AccessNeeds, CalCount, cheaper_from, count_cals, mean_price, price_per
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.cores import core_licences, pack_step
from licensectl.domain.sizing.hosts import Host
from licensectl.domain.sizing.model import Comparison, Licence, Option, ServerNeed, Sizing, Step, cost_of
from licensectl.domain.sizing.rules import Figures
from licensectl.errors import Problem, RefusedError, UsageError
from licensectl.i18n.translate import joined

FAMILY = "SQL Server"
BASE = "sql-server-cal"
Model = Literal["core", "server-cal"]


class SqlQuestion(Struct, frozen=True, kw_only=True):
    """A question about SQL Server: edition, licence model, hosts, and people with access.

    A host's `vms` are those that run SQL Server; without any host the Server/CAL model counts one server. `with_sa`: the licences
    come with Software Assurance or as a subscription.
    """

    edition: str
    model: Model
    hosts: list[Host]
    access: AccessNeeds = AccessNeeds()
    with_sa: bool = False


def size_sql(question: SqlQuestion, shelf: Shelf, figures: Figures) -> Sizing:
    """Return the licences for the servers, and CALs in the Server/CAL model. Raises UsageError if Enterprise is asked for in that model."""
    by_core = question.model == "core"
    if not by_core and question.edition not in shelf.editions(FAMILY, "server"):
        raise UsageError(messages.CORE_ONLY.at(edition=question.edition))
    if not by_core and not (question.access.everybody or question.access.additive):
        raise UsageError(messages.NOBODY.at())
    vms = sum(host.vms for host in question.hosts)
    if by_core and vms and not may_run_machines(question.edition, figures):
        raise RefusedError(messages.NO_VM_RIGHTS.at(edition=question.edition, vms=vms))
    needs = [_need(host, question.edition, question.with_sa, figures) for host in question.hosts]
    cores = sum(need.core_licenses for need in needs)
    problems = _beyond_capacity(question, shelf, figures)
    if by_core:
        licenses, steps = _by_core(question, needs, shelf, figures)
        problems += uncounted(question.access)
    else:
        line, step, cals = _by_server(question, shelf, figures)
        licenses, steps = [line, *cals.licenses], [step, *cals.steps]
        problems += cals.problems
    metric: Metric = "2-core pack" if by_core else "server"
    sku = shelf.server(FAMILY, question.edition, metric)
    return Sizing(
        product="sql-server",
        generation=shelf.catalog.products[sku.product].title if sku else FAMILY,
        edition=question.edition,
        model=question.model,
        core_licenses=cores if by_core else 0,
        licenses=licenses,
        servers=needs if by_core else [_by_machine(one, question.edition) for one in question.hosts],
        hosts=question.hosts,
        steps=steps,
        comparisons=_models(question, cores, shelf, figures),
        basis=shelf.basis,
        price_given=shelf.given,
        problems=problems,
    )


def _beyond_capacity(question: SqlQuestion, shelf: Shelf, figures: Figures) -> list[Problem]:
    """Return a warning for each kind of server with more cores than one instance of this version and edition uses."""
    sku = shelf.server(FAMILY, question.edition, "2-core pack" if question.model == "core" else "server")
    version = shelf.catalog.products[sku.product].version if sku else None
    most = figures.get(f"sql-{question.edition.lower()}-{version}-cores")
    # What a virtual machine of the host gets is not known.
    large = [host for host in question.hosts if most and not host.vms and host.sockets * host.cores_per_socket > most]
    return [
        messages.CAPACITY.at(
            version=version,
            edition=question.edition,
            most=most,
            server=f"{host.sockets}x{host.cores_per_socket}",
            cores=host.sockets * host.cores_per_socket,
        )
        for host in dict.fromkeys(large)
    ]


def uncounted(access: AccessNeeds) -> list[Problem]:
    """Return a note that people were named whom the core model does not count."""
    counts = ((USERS, access.everybody.users), (DEVICES, access.everybody.devices))
    named = [unit.filled(count=count) for unit, count in counts if count]
    return [messages.PER_CORE.at(people=joined(named, ", "))] if named else []


def may_run_machines(edition: str, figures: Figures) -> bool:
    """Return True if licences for the physical cores of a host allow virtual machines with this edition."""
    return figures.get(_machines_rule(edition)) != 0


def cores_needed(host: Host, edition: str, with_sa: bool, figures: Figures) -> int:
    """Return the core licences for a host: its physical cores, and without Software Assurance enough for its virtual machines."""
    cores = host.cores(figures["sql-processor-minimum"])
    per_licence = figures.get(_machines_rule(edition))
    return max(cores, -(-host.vms // per_licence)) if per_licence and not with_sa else cores


def _machines_rule(edition: str) -> str:
    """Return the id of the rule on virtual machines per core licence of the edition."""
    return f"sql-{edition.lower()}-vms"


def _need(host: Host, edition: str, with_sa: bool, figures: Figures) -> ServerNeed:
    cores = cores_needed(host, edition, with_sa, figures)
    return ServerNeed(host.sockets, host.cores_per_socket, cores, 1, cores, edition)


def _by_machine(host: Host, edition: str) -> ServerNeed:
    """Return the needs of a host in the Server/CAL model: no cores, and one licence per machine that runs SQL Server."""
    return ServerNeed(host.sockets, host.cores_per_socket, 0, max(1, host.vms), 0, edition)


def _by_core(question: SqlQuestion, needs: list[ServerNeed], shelf: Shelf, figures: Figures) -> tuple[list[Licence], list[Step]]:
    least = figures["sql-processor-minimum"]
    cores = sum(need.core_licenses for need in needs)
    licenses = core_licences(cores, FAMILY, question.edition, "2-core", shelf)
    steps = []
    for need in dict.fromkeys(needs):
        physical = Host(need.sockets, need.cores_per_socket).cores(least)
        steps.append(Step("processors", f"{need.sockets} × max({least}, {need.cores_per_socket})", physical, "sql-processor-minimum"))
        if need.core_licenses > physical:
            calculation = f"max({physical}, {need.core_licenses})"
            steps.append(Step("machines of the host", calculation, need.core_licenses, _machines_rule(question.edition)))
    total = Step(
        "core licences",
        listed([need.core_licenses for need in needs], 8, " + "),
        cores,
        "sql-processor-minimum",
    )
    return licenses, [*steps, total, pack_step(cores, licenses)]


def _by_server(question: SqlQuestion, shelf: Shelf, figures: Figures) -> tuple[Licence, Step, CalCount]:
    servers = (sum(max(1, host.vms) for host in question.hosts) or 1) * figures["sql-server-model"]
    line = shelf.licence(shelf.server(FAMILY, question.edition, "server"), "server", 1, servers, f"{FAMILY} {question.edition}")
    how = listed([max(1, host.vms) for host in question.hosts], 8, " + ") or "1"
    return line, Step("servers", how, servers, "sql-server-model"), count_cals(BASE, question.access, shelf)


def _models(question: SqlQuestion, cores: int, shelf: Shelf, figures: Figures) -> list[Comparison]:
    """Return per core against server plus CALs at these prices, and from how many CALs of the kind counted per core costs less."""
    if any(host.vms for host in question.hosts) and not may_run_machines(question.edition, figures):
        return []
    line, _, cals = _by_server(question, shelf, figures)
    by_core = cost_of(core_licences(cores, FAMILY, question.edition, "2-core", shelf))
    per_cal = mean_price(cals) if cals.licenses else price_per(BASE, "user CAL", shelf)
    if line.total is None or by_core is None or per_cal is None:
        return []
    by_server = cost_of([line, *cals.licenses]) if cals.licenses else None
    options = [*([Option("Server/CAL", by_server)] if by_server else []), Option("Per Core", by_core)]
    return [Comparison("core-server", options, "CAL", cheaper_from(by_core.amount - line.total.amount, per_cal))]
