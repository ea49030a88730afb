"""Many lines of a price sheet read at once, column by column: each distinct cell by the rule of its field, and only once."""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from licensectl.app.prices.sheet.cells import Keep, absent, keepers
from licensectl.domain.prices.row import Block, BookRow
from licensectl.tables.encoding import FIELD_LIMIT
from licensectl.tables.headers import find, plain
from licensectl.tables.locale import Evidence, Style

# Beyond this many different cells a memo starts anew: a sheet of any size is read in bounded memory.
MOST_KEPT = 50_000
# Columns of free text. The text before the last of them often repeats from line to line.
TEXTS = {"producttitle", "skutitle", "publisher", "skudescription"}
PRICES = ("unit_price", "erp")
DAYS = ("effective_start", "effective_end")
# Amounts with one reading, whatever the rest of the list shows: three decimals may be thousands.
AMOUNT = re.compile(rb"(?:\d{1,15}+(?:\.(?:\d{1,2}|\d{4,10}))?)?")
# Amounts of one shape are right or wrong together: a column has thousands of amounts and some ten shapes.
SHAPE = bytes.maketrans(b"0123456789", b"9" * 10)
DAY = re.compile(rb"\d{4}-\d\d-\d\d.*")
# What an unquoted cell cannot hold.
SPECIAL = (b'"', b"\r", b"\n", b"\0")
Column = Sequence[Any]
Written = TypeVar("Written")
Kept = TypeVar("Kept")


class Layout(NamedTuple):
    """Columns by field. The first `head` columns, at least one, are read as one text, the rest cell by cell."""

    places: Mapping[str, int]
    width: int
    head: int

    @classmethod
    def of(cls, header: Sequence[str]) -> "Layout":
        """Return the layout under these headers. Raises ValueError if it is not that of a price sheet as downloaded."""
        texts = [place for place, cell in enumerate(header) if plain(cell) in TEXTS]
        found = find(header, None)
        if found.missing or found.twice:
            raise ValueError
        return cls(found.places, len(header), max(texts, default=0) + 1)

    def plain(self, cells: Sequence[str]) -> bool:
        """Return True if the amounts and days of these cells are unambiguous by themselves."""
        return (
            len(cells) == self.width
            and all(AMOUNT.fullmatch(cells[self.places[field]].strip().encode()) for field in PRICES)
            and all(DAY.match(cells[self.places[field]].strip().encode()) for field in DAYS)
        )

    def ahead(self, field: str) -> bool:
        """Return True if the field's column is part of the head."""
        return self.places.get(field, self.width) < self.head


class Memo(dict[Written, Kept]):
    """Map cells of the file to their stored form; errors of `keep` are raised and not remembered."""

    def __init__(self, keep: Callable[[Written], Kept]) -> None:
        self.keep = keep

    def __missing__(self, cell: Written) -> Kept:
        if len(self) > MOST_KEPT:
            self.clear()
        kept = self[cell] = self.keep(cell)
        return kept


class Columns:
    """Reads lines under one layout, and gives the columns of `fields`, which are names of a `BookRow`'s cells.

    `strange` is a text that no cell but a day may have in it. What is checked are ids, codes, prices and days, whether they are asked
    for or not; a field without a column is a blank.
    """

    def __init__(self, layout: Layout, fields: Sequence[str], strange: bytes = b"") -> None:
        self.marks = (*SPECIAL, strange) if strange else SPECIAL
        self.tail = layout.width - layout.head
        checked = dict.fromkeys((*fields, "product_id", "sku_id", "market", "currency", *PRICES, *DAYS))
        there = [field for field in checked if field in layout.places]
        self.blank = {field: absent(field, None) for field in fields if field not in layout.places}
        self.fields = fields
        self.ahead = [field for field in there if layout.ahead(field)]
        self.head = Memo(_head(layout, self.ahead, self.marks))
        spots = {field: layout.places[field] - layout.head + 1 for field in there if field not in self.ahead}
        self.prices = {field: spots.pop(field) for field in PRICES if field in spots}
        self.memos = {field: (place, Memo(_cell(field, SPECIAL if field in DAYS else self.marks))) for field, place in spots.items()}
        known = {*self.prices.values(), *spots.values()}
        self.others = [place for place in range(1, self.tail + 1) if place not in known]

    def read(self, lines: Sequence[bytes]) -> list[Column]:
        """Return the columns of the fields. Raises ValueError if a line is not a plain, valid row."""
        # Lines come by blocks: only the first can be longer than one.
        if len(lines[0]) > FIELD_LIMIT:
            raise ValueError
        columns = list(zip(*[line.rsplit(b",", self.tail) for line in lines], strict=True))
        if len(columns) != self.tail + 1:
            raise ValueError
        amounts = {field: b"\n".join((*columns[place], b"")) for field, place in self.prices.items()}
        if not all(map(_amounts, amounts.values())):
            raise ValueError
        for place in self.others:
            _refuse(b"".join(columns[place]), self.marks)
        found: dict[str, Column] = {field: [blank] * len(lines) for field, blank in self.blank.items()}
        found |= zip(self.ahead, zip(*map(self.head.__getitem__, columns[0]), strict=True), strict=True)
        for field, (place, memo) in self.memos.items():
            if field in self.fields:
                found[field] = list(map(memo.__getitem__, columns[place]))
            else:
                for cell in set(columns[place]):
                    memo[cell]
        for field, text in amounts.items():
            if field in self.fields:
                found[field] = [cell or None for cell in text.decode().split("\n")[:-1]]
        return [found[field] for field in self.fields]


