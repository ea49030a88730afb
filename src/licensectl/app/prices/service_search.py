"""`price search`: the price book, or a price list that is named, as a catalogue."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from licensectl.app.prices import report_search
from licensectl.app.prices.options import SearchOptions
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store.lookup import BookPrices
from licensectl.cli import values
from licensectl.cli.context import Run
from licensectl.cli.output import remark
from licensectl.core.messages import BAD_OPTION
from licensectl.core.paths import exists
from licensectl.core.period import first_day
from licensectl.core.sku_id import with_ids
from licensectl.domain.prices import messages
from licensectl.domain.prices.price_list import PriceList
from licensectl.domain.prices.search import Narrowing, Query
from licensectl.domain.prices.search import search as search_offers
from licensectl.errors import LicensectlError, UsageError
from licensectl.i18n.translate import N_
from licensectl.render.report import Report

TERM = re.compile(r"OneTime|P\d{1,2}[MY]", re.ASCII)


def search(run: Run, words: Sequence[str], options: SearchOptions) -> Report:
    """Return the report of `price search`.

    Prices are those in force on the day of --as-of; with --month on the first day of that month. SKUs of a file without a price today are
    priced on its latest start, unless --as-of is given. Raises UsageError on invalid options, and LicensectlError without a price list.
    """
    if options.limit < 0:
        raise UsageError(BAD_OPTION.at(option="--limit", value=options.limit, expected="0, 1, 2, 3 …"))
    text, narrowing = " ".join(words), _narrowing(options)
    with _list_and_days(run, options) as (prices, day, otherwise):
        query = Query(with_ids(words), run.facts.catalog.search_words, narrowing)
        found = search_offers(prices, query, day, options.limit or None, otherwise)
    said = []
    if not found.offers:
        said.append(messages.NOTHING_FOUND.at(prices.file, words=text))
    elif found.cut:
        said.append(messages.SOME_FOUND.at(prices.file, shown=found.shown, held=found.held))
    if found.like:
        said.append(messages.LIKE_FOUND.at(prices.file, words=text))
    remark(run, *said)
    return report_search.offers(text, found, prices.month, run.stamp(), said, run.lang)


def _narrowing(options: SearchOptions) -> Narrowing:
    return Narrowing(
        options.market and values.market("market", options.market),
        options.currency and values.currency("currency", options.currency),
        options.segment and values.segment("segment", options.segment),
        options.term and _term(options.term),
    )


def _term(text: str) -> str:
    term = "OneTime" if text.casefold() == "onetime" else text.strip().upper()
    if not TERM.fullmatch(term):
        raise UsageError(BAD_OPTION.at(option="--term", value=text, expected="OneTime | P1M | P1Y | P3Y"))
    return term


@contextmanager
def _list_and_days(run: Run, options: SearchOptions) -> Iterator[tuple[PriceList, date, date | None]]:
    """Yield the price list to search, the day of its prices, and that of SKUs without a price on this day."""
    month = values.month("month", options.month) if options.month else None
    if options.prices is not None:
        # The book needs no reader of sheets, which takes as long to load as a search.
        from licensectl.app.prices.service_lists import PriceListOptions, column_map, read_list

        if month:
            raise UsageError(BAD_OPTION.at(option="--month", value=month, expected=N_("either --month or --prices")))
        prices = read_list(run, options.prices, column_map(run, PriceListOptions(options.columns, options.as_)))
        yield prices, run.as_of, None if run.origins.get("as_of") else prices.latest_start
        return
    path = pricebook.where(options.book)
    if not exists(path):
        raise LicensectlError(messages.NO_BOOK.at(str(path)))
    day = first_day(month) if month else run.as_of
    with pricebook.reading(path) as connection:
        found = BookPrices(connection, path, f"{day:%Y-%m}")
        if found.newest is None or (month and found.newest != month):
            known = ", ".join(sorted({sheet.month for sheet in pricebook.sheets(connection)})) or "—"
            raise LicensectlError(messages.NO_SHEET.at(name=f"{day:%Y-%m}", known=known))
        yield found, day, None
