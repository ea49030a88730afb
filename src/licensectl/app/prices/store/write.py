"""A sheet into the price book: built beside it, however long that takes, and put in by one short transaction."""

import marshal
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Any, NamedTuple

from licensectl.app.prices.store.read import sheets
from licensectl.app.prices.store.schema import ITEM, TERMS, WORDING
from licensectl.core.text import Bilingual
from licensectl.domain.prices import messages
from licensectl.domain.prices.book_rules import Imported, Scope
from licensectl.domain.prices.price_list import ONE_TIME
from licensectl.domain.prices.row import Block, BookRow, Cells, blocks_of
from licensectl.domain.prices.sheet_month import taken_month
from licensectl.errors import LicensectlError

# Rows of a sheet held in memory; the rest is built on disk.
MOST_HELD = 40_000
# Different words remembered; beyond this the memory starts anew, and some words are looked up twice.
MOST_KNOWN = 50_000
# The tables of the words of a row, with their columns.
WORDS = (("item", ITEM), ("terms", TERMS), ("wording", WORDING))
# Their places in a `BookRow`.
AT = (slice(0, len(ITEM)), slice(len(ITEM), len(ITEM + TERMS)), slice(-len(WORDING), None))
FIGURES = slice(AT[1].stop, AT[2].start)
START = BookRow._fields.index("effective_start")
# Rows per statement: a third of the time of one by one, and fewer values than any SQLite takes.
TOGETHER = 100
# Bytes of the number that says how long a chunk is.
LENGTH = 8


class Spool:
    """Chunks of a new sheet: the first ones in memory, the others on disk."""

    def __init__(self) -> None:
        self._held: list[tuple[Any, ...]] = []
        self._room = MOST_HELD
        self._file: IO[bytes] | None = None

    def write(self, anew: bool, fresh: list[Any], lean: list[Any]) -> None:
        """Keep a chunk: whether numbers restart, the words that got a number, and the columns with these numbers."""
        chunk, self._room = (anew, fresh, lean), self._room - len(lean[0])
        if self._room >= 0:
            self._held.append(chunk)
            return
        if self._file is None:
            from tempfile import TemporaryFile

            self._file = TemporaryFile(prefix="licensectl-")  # noqa: SIM115 - it lasts as long as the spool
        written = marshal.dumps(chunk)
        # Its length first: read straight from a file, marshal asks for each cell by itself.
        self._file.write(len(written).to_bytes(LENGTH, "big") + written)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        yield from self._held
        if self._file:
            self._file.seek(0)
            while length := self._file.read(LENGTH):
                yield marshal.loads(self._file.read(int.from_bytes(length, "big")))


class PreparedSheet(NamedTuple):
    """A sheet that is built and not yet in the book: `spool` has its rows, `why` says what its month is taken from, the other fields are
    as in `Imported`."""

    spool: Spool
    file: str
    sha256: str
    month: str
    view: str
    rows: int
    scopes: frozenset[Scope]
    why: Bilingual


class Numbers(dict[tuple[str, ...], int]):
    """Words and their numbers, which are given as words are asked for."""

    def __init__(self) -> None:
        self.fresh: list[tuple[str, ...]] = []

    def __missing__(self, words: tuple[str, ...]) -> int:
        self.fresh.append(words)
        number = self[words] = len(self)
        return number

    def taken(self) -> list[tuple[str, ...]]:
        """Return the words that got their number since the last call."""
        fresh, self.fresh = self.fresh, []
        return fresh


def build(blocks: Iterable[Block], file: str, sha256: str, month: str | None) -> PreparedSheet:
    """Read all rows; no book is touched. Raises LicensectlError if neither `month` nor the sheet says of which month it is."""
    spool = Spool()
    known = Numbers(), Numbers(), Numbers()
    total, starts, terms, software = 0, Counter[str](), set[tuple[str, ...]](), False
    for block in blocks:
        anew = max(map(len, known)) > MOST_KNOWN
        for words in known if anew else ():
            words.clear()
        items, of_terms, wordings = (
            list(map(words.__getitem__, zip(*block[at], strict=True))) for words, at in zip(known, AT, strict=True)
        )
        fresh = [words.taken() for words in known]
        spool.write(anew, fresh, [items, of_terms, *map(list, block[FIGURES]), wordings])
        total += len(items)
        starts.update(block[START])
        terms.update(fresh[1])
        software = software or any("software" in tags.casefold() for _, _, tags in fresh[2])
    taken = taken_month(file, starts, month)
    if taken is None:
        raise LicensectlError(messages.NO_MONTH.at(file))
    software = software or any(term == ONE_TIME for _, term, *_ in terms)
    scopes = frozenset((market, currency, segment) for segment, _, _, market, currency, *_ in terms)
    view = "software" if software else "license-based"
    return PreparedSheet(spool, file, sha256, taken.month, view, total, scopes, taken.why)


