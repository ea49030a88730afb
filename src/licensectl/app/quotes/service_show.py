"""List, show and export saved quotes."""

from msgspec.structs import replace

from licensectl.app.quotes import report_saved
from licensectl.app.quotes import store as quotes
from licensectl.app.quotes.options import ListOptions
from licensectl.app.quotes.report_document import paper
from licensectl.app.quotes.service_build import check_view, needs_document, show
from licensectl.cli.context import Run, parse_day
from licensectl.core.text import file_name
from licensectl.db import ledger
from licensectl.domain.quotes import messages_saved as messages
from licensectl.domain.quotes.numbering import parse_label
from licensectl.domain.quotes.saved import QuoteEntry, QuoteFilter, SavedQuote, choice_of, choose
from licensectl.errors import LicensectlError
from licensectl.render.report import Report


def list_quotes(run: Run, wanted: ListOptions, store: str | None) -> Report:
    """Return the report of the saved quotes that the options ask for, newest first; without a ledger there are none."""
    states = choice_of(open=wanted.open_, expired=wanted.expired, ordered=wanted.ordered)
    since = parse_day(wanted.since, "since") if wanted.since else None
    entries: list[QuoteEntry] = []
    if ledger.exists(store):
        with ledger.reading(store) as connection:
            entries = quotes.entries(connection, wanted.revisions)
    chosen = choose(entries, QuoteFilter(wanted.customer or "", since, states), run.as_of)
    return report_saved.entries(chosen, run.as_of, run.stamp(), run.lang)


def show_number(run: Run, number: str, view: str, store: str | None) -> Report:
    """Return the report of the saved quote of this number in one of its views."""
    check_view(view)
    return show_saved(run, find_saved(store, number), view)


def show_saved(run: Run, saved: SavedQuote, view: str) -> Report:
    """Return the report of a saved quote in one of its views, made only of what was saved."""
    stamp = {"as_of": saved.as_of.isoformat(), "data_version": saved.data_version}
    report = show(run, saved.shown, view, stamp)
    if not needs_document(run, view):
        return report
    return replace(report, document=paper(saved.shown, saved.terms, saved.profile, run.lang))


def export(run: Run, number: str, store: str | None) -> Report:
    """Return the request of a saved quote or, in a format that is named, its document, as a file that is called by its number."""
    saved = find_saved(store, number)
    report = replace(show_saved(run, saved, "customer"), request=report_saved.request_of(saved), native="yaml")
    form = run.form if run.form_named else report.native
    return replace(report, parts=((f"{file_name(saved.label)}.{form}", report),))


def find_saved(store: str | None, named: str) -> SavedQuote:
    """Return the saved quote of this number, and revision where one is named. Raises LicensectlError where there is none."""
    if not ledger.exists(store):
        raise LicensectlError(messages.UNKNOWN.at(number=named[:60], near=""))
    with ledger.reading(store) as connection:
        return quotes.find(connection, parse_label(named))
