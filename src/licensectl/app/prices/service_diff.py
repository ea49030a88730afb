"""Two price sheets side by side, each a file or a month of the book: the short way where lines decide, else the long."""

from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from itertools import pairwise
from pathlib import Path

from licensectl.app.prices import report
from licensectl.app.prices.options import DiffOptions
from licensectl.app.prices.service_book import counting_in, is_month
from licensectl.app.prices.service_import import LAST, SheetReading, build, opened
from licensectl.app.prices.service_lists import column_map
from licensectl.app.prices.sheet.fast_columns import Blocks, Layout
from licensectl.app.prices.sheet.fast_diff import rest, sides
from licensectl.app.prices.sheet.reader import PriceRows
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store import rows as bookrows
from licensectl.app.prices.store import write as bookadd
from licensectl.app.prices.store.write import PreparedSheet
from licensectl.app.quotes import store as quote_store
from licensectl.cli.context import Run
from licensectl.cli.output import remark
from licensectl.db import ledger
from licensectl.domain.prices.diff import ASKED, KEY, Difference, DiffRow, PriceChange, Quoted, difference, key_of, quotes_that_move
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
    """Return the report of `price diff`. Raises LicensectlError with every problem of a sheet, and for a month that the book lacks."""
    with acyclic():
        found, said = compare(old, new, options.book, column_map(options.columns))
        remark(run, *said, carried=False)
        quotes = _moving_quotes(found.changes, run.as_of, options.store) if options.quotes else None
        return report.moved(found, (old, new), run.stamp(), options.exit_code, run.lang, quotes)


def compare(old: str, new: str, book: str | None, columns: ColumnMap | None = None) -> tuple[Difference, list[Problem]]:
    """Two sheets side by side, each a file or a month of the book, and how the files were read."""
    from tempfile import TemporaryDirectory

    months = [is_month(name) for name in (old, new)]
    found = None
    if all(months):
        found = _by_query(old, new, book)
    elif not any(months) and columns is None:
        with TemporaryDirectory(prefix="licensectl-") as folder:
            found = _by_lines(Path(old), Path(new), Path(folder))
    return (found, []) if found else _by_rows(old, new, book, columns)


def _by_lines(old: Path, new: Path, folder: Path) -> Difference | None:
    """None where the lines do not decide, or a row may be wrong: the long way then finds out which."""
    apart: set[int] = set()
    try:
        before, after, layout = sides(old, new)
        # What the first round finds to stand in several rows the second leaves to the long way.
        for turn in ("first", "second"):
            (folder / turn).mkdir()
            found = rest(before, after, layout, apart, folder / turn)
            with ExitStack() as stack:
                numbers = array("q")
                rows = [_sorted(path, layout, numbers, stack) for path in (found.old, found.new)]
                again = _twice(found.keys, numbers)
                if not found.keys and not all(rows):
                    # A sheet without a row is a mistake, which the long way names.
                    return None
                if not again:
                    differing = difference(*rows)
                    return differing._replace(common=differing.common + len(found.keys))
            apart |= again
    except (ValueError, OSError, LicensectlError):
        pass
    return None


def _sorted(path: Path, layout: Layout, numbers: "array[int]", stack: ExitStack) -> Iterable[DiffRow]:
    """The rows of a sheet of plain records by key; notes a number for each key."""
    if path.stat().st_size > MOST_SORTED:
        with path.open("rb") as stream:
            blocks = _noted(PriceRows(stream, str(path)).blocks(), numbers)
            return _laid_out(bookadd.build(blocks, str(path), "", LAST), stack)
    rows = (row for block in _noted(_read(path, layout), numbers) for row in zip(*block, strict=True))
    return sorted(map(_cells, rows), key=key_of)


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
    found = both(_unlike, [(path, before.id, after.id, span) for span in spans])
    rows = [sorted((row for part in found for row in part[side]), key=key_of) for side in (0, 1)]
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
            with opened(name) as stream:
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
