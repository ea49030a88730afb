"""The interface that SQLite and PostgreSQL share, and the folder of the databases."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from licensectl.db import messages
from licensectl.errors import Problem, UsageError

# libpq's other spelling of an address, one with too few slashes and one without its beginning: none is the name of a file.
CONNECTION_STRING = (
    r"^\s*(postgres(ql)?(:|//)|(jdbc|odbc):|//[^/:@\s]*:[^@]*@|[^/\\:@\s]{2,}:[^\\@\s]*@|[^/\\:@\s]:[^/\\@\s]*@)"
    r"|(^|[\s;])(host|hostaddr|port|dbname|user|password|passfile|service|sslmode|options)\s*="
    # As Windows writes them.
    r"|(^|;)\s*(server|data source|address|database|initial catalog|user id|uid|pwd)\s*="
)


def home() -> Path:
    """Return the folder of the price book, the ledger and the user's own facts (`data/`); it need not exist.

    Raises UsageError if the user has no home folder.
    """
    named = os.environ.get("LICENSECTL_HOME")
    if named is not None:
        return named_path(named, "LICENSECTL_HOME")
    # Heavy, and not needed where the folder is named.
    from platformdirs import user_data_path

    try:
        path = user_data_path("licensectl", appauthor=False)
    except RuntimeError:
        # A user without an entry and without HOME, as in a container.
        raise UsageError(messages.NO_HOME.at()) from None
    # A home that is no folder leads to a literal `~`, to the root of the system, or (platformdirs 4.14) past what the user said.
    said = os.environ.get("XDG_DATA_HOME") or os.environ.get("HOME", os.sep)
    if not path.is_absolute() or (os.name == "posix" and not Path(said).is_absolute()):
        raise UsageError(messages.NO_HOME.at())
    return path


def own_facts() -> Path | None:
    """Return the folder of the user's own facts; None if the user has no home, which reading facts does not need."""
    try:
        return home() / "data"
    except UsageError:
        return None


def named_path(text: str, name: str) -> Path:
    """Return the path that `text` names, `~` being the home of the user.

    Raises UsageError if it is blank or a connection string: records must not end up where nobody looks for them.
    """
    path = os.path.expanduser(text)  # noqa: PTH111 - Path.expanduser raises where there is no home
    if not text.strip() or path.startswith("~"):
        raise UsageError(messages.NO_PATH.at(name=name, value=text[:60]))
    if re.search(CONNECTION_STRING, text, re.IGNORECASE):
        raise UsageError(messages.NO_ENGINE.at(name))
    return Path(path)


def ledger_file(store: str | None) -> Path:
    """Return the file of the ledger that `store` names, of the user's own one if it is None; it need not exist."""
    return named_path(store, "--store") if store is not None else home() / "ledger.db"


def moment() -> str:
    """Return the current time as part of a file name."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"


# The moment of a write as UTC in ISO form, for DEFAULT in a table; PostgreSQL has words of its own for it.
NOW = "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"


class DatabaseSchema(NamedTuple):
    """The tables of a database. `application_id` marks it; `migrations[n]` are the statements from version n to n+1.

    Tables have columns of TEXT and INTEGER alone and end with `) STRICT`.
    """

    application_id: int
    migrations: tuple[tuple[str, ...], ...]


class Rows(Protocol):
    """The rows that a statement returns."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """An open ledger. Columns are TEXT and INTEGER: amounts and moments are text, truth is 0 or 1."""

    def execute(self, statement: str, values: Sequence[Any] = ..., /) -> Rows: ...

    def executemany(self, statement: str, values: Iterable[Sequence[Any]], /) -> Rows: ...


# Saved quotes have some ten thousand characters each; of fewer rows at once a server far away would be asked too often.
ROWS_AT_ONCE = 500


def streamed(connection: Connection, statement: str, values: Sequence[Any] = ()) -> Iterator[Any]:
    """Return the rows of a statement as they are read; a server would otherwise send all of them before the first."""
    read: Callable[..., Iterable[Any]] = getattr(connection, "stream", connection.execute)
    # No generator: one that is cut off closes its cursor, perhaps after the connection.
    return iter(read(statement, values))


def among(connection: Connection, column: str, values: Sequence[str]) -> tuple[str, tuple[Any, ...]]:
    """Return the condition that a column holds one of the values, and its parameters: a server takes many values as one array."""
    if hasattr(connection, "stream"):
        return f"{column} = ANY(?)", (list(values),)
    return f"{column} IN ({', '.join('?' * len(values))})", tuple(values)


def portions(values: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """Yield the values in portions of `size` different ones, for statements that take so many parameters."""
    part: dict[str, None] = {}
    for value in values:
        part[value] = None
        if len(part) == size:
            yield tuple(part)
            part.clear()
    if part:
        yield tuple(part)


class Engine(Protocol):
    """A ledger in a file, or in a database on a server."""

    @property
    def name(self) -> str:
        """The name in messages; it never holds a password."""

    def exists(self) -> bool:
        """Return True if there is something to read; create nothing."""

    def reading(self, shape: DatabaseSchema, /) -> AbstractContextManager[Connection]:
        """Give a consistent snapshot in today's schema. Raises LicensectlError if it cannot be opened or read."""

    def writing(self, shape: DatabaseSchema, /) -> AbstractContextManager[Connection]:
        """Give a transaction: all of it is written, or nothing. Writers wait for each other."""

    def version(self, shape: DatabaseSchema, /) -> int:
        """Return the version of the schema without changing it; 0 for an empty database."""

    def check(self, shape: DatabaseSchema, /) -> list[Problem]:
        """Return the problems of the database itself; change nothing."""

    def set_aside(self, shape: DatabaseSchema, /) -> Path | None:
        """Rename a database that is too damaged to be written to, and return its new name; None if it is sound."""

    def keep(self) -> Path:
        """Return a name for a copy of the database as it is now."""

    def copies(self) -> list[Path]:
        """Return the copies that migrations and restores have kept of it."""
