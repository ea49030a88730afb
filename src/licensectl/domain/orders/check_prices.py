"""Check what an order costs: prices that moved since the quote, special prices, and the age of both."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from licensectl.core.defaults import SHEET_PROGRAM
from licensectl.core.sku_id import parse_sku
from licensectl.domain.orders import messages_check as messages
from licensectl.domain.orders.situation import OrderSituation, number_of
from licensectl.domain.prices.price_list import ONE_TIME, PriceScope
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.pricing import prices_of_row
from licensectl.domain.quotes.request_checks import special_ends
from licensectl.domain.quotes.verify import Movement
from licensectl.errors import Problem

# Of these the order has checks of its own.
CHECKED = ("validity", "program", "special_price")


def since_the_quote(quote: Quote, moved: Sequence[Movement], day: date) -> Iterator[Problem]:
    """Yield a reason for each line that costs something else or is no longer sold; what else moved is a hint to look at."""
    request = quote.request
    scope = {"currency": request.currency, "market": request.market, "segment": request.segment}
    places = {line.position: line.where for line in quote.lines}
    others = 0
    for one in moved:
        where = places.get(one.position or 0, request.where)
        gone = one.what in ("price_sheet", "product") or (one.what == "unit_price" and one.now is None)
        if gone:
            yield messages.NOT_LISTED.at(where, sku=one.subject, day=day, **scope)
        elif one.what == "unit_price":
            gaps = {"sku": one.subject, "day": day, "now": one.now, "command": f"licensectl quote revise {number_of(quote)}"}
            yield messages.PRICED_NOW.at(where, **gaps) if one.was is None else messages.MOVED.at(where, quoted=one.was, **gaps)
        else:
            others += one.what not in CHECKED
    if others:
        yield messages.MOVED_OTHER.at(count=others, number=request.number)


def specials_over(quote: Quote, day: date) -> Iterator[Problem]:
    """Yield a problem for each special price that ended before the day of the order."""
    for line in quote.request.every_line:
        if line.special_price and special_ends(line, day):
            special = line.special_price
            yield messages.SPECIAL_OVER.at(line.where, reference=special.reference[:60], expires=special.expires, day=day)


def unpriced(s: OrderSituation) -> Iterator[Problem]:
    yield from (messages.NO_SELL_PRICE.at(line.where, sku=line.called) for line in s.quote.unpriced)


def age(s: OrderSituation) -> Iterator[Problem]:
    where = s.quote.request.where
    if s.day > s.quote.valid_until:
        yield messages.EXPIRED.at(where, until=s.quote.valid_until, day=s.day, command=s.quote_again)
    month = f"{s.quote.date:%Y-%m}" if s.prices is None else s.prices.month
    if month and month < f"{s.day:%Y-%m}" and s.quote.request.program == SHEET_PROGRAM:
        yield messages.OLD_MONTH.at(where, quoted=month, day=s.day)


def start_prices(s: OrderSituation) -> Iterator[Problem]:
    """Compare the lines that were priced from a price sheet with that of the order's day."""
    yield from specials_over(s.quote, s.day)
    if s.moved is not None:
        yield from since_the_quote(s.quote, s.moved, s.day)
        return
    if s.prices is None or s.quote.request.program != SHEET_PROGRAM:
        return
    for line in s.quote.lines:
        if line.sku and (key := parse_sku(line.sku)):
            request = s.quote.request
            scope = PriceScope(request.market, request.currency, request.segment, s.day, line.term or ONE_TIME, line.billing_plan or None)
            row = s.prices.in_force(key, replace(scope, quantity=line.quantity)).row
            yield from _moved(s, line, prices_of_row(row)[0] if row else None)


def _moved(s: OrderSituation, line: QuoteLine, now: object) -> Iterator[Problem]:
    request, quoted = s.quote.request, line.unit_price
    if now is None:
        scope = {"currency": request.currency, "market": request.market, "segment": request.segment}
        yield messages.NOT_LISTED.at(line.where, sku=line.sku, day=s.day, **scope)
    elif line.price_source.kind == "price_sheet" and quoted is not None and quoted.amount != now:
        yield messages.MOVED.at(line.where, sku=line.sku, quoted=quoted, day=s.day, now=now, command=s.quote_again)
