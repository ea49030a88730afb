"""Whether and how a person sees how far an import is: on a terminal alone, on stderr, and not with --quiet."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from shutil import get_terminal_size
from typing import Any

from licensectl.cli.context import Run


def watcher(run: Run) -> Callable[[Any, str, int], AbstractContextManager[Any]]:
    """A wrapper of the bytes that are read; without a terminal it is nothing."""
    if run.quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return lambda stream, name, size: nullcontext(stream)
    return _watched


@contextmanager
def _watched(stream: Any, name: str, size: int) -> Iterator["CountingStream"]:
    from licensectl.render.progress import ProgressBar

    bar = ProgressBar(sys.stderr, name, size, get_terminal_size().columns)
    try:
        yield CountingStream(stream, bar.at)
    finally:
        bar.clear()


class CountingStream:
    """A stream that says after each reading where it is."""

    def __init__(self, stream: Any, say: Callable[[int], None]) -> None:
        self._stream, self._say = stream, say
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        found: bytes = self._stream.read(size)
        self._say(self._stream.tell())
        return found

    def readline(self, size: int = -1) -> bytes:
        found: bytes = self._stream.readline(size)
        self._say(self._stream.tell())
        return found
