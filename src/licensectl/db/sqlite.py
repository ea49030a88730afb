"""Open SQLite files of licensectl safely."""

import errno
import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import monotonic

from licensectl.core.messages import reason_of
from licensectl.core.paths import claim
from licensectl.db import messages
from licensectl.db.engine import DatabaseSchema
from licensectl.db.schema import require_tables
from licensectl.db.unfinished import unfinished
from licensectl.errors import LicensectlError, Message, Problem

REMOTE_DRIVE = 4
MOUNTS = Path("/proc/self/mounts")
KINDS = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph", "fuse.glusterfs", "lustre", "gfs2", "ocfs2")


def is_shared(path: Path) -> bool:
    """Return True if a path is on a network share: by Linux's mounts, or on Windows by its server or its drive; False if unknown."""
    if str(path).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        # https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{os.path.splitdrive(path)[0]}\\") == REMOTE_DRIVE)
    try:
        mounts = MOUNTS.read_text(errors="replace")
    except OSError:
        return False
    return kind_of_mount(path, mounts) in KINDS


def kind_of_mount(path: Path, mounts: str) -> str:
    """Return the file system of an absolute path, by lines as in /proc/mounts: device, folder, kind, options."""
    folders = (line.split(" ")[1:3] for line in mounts.splitlines() if line.count(" ") > 1)
    # Blanks in a name are written as \040. Asked at every start: texts are compared, which takes a tenth of the time of paths.
    named = [(folder.replace("\\040", " ").rstrip("/") + "/", kind) for folder, kind in folders]
    above = [(len(folder), kind) for folder, kind in named if str(path).startswith(folder)]
    # Of two mounts on one folder the later hides the earlier.
    return max(reversed(above), default=(0, ""), key=lambda one: one[0])[1]


# How long a process waits for another's write to end; beyond it the user is told.
PATIENCE_SECONDS = 60.0
TURN_MILLISECONDS = 200
# By extended code where the primary one says too little: https://www.sqlite.org/rescode.html
FAULTS = {
    sqlite3.SQLITE_IOERR_READ: messages.DAMAGED,
    sqlite3.SQLITE_IOERR_SHORT_READ: messages.DAMAGED,
    sqlite3.SQLITE_FULL: messages.FULL,
    sqlite3.SQLITE_IOERR: messages.FULL,
    sqlite3.SQLITE_BUSY: messages.BUSY,
    sqlite3.SQLITE_LOCKED: messages.BUSY,
    sqlite3.SQLITE_CORRUPT: messages.DAMAGED,
    sqlite3.SQLITE_NOTADB: messages.DAMAGED,
    sqlite3.SQLITE_CONSTRAINT: messages.CONFLICT,
    sqlite3.SQLITE_READONLY: messages.DENIED,
    sqlite3.SQLITE_TOOBIG: messages.BAD_VALUE,
    sqlite3.SQLITE_ERROR: messages.WRONG_TABLES,
    sqlite3.SQLITE_SCHEMA: messages.WRONG_TABLES,
}
# One statement, so one moment's answer: another process may be making the tables right now.
MARKS = """SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master),
    (SELECT count(*) FROM sqlite_master WHERE type = 'view') FROM pragma_user_version, pragma_application_id"""
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def connect(path: Path, shape: DatabaseSchema) -> sqlite3.Connection:
    """Open the file at `path` in today's schema, created if absent, in autocommit; writers use `transaction`.

    An older file is copied as `<name>.v<N>.bak` and upgraded in one transaction. Raises LicensectlError, and changes nothing, for a newer,
    damaged or foreign file and for a folder that cannot be written.
    """
    with guarded(path):
        # What a link leads to: the write-ahead log and the copies lie beside the file itself.
        path = Path(os.path.realpath(path))
        kept = path.is_file() and is_read_only(path)
        if not kept:
            _make_private(path, shape)
        connection = opened(path)
        try:
            _refuse_views(connection, path, shape)
            if kept:
                _as_it_is(connection, path, shape)
            else:
                _ready(connection, path, shape)
        except BaseException:
            connection.close()
            raise
        return connection


def is_read_only(path: Path) -> bool:
    """Return True if the file or its folder, where the log would be, cannot be written by this user."""
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def opened(path: Path) -> sqlite3.Connection:
    """Return a connection to the file at `path`; one to read from alone where it cannot be written."""
    if not (path.is_file() and is_read_only(path)):
        return sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)
    log = path.with_name(f"{path.name}-wal")
    # A file in WAL mode needs its log to be read; without one nobody writes, and the file can be read as it is.
    mode = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", timeout=PATIENCE_SECONDS, isolation_level=None, uri=True)


def _as_it_is(connection: sqlite3.Connection, path: Path, shape: DatabaseSchema) -> None:
    """Raise LicensectlError if a file that cannot be written has an older shape, which nobody here can bring forward."""
    version = version_of(connection, path, shape)
    if version < len(shape.migrations):
        raise LicensectlError(messages.OLD_READ_ONLY.at(str(path), version=version, known=len(shape.migrations)))


