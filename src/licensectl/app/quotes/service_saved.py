"""Compare saved quotes with others, with request files and with today."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.app.quotes import report_diff, report_saved
from licensectl.app.quotes import store as quotes
from licensectl.app.quotes.options import QuoteListOptions, ViewOptions
from licensectl.app.quotes.report_document import paper
from licensectl.app.quotes.service import load_priced, prices_of_today
from licensectl.app.quotes.service_build import check_view, needs_document, show
from licensectl.cli.context import Run, day_option
from licensectl.cli.options import PriceFile
from licensectl.cli.output import remark
from licensectl.core.messages import NO_FILE, ONE_OF_TWO
from licensectl.core.names import file_stem
from licensectl.core.paths import exists
from licensectl.db import ledger
from licensectl.domain.prices.price_list import PriceList
from licensectl.domain.quotes import messages_saved as messages
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.diff import difference
from licensectl.domain.quotes.numbering import Label, parse_label
from licensectl.domain.quotes.saved import Present, QuoteFilter, SavedQuote, choice_of
from licensectl.domain.quotes.verify import Movement, movements, needs_sheet
from licensectl.errors import EXIT_DONE, LicensectlError, Problem, UsageError
from licensectl.i18n.translate import N_
from licensectl.render.report import Report


class QuoteToday(NamedTuple):
    """The facts and prices that a saved quote is compared with on the day of the run, and warnings about their age."""

    present: Present
    problems: list[Problem]


class MovedQuote(NamedTuple):
    """The prices on the day of the run, and what of a saved quote changed since it was made."""

    prices: PriceList | None
    movements: list[Movement]


def diff(run: Run, names: tuple[str, str], sheet: PriceFile, exit_code: bool, store: str | None) -> Report:
    """Return the differences of two quotes, each the number of a saved quote or a request file."""
    old, new = (_quote_of(run, name, sheet, store) for name in names)
    return report_diff.difference(difference(old, new), names, run.stamp(), exit_code, run.lang)


def _quote_of(run: Run, named: str, sheet: PriceFile, store: str | None) -> Quote:
    """Return a saved quote as it was saved, a request file at today's prices."""
    saved = saved_if_named(store, named)
    return saved.shown if saved else load_priced(run, named, sheet, store).quote


def saved_if_named(store: str | None, named: str) -> SavedQuote | None:
    """Return the saved quote that an argument names, None if it names a file. Raises LicensectlError if it names neither."""
    if named == "-" or exists(named):
        return None
    if ledger.exists(store):
        with ledger.reading(store) as connection:
            if quotes.holds(connection, parse_label(named).number):
                return quotes.find(connection, parse_label(named))
    if Path(named).suffix or "/" in named or "\\" in named:
        raise LicensectlError(NO_FILE.at(path=named))
    raise LicensectlError(messages.NEITHER.at(name=named[:60]))


def saved_of_customer(store: str | None, customer: str) -> list[SavedQuote]:
    """Return the saved quotes of the customer of this name, each in its newest revision."""
    return ledger.load(store, lambda open_: [quotes.find(open_, one) for one in quotes.of_customers(open_, [customer])], [])


def verify(run: Run, numbers: Sequence[str], everything: bool, sheet: PriceFile, store: str | None) -> Report:
    """Return the report of what changed since some saved quotes were made, or all that were not ordered."""
    if bool(numbers) == everything:
        raise UsageError(ONE_OF_TWO.at(one=N_("NUMBER"), other="--all"))
    found, problems = [], dict[str, Problem]()
    saved = _to_verify(store, numbers)
    # A named sheet is read once; the book is asked for each quote's own SKUs.
    named = _today(run, saved[0], sheet) if sheet.file and saved else None
    for one in saved:
        today = named or _today(run, one, sheet)
        found.append((one, movements(one, today.present)))
        said = today.problems
        if today.present.prices is None and needs_sheet(one):
            said = [*said, messages.UNVERIFIED.at(label=one.label, day=f"{run.as_of:%Y-%m}")]
        problems |= {problem.line(): problem for problem in said}
    remark(run, *problems.values())
    return report_saved.verified(found, list(problems.values()), run.stamp(), run.lang)


