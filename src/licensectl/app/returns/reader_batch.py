"""Return questions in a CSV, read as a stream: one row in memory at a time; a bad row does not end the reading."""

import csv
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper
from types import SimpleNamespace
from typing import BinaryIO

from licensectl.core.messages import UNREADABLE
from licensectl.domain.returns import messages
from licensectl.domain.returns.question import FIELDS
from licensectl.errors import LicensectlError, Problem
from licensectl.tables.archive import DELIMITERS
from licensectl.tables.encoding import CHUNK, FIELD_LIMIT, Utf8

CASE = "case"


class BatchRows:
    """The rows of a batch as (case, cells under `columns`), or (case, Problem) for a row that cannot be read; cells as they
    stand, a blank one after the last.

    Any delimiter and encoding, as for price sheets; blank lines are skipped. Raises LicensectlError if the header is not that of a batch.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.name = name
        # A wrong byte spoils its row alone; the replacement character marks it. What a pipe has is read, not waited for.
        source = SimpleNamespace(read=getattr(stream, "read1", stream.read))
        try:
            self._text = Utf8(source, name, lenient=True)
            self._lines = TextIOWrapper(BufferedReader(self._text, CHUNK), "utf-8", newline="")
            head = self._lines.readline(FIELD_LIMIT)
        except OSError as error:
            raise LicensectlError(UNREADABLE.at(path=name, reason=error.strerror or error)) from None
        self._delimiter = max(DELIMITERS, key=head.count)
        self.header = [cell.strip().lower() for cell in next(csv.reader([head], delimiter=self._delimiter), [])]
        _check_header(self.header, name)
        self._case = self.header.index(CASE)
        self.columns = [*self.header, ""]

    def unread(self) -> list[Problem]:
        """Columns that are no option: a warning each."""
        known = ", ".join(FIELDS)
        return [
            messages.COLUMN_UNKNOWN.at(self.name, column=column[:60], known=known)
            for column in self.header
            if column not in FIELDS and column != CASE
        ]

    def __iter__(self) -> Iterator[tuple[str, list[str] | Problem]]:
        csv.field_size_limit(FIELD_LIMIT)
        reader = csv.reader(self._lines, delimiter=self._delimiter)
        width, case = len(self.header), self._case
        while True:
            try:
                for row in reader:
                    if len(row) == width:
                        row.append("")
                        yield row[case], row
                    elif row:
                        name = row[case] if len(row) > case else ""
                        yield name, messages.BAD_ROW.at(cells=len(row), columns=width)
                return
            except csv.Error as error:
                yield "", messages.NOT_CSV.at(reason=error)
            except OSError as error:
                raise LicensectlError(UNREADABLE.at(path=self.name, reason=error.strerror or error)) from None


def _check_header(header: list[str], name: str) -> None:
    for column in (CASE, "purchased"):
        if column not in header:
            raise LicensectlError(messages.NOT_A_BATCH.at(name, column=column, known=", ".join(FIELDS)))
    for column in (CASE, *FIELDS):
        if header.count(column) > 1:
            raise LicensectlError(messages.COLUMN_TWICE.at(name, column=column))
