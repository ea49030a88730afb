"""What a price that moved since the quote means for its order."""

from collections.abc import Iterator, Sequence
from datetime import date

from licensectl.domain.quote import Quote
from licensectl.domain.specialprice import special_ends
from licensectl.domain.verify import Movement
from licensectl.errors import Problem
from licensectl.faults import placing as faults

# Of these the order has checks of its own.
CHECKED = ("validity", "program", "special_price")


def since_the_quote(quote: Quote, moved: Sequence[Movement], day: date) -> Iterator[Problem]:
    """A reason for each line that costs something else or is no longer sold; what else moved is a hint to look at."""
    request = quote.request
    scope = {"currency": request.currency, "market": request.market, "segment": request.segment}
    places = {line.position: line.where for line in quote.lines}
    others = 0
    for one in moved:
        where = places.get(one.position or 0, request.where)
        gone = one.what in ("price_sheet", "product") or (one.what == "unit_price" and one.now is None)
        if gone:
            yield faults.NOT_LISTED.at(where, sku=one.subject, day=day, **scope)
        elif one.what == "unit_price":
            yield faults.MOVED.at(where, sku=one.subject, quoted=one.was if one.was is not None else "—", day=day, now=one.now)
        else:
            others += one.what not in CHECKED
    if others:
        yield faults.MOVED_OTHER.at(count=others, number=request.number)


def specials_over(quote: Quote, day: date) -> Iterator[Problem]:
    """Special prices that the day of the order lies behind."""
    for line in quote.request.every_line:
        if line.special_price and special_ends(line, day):
            special = line.special_price
            yield faults.SPECIAL_OVER.at(line.where, reference=special.reference[:60], expires=special.expires, day=day)
