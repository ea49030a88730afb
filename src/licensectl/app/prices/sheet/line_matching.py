"""Find the lines that two files have in common, wherever they are, in little memory."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from licensectl.tables.encoding import BLOCK

# Unmatched lines that are held; beyond this number they count as unmatched.
MOST_WAITING = 32_000
# Bytes that are compared at a time: some ten lines.
STRIDE = 4096
# From the middle of the new side so many bytes either way a line of the old one's middle is looked for, and so many lines.
REACH, MANY = 4 << 20, 8
BOM = b"\xef\xbb\xbf"


class SheetSide(NamedTuple):
    """A range of whole lines of a file. `header` has no mark and no line end, `end` is the line end. `moved` is a text in lines of this
    side whose counterpart in the other side has the same length, such as the start date that all rows of a month share."""

    path: Path
    header: bytes
    end: bytes
    start: int
    stop: int
    moved: bytes = b""

    @classmethod
    def of(cls, path: Path) -> "SheetSide":
        """Return the whole file. Raises ValueError if it does not end with a line end, and OSError if it cannot be read."""
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

    def middle(self, count: int) -> tuple[int, list[bytes]]:
        """Return the start of the first line after the middle, and the next lines. Raises ValueError on a line longer than a block."""
        with self.path.open("rb") as file:
            file.seek(self.start + self.size // 2)
            passed, *lines = (file.readline(BLOCK) for _ in range(count + 1))
        if not passed.endswith(self.end):
            raise ValueError
        return self.start + self.size // 2 + len(passed), [line for line in lines if line.endswith(self.end)]

    def cut(self, place: int) -> "tuple[SheetSide, SheetSide]":
        """Return two stretches, cut where a line begins."""
        return self._replace(stop=place), self._replace(start=place)

    def blocks(self) -> Iterator[bytes]:
        """Yield the text in blocks of whole lines. Raises ValueError on a line longer than a block."""
        with self.path.open("rb", buffering=0) as file:
            file.seek(self.start)
            rest, left = b"", self.size
            while left:
                block = file.read(min(BLOCK, left))
                left -= len(block)
                cut = block.rfind(self.end) + len(self.end)
                if cut < len(self.end):
                    raise ValueError
                yield rest + block[:cut]
                rest = block[cut:]


def halves(old: SheetSide, new: SheetSide) -> list[tuple[SheetSide, SheetSide]]:
    """Cut both sides before a line that they share, near the middle. Return the first parts, then the rest, each as (old, new)."""
    place, lines = old.middle(MANY)
    first = max(new.start, new.start + new.size // 2 - REACH)
    with new.path.open("rb") as file:
        file.seek(first)
        text = file.read(min(2 * REACH, new.stop - first))
    cut = place
    for line in lines:
        as_new = line.replace(old.moved, new.moved) if old.moved else line
        if (there := text.find(new.end + as_new)) >= 0:
            return list(zip(old.cut(cut), new.cut(first + there + len(new.end)), strict=True))
        cut += len(line)
    return list(zip(old.cut(place), new.cut(new.middle(0)[0]), strict=True))


class Alike(NamedTuple):
    """Lines that are in both files, as written in the old one, and on request as in the new one."""

    lines: list[bytes]
    as_new: Callable[[], list[bytes]]


class Pairing:
    """Read two files in parallel and find the lines that are in both, wherever they are.

    The `moved` text of the new side is read as that of the old: equal lines may differ in it. `old` and `new` are the unmatched
    lines, the new ones by the line that they are read as.
    """

    def __init__(self, old: SheetSide, new: SheetSide) -> None:
        self.old: set[bytes] = set()
        self.new: dict[bytes, bytes] = {}
        self._met: dict[bytes, bytes] = {}
        self._sides, self._end = (old, new), old.end
        # Lines that are read and not yet paired: the old side, the new one as it is read, and as it is written.
        self._before = self._after = self._written = b""

    def walk(self) -> Iterator[Alike]:
        """Yield the equal lines in blocks. The caller may `clear` unmatched lines when there are too many."""
        old, new = self._sides
        if old.end != new.end:
            raise ValueError
        older, newer, more = old.blocks(), new.blocks(), [True, True]
        while any(more):
            # A side that is ahead of the other waits for it: what is carried from block to block is copied each time.
            if more[0] and len(self._before) < BLOCK:
                self._before += (block := next(older, b""))
                more[0] = bool(block)
            if more[1] and len(self._after) < BLOCK:
                block = next(newer, b"")
                self._after += block.replace(new.moved, old.moved) if old.moved else block
                self._written += block
                more[1] = bool(block)
            yield self._in_step(final=not all(more))
            if not (more[0] or self._before) or not (more[1] or self._after):
                yield self._rest()
        yield self._rest()

    @property
    def full(self) -> bool:
        return len(self.old) + len(self.new) > MOST_WAITING

    def clear(self) -> None:
        self.old.clear()
        self.new.clear()

    def _in_step(self, final: bool) -> Alike:
        """Return the equal lines while both sides are in the same order; skipped lines are kept as unmatched."""
        before, after, written = self._before, self._after, self._written
        runs: list[tuple[int, int, int]] = []
        spots: dict[bytes, int] = {}
        at = to = 0
        while at < len(before) and to < len(after):
            if run := _same(before, at, after, to, self._end):
                runs.append((at, to, run))
                at, to = at + run, to + run
                continue
            ends = [_next(text, spot, self._end) for text, spot in ((before, at), (after, to))]
            if not final and (ends[0] == len(before) or ends[1] == len(after)):
                if max(ends[0] - at, ends[1] - to) >= BLOCK:
                    raise ValueError
                break
            if not (step := _near(before, at, after, to, self._end)):
                spots = spots or _spots(after, self._end)
                step = _far(before, at, spots, to, self._end) or (len(before) - at, len(after) - to)
            self._wait(before[at : at + step[0]], after[to : to + step[1]], written[to : to + step[1]])
            at, to = at + step[0], to + step[1]
        self._before, self._after, self._written = before[at:], after[to:], written[to:]
        return self._found(
            b"".join([before[at : at + run] for at, _, run in runs]), lambda: [written[to : to + run] for _, to, run in runs]
        )

    def _rest(self) -> Alike:
        """Keep the rest of both sides as unmatched lines."""
        self._wait(self._before, self._after, self._written)
        self._before = self._after = self._written = b""
        return self._found(b"", list)

    def _found(self, in_step: bytes, as_new: Callable[[], list[bytes]]) -> Alike:
        """Return these lines, and unmatched lines that have found their equal."""
        met, self._met = self._met, {}
        lines = self._lines(in_step)
        lines += met
        return Alike(lines, lambda: [*self._lines(b"".join(as_new())), *met.values()])

    def _wait(self, old: bytes, new: bytes, written: bytes) -> None:
        for line in self._lines(old):
            if line in self.new:
                self._met[line] = self.new.pop(line)
            else:
                self.old.add(line)
        for line, as_new in zip(self._lines(new), self._lines(written), strict=True):
            if line in self.old:
                self.old.discard(line)
                self._met[line] = as_new
            elif self.new.setdefault(line, as_new) != as_new:
                # Two rows of one key that differ in their start alone: both would have to wait under one line.
                raise ValueError

    def _lines(self, text: bytes) -> list[bytes]:
        lines = text.split(self._end)
        lines.pop()
        return [line for line in lines if line] if b"" in lines else lines


def _same(before: bytes, at: int, after: bytes, to: int, end: bytes) -> int:
    """Return the number of bytes of whole lines that are equal from here on."""
    most, run = min(len(before) - at, len(after) - to), 0
    while run < most and before[at + run : at + run + STRIDE] == after[to + run : to + run + STRIDE]:
        run += STRIDE
    whole = before.rfind(end, at, at + min(run, most))
    run = 0 if whole < 0 else whole + len(end) - at
    while run < most:
        stop = _next(before, at + run, end)
        if before[at + run : stop] != after[to + run : to + stop - at]:
            break
        run = stop - at
    return run


def _next(text: bytes, at: int, end: bytes) -> int:
    """Return the start of the line after the one at `at`."""
    return text.find(end, at) + len(end)


def _near(before: bytes, at: int, after: bytes, to: int, end: bytes) -> tuple[int, int] | None:
    """Return the bytes to skip on each side to be in step again if one line was changed, removed or added, else None."""
    old, new = _next(before, at, end), _next(after, to, end)
    for here, there in ((old, new), (old, to), (at, new)):
        if here < len(before) and there < len(after):
            stop = _next(before, here, end)
            if before[here:stop] == after[there : there + stop - here]:
                return here - at, there - to
    return None


def _spots(text: bytes, end: bytes) -> dict[bytes, int]:
    """Return the start of each line."""
    spots, at = {}, 0
    while at < len(text):
        stop = _next(text, at, end)
        spots[text[at:stop]] = at
        at = stop
    return spots


def _far(before: bytes, at: int, spots: dict[bytes, int], to: int, end: bytes) -> tuple[int, int] | None:
    """Match lines as `_near` does, anywhere in the block."""
    here = at
    while here < len(before):
        stop = _next(before, here, end)
        if (there := spots.get(before[here:stop], -1)) >= to:
            return here - at, there - to
        here = stop
    return None
