"""Progress of a long read: a bar on a terminal that is gone when the read is done."""

from collections.abc import Callable
from pathlib import PurePath
from time import monotonic
from typing import TYPE_CHECKING, TextIO

from licensectl.render.cells import clean

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# Seconds before the bar appears, which is longer than most reads take, and between two updates.
DELAY, PAUSE = 0.5, 0.1


class ProgressBar:
    """`sheet.csv ━━━━━━━━━━ 45% 12.3/27.0 MB`, drawn by Rich, which is not loaded before the bar appears."""

    def __init__(self, out: TextIO, name: str, total: int, clock: Callable[[], float] = monotonic) -> None:
        self._out, self._total, self._clock = out, total, clock
        self._name = clean(PurePath(name).name)
        self._next = clock() + DELAY
        self._drawn: tuple[Progress, TaskID] | None = None

    def at(self, done: int) -> None:
        """Show that `done` bytes of the total are read, when it is time to draw."""
        now = self._clock()
        if now < self._next:
            return
        self._next = now + PAUSE
        if self._drawn is None:
            self._drawn = self._start()
        progress, task = self._drawn
        progress.update(task, completed=min(done, self._total), refresh=True)

    def clear(self) -> None:
        """Remove the bar."""
        if self._drawn:
            self._drawn[0].stop()

    def _start(self) -> "tuple[Progress, TaskID]":
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TaskProgressColumn, TextColumn
        from rich.table import Column

        name = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1))
        # No colours, whatever --color says: the bar is the same without.
        console = Console(file=self._out, force_terminal=True, no_color=True)
        # No thread that draws, as reading may fork processes, and stdout is left alone.
        progress = Progress(
            name, BarColumn(24), TaskProgressColumn(), DownloadColumn(), console=console, auto_refresh=False, transient=True, expand=True,
            redirect_stdout=False, redirect_stderr=False,
        )  # fmt: skip
        progress.start()
        return progress, progress.add_task(self._name, total=self._total)
