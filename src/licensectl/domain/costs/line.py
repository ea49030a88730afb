"""A line of a request as another program would sell it: by which SKU, at which price, or why not."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.defaults import SHEET_PROGRAM
from licensectl.core.messages import BAD_OPTION
from licensectl.core.money import Money, read_amount
from licensectl.core.sku_id import parse_sku
from licensectl.domain.catalog.equivalents import equivalent, not_for, sold_to
from licensectl.domain.catalog.lookup import one_sku
from licensectl.domain.catalog.model import Catalog, Price, Segment, Sku
from licensectl.domain.costs import messages
from licensectl.domain.quotes import messages as quoting
from licensectl.domain.quotes.build import priced_line
from licensectl.domain.quotes.checks.context import QuoteContext
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.model import QuoteRequest, RequestLine
from licensectl.domain.quotes.pricing import NOTHING, PriceSource, WantedProduct
from licensectl.domain.quotes.subscriptions import is_subscription, term_of
from licensectl.domain.quotes.totals import line_total
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.i18n.translate import N_

INSTEAD = re.compile(r"(?P<program>\w+):(?P<position>\d{1,6})=(?P<name>[^@]*)(?:@(?P<price>.*))?", re.ASCII)
SEGMENTS = "segments"
# Problems of a quote that are obstacles here.
OVERTAKEN = (quoting.NO_PRICE, quoting.NO_UNIT_PRICE, quoting.NO_ERP)


class Substitute(Struct, frozen=True):
    """The user's substitute for a line under a program: another SKU, a sell price per unit, or both."""

    given: str
    program: str
    position: int
    name: str
    price: Decimal | None


class Placed(Struct, frozen=True):
    """A line under one program; `sku` is None if the catalogue knows none there, `obstacles` say why it cannot be bought."""

    line: QuoteLine
    sku: Sku | None = None
    obstacles: list[Problem] = []
    remarks: list[Problem] = []


def parse_instead(text: str) -> Substitute:
    """Parse `box:2=EP2-06606@219.00`, `open:1=79P-05729` or `box:2=@219.00`. Raises UsageError if it is anything else."""
    match = INSTEAD.fullmatch(text.strip())
    price = read_amount(match["price"]) if match and match["price"] is not None else None
    if match is None or (match["price"] is not None and (price is None or price < 0)) or not (match["name"].strip() or price is not None):
        raise UsageError(
            BAD_OPTION.at(option="--instead", value=text[:80], expected=N_("PROGRAM:LINE=NAME@PRICE, as box:2=EP2-06606@219.00 or @219,00"))
        )
    return Substitute(text, match["program"], int(match["position"]), match["name"].strip(), price)


def check_instead(instead: Sequence[Substitute], ids: Sequence[str], most: int) -> None:
    """Raise UsageError if one of them names a program that is not compared, or a line that does not exist."""
    known = ", ".join(ids)
    wrong = [messages.NOT_COMPARED.at(given=one.given, program=one.program, known=known) for one in instead if one.program not in ids]
    wrong += [messages.NO_LINE.at(given=one.given, position=one.position, most=most) for one in instead if not 1 <= one.position <= most]
    if wrong:
        raise UsageError(*wrong)


def place(
    position: int, line: RequestLine, one: WantedProduct, asked: QuoteRequest, around: QuoteContext, swap: Substitute | None
) -> Placed:
    """Return the line under the program of `asked`, priced there on the day of `around`."""
    segment = _segment(asked, around)
    if is_subscription(line) and asked.program != SHEET_PROGRAM and not (swap and swap.price is not None):
        unsold = messages.SUBSCRIPTION.at(line.where, term=term_of(line), program=asked.program)
        return Placed(_unpriced(position, replace(line, term=None, billing_plan=None), one, asked), obstacles=[unsold])
    try:
        there = (
            _named(swap, line, around.catalog) if swap and swap.name else _there(one, asked.program, segment, around.catalog, around.day)
        )
    except LicensectlError as failure:
        unpriced = _unpriced(position, line, one, asked)
        return Placed(unpriced, obstacles=[problem._replace(where=line.where) for problem in failure.problems])
    if swap and swap.price is not None:
        line = replace(line, unit_price=None, special_price=None, sell_price=swap.price, margin=None, markup=None, discount=None)
        line = replace(line, discount_amount=None)
    found, said = priced_line(position, line, there, asked, around.prices, around.day)
    found, said = _completed(found, line, there, asked, said, around.day)
    if swap and swap.name and there.sku is None:
        found = replace(found, part_number=swap.name)
    return Placed(found, there.sku, _not_sold(found, there.sku, segment, asked), _without_segment(said))


