"""A sheet into the price book: built beside it, however long that takes, and put in by one short transaction."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count, islice
from typing import NamedTuple

from licensectl.domain.bookrow import Cells
from licensectl.domain.pricebook import Scope, month_of
from licensectl.domain.pricing import ONE_TIME
from licensectl.errors import Failure
from licensectl.faults import pricing as faults
from licensectl.store.bookshape import FIGURES, KEY, ORDER, PRICE_COLUMNS

Connection = sqlite3.Connection
# Rows at a time: enough that SQLite is asked seldom, few enough to stay in the processor's cache.
BATCH = 5_000
# Kilobytes of the sheet being built that stay in memory.
CACHE = 24_000
# Wordings that are remembered; a sheet that has more of them repeats some, which `put` makes one again.
MOST_WORDINGS = 20_000
NUMBERS = count(1)


class Beside(NamedTuple):
    """A sheet that is built and not yet in the book, in temporary tables of one connection.

    `name` is that of the table of its rows; `view` and `scopes` as in `Imported`.
    """

    name: str
    file: str
    sha256: str
    month: str
    view: str
    rows: int
    scopes: frozenset[Scope]


def build(connection: Connection, rows: Iterable[Cells], file: str, sha256: str, month: str | None) -> Beside:
    """Reads the rows into a sheet beside the book; the book is not touched and not locked. Without `month` it is that of the latest
    start among the rows; Failure where they name none. What `rows` raises leaves nothing behind in the book."""
    name = f"fresh{next(NUMBERS)}"
    connection.execute(f"PRAGMA temp.cache_size = -{CACHE}")
    connection.execute(f"CREATE TEMP TABLE {name}_wording (id INTEGER PRIMARY KEY, title, product_title, tags)")
    connection.execute(f"CREATE TEMP TABLE {name} ({PRICE_COLUMNS}, wording INTEGER NOT NULL, PRIMARY KEY ({ORDER})) WITHOUT ROWID")
    total, latest, kinds, scopes = 0, "", set[tuple[str, str]](), set[Scope]()
    with _together(connection):
        for batch, lean in _lean(connection, rows, name):
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * 13)})", lean)
            columns = list(zip(*batch, strict=True))
            total += len(batch)
            latest = max(latest, *columns[7])
            scopes.update(zip(columns[5], columns[6], columns[2], strict=True))
            kinds.update(zip(columns[3], columns[14], strict=True))
    month = month or month_of(latest)
    if month is None:
        raise Failure(faults.NO_MONTH.at(file))
    software = any(term == ONE_TIME or "software" in tags.casefold() for term, tags in kinds)
    return Beside(name, file, sha256, month, "software" if software else "license-based", total, frozenset(scopes))


@contextmanager
def _together(connection: Connection) -> Iterator[None]:
    """One transaction, which takes no lock of the book as long as only temporary tables are written."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _lean(connection: Connection, rows: Iterable[Cells], name: str) -> Iterator[tuple[list[Cells], list[tuple[object, ...]]]]:
    """Some rows at a time as they are, and with a number in place of the wording, which is kept once."""
    known: dict[tuple[str, ...], int] = {}
    numbers, source = count(1), iter(rows)
    while batch := list(islice(source, BATCH)):
        if len(known) > MOST_WORDINGS:
            known.clear()
        fresh = [wording for wording in dict.fromkeys(row[12:] for row in batch) if wording not in known]
        known |= {wording: next(numbers) for wording in fresh}
        connection.executemany(f"INSERT INTO {name}_wording VALUES (?, ?, ?, ?)", ((known[wording], *wording) for wording in fresh))
        yield batch, [(*row[:12], known[row[12:]]) for row in batch]


def put(connection: Connection, made: Beside) -> tuple[int, bool]:
    """The id of the sheet in the book, and whether it is new there; call inside `writing`, from the connection that built it."""
    there = connection.execute("SELECT id FROM sheet WHERE sha256 = ? AND month = ?", (made.sha256, made.month)).fetchone()
    if there:
        return int(there[0]), False
    named = (made.month, made.view, made.file, made.sha256, made.rows)
    id = connection.execute("INSERT INTO sheet (month, view, file, sha256, rows) VALUES (?, ?, ?, ?, ?)", named).lastrowid or 0
    connection.executemany("INSERT INTO scope VALUES (?, ?, ?, ?)", [(id, *scope) for scope in sorted(made.scopes)])
    connection.execute(
        f"INSERT OR IGNORE INTO wording (title, product_title, tags) SELECT title, product_title, tags FROM {made.name}_wording ORDER BY id"
    )
    connection.execute(
        f"""CREATE TEMP TABLE {made.name}_known AS SELECT fresh.id AS wording, wording.id AS wording_id
            FROM {made.name}_wording fresh JOIN wording USING (title, product_title, tags)"""
    )
    connection.execute(f"CREATE UNIQUE INDEX temp.{made.name}_by ON {made.name}_known (wording, wording_id)")
    # CROSS JOIN holds SQLite to the order in which the rows lie already.
    connection.execute(
        f"""INSERT INTO price SELECT {id}, {FIGURES}, wording_id
            FROM {made.name} CROSS JOIN {made.name}_known USING (wording) ORDER BY {ORDER}"""
    )
    key = ", ".join(KEY)
    connection.execute(f"INSERT INTO repeated SELECT {id}, {key} FROM {made.name} GROUP BY {key} HAVING count(*) > 1")
    return id, True
