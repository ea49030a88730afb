"""What a whole request says, as options: for requests that are rows of a table."""

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from licensectl.cli.run import Run
from licensectl.errors import Failure, Misuse

if TYPE_CHECKING:
    from licensectl.domain.request import QuoteRequest

OPTIONS: dict[str, Any] = {
    "customer": Annotated[str | None, typer.Option("--customer", metavar="NAME", help="Whom the quote is for.")],
    "program": Annotated[str | None, typer.Option("--program", "-p", help="box, open or csp [default: csp].")],
    "market": Annotated[str | None, typer.Option("--market", help="Country, two letters [default: the profile's, else IT].")],
    "currency": Annotated[str | None, typer.Option("--currency", help="Currency [default: the profile's, else EUR].")],
    "segment": Annotated[str | None, typer.Option("--segment", help="Commercial, Education, Charity, Government.")],
    "vat": Annotated[str | None, typer.Option("--vat", metavar="RATE", help="Rate, reverse_charge or exempt [default: the profile's].")],
    "margin": Annotated[str | None, typer.Option("--margin", metavar="PERCENT", help="Percent of the sell price.")],
    "markup": Annotated[str | None, typer.Option("--markup", metavar="PERCENT", help="Percent on the unit price.")],
    "discount": Annotated[str | None, typer.Option("--discount", metavar="PERCENT", help="Percent off the ERP.")],
}
# What changes the price of one piece, which has no customer and is not taxed.
OF_A_PIECE = tuple(name for name in OPTIONS if name not in ("customer", "vat"))
UNTAXED = ("reverse_charge", "exempt")
# A row has no customer and no tax of its own: neither changes what a piece costs.
NOBODY = {"customer": {"name": "-"}, "vat": {"exempt": "true"}}


def asking(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Gives a command these options, all of them where none is named, and to its parameter `options` the keys that they make."""

    def give(command: Callable[..., Any]) -> Callable[..., Any]:
        own = [parameter for name, parameter in inspect.signature(command).parameters.items() if name != "options"]
        kind = inspect.Parameter.KEYWORD_ONLY
        added = [inspect.Parameter(name, kind, default=None, annotation=OPTIONS[name]) for name in names or OPTIONS]

        def body(run: Run, **given: Any) -> Any:
            return command(run, **{name: value for name, value in given.items() if name not in OPTIONS}, options=_said(given))

        body.__doc__ = command.__doc__
        body.__signature__ = inspect.Signature([*own, *added])  # type: ignore[attr-defined]
        return body

    return give


def _said(given: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a request that these options are; `vat` is a rate, `customer` a name."""
    found = {key: given[key] for key in OPTIONS if given.get(key) is not None}
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
