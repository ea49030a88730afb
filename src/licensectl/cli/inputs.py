"""Named inputs: a file's bytes, `-` being standard input."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, cast

from licensectl.core.messages import NO_FILE, UNREADABLE
from licensectl.errors import LicensectlError


def read_input(name: str) -> tuple[bytes, str]:
    """The content of the file `name` and what messages call it; LicensectlError when it cannot be read."""
    if name == "-":
        return sys.stdin.buffer.read(), "<stdin>"
    try:
        return Path(name).read_bytes(), name
    except FileNotFoundError:
        raise LicensectlError(NO_FILE.at(path=name)) from None
    except OSError as error:
        raise LicensectlError(UNREADABLE.at(path=name, reason=error.strerror or error)) from None


def opened(name: str) -> AbstractContextManager[BinaryIO]:
    """The file `name` to be read bit by bit; LicensectlError when it cannot be opened."""
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except FileNotFoundError:
        raise LicensectlError(NO_FILE.at(path=name)) from None
    except OSError as error:
        raise LicensectlError(UNREADABLE.at(path=name, reason=error.strerror or error)) from None


@contextmanager
def piped(name: str) -> Iterator[BinaryIO]:
    """As `opened`, for what looks at the beginning and then reads on: a pipe, which cannot go back, is not held for it."""
    with opened(name) as stream:
        yield stream if stream.seekable() else cast(BinaryIO, _Pipe(stream))


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
            raise OSError("a pipe cannot be read twice")
        self._place = place
        return place

    def read(self, size: int = -1) -> bytes:
        ahead = self._begin[self._place :] if self._place < len(self._begin) else b""
        if size >= 0:
            ahead = ahead[:size]
        rest: bytes = b"" if ahead and len(ahead) == size else self._stream.read(size - len(ahead) if size >= 0 else -1)
        self._place += len(ahead) + len(rest)
        return ahead + rest
