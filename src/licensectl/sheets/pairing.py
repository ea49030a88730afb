"""The lines of two files side by side: which stand in both, wherever they stand, in little memory."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

# Small enough to stay in the processor's cache.
BLOCK = 1 << 20
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


def blocks(old: Side, new: Side) -> Iterator[tuple[set[bytes], set[bytes]]]:
    """Both sides some thousand lines at a time, blank lines left out."""
    for before, after in zip_longest(old.lines(), new.lines(), fillvalue=()):
        yield set(before) - {b""}, set(after) - {b""}


class Pairing:
    """Holds the lines that have not met their like."""

    def __init__(self) -> None:
        self.old: set[bytes] = set()
        self.new: set[bytes] = set()

    @property
    def full(self) -> bool:
        return len(self.old) + len(self.new) > MOST_WAITING

    def meet(self, old: set[bytes], new: set[bytes]) -> set[bytes]:
        """Of these lines and those that wait the ones that stand on both sides; the others wait."""
        alike = old & new
        old -= alike
        new -= alike
        for here, there in ((old, self.new), (new, self.old)):
            if met := here & there:
                alike |= met
                here -= met
                there -= met
        self.old |= old
        self.new |= new
        return alike

    def clear(self) -> None:
        self.old.clear()
        self.new.clear()
