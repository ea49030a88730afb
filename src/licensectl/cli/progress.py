"""Show the progress of a read: only on a terminal, on stderr, and not with --quiet."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from licensectl.cli.context import Run


def watcher(run: Run) -> Callable[[Any, str, int], AbstractContextManager[Any]]:
    """Return a wrapper of the bytes that are read; without a terminal it does nothing."""
    if run.quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return lambda stream, name, size: nullcontext(stream)
    return _watched


@contextmanager
def _watched(stream: Any, name: str, size: int) -> Iterator["CountingStream"]:
    from licensectl.render.progress import ProgressBar

    bar = ProgressBar(sys.stderr, name, size)
    try:
        yield CountingStream(stream, bar.at)
    finally:
        bar.clear()


class CountingStream:
    """A stream that reports its position after each read."""

    def __init__(self, stream: Any, report: Callable[[int], None]) -> None:
        self._stream, self._report = stream, report
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        found: bytes = self._stream.read(size)
        self._report(self._stream.tell())
        return found

    def readline(self, size: int = -1) -> bytes:
        found: bytes = self._stream.readline(size)
        self._report(self._stream.tell())
        return found
