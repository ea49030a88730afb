"""What the commands on saved quotes share: one put on record, found again, held against today, revised."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from licensectl.app.customers.service import adopted
from licensectl.app.quotes import store as quotes
from licensectl.app.quotes.report_saved import request_of
from licensectl.app.quotes.service import load_priced, load_quote, priced, prices_of_today, shown
from licensectl.cli.context import Run, who
from licensectl.cli.options_prices import Sheet
from licensectl.cli.output import remark, require_free
from licensectl.core.messages import NO_FILE
from licensectl.core.text import file_name
from licensectl.db import ledger
from licensectl.domain.customers.messages import ADDED
from licensectl.domain.customers.model import Customer
from licensectl.domain.quotes import messages_saved as messages
from licensectl.domain.quotes.numbering import SERIES, Label, parse_label
from licensectl.domain.quotes.revise import revision
from licensectl.domain.quotes.saved import Present, keep
from licensectl.domain.quotes.verify import movements, needs_sheet
from licensectl.errors import LicensectlError, Problem
from licensectl.render.report import Report

if TYPE_CHECKING:
    from licensectl.db.engine import Connection
    from licensectl.domain.prices.price_list import PriceList
    from licensectl.domain.quotes.build import Quote
    from licensectl.domain.quotes.revise import Changes
    from licensectl.domain.quotes.saved import Present, SavedQuote
    from licensectl.domain.quotes.verify import Movement

    Put = Callable[[Connection, SavedQuote, str], SavedQuote]


def save_new(run: Run, made: "Quote", view: str, store: str | None) -> Report:
    """The quote put on record, shown as it stands there."""

    pattern = run.profile.number_series or SERIES
    return _kept(run, made, view, store, lambda connection, one, who: quotes.add(connection, one, pattern, who))


def revised(run: Run, named: str, file: str | None, changes: "Changes", around: tuple[Sheet, str, str | None]) -> Report:
    """The next revision of a saved quote, from its own request or from a file, put on record and shown as it stands there.

    `around` is the price sheet, the view and the ledger, as the command line names them.
    """

    sheet, view, store = around
    saved = find_saved(store, named)
    with ledger.reading(store) as connection:
        ordered = quotes.orders_of(connection, saved.number)
    if ordered:
        remark(run, messages.ORDERED.at(number=saved.number, orders=", ".join(ordered)))
    if file:
        made, _ = load_priced(run, file, sheet, store, lambda request: revision(saved, request, changes))
    else:
        made, _ = priced(run, revision(saved, None, changes), sheet)
    return _kept(run, made, view, store, lambda connection, one, who: quotes.revise(connection, one, saved.number, who))


def _kept(run: Run, made: "Quote", view: str, store: str | None, put: "Put") -> Report:

    # Where its document cannot go, no number is taken.
    require_free(run)
    unnumbered = keep(made, present(run, None), run.profile, run.facts.version)
    with ledger.writing(store) as connection:
        saved = put(connection, unnumbered, who())
        grown = _into_the_book(run, connection, made)
    remark(run, messages.SAVED.at(label=saved.label), *grown)
    return offered(run, saved, view)


def _into_the_book(run: Run, connection: "Connection", made: "Quote") -> list[Problem]:
    """The customer book learns of who was named inline; who cannot stand there is said and holds no quote up."""

    customer = made.request.customer
    if not isinstance(customer, Customer) or customer.id is not None:
        return []
    try:
        change = adopted(run, connection, customer)
    except LicensectlError as failure:
        return [problem._replace(message=problem.message._replace(severity="warning")) for problem in failure.problems]
    return [ADDED.at(name=change.customer.name, id=change.customer.id)] if change.kind == "added" else []


def offered(run: Run, saved: "SavedQuote", view: str) -> Report:
    """A saved quote in one of its views, from what was kept alone."""
    stamp = {"as_of": saved.as_of.isoformat(), "data_version": saved.data_version}
    return shown(run, saved.shown, view, stamp, lambda: saved.terms, saved.profile)


def exported(run: Run, saved: "SavedQuote") -> Report:
    """The request of a saved quote, or where a format was named the customer's document in it, under a name of its own."""

    report = replace(offered(run, saved, "customer"), request=request_of(saved), native="yaml")
    form = run.form if run.form_named else report.native
    return replace(report, parts=((f"{file_name(saved.label)}.{form}", report),))


