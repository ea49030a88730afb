"""Unfinished copies of a database: each in a folder beside its target, which a lock shows to be in use.

A killed process leaves its folder behind, without the lock. `ledger check` names it, and the next process that writes removes it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from licensectl.core.undisturbed import undisturbed
from licensectl.db import messages
from licensectl.errors import Problem

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

ENDING = ".part"
# A longer name of a folder may not be possible.
NAME_LENGTH = 40


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """Give a path, in a private folder beside `target`, for a file that is renamed to `target` once it is complete.

    The folder is removed at the end. Raises OSError if it cannot be made.
    """
    folder, lock = None, None
    try:
        with undisturbed():
            folder, lock = _made(target)
        yield folder / "copy.db"
    finally:
        if folder:
            with undisturbed():
                # Windows removes no file that is open.
                _release(lock)
                rmtree(folder, ignore_errors=True)


def _made(target: Path) -> tuple[Path, int | None]:
    while True:
        folder = Path(mkdtemp(dir=target.parent, prefix=f".{target.name[:NAME_LENGTH]}.", suffix=ENDING))
        lock = _locked(folder)
        # Between the two calls another process may have taken it for a leftover.
        if folder.exists():
            return folder, lock
        _release(lock)


def leftovers(path: Path) -> list[Path]:
    """Return unfinished copies that killed processes left beside the database at `path`, and that nobody works on."""
    named = path.parent.glob(f".{escape(path.name[:NAME_LENGTH])}.*{ENDING}")
    return [one for one in sorted(named) if one.is_dir() and not one.is_symlink() and not _in_use(one)]


def unswept(path: Path) -> list[Problem]:
    """Return a problem for each unfinished copy that a killed process left beside the database at `path`."""
    return [messages.LEFTOVER.at(str(one)) for one in leftovers(path)]


def sweep(path: Path) -> None:
    """Remove what killed processes left beside the database at `path`; what cannot be removed stays."""
    for one in leftovers(path):
        rmtree(one, ignore_errors=True)


def _locked(folder: Path) -> int | None:
    """Lock the folder until the process ends; None if the system or the file system has no such locks."""
    if fcntl is None:
        return os.open(folder / "lock", os.O_RDWR | os.O_CREAT)
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            os.close(handle)
            raise
        return handle
    return None


def _release(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def _in_use(folder: Path) -> bool:
    """Return True if a process works on an unfinished copy; True where that cannot be known."""
    try:
        if fcntl is None:
            # On Windows a folder cannot be renamed while a file in it is open.
            folder.rename(folder.with_name(f"{folder.name}-")).rename(folder)
            return False
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        finally:
            os.close(handle)
    except OSError:
        return True
    return False
