"""Two price sheets side by side, each a file or a month of the book: the short way where lines decide, else the long."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from licensectl.app.prices import report
from licensectl.app.prices.options import DiffOptions
from licensectl.app.prices.service_book import counting_in, is_month
from licensectl.app.prices.service_import import LAST, SheetReading, build
from licensectl.app.prices.service_lists import column_map
from licensectl.app.prices.sheet.fast_diff import diff_files
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store import rows as bookrows
from licensectl.app.prices.store import write as bookadd
from licensectl.app.prices.store.write import PreparedSheet
from licensectl.app.quotes import store as quote_store
from licensectl.cli.context import Run
from licensectl.cli.inputs import rereadable
from licensectl.cli.output import remark
from licensectl.db import ledger
from licensectl.domain.prices.diff import Difference, DiffRow, PriceChange, Quoted, difference, quotes_that_move
from licensectl.domain.prices.row import Block
from licensectl.errors import Problem
from licensectl.render.report import Report
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.parallel import acyclic, both

# From so many rows a month on a second process is worth its while.
WORTH_TWO = 100_000


def diff(run: Run, old: str, new: str, options: DiffOptions) -> Report:
    """Return the report of `price diff`. Raises LicensectlError with every problem of a sheet, and for a month that the book lacks."""
    with acyclic():
        found, said = compare(old, new, options.book, column_map(options.columns))
        remark(run, *said, carried=False)
        quotes = _moving_quotes(found.changes, run.as_of, options.store) if options.quotes else None
        return report.moved(found, (old, new), run.stamp(), options.exit_code, run.lang, quotes)


def compare(old: str, new: str, book: str | None, columns: ColumnMap | None = None) -> tuple[Difference, list[Problem]]:
    """Two sheets side by side, each a file or a month of the book, and how the files were read."""
    months = [is_month(name) for name in (old, new)]
    found = None
    if all(months):
        found = _by_query(old, new, book)
    elif not any(months) and columns is None:
        found = diff_files(Path(old), Path(new), _large)
    return (found, []) if found else _by_rows(old, new, book, columns)


def _large(blocks: Iterable[Block], name: str, stack: ExitStack) -> Iterator[DiffRow]:
    """Return the rows of a sheet that is too large to be sorted in memory, by key."""
    return _laid_out(bookadd.build(blocks, name, "", LAST), stack)


def _by_query(old: str, new: str, book: str | None) -> Difference | None:
    """Two months of one sheet each; None where a side is made of several."""
    path = pricebook.where(book)
    with pricebook.reading(path) as connection:
        sheets = pricebook.sheets(connection)
        sides = [list(counting_in(sheets, month)) for month in (old, new)]
        if any(len(side) > 1 for side in sides):
            return None
        before, after = (side[0] for side in sides)
        large = max(before.rows, after.rows) > WORTH_TWO
        spans = bookrows.halves(connection, before.id, before.rows) if large else [bookrows.ALL_ITEMS]
    found = both(_unlike, [(path, before.id, after.id, span) for span in spans])
    rows = [sorted((row for part in found for row in part[side]), key=lambda row: row[:7]) for side in (0, 1)]
    differing = difference(*rows)
    return differing._replace(common=differing.common + before.rows - len(rows[0]))


def _unlike(path: Path, old: int, new: int, items: bookrows.Span) -> tuple[list[DiffRow], list[DiffRow]]:
    with pricebook.reading(path) as connection:
        return bookrows.rows_unlike(connection, old, new, items)


def _by_rows(old: str, new: str, book: str | None, columns: ColumnMap | None) -> tuple[Difference, list[Problem]]:
    with ExitStack() as stack:
        sides, said = list[Iterator[DiffRow]](), list[Problem]()
        for name in (old, new):
            if is_month(name):
                connection = stack.enter_context(pricebook.reading(pricebook.where(book)))
                sides.append(bookrows.rows_counting(connection, counting_in(pricebook.sheets(connection), name)))
                continue
            with rereadable(name) as stream:
                made, remarks = build(stream, name, "", SheetReading(LAST, columns))
            sides.append(_laid_out(made, stack))
            said += remarks
        return difference(*sides), said


def _laid_out(made: PreparedSheet, stack: ExitStack) -> Iterator[DiffRow]:
    """The rows of a sheet by key, by way of a book that nobody keeps."""
    connection = stack.enter_context(pricebook.scratch())
    sheet, _ = bookadd.settled(connection, made)
    return bookrows.rows_counting(connection, {sheet: frozenset(sheet.scopes)})


def _moving_quotes(changes: Iterable[PriceChange], day: date, store: str | None) -> dict[str, list[PriceChange]]:
    """The saved quotes open on the day of which a price was changed or removed, by number, each with those changes."""
    if not ledger.exists(store):
        return {}
    held: dict[str, list[Quoted]] = {}
    with ledger.reading(store) as connection:
        for line in quote_store.open_keys(connection, day):
            asked = Quoted(line.key.product_id, line.key.sku_id, line.segment, line.market, line.currency)
            held.setdefault(line.number, []).append(asked)
    return quotes_that_move(changes, held)
