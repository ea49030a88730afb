"""Many lines of a price sheet checked at once, column by column: each distinct cell once, by the rule of its field."""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from licensectl.domain.money import AMOUNT
from licensectl.domain.pricediff import KEY
from licensectl.sheets.headers import places, plain
from licensectl.sheets.pricerows import MOST_KEPT, BookRow, keeper
from licensectl.sheets.pricesheet import CHECKS

# Columns that say anything in any length: what stands before the last of them repeats from line to line as one text.
TEXTS = {"producttitle", "skutitle", "publisher", "skudescription"}
PRICES = ("unit_price", "erp")
# A column of prices or blanks, each with a line end behind it.
AMOUNTS = re.compile(rb"(?:(?:%s)?\n)*" % AMOUNT.pattern.removeprefix("-?").encode())
# What an unquoted cell cannot hold.
SPECIAL = (b'"', b"\r", b"\n", b"\0")


class Layout(NamedTuple):
    """Which column is which. The first `head` columns, at least one, are read as one text, the rest cell by cell."""

    places: dict[str, int]
    width: int
    head: int

    @classmethod
    def of(cls, header: bytes, name: str) -> "Layout":
        """The layout under this header line; Failure where it is not a price sheet's, ValueError where it is no line of CSV."""
        cells = record(header)
        texts = [place for place, cell in enumerate(cells) if plain(cell) in TEXTS]
        return cls(places(cells, name), len(cells), max(texts, default=0) + 1)

    def fields(self, wanted: Iterable[str], ahead: bool) -> list[str]:
        """Those of the wanted fields that stand in the head, or behind it."""
        return [field for field in wanted if field in self.places and (self.places[field] < self.head) == ahead]

    def key_of(self, row: BookRow) -> int:
        """What `Columns.keys` says of the line that `row` was read from."""
        ahead, behind = ([getattr(row, field) for field in self.fields(KEY, where)] for where in (True, False))
        return hash((tuple(ahead), *behind))


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
        self.tail = layout.width - layout.head
        spots = {field: place - layout.head + 1 for field, place in layout.places.items() if place >= layout.head}
        self.others = Memo(_head(layout, (b"\0", taken) if taken else (b"\0",)))
        self.keyed = [(spots[field], Memo(_cell(keeper(field)))) for field in layout.fields(KEY, False)]
        self.prices = [spots[field] for field in layout.fields(PRICES, False)]
        checked = [field for field in CHECKS if field not in (*KEY, *PRICES)]
        self.checked = {spots[field]: Memo(_cell(keeper(field))) for field in layout.fields(checked, False)}
        for memo in self.checked.values():
            memo[taken] = ""
        self.marks = (*SPECIAL, taken) if taken else SPECIAL

    def keys(self, lines: Sequence[bytes]) -> list[int]:
        """A number for each line, the same for the same key. ValueError where a line is not plainly one good row.

        Equal numbers may, once in a great many, stand for different keys; the same key never has two.
        """
        columns = list(zip(*(line.rsplit(b",", self.tail) for line in lines), strict=True))
        if len(columns) != self.tail + 1 or not all(self._fits(place, columns[place]) for place in range(1, len(columns))):
            raise ValueError
        if not all(AMOUNTS.fullmatch(b"\n".join((*columns[place], b""))) for place in self.prices):
            raise ValueError
        meant = [map(memo.__getitem__, columns[place]) for place, memo in self.keyed]
        return list(map(hash, zip(map(self.others.__getitem__, columns[0]), *meant, strict=True)))

    def _fits(self, place: int, column: tuple[bytes, ...]) -> bool:
        """Whether the cells are plain ones, as their field has them."""
        if place in self.checked:
            memo = self.checked[place]
            return all(memo[cell] is not None for cell in set(column))
        joined = b"".join(column)
        # Whether it is UTF-8 is asked of what is more than ASCII alone: the answer is a ValueError.
        return not any(mark in joined for mark in self.marks) and (joined.isascii() or bool(joined.decode()))


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


def _cell(keep: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda cell: keep(cell.decode())


def _head(layout: Layout, strange: tuple[bytes, ...]) -> Callable[[bytes], object]:
    """What the head of a line says of the key; all of its cells are checked."""
    keyed = layout.fields(KEY, True)
    known = [(field, layout.places[field], keeper(field)) for field in dict.fromkeys((*keyed, *layout.fields(CHECKS, True)))]

    def mean(head: bytes) -> object:
        cells = record(head)
        if len(cells) != layout.head or any(mark in head for mark in strange):
            raise ValueError
        kept = {field: keep(cells[place]) for field, place, keep in known}
        return tuple(kept[field] for field in keyed)

    return mean
