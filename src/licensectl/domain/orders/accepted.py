"""A quote that its customer accepted and that is to be ordered."""

from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.domain.orders.messages_quote import NEWER, NOT_ACCEPTED, REPLACED
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.numbering import label
from licensectl.domain.quotes.saved import QuoteEntry
from licensectl.errors import Problem


class QuoteAcceptance(NamedTuple):
    """That a customer accepted a revision of a quote on a day, with the number and day of its purchase order, where it gave them."""

    revision: int
    day: date
    po_number: str | None = None
    po_date: date | None = None


class ToPlace(NamedTuple):
    """A quote to order: its entry, its acceptance, None if only its request names a purchase order, and the usual target."""

    entry: QuoteEntry
    accepted: QuoteAcceptance | None
    target: str


def renewed(said: QuoteAcceptance, earlier: QuoteAcceptance | None) -> QuoteAcceptance:
    """Return an acceptance over an earlier one: the purchase order that is known stays if none is given."""
    if earlier is None or said.po_number not in (None, earlier.po_number):
        return said
    return said._replace(po_number=earlier.po_number, po_date=said.po_date or earlier.po_date)


def replacement(number: str, made: QuoteAcceptance, earlier: QuoteAcceptance | None) -> list[Problem]:
    """Return the warning that an acceptance replaces an earlier one of another revision or purchase order."""
    if earlier is None or (made.revision, made.po_number) == (earlier.revision, earlier.po_number):
        return []
    gaps = {
        "number": label(number, made.revision),
        "order": made.po_number or "—",
        "earlier": label(number, earlier.revision),
        "po_number": earlier.po_number or "—",
        "again": f"{number}-r{earlier.revision}",
    }
    return [REPLACED.at(day=earlier.day, **gaps)]


def revision_remarks(number: str, taken: int, newest: int, accepted: QuoteAcceptance | None) -> list[Problem]:
    """Return a note that a newer revision than the accepted one exists, or a warning that another one than that is taken."""
    if accepted is None:
        return []
    names = {"number": label(number, taken), "spelled": f"{number}-r{taken}"}
    if taken != accepted.revision:
        return [NOT_ACCEPTED.at(accepted=label(number, accepted.revision), **names)]
    return [NEWER.at(newest=label(number, newest), **names)] if newest != taken else []


def with_purchase_order(quote: Quote, revision: int, accepted: QuoteAcceptance | None) -> Quote:
    """Return the revision of a quote with the purchase order of its acceptance, where the request names none."""
    request = quote.request
    if accepted is None or accepted.revision != revision or request.po_number or not accepted.po_number:
        return quote
    return replace(quote, request=replace(request, po_number=accepted.po_number, po_date=accepted.po_date or request.po_date))
