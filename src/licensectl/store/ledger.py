"""The ledger: what we did. One SQLite file in the folder of what we keep, or where --store says."""

import sqlite3
from collections.abc import Iterable, Iterator
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
CUSTOMERS = (
    # What tells customers apart and what a search looks in, beside the whole record as JSON. A new field of the record is a
    # migration too, be it an empty one: an older program must not meet what it does not know.
    """CREATE TABLE customer (
        id TEXT PRIMARY KEY,
        name_key TEXT NOT NULL,
        vat_id TEXT,
        tenant_id TEXT UNIQUE,
        told TEXT NOT NULL,
        record TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX customer_name ON customer (name_key)",
    "CREATE INDEX customer_vat_id ON customer (vat_id)",
    "ALTER TABLE placed_order ADD COLUMN customer_id TEXT REFERENCES customer (id) ON DELETE SET NULL",
    "CREATE INDEX placed_order_customer ON placed_order (customer_id)",
    "CREATE INDEX audit_subject ON audit (subject)",
)
LEDGER = Shape(0x4C434C47, (ORDERS, CUSTOMERS))


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
    notes(connection, [(who, what, subject, detail)])


def notes(connection: Connection, lines: Iterable[tuple[str, str, str, str]]) -> None:
    """Lines of the audit trail: who, what, about what, and the detail."""
    connection.executemany("INSERT INTO audit (who, what, subject, detail) VALUES (?, ?, ?, ?)", lines)


def trail(connection: Connection, kind: str, subject: str) -> list[tuple[str, str, str, str]]:
    """What the trail says of a subject, oldest first: when, who, what, detail; `kind` is the word that `what` begins with."""
    asked = "SELECT at, who, what, detail FROM audit WHERE subject = ? AND what LIKE ? ORDER BY at"
    found = connection.execute(asked, (subject, f"{kind} %"))
    return [(at, who, what, detail) for at, who, what, detail in found]
