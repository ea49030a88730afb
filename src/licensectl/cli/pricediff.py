"""Two price sheets side by side, each a file or a month of the book: the short way where lines decide, else the long."""

from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from licensectl.domain.pricebook import MONTH
from licensectl.domain.pricediff import Cells, Difference, difference
from licensectl.errors import Failure, Problem

if TYPE_CHECKING:
    from licensectl.domain.bookrow import Cells as BookCells
    from licensectl.domain.columnmap import ColumnMap
    from licensectl.sheets.columnwise import Layout

# A side below it is sorted in memory, a larger one in a book that lasts as long as the command.
MOST_SORTED = 16 << 20
# The month of a book that lasts as long as the command.
LAST = "9999-12"


def compare(old: str, new: str, book: str | None, columns: "ColumnMap | None" = None) -> tuple[Difference, list[Problem]]:
    """Two sheets side by side, each a file or a month of the book, and how the files were read."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="licensectl-") as folder:
        if columns is None and not any(_is_month(name) for name in (old, new)):
            found = _by_lines(Path(old), Path(new), Path(folder))
            if found:
                return found, []
        return _by_rows(old, new, book, columns, Path(folder))


def _is_month(name: str) -> bool:
    return bool(MONTH.fullmatch(name)) and not Path(name).exists()


def _by_lines(old: Path, new: Path, folder: Path) -> Difference | None:
    """None where the lines do not decide, or a row may be wrong: the long way then finds out which."""
    from licensectl.sheets.alike import rest, sides

    apart: set[int] = set()
    try:
        before, after, layout = sides(old, new)
        # What the first round finds to stand in several rows the second leaves to the long way.
        for turn in ("first", "second"):
            (folder / turn).mkdir()
            found = rest(before, after, layout, apart, folder / turn)
            with ExitStack() as stack:
                numbers = array("q")
                rows = [_sorted(path, folder / turn, layout, numbers, stack) for path in (found.old, found.new)]
                again = _twice(found.keys, numbers)
                if not found.keys and not all(rows):
                    # A sheet without a row is a mistake, which the long way names.
                    return None
                if not again:
                    differing = difference(*rows)
                    return differing._replace(common=differing.common + len(found.keys))
            apart |= again
    except (ValueError, OSError, Failure):
        pass
    return None


def _sorted(path: Path, folder: Path, layout: "Layout", numbers: "array[int]", stack: ExitStack) -> Iterable[Cells]:
    """The rows of a sheet by key; notes the number of each."""
    from licensectl.sheets.pricerows import PriceRows

    with path.open("rb") as stream:
        stream.readline()
        if not stream.read(1):
            return []
        stream.seek(0)
        rows = _noted(PriceRows(stream, str(path)), layout, numbers)
        if path.stat().st_size <= MOST_SORTED:
            return sorted(map(_cells, rows), key=lambda cells: cells[:7])
        return _booked(rows, folder / f"{path.stem}.db", stack)


def _noted(rows: "Iterable[BookCells]", layout: "Layout", numbers: "array[int]") -> "Iterator[BookCells]":
    number = layout.key_of()
    for row in rows:
        numbers.append(number(row))
        yield row


def _cells(row: "BookCells") -> Cells:
    """What a diff asks of a row, from the cells of a `BookRow`."""
    return (*row[:7], row[10], row[11], row[12], row[7])


def _twice(alike: "array[int]", others: "array[int]") -> set[int]:
    """The numbers that stand more than once among those of lines alike, or there and among the others."""
    ordered = sorted(alike)
    twice = {one for one, next_ in pairwise(ordered) if one == next_}
    return twice | set(others).intersection(ordered)


def _by_rows(old: str, new: str, book: str | None, columns: "ColumnMap | None", folder: Path) -> tuple[Difference, list[Problem]]:
    from licensectl.cli.importing import How, import_sheet
    from licensectl.cli.prices import of_month
    from licensectl.store import pricebook

    with ExitStack() as stack:
        sides, said = list[Iterator[Cells]](), list[Problem]()
        for name in (old, new):
            if _is_month(name):
                connection = stack.enter_context(pricebook.reading(pricebook.where(book)))
                chosen = of_month(pricebook.sheets(connection), name)
            else:
                connection = stack.enter_context(pricebook.writing(folder / f"{len(sides)}.db"))
                sheet, remarks = import_sheet(connection, name, How(LAST, columns))
                chosen = [sheet]
                said += remarks
            sides.append(pricebook.diffable(connection, [sheet.id for sheet in chosen]))
        return difference(*sides), said


def _booked(rows: "Iterable[BookCells]", path: Path, stack: ExitStack) -> Iterable[Cells]:
    """The rows by key, by way of a book of their own."""
    from licensectl.store import pricebook

    connection = stack.enter_context(pricebook.writing(path))
    sheet = pricebook.add(connection, rows, path.name, "", LAST)
    return pricebook.diffable(connection, [sheet.id])
