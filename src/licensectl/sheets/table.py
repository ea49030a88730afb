"""CSV bytes → numbered records, or an error that names the row. One pass, one line in memory at a time."""

import csv
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from licensectl.errors import Failure
from licensectl.faults import sheets as faults
from licensectl.sheets.archive import lines

# Descriptions run to some thousand characters; beyond this a quote was never closed.
FIELD_LIMIT = 1 << 20
BOM = b"\xef\xbb\xbf"
UNCLOSED = ("unexpected end of data", "field larger than field limit")


class Records:
    """The records of a CSV stream with the line each begins on (the header's is 1), blank ones left out.

    The stream may be gzip, a zip of one file, or UTF-16 with its mark.
    Iterating raises Failure for what is no text or no CSV. `ended`: whether the last line read has a line end.
    """

    def __init__(self, content: bytes | BinaryIO, name: str) -> None:
        self.name = name
        self.ended = True
        self._stream = BytesIO(content) if isinstance(content, bytes) else content

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        # The limit is one of the whole process; each reader of ours sets the same.
        csv.field_size_limit(FIELD_LIMIT)
        reader = csv.reader(self._lines(), strict=True)
        begins = 1
        try:
            for record in reader:
                if any(record):
                    yield begins, record
                begins = reader.line_num + 1
        except csv.Error as error:
            where = f"{self.name}:{begins}"
            unclosed = str(error).startswith(UNCLOSED)
            raise Failure(faults.UNCLOSED.at(where) if unclosed else faults.BROKEN.at(where, reason=error)) from None

    def _lines(self) -> Iterator[str]:
        for number, line in enumerate(lines(self._stream, self.name), 1):
            if number == 1:
                self._refuse_foreign(line)
                line = line.removeprefix(BOM)
            self.ended = line.endswith(b"\n")
            yield self._decoded(line, number)

    def _refuse_foreign(self, first: bytes) -> None:
        if b"\0" in first[:4]:
            raise Failure(faults.ENCODING.at(f"{self.name}:1", byte=first[0], guess="UTF-16"))

    def _decoded(self, line: bytes, number: int) -> str:
        where = f"{self.name}:{number}"
        if b"\0" in line:
            raise Failure(faults.NUL.at(where))
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Failure(faults.ENCODING.at(where, byte=line[error.start], guess=_guess(line))) from None


def _guess(line: bytes) -> str:
    try:
        line.decode("cp1252")
    except UnicodeDecodeError:
        return "?"
    return "Windows-1252 (Excel: CSV)"
