"""Compare two price sheets line by line: most lines of a month equal those of the month before.

A line that is in both files has the same prices on both sides. It is checked once and not compared. The remaining lines of
each file form a small sheet, which the reader of sheets reads.

`diff_files` is the one function for services; this module, `line_matching` and `fast_columns` are otherwise private to the folder.
"""

import csv
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from shutil import copyfileobj
from typing import NamedTuple, cast

from licensectl.app.prices.sheet.fast_columns import Blocks, Columns, Layout, keeper, record, records
from licensectl.app.prices.sheet.line_matching import Pairing, SheetSide, halves
from licensectl.app.prices.sheet.reader import PriceRows
from licensectl.domain.prices.diff import ASKED, KEY, Difference, DiffRow, SortedRows, difference, key_of, latest_start
from licensectl.domain.prices.row import Block, BookRow, Cells
from licensectl.errors import LicensectlError
from licensectl.tables.encoding import FIELD_LIMIT
from licensectl.tables.parallel import acyclic, both

# Below this a second process costs more than it saves.
WORTH_TWO = 16 << 20
# A side below it is sorted in memory.
MOST_SORTED = 16 << 20
SAMPLE = 50
PERIOD = ("effective_start", "effective_end")
# Ends from this day on mean no end.
OPEN_END = "9999"
# Places in a `BookRow` of the fields that a diff compares.
AT_ASKED = [BookRow._fields.index(name) for name in ASKED]


class Rest(NamedTuple):
    """The lines that differ in two files, or in a part of each; `keys` are the hashes of the keys that are equal.

    `starts` are the latest starts of the equal lines on the old and the new side, "" without one.
    """

    keys: "array[int]"
    old: Path
    new: Path
    starts: tuple[str, str]


SortLarge = Callable[[Iterable[Block], str, ExitStack], SortedRows]
"""Returns the rows of a named sheet by key, by way of something that the stack closes."""


def diff_files(old: Path, new: Path, large: SortLarge, day: str | None = None) -> Difference | None:
    """Compare two files as downloaded; `large` sorts the remaining rows of a side if memory cannot hold them.

    Prices in force on `day` are compared; if it is None, those of the latest start of each side.

    Return None if the lines are not enough to decide or a row may be wrong. The reader of sheets then finds the row and the reason.
    """
    # Only a comparison of files needs it.
    from licensectl.core.undisturbed import temporary_folder

    with temporary_folder() as folder:
        apart = set[int]()
        try:
            before, after, layout = sides(old, new)
            # Keys that the first pass finds in several rows are left to the reader of sheets in the second.
            for turn in ("first", "second"):
                (folder / turn).mkdir()
                found = rest(before, after, layout, apart, folder / turn, day)
                differing, again = _compared(found, layout, large, day)
                if not again:
                    return differing
                apart |= again
        except (ValueError, OSError, LicensectlError):
            pass
    return None


def _compared(found: Rest, layout: Layout, large: SortLarge, day: str | None) -> tuple[Difference | None, set[int]]:
    """Return the difference, or the numbers of keys with several rows."""
    with ExitStack() as stack:
        numbers = array("q")
        rows = [_sorted(path, layout, numbers, large, stack) for path in (found.old, found.new)]
        if not found.keys and not all(one.rows for one in rows):
            # A sheet without a row is a mistake, which the reader of sheets names.
            return None, set()
        if again := _twice(found.keys, numbers):
            return None, again
        first, second = (day or max(start, one.latest) for start, one in zip(found.starts, rows, strict=True))
        differing = difference(rows[0].rows, rows[1].rows, (first, second))
        return differing._replace(common=differing.common + len(found.keys)), again


def _sorted(path: Path, layout: Layout, numbers: "array[int]", large: SortLarge, stack: ExitStack) -> SortedRows:
    """Return the rows of a sheet of plain records sorted by key; append a number for each key to `numbers`."""
    if path.stat().st_size > MOST_SORTED:
        with path.open("rb") as stream:
            blocks = _noted(PriceRows(stream, str(path)).blocks(), numbers)
            return large(blocks, str(path), stack)
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
    """Return the cells that a diff needs, from those of a `BookRow`."""
    cells = [*row[: len(KEY)], *(row[place] for place in AT_ASKED)]
    return tuple(cells)  # type: ignore[arg-type]


def _twice(alike: "array[int]", others: "array[int]") -> set[int]:
    """Return the numbers that occur more than once in `alike`, or in both arrays."""
    ordered = sorted(alike)
    twice = {one for one, next_ in pairwise(ordered) if one == next_}
    return twice | set(others).intersection(ordered)


def sides(old: Path, new: Path) -> tuple[SheetSide, SheetSide, Layout]:
    """Return two files of one layout. Raises ValueError if they are not price sheets as downloaded, or if their headers differ."""
    before, after = SheetSide.of(old), SheetSide.of(new)
    if before.header != after.header:
        raise ValueError
    layout = Layout.of(record(before.header))
    mine, others = (_starts(side, layout) for side in (before, after))
    gone, come = ([day for day, _ in days.most_common() if day not in there] for days, there in ((mine, others), (others, mine)))
    if gone and come and len(gone[0]) == len(come[0]):
        before, after = before._replace(moved=gone[0]), after._replace(moved=come[0])
    return before, after, layout


