"""Work that no signal may cut off: making and removing unfinished files."""

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def undisturbed(signals: Iterable[int] = SIGNALS) -> Iterator[None]:
    """Let the signals that end the program wait until the block has ended. Windows has no such means."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a private folder that is removed at the end. Raises OSError if it cannot be made."""
    folder = None
    try:
        with undisturbed():
            folder = Path(mkdtemp(prefix="licensectl-"))
        yield folder
    finally:
        if folder:
            with undisturbed():
                rmtree(folder, ignore_errors=True)
