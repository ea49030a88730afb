"""What SQLite and PostgreSQL share, and the folder of the databases."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from licensectl.errors import Problem


def home() -> Path:
    """The folder of the price book, the ledger and the user's own facts (`data/`); it need not exist."""
    named = os.environ.get("LICENSECTL_HOME")
    if named:
        return Path(named)
    # Heavy, and not needed where the folder is named.
    from platformdirs import user_data_path

    return user_data_path("licensectl", appauthor=False)


# The moment of a write as UTC in ISO form, for DEFAULT in a table; PostgreSQL has words of its own for it.
NOW = "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"


class Shape(NamedTuple):
    """What a database of ours holds. `application_id` marks it; `migrations[n]` are the statements from version n to n+1.

    Tables have columns of TEXT and INTEGER alone and end with `) STRICT`.
    """

    application_id: int
    migrations: tuple[tuple[str, ...], ...]


class Rows(Protocol):
    """What a statement gives back."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """An open ledger. Columns are TEXT and INTEGER: amounts and moments are text, truth is 0 or 1."""

    def execute(self, statement: str, values: Sequence[Any] = ..., /) -> Rows: ...

    def executemany(self, statement: str, values: Iterable[Sequence[Any]], /) -> Rows: ...


class Engine(Protocol):
    """Where a ledger is kept: a file, or a database on a server."""

    @property
    def name(self) -> str:
        """What messages call it; never a password."""

    def exists(self) -> bool:
        """Whether there is something to read; asking makes nothing."""

    def reading(self, shape: Shape, /) -> AbstractContextManager[Connection]:
        """One moment's view of it, brought to today's shape; LicensectlError where it cannot be opened or read."""

    def writing(self, shape: Shape, /) -> AbstractContextManager[Connection]:
        """All of what happens inside, or nothing. Writers come one after the other."""

    def version(self, shape: Shape, /) -> int:
        """Of its shape as it lies there, which asking does not change; 0 where there is nothing yet."""

    def check(self, shape: Shape, /) -> list[Problem]:
        """What is wrong with it as a thing of its engine; it is not changed."""

    def set_aside(self, shape: Shape, /) -> Path | None:
        """What is too damaged to be written to, under another name, which is the answer; None, and nothing done, otherwise."""

    def keep(self) -> Path:
        """A name for a copy of it as it is now."""
