"""Changes since a quote was saved: prices, support, programs, return windows, validity. Read only."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.money import Money, tenths
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.model import OtherLine, RequestLine
from licensectl.domain.quotes.pricing import Start, named, scope_of, start_price
from licensectl.domain.quotes.request_checks import special_ends
from licensectl.domain.quotes.saved import Present, QuoteGrounds, SavedQuote, Support, grounds
from licensectl.errors import LicensectlError

What = Literal[
    "unit_price", "erp", "price_sheet", "product", "special_price", "support", "support_until", "program", "return_window", "validity"
]


class Movement(Struct, frozen=True):
    """One thing that is no longer as it was; `position` and `subject` (SKU, part number or program) say of what.

    `was` and `now`: Money of a price; the row of a sheet, a phase of support or a title as text; a date of an end, for the last
    day of a quote or a special price, which has passed, the day of the check; days of a return window; None for what is not there.
    """

    what: What
    was: Money | date | str | int | None
    now: Money | date | str | int | None
    position: int | None = None
    subject: str | None = None

    @property
    def percent(self) -> Decimal | None:
        """The change of a price in percent, to one place; None for anything else."""
        if not isinstance(self.was, Money) or not isinstance(self.now, Money) or not self.was.amount:
            return None
        return tenths((self.now.amount - self.was.amount) * 100 / self.was.amount)


def movements(saved: SavedQuote, present: Present) -> list[Movement]:
    """Return the changes between the day of the quote and that of `present`, in the order of its lines."""
    request, now = saved.quote.request, grounds(saved.quote, present)
    found = [*_validity(saved, present.day), *_programs(saved.grounds, now)]
    for line, asked in zip(saved.quote.lines, request.every_line, strict=True):
        found += _special(line, asked, present.day)
        if isinstance(asked, RequestLine):
            found += _prices(saved, line, asked, present)
        found += _support(line, saved.grounds.support.get(line.position), now.support.get(line.position))
    return found


def needs_sheet(saved: SavedQuote) -> bool:
    """Return True if prices of the quote came from a price sheet: only a sheet can tell whether they changed."""
    return any(line.price_row is not None for line in saved.quote.lines)


def _validity(saved: SavedQuote, day: date) -> Iterator[Movement]:
    if day > saved.quote.valid_until:
        yield Movement("validity", saved.quote.valid_until, day)


def _programs(then: QuoteGrounds, now: QuoteGrounds) -> Iterator[Movement]:
    for program, was in then.programs.items():
        is_ = now.programs.get(program)
        if is_ is None or was.sold != is_.sold:
            yield Movement("program", _sold(was.sold), _sold(is_.sold) if is_ else None, subject=program)
        if is_ is None:
            continue
        if (was.return_rule, was.window_days) != (is_.return_rule, is_.window_days):
            same_days = was.window_days == is_.window_days
            before, after = (was.return_rule, is_.return_rule) if same_days else (was.window_days, is_.window_days)
            yield Movement("return_window", before, after, subject=program)


def _sold(sold: bool) -> str:
    return "on sale" if sold else "not on sale"


def _support(line: QuoteLine, was: Support | None, is_: Support | None) -> Iterator[Movement]:
    if was and is_ and was.status != is_.status:
        yield _of(line, "support", was.status, is_.status)
    if was and is_ and was.until != is_.until:
        yield _of(line, "support_until", was.until, is_.until)


def _special(line: QuoteLine, asked: RequestLine | OtherLine, day: date) -> Iterator[Movement]:
    if special_ends(asked, day) and asked.special_price:
        yield _of(line, "special_price", asked.special_price.expires, day)


def _prices(saved: SavedQuote, line: QuoteLine, asked: RequestLine, present: Present) -> Iterator[Movement]:
    """Yield the changes of the start price of the line; a line of a price sheet is compared with a price sheet only."""
    if line.price_row is not None and present.prices is None:
        return
    try:
        start = _today(saved, line, asked, present)
    except LicensectlError:
        yield _of(line, "product", line.title, None)
        return
    if line.price_row is not None and start.row is None:
        yield _of(line, "price_sheet", f"{line.price_row.file}:{line.price_row.row}", None)
        return
    currency = saved.quote.request.currency
    sides: tuple[tuple[What, Money | None, Decimal | None], ...] = (
        ("unit_price", line.unit_price, start.unit_price),
        ("erp", line.erp, start.erp),
    )
    for what, was, amount in sides:
        now = Money(amount, currency) if amount is not None else None
        if (was is None) != (now is None) or (was is not None and now is not None and was.amount != now.amount):
            yield Movement(what, was, now, line.position, line.called)


def _today(saved: SavedQuote, line: QuoteLine, asked: RequestLine, present: Present) -> Start:
    name = {"sku": line.sku, "part_number": None} if line.sku else {"sku": None, "part_number": line.part_number}
    # Words that found one product then may find another today.
    wanted = replace(asked, **name, search=None) if any(name.values()) else asked
    product, request = named(wanted, present.catalog, present.prices), saved.quote.request
    return start_price(wanted, product, request.program, scope_of(request, present.day), present.prices)[0]


def _of(line: QuoteLine, what: What, was: date | str | None, now: date | str | None) -> Movement:
    return Movement(what, was, now, line.position, line.called)
