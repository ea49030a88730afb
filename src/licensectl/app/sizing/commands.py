"""`licensectl size …`."""

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from licensectl.app.sizing.options import Setting, sizing_verb
from licensectl.cli.command import Report, group
from licensectl.core.messages import ALONE, BAD_OPTION
from licensectl.errors import UsageError

if TYPE_CHECKING:
    from licensectl.domain.sizing.candidates import Shelf

app = group()
CHOICES = {
    "edition": ("standard", "datacenter", "enterprise"),
    "packs": ("any", "2-core", "16-core"),
    "cals": ("auto", "user", "device", "both"),
    "model": ("core", "server-cal"),
    "external": ("auto", "connector", "cals"),
}
SERVER = Annotated[
    list[str] | None, typer.Option("--server", metavar="SxC", help="2x10: 2 processors of 10 cores; 4:2x10: four such; repeatable.")
]
VMS = Annotated[
    list[int] | None, typer.Option("--vms", metavar="N", help="Virtual machines per server: once for all, or once for each --server.")
]
VM_CORES = Annotated[
    list[str] | None, typer.Option("--vm-cores", metavar="N", help="License machines of N virtual cores instead; 3:8: three of 8.")
]
USERS = Annotated[int, typer.Option(help="Users who have access.")]
DEVICES = Annotated[int, typer.Option(help="Devices that have access.")]
CALS = Annotated[str, typer.Option(metavar="auto|user|device|both", help="auto: the cheaper of users and devices; both: CALs for both.")]
WITH_SA = Annotated[bool, typer.Option("--with-sa", help="The licences come with Software Assurance or as a subscription.")]
MOBILITY = Annotated[bool, typer.Option("--mobility", help="Machines move between servers.")]


@app.callback()
def about() -> None:
    """How many licences, which packs, by which rule. -f yaml writes a request: … -f yaml | licensectl quote build -."""


@sizing_verb(app, "windows-server")
def windows_server(
    setting: Setting,
    server: SERVER = None,
    edition: Annotated[str, typer.Option(metavar="standard|datacenter", help="Edition.")] = "standard",
    vms: VMS = None,
    users: USERS = 0,
    devices: DEVICES = 0,
    cals: CALS = "auto",
    rds_users: Annotated[int, typer.Option(help="Of them, users of Remote Desktop Services.")] = 0,
    rds_devices: Annotated[int, typer.Option(help="Of them, devices with Remote Desktop Services.")] = 0,
    rms_users: Annotated[int, typer.Option(help="Of them, users of Rights Management Services.")] = 0,
    rms_devices: Annotated[int, typer.Option(help="Of them, devices with Rights Management Services.")] = 0,
    external_users: Annotated[int, typer.Option(help="Users outside the company, besides.")] = 0,
    external: Annotated[str, typer.Option(metavar="auto|connector|cals", help="How external users are licensed.")] = "auto",
    external_rds: Annotated[bool, typer.Option("--external-rds", help="External users come over Remote Desktop Services.")] = False,
    packs: Annotated[
        str, typer.Option(metavar="any|2-core|16-core", help="Packs to buy; any: by price where known, else by count.")
    ] = "any",
    vm_cores: VM_CORES = None,
    with_sa: WITH_SA = False,
    mobility: MOBILITY = False,
) -> Report:
    """Cores, packs and CALs for Windows Server hosts."""
    from licensectl.domain.sizing import windows
    from licensectl.domain.sizing.cals import AccessNeeds, People
    from licensectl.domain.sizing.hosts import parse_hosts, parse_vm_cores
    from licensectl.domain.sizing.virtual_machines import refuse_without_sa, size_machines

    edition = edition.lower()
    _known(edition=edition, packs=packs, cals=cals, external=external)
    refuse_without_sa(bool(vm_cores), mobility, with_sa)
    shelf = setting.shelf(windows.FAMILY)
    figures = setting.figures
    additive = {"rds-cal": People(rds_users, rds_devices), "rms-cal": People(rms_users, rms_devices)}
    access = AccessNeeds(People(users, devices), {access_id: people for access_id, people in additive.items() if people}, cast(Any, cals))
    if vm_cores:
        return setting.report(size_machines("windows-server", edition.title(), parse_vm_cores(vm_cores), figures, access, shelf), shelf)
    question = windows.WindowsQuestion(
        edition=_edition(shelf, windows.FAMILY, edition),
        hosts=parse_hosts(_some(server, "--server"), vms or []),
        packs=cast(Any, packs),
        access=access,
        external=windows.External(_count("--external-users", external_users), external_rds, external),
    )
    return setting.report(windows.size_windows(question, shelf, figures), shelf)


