"""A quote that its customer accepted and that is to be ordered."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.core.text import listed
from licensectl.domain.orders.messages_quote import DRAFT, NEWER, NOT_ACCEPTED, OF_DAY, ORDERED, PO_REDATED, REDATED, REPLACED
from licensectl.domain.purchases.model import PlacedOrder, day_of
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.numbering import label
from licensectl.domain.quotes.saved import QuoteEntry
from licensectl.errors import Problem
from licensectl.i18n.translate import joined


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
    """Return the warnings that an acceptance replaces an earlier one: another revision or purchase order, else other dates."""
    if earlier is None:
        return []
    if (made.revision, made.po_number) == (earlier.revision, earlier.po_number):
        return _redated(number, made, earlier)
    gaps = {
        "number": label(number, made.revision),
        "order": made.po_number or "—",
        "earlier": label(number, earlier.revision),
        "po_number": earlier.po_number or "—",
        "again": f"{number}-r{earlier.revision}",
    }
    return [REPLACED.at(day=earlier.day, **gaps)]


def _redated(number: str, made: QuoteAcceptance, earlier: QuoteAcceptance) -> list[Problem]:
    names = {"number": label(number, made.revision), "again": f"{number}-r{made.revision}"}
    found = [REDATED.at(was=earlier.day, date=earlier.day.isoformat(), day=made.day, **names)] if made.day != earlier.day else []
    if earlier.po_date is not None and made.po_date != earlier.po_date:
        names |= {"order": made.po_number or "—", "date": earlier.po_date.isoformat()}
        found.append(PO_REDATED.at(was=earlier.po_date, day=made.po_date or "—", **names))
    return found


def check_complete(number: str, quote: Quote) -> list[Problem]:
    """Return a problem if lines of the quote have no price: no customer can accept it."""
    missing = quote.unpriced
    return [DRAFT.at(number=number, count=len(missing), lines=listed([line.called for line in missing], 5))] if missing else []


def check_ordered(number: str, orders: Sequence[PlacedOrder]) -> list[Problem]:
    """Return a problem if orders of the quote are on record that were neither cancelled nor given back as a whole."""
    held = [order for order in orders if not order.came_to_nothing and (not order.lines or any(line.quantity for line in order.lines))]
    if not held:
        return []
    said = [OF_DAY.filled(id=order.id, day=day_of(order.placed)) if order.placed else order.id for order in held]
    return [ORDERED.at(number=number, orders=joined(said, ", "), count=len(held), id=held[0].id)]


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
