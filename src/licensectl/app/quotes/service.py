"""Load a request from whatever file holds it and price it; report all that is wrong with it at once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from licensectl.app.quotes.reader_yaml import ReadRequest, UntypedRequest, is_table, parse_document, read_document
from licensectl.cli.context import Run
from licensectl.cli.inputs import read_input
from licensectl.cli.options import PriceFile
from licensectl.cli.output import remark
from licensectl.core.defaults import MARKET
from licensectl.core.messages import BAD_OPTION, one_of
from licensectl.core.messages_facts import MISSING_KEY
from licensectl.core.paths import exists
from licensectl.core.text import as_text
from licensectl.db.engine import ledger_file
from licensectl.domain.prices.price_list import ONE_TIME, PriceList
from licensectl.domain.purchases.product_keys import KEY_LENGTH, has_key, without_keys
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.build import build as build_quote
from licensectl.domain.quotes.checks import Knowledge
from licensectl.domain.quotes.messages_batch import CUSTOMER_NAME, NO_REQUESTS, OTHER_REGIME, PRODUCT_KEY, WHOLE_MISSING
from licensectl.domain.quotes.model import UNNAMED, QuoteRequest
from licensectl.domain.quotes.presets import Overridden, check_currency, margin_source, replacements, with_defaults, with_options
from licensectl.domain.quotes.price_remarks import with_price_remarks
from licensectl.domain.quotes.pricing import scope_of
from licensectl.domain.quotes.request_checks import keys_of
from licensectl.domain.quotes.subscriptions import term_of
from licensectl.domain.quotes.tax import seller_country
from licensectl.errors import LicensectlError, Problem, UsageError, by_place
from licensectl.i18n.translate import N_

NO_OPTIONS: Mapping[str, Any] = {}
# The options that give a table of lines what it has no columns for.
OF_WHOLE = {"customer": "--customer NAME", "vat": "--vat 22"}


def check_stdin(request: str, prices: str | None) -> None:
    """Raise UsageError if both the request and the prices are to come from standard input."""
    if request == prices == "-":
        raise UsageError(BAD_OPTION.at(option="--prices", value="-", expected=N_("a file, for the request comes from standard input")))


def load_request(
    run: Run, file: str, store: str | None = None, options: Mapping[str, Any] = NO_OPTIONS, whole: Mapping[str, Any] = NO_OPTIONS
) -> ReadRequest:
    """Return the request in a file, or in standard input for `-`, with its customer from the customer book, and its problems so far.

    `options` are keys that replace those of the request; what they replace goes to stderr. `whole` are the keys that a
    table of lines takes where it has no such columns. Raises LicensectlError on a file without a request.
    """
    content, name = read_input(file)
    table = is_table(content, name)
    made = override(run, untyped_request(content, name, whole if table else NO_OPTIONS), checked(run, options))
    linked: list[Problem] = []
    read = typed_request(run, made.untyped, store, linked)
    if table:
        read = read._replace(problems=[_of_table(problem) for problem in read.problems])
    remark(run, *replacements(made.overridden, made.said), *linked, carried=False)
    return read


def _of_table(problem: Problem) -> Problem:
    """Name the option where a table lacks a key of the whole quote."""
    name = problem.gaps.get("path")
    if problem.code == MISSING_KEY.code and name == "name":
        return CUSTOMER_NAME.at(problem.where)
    if problem.code != MISSING_KEY.code or name not in OF_WHOLE:
        return problem
    return WHOLE_MISSING.at(problem.where, name=name, option=OF_WHOLE[name])


def load_with_defaults(run: Run, file: str, defaults: Mapping[str, Any]) -> ReadRequest:
    """Return the request in a file as `load_request`; `defaults` are the keys that hold where it leaves them open."""
    return typed_request(run, untyped_request(*read_input(file), defaults))


def untyped_request(content: bytes, name: str, defaults: Mapping[str, Any] = NO_OPTIONS) -> UntypedRequest:
    """Return the request in `content` as plain values; `defaults` are the keys that hold where it leaves them open."""
    if not is_table(content, name):
        document = parse_document(content, name)
        if isinstance(document.value, dict):
            document = document._replace(value=with_defaults(document.value, defaults))
        return UntypedRequest(document, [])
    # Most requests are YAML: reading tables and workbooks is loaded only for the others.
    from licensectl.app.quotes.reader_table import RequestTable

    found = next(iter(RequestTable(content, name, defaults)), None)
    if found is None:
        raise LicensectlError(NO_REQUESTS.at(name))
    return found


def checked(run: Run, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the options of a request. Raises UsageError on a program that the facts do not have."""
    known = run.facts.programs.programs if "program" in options else {}
    if known and options["program"] not in known:
        raise UsageError(BAD_OPTION.at(option="--program", value=options["program"][:60], expected=one_of(known)))
    return options


