"""Save a new quote, or the next revision of a saved one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from licensectl.app.customers.service import adopted
from licensectl.app.quotes import store as quotes
from licensectl.app.quotes.options import READ, OfferOptions, RevisionOptions, ViewOptions
from licensectl.app.quotes.service import check_stdin, load_priced, load_request, price_request, problems_together
from licensectl.app.quotes.service_build import check_view, require_prices
from licensectl.app.quotes.service_saved import find_saved, present, show_saved
from licensectl.cli import values
from licensectl.cli.context import Run, day_option, who
from licensectl.cli.options import PriceFile
from licensectl.cli.output import remark, require_free
from licensectl.db import ledger
from licensectl.db.engine import Connection
from licensectl.domain.customers.messages import ADDED
from licensectl.domain.customers.model import Customer
from licensectl.domain.quotes import messages_saved as messages
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.messages_prices import NOT_SAVED
from licensectl.domain.quotes.numbering import SERIES
from licensectl.domain.quotes.presets import MARGIN_RULES
from licensectl.domain.quotes.price_remarks import below_floor
from licensectl.domain.quotes.saved import Changes, SavedQuote, keep, revision
from licensectl.errors import LicensectlError, Problem, RefusedError
from licensectl.render.report import Report


def build(run: Run, request: str, sheet: PriceFile, offer: OfferOptions, options: Mapping[str, Any]) -> Report:
    """Save the quote of a request file under its own number or the next of the series; return the report of the saved quote."""
    check_view(offer.view)
    quote = load_priced(run, request, sheet, offer.store, options).quote
    return _save(run, quote, None, offer, offer.despite)


def revise(run: Run, named: str, options: RevisionOptions, sheet: PriceFile, shown: ViewOptions) -> Report:
    """Save the next revision of a quote from its request or a file; return the report of the saved quote."""
    check_view(shown.view)
    changes = _changes(options)
    saved = find_saved(shown.store, named)
    with ledger.reading(shown.store) as connection:
        ordered = quotes.orders_of(connection, saved.number)
    if ordered:
        remark(run, messages.ORDERED.at(number=saved.number, orders=", ".join(ordered)), carried=False)
    if options.request:
        check_stdin(options.request, sheet.file)
        with problems_together(load_request(run, options.request, shown.store, whole=_whole(saved))) as request:
            quote = price_request(run, revision(saved, request, changes), sheet).quote
    else:
        quote = price_request(run, revision(saved, None, changes), sheet).quote
    return _save(run, quote, saved.number, shown, options.despite)


def _whole(saved: SavedQuote) -> dict[str, Any]:
    """Return the options that a table of lines takes from the quote that it revises."""
    asked = to_builtins(saved.quote.request)
    return {name: asked[name] for name in ("customer", "vat", "program", "market", "currency", "segment") if name in asked}


def _changes(options: RevisionOptions) -> Changes:
    return Changes(
        **{name: Decimal(READ[name](name, text)) for name in MARGIN_RULES if (text := getattr(options, name)) is not None},
        date=day_option(options.date, "date") if options.date else None,
        valid_days=options.valid_days,
    )


def _save(run: Run, quote: Quote, number: str | None, shown: ViewOptions, despite: str | None) -> Report:
    """Save a quote as a new one or, with the `number` of a saved quote, as its next revision.

    Raises RefusedError on one with too little margin, unless `despite` gives the reason.
    """
    # Where its document cannot be written, no number is taken.
    require_free(run.force, run.output)
    require_prices(run, quote, shown)
    below = below_floor(quote)
    reason = values.reason(despite)
    if below and not reason:
        raise RefusedError(*below, NOT_SAVED.at())
    unnumbered = keep(quote, present(run, None), run.profile, run.facts.version)
    if below and reason:
        unnumbered = replace(unnumbered, despite=reason)
    with ledger.writing(shown.store) as connection:
        customer_id, grown = _into_the_book(run, connection, quote)
        unnumbered = replace(unnumbered, customer_id=customer_id)
        if number is None:
            saved = quotes.add(connection, unnumbered, run.profile.number_series or SERIES, who())
        else:
            saved = quotes.revise(connection, unnumbered, number, who())
        if saved.despite:
            ledger.note(connection, who(), "quote saved despite its margin", saved.label, saved.despite)
    remark(run, messages.SAVED.at(label=saved.label), *grown)
    return show_saved(run, saved, shown)


def _into_the_book(run: Run, connection: Connection, quote: Quote) -> tuple[str | None, list[Problem]]:
    """Add a customer that is named inline to the customer book; return its id there and what was added, or why not as warnings."""
    customer = quote.request.customer
    if not isinstance(customer, Customer) or customer.id is not None:
        return customer if isinstance(customer, str) else customer.id, []
    try:
        change = adopted(run, connection, customer)
    except LicensectlError as failure:
        return None, [problem._replace(message=problem.message._replace(severity="warning")) for problem in failure.problems]
    added = [ADDED.at(name=change.customer.name, id=change.customer.id)] if change.kind == "added" else []
    return change.customer.id, added
