"""The options of `advise`: what is known about the buyer."""

from dataclasses import dataclass
from typing import Annotated

import typer

Yes = bool | None
WORDS = {
    "segment": ("Commercial", "Education", "Charity", "Government"),
    "activation": ("kms", "ad", "mak"),
    "plan": ("perpetual", "m365_apps"),
    "host": ("2016", "2019", "2022", "2025"),
    "product": ("windows-client", "windows-server", "sql-server", "exchange", "sharepoint", "system-center", "vda-per-device"),
}


@dataclass(frozen=True, eq=False, repr=False)
class SituationOptions:
    """Fields of a `BuyerSituation` as options; None for an option that is not given."""

    seats: Annotated[int | None, typer.Option(help="Licences wanted.")] = None
    users: Annotated[int | None, typer.Option(help="People who use them.")] = None
    devices: Annotated[int | None, typer.Option(help="Devices they are used on.")] = None
    vms: Annotated[int | None, typer.Option(help="Virtual machines per host, of a server product.")] = None
    segment: Annotated[str | None, typer.Option(metavar="|".join(WORDS["segment"]), help="Price segment.")] = None
    country: Annotated[str | None, typer.Option(help="Country of the buyer, two letters.")] = None
    countries: Annotated[int | None, typer.Option(help="Countries in which affiliates buy.")] = None
    activation: Annotated[str | None, typer.Option(metavar="|".join(WORDS["activation"]), help="Activation needed.")] = None
    plan: Annotated[str | None, typer.Option(metavar="|".join(WORDS["plan"]), help="Office as a purchase or as a plan.")] = None
    product: Annotated[str | None, typer.Option(metavar="|".join(WORDS["product"]), help="A product that has its own rules.")] = None
    needs_sa: Annotated[Yes, typer.Option("--needs-sa/--no-sa", help="New versions and other Software Assurance benefits.")] = None
    owned: Annotated[Yes, typer.Option("--owned/--not-owned", help="The licences must remain the buyer's.")] = None
    tenant: Annotated[Yes, typer.Option("--tenant/--no-tenant", help="The buyer has a Microsoft tenant.")] = None
    instalments: Annotated[Yes, typer.Option("--instalments/--at-once", help="Paid over time.")] = None
    opex: Annotated[Yes, typer.Option("--opex/--capex", help="Low cost in the first year.")] = None
    headcount_may_fall: Annotated[Yes, typer.Option("--headcount-may-fall/--headcount-stays", help="Fewer people later.")] = None
    mpsa_signed: Annotated[Yes, typer.Option("--mpsa-signed/--no-mpsa", help="An MPSA is signed already.")] = None
    public_sector: Annotated[Yes, typer.Option("--public-sector/--private-sector", help="Public body.")] = None
    offline: Annotated[Yes, typer.Option("--offline/--online", help="Devices without internet.")] = None
    remote_desktop: Annotated[Yes, typer.Option("--remote-desktop/--no-remote-desktop", help="Remote desktop or VDI.")] = None
    host: Annotated[str | None, typer.Option(metavar="|".join(WORDS["host"]), help="Windows Server of the remote desktop.")] = None
    license_mobility: Annotated[Yes, typer.Option("--license-mobility/--no-license-mobility", help="Servers move to a hoster.")] = None
    esu: Annotated[Yes, typer.Option("--esu/--no-esu", help="Extended Security Updates.")] = None
    earlier_version: Annotated[Yes, typer.Option("--earlier-version/--current-version", help="An earlier version must run.")] = None
    m365_services: Annotated[Yes, typer.Option("--m365-services/--no-m365-services", help="Exchange or SharePoint Online.")] = None
    publisher: Annotated[Yes, typer.Option("--publisher/--no-publisher", help="Publisher is used.")] = None
    policies: Annotated[Yes, typer.Option("--policies/--no-policies", help="Group Policy for Office.")] = None
