"""Ask whether a path exists and why it cannot be written, and give a file its name.

The methods of `Path` raise OSError on a name that is too long, or in a folder without access.
"""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from licensectl.core.messages import NO_FOLDER, UNREADABLE, UNWRITABLE, reason_of
from licensectl.errors import LicensectlError, Problem

ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EBADF, errno.ENAMETOOLONG)
# ERROR_NOT_READY, ERROR_INVALID_NAME, ERROR_CANT_RESOLVE_FILENAME
ABSENT_ON_WINDOWS = (21, 123, 1921)


def exists(path: str | Path) -> bool:
    """Return True if something has this name. Raises LicensectlError if that cannot be known."""
    return _mode(path) is not None


def is_file(path: str | Path) -> bool:
    """Return True if the path is a regular file. Raises LicensectlError if that cannot be known."""
    mode = _mode(path)
    return mode is not None and S_ISREG(mode)


def is_folder(path: str | Path) -> bool:
    """Return True if the path is a folder. Raises LicensectlError if that cannot be known."""
    mode = _mode(path)
    return mode is not None and S_ISDIR(mode)


def user_folder(find: Callable[..., Path]) -> Path:
    """Return the folder that `find` of platformdirs gives for this program; without a home folder a path that never exists."""
    # Without a home the path starts with a literal `~`, which any current folder could provide; platformdirs 4.14 raises instead.
    with suppress(RuntimeError):
        path = find("licensectl", appauthor=False)
        if path.is_absolute():
            return path
    return Path(os.devnull) / "licensectl"


def unwritable(path: Path, error: OSError) -> Problem:
    """Return the problem of a file or folder that the system refused to write: its folder does not exist, or the system's reason."""
    if error.errno == errno.ENOENT and not os.path.lexists(path.parent):
        return NO_FOLDER.at(path=path.parent)
    return UNWRITABLE.at(path=path, reason=reason_of(error))


def _mode(path: str | Path) -> int | None:
    try:
        return os.stat(path).st_mode  # noqa: PTH116 - `path` may be a text
    except ValueError:
        # A NUL, or a letter that the file system cannot write.
        return None
    except OSError as error:
        if error.errno in ABSENT or getattr(error, "winerror", None) in ABSENT_ON_WINDOWS:
            return None
        raise LicensectlError(UNREADABLE.at(path=path, reason=reason_of(error))) from None


def claim(complete: str | Path, path: Path) -> bool:
    """Give a complete file its name, and return False on a file system that has no means for it without replacing another file.

    Raises FileExistsError if the name is taken.
    """
    if os.name == "nt":
        os.rename(complete, path)  # noqa: PTH104 - refuses an existing file on Windows
        return True
    try:
        os.link(complete, path)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True
