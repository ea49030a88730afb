"""What a whole request says, as options: for requests that are rows of a table."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from licensectl.cli.run import Run
from licensectl.errors import Failure, Misuse

if TYPE_CHECKING:
    from licensectl.domain.request import QuoteRequest

CUSTOMER = Annotated[str | None, typer.Option("--customer", metavar="NAME", help="Whom the quote is for.")]
PROGRAM = Annotated[str | None, typer.Option("--program", "-p", help="box, open or csp [default: csp].")]
MARKET = Annotated[str | None, typer.Option("--market", help="Country, two letters [default: the profile's, else IT].")]
CURRENCY = Annotated[str | None, typer.Option("--currency", help="Currency [default: the profile's, else EUR].")]
SEGMENT = Annotated[str | None, typer.Option("--segment", help="Commercial, Education, Charity, Government.")]
MARGIN = Annotated[str | None, typer.Option("--margin", metavar="PERCENT", help="Percent of the sell price.")]
MARKUP = Annotated[str | None, typer.Option("--markup", metavar="PERCENT", help="Percent on the unit price.")]
DISCOUNT = Annotated[str | None, typer.Option("--discount", metavar="PERCENT", help="Percent off the ERP.")]
VAT = Annotated[str | None, typer.Option("--vat", metavar="RATE", help="VAT rate, reverse_charge or exempt [default: the profile's].")]
UNTAXED = ("reverse_charge", "exempt")
# A row has no customer and no tax of its own: neither changes what a piece costs.
NOBODY = {"customer": {"name": "-"}, "vat": {"exempt": "true"}}


def said(**given: str | None) -> dict[str, Any]:
    """The keys of a request that these options are; `vat` is a rate, `customer` a name."""
    found: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    for key in ("market", "currency"):
        if key in found:
            found[key] = found[key].upper()
    if "vat" in found:
        found["vat"] = {found["vat"]: "true"} if found["vat"] in UNTAXED else {"rate": found["vat"]}
    if "customer" in found:
        found["customer"] = {"name": found["customer"]}
    return found


def asked_of(run: Run, options: Mapping[str, Any]) -> "QuoteRequest":
    """The request that the options make with the profile behind them; Misuse for a value that is none."""
    from licensectl.domain.requestcheck import check_request
    from licensectl.facts.reading import Document
    from licensectl.facts.request import to_request
    from licensectl.faults.quoting import NO_LINES

    try:
        asked = to_request(Document("", {**NOBODY, **options}, {}), run.profile)
    except Failure as failure:
        raise Misuse(*failure.problems) from None
    wrong = [problem for problem in check_request(asked, run.facts.programs.programs) if problem.fault != NO_LINES]
    if wrong:
        raise Misuse(*wrong)
    return asked
