"""The options of `size`: one record per command, and one that all commands share."""

from dataclasses import dataclass
from typing import Annotated

import typer

from licensectl.cli.options import COLUMNS
from licensectl.core.defaults import CURRENCY, MARKET, PROGRAM

SERVER = Annotated[
    list[str] | None, typer.Option("--server", metavar="SxC", help="2x10: 2 processors of 10 cores; 4:2x10: four such; repeatable.")
]
VMS = Annotated[
    list[int] | None, typer.Option("--vms", metavar="N", help="Virtual machines per server: once for all, or once for each --server.")
]
VM_CORES = Annotated[
    list[str] | None, typer.Option("--vm-cores", metavar="N", help="License virtual machines of N cores instead; 3:8: three of 8.")
]
USERS = Annotated[int, typer.Option(help="Users who have access.")]
DEVICES = Annotated[int, typer.Option(help="Devices that have access. With --users both are counted.")]
CALS = Annotated[
    str | None,
    typer.Option(
        metavar="auto|user|device|both",
        help="auto: users and devices are the same people, take the cheaper; both: count both [default: both, with a warning].",
    ),
]
WITH_SA = Annotated[bool, typer.Option("--with-sa", help="The licences come with Software Assurance or as a subscription.")]
MOBILITY = Annotated[bool, typer.Option("--mobility", help="Virtual machines move between servers.")]


@dataclass(frozen=True, eq=False, repr=False)
class WindowsServerOptions:
    """The options of `size windows-server` alone: hosts, people and packs."""

    server: SERVER = None
    edition: Annotated[
        str,
        typer.Option(metavar="standard|datacenter|cheapest", help="Edition; cheapest: for each server the one that costs less."),
    ] = "standard"
    vms: VMS = None
    users: USERS = 0
    devices: DEVICES = 0
    cals: CALS = None
    rds_users: Annotated[int, typer.Option(help="Of them, users of Remote Desktop Services.")] = 0
    rds_devices: Annotated[int, typer.Option(help="Of them, devices with Remote Desktop Services.")] = 0
    rms_users: Annotated[int, typer.Option(help="Of them, users of Rights Management Services.")] = 0
    rms_devices: Annotated[int, typer.Option(help="Of them, devices with Rights Management Services.")] = 0
    external_users: Annotated[int, typer.Option(help="Users outside the company, besides (explain external-user).")] = 0
    external: Annotated[str, typer.Option(metavar="auto|connector|cals", help="Licence of external users.")] = "auto"
    external_rds: Annotated[bool, typer.Option("--external-rds", help="External users connect by Remote Desktop Services.")] = False
    packs: Annotated[str, typer.Option(metavar="any|2-core|16-core", help="Packs to buy; any: by price where known, else by count.")] = (
        "any"
    )
    vm_cores: VM_CORES = None
    with_sa: WITH_SA = False
    mobility: MOBILITY = False


@dataclass(frozen=True, eq=False, repr=False)
class SqlServerOptions:
    """The options of `size sql-server` alone: servers, licence model and people."""

    server: SERVER = None
    edition: Annotated[str, typer.Option(metavar="standard|enterprise", help="Edition.")] = "standard"
    model: Annotated[str, typer.Option(metavar="core|server-cal", help="Licence model; Enterprise is licensed per core only.")] = "core"
    vms: VMS = None
    users: USERS = 0
    devices: DEVICES = 0
    cals: CALS = None
    vm_cores: VM_CORES = None
    with_sa: WITH_SA = False
    mobility: MOBILITY = False


@dataclass(frozen=True, eq=False, repr=False)
class AccessOptions:
    """The options of `size access` alone: the product and who has access to it."""

    product: Annotated[str, typer.Option(help="exchange, sharepoint, skype-for-business, project, windows-server or sql-server.")]
    users: USERS = 0
    devices: DEVICES = 0
    cals: CALS = None
    enterprise_users: Annotated[int, typer.Option(help="Of them, users with the Enterprise CAL.")] = 0
    enterprise_devices: Annotated[int, typer.Option(help="Of them, devices with the Enterprise CAL.")] = 0
    plus_users: Annotated[int, typer.Option(help="Of them, users with the Plus CAL.")] = 0
    plus_devices: Annotated[int, typer.Option(help="Of them, devices with the Plus CAL.")] = 0
    rds_users: Annotated[int, typer.Option(help="Of them, users with the RDS CAL.")] = 0
    rds_devices: Annotated[int, typer.Option(help="Of them, devices with the RDS CAL.")] = 0
    rms_users: Annotated[int, typer.Option(help="Of them, users with the RMS CAL.")] = 0
    rms_devices: Annotated[int, typer.Option(help="Of them, devices with the RMS CAL.")] = 0
    servers: Annotated[int, typer.Option(help="Server licences to add, one per running instance.")] = 0
    edition: Annotated[str | None, typer.Option(help="Edition of the server licences.")] = None


@dataclass(frozen=True, eq=False, repr=False)
class SizingOptions:
    """The options that every `size` command shares: generation, prices, and for whom the request of `-f yaml` is."""

    version: Annotated[str | None, typer.Option("--version", metavar="YEAR", help="Generation [default: the newest of the day].")] = None
    prices: Annotated[
        str | None, typer.Option("--prices", metavar="FILE", help="Price sheet to compare with; - for stdin [default: the price book].")
    ] = None
    columns: COLUMNS = None
    program: Annotated[str, typer.Option(help="Program id.")] = PROGRAM
    market: Annotated[str, typer.Option(help="Country, two letters.")] = MARKET
    currency: Annotated[str, typer.Option(help="Currency of the prices.")] = CURRENCY
    segment: Annotated[str, typer.Option(help="Commercial, Education, Charity or Government.")] = "Commercial"
    customer: Annotated[str | None, typer.Option("--customer", metavar="NAME", help="Customer in the request of -f yaml.")] = None
    vat_rate: Annotated[
        str | None,
        typer.Option("--vat-rate", metavar="PERCENT", help="VAT in the request of -f yaml [default: the rate of the market]."),
    ] = None
