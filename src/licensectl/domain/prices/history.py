"""The price of a SKU from day to day, out of the sheets of several months."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from licensectl.core.period import days_later, first_day
from licensectl.domain.prices.book_rules import Imported, Pair
from licensectl.domain.prices.price_list import PriceRow, precedence

Step = tuple[date, Decimal | None]


def unit_price_steps(pairs: Sequence[Pair], sheets: Iterable[Imported], until: date) -> tuple[Step, ...]:
    """Return the unit price from each day on which another may begin, up to `until`; None where no price is in force.

    `pairs` are rows of the same terms, each with its sheet. The prices of a month are those of its sheet, or of the
    latest sheet before it; `sheets` are all sheets of the book.
    """
    of_month: dict[date, list[PriceRow]] = defaultdict(list)
    terms = {(sheet.view, (row.market, row.currency, row.segment)) for sheet, row in pairs}
    for sheet, row in pairs:
        of_month[first_day(sheet.month)].append(row)
    months = {first_day(sheet.month) for sheet in sheets if any(sheet.view == view and scope in sheet.scopes for view, scope in terms)}
    starts = sorted(day for day in months | of_month.keys() if day <= until)
    return tuple(
        step
        for first, following in zip(starts, [*starts[1:], None], strict=True)
        for step in _in_month(of_month[first], first, following - timedelta(1) if following else until)
    )


def _in_month(rows: Sequence[PriceRow], first: date, last: date) -> Iterator[Step]:
    """Yield the unit price from each day between the two, both included, on which a row begins or is over."""
    starts = [row.effective_start for row in rows]
    over = [days_later(row.effective_end, 1) for row in rows]
    for day in sorted({first, *(day for day in (*starts, *over) if first <= day <= last)}):
        valid = [row for row in rows if row.effective_start <= day <= row.effective_end]
        yield day, max(valid, key=precedence).unit_price if valid else None
