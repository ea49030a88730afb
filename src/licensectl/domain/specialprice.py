"""Prices granted for one deal ("quotazione dedicata"): what must be known of one, and until when it holds."""

from collections.abc import Iterator
from datetime import date

from licensectl.domain.money import is_amount
from licensectl.domain.period import days_later
from licensectl.domain.request import OtherLine, QuoteRequest, RequestLine, place
from licensectl.errors import Problem
from licensectl.faults import quoting as faults


def check_special_prices(request: QuoteRequest, day: date) -> Iterator[Problem]:
    """What is wrong with the special prices of a quote of `day`; one that ends before the quote does is a warning."""
    valid_until = days_later(day, max(request.valid_days, 0))
    for line in request.every_line:
        special = line.special_price
        if special is None:
            continue
        where = place(line, "special_price")
        gaps = {"reference": special.reference[:60], "expires": special.expires}
        if line.unit_price is not None:
            yield faults.SPECIAL_TWICE.at(where)
        if not special.reference.strip():
            yield faults.SPECIAL_REFERENCE.at(where)
        if not is_amount(special.unit_price):
            yield faults.AMOUNT.at(where, name="special_price.unit_price", value=special.unit_price)
        if special.expires < day:
            yield faults.SPECIAL_EXPIRED.at(where, day=day, **gaps)
        elif special.expires < valid_until:
            yield faults.SPECIAL_ENDS.at(where, until=valid_until, **gaps)


def special_ends(line: RequestLine | OtherLine, day: date) -> bool:
    """Whether the special price of a line is over on `day`."""
    return line.special_price is not None and line.special_price.expires < day