def settled(connection: sqlite3.Connection, made: PreparedSheet) -> tuple[Imported, bool]:
    """Insert a prepared sheet unless it is in the book already; return it, and whether it is new. Call inside `writing`."""
    there = connection.execute("SELECT id FROM sheet WHERE sha256 = ? AND month = ?", (made.sha256, made.month)).fetchone()
    sheet_id = there[0] if there else _put(connection, made)
    return next(sheet for sheet in sheets(connection, month=made.month) if sheet.id == sheet_id), not there


def renewed(connection: sqlite3.Connection, sheet: Imported) -> Imported:
    """Give a sheet of the book the place of one that is imported now, the last; return it. Call inside `writing`."""
    connection.execute("UPDATE sheet SET sha256 = '' WHERE id = ?", (sheet.id,))
    named = (sheet.month, sheet.view, sheet.file, sheet.sha256, sheet.rows)
    new = connection.execute("INSERT INTO sheet (month, view, file, sha256, rows) VALUES (?, ?, ?, ?, ?)", named).lastrowid
    for table in ("scope", "price", "repeated"):
        connection.execute(f"UPDATE {table} SET sheet_id = ? WHERE sheet_id = ?", (new, sheet.id))
    connection.execute("DELETE FROM sheet WHERE id = ?", (sheet.id,))
    return next(one for one in sheets(connection, month=sheet.month) if one.id == new)


def remove(connection: sqlite3.Connection, sheet: Imported) -> None:
    """Delete a sheet with its rows. Call inside `writing`."""
    connection.execute("DELETE FROM sheet WHERE id = ?", (sheet.id,))


def add(connection: sqlite3.Connection, rows: Iterable[Cells], file: str, sha256: str, month: str | None) -> Imported:
    """Insert a sheet made of `rows`. Call inside `writing`, which rolls back if `rows` fails."""
    return settled(connection, build(blocks_of(rows), file, sha256, month))[0]


def _put(connection: sqlite3.Connection, made: PreparedSheet) -> int:
    named = (made.month, made.view, made.file, made.sha256, made.rows)
    sheet_id = connection.execute("INSERT INTO sheet (month, view, file, sha256, rows) VALUES (?, ?, ?, ?, ?)", named).lastrowid or 0
    connection.executemany("INSERT INTO scope VALUES (?, ?, ?, ?)", [(sheet_id, *scope) for scope in sorted(made.scopes)])
    for columns in _chunks(connection, made):
        wide = len(columns)
        # Cell by cell, row after row, as a statement of many rows takes them: no row is ever put together.
        cells: list[Any] = [None] * (wide * len(columns[0]))
        for place, column in enumerate(columns):
            cells[place::wide] = column
        for first in range(0, len(cells), wide * TOGETHER):
            some = cells[first : first + wide * TOGETHER]
            values = ", ".join([f"({sheet_id}{', ?' * wide})"] * (len(some) // wide))
            connection.execute(f"INSERT INTO price VALUES {values}", some)
    of_sheet = "SELECT sheet_id, item_id, terms_id FROM price WHERE sheet_id = ?"
    connection.execute(f"INSERT INTO repeated {of_sheet} GROUP BY 1, 2, 3 HAVING count(*) > 1", (sheet_id,))
    return sheet_id


def _chunks(connection: sqlite3.Connection, made: PreparedSheet) -> Iterator[list[list[Any]]]:
    """Yield the columns from the spool with the numbers of the book."""
    numbers: tuple[list[int], ...] = ([], [], [])
    for anew, fresh, (items, terms, *figures, wordings) in made.spool:
        for known, words, (table, columns) in zip(numbers, fresh, WORDS, strict=True):
            if anew:
                known.clear()
            known += _in_book(connection, table, columns, words)
        of_item, of_terms, of_wording = (
            [known[number] for number in column] for known, column in zip(numbers, (items, terms, wordings), strict=True)
        )
        yield [of_item, of_terms, *figures, of_wording]


def _in_book(connection: sqlite3.Connection, table: str, columns: tuple[str, ...], words: list[tuple[str, ...]]) -> list[int]:
    """Return the book's numbers of these words; insert missing words."""
    numbers = dict[tuple[str, ...], int]()
    names = ", ".join(columns)
    same = " AND ".join(f"{name} = column{place}" for place, name in enumerate(columns, 1))
    for first in range(0, len(words), TOGETHER):
        some = words[first : first + TOGETHER]
        values = "VALUES " + ", ".join([f"({', '.join('?' * len(columns))})"] * len(some))
        flat = tuple(chain.from_iterable(some))
        # From the words to the table: the other way round SQLite would go through the whole table.
        find = f"SELECT id, {names} FROM ({values}) CROSS JOIN {table} ON {same}"
        found = connection.execute(find, flat).fetchall()
        if len(found) < len(some):
            connection.execute(f"INSERT OR IGNORE INTO {table} ({names}) {values}", flat)
            found = connection.execute(find, flat).fetchall()
        numbers.update((tuple(one), number) for number, *one in found)
    return [numbers[one] for one in words]
