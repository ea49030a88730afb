"""Work that no signal may cut off: making and removing unfinished files."""

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class _Waiting:
    """The signals that wait until no block is undisturbed any more."""

    def __init__(self) -> None:
        self.blocks = 0
        self.numbers: list[int] = []


_waiting = _Waiting()


def waits(number: int) -> bool:
    """Keep a signal until the block that is undisturbed has ended, and return True; return False outside such a block.

    Handlers ask this, for Python runs them in the main thread even where another thread, of a library or of Windows, got the signal.
    """
    if _waiting.blocks:
        _waiting.numbers.append(number)
    return bool(_waiting.blocks)


@contextmanager
def undisturbed(unheard: Iterable[int] = SIGNALS) -> Iterator[None]:
    """Let the signals that end the program wait until the block has ended. Processes that it starts do not hear those of `unheard`."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, unheard) if hasattr(signal, "pthread_sigmask") else None
    _waiting.blocks += 1
    try:
        yield
    finally:
        _waiting.blocks -= 1
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        while _waiting.numbers and not _waiting.blocks:
            signal.raise_signal(_waiting.numbers.pop())


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a private folder that is removed at the end. Raises OSError if it cannot be made."""
    # Few commands make one, and every start loads this module.
    from shutil import rmtree
    from tempfile import mkdtemp

    folder = None
    try:
        with undisturbed():
            folder = Path(mkdtemp(prefix="licensectl-"))
        yield folder
    finally:
        if folder:
            with undisturbed():
                rmtree(folder, ignore_errors=True)
