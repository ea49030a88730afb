"""Build the quote of a request at the prices of a sheet or of the price book."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from licensectl.app.quotes.service_request import NO_DEFAULTS, check_stdin, load_request, problems_together
from licensectl.cli.context import Run
from licensectl.cli.options_prices import Sheet
from licensectl.cli.output import remark
from licensectl.domain.prices.price_list import PriceList
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.build import build as build_quote
from licensectl.domain.quotes.model import QuoteRequest
from licensectl.domain.quotes.pricing import scope_of
from licensectl.domain.quotes.request_checks import keys_of
from licensectl.errors import Problem


class FoundPrices(NamedTuple):
    """The prices for a request, None where there are none, and warnings about their age."""

    prices: PriceList | None
    problems: list[Problem]


class PricedQuote(NamedTuple):
    """A quote, and the prices that it was made from."""

    quote: Quote
    prices: PriceList | None


def load_priced(run: Run, request: str, sheet: Sheet, store: str | None = None, defaults: Mapping[str, Any] = NO_DEFAULTS) -> PricedQuote:
    """Return the quote of a request file at the prices of `sheet`, else of the price book; `defaults` as of `load_request`.

    Raises LicensectlError with the problems of the request and of its prices together.
    """
    check_stdin(request, sheet.file)
    with problems_together(load_request(run, request, store, defaults)) as wanted:
        return price_request(run, wanted, sheet)


def price_request(run: Run, wanted: QuoteRequest, sheet: Sheet) -> PricedQuote:
    """Return the quote that a request makes on its date, else on the day of the run."""
    prices = prices_for(run, wanted, sheet)
    remark(run, *prices.problems)
    facts = run.facts
    quote = build_quote(wanted, facts.catalog, facts.programs.programs, prices.prices, run.as_of, facts.knowledge)
    return PricedQuote(quote, prices.prices)


def prices_for(run: Run, wanted: QuoteRequest, sheet: Sheet) -> FoundPrices:
    """Return the price sheet that is named, else what the price book has for the day of the request."""
    # A quote needs one of the two engines, the reader of sheets or the database of the book; the other is not loaded.
    if sheet.file:
        from licensectl.app.prices.service_lists import named_prices

        return FoundPrices(named_prices(run, sheet.file, sheet.columns), [])
    from licensectl.app.prices.service import book_prices

    return FoundPrices(*book_prices(keys_of(wanted, run.facts.catalog), scope_of(wanted, wanted.date or run.as_of)))


def prices_of_today(run: Run, wanted: QuoteRequest, sheet: Sheet) -> FoundPrices:
    """Return the prices for a request on the day of the run, whatever its date."""
    return prices_for(run, replace(wanted, date=None), sheet)
