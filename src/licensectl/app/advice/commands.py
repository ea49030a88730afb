"""`licensectl advise`."""

from typing import Annotated, Any

import typer

from licensectl.cli.command import Report, Run, group, verb
from licensectl.core.messages import BAD_OPTION
from licensectl.errors import UsageError

app = group(no_args_is_help=False)
Yes = bool | None
COUNTS = ("seats", "users", "devices", "countries")
WORDS = {
    "segment": ("Commercial", "Education", "Charity", "Government"),
    "activation": ("kms", "ad", "mak"),
    "plan": ("perpetual", "m365_apps"),
    "product": ("windows-client", "system-center", "vda-per-device"),
}


@verb(app, "advise")
def advise(
    run: Run,
    seats: Annotated[int | None, typer.Option(help="Licences wanted.")] = None,
    users: Annotated[int | None, typer.Option(help="People who use them.")] = None,
    devices: Annotated[int | None, typer.Option(help="Devices they are used on.")] = None,
    segment: Annotated[str | None, typer.Option(metavar="|".join(WORDS["segment"]), help="Price segment.")] = None,
    country: Annotated[str | None, typer.Option(help="Country of the buyer, two letters.")] = None,
    countries: Annotated[int | None, typer.Option(help="Countries in which affiliates buy.")] = None,
    activation: Annotated[str | None, typer.Option(metavar="|".join(WORDS["activation"]), help="Activation needed.")] = None,
    plan: Annotated[str | None, typer.Option(metavar="|".join(WORDS["plan"]), help="Office as a purchase or as a plan.")] = None,
    product: Annotated[str | None, typer.Option(metavar="|".join(WORDS["product"]), help="A product with rules of its own.")] = None,
    needs_sa: Annotated[Yes, typer.Option("--needs-sa/--no-sa", help="New versions and other Software Assurance benefits.")] = None,
    owned: Annotated[Yes, typer.Option("--owned/--not-owned", help="The licences must remain the buyer's.")] = None,
    tenant: Annotated[Yes, typer.Option("--tenant/--no-tenant", help="The buyer has a Microsoft tenant.")] = None,
    instalments: Annotated[Yes, typer.Option("--instalments/--at-once", help="Paid over time.")] = None,
    opex: Annotated[Yes, typer.Option("--opex/--capex", help="Low cost in the first year.")] = None,
    headcount_may_fall: Annotated[Yes, typer.Option("--headcount-may-fall/--headcount-stays", help="Fewer people later.")] = None,
    mpsa_signed: Annotated[Yes, typer.Option("--mpsa-signed/--no-mpsa", help="An MPSA is signed already.")] = None,
    public_sector: Annotated[Yes, typer.Option("--public-sector/--private-sector", help="Public body.")] = None,
    offline: Annotated[Yes, typer.Option("--offline/--online", help="Devices without internet.")] = None,
    remote_desktop: Annotated[Yes, typer.Option("--remote-desktop/--no-remote-desktop", help="Remote desktop or VDI.")] = None,
    license_mobility: Annotated[Yes, typer.Option("--license-mobility/--no-license-mobility", help="Servers move to a hoster.")] = None,
    esu: Annotated[Yes, typer.Option("--esu/--no-esu", help="Extended Security Updates.")] = None,
    earlier_version: Annotated[Yes, typer.Option("--earlier-version/--current-version", help="An earlier version must run.")] = None,
    m365_services: Annotated[Yes, typer.Option("--m365-services/--no-m365-services", help="Exchange or SharePoint Online.")] = None,
    publisher: Annotated[Yes, typer.Option("--publisher/--no-publisher", help="Publisher is used.")] = None,
    policies: Annotated[Yes, typer.Option("--policies/--no-policies", help="Group Policy for Office.")] = None,
) -> Report:
    """Programs to prefer and to avoid for a situation, each with reason and source. What is not said counts as unknown."""
    given = {name: value for name, value in locals().items() if name != "run"}
    from licensectl.app.advice import report
    from licensectl.domain.advice import rules as decide

    situation = decide.BuyerSituation(**_checked(given))
    found = decide.advise(run.facts.advice, run.facts.programs.programs, situation, run.as_of)
    return report.advice(found, situation, run.facts.advice, run.facts.programs, run.stamp(), run.lang)


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    """The options with their words as the rules write them; UsageError for a count below one and an unknown word."""
    for name in COUNTS:
        if given[name] is not None and given[name] < 1:
            raise UsageError(BAD_OPTION.at(option=f"--{name}", value=given[name], expected="1 or more"))
    known = {name: {word.casefold(): word for word in words} for name, words in WORDS.items()}
    for name, words in known.items():
        if given[name] is not None and given[name].casefold() not in words:
            raise UsageError(BAD_OPTION.at(option=f"--{name}", value=given[name], expected=" | ".join(WORDS[name])))
    if given["country"] is not None and not (len(given["country"]) == 2 and given["country"].isascii() and given["country"].isalpha()):
        raise UsageError(BAD_OPTION.at(option="--country", value=given["country"], expected="two letters, as IT"))
    return given | {name: words[given[name].casefold()] for name, words in known.items() if given[name] is not None}
