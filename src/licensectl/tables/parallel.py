"""Work on millions of lines: two pieces at a time where the machine can, and nothing looked for that is not there."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

Found = TypeVar("Found")


def both(work: Callable[..., Found], pieces: Sequence[tuple[Any, ...]]) -> list[Found]:
    """`work(*piece)` for one piece or two, the second in a process of its own where that can be; what it raises is raised here.

    The copy shares the seed of `hash` with this process, so that numbers made in both agree.
    """
    if len(pieces) == 1 or not _can_fork():
        return [work(*piece) for piece in pieces]
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    first, second = pieces
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        other = pool.submit(work, *second)
        return [work(*first), other.result()]


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
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return hasattr(os, "fork") and processors > 1
