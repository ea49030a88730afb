"""The lines of two files side by side: which stand in both, wherever they stand, in little memory."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from licensectl.sheets.limits import BLOCK

# So many lines may wait for their like; then they are taken to have none.
MOST_WAITING = 32_000
BOM = b"\xef\xbb\xbf"
# In place of a cell that all rows of a month share and that makes every line differ from the month before.
SUBSTITUTE = b"\x1a"


class Side(NamedTuple):
    """A stretch of a file of whole lines. `header` without mark and line end, `end` the line end; `moved` a text that
    lines of this side have where those of the other have another of the same length."""

    path: Path
    header: bytes
    end: bytes
    start: int
    stop: int
    moved: bytes = b""

    @classmethod
    def of(cls, path: Path) -> "Side":
        """All of a file; ValueError where it does not end with a line end, OSError where it cannot be read."""
        with path.open("rb") as file:
            first = file.readline(BLOCK)
            start = file.tell()
            stop = file.seek(0, 2)
            end = b"\r\n" if first.endswith(b"\r\n") else b"\n"
            file.seek(-len(end), 2)
            if stop == start or file.read() != end:
                raise ValueError
        return cls(path, first.removeprefix(BOM).rstrip(b"\r\n"), end, start, stop)

    @property
    def size(self) -> int:
        return self.stop - self.start

    @property
    def taken(self) -> bytes:
        """What stands in place of `moved` in the lines."""
        return SUBSTITUTE * len(self.moved)

    def halves(self) -> "tuple[Side, Side]":
        """Two stretches, cut between lines."""
        with self.path.open("rb") as file:
            file.seek(self.start + self.size // 2)
            file.readline()
            middle = min(file.tell(), self.stop)
        return self._replace(stop=middle), self._replace(start=middle)

    def lines(self) -> Iterator[list[bytes]]:
        """The lines, some thousand at a time, `moved` taken out of them; ValueError for a line of endless length."""
        moved, put = self.moved, self.taken
        with self.path.open("rb", buffering=0) as file:
            file.seek(self.start)
            rest, left = b"", self.size
            while left:
                block = file.read(min(BLOCK, left))
                left -= len(block)
                cut = block.rfind(self.end) + len(self.end)
                if SUBSTITUTE in block or cut < len(self.end):
                    raise ValueError
                whole, rest = rest + block[:cut], block[cut:]
                yield (whole.replace(moved, put) if moved else whole).split(self.end)[:-1]

    def restored(self, lines: bytes) -> bytes:
        """Lines as the file had them."""
        return lines.replace(self.taken, self.moved) if self.moved else lines


class Pairing:
    """Walks two files side by side and finds the lines that stand in both, wherever they stand.

    `old` and `new` are the lines that wait for their like.
    """

    def __init__(self) -> None:
        self.old: set[bytes] = set()
        self.new: set[bytes] = set()
        self._before: list[bytes] = []
        self._after: list[bytes] = []

    def walk(self, old: Side, new: Side) -> Iterator[list[bytes]]:
        """The lines alike, some thousand at a time. Who takes them may `clear` what waits when it is too much."""
        empty: list[bytes] = []
        for before, after in zip_longest(old.lines(), new.lines(), fillvalue=empty):
            self._before += before
            self._after += after
            yield self._in_step() + self._met()
            # A side that is far ahead of the other would be held whole.
            if len(self._before) + len(self._after) > MOST_WAITING:
                self._wait()
        self._wait()
        yield self._met()

    @property
    def full(self) -> bool:
        return len(self.old) + len(self.new) > MOST_WAITING

    def clear(self) -> None:
        self.old.clear()
        self.new.clear()

    def _in_step(self) -> list[bytes]:
        """Lines alike while both sides go on in the same order, up to the end of one; what is passed over waits."""
        before, after = self._before, self._after
        alike: list[bytes] = []
        spots: dict[bytes, int] = {}
        at = to = start = 0
        while at < len(before) and to < len(after):
            if before[at] == after[to]:
                at, to = at + 1, to + 1
                continue
            alike += before[start:at]
            if not (step := _near(before, at, after, to)):
                spots = spots or {line: spot for spot, line in enumerate(after)}
                step = _far(before, at, spots, to) or (len(before) - at, len(after) - to)
            self.old.update(before[at : at + step[0]])
            self.new.update(after[to : to + step[1]])
            at, to = at + step[0], to + step[1]
            start = at
        alike += before[start:at]
        self._before, self._after = before[at:], after[to:]
        return alike

    def _met(self) -> list[bytes]:
        met = self.old & self.new
        self.old -= met
        self.new -= met
        return list(met)

    def _wait(self) -> None:
        self.old.update(self._before)
        self.new.update(self._after)
        self._before, self._after = [], []


def _near(before: list[bytes], at: int, after: list[bytes], to: int) -> tuple[int, int] | None:
    """How far to go on either side to be in step again, where one line was changed, removed or added."""
    for old, new in ((1, 1), (1, 0), (0, 1)):
        if at + old < len(before) and to + new < len(after) and before[at + old] == after[to + new]:
            return old, new
    return None


def _far(before: list[bytes], at: int, spots: dict[bytes, int], to: int) -> tuple[int, int] | None:
    for old in range(at, len(before)):
        if (new := spots.get(before[old], -1)) >= to:
            return old - at, new - to
    return None
