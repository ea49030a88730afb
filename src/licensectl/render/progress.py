"""How far a long reading is, as one line on a terminal that is gone when it is done."""

from collections.abc import Callable
from time import monotonic
from typing import TextIO

from licensectl.render.cells import clean

WIDTH = 24
# Sooner than this nobody has begun to wait; more often than this nobody can read.
DELAY, PAUSE = 0.5, 0.1
MEGABYTE = 1_000_000


class ProgressBar:
    """`sheet.csv ━━━━━━──────  45 %  12.3 / 27.0 MB`, drawn over itself; `columns`: the width of the terminal."""

    def __init__(self, out: TextIO, name: str, total: int, columns: int, clock: Callable[[], float] = monotonic) -> None:
        self._out, self._total, self._columns, self._clock = out, total, columns, clock
        self._name = clean(name)
        self._next = clock() + DELAY
        self._drawn = False

    def at(self, done: int) -> None:
        """Draws the bar for so many bytes of the total, when it is time."""
        now = self._clock()
        if now < self._next:
            return
        self._next, self._drawn = now + PAUSE, True
        share = min(done / self._total, 1) if self._total else 1
        full = round(share * WIDTH)
        figures = f" {'━' * full}{'─' * (WIDTH - full)} {share:4.0%}  {done / MEGABYTE:.1f} / {self._total / MEGABYTE:.1f} MB"
        room = max(self._columns - len(figures) - 1, 0)
        name = self._name if len(self._name) <= room else "…" + self._name[len(self._name) - room + 1 :] if room > 1 else ""
        self._write(f"\r{name}{figures}"[: self._columns])

    def clear(self) -> None:
        """Leaves the line as if nothing had been there."""
        if self._drawn:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()
