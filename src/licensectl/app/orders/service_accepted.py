"""Record that a customer accepted a quote, and list the accepted quotes that are still to be ordered."""

from licensectl.app.orders import report_placed as report
from licensectl.app.orders import store_accepted as accepted
from licensectl.app.orders.service_placed import orders_of_quote
from licensectl.app.orders.targets import usual
from licensectl.app.quotes import store as quotes
from licensectl.cli import values
from licensectl.cli.context import Run, day_option, who
from licensectl.cli.output import remark
from licensectl.core.messages import TOGETHER
from licensectl.db import ledger
from licensectl.domain.orders.accepted import QuoteAcceptance, ToPlace, check_complete, check_ordered, renewed, replacement
from licensectl.domain.orders.messages_quote import EARLY, EXPIRED, OLDER
from licensectl.domain.quotes.messages_saved import UNKNOWN
from licensectl.domain.quotes.numbering import key, parse_label
from licensectl.domain.quotes.saved import QuoteEntry
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.i18n.translate import N_
from licensectl.render.report import Report

PO_NUMBER = N_("the number of a purchase order")


def accept(run: Run, named: str, po_number: str | None, po_date: str | None, store: str | None) -> Report:
    """Record that the customer accepted a saved quote on the day of the run; return the quotes to place.

    Raises LicensectlError if no such quote is on record, or if lines of it have no price.
    """
    number = None if po_number is None else values.kept("po-number", po_number, PO_NUMBER, 60)
    said = QuoteAcceptance(0, run.as_of, number, day_option(po_date, "po-date") if po_date else None)
    if not ledger.exists(store):
        raise LicensectlError(UNKNOWN.at(number=named[:60], near=""))
    with ledger.writing(store) as connection:
        saved = quotes.find(connection, parse_label(named))
        if wrong := check_complete(saved.label, saved.quote):
            raise LicensectlError(*wrong)
        newest = quotes.find(connection, parse_label(saved.number))
        earlier = accepted.of_number(connection, saved.number)
        made = renewed(said._replace(revision=saved.revision), earlier)
        accepted.accept(connection, saved.number, made, who())
        ordered = orders_of_quote(connection, saved.number)
    problems = replacement(saved.number, made, earlier)
    problems += [problem._replace(message=problem.message._replace(severity="warning")) for problem in check_ordered(saved.number, ordered)]
    if saved.revision != newest.revision:
        problems.append(OLDER.at(number=saved.label, newest=newest.label))
    if run.as_of > saved.quote.valid_until:
        problems.append(EXPIRED.at(number=saved.label, until=saved.quote.valid_until))
    if run.as_of < saved.quote.date:
        problems.append(EARLY.at(number=saved.label, written=saved.quote.date, day=run.as_of))
    remark(run, *problems)
    return to_place(run, None, store, saved.number, problems)


def list_to_place(run: Run, customer: str | None, returnable: bool, store: str | None) -> Report:
    """Return the report of the quotes that were accepted and not ordered; raises UsageError if --returnable is given."""
    if returnable:
        raise UsageError(TOGETHER.at(one="--to-place", other="--returnable"))
    return to_place(run, customer, store)


def to_place(run: Run, customer: str | None, store: str | None, number: str | None = None, problems: list[Problem] | None = None) -> Report:
    """Return the report of the quotes that were accepted and not ordered, of a customer or of one number alone."""
    found: list[ToPlace] = []
    if ledger.exists(store):
        with ledger.reading(store) as connection:
            held = accepted.every(connection)
            newest = quotes.newest(connection)

            def fits(entry: QuoteEntry) -> bool:
                said = held.get(key(entry.number))
                return (
                    key(entry.number) in held
                    and (entry.revision == said.revision if said else (entry.number, entry.revision) in newest)
                    and (customer is None or customer.casefold() in entry.customer.casefold())
                    and (not entry.orders if number is None else key(number) == key(entry.number))
                )

            found = [
                ToPlace(entry, held[key(entry.number)], usual(run.profile, entry.program).name)
                for entry in quotes.entries(connection, fits, every_revision=True)
                # A purchase order in the request of an incomplete quote accepts no price.
                if entry.net is not None
            ]
    return report.to_place(found, problems or (), run.as_of, run.stamp(), run.lang)
