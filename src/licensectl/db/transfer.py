"""Copy the rows of a ledger into another engine or into a file."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from licensectl.db.engine import Connection, DatabaseSchema, streamed
from licensectl.db.schema import expected
from licensectl.db.sqlite import guarded, migrate, transaction
from licensectl.db.unfinished import unfinished


def copy(source: Connection, target: Connection, shape: DatabaseSchema) -> None:
    """Replace the rows of `target` by those of `source`; call inside a transaction of `target`."""
    known = expected(shape).tables
    for name in reversed(list(known)):
        target.execute(f"DELETE FROM {name}")
    for name, columns in known.items():
        named, marks = ", ".join(columns), ", ".join("?" * len(columns))
        target.executemany(f"INSERT INTO {name} ({named}) VALUES ({marks})", streamed(source, f"SELECT {named} FROM {name}"))


def counts(connection: Connection, shape: DatabaseSchema) -> dict[str, int]:
    """Return the number of rows of each table."""
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in sorted(expected(shape).tables)}


def write(source: Connection, shape: DatabaseSchema, path: Path) -> None:
    """Write the rows of `source` as an SQLite file at `path`, for its owner alone: all of them, or nothing."""
    # Beside, so that it only needs to change its name.
    with guarded(path), unfinished(path) as part:
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(part, isolation_level=None)) as target, transaction(target):
            migrate(target, shape, 0)
            copy(source, target, shape)
        part.replace(path)