def _refuse_views(connection: sqlite3.Connection, path: Path, shape: DatabaseSchema) -> None:
    """Raise LicensectlError if a view has the name of a table: reading it may never end."""
    version = version_of(connection, path, shape)
    if version and connection.execute(MARKS).fetchone()[3]:
        require_tables(connection, DatabaseSchema(shape.application_id, shape.migrations[:version]), str(path))


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Write everything inside or nothing. The write lock is taken at once: a later one could not wait for others."""
    _begin(connection)
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _begin(connection: sqlite3.Connection) -> None:
    """Wait for the write lock in short turns: no signal is heard while SQLite waits."""
    patient = monotonic() + PATIENCE_SECONDS
    connection.execute(f"PRAGMA busy_timeout = {TURN_MILLISECONDS}")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > patient:
                    raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE_SECONDS * 1000)}")


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Raise errors of SQLite and the system as LicensectlError naming the file and the cure."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeError, OverflowError) as error:
        # Of a date it is no fault of the database.
        if isinstance(error, OverflowError) and "SQLite" not in str(error):
            raise
        raise LicensectlError(_problem(error, str(path))) from error


def _problem(error: Exception, path: str) -> Problem:
    # Only a fault needs the reasons, and every start with a ledger would pay for them.
    from licensectl.db.reasons import DAMAGED, NOT_TEXT, TOO_LARGE, sqlite_reason

    # Python's own error, without a code of SQLite, of a text that is not UTF-8.
    if isinstance(error, sqlite3.OperationalError) and getattr(error, "sqlite_errorcode", None) is None:
        return messages.DAMAGED.at(path, reason=NOT_TEXT)
    if isinstance(error, sqlite3.Error):
        return _fault(error).at(path, reason=sqlite_reason(error))
    if isinstance(error, OSError):
        message = messages.FULL if error.errno in NO_ROOM else messages.CANNOT_OPEN
        return message.at(path, reason=reason_of(error))
    if isinstance(error, UnicodeDecodeError):
        return messages.DAMAGED.at(path, reason=DAMAGED)
    return messages.BAD_VALUE.at(path, reason=NOT_TEXT if isinstance(error, UnicodeError) else TOO_LARGE)


def _fault(error: sqlite3.Error) -> Message:
    code = getattr(error, "sqlite_errorcode", 0) or 0
    # The primary code is the low byte.
    return FAULTS.get(code) or FAULTS.get(code & 0xFF, messages.CANNOT_OPEN)


def _make_private(path: Path, shape: DatabaseSchema) -> None:
    """Create a folder and a file that only their owner can read; existing ones keep their modes."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        _create(path, shape)
    if not stat.S_ISREG(path.stat().st_mode):
        raise LicensectlError(messages.NO_FILE.at(str(path)))


def _create(path: Path, shape: DatabaseSchema) -> None:
    """Create the file with its tables, or nothing: on a full disk no empty file is left. Another process may be faster."""
    with unfinished(path) as part:
        _touch(part)
        with closing(sqlite3.connect(part, isolation_level=None)) as connection, transaction(connection):
            migrate(connection, shape, 0)
        with suppress(FileExistsError):
            if not claim(part, path):
                # The tables are made in the file itself.
                _touch(path)


def _touch(path: Path) -> None:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _ready(connection: sqlite3.Connection, path: Path, shape: DatabaseSchema) -> None:
    newest = len(shape.migrations)
    if version_of(connection, path, shape) < newest:
        # The lock comes first: of several processes that find an old file one brings it forward, the others find it done.
        with transaction(connection):
            version = version_of(connection, path, shape)
            if 0 < version < newest:
                _copy_beside(path, version)
            migrate(connection, shape, version)
    connection.execute("PRAGMA foreign_keys = ON")
    _write_ahead(connection, path)


def migrate(connection: sqlite3.Connection, shape: DatabaseSchema, version: int) -> None:
    """Upgrade from `version` to today's schema; call inside a transaction."""
    for step in shape.migrations[version:]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {shape.application_id}")
    connection.execute(f"PRAGMA user_version = {len(shape.migrations)}")


def _write_ahead(connection: sqlite3.Connection, path: Path) -> None:
    """Turn on the write-ahead log, with which readers never wait, unless the file is on a network share."""
    wanted = "delete" if is_shared(path) else "wal"
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == wanted:
        return
    try:
        connection.execute(f"PRAGMA journal_mode = {wanted}")
    except sqlite3.OperationalError as error:
        # Changing the mode does not wait as other statements do; the next process to open the file does it then.
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY):
            raise


def version_of(connection: sqlite3.Connection, path: Path, shape: DatabaseSchema) -> int:
    """Return the version of the file, 0 if it is empty. Raises LicensectlError on a newer file or one of another program."""
    version, owner, tables, _ = connection.execute(MARKS).fetchone()
    if owner != shape.application_id and (owner or version or tables):
        raise LicensectlError(messages.NOT_OURS.at(str(path)))
    if version > len(shape.migrations):
        raise LicensectlError(messages.NEWER.at(str(path), version=version, known=len(shape.migrations)))
    return int(version)


def _copy_beside(path: Path, version: int) -> None:
    """Copy the file through SQLite, which includes pages of the write-ahead log."""
    target = path.with_name(f"{path.name}.v{version}.bak")
    with unfinished(target) as part:
        _touch(part)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
        part.replace(target)
