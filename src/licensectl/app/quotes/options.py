"""What a whole request says, as options: for requests that are rows of a table."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from licensectl.cli.context import Run
from licensectl.errors import LicensectlError, UsageError

if TYPE_CHECKING:
    from licensectl.domain.quotes.model import QuoteRequest

UNTAXED = ("reverse_charge", "exempt")
# A row has no customer and no tax of its own: neither changes what a piece costs.
NOBODY = {"customer": {"name": "-"}, "vat": {"exempt": "true"}}


@dataclass(frozen=True, eq=False, repr=False)
class OfAPiece:
    """What changes the price of one piece, which has no customer and is not taxed; None where nothing is said."""

    program: Annotated[str | None, typer.Option("--program", "-p", help="box, open or csp [default: csp].")] = None
    market: Annotated[str | None, typer.Option("--market", help="Country, two letters [default: the profile's, else IT].")] = None
    currency: Annotated[str | None, typer.Option("--currency", help="Currency [default: the profile's, else EUR].")] = None
    segment: Annotated[str | None, typer.Option("--segment", help="Commercial, Education, Charity, Government.")] = None
    margin: Annotated[str | None, typer.Option("--margin", metavar="PERCENT", help="Percent of the sell price.")] = None
    markup: Annotated[str | None, typer.Option("--markup", metavar="PERCENT", help="Percent on the unit price.")] = None
    discount: Annotated[str | None, typer.Option("--discount", metavar="PERCENT", help="Percent off the ERP.")] = None

    def keys(self) -> dict[str, Any]:
        """The keys of a request that these options are."""
        found = {field.name: value for field in fields(self) if (value := getattr(self, field.name)) is not None}
        return {key: value.upper() if key in ("market", "currency") else value for key, value in found.items()}


@dataclass(frozen=True, eq=False, repr=False)
class OfARequest(OfAPiece):
    """What a whole request says: `customer` is a name, `vat` a rate or a word."""

    customer: Annotated[str | None, typer.Option("--customer", metavar="NAME", help="Whom the quote is for.")] = None
    vat: Annotated[str | None, typer.Option("--vat", metavar="RATE", help="Rate, reverse_charge or exempt [default: the profile's].")] = (
        None
    )

    def keys(self) -> dict[str, Any]:
        found = super().keys()
        if self.vat is not None:
            found["vat"] = {self.vat: "true"} if self.vat in UNTAXED else {"rate": self.vat}
        if self.customer is not None:
            found["customer"] = {"name": self.customer}
        return found


def asked_of(run: Run, options: Mapping[str, Any]) -> "QuoteRequest":
    """The request that the options make with the profile behind them; UsageError for a value that is none."""
    from licensectl.app.quotes.reader_yaml import to_request
    from licensectl.domain.quotes.messages import NO_LINES
    from licensectl.domain.quotes.request_checks import check_request
    from licensectl.facts.yaml_reader import Document

    try:
        asked = to_request(Document("", {**NOBODY, **options}, {}), run.profile)
    except LicensectlError as failure:
        raise UsageError(*failure.problems) from None
    wrong = [problem for problem in check_request(asked, run.facts.programs.programs) if problem.message != NO_LINES]
    if wrong:
        raise UsageError(*wrong)
    return asked
