"""A quote that its customer accepted and that is to be ordered."""

from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.saved import QuoteEntry


class Acceptance(NamedTuple):
    """That a customer accepted a revision of a quote on a day, with the number and day of its purchase order, where it gave them."""

    revision: int
    day: date
    po_number: str | None = None
    po_date: date | None = None


class ToPlace(NamedTuple):
    """A quote to order: its entry, its acceptance, None where only its request names a purchase order, and the usual target."""

    entry: QuoteEntry
    accepted: Acceptance | None
    target: str


def with_purchase_order(quote: Quote, accepted: Acceptance | None) -> Quote:
    """Return the quote with the purchase order of its acceptance, where its request names none."""
    request = quote.request
    if accepted is None or request.po_number or not accepted.po_number:
        return quote
    return replace(quote, request=replace(request, po_number=accepted.po_number, po_date=accepted.po_date or request.po_date))
