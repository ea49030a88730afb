"""What the commands on quotes share: a request and its prices, and a quote in one of its views."""

from typing import TYPE_CHECKING, TypeVar, cast

from licensectl.cli.run import Run
from licensectl.errors import Failure, Misuse, Problem, by_place
from licensectl.faults.common import BAD_OPTION
from licensectl.reports.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from licensectl.domain.offer import ProgramTerms
    from licensectl.domain.pricing import PriceList
    from licensectl.domain.profile import Profile
    from licensectl.domain.quote import Quote
    from licensectl.domain.request import QuoteRequest
    from licensectl.reports.quote import View

Made = TypeVar("Made")
PAPERS = ("html", "pdf")


def checked_view(view: str) -> None:
    """Misuse for a view that there is not."""
    if view not in ("internal", "customer"):
        raise Misuse(BAD_OPTION.at(option="--view", value=view, expected="internal | customer"))


def load_quote(run: Run, request: str, prices: str | None, columns: str | None = None) -> "Quote":
    """The quote that a request file and a price sheet make."""
    return load_priced(run, request, prices, columns)[0]


def load_priced(
    run: Run, request: str, prices: str | None, columns: str | None = None, change: "Callable[[QuoteRequest], QuoteRequest] | None" = None
) -> "tuple[Quote, PriceList | None]":
    """The quote, and the prices that it was made from: of the sheet that is named, else of the price book.

    `change` is what the command line has to say to the request. Failure as of `from_request`.
    """
    not_both_stdin(request, prices)
    return from_request(run, request, lambda wanted: priced(run, change(wanted) if change else wanted, prices, columns))


def not_both_stdin(request: str, prices: str | None) -> None:
    """Misuse where the request and the prices are both to come from standard input."""
    if request == prices == "-":
        raise Misuse(BAD_OPTION.at(option="--prices", value="-", expected="a file, for the request comes from standard input"))


def from_request(run: Run, request: str, make: "Callable[[QuoteRequest], Made]") -> "Made":
    """What `make` makes of a request file. Failure carries every fault of it: those of its shape, and those that show once the rest
    of it is looked at."""
    from licensectl.cli.files import read_input
    from licensectl.facts.request import read_request

    read = read_request(*read_input(request), run.profile)
    try:
        if read.request is None:
            raise Failure
        made = make(read.request)
    except Failure as failure:
        if not read.problems:
            raise
        raise Failure(*sorted((*read.problems, *failure.problems), key=by_place)) from None
    if read.problems:
        raise Failure(*read.problems)
    return made


def priced(run: Run, wanted: "QuoteRequest", prices: str | None, columns: str | None = None) -> "tuple[Quote, PriceList | None]":
    """The quote that a request makes today, and the prices that it was made from."""
    from licensectl.cli.output import remark
    from licensectl.domain.quote import build as decide

    sheet, said = prices_for(run, wanted, prices, columns)
    remark(run, *said)
    return decide(wanted, run.facts.catalog, run.facts.programs.programs, sheet, run.as_of, run.facts.knowledge), sheet


def prices_for(
    run: Run, wanted: "QuoteRequest", prices: str | None, columns: str | None = None
) -> "tuple[PriceList | None, list[Problem]]":
    """The price sheet that is named, else what the price book has for the request's day, and what there is to say of its age."""
    from licensectl.cli.columns import named_prices
    from licensectl.cli.prices import book_prices

    return (named_prices(run, prices, columns), []) if prices else book_prices(wanted, run.facts.catalog, run.as_of)


def offer(run: Run, made: "Quote", view: str) -> Report:
    """A quote that was just made, in one of its views; its warnings to stderr."""
    from licensectl.domain.offer import terms

    def promised() -> "list[ProgramTerms]":
        return terms(made, run.facts.programs.programs, run.facts.returns.rules)

    return shown(run, made, view, run.stamp(), promised, run.profile)


def shown(
    run: Run, made: "Quote", view: str, stamp: dict[str, str], promised: "Callable[[], list[ProgramTerms]]", profile: "Profile"
) -> Report:
    """A quote in one of its views, with its paper where the format is one; its warnings to stderr."""
    from msgspec.structs import replace

    from licensectl.cli.output import remark
    from licensectl.reports import quote as report
    from licensectl.reports.paper import paper

    remark(run, *made.problems)
    said = report.quote(made, cast("View", view), stamp, run.lang)
    if view != "customer" or run.form not in PAPERS:
        return said
    return replace(said, document=paper(made, promised(), profile, run.lang))
