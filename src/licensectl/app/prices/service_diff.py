"""Compare two price sheets, each a file or a month of the book: by lines if possible, else by rows."""

from collections.abc import Iterable
from contextlib import ExitStack
from decimal import Decimal
from functools import partial
from pathlib import Path

from licensectl.app.prices import report_diff
from licensectl.app.prices.options import DiffOptions
from licensectl.app.prices.service_book import counting_in, is_month
from licensectl.app.prices.service_diff_quotes import moving_quotes
from licensectl.app.prices.service_import import LAST, SheetReading, build
from licensectl.app.prices.service_lists import PriceListOptions, column_map
from licensectl.app.prices.sheet.fast_diff import diff_files
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store import rows as bookrows
from licensectl.app.prices.store import write as bookadd
from licensectl.app.prices.store.write import PreparedSheet
from licensectl.cli import values
from licensectl.cli.context import Run
from licensectl.cli.inputs import rereadable
from licensectl.cli.output import remark
from licensectl.domain.catalog.inferred import is_of_family
from licensectl.domain.prices import messages
from licensectl.domain.prices.book_rules import SCOPE
from licensectl.domain.prices.diff import (
    Days,
    Difference,
    DiffFilter,
    DiffRow,
    SortedRows,
    difference,
    key_of,
    largest_first,
    narrowed,
)
from licensectl.domain.prices.row import Block
from licensectl.errors import Problem
from licensectl.render.report import Report
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.parallel import acyclic, both

# Rows of a month from which a second process is faster.
WORTH_TWO = 100_000
# The largest percentage that can be asked for.
MOST_PERCENT = 1_000_000


def diff(run: Run, old: str, new: str, options: DiffOptions) -> Report:
    """Return the report of `price diff`. Raises LicensectlError naming every problem of a sheet, and for a month that the book lacks.

    Files are compared on the day of --as-of where one is given, else on the latest start of each; a month on its first day.
    """
    day = run.as_of.isoformat() if run.origins.get("as_of") else None
    with acyclic():
        of_list = (options.market, options.currency) if options.as_ else ()
        columns = column_map(run, PriceListOptions(options.columns, options.as_, *of_list))
        wanted = _filter(run, options)
        found, said = compare(old, new, options.book, columns, day)
        if wanted:
            found = narrowed(found, wanted)
            said.append(messages.NARROWED.at(said=", ".join(_said(options))))
        if options.largest:
            found = largest_first(found)
        remark(run, *said, carried=False)
        quotes = moving_quotes(run, new, options, columns) if options.quotes else None
        return report_diff.moved(found, (old, new), run.stamp(), options.exit_code, run.lang, quotes)


def _filter(run: Run, options: DiffOptions) -> DiffFilter | None:
    """Return the changes that the options mean, None for all. Raises UsageError on invalid options."""
    if not _said(options):
        return None
    wanted = {name: getattr(values, name)(name, value) for name in SCOPE if (value := getattr(options, name)) is not None}
    percent = Decimal(values.percentage("min-percent", options.min_percent, 0, MOST_PERCENT)) if options.min_percent else None
    family = partial(is_of_family, run.facts.catalog, options.family) if options.family else None
    return DiffFilter(**wanted, family=family, percent=percent)


def _said(options: DiffOptions) -> list[str]:
    """Return the filters of the options, for a message."""
    named = [value for name in (*SCOPE, "family") if (value := getattr(options, name)) is not None]
    return [*named, f"≥ {options.min_percent} %".replace("% %", "%")] if options.min_percent else named


def compare(
    old: str, new: str, book: str | None, columns: ColumnMap | None = None, day: str | None = None
) -> tuple[Difference, list[Problem]]:
    """Return the difference of two sheets, each a file or a month of the book, and how the files were read; `day` is that of files."""
    months = [is_month(name) for name in (old, new)]
    found = None
    if all(months):
        found = _by_query(old, new, book)
    elif not any(months) and columns is None:
        found = diff_files(Path(old), Path(new), _large, day)
    return (found, []) if found else _by_rows(old, new, book, columns, day)


def _large(blocks: Iterable[Block], name: str, stack: ExitStack) -> SortedRows:
    """Return the rows of a sheet that is too large to be sorted in memory, by key."""
    return _laid_out(bookadd.build(blocks, name, "", LAST), stack)


def _by_query(old: str, new: str, book: str | None) -> Difference | None:
    """Compare two months of one sheet each; return None if a side is made of several."""
    path = pricebook.where(book)
    with pricebook.reading(path) as connection:
        sheets = pricebook.sheets(connection)
        sides = [list(counting_in(sheets, month)) for month in (old, new)]
        if any(len(side) > 1 for side in sides):
            return None
        before, after = (side[0] for side in sides)
        large = max(before.rows, after.rows) > WORTH_TWO
        spans = bookrows.halves(connection, before.id, before.rows) if large else [bookrows.ALL_ITEMS]
    days = _first_day(old), _first_day(new)
    found = both(_unlike, [(path, before.id, after.id, days, span) for span in spans])
    rows = [sorted((row for part in found for row in part[side]), key=key_of) for side in (0, 1)]
    differing = difference(rows[0], rows[1], days)
    return differing._replace(common=differing.common + before.rows - len(rows[0]))


def _first_day(month: str) -> str:
    return f"{month}-01"


def _unlike(path: Path, old: int, new: int, days: Days, items: bookrows.Span) -> tuple[list[DiffRow], list[DiffRow]]:
    with pricebook.reading(path) as connection:
        before, after = bookrows.rows_unlike(connection, old, new, days, items)
    return list(bookrows.checked(before, str(path))), list(bookrows.checked(after, str(path)))


def _by_rows(old: str, new: str, book: str | None, columns: ColumnMap | None, day: str | None = None) -> tuple[Difference, list[Problem]]:
    with ExitStack() as stack:
        sides, said = list[SortedRows](), list[Problem]()
        for name in (old, new):
            if is_month(name):
                path = pricebook.where(book)
                connection = stack.enter_context(pricebook.reading(path))
                counting = bookrows.rows_counting(connection, counting_in(pricebook.sheets(connection), name))
                sides.append(SortedRows(bookrows.checked(counting, str(path)), _first_day(name)))
                continue
            with rereadable(name) as stream:
                made, remarks = build(stream, name, "", SheetReading(LAST, columns))
            laid = _laid_out(made, stack)
            sides.append(laid._replace(latest=day) if day else laid)
            said += remarks
        return difference(sides[0].rows, sides[1].rows, (sides[0].latest, sides[1].latest)), said


def _laid_out(made: PreparedSheet, stack: ExitStack) -> SortedRows:
    """Return the rows of a sheet sorted by key, using a temporary database."""
    connection = stack.enter_context(pricebook.scratch())
    sheet, _ = bookadd.settled(connection, made)
    return SortedRows(bookrows.rows_counting(connection, {sheet: frozenset(sheet.scopes)}), bookrows.latest_start(connection, sheet))
