"""Work that processes share, whatever way the system starts them, and work on millions of lines without a search for garbage.

A process and a pipe each, no threads: `ProcessPoolExecutor` waits for ever where a process ends while it writes, be it killed or
ended by Ctrl-C.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from licensectl.core.messages import WORKER_ENDED
from licensectl.errors import LicensectlError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

Given = TypeVar("Given")
Found = TypeVar("Found")
# Windows waits for no more handles at a time.
MOST_WORKERS = 61
# Results that are held for each worker until those before them are there.
AHEAD = 4


class WorkerEndedError(LicensectlError):
    """A process was killed, or could not start."""


def both(work: Callable[..., Found], pieces: Sequence[tuple[Any, ...]]) -> list[Found]:
    """Return `work(*piece)` for one or two pieces, the second in another process if possible. Its errors are raised here.

    The process is forked even where another way is the default: the copy shares the seed of `hash` with this process, so that
    numbers made in both agree. Where it is killed, its piece is done here.
    """
    if len(pieces) == 1 or not _can_fork():
        return [work(*piece) for piece in pieces]
    from multiprocessing import get_context

    first, second = pieces
    with _team(1, get_context("fork"), None, ()) as team:
        other: _Worker[Found] = team.hire()
        other.ask(work, *second)
        found = work(*first)
        try:
            return [found, other.answer().result()]
        except WorkerEndedError:
            return [found, work(*second)]


@contextmanager
def workers(
    count: int, begin: Callable[..., None], *given: Any
) -> Iterator[Callable[[Callable[[Given], Found], Iterable[Given]], Iterator[Found]]]:
    """Start processes in the system's own way, each made ready by `begin(*given)`, and yield a function that shares work among them.

    The function returns `work(piece)` for each piece, in order. Functions and values must be picklable. What a process raises is
    raised here; raises WorkerEndedError if one was killed. However the block ends, all of them end with it.
    """
    from multiprocessing import get_context

    with _team(min(count, MOST_WORKERS), get_context(), begin, given) as team:
        yield team.share


class WorkOutcome(Generic[Found]):
    """Outcome of a piece of work."""

    def __init__(self, found: "Found | None" = None, failure: BaseException | None = None) -> None:
        self._found, self.failure = found, failure

    def result(self) -> Found:
        """Return the result, or raise what the work raised."""
        if self.failure:
            raise self.failure
        return cast(Found, self._found)


class _Worker(Generic[Found]):
    """A process that answers one piece of work at a time."""

    def __init__(self, context: "BaseContext", begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
        from licensectl.core.undisturbed import undisturbed

        self.connection, other = context.Pipe()
        # mypy knows no `Process` of a context in general.
        self.process = context.Process(target=_serve, args=(other, gc.get_threshold(), begin, given), daemon=True)  # type: ignore[attr-defined]
        # It inherits that it does not hear Ctrl-C, for which it is not ready yet.
        with undisturbed([signal.SIGINT]):
            self.process.start()
        other.close()

    def ask(self, work: Callable[..., Found], *piece: Any) -> None:
        """Hand over a piece of work."""
        try:
            self.connection.send((work, piece))
        except OSError:
            # What it said last, if anything, is still to be read.
            return

    def answer(self) -> "WorkOutcome[Found]":
        """Wait for the outcome of the piece: its result, the error of the process, or WorkerEndedError if it ended."""
        try:
            good, found = self.connection.recv()
        except (EOFError, OSError):
            return WorkOutcome(failure=WorkerEndedError(WORKER_ENDED.at()))
        return WorkOutcome(found) if good else WorkOutcome(failure=found)


class _Team:
    """Workers of one kind, started when there is work for them."""

    def __init__(self, most: int, context: "BaseContext", begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
        self._most, self._context, self._begin, self._given = most, context, begin, given
        self.members: list[_Worker[Any]] = []

    def hire(self) -> _Worker[Any]:
        """Start one more."""
        self.members.append(_Worker(self._context, self._begin, self._given))
        return self.members[-1]

    def share(self, work: Callable[[Given], Found], pieces: Iterable[Given]) -> Iterator[Found]:
        """Yield `work(piece)` for each piece, in order. What the work raised is raised in the turn of its piece."""
        from multiprocessing.connection import wait

        idle, busy, done = list(self.members), dict[Any, tuple[_Worker[Found], int]](), dict[int, WorkOutcome[Found]]()
        following, asked, turn = iter(pieces), 0, 0
        more = True
        while more or busy or done:
            while more and len(busy) < self._most and len(busy) + len(done) < self._most * AHEAD:
                try:
                    piece = next(following)
                except StopIteration:
                    more = False
                    break
                except Exception as failure:
                    # What came before it is still delivered.
                    done[asked], more = WorkOutcome(failure=failure), False
                    break
                worker = idle.pop() if idle else self.hire()
                worker.ask(work, piece)
                busy[worker.connection] = worker, asked
                asked += 1
            if turn in done:
                yield done.pop(turn).result()
                turn += 1
                continue
            for connection in wait(list(busy)):
                worker, number = busy.pop(connection)
                done[number] = worker.answer()
                # Nobody will ask for a piece behind a failure.
                more = more and not done[number].failure
                idle.append(worker)


@contextmanager
def _team(most: int, context: "BaseContext", begin: Callable[..., None] | None, given: tuple[Any, ...]) -> Iterator[_Team]:
    team = _Team(most, context, begin, given)
    try:
        yield team
    finally:
        # Between pieces a worker only waits; during one, nobody wants its work any more.
        for worker in team.members:
            worker.process.terminate()
        for worker in team.members:
            worker.process.join()
            worker.connection.close()


def _serve(connection: "Connection", thresholds: tuple[int, int, int], begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    """Answer pieces of work until nobody asks any more."""
    # Who interrupts the program interrupts the process that started it; this one is ended by that.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A forked process has the program's own way to end, which cleans up what is not its own.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # A fresh process knows nothing of what the first lines of `main.py` set.
    gc.set_threshold(*thresholds)
    try:
        if begin:
            begin(*given)
        while True:
            work, piece = connection.recv()
            connection.send((True, work(*piece)))
    except (EOFError, BrokenPipeError):
        return
    except Exception as failure:
        _explain(failure)
        connection.send((False, failure))


def _explain(failure: Exception) -> None:
    """Note where it was raised, which does not travel; what is said to users needs none."""
    if not isinstance(failure, LicensectlError):
        import traceback

        failure.add_note("".join(traceback.format_exception(failure)))


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
    """Return True if forking is safe and useful; libraries of macOS may crash in a fork."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return hasattr(os, "fork") and sys.platform != "darwin" and processors > 1