def _starts(side: SheetSide, layout: Layout) -> Counter[bytes]:
    """Count the start days of the first rows, as written in the file."""
    place, good = layout.places["effective_start"], keeper("effective_start")
    first = records([line for line in next(side.blocks()).split(side.end)[:SAMPLE] if line])
    if not all(map(layout.plain, first)):
        raise ValueError
    return Counter(cells[place].encode() for cells in first if good(cells[place]))


def rest(old: SheetSide, new: SheetSide, layout: Layout, apart: Collection[int], folder: Path, day: str | None) -> Rest:
    """Write the lines that are not equal on both sides, or whose key is `apart`, to a sheet for each side in `folder`.

    So are lines that may not be in force on the day; None is the day of the latest start.

    Raises ValueError if lines are not records: a record runs over several, is cut or broken.
    """
    pairs = halves(old, new) if old.size + new.size >= WORTH_TWO else [(old, new)]
    found = both(_stretch, [(one, other, layout, apart, folder / str(number), day) for number, (one, other) in enumerate(pairs)])
    keys = found[0].keys
    for other in found[1:]:
        keys.extend(other.keys)
        for into, part in ((found[0].old, other.old), (found[0].new, other.new)):
            _append(into, part)
    starts = max(one.starts[0] for one in found), max(one.starts[1] for one in found)
    return Rest(keys, found[0].old, found[0].new, starts)


def _append(into: Path, part: Path) -> None:
    with into.open("ab") as target, part.open("rb") as source:
        source.readline()
        copyfileobj(source, target)
    part.unlink()


def _stretch(old: SheetSide, new: SheetSide, layout: Layout, apart: Collection[int], folder: Path, day: str | None) -> Rest:
    folder.mkdir()
    csv.field_size_limit(FIELD_LIMIT)
    columns, pairing, keys = Columns(layout, (*KEY, *PERIOD), old.moved), Pairing(old, new), array("q")
    periods = _Periods(old, new, day)
    with acyclic(), Leftover(folder / "old.csv", old, layout) as left, Leftover(folder / "new.csv", new, layout) as right:
        for lines, as_new in pairing.walk():
            numbers = _numbers(lines, columns, periods)
            if apart or None in numbers:
                strange = [place for place, number in enumerate(numbers) if number is None or number in apart]
                for leftover, written in ((left, lines), (right, as_new() if strange else [])):
                    leftover.write([written[place] for place in strange])
                numbers = [number for number in numbers if number is not None and number not in apart]
            keys.extend(cast(list[int], numbers))
            if pairing.full:
                _leave(pairing, left, right)
        _leave(pairing, left, right)
    return Rest(array("q", sorted(keys)), left.path, right.path, (max(periods.starts[0], default=""), max(periods.starts[1], default="")))


def _leave(pairing: Pairing, left: "Leftover", right: "Leftover") -> None:
    """Write the unmatched lines of both sides."""
    left.write(pairing.old)
    right.write(pairing.new.values())
    pairing.clear()


class _Periods:
    """Decide which equal lines are in force on both sides; `starts` are the starts met, by side.

    By default the day is the latest start of the side, on which a line without an end is always in force.
    """

    def __init__(self, old: SheetSide, new: SheetSide, day: str | None) -> None:
        self.starts: tuple[set[str], set[str]] = set(), set()
        self._day = day
        self._moved = tuple(side.moved[: len("2026-11-01")].decode() for side in (old, new))

    def hold(self, start: str, end: str) -> bool:
        """Return True if a line with this period of the old side is certainly in force on both sides; note its starts."""
        theirs = self._moved[1] if start == self._moved[0] else start
        last = max(start, theirs)
        held = end >= OPEN_END > last if self._day is None else last <= self._day <= end
        if held:
            self.starts[0].add(start)
            self.starts[1].add(theirs)
        return held


def _numbers(lines: list[bytes], columns: Columns, periods: _Periods) -> list[int | None]:
    """Return a number for the key of each line; None if the line is not a plain, valid row in force."""
    if not lines:
        return []
    try:
        *key, starts, ends = columns.read(lines)
        numbers: list[int | None] = list(map(hash, zip(*key, strict=True)))
        hold = {period: periods.hold(*period) for period in set(zip(starts, ends, strict=True))}
        if not all(hold.values()):
            numbers = [number if hold[start, end] else None for number, start, end in zip(numbers, starts, ends, strict=True)]
        return numbers
    except ValueError:
        if len(lines) == 1:
            return [None]
        half = len(lines) // 2
        return _numbers(lines[:half], columns, periods) + _numbers(lines[half:], columns, periods)


class Leftover:
    """A sheet of the lines that remain of one side."""

    def __init__(self, path: Path, side: SheetSide, layout: Layout) -> None:
        self.path, self.side, self.layout = path, side, layout

    def __enter__(self) -> "Leftover":
        # Closed by __exit__.
        self.file = self.path.open("wb")
        self.file.write(self.side.header + b"\n")
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, lines: Collection[bytes]) -> None:
        """Add these lines. Raises ValueError if one is not a plain record."""
        if not all(map(self.layout.plain, records(list(lines)))):
            raise ValueError
        self.file.writelines(line + b"\n" for line in lines)