class Blocks:
    """Reads lines as the columns of a `BookRow`."""

    def __init__(self, layout: Layout) -> None:
        self.columns = Columns(layout, [field for field in BookRow._fields if field != "row"])
        self.at = BookRow._fields.index("row")

    def read(self, lines: Sequence[bytes], numbers: Sequence[int]) -> Block:
        """Return the rows with their numbers. Raises ValueError if a line is not a plain, valid row."""
        found = self.columns.read(lines)
        found.insert(self.at, numbers)
        *others, title, heading, tags = found
        if "" in title:
            title = [one or other for one, other in zip(title, heading, strict=True)]
        return [*others, title, heading, tags]

    def quoted(self, lines: Sequence[bytes]) -> list[bool]:
        """Return for each line whether a cell behind the head is quoted, like the previous values of a changed row."""
        tail = self.columns.tail
        return [b'"' in line[len(line.rsplit(b",", tail)[0]) :] for line in lines]


def record(line: bytes) -> list[str]:
    """Return the cells of a line that is one record. Raises ValueError on any other line."""
    return records([line])[0]


def records(lines: Sequence[bytes]) -> list[list[str]]:
    """Return the cells of lines that are one record each. Raises ValueError on any other line."""
    try:
        found = list(csv.reader((line.decode() for line in lines), strict=True))
    except csv.Error as error:
        raise ValueError from error
    if len(found) != len(lines):
        raise ValueError
    return found


def keeper(field: str) -> Keep:
    """Return the reader of a field. It raises ValueError on an invalid cell, and for one that is ambiguous by itself."""
    if field in PRICES:
        return _price
    return keepers(None, Style(None, _look))[field]


def _price(cell: str) -> Any:
    if not AMOUNT.fullmatch(cell.encode()):
        raise ValueError
    return cell or None


def _look() -> Evidence:
    raise ValueError


def _amounts(text: bytes) -> bool:
    """Return True if each line is an amount or blank."""
    return all(map(AMOUNT.fullmatch, set(text.translate(SHAPE).split(b"\n"))))


def _refuse(text: bytes, marks: Sequence[bytes]) -> None:
    """Raise ValueError if the text has one of the marks or is not valid UTF-8."""
    if any(mark in text for mark in marks):
        raise ValueError
    if not text.isascii():
        text.decode()


def _cell(field: str, marks: Sequence[bytes]) -> Callable[[bytes], Any]:
    """Return a reader of unquoted cells of the field."""
    keep = keeper(field)

    def kept(cell: bytes) -> Any:
        _refuse(cell, marks)
        return keep(cell.decode())

    return kept


def _head(layout: Layout, fields: Sequence[str], marks: Sequence[bytes]) -> Callable[[bytes], Any]:
    """Return a reader of the head of a line, which gives a tuple of its fields."""
    known = [(layout.places[field], keeper(field)) for field in fields]
    # A quoted cell may have quotes and line ends in it.
    marks = [mark for mark in marks if mark not in b'"\r\n']

    def kept(head: bytes) -> tuple[Any, ...]:
        _refuse(head, marks)
        cells = record(head)
        if len(cells) != layout.head:
            raise ValueError
        return tuple(keep(cells[place]) for place, keep in known)

    return kept