@sizing_verb(app, "sql-server")
def sql_server(
    setting: Setting,
    server: SERVER = None,
    edition: Annotated[str, typer.Option(metavar="standard|enterprise", help="Edition.")] = "standard",
    model: Annotated[str, typer.Option(metavar="core|server-cal", help="Enterprise knows core only.")] = "core",
    vms: VMS = None,
    users: USERS = 0,
    devices: DEVICES = 0,
    cals: CALS = "auto",
    vm_cores: VM_CORES = None,
    with_sa: WITH_SA = False,
    mobility: MOBILITY = False,
) -> Report:
    """Core packs, or server licences and CALs, for SQL Server. With server-cal, --vms are those that run it."""
    from licensectl.domain.sizing import sql
    from licensectl.domain.sizing.cals import AccessNeeds, People
    from licensectl.domain.sizing.hosts import parse_hosts, parse_vm_cores
    from licensectl.domain.sizing.virtual_machines import refuse_without_sa, size_machines

    edition = edition.lower()
    _known(edition=edition, model=model, cals=cals)
    refuse_without_sa(bool(vm_cores), mobility, with_sa)
    shelf = setting.shelf(sql.FAMILY)
    figures = setting.figures
    if vm_cores:
        return setting.report(size_machines("sql-server", edition.title(), parse_vm_cores(vm_cores), figures, AccessNeeds(), shelf), shelf)
    if model == "core" or vms:
        _some(server, "--server")
    question = sql.SqlQuestion(
        edition=_edition(shelf, sql.FAMILY, edition),
        model=cast(Any, model),
        hosts=parse_hosts(server or [], vms or []),
        access=AccessNeeds(People(users, devices), {}, cast(Any, cals)),
    )
    return setting.report(sql.size_sql(question, shelf, figures), shelf)


@sizing_verb(app, "access")
def access(
    setting: Setting,
    product: Annotated[str, typer.Option(help="exchange, sharepoint, skype-for-business, project, windows-server or sql-server.")],
    users: USERS = 0,
    devices: DEVICES = 0,
    cals: CALS = "auto",
    enterprise_users: Annotated[int, typer.Option(help="Of them, users with the Enterprise CAL.")] = 0,
    enterprise_devices: Annotated[int, typer.Option(help="Of them, devices with the Enterprise CAL.")] = 0,
    plus_users: Annotated[int, typer.Option(help="Of them, users with the Plus CAL.")] = 0,
    plus_devices: Annotated[int, typer.Option(help="Of them, devices with the Plus CAL.")] = 0,
    rds_users: Annotated[int, typer.Option(help="Of them, users with the RDS CAL.")] = 0,
    rms_users: Annotated[int, typer.Option(help="Of them, users with the RMS CAL.")] = 0,
    servers: Annotated[int, typer.Option(help="Server licences to add, one per running instance.")] = 0,
    edition: Annotated[str | None, typer.Option(help="Edition of the server licences.")] = None,
) -> Report:
    """Base and additive CALs of a server product."""
    from licensectl.domain.sizing.access import AccessQuestion, product_id, size_access
    from licensectl.domain.sizing.cals import People

    _known(cals=cals)
    products = setting.run.facts.sizing.access
    product = product_id(product, products)
    shelf = setting.shelf(products[product].title, products[product].base)
    additive = {
        "enterprise": People(enterprise_users, enterprise_devices),
        "plus": People(plus_users, plus_devices),
        "rds": People(rds_users),
        "rms": People(rms_users),
    }
    question = AccessQuestion(
        product=product,
        everybody=People(users, devices),
        additive=additive,
        cals=cast(Any, cals),
        servers=_count("--servers", servers),
        edition=edition,
    )
    return setting.report(size_access(question, products, shelf), shelf)


def _known(**words: str) -> None:
    for name, value in words.items():
        if value not in CHOICES[name]:
            raise UsageError(BAD_OPTION.at(option=f"--{name}", value=value, expected=" | ".join(CHOICES[name])))


def _some(server: list[str] | None, option: str) -> list[str]:
    if not server:
        raise UsageError(ALONE.at(option="size", other=option))
    return server


def _count(option: str, value: int) -> int:
    from licensectl.domain.sizing.cals import MOST
    from licensectl.domain.sizing.messages import COUNT

    if not 0 <= value <= MOST:
        raise UsageError(COUNT.at(option=option, value=value, most=MOST))
    return value


def _edition(shelf: "Shelf", family: str, edition: str) -> str:
    """The edition as the catalogue writes it; UsageError for one that the family has not."""
    known = shelf.editions(family, "16-core pack", "2-core pack")
    if edition.title() not in known:
        raise UsageError(BAD_OPTION.at(option="--edition", value=edition, expected=" | ".join(name.lower() for name in known)))
    return edition.title()
