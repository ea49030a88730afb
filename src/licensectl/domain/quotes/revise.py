"""The request of a quote's next revision."""

from datetime import date as Day
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from licensectl.domain.quotes import messages_saved as messages
from licensectl.domain.quotes.model import QuoteRequest, place
from licensectl.domain.quotes.numbering import key, parse_label
from licensectl.domain.quotes.presets import MARGIN_RULES
from licensectl.domain.quotes.saved import SavedQuote
from licensectl.errors import LicensectlError


class Changes(Struct, frozen=True, kw_only=True):
    """Changes of a revision for the whole quote; None leaves a value as it is. Percentages, a day, a number of days."""

    margin: Decimal | None = None
    markup: Decimal | None = None
    discount: Decimal | None = None
    date: Day | None = None
    valid_days: int | None = None


def revision(saved: SavedQuote, request: QuoteRequest | None, changes: Changes) -> QuoteRequest:
    """Return the saved request, or its replacement, with the changes applied and without a number.

    The saved one loses its date, so it is priced on the day of the run. Raises LicensectlError if a request has another number.
    """
    if request and request.number and key(parse_label(request.number).number) != key(saved.number):
        raise LicensectlError(messages.OTHER_NUMBER.at(place(request, "number"), number=request.number[:60], quote=saved.number))
    base = replace(request or replace(saved.quote.request, date=None), number=None)
    said: dict[str, Any] = {name: value for name in changes.__struct_fields__ if (value := getattr(changes, name)) is not None}
    if said.keys() & set(MARGIN_RULES):
        # They exclude each other: what is said now takes the place of what was said.
        base = replace(base, **dict.fromkeys(MARGIN_RULES))
    return replace(base, **said)
