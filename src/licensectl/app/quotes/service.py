"""Build quotes from requests and prices, and start new requests."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from licensectl.app.prices.service import book_prices
from licensectl.app.prices.service_lists import named_prices
from licensectl.app.quotes import report
from licensectl.app.quotes.options import asked_of
from licensectl.app.quotes.report_document import paper
from licensectl.app.quotes.report_template import new_request
from licensectl.app.quotes.service_request import Said, from_request, not_both_stdin
from licensectl.cli.context import Run
from licensectl.cli.options_prices import Sheet
from licensectl.cli.output import remark
from licensectl.core.messages import BAD_OPTION
from licensectl.domain.catalog.lookup import samples
from licensectl.domain.prices.price_list import PriceScope
from licensectl.domain.quotes import messages_batch as messages
from licensectl.domain.quotes.build import build as decide
from licensectl.domain.quotes.pricing import SHEET_PROGRAM
from licensectl.domain.quotes.request_checks import keys_of
from licensectl.domain.quotes.terms import terms
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.render.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from licensectl.app.quotes.report import View
    from licensectl.domain.prices.price_list import PriceList
    from licensectl.domain.quotes.build import Quote
    from licensectl.domain.quotes.model import QuoteRequest
    from licensectl.domain.quotes.terms import ProgramTerms
    from licensectl.domain.settings.profile import Profile

# The customer of all our examples.
SOMEBODY = "Contoso S.r.l."


def request_text(run: Run, options: Mapping[str, Any]) -> str:
    """The request as these options and the profile make it; UsageError for a value that is none."""
    asked = asked_of(run, options)
    found = samples(run.facts.catalog, asked.program, asked.segment)
    if not found:
        raise LicensectlError(messages.NOTHING_SOLD.at(program=asked.program))
    rules = {name: value for name in ("margin", "markup", "discount") if (value := getattr(asked, name)) is not None}
    said = {
        "customer": options["customer"]["name"] if "customer" in options else SOMEBODY,
        "program": asked.program,
        "market": asked.market,
        "currency": asked.currency,
        "segment": asked.segment,
        "valid_days": asked.valid_days,
        "vat": options.get("vat", run.profile.vat_rate),
        **rules,
    }
    return new_request(said, found, asked.program == SHEET_PROGRAM, run.lang)


PAPERS = ("html", "pdf")


def checked_view(view: str) -> None:
    """UsageError for a view that there is not."""
    if view not in ("internal", "customer"):
        raise UsageError(BAD_OPTION.at(option="--view", value=view, expected="internal | customer"))


def load_quote(run: Run, request: str, sheet: Sheet, store: str | None = None, options: "Mapping[str, Any] | None" = None) -> "Quote":
    """The quote that a request file and a price sheet make; `options` say what the request leaves open."""
    not_both_stdin(request, sheet.file)
    return from_request(run, request, lambda wanted: priced(run, wanted, sheet), Said(options or {}, store))[0]


def load_priced(
    run: Run, request: str, sheet: Sheet, store: str | None = None, change: "Callable[[QuoteRequest], QuoteRequest] | None" = None
) -> "tuple[Quote, PriceList | None]":
    """The quote, and the prices that it was made from: of the sheet that is named, else of the price book.

    `change` is what the command line has to say to the request. LicensectlError as of `from_request`.
    """
    not_both_stdin(request, sheet.file)
    return from_request(run, request, lambda wanted: priced(run, change(wanted) if change else wanted, sheet), Said({}, store))


def priced(run: Run, wanted: "QuoteRequest", sheet: Sheet) -> "tuple[Quote, PriceList | None]":
    """The quote that a request makes today, and the prices that it was made from."""

    prices, said = prices_for(run, wanted, sheet)
    remark(run, *said)
    return decide(wanted, run.facts.catalog, run.facts.programs.programs, prices, run.as_of, run.facts.knowledge), prices


def prices_for(run: Run, wanted: "QuoteRequest", sheet: Sheet) -> "tuple[PriceList | None, list[Problem]]":
    """The price sheet that is named, else what the price book has for the request's day, and what there is to say of its age."""

    if sheet.file:
        return named_prices(run, sheet.file, sheet.columns), []
    scope = PriceScope(wanted.market, wanted.currency, wanted.segment, wanted.date or run.as_of)
    return book_prices(keys_of(wanted, run.facts.catalog), scope)


def prices_of_today(run: Run, wanted: "QuoteRequest", sheet: Sheet) -> "tuple[PriceList | None, list[Problem]]":
    """The same for the day of the run, whatever the date of the request."""

    return prices_for(run, replace(wanted, date=None), sheet)


def offer(run: Run, made: "Quote", view: str) -> Report:
    """A quote that was just made, in one of its views; its warnings to stderr."""

    def promised() -> "list[ProgramTerms]":

        return terms(made, run.facts.programs.programs, run.facts.returns.rules, run.provider())

    return shown(run, made, view, run.stamp(), promised, run.profile)


def shown(
    run: Run, made: "Quote", view: str, stamp: dict[str, str], promised: "Callable[[], list[ProgramTerms]]", profile: "Profile"
) -> Report:
    """A quote in one of its views, with its paper where the format is one; its warnings to stderr."""

    remark(run, *made.problems)
    said = report.quote(made, cast("View", view), stamp, run.lang)
    if view != "customer" or run.form not in PAPERS:
        return said

    return replace(said, document=paper(made, promised(), profile, run.lang))
