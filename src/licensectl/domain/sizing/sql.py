"""SQL Server: Standard per core or server plus CALs, Enterprise per core."""

from typing import Literal

from msgspec import Struct

from licensectl.core.text import listed
from licensectl.domain.catalog.model import Metric
from licensectl.domain.sizing import messages
from licensectl.domain.sizing.cals import AccessNeeds, count_cals, price_per
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.cores import core_licences, cost_of, pack_step
from licensectl.domain.sizing.hosts import Host
from licensectl.domain.sizing.model import Comparison, Licence, Option, ServerNeed, Sizing, Step
from licensectl.domain.sizing.rules import Figures
from licensectl.errors import UsageError

FAMILY = "SQL Server"
BASE = "sql-server-cal"
Model = Literal["core", "server-cal"]


class SqlQuestion(Struct, frozen=True, kw_only=True):
    """Which edition runs where, by which model, and who has access.

    A host's `vms` are those that run SQL Server; without any host the Server/CAL model counts one server.
    """

    edition: str
    model: Model
    hosts: list[Host]
    access: AccessNeeds = AccessNeeds()


def size_sql(question: SqlQuestion, shelf: Shelf, figures: Figures) -> Sizing:
    """Licences for the servers, and CALs in the Server/CAL model; UsageError for Enterprise in that model."""
    by_core = question.model == "core"
    if not by_core and question.edition not in shelf.editions(FAMILY, "server"):
        raise UsageError(messages.CORE_ONLY.at(edition=question.edition))
    if not by_core and not (question.access.everybody or question.access.additive):
        raise UsageError(messages.NOBODY.at())
    needs = [_need(host, figures) for host in question.hosts]
    cores = sum(need.core_licenses for need in needs)
    licenses, steps = _by_core(question, needs, shelf, figures) if by_core else _by_server(question, shelf, figures)
    metric: Metric = "2-core pack" if by_core else "server"
    sku = shelf.server(FAMILY, question.edition, metric)
    return Sizing(
        product="sql-server",
        generation=shelf.catalog.products[sku.product].title if sku else FAMILY,
        edition=question.edition,
        model=question.model,
        core_licenses=cores if by_core else 0,
        licenses=licenses,
        servers=needs if by_core else [_by_instance(host) for host in question.hosts],
        hosts=question.hosts,
        steps=steps,
        comparisons=_models(question, cores, shelf, figures),
        basis=shelf.basis,
        price_given=shelf.given,
    )


def _need(host: Host, figures: Figures) -> ServerNeed:
    cores = host.cores(figures["sql-processor-minimum"])
    return ServerNeed(host.sockets, host.cores_per_socket, cores, 1, cores)


def _by_instance(host: Host) -> ServerNeed:
    """A server licensed as such: no cores, one licence per machine that runs SQL Server."""
    return ServerNeed(host.sockets, host.cores_per_socket, 0, max(1, host.vms), 0)


def _by_core(question: SqlQuestion, needs: list[ServerNeed], shelf: Shelf, figures: Figures) -> tuple[list[Licence], list[Step]]:
    least = figures["sql-processor-minimum"]
    cores = sum(need.core_licenses for need in needs)
    licenses = core_licences(cores, FAMILY, question.edition, "2-core", shelf)
    steps = [
        Step("processors", f"{need.sockets} × max({least}, {need.cores_per_socket})", need.cores_to_license, "sql-processor-minimum")
        for need in dict.fromkeys(needs)
    ]
    total = Step(
        "core licences",
        listed([need.core_licenses for need in needs], 8, " + "),
        cores,
        "sql-processor-minimum",
    )
    return licenses, [*steps, total, pack_step(cores, licenses, shelf)]


def _by_server(question: SqlQuestion, shelf: Shelf, figures: Figures) -> tuple[list[Licence], list[Step]]:
    servers = _instances(question.hosts) * figures["sql-server-model"]
    line = shelf.licence(shelf.server(FAMILY, question.edition, "server"), "server", 1, servers, f"{FAMILY} {question.edition}")
    how = listed([max(1, host.vms) for host in question.hosts], 8, " + ") or "1"
    cals = count_cals(BASE, question.access, shelf)
    return [line, *cals.licenses], [Step("servers", how, servers, "sql-server-model"), *cals.steps]


def _instances(hosts: list[Host]) -> int:
    return sum(max(1, host.vms) for host in hosts) or 1


def _models(question: SqlQuestion, cores: int, shelf: Shelf, figures: Figures) -> list[Comparison]:
    """Per core against server plus CALs at these prices; from how many CALs per core costs less."""
    server = shelf.price(shelf.server(FAMILY, question.edition, "server"))
    by_core = cost_of(core_licences(cores, FAMILY, question.edition, "2-core", shelf))
    per_cal = price_per(BASE, "user CAL", shelf)
    if server is None or by_core is None or not per_cal:
        return []
    by_server = cost_of(_by_server(question, shelf, figures)[0]) if question.access.everybody else None
    options = [*([Option("Server/CAL", by_server)] if by_server else []), Option("Per Core", by_core)]
    left = by_core.amount - server.amount * _instances(question.hosts)
    switch = max(0, int(left // per_cal)) + 1
    return [Comparison("core-server", options, "CAL", switch)]
