"""Put a complete file in its place: written under another name beside it, then renamed.

A killed process leaves that other file behind, without its lock; the next process that writes to the folder removes it.
"""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from stat import S_IMODE, S_ISREG
from tempfile import mkstemp

from licensectl.core import messages
from licensectl.core.paths import claim
from licensectl.core.undisturbed import undisturbed
from licensectl.errors import LicensectlError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

ENDING = ".licensectl.part"
# How often a file that another program holds open is tried, and how long is waited between.
TURNS, WAIT_SECONDS = 11, 0.2
# Windows has no such locks: there a file that is open cannot be removed, and one that was just closed is about to be renamed.
YOUNG_SECONDS = 60.0


def put(path: Path, chunks: Iterable[bytes], force: bool) -> None:
    """Write all chunks to a file beside `path` and rename it; without `force` only if nothing has that name at that moment.

    Raises OSError, and LicensectlError if another process has made `path` or holds it open.
    """
    _sweep_once(path.parent.absolute())
    temporary, lock = None, None
    try:
        with undisturbed():
            handle, temporary, lock = _made(path)
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(path))
        _rename(temporary, path, force)
    finally:
        with undisturbed():
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)
            if lock is not None:
                os.close(lock)


@cache
def _sweep_once(folder: Path) -> None:
    """Sweep a folder at the first file that this process writes to it: batches write thousands."""
    sweep(folder)


def sweep(folder: Path) -> None:
    """Remove the unfinished files that killed processes of this user left in a folder; what cannot be removed stays."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and entry.name.endswith(ENDING):
                with suppress(OSError):
                    _sweep(entry)


def _sweep(entry: "os.DirEntry[str]") -> None:
    found = entry.stat(follow_symlinks=False)
    if not S_ISREG(found.st_mode):
        return
    if fcntl is None:
        if time.time() - found.st_mtime > YOUNG_SECONDS:
            Path(entry.path).unlink()
        return
    if found.st_uid != os.geteuid():
        return
    handle = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        # Fails while a process writes it, and where the file system has no locks: whether one does is then unknown.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        Path(entry.path).unlink()
    finally:
        os.close(handle)


def _made(path: Path) -> tuple[int, str, int | None]:
    """Return the handle and the name of a new file beside `path`, and its lock, which lasts until the process ends."""
    while True:
        handle, temporary = mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=ENDING)
        lock = _locked(temporary)
        # Between the two calls another process may have taken it for a leftover.
        if lock is None or os.fstat(lock).st_nlink:
            return handle, temporary, lock
        os.close(lock)
        os.close(handle)


def _locked(name: str) -> int | None:
    """Lock the file until its handle is closed; None if the system or the file system has no such locks."""
    if fcntl is None:
        return None
    handle = os.open(name, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        os.close(handle)
        return None
    return handle


def _mode(path: Path) -> int:
    """Return the mode of the file that is replaced, else that of a new file; a link has no mode."""
    with suppress(OSError):
        found = path.lstat().st_mode
        if S_ISREG(found):
            return S_IMODE(found)
    return 0o666 & ~_umask()


def _rename(temporary: str, path: Path, force: bool) -> None:
    """Rename a complete file to `path`; without `force` only if nothing has that name at that moment.

    On Windows a program such as Excel holds the files that it shows: the rename is tried again for some seconds.
    """
    for turn in range(TURNS):
        try:
            if force:
                os.replace(temporary, path)  # noqa: PTH105 - as `os.link`
            elif not claim(temporary, path):
                # An empty file takes the name first.
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
                os.replace(temporary, path)  # noqa: PTH105
            return
        except FileExistsError:
            raise LicensectlError(messages.EXISTS.at(path=path)) from None
        except PermissionError:
            if turn == TURNS - 1:
                raise LicensectlError(messages.HELD_OPEN.at(path=path)) from None
            time.sleep(WAIT_SECONDS)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