def _to_verify(store: str | None, numbers: Sequence[str]) -> list[SavedQuote]:
    if not ledger.exists(store):
        return [find_saved(store, number) for number in numbers]
    with ledger.reading(store) as connection:
        named = [parse_label(number) for number in numbers]
        named = named or [Label(one.number, one.revision) for one in quotes.entries(connection, lambda one: not one.orders)]
        return [quotes.find(connection, one) for one in named]


def moved_since(run: Run, saved: SavedQuote, sheet: PriceFile) -> MovedQuote:
    """Return the prices on the day of the run, and what of a saved quote changed since it was made."""
    today = _today(run, saved, sheet)
    remark(run, *today.problems, carried=False)
    return MovedQuote(today.present.prices, movements(saved, today.present))


def _today(run: Run, saved: SavedQuote, sheet: PriceFile) -> QuoteToday:
    prices, problems = prices_of_today(run, saved.quote.request, sheet)
    return QuoteToday(present(run, prices), problems)


def present(run: Run, prices: PriceList | None) -> Present:
    """Return the facts and prices that a quote is compared with on the day of the run."""
    facts = run.facts
    return Present(facts.catalog, facts.programs.programs, facts.returns.rules, prices, run.as_of, run.provider())


def list_quotes(run: Run, wanted: QuoteListOptions, store: str | None) -> Report:
    """Return the report of the saved quotes that the options ask for, newest first; without a ledger the list is empty."""
    states = choice_of(open=wanted.open_, expired=wanted.expired, ordered=wanted.ordered)
    since = day_option(wanted.since, "since") if wanted.since else None
    chosen = QuoteFilter(wanted.customer or "", since, states)
    found = ledger.load(store, lambda open_: quotes.entries(open_, lambda one: chosen.fits(one, run.as_of), wanted.revisions), [])
    return replace(report_saved.entries(found, run.as_of, run.stamp(), run.lang), brief=not wanted.everything)


def show_number(run: Run, number: str, shown: ViewOptions) -> Report:
    """Return the report of the saved quote of this number in one of its views."""
    check_view(shown.view)
    return show_saved(run, find_saved(shown.store, number), shown)


def show_saved(run: Run, saved: SavedQuote, shown: ViewOptions) -> Report:
    """Return the report of a saved quote in one of its views, made only of what was saved."""
    stamp = {"as_of": saved.as_of.isoformat(), "data_version": saved.data_version}
    report = show(run, saved.shown, shown, stamp)
    if saved.despite and shown.view == "internal":
        report = report_saved.with_reason(report, saved.despite, run.lang)
    if not needs_document(run, shown.view):
        return report
    return replace(report, document=paper(saved.shown, saved.terms, saved.profile, run.lang))


def export(run: Run, number: str, incomplete: bool, store: str | None) -> Report:
    """Return the request of a saved quote or, in a format that is named, its document, as a file that is called by its number."""
    saved = find_saved(store, number)
    form = run.form if run.form_named else "yaml"
    # The request of a quote without prices is no offer: it is exported whole.
    made = show_saved(run, saved, ViewOptions("customer", incomplete or form == "yaml", store))
    status = EXIT_DONE if form == "yaml" else made.status
    report = replace(made, request=report_saved.request_of(saved), native="yaml", status=status)
    return replace(report, parts=((f"{file_stem(saved.label) or 'quote'}.{form}", report),))


def find_saved(store: str | None, named: str) -> SavedQuote:
    """Return the saved quote of this number, and revision where one is named. Raises LicensectlError if it does not exist."""
    if not ledger.exists(store):
        raise LicensectlError(messages.UNKNOWN.at(number=named[:60], near=""))
    with ledger.reading(store) as connection:
        return quotes.find(connection, parse_label(named))