class OverriddenRequest(NamedTuple):
    """A request with the options of the command line over its keys, and what they replaced; `said` tells where that stood."""

    untyped: UntypedRequest
    overridden: Overridden
    said: Callable[[str], str]


def override(run: Run, untyped: UntypedRequest, options: Mapping[str, Any]) -> OverriddenRequest:
    """Put the options of the command line over the keys of a request; a mistake in them is then one of the option.

    Split payment without a rate gets the rate of the request, else the usual one. A currency that contradicts amounts is a problem.
    """
    before = document = untyped.document
    if not options or not isinstance(document.value, dict):
        return OverriddenRequest(untyped, Overridden({}, [], {}), str)
    options = with_split_rate(run, document.value, options)
    wrong = list(check_currency(document.value, options, run.profile.currency, document.where))
    wrong += _other_regime(untyped, options)
    found = with_options(document.value, options)
    gone = {*options, *(one.key for one in found.replaced)}
    places = {path: place for path, place in document.places.items() if not path or path[0] not in gone}
    places |= {(option,): f"--{option}" for option in options}
    document = document._replace(value=found.value, places=places)
    made = untyped._replace(document=document, problems=[*untyped.problems, *wrong])
    return OverriddenRequest(made, found, lambda key: before.where((key,)))


def _other_regime(untyped: UntypedRequest, options: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem if the option says another tax treatment than the quote that is read again."""
    said = options.get("vat")
    if untyped.regime and said and untyped.regime not in said:
        words = said.get("rate") or ", ".join(said)
        yield OTHER_REGIME.at(untyped.document.where(("vat",)), regime=untyped.regime, said=words)


def with_split_rate(run: Run, request: Mapping[str, Any], options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the options; split payment without a rate gets that of the request, else the usual one of the market, where one is known."""
    if options.get("vat") != {"split_payment": "true"}:
        return options
    vat = request.get("vat")
    rate = vat.get("rate") if isinstance(vat, dict) else None
    if rate is None:
        market = options.get("market") or request.get("market") or run.profile.market or MARKET
        usual = usual_rate(run, str(market))
        rate = None if usual is None else f"{usual.normalize():f}"
    return options if rate is None else {**options, "vat": {"rate": str(rate), "split_payment": "true"}}


def usual_rate(run: Run, market: str) -> Decimal | None:
    """Return the VAT rate of the profile, else the standard rate of the market; None if neither is known."""
    own = run.profile.vat_rate
    return own if own is not None else run.facts.taxes.standard_rate(market, run.as_of)


def typed_request(run: Run, untyped: UntypedRequest, store: str | None = None, said: list[Problem] | None = None) -> ReadRequest:
    """Return a request that was read, with its customer from the customer book, and all problems of both.

    `said` gets notes on the customer.

    A request whose customer is unknown is returned with a placeholder for it, so that the rest can be checked.
    """
    read = read_document(untyped.document, run.profile)
    problems = [*untyped.problems, *read.problems]
    if read.request is None:
        return ReadRequest(None, problems)
    request = _without_keys(run, read.request, untyped.document.value)
    try:
        return ReadRequest(_with_customer(run, request, store, said), problems)
    except LicensectlError as failure:
        return ReadRequest(replace(request, customer=UNNAMED), [*problems, *failure.problems])


def _without_keys(run: Run, request: QuoteRequest, value: Any) -> QuoteRequest:
    """Return the request without the product keys that somebody wrote into it: they are neither shown nor kept."""
    if not any(has_key(text) for text in _long_texts(value)):
        return request
    cleaned = without_keys(msgspec.json.encode(request, enc_hook=as_text).decode())
    remark(run, PRODUCT_KEY.at(request.where))
    return msgspec.json.decode(cleaned, type=QuoteRequest)


def _long_texts(value: Any) -> Iterator[str]:
    """Yield the texts in a request that are long enough to hold a product key."""
    if isinstance(value, str):
        if len(value) >= KEY_LENGTH:
            yield value
    elif isinstance(value, dict):
        for held in value.values():
            yield from _long_texts(held)
    elif isinstance(value, list):
        for held in value:
            yield from _long_texts(held)


def _with_customer(run: Run, request: QuoteRequest, store: str | None, said: list[Problem] | None) -> QuoteRequest:
    named = "" if isinstance(request.customer, str) else request.customer.name
    # The customer book is loaded only if there is one, or if a number stands for a customer.
    if request.customer_id is None and run.profile.distributor is None and not _has_book(store) and not any(map(str.isdigit, named)):
        return request
    from licensectl.app.customers.service import from_book

    return from_book(run, request, store, said)


def _has_book(store: str | None) -> bool:
    """Return True if there is a customer book; a user without a home has none, unless a ledger is named."""
    if store is not None:
        return "://" in store or exists(ledger_file(store))
    try:
        return exists(ledger_file(store))
    except UsageError:
        return False


@contextmanager
def problems_together(read: ReadRequest) -> Iterator[QuoteRequest]:
    """Give the request to a block that prices it; raise one LicensectlError on the problems of both.

    They are sorted by place. A failure of the block alone is raised as it is; the block does not run without a request.
    """
    if read.request is None:
        raise LicensectlError(*sorted(read.problems, key=by_place))
    try:
        yield read.request
    except LicensectlError as failure:
        if not read.problems:
            raise
        raise LicensectlError(*sorted((*read.problems, *failure.problems), key=by_place)) from None
    if read.problems:
        raise LicensectlError(*sorted(read.problems, key=by_place))


class FoundPrices(NamedTuple):
    """The prices for a request, None without prices, and warnings about their age."""

    prices: PriceList | None
    problems: list[Problem]


class PricedQuote(NamedTuple):
    """A quote, and the prices that it was made from."""

    quote: Quote
    prices: PriceList | None


def load_priced(run: Run, request: str, sheet: PriceFile, store: str | None = None, options: Mapping[str, Any] = NO_OPTIONS) -> PricedQuote:
    """Return the quote of a request file at the prices of `sheet`, else of the price book; `options` as of `load_request`.

    Raises LicensectlError that lists the problems of the request and of its prices together.
    """
    check_stdin(request, sheet.file)
    with problems_together(load_request(run, request, store, options)) as wanted:
        return price_request(run, wanted, sheet)


def price_request(run: Run, wanted: QuoteRequest, sheet: PriceFile) -> PricedQuote:
    """Return the quote that a request makes on its date, else on the day of the run."""
    prices = prices_for(run, wanted, sheet)
    remark(run, *prices.problems, carried=False)
    facts = run.facts
    quote = build_quote(wanted, facts.catalog, facts.programs.programs, prices.prices, run.as_of, knowledge_of(run))
    if noted := margin_source(wanted, run.profile):
        quote = replace(quote, problems=[*quote.problems, noted])
    return PricedQuote(with_price_remarks(quote, prices.prices, run.profile.margin_floor), prices.prices)


def knowledge_of(run: Run) -> Knowledge:
    """Return the knowledge of the checks: the facts in use, and the country of the reseller from its profile."""
    return replace(run.facts.knowledge, seller=seller_country(run.profile.vat_id, run.profile.market))


def prices_for(run: Run, wanted: QuoteRequest, sheet: PriceFile) -> FoundPrices:
    """Return the price sheet that is named, else what the price book has for the day of the request."""
    # A quote needs one of the two engines, the reader of sheets or the database of the book; the other is not loaded.
    if sheet.file:
        from licensectl.app.prices.service_lists import named_prices

        return FoundPrices(named_prices(run, sheet.file, sheet.columns), [])
    from licensectl.app.prices.service import book_prices

    scope, searches = scope_of(wanted, wanted.date or run.as_of), [line.search for line in wanted.lines if line.search]
    catalog, terms = run.facts.catalog, dict.fromkeys(map(term_of, wanted.lines)) or (ONE_TIME,)
    return FoundPrices(*book_prices(keys_of(wanted, catalog), scope, searches=searches, ways=catalog.search_words, terms=terms))


def prices_of_today(run: Run, wanted: QuoteRequest, sheet: PriceFile) -> FoundPrices:
    """Return the prices for a request on the day of the run, whatever its date."""
    return prices_for(run, replace(wanted, date=None), sheet)
