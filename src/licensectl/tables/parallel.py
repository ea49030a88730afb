"""Work that processes share, whatever way the system starts them, and work on millions of lines without a search for garbage."""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from licensectl.core.messages import WORKER_ENDED
from licensectl.errors import LicensectlError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext

Given = TypeVar("Given")
Found = TypeVar("Found")
# Windows waits for no more handles at a time.
MOST_WORKERS = 61
# Pieces that wait for each worker: enough that none is idle.
AHEAD = 4


def both(work: Callable[..., Found], pieces: Sequence[tuple[Any, ...]]) -> list[Found]:
    """`work(*piece)` for one piece or two, the second in a process of its own where that can be; what it raises is raised here.

    The process is forked even where another way is the default: the copy shares the seed of `hash` with this process, so that
    numbers made in both agree. Where it is killed, its piece is done here.
    """
    if len(pieces) == 1 or not _can_fork():
        return [work(*piece) for piece in pieces]
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    first, second = pieces
    with _pool(1, None, (), get_context("fork")) as pool:
        other = _submitted(pool, work, *second)
        found = work(*first)
        try:
            return [found, other.result()]
        except BrokenProcessPool:
            return [found, work(*second)]


@contextmanager
def workers(
    count: int, begin: Callable[..., None], *given: Any
) -> Iterator[Callable[[Callable[[Given], Found], Iterable[Given]], Iterator[Found]]]:
    """Start processes in the system's own way, each made ready by `begin(*given)`, and yield a function that shares work among them.

    The function returns `work(piece)` for each piece, in order. Functions and values must be picklable. Raises LicensectlError
    where a process was killed. An error or Ctrl-C in this process ends all of them at once.
    """
    from concurrent.futures.process import BrokenProcessPool

    count = min(count, MOST_WORKERS)
    with _pool(count, begin, given, None) as pool:

        def shared(work: Callable[[Given], Found], pieces: Iterable[Given]) -> Iterator[Found]:
            waiting: deque[Future[Found]] = deque()
            try:
                for piece in pieces:
                    waiting.append(_submitted(pool, work, piece))
                    if len(waiting) >= count * AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            except BrokenProcessPool:
                raise LicensectlError(WORKER_ENDED.at()) from None

        yield shared


@contextmanager
def _pool(
    count: int, begin: Callable[..., None] | None, given: tuple[Any, ...], context: "BaseContext | None"
) -> Iterator["ProcessPoolExecutor"]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children

    others = set(active_children())
    pool = ProcessPoolExecutor(count, context, _begin, (gc.get_threshold(), begin, given))
    try:
        yield pool
    except BaseException:
        # Nobody wants their work any more: they are not waited for.
        for child in set(active_children()) - others:
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(thresholds: tuple[int, int, int], begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    """Make this process ready: a fresh one knows nothing of what the first lines of `main.py` set."""
    # Who interrupts the program interrupts the process that started it; this one is ended by that.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*thresholds)
    if begin:
        begin(*given)


def _submitted(pool: "ProcessPoolExecutor", work: Callable[..., Found], *given: Any) -> "Future[Found]":
    """Submit work; a process that this starts does not see Ctrl-C before it is ready for it."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(work, *given)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(work, *given)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def acyclic() -> Iterator[None]:
    """For work that makes millions of things and no cycles of them: looking for cycles would take a tenth of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _can_fork() -> bool:
    """Whether a copy of this process is safe, and worth it; libraries of macOS may crash in one."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return hasattr(os, "fork") and sys.platform != "darwin" and processors > 1
