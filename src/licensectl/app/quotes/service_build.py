"""Build the quote of a request file, and show it in one of its views: internal, or as the customer may see it."""

from collections.abc import Mapping
from typing import Any, cast

from msgspec.structs import replace

from licensectl.app.quotes import report
from licensectl.app.quotes.options import OfferOptions, ViewOptions
from licensectl.app.quotes.service import load_priced
from licensectl.cli.context import Run
from licensectl.cli.options import PriceFile
from licensectl.cli.output import remark
from licensectl.core.messages import ALONE, BAD_OPTION
from licensectl.domain.quotes.build import Quote, incomplete
from licensectl.errors import RefusedError, UsageError
from licensectl.render.report import Report

# Formats in which the customer view of a quote is a document with letterhead and terms.
DOCUMENTS = ("html", "pdf")
FOR_PROGRAMS = ("json", "jsonl", "yaml")


def build(run: Run, request: str, sheet: PriceFile, offer: OfferOptions, options: Mapping[str, Any]) -> Report:
    """Return the report of the quote of a request file.

    `options` are keys that replace those of the request. Raises LicensectlError that lists all problems of the request.
    """
    check_view(offer.view)
    if offer.despite is not None:
        raise UsageError(ALONE.at(option="--despite", other="--save"))
    quote = load_priced(run, request, sheet, offer.store, options).quote
    return show_new(run, quote, offer, run.stamp())


def check_view(view: str) -> None:
    """Raise UsageError on an unknown view."""
    if view not in ("internal", "customer"):
        raise UsageError(BAD_OPTION.at(option="--view", value=view, expected="internal | customer"))


def needs_document(run: Run, view: str) -> bool:
    """Return True if the output of the run is the document for the customer."""
    return view == "customer" and run.form in DOCUMENTS


def require_prices(run: Run, quote: Quote, shown: ViewOptions) -> None:
    """Raise RefusedError if the output is for the customer and a line has no price, unless a draft is asked for.

    What programs read is written: it says that the quote is incomplete.
    """
    if shown.view == "customer" and not shown.incomplete and run.form not in FOR_PROGRAMS and (why := incomplete(quote)):
        raise RefusedError(*why)


def show(run: Run, quote: Quote, shown: ViewOptions, stamp: Mapping[str, str]) -> Report:
    """Return the report of a quote in one of its views, without its document; the warnings of the quote go to stderr."""
    require_prices(run, quote, shown)
    remark(run, *quote.problems)
    return report.quote(quote, cast(report.View, shown.view), stamp, run.lang)


def show_new(run: Run, quote: Quote, shown: ViewOptions, stamp: Mapping[str, str]) -> Report:
    """Return the report of a quote that was just built, with its document, on the terms of today, where the output is one."""
    made = show(run, quote, shown, stamp)
    if not needs_document(run, shown.view):
        return made
    # Only a document states until when returns are taken: the return rules are loaded for nothing else.
    from licensectl.app.quotes.report_document import paper
    from licensectl.domain.quotes.terms import terms

    promised = terms(quote, run.facts.programs.programs, run.facts.returns.rules, run.provider())
    return replace(made, document=paper(quote, promised, run.profile, run.lang))