def find_saved(store: str | None, named: str) -> "SavedQuote":
    """The saved quote of this number, and revision where one is named; LicensectlError where there is none."""

    if not ledger.exists(store):
        raise LicensectlError(messages.UNKNOWN.at(number=named[:60], near=""))
    with ledger.reading(store) as connection:
        return quotes.find(connection, parse_label(named))


def saved_if_named(store: str | None, named: str) -> "SavedQuote | None":
    """The saved quote that an argument names, None where it names a file; LicensectlError where it names neither."""

    if named == "-" or Path(named).exists():
        return None
    if ledger.exists(store):
        with ledger.reading(store) as connection:
            if quotes.holds(connection, parse_label(named).number):
                return quotes.find(connection, parse_label(named))
    if Path(named).suffix or "/" in named or "\\" in named:
        raise LicensectlError(NO_FILE.at(path=named))
    raise LicensectlError(messages.NEITHER.at(name=named[:60]))


def quote_of(run: Run, named: str, sheet: Sheet, store: str | None) -> "Quote":
    """The quote that an argument names: a saved one as it was saved, a request file at today's prices."""
    saved = saved_if_named(store, named)
    return saved.shown if saved else load_quote(run, named, sheet, store)


def present(run: Run, prices: "PriceList | None") -> "Present":
    """What a quote is judged by on the day of the run."""

    named = run.provider()
    return Present(run.facts.catalog, run.facts.programs.programs, run.facts.returns.rules, prices, run.as_of, named)


def of_today(run: Run, saved: "SavedQuote", sheet: Sheet) -> "tuple[Present, list[Problem]]":
    """What a saved quote is judged by on the day of the run, whatever its own date."""
    prices, said = prices_of_today(run, saved.quote.request, sheet)
    return present(run, prices), said


def moved_since(run: Run, saved: "SavedQuote", sheet: Sheet) -> "tuple[PriceList | None, list[Movement]]":
    """The prices on the day of the run, and what of a saved quote moved since."""

    today, said = of_today(run, saved, sheet)
    remark(run, *said)
    return today.prices, movements(saved, today)


def to_verify(store: str | None, numbers: Sequence[str]) -> "list[SavedQuote]":
    """The saved quotes of these numbers; without any, all that were not ordered."""

    if not ledger.exists(store):
        return [find_saved(store, number) for number in numbers]
    with ledger.reading(store) as connection:
        named = [parse_label(number) for number in numbers]
        named = named or [Label(one.number, one.revision) for one in quotes.entries(connection) if not one.orders]
        return [quotes.find(connection, one) for one in named]


def verified(run: Run, found: "Sequence[SavedQuote]", sheet: Sheet) -> "tuple[list[tuple[SavedQuote, list[Movement]]], list[Problem]]":
    """Each quote with what moved since, and a warning for each that no price sheet was at hand for."""

    done, problems = [], dict[str, Problem]()
    # A named sheet is read once; the book is asked for each quote's own SKUs.
    named = of_today(run, found[0], sheet) if sheet.file and found else None
    for saved in found:
        today, said = named or of_today(run, saved, sheet)
        done.append((saved, movements(saved, today)))
        if today.prices is None and needs_sheet(saved):
            said = [*said, messages.UNVERIFIED.at(label=saved.label, day=f"{run.as_of:%Y-%m}")]
        problems |= {problem.line(): problem for problem in said}
    return done, list(problems.values())
