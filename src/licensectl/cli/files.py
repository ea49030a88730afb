"""Named inputs: a file's bytes, `-` being standard input."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from licensectl.errors import Failure
from licensectl.faults.common import NO_FILE, UNREADABLE


def read_input(name: str) -> tuple[bytes, str]:
    """The content of the file `name` and what messages call it; Failure when it cannot be read."""
    if name == "-":
        return sys.stdin.buffer.read(), "<stdin>"
    try:
        return Path(name).read_bytes(), name
    except FileNotFoundError:
        raise Failure(NO_FILE.at(path=name)) from None
    except OSError as error:
        raise Failure(UNREADABLE.at(path=name, reason=error.strerror or error)) from None


def opened(name: str) -> AbstractContextManager[BinaryIO]:
    """The file `name` to be read bit by bit; Failure when it cannot be opened."""
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except FileNotFoundError:
        raise Failure(NO_FILE.at(path=name)) from None
    except OSError as error:
        raise Failure(UNREADABLE.at(path=name, reason=error.strerror or error)) from None
