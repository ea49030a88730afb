"""A ledger as rows: from one engine into another, and into a file that can be carried about."""

import os
import sqlite3
from contextlib import closing
from graphlib import TopologicalSorter
from pathlib import Path
from tempfile import mkstemp

from licensectl.core import messages as common
from licensectl.db.engine import Connection, DatabaseSchema
from licensectl.db.sqlite import guarded, migrate, transaction
from licensectl.errors import LicensectlError


def tables(shape: DatabaseSchema) -> dict[str, tuple[str, ...]]:
    """The columns of each table; those that are referred to come before those that refer."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        migrate(made, shape, 0)
        names = [name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        referred = {name: {row[2] for row in made.execute(f"PRAGMA foreign_key_list({name})")} - {name} for name in names}
        columns = {name: tuple(row[1] for row in made.execute(f"PRAGMA table_info({name})")) for name in names}
    return {name: columns[name] for name in TopologicalSorter(referred).static_order()}


def copy(source: Connection, target: Connection, shape: DatabaseSchema) -> None:
    """The rows of `source` in the place of those of `target`; call inside a transaction of it."""
    known = tables(shape)
    for name in reversed(known):
        target.execute(f"DELETE FROM {name}")
    for name, columns in known.items():
        named, marks = ", ".join(columns), ", ".join("?" * len(columns))
        target.executemany(f"INSERT INTO {name} ({named}) VALUES ({marks})", source.execute(f"SELECT {named} FROM {name}"))


def counts(connection: Connection, shape: DatabaseSchema) -> dict[str, int]:
    """How many rows each table has."""
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in sorted(tables(shape))}


def write(source: Connection, shape: DatabaseSchema, path: Path) -> None:
    """The rows of `source` as an SQLite file at `path`, for its owner alone: all of it, or what was there before."""
    try:
        # Beside, so that it only needs to change its name.
        handle, name = mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    except OSError as error:
        raise LicensectlError(common.UNWRITABLE.at(path=path, reason=error.strerror or error)) from None
    os.close(handle)
    part = Path(name)
    try:
        with guarded(path):
            with closing(sqlite3.connect(part, isolation_level=None)) as target, transaction(target):
                migrate(target, shape, 0)
                copy(source, target, shape)
            part.replace(path)
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)
