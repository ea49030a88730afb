"""Check the ledger, copy it into a file, and restore it from one."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from licensectl.core.ledger import LedgerContents
from licensectl.core.messages import UNREADABLE, reason_of
from licensectl.core.text import listed
from licensectl.core.undisturbed import temporary_folder
from licensectl.db import messages, transfer
from licensectl.db.engine import Connection, DatabaseSchema, Engine
from licensectl.db.ledger import LEDGER, engine, note
from licensectl.db.schema import expected
from licensectl.db.sqlite import connect, guarded, transaction
from licensectl.db.sqlite_ledger import BESIDE, File
from licensectl.db.unfinished import unfinished
from licensectl.errors import LicensectlError, Message, Problem

# What no constraint of the tables holds true: a problem, and the query for the ids that have it.
SOUND: tuple[tuple[Message, str], ...] = (
    (
        messages.NO_LINES,
        "SELECT id FROM placed_order WHERE NOT EXISTS (SELECT 1 FROM placed_line WHERE order_id = placed_order.id) ORDER BY id",
    ),
    (
        messages.NO_QUOTE_LINES,
        "SELECT number FROM quote WHERE NOT EXISTS (SELECT 1 FROM quote_line WHERE quote_line.id = quote.id"
        " AND quote_line.revision = quote.revision) ORDER BY number",
    ),
    (
        messages.NO_REVISION,
        "SELECT number FROM quote WHERE revision > 1 AND NOT EXISTS (SELECT 1 FROM quote before WHERE before.id = quote.id"
        " AND before.revision = quote.revision - 1) ORDER BY number",
    ),
    (
        messages.NO_INVOICE_LINES,
        "SELECT id FROM invoice WHERE line_count <> (SELECT count(*) FROM invoice_line WHERE invoice_id = invoice.id) ORDER BY id",
    ),
)
SHOWN = 5
# Tables of another form are not read: what stands in their place may never end.
OTHER_FORM = (messages.NO_TABLE.code, messages.NO_COLUMN.code)
# Decodes the records of a ledger of this name, which the layer above knows.
Look = Callable[[Connection, str], Iterable[Problem]]


def _nothing(connection: Connection, name: str) -> Iterable[Problem]:
    return ()


def check(store: str | None, look: Look = _nothing) -> tuple[LedgerContents, list[Problem]]:
    """Return the contents of the ledger and every problem; change nothing. `look` decodes the records.

    Raises LicensectlError if there is no ledger.
    """
    kept = _there(store)
    found = kept.check(LEDGER)
    if any(problem.code in OTHER_FORM for problem in found):
        return LedgerContents(kept.name, None, {}), found
    try:
        version = kept.version(LEDGER)
        if version != len(LEDGER.migrations):
            # Opened as usual it would be brought forward.
            older = [messages.OLDER.at(kept.name, version=version, known=len(LEDGER.migrations))] if version else []
            return LedgerContents(kept.name, version, {}), [*found, *older]
        with kept.reading(LEDGER) as connection:
            return LedgerContents(kept.name, version, transfer.counts(connection, LEDGER)), [
                *found,
                *_unsound(connection, kept.name),
                *look(connection, kept.name),
            ]
    except LicensectlError as failure:
        return LedgerContents(kept.name, None, {}), [*found, *(problem for problem in failure.problems if problem not in found)]


def backup(store: str | None, path: Path) -> LedgerContents:
    """Write the ledger to a new SQLite file. Raises LicensectlError on a damaged one, which would replace a good copy."""
    kept = _there(store)
    _refuse(kept.check(LEDGER))
    with kept.reading(LEDGER) as connection:
        if _is_open(path, kept):
            raise LicensectlError(messages.IN_USE.at(str(path)))
        transfer.write(connection, LEDGER, path)
        return LedgerContents(kept.name, len(LEDGER.migrations), transfer.counts(connection, LEDGER))


@contextmanager
def place_for_copy(store: str | None) -> Iterator[Path]:
    """Give a path for a copy that is removed at the end: beside the ledger, or in the temporary folder if that is read-only."""
    place = engine(store).keep()
    if os.access(place.parent, os.W_OK):
        with guarded(place), unfinished(place) as path:
            yield path
    else:
        with temporary_folder() as folder:
            yield folder / "copy.db"


def restore(store: str | None, path: Path, who: str, look: Look = _nothing) -> tuple[LedgerContents, Path | None, list[Problem]]:
    """Replace the ledger by the backup at `path`. Return its contents, the file of the ledger from before, and warnings.

    The file is None if there was no ledger. Raises LicensectlError, and changes nothing, if the backup is invalid.
    """
    kept = engine(store)
    source, warnings = _backup_at(path)
    place = kept.keep()
    with guarded(place), unfinished(place) as copied:
        fresh = _brought_forward(source, copied)
        with fresh.reading(LEDGER) as rows:
            found = list(look(rows, str(path)))
            _refuse(found)
            warnings += found
        aside = kept.set_aside(LEDGER)
        with fresh.reading(LEDGER) as rows, kept.writing(LEDGER) as connection:
            if any(transfer.counts(connection, LEDGER).values()):
                aside = kept.keep()
                transfer.write(connection, LEDGER, aside)
            transfer.copy(rows, connection, LEDGER)
            note(connection, who, "ledger restored", path.name)
            return LedgerContents(kept.name, len(LEDGER.migrations), transfer.counts(connection, LEDGER)), aside, warnings


def change_copies(store: str | None, change: Callable[[Connection], object]) -> list[Problem]:
    """Apply `change` to the copies that migrations and restores have kept; return a warning for each copy that cannot be changed."""
    found = []
    for path in engine(store).copies():
        try:
            _change_copy(path, change)
        except LicensectlError as failure:
            found.append(messages.COPY_KEPT.at(str(path), reason=failure.problems[0].fault))
    return found


def _change_copy(path: Path, change: Callable[[Connection], object]) -> None:
    version = File(path).version(LEDGER)
    tables = expected(DatabaseSchema(LEDGER.application_id, LEDGER.migrations[:version])).tables
    if "customer" not in tables:
        return
    with guarded(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # What is deleted is overwritten; references follow.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        with transaction(connection):
            change(connection)


def _there(store: str | None) -> Engine:
    kept = engine(store)
    if not kept.exists():
        raise LicensectlError(messages.NO_LEDGER.at(kept.name))
    return kept


def _backup_at(path: Path) -> tuple[File, list[Problem]]:
    """Return the backup at `path` and what in it is not restored. Raises LicensectlError if it is missing, damaged or no ledger."""
    source = File(path)
    if not source.exists():
        raise LicensectlError(messages.NO_BACKUP_FILE.at(path=str(path)))
    try:
        # SQLite says the same of what may not be read and of what may not be written.
        path.open("rb").close()
    except OSError as error:
        raise LicensectlError(UNREADABLE.at(path=path, reason=reason_of(error))) from None
    found = source.check(LEDGER)
    _refuse(found)
    if source.version(LEDGER) == 0:
        raise LicensectlError(messages.NO_BACKUP.at(source.name))
    return source, [problem for problem in found if problem.code == messages.FOREIGN_OBJECT.code]


def _brought_forward(source: File, path: Path) -> File:
    """Make a ledger of today's schema at `path` with the rows of an older or equal one, and nothing but its rows."""
    version = source.version(LEDGER)
    with source.plain() as rows:
        rows.execute("BEGIN")
        transfer.write(rows, DatabaseSchema(LEDGER.application_id, LEDGER.migrations[:version]), path)
    connect(path, LEDGER).close()
    fresh = File(path)
    _refuse(fresh.check(LEDGER))
    return fresh


def _refuse(problems: list[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise LicensectlError(*errors)


def _unsound(connection: Connection, name: str) -> list[Problem]:
    found = []
    for message, query in SOUND:
        ids = [row[0] for row in connection.execute(query)]
        if ids:
            found.append(message.at(name, count=len(ids), ids=listed(ids, SHOWN)))
    return found


def _is_open(path: Path, kept: Engine) -> bool:
    """Return True if `path` is the ledger itself, or an SQLite file in use, whose log would be applied to the new file."""
    if isinstance(kept, File) and path.exists() and path.samefile(kept.path):
        return True
    return any(path.with_name(path.name + ending).exists() for ending in BESIDE)
