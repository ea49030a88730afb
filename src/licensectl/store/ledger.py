"""The ledger: what we did. One SQLite file in the folder of what we keep, or where --store says."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from licensectl.store.connection import Connection
from licensectl.store.database import Shape, connect, guarded, transaction
from licensectl.store.places import home

# A change of shape is a new entry at the end; `transaction` and `connect` bring older files forward.
ORDERS = (
    """CREATE TABLE placed_order (
        id TEXT PRIMARY KEY,
        alternate_id TEXT UNIQUE,
        tenant_id TEXT,
        customer TEXT,
        program TEXT NOT NULL,
        quote TEXT,
        placed TEXT,
        currency TEXT,
        status TEXT,
        keys_fulfilled INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE placed_line (
        order_id TEXT NOT NULL REFERENCES placed_order (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        offer_id TEXT NOT NULL,
        quantity INTEGER NOT NULL,
        title TEXT NOT NULL,
        term TEXT NOT NULL,
        unit_price TEXT,
        PRIMARY KEY (order_id, number)
    ) STRICT""",
    """CREATE TABLE audit (
        at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT NOT NULL
    ) STRICT""",
)
QUOTES = (
    # `id` is the number whatever its case; `series_count` is the place in a series that the first revision took.
    """CREATE TABLE quote (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        number TEXT NOT NULL,
        series TEXT,
        series_count INTEGER,
        customer TEXT NOT NULL,
        day TEXT NOT NULL,
        valid_until TEXT NOT NULL,
        program TEXT NOT NULL,
        currency TEXT NOT NULL,
        net TEXT NOT NULL,
        gross TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (id, revision),
        UNIQUE (series, series_count)
    ) STRICT""",
    """CREATE TABLE quote_line (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        position INTEGER NOT NULL,
        sku TEXT,
        market TEXT NOT NULL,
        segment TEXT NOT NULL,
        unit_price TEXT,
        PRIMARY KEY (id, revision, position),
        FOREIGN KEY (id, revision) REFERENCES quote (id, revision) ON DELETE CASCADE
    ) STRICT""",
)
LEDGER = Shape(0x4C434C47, (ORDERS, QUOTES))


def where(named: str | None) -> Path:
    """The file of the ledger; it need not exist."""
    return Path(named) if named else home() / "ledger.db"


def exists(store: str | None) -> bool:
    """Whether there is a ledger; asking does not make one."""
    return where(store).exists()


@contextmanager
def reading(store: str | None) -> Iterator[Connection]:
    """The ledger to read from, made when absent; Failure where it cannot be opened or read."""
    with _opened(store) as connection:
        yield connection


@contextmanager
def writing(store: str | None) -> Iterator[Connection]:
    """The ledger to write to: all of what happens inside, or nothing. Writers come one after the other."""
    with _opened(store) as connection, transaction(connection):
        yield connection


@contextmanager
def _opened(store: str | None) -> Iterator[sqlite3.Connection]:
    path = where(store)
    with closing(connect(path, LEDGER)) as connection, guarded(path):
        yield connection


def note(connection: Connection, who: str, what: str, subject: str, detail: str = "") -> None:
    """One line of the audit trail; the store says when."""
    connection.execute("INSERT INTO audit (who, what, subject, detail) VALUES (?, ?, ?, ?)", (who, what, subject, detail))
