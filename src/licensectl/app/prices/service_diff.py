"""Two price sheets side by side, each a file or a month of the book: the short way where lines decide, else the long."""

from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from licensectl.app.prices import report
from licensectl.app.prices.options import DiffOptions
from licensectl.app.prices.service_book import counting_in, is_month
from licensectl.app.prices.service_diff_quotes import moving_quotes
from licensectl.app.prices.service_import import LAST, SheetReading, build, opened
from licensectl.app.prices.service_lists import column_map
from licensectl.app.prices.sheet.fast_columns import Blocks, Layout
from licensectl.app.prices.sheet.fast_diff import rest, sides
from licensectl.app.prices.sheet.reader import PriceRows
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store import rows as bookrows
from licensectl.app.prices.store import write as bookadd
from licensectl.app.prices.store.write import PreparedSheet
from licensectl.cli.context import Run
from licensectl.cli.output import remark
from licensectl.domain.prices.diff import ASKED, KEY, Days, Difference, DiffRow, difference, key_of, latest_start
from licensectl.domain.prices.row import Block, BookRow, Cells
from licensectl.errors import LicensectlError, Problem
from licensectl.render.report import Report
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.parallel import acyclic, both

# A side below it is sorted in memory, a larger one in a temporary table.
MOST_SORTED = 16 << 20
AT_ASKED = [BookRow._fields.index(name) for name in ASKED]
# From so many rows a month on a second process is worth its while.
WORTH_TWO = 100_000


def diff(run: Run, old: str, new: str, options: DiffOptions) -> Report:
    """Return the report of `price diff`. Raises LicensectlError with every problem of a sheet, and for a month that the book lacks.

    Files are compared on the day of --as-of where one is given, else on the latest start of each; a month on its first day.
    """
    day = run.as_of.isoformat() if run.origins.get("as_of") else None
    with acyclic():
        columns = column_map(options.columns)
        found, said = compare(old, new, options.book, columns, day)
        remark(run, *said, carried=False)
        quotes = moving_quotes(run, new, options, columns) if options.quotes else None
        return report.moved(found, (old, new), run.stamp(), options.exit_code, run.lang, quotes)


def compare(
    old: str, new: str, book: str | None, columns: ColumnMap | None = None, day: str | None = None
) -> tuple[Difference, list[Problem]]:
    """Two sheets side by side, each a file or a month of the book, and how the files were read; `day` is that of files."""
    from tempfile import TemporaryDirectory

    months = [is_month(name) for name in (old, new)]
    found = None
    if all(months):
        found = _by_query(old, new, book)
    elif not any(months) and columns is None:
        with TemporaryDirectory(prefix="licensectl-") as folder:
            found = _by_lines(Path(old), Path(new), Path(folder), day)
    return (found, []) if found else _by_rows(old, new, book, columns, day)


def _by_lines(old: Path, new: Path, folder: Path, day: str | None = None) -> Difference | None:
    """None where the lines do not decide, or a row may be wrong: the long way then finds out which."""
    apart: set[int] = set()
    try:
        before, after, layout = sides(old, new)
        # What the first round finds to stand in several rows the second leaves to the long way.
        for turn in ("first", "second"):
            (folder / turn).mkdir()
            found = rest(before, after, layout, apart, folder / turn, day)
            with ExitStack() as stack:
                numbers = array("q")
                rows = [_sorted(path, layout, numbers, stack) for path in (found.old, found.new)]
                again = _twice(found.keys, numbers)
                if not found.keys and not all(one.rows for one in rows):
                    # A sheet without a row is a mistake, which the long way names.
                    return None
                if not again:
                    first, second = (day or max(start, one.latest) for start, one in zip(found.starts, rows, strict=True))
                    differing = difference(rows[0].rows, rows[1].rows, (first, second))
                    return differing._replace(common=differing.common + len(found.keys))
            apart |= again
    except (ValueError, OSError, LicensectlError):
        pass
    return None


