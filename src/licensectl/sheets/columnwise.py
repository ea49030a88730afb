"""Many lines of a price sheet checked at once, column by column: each distinct cell once, by the rule of its field."""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from licensectl.domain.bookrow import BookRow, Cells
from licensectl.domain.pricediff import KEY
from licensectl.sheets.cells import Keep, keepers
from licensectl.sheets.headers import find, plain
from licensectl.sheets.pricerows import MOST_KEPT
from licensectl.sheets.style import Evidence, Style

# Columns that say anything in any length: what stands before the last of them repeats from line to line as one text.
TEXTS = {"producttitle", "skutitle", "publisher", "skudescription"}
PRICES = ("unit_price", "erp")
DAYS = ("effective_start", "effective_end")
# What an amount can only be, whatever the rest of the list shows: three decimals may be thousands.
AMOUNT = re.compile(rb"(?:\d{1,15}+(?:\.(?:\d{1,2}|\d{4,10}))?)?")
# A column of them, each with a line end behind it.
AMOUNTS = re.compile(rb"(?:%s\n)*+" % AMOUNT.pattern)
DAY = re.compile(rb"\d{4}-\d\d-\d\d.*")
# What an unquoted cell cannot hold.
BETWEEN = "\x1f"
SPECIAL = (b'"', b"\r", b"\n", b"\0")


class Layout(NamedTuple):
    """Which column is which. The first `head` columns, at least one, are read as one text, the rest cell by cell."""

    places: dict[str, int]
    width: int
    head: int

    @classmethod
    def of(cls, header: bytes) -> "Layout":
        """The layout under this header line; ValueError where it is not that of a price sheet as downloaded."""
        cells = record(header)
        texts = [place for place, cell in enumerate(cells) if plain(cell) in TEXTS]
        found = find(cells, None)
        if found.missing or found.twice:
            raise ValueError
        return cls(found.places, len(cells), max(texts, default=0) + 1)

    def plain(self, cells: Sequence[str]) -> bool:
        """Whether these cells are a row whose figures and days need no other row to be understood."""
        return (
            len(cells) == self.width
            and all(AMOUNT.fullmatch(cells[self.places[field]].strip().encode()) for field in PRICES)
            and all(DAY.match(cells[self.places[field]].strip().encode()) for field in DAYS)
        )

    def fields(self, wanted: Iterable[str], ahead: bool) -> list[str]:
        """Those of the wanted fields that stand in the head, or behind it."""
        return [field for field in wanted if field in self.places and (self.places[field] < self.head) == ahead]

    def key_of(self) -> Callable[[Cells], int]:
        """What `Columns.keys` says of the line that a row was read from."""
        ahead, behind = ([BookRow._fields.index(field) for field in self.fields(KEY, where)] for where in (True, False))
        return lambda row: hash((BETWEEN.join([str(row[place]) for place in ahead]), *[row[place] for place in behind]))


class Memo(dict[bytes, object]):
    """Cell as in the file → what it means; ValueError for one that is not plainly right."""

    def __init__(self, mean: Callable[[bytes], object]) -> None:
        self.mean = mean

    def __missing__(self, cell: bytes) -> object:
        if len(self) > MOST_KEPT:
            self.clear()
        meant = self[cell] = self.mean(cell)
        return meant


class Columns:
    """Reads lines under one layout; `taken` is what stands in place of a day that was taken out of them, if anything."""

    def __init__(self, layout: Layout, taken: bytes = b"") -> None:
        marks = (*SPECIAL, taken) if taken else SPECIAL
        spots = {field: place - layout.head + 1 for field, place in layout.places.items()}
        self.tail = layout.width - layout.head
        self.marks = marks
        self.head = Memo(_head(layout, marks))
        self.keyed = [(spots[field], Memo(_cell(field, marks))) for field in layout.fields(KEY, False)]
        self.prices = [spots[field] for field in layout.fields(PRICES, False)]
        self.checked = [(spots[field], Memo(_cell(field, marks))) for field in layout.fields(DAYS, False)]
        if taken:
            for _, memo in self.checked:
                memo[taken] = ""
        known = {*self.prices, *(place for place, _ in (*self.keyed, *self.checked))}
        self.others = [place for place in range(1, self.tail + 1) if place not in known]

    def keys(self, lines: Sequence[bytes]) -> list[int]:
        """A number for each line, the same for the same key. ValueError where a line is not plainly one good row.

        Equal numbers may, once in a great many, stand for different keys; the same key never has two.
        """
        columns = list(zip(*[line.rsplit(b",", self.tail) for line in lines], strict=True))
        if len(columns) != self.tail + 1:
            raise ValueError
        if not all(AMOUNTS.fullmatch(b"\n".join((*columns[place], b""))) for place in self.prices):
            raise ValueError
        for place in self.others:
            _refuse(b"".join(columns[place]), self.marks)
        for place, memo in self.checked:
            for cell in set(columns[place]):
                memo[cell]
        meant = [map(memo.__getitem__, columns[place]) for place, memo in self.keyed]
        return list(map(hash, zip(map(self.head.__getitem__, columns[0]), *meant, strict=True)))


def _refuse(text: bytes, marks: Sequence[bytes]) -> None:
    """ValueError where the text has one of the marks or is no UTF-8."""
    if any(mark in text for mark in marks):
        raise ValueError
    if not text.isascii():
        text.decode()


def record(line: bytes) -> list[str]:
    """The cells of a line that is a whole record; ValueError for any other."""
    return records([line])[0]


def records(lines: Sequence[bytes]) -> list[list[str]]:
    """The cells of lines of which each is a record of its own; ValueError where one is not."""
    try:
        found = list(csv.reader((line.decode() for line in lines), strict=True))
    except csv.Error as error:
        raise ValueError from error
    if len(found) != len(lines):
        raise ValueError
    return found


def keeper(field: str) -> Keep:
    """How a cell of the field is kept; ValueError for one that is wrong, or whose meaning only others would show."""
    return keepers(None, Style(None, _look))[field]


def _look() -> Evidence:
    raise ValueError


def _cell(field: str, marks: Sequence[bytes]) -> Callable[[bytes], object]:
    """What an unquoted cell of the field means."""
    keep = keeper(field)

    def mean(cell: bytes) -> object:
        _refuse(cell, marks)
        return keep(cell.decode())

    return mean


def _head(layout: Layout, marks: Sequence[bytes]) -> Callable[[bytes], object]:
    """What the head of a line says of the key; all of its cells are checked."""
    keyed = layout.fields(KEY, True)
    known = [(field, layout.places[field], keeper(field)) for field in (*keyed, *layout.fields(DAYS, True))]
    prices = [layout.places[field] for field in layout.fields(PRICES, True)]
    # A quoted cell may have quotes and line ends in it.
    marks = [mark for mark in marks if mark not in b'"\r\n']

    def mean(head: bytes) -> object:
        _refuse(head, marks)
        cells = record(head)
        if len(cells) != layout.head or not all(AMOUNT.fullmatch(cells[place].encode()) for place in prices):
            raise ValueError
        kept = {field: keep(cells[place]) for field, place, keep in known}
        return BETWEEN.join(kept[field] for field in keyed)

    return mean
