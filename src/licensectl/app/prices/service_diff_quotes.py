"""The open saved quotes whose prices moved: what `quote verify` finds in them at the prices of one side of a diff."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from itertools import chain

from licensectl.app.prices.options import DiffOptions
from licensectl.app.prices.service_book import is_month
from licensectl.app.prices.sheet.reader import load_price_sheet
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store.lookup import BookPrices
from licensectl.app.quotes import store as quote_store
from licensectl.cli.context import Run
from licensectl.cli.inputs import read_input
from licensectl.core.money import Money
from licensectl.db import ledger
from licensectl.domain.prices.diff import PriceChange, SheetPrice
from licensectl.domain.prices.price_list import PriceList, PriceRow
from licensectl.domain.quotes.numbering import Label
from licensectl.domain.quotes.saved import Present, SavedQuote
from licensectl.domain.quotes.verify import Movement, movements, needs_sheet
from licensectl.tables.column_map import ColumnMap

MOVED = ("unit_price", "erp", "price_sheet")


def moving_quotes(run: Run, new: str, options: DiffOptions, columns: ColumnMap | None) -> dict[str, list[PriceChange]]:
    """Return the price changes of each open saved quote that has different prices in `new`, by quote number.

    Quotes are open on the day of the run, as for `quote verify`. Prices are those of that day, or of the first day of `new` if `new`
    is a different month.
    """
    if not ledger.exists(options.store):
        return {}
    with ledger.reading(options.store) as connection:
        labels = {Label(line.number, line.revision) for line in quote_store.open_keys(connection, run.as_of)}
        wanted = (one for one in quote_store.load_each(connection, labels) if needs_sheet(one))
        first = next(wanted, None)
        if first is None:
            return {}
        with _prices(new, options.book, columns) as prices:
            day = run.as_of
            if is_month(new) and f"{day:%Y-%m}" != new:
                day = day.replace(year=int(new[:4]), month=int(new[5:]), day=1)
            present = Present(run.facts.catalog, run.facts.programs.programs, run.facts.returns.rules, prices, day)
            found = {one.number: list(_changes(one, present)) for one in chain([first], wanted)}
    return {number: changes for number, changes in found.items() if changes}


@contextmanager
def _prices(new: str, book: str | None, columns: ColumnMap | None) -> Iterator[PriceList]:
    if not is_month(new):
        yield load_price_sheet(*read_input(new), columns=columns)
        return
    path = pricebook.where(book)
    with ExitStack() as stack:
        yield BookPrices(stack.enter_context(pricebook.reading(path)), path, new)


def _changes(saved: SavedQuote, present: Present) -> Iterator[PriceChange]:
    """Yield the price change of each line that came from a price sheet."""
    moved: dict[int, list[Movement]] = {}
    for one in movements(saved, present):
        if one.what in MOVED and one.position is not None:
            moved.setdefault(one.position, []).append(one)
    for line in saved.quote.lines:
        if line.price_row is not None and line.position in moved:
            row, theirs = line.price_row, {one.what: one for one in moved[line.position]}
            before = SheetPrice(_amount(line.unit_price), _amount(line.erp), line.title)
            if "price_sheet" in theirs:
                yield PriceChange(_key(row), "removed", before, None)
                continue
            price = _amount(theirs["unit_price"].now) if "unit_price" in theirs else before.unit_price
            erp = _amount(theirs["erp"].now) if "erp" in theirs else before.erp
            yield PriceChange(_key(row), "changed", before, SheetPrice(price, erp, line.title))


def _amount(amount: object) -> Decimal | None:
    return amount.amount if isinstance(amount, Money) else None


def _key(row: PriceRow) -> tuple[str, ...]:
    tier = ("" if bound is None else str(bound) for bound in (row.tier_min, row.tier_max))
    return (row.key.product_id, row.key.sku_id, row.segment, row.term, row.billing_plan, row.market, row.currency, *tier)
