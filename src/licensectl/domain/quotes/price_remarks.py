"""Remarks on the prices of a quote: about to change, old, above the ERP, below or without a cost price, below the profile's margin."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from msgspec.structs import replace

from licensectl.core.money import Money, is_out_of_scale
from licensectl.core.sku_id import SkuKey
from licensectl.domain.prices.price_list import PriceList, PriceRow, PriceScope
from licensectl.domain.quotes import messages_prices as messages
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.model import RequestLine
from licensectl.domain.quotes.pricing import at_margin, prices_of_row, scope_of, scope_of_line
from licensectl.domain.quotes.totals import discount_below_cost
from licensectl.errors import Problem

DAY = timedelta(days=1)


def with_price_remarks(quote: Quote, prices: PriceList | None, floor: Decimal | None) -> Quote:
    """Return the quote with the remarks on its prices. `prices` are those that it used; `floor` is the minimum margin in percent."""
    found = [*_old_sheet(quote, prices), *(problem for line in quote.lines for problem in _of_line(line, quote, prices, floor))]
    found += [*_whole(quote, floor), *_without_cost(quote, floor)]
    return replace(quote, problems=[*quote.problems, *found]) if found else quote


def below_floor(quote: Quote) -> list[Problem]:
    """Return the remarks that a line, or the whole quote, has less margin than the profile asks for."""
    return [problem for problem in quote.problems if problem.code in (messages.FLOOR.code, messages.FLOOR_WHOLE.code)]


def not_held_to_floor(quote: Quote) -> bool:
    """Return True if a line has no cost price, so that it is not known whether it has the margin that the profile asks for."""
    return any(problem.code == messages.FLOOR_UNCHECKED.code for problem in quote.problems)


def _old_sheet(quote: Quote, prices: PriceList | None) -> Iterator[Problem]:
    """Yield a remark on a sheet of an earlier month than the quote's.

    The reader of the price book says it of the newest sheet of the book, which may have no prices of the quote's currency or segment.
    """
    rows = [line.price_row for line in quote.lines if line.price_row is not None]
    if prices is None or not rows:
        return
    month, wanted = _month(prices), f"{quote.date:%Y-%m}"
    if rows[0].month:
        older = [line for line in quote.lines if line.price_row and line.price_row.month < wanted]
        if older and older[0].price_row and (month or "") >= wanted:
            said = {"lines": ", ".join(str(line.position) for line in older), "count": len(older), "month": older[0].price_row.month}
            yield messages.OLD_IN_BOOK.at(older[0].where, **said, day=quote.date, wanted=wanted)
    elif month is not None and month < wanted:
        yield messages.OLD_SHEET.at(prices.file, month=month, day=quote.date, wanted=wanted)


@lru_cache(1)
def _month(prices: PriceList) -> str | None:
    # The month may depend on all rows, and a batch asks for it once per quote.
    return prices.month


def _of_line(line: QuoteLine, quote: Quote, prices: PriceList | None, floor: Decimal | None) -> Iterator[Problem]:
    asked = quote.request.every_line[line.position - 1]
    name = line.sku or line.part_number or line.title
    if isinstance(asked, RequestLine) and line.price_source.kind == "price_sheet" and line.price_row and prices:
        yield from _change(line, line.price_row, quote, prices, scope_of_line(asked, scope_of(quote.request, quote.date)))
    if line.sell_price is None or line.line_total is None or line.is_rebate:
        return
    if line.unit_price is not None and line.erp is not None and is_out_of_scale(line.unit_price.amount, line.erp.amount):
        yield messages.SCALE.at(line.where, sku=name, price=line.unit_price, erp=line.erp)
    if line.erp is not None and line.erp.amount and line.erp.rounded() < line.sell_price:
        percent = _apart((line.sell_price.amount - line.erp.amount) * 100 / line.erp.amount, Decimal(0))
        yield messages.ABOVE_ERP.at(line.where, sku=name, sell=line.sell_price, erp=line.erp, percent=percent)
    if line.cost is None or line.unit_price is None:
        return
    if line.discount_amount is not None:
        yield from discount_below_cost(line.sell_price, line.unit_price, line.quantity, line.discount_amount, name, line.where)
    margin = _margin(line.line_total, line.cost)
    if floor is None or margin is None or margin >= floor:
        return
    # A sell price that was calculated with this very margin and then rounded to the cent has it.
    least = Money(at_margin(line.unit_price.amount, floor), line.unit_price.currency).rounded() * line.quantity
    if line.line_total < least:
        yield messages.FLOOR.at(line.where, sku=name, margin=_apart(margin, floor), floor=floor)


def _whole(quote: Quote, floor: Decimal | None) -> Iterator[Problem]:
    """Yield a remark on the margin of the whole quote if it has a discount or rebates."""
    totals = quote.totals
    if totals.discount is None and not any(line.is_rebate for line in quote.lines):
        return
    if floor is None or not totals.complete or totals.cost is None or totals.margin is None:
        return
    margin = _margin(totals.cost + totals.margin, totals.cost)
    if margin is not None and margin < floor:
        yield messages.FLOOR_WHOLE.at(quote.request.where, margin=_apart(margin, floor), floor=floor)


def _without_cost(quote: Quote, floor: Decimal | None) -> Iterator[Problem]:
    """Yield a remark that names the lines with a sell price and no cost price. Without a floor it matters only if other lines have both."""
    priced = [line for line in quote.lines if line.line_total is not None and not line.is_rebate]
    lacking = [line for line in priced if line.cost is None]
    gaps = {"lines": ", ".join(str(line.position) for line in lacking), "count": len(lacking)}
    if lacking and floor is not None:
        yield messages.FLOOR_UNCHECKED.at(lacking[0].where, **gaps, floor=floor)
    elif 0 < len(lacking) < len(priced):
        yield messages.WITHOUT_COST.at(lacking[0].where, **gaps)


def _margin(sold: Money, cost: Money) -> Decimal | None:
    """Return the exact margin in percent of the sum sold; None if neither a price nor a cost is known."""
    if not sold.amount:
        return Decimal(-100) if cost.amount > 0 else None
    return (sold.amount - cost.amount) * 100 / sold.amount


def _apart(percent: Decimal, limit: Decimal) -> Decimal:
    """Return the percentage with one decimal, or with as many as show on which side of the limit it is."""
    shown = (percent.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) for places in range(1, 20))
    return next((one for one in shown if one != limit and (one < limit) == (percent < limit)), percent)


def _change(line: QuoteLine, row: PriceRow, quote: Quote, prices: PriceList, scope: PriceScope) -> Iterator[Problem]:
    """Yield a remark for each day on which another price than that of the line begins, or none, while the quote is valid.

    A fall may be followed by a rise. The sheets of later months in the price book count as well.
    """
    told = row.unit_price, row.erp
    for day, known in _turns(row.key, quote, prices, scope):
        then = known.in_force(row.key, replace(scope, day=day)).row
        gaps = {"sku": line.sku or line.title, "day": day, "until": quote.valid_until}
        if then is None:
            yield messages.PRICE_ENDS.at(line.where, **gaps | {"day": day - DAY})
            return
        if (then.unit_price, then.erp) not in (told, (row.unit_price, row.erp)):
            yield messages.PRICE_CHANGES.at(line.where, **gaps, old=_priced(row, quote), new=_priced(then, quote))
        told = then.unit_price, then.erp


def _turns(key: SkuKey, quote: Quote, prices: PriceList, scope: PriceScope) -> Iterator[tuple[date, PriceList]]:
    """Yield the days after the date of the quote, up to its last, on which a row or a sheet starts or stops being in force, in order."""
    lists = [(quote.date, prices), *((day, known) for day, known in prices.following() if day <= quote.valid_until)]
    for place, (first, known) in enumerate(lists):
        last = lists[place + 1][0] - DAY if place + 1 < len(lists) else quote.valid_until
        rows = known.near(key, scope)
        turns = {row.effective_start for row in rows} | {row.effective_end + DAY for row in rows if row.effective_end < last}
        turns = {turn for turn in turns if first < turn <= last} | ({first} if place else set())
        yield from ((turn, known) for turn in sorted(turns))


def _priced(row: PriceRow, quote: Quote) -> Money | str:
    unit_price, erp = prices_of_row(row)
    amount = unit_price if unit_price is not None else erp
    return Money(amount, quote.request.currency) if amount is not None else "—"
