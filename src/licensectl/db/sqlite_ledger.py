"""A ledger in an SQLite file."""

import sqlite3
import stat
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from glob import escape
from os import name as system
from os.path import realpath
from pathlib import Path

from licensectl.db import messages
from licensectl.db.engine import DatabaseSchema, moment
from licensectl.db.schema import compared, differences, expected, objects_of, require_tables
from licensectl.db.sqlite import connect, guarded, is_shared, opened, transaction, version_of
from licensectl.db.unfinished import sweep, unswept
from licensectl.errors import LicensectlError, Problem

OTHERS = stat.S_IRWXG | stat.S_IRWXO
# What lies beside the file as part of it, by what its name ends with.
BESIDE = ("-wal", "-shm", "-journal")


# A file with one of these problems cannot be written to, or does not refuse wrong rows: a restore makes a new one.
BROKEN = tuple(one.code for one in (messages.DAMAGED, messages.NO_TABLE, messages.NO_COLUMN, messages.NO_CONSTRAINT, messages.NO_INDEX))


class File:
    """The ledger at a path; a link is followed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)

    def exists(self) -> bool:
        with guarded(self.path):
            return self.path.exists()

    @contextmanager
    def reading(self, shape: DatabaseSchema) -> Iterator[sqlite3.Connection]:
        with closing(connect(self.path, shape)) as connection, guarded(self.path):
            connection.execute("BEGIN")
            with compared(partial(require_tables, connection, shape, self.name)):
                yield connection

    @contextmanager
    def writing(self, shape: DatabaseSchema) -> Iterator[sqlite3.Connection]:
        sweep(Path(realpath(self.path)))
        with closing(connect(self.path, shape)) as connection, guarded(self.path):
            # What is deleted is overwritten.
            connection.execute("PRAGMA secure_delete = ON")
            with transaction(connection), compared(partial(require_tables, connection, shape, self.name)):
                yield connection

    @contextmanager
    def plain(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to the file in any version, to read from alone."""
        with guarded(self.path), closing(opened(Path(realpath(self.path)))) as connection:
            # A view or trigger that somebody put into it must not act.
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            yield connection

    def version(self, shape: DatabaseSchema) -> int:
        with self.plain() as connection:
            return version_of(connection, self.path, shape)

    def check(self, shape: DatabaseSchema) -> list[Problem]:
        try:
            with self.plain() as connection:
                version = version_of(connection, self.path, shape)
                made = DatabaseSchema(shape.application_id, shape.migrations[:version])
                held = objects_of(connection)
                tables = differences(held, made, self.name) if version else []
                said = [" ".join(row[0].split()) for row in connection.execute("PRAGMA integrity_check(10)")]
                lost = Counter((row[0], row[2]) for row in connection.execute("PRAGMA foreign_key_check"))
                # The check of SQLite does not look whether texts are UTF-8; fetching one that is not raises an error.
                for table in expected(made).tables.keys() & held.tables.keys():
                    deque(connection.execute(f"SELECT * FROM {table}"), maxlen=0)
        except LicensectlError as failure:
            return list(failure.problems)
        # Only a check needs it.
        from licensectl.db.reasons import DAMAGED

        found = [messages.DAMAGED.at(self.name, reason=DAMAGED)] if said != ["ok"] else []
        found += [messages.ORPHANS.at(self.name, count=count, table=table, parent=parent) for (table, parent), count in lost.items()]
        return [*tables, *found, *self._private(), *unswept(Path(realpath(self.path)))]

    def set_aside(self, shape: DatabaseSchema) -> Path | None:
        """Rename a damaged file and return its new name; None if the file is sound or absent."""
        if not self.exists() or not any(problem.code in BROKEN for problem in self.check(shape)):
            return None
        path = Path(realpath(self.path))
        aside = path.with_name(f"{path.name}.{moment()}.damaged")
        with guarded(self.path):
            # The log first: left beside a new file it would be taken for that one's.
            for ending in (*BESIDE, ""):
                part = path.with_name(path.name + ending)
                if part.exists():
                    part.replace(f"{aside}{ending}")
        return aside

    def keep(self) -> Path:
        """Return a path beside the ledger for a copy of it."""
        path = Path(realpath(self.path))
        with guarded(self.path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path.with_name(f"{path.name}.{moment()}.bak")

    def copies(self) -> list[Path]:
        """Return the copies that migrations and restores have kept beside it."""
        path = Path(realpath(self.path))
        return sorted(one for one in path.parent.glob(f"{escape(path.name)}.*") if one.suffix in (".bak", ".damaged"))

    def _private(self) -> list[Problem]:
        """Return a problem for each way in which others can read or replace the ledger and its copies, and one for a network share."""
        path = Path(realpath(self.path))
        found = [messages.SHARED.at(self.name)] if is_shared(path) else []
        if system == "nt":
            return found
        ours = [path, *(path.with_name(path.name + ending) for ending in BESIDE), *path.parent.glob(f"{path.name}.*")]
        modes = [(one, stat.S_IMODE(one.stat().st_mode)) for one in ours if one.is_file()]
        found += [messages.READABLE.at(str(one), mode=f"{mode:04o}") for one, mode in modes if mode & OTHERS]
        folder = path.parent.stat().st_mode
        if folder & (stat.S_IWGRP | stat.S_IWOTH) and not folder & stat.S_ISVTX:
            found.append(messages.REPLACEABLE.at(str(path.parent), mode=f"{stat.S_IMODE(folder):04o}"))
        return found
