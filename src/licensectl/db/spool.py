"""Records that a command keeps on disk while it runs, so that a file of any length fits into memory."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO, Generic, TypeVar

import msgspec

Record = TypeVar("Record", bound=msgspec.Struct)
# Bytes that are gathered before they are written, and read at a time.
BLOCK = 1 << 17


class RecordSpool(Generic[Record]):
    """Records in the order in which they are added: in memory up to `most` of them, then all of them on disk.

    `held` is the type that is read back: the type of the records, or one like it whose fields are written without their names.
    `moved` is called with each record that goes to disk.
    """

    def __init__(self, held: type[Record], most: int, moved: Callable[[Record], None] | None = None) -> None:
        self._most, self._moved = most, moved
        self._records: list[Record] = []
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(held).decode
        self._ends = array("q", [0])
        self._waiting = bytearray()
        self._file: IO[bytes] | None = None

    def __len__(self) -> int:
        return len(self._records) or len(self._ends) - 1

    @property
    def on_disk(self) -> bool:
        """Tell whether the records are on disk."""
        return self._file is not None

    def add(self, record: Record) -> None:
        """Add a record."""
        if self._file is not None:
            self._write(record)
            return
        self._records.append(record)
        if len(self._records) > self._most:
            self.to_disk()

    def to_disk(self) -> None:
        """Move all records to disk, where further ones will go."""
        if self._file is None:
            # Closed, and so removed, when nothing refers to it any more.
            self._file = TemporaryFile(prefix="licensectl-")  # noqa: SIM115
            held, self._records = self._records, []
            for record in held:
                self._write(record)

    def _write(self, record: Record) -> None:
        if self._moved:
            self._moved(record)
        made = self._encode(msgspec.structs.astuple(record))
        self._waiting += made
        self._ends.append(self._ends[-1] + len(made))
        if len(self._waiting) >= BLOCK:
            self._flush()

    def _flush(self) -> None:
        if self._file is not None and self._waiting:
            self._file.seek(0, 2)
            self._file.write(self._waiting)
            self._waiting.clear()

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records) if self._file is None else self.pick(range(len(self)))

    def pick(self, places: Iterable[int]) -> Iterator[Record]:
        """Yield the records of these places, which must rise; the first place is 0."""
        if self._file is None:
            yield from (self._records[place] for place in places)
            return
        self._flush()
        ends, decode = self._ends, self._decode
        block, start, stop = b"", 0, 0
        for place in places:
            begin, end = ends[place], ends[place + 1]
            if end > stop:
                self._file.seek(begin)
                block = self._file.read(max(BLOCK, end - begin))
                start, stop = begin, begin + len(block)
            yield decode(block[begin - start : end - start])
