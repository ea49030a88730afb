"""Named inputs: a file's bytes, `-` being standard input."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, cast

from licensectl.core.messages import NO_FILE, TOO_LARGE, UNREADABLE, reason_of
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_

HELD = 32 << 20
# Of a file that is read as a whole, and of a pipe that is read more than once; what may be longer is read as a stream.
MOST_BYTES, MOST_PIPED = 256 << 20, 1 << 30
CHUNK = 1 << 20


def shown_name(name: str) -> str:
    """Return the name of the input for messages."""
    return "<stdin>" if name == "-" else name


def read_input(name: str) -> tuple[bytes, str]:
    """Return the content of the input `name` and its name for messages. Raises LicensectlError if it is unreadable or too large."""
    try:
        with opened(name) as stream:
            # A regular file is not read to find out how long it is.
            size = os.fstat(stream.fileno()).st_size if stream is not sys.stdin.buffer else 0
            content = stream.read(MOST_BYTES + 1) if size <= MOST_BYTES else b""
    except OSError as error:
        raise _refused(name, error) from None
    if max(size, len(content)) > MOST_BYTES:
        raise LicensectlError(TOO_LARGE.at(path=shown_name(name), limit=MOST_BYTES >> 20))
    return content, shown_name(name)


def opened(name: str) -> AbstractContextManager[BinaryIO]:
    """Return the input `name` as a stream, which may be a pipe. Raises LicensectlError if it cannot be opened."""
    try:
        return nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb")
    except OSError as error:
        raise _refused(name, error) from None


@contextmanager
def rereadable(name: str) -> Iterator[BinaryIO]:
    """Open the input `name` to read it more than once. Raises LicensectlError if it cannot be opened or read."""
    try:
        with opened(name) as source, held(source, name) as stream:
            yield stream
    except OSError as error:
        raise _refused(name, error) from None


@contextmanager
def held(source: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Return the same bytes as a stream that can be read again: a pipe is held in memory, and on disk if it is long.

    Raises LicensectlError on a pipe or a device that does not end.
    """
    if source.seekable() and not _is_device(source):
        yield source
        return
    # Few inputs are pipes that are read twice.
    from tempfile import SpooledTemporaryFile

    with SpooledTemporaryFile(HELD, prefix="licensectl-") as kept:
        while chunk := source.read(CHUNK):
            kept.write(chunk)
            if kept.tell() > MOST_PIPED:
                raise LicensectlError(TOO_LARGE.at(path=shown_name(name), limit=MOST_PIPED >> 20))
        kept.seek(0)
        yield cast(BinaryIO, kept)


@contextmanager
def piped(name: str) -> Iterator[BinaryIO]:
    """Open an input as `opened`, for a reader that looks at the beginning and then reads on: a pipe is not held for it."""
    with opened(name) as stream:
        yield stream if stream.seekable() else cast(BinaryIO, _Pipe(stream))


def _is_device(source: BinaryIO) -> bool:
    """Tell whether this is a device such as /dev/zero, which can be read from its beginning and has no end."""
    try:
        return stat.S_ISCHR(os.fstat(source.fileno()).st_mode)
    except OSError:
        return False


def _refused(name: str, error: OSError) -> LicensectlError:
    if isinstance(error, FileNotFoundError):
        return LicensectlError(NO_FILE.at(path=shown_name(name)))
    return LicensectlError(UNREADABLE.at(path=shown_name(name), reason=reason_of(error)))


class _Pipe:
    """A pipe whose first bytes may be read again."""

    AHEAD = 16

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._begin = stream.read(self.AHEAD)
        self._place = 0

    def tell(self) -> int:
        return self._place

    def seek(self, place: int, whence: int = 0) -> int:
        if whence or place > len(self._begin) or self._place > len(self._begin):
            raise OSError(N_("a pipe cannot be read twice"))
        self._place = place
        return place

    def read(self, size: int = -1) -> bytes:
        ahead = self._begin[self._place :] if self._place < len(self._begin) else b""
        if size >= 0:
            ahead = ahead[:size]
        rest: bytes = b"" if ahead and len(ahead) == size else self._stream.read(size - len(ahead) if size >= 0 else -1)
        self._place += len(ahead) + len(rest)
        return ahead + rest