class SortedRows(NamedTuple):
    """The rows of one side in order of the key, and the latest start of those that ever hold."""

    rows: Iterable[DiffRow]
    latest: str


def _sorted(path: Path, layout: Layout, numbers: "array[int]", stack: ExitStack) -> SortedRows:
    """The rows of a sheet of plain records by key; notes a number for each key."""
    if path.stat().st_size > MOST_SORTED:
        with path.open("rb") as stream:
            blocks = _noted(PriceRows(stream, str(path)).blocks(), numbers)
            return _laid_out(bookadd.build(blocks, str(path), "", LAST), stack)
    rows = (row for block in _noted(_read(path, layout), numbers) for row in zip(*block, strict=True))
    found = sorted(map(_cells, rows), key=key_of)
    return SortedRows(found, latest_start(found))


def _read(path: Path, layout: Layout) -> Iterator[Block]:
    content = path.read_bytes()
    if not (lines := content.split(b"\n")[1:-1]):
        return iter(())
    try:
        return iter([Blocks(layout).read(lines, range(len(lines)))])
    except ValueError:
        return PriceRows(content, str(path)).blocks()


def _noted(blocks: Iterable[Block], numbers: "array[int]") -> Iterator[Block]:
    for block in blocks:
        numbers.extend(map(hash, zip(*block[: len(KEY)], strict=True)))
        yield block


def _cells(row: Cells) -> DiffRow:
    """What a diff asks of a row, from the cells of a `BookRow`."""
    cells = [*row[: len(KEY)], *(row[place] for place in AT_ASKED)]
    return tuple(cells)  # type: ignore[arg-type]


def _twice(alike: "array[int]", others: "array[int]") -> set[int]:
    """The numbers that stand more than once among those of lines alike, or there and among the others."""
    ordered = sorted(alike)
    twice = {one for one, next_ in pairwise(ordered) if one == next_}
    return twice | set(others).intersection(ordered)


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
    days = _first_day(old), _first_day(new)
    found = both(_unlike, [(path, before.id, after.id, days, span) for span in spans])
    rows = [sorted((row for part in found for row in part[side]), key=key_of) for side in (0, 1)]
    differing = difference(rows[0], rows[1], days)
    return differing._replace(common=differing.common + before.rows - len(rows[0]))


def _first_day(month: str) -> str:
    return f"{month}-01"


def _unlike(path: Path, old: int, new: int, days: Days, items: bookrows.Span) -> tuple[list[DiffRow], list[DiffRow]]:
    with pricebook.reading(path) as connection:
        return bookrows.rows_unlike(connection, old, new, days, items)


def _by_rows(old: str, new: str, book: str | None, columns: ColumnMap | None, day: str | None = None) -> tuple[Difference, list[Problem]]:
    with ExitStack() as stack:
        sides, said = list[SortedRows](), list[Problem]()
        for name in (old, new):
            if is_month(name):
                connection = stack.enter_context(pricebook.reading(pricebook.where(book)))
                counting = counting_in(pricebook.sheets(connection), name)
                sides.append(SortedRows(bookrows.rows_counting(connection, counting), _first_day(name)))
                continue
            with opened(name) as stream:
                made, remarks = build(stream, name, "", SheetReading(LAST, columns))
            laid = _laid_out(made, stack)
            sides.append(laid._replace(latest=day) if day else laid)
            said += remarks
        return difference(sides[0].rows, sides[1].rows, (sides[0].latest, sides[1].latest)), said


def _laid_out(made: PreparedSheet, stack: ExitStack) -> SortedRows:
    """The rows of a sheet by key, by way of a book that nobody keeps."""
    connection = stack.enter_context(pricebook.scratch())
    sheet, _ = bookadd.settled(connection, made)
    return SortedRows(bookrows.rows_counting(connection, {sheet: frozenset(sheet.scopes)}), bookrows.latest_start(connection, sheet))