def own_line(position: int, line: RequestLine, one: WantedProduct, asked: QuoteRequest, around: QuoteContext) -> Placed:
    """Return the line under the request's own program, priced as in its quote even if it cannot be bought."""
    found, said = priced_line(position, line, one, asked, around.prices, around.day)
    segment, obstacles = _segment(asked, around), list[Problem]()
    try:
        _there(one, asked.program, segment, around.catalog, around.day)
    except LicensectlError as failure:
        obstacles = [problem._replace(where=line.where) for problem in failure.problems]
    return Placed(found, one.sku, obstacles or _not_sold(found, one.sku, segment, asked), _without_segment(said))


def _segment(asked: QuoteRequest, around: QuoteContext) -> Segment | None:
    """Return the segment of the request; None for a program that is open to all segments."""
    fact = around.programs[asked.program].fact(SEGMENTS, around.day)
    return asked.segment if fact is not None and fact.value is not None else None


def _not_sold(found: QuoteLine, sku: Sku | None, segment: Segment | None, asked: QuoteRequest) -> list[Problem]:
    if sku is None or sold_to(sku, segment) or found.price_source.kind in ("price_sheet", "request", "special_price"):
        return []
    return [not_for(segment, asked.program, [sku])._replace(where=found.where)]


def _without_segment(said: list[Problem]) -> list[Problem]:
    return [problem for problem in said if problem.message != quoting.SEGMENT]


def _there(one: WantedProduct, program: str, segment: Segment | None, catalog: Catalog, day: date) -> WantedProduct:
    if one.sku is None:
        if program == SHEET_PROGRAM:
            return one
        raise LicensectlError(messages.UNLISTED.at(title=one.title, program=program))
    return _wanted(equivalent(one.sku, program, segment, catalog, day))


def _named(swap: Substitute, line: RequestLine, catalog: Catalog) -> WantedProduct:
    """Return the product that the user named. A name outside the catalogue needs a price."""
    if swap.price is not None and not catalog.find(swap.name):
        return WantedProduct(None, None, swap.name)
    return _wanted(one_sku(catalog, swap.name, where=line.where))


def _wanted(sku: Sku) -> WantedProduct:
    return WantedProduct(parse_sku(sku.sku) if sku.sku else None, sku, sku.title)


def _unpriced(position: int, line: RequestLine, one: WantedProduct, asked: QuoteRequest) -> QuoteLine:
    nothing = replace(line, unit_price=None, special_price=None, sell_price=None)
    bare = WantedProduct(None, None, one.title)
    return replace(priced_line(position, nothing, bare, asked, None, date.min)[0], price_source=NOTHING.source)


def _completed(
    found: QuoteLine, line: RequestLine, there: WantedProduct, asked: QuoteRequest, said: list[Problem], day: date
) -> tuple[QuoteLine, list[Problem]]:
    """Return a line without a price at its ERP, else at a public list price, else unchanged."""
    if found.sell_price is not None:
        return found, said
    kept = [problem for problem in said if problem.message not in OVERTAKEN]
    if found.erp is not None:
        terms = line if line.any() else asked
        rule = "margin" if terms.margin is not None else "markup"
        return _at(found, found.erp), [*kept, messages.AT_ERP.at(line.where, sku=there.name, rule=rule)]
    listed = _list_price(there.sku, asked, day) if there.sku else None
    if listed is None:
        return found, said
    source = PriceSource("reference", "", listed.source, listed.as_of or "")
    gaps = {"sku": there.name, "source": listed.source, "as_of": listed.as_of or "—", "market": listed.market or "—"}
    return _at(replace(found, price_source=source), listed.money), [*kept, messages.AT_LIST.at(line.where, **gaps)]


def _at(line: QuoteLine, price: Money) -> QuoteLine:
    sell = price.rounded()
    return replace(line, sell_price=sell, line_total=line_total(sell, line.quantity, line.discount_amount))


def _list_price(sku: Sku, request: QuoteRequest, day: date) -> Price | None:
    """Return the newest list price, tax excluded, for this program, currency and market (or without a market); None if two differ."""
    fitting = [
        price
        for price in sku.prices
        if (price.kind, price.program, price.money.currency) == ("list", request.program, request.currency)
        and price.market in (None, request.market)
        and not price.tax_included
        and (price.as_of or "") <= day.isoformat()
    ]
    newest = max(((price.market is not None, price.as_of or "") for price in fitting), default=None)
    best = [price for price in fitting if (price.market is not None, price.as_of or "") == newest]
    return best[0] if len({price.money for price in best}) == 1 else None
