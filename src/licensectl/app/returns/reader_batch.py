"""Return questions in a CSV, read as a stream: one row in memory at a time; a bad row does not end the reading."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from io import BufferedReader, TextIOWrapper
from types import SimpleNamespace
from typing import BinaryIO

from licensectl.core.messages import UNREADABLE
from licensectl.core.period import ISO_DAY
from licensectl.core.reasons import row_reason, system_reason
from licensectl.domain.returns import messages
from licensectl.domain.returns.question import FIELDS, MOMENTS
from licensectl.errors import LicensectlError, Problem
from licensectl.tables.archive import DELIMITERS
from licensectl.tables.dates import DateOrder, OpenDateOrderError, day_of, order_of
from licensectl.tables.encoding import CHUNK, FIELD_LIMIT, Utf8
from licensectl.tables.messages import EMPTY

CASE = "case"
COUNTS = ("quantity", "returned")
# Three zeros may be thousands.
WHOLE = re.compile(r"(\d+)[.,]0{1,2}", re.ASCII)
# A time of day without its zone does not say which day it is in UTC; midnight is how spreadsheets write a day.
MIDNIGHT = re.compile(r"0?0:00(?::00)?|12:00:00 AM", re.ASCII)
KEPT = 10_000


class BatchRows:
    """The rows of a batch as (case, cells under `columns`), or (case, Problem) for a row that cannot be read; cells as they
    stand, a blank one after the last.

    Any delimiter and encoding, as for price sheets; blank lines are skipped, and days and counts may stand as spreadsheets write them.
    A file, unlike a pipe, is read a second time where a day may have its month first. Raises LicensectlError if the header is not that
    of a batch.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.name, self._stream = name, stream
        self._start = stream.tell() if stream.seekable() else None
        try:
            self._lines = _lines(stream, name)
            self._above, head = 1, self._lines.readline(FIELD_LIMIT)
            while head and not head.strip():
                self._above, head = self._above + 1, self._lines.readline(FIELD_LIMIT)
        except OSError as error:
            raise LicensectlError(UNREADABLE.at(path=name, reason=system_reason(error))) from None
        if not head:
            raise LicensectlError(EMPTY.at(name))
        self._delimiter = max(DELIMITERS, key=head.count)
        csv.field_size_limit(FIELD_LIMIT)
        self.header = [cell.strip().lower() for cell in next(csv.reader([head], delimiter=self._delimiter), [])]
        _check_header(self.header, name)
        self._case = self.header.index(CASE)
        self.columns = [*self.header, ""]
        self._cells = PlainCells(self.header, self._order_of_days)

    def unread(self) -> list[Problem]:
        """Return a warning for each column that is not an option."""
        known = ", ".join(FIELDS)
        return [
            messages.COLUMN_UNKNOWN.at(self.name, column=column[:60], known=known)
            for column in self.header
            if column not in FIELDS and column != CASE
        ]

    def __iter__(self) -> Iterator[tuple[str, list[str] | Problem]]:
        reader = csv.reader(self._lines, delimiter=self._delimiter)
        # The header was read before, and so were blank lines above it.
        width, case, above = len(self.header), self._case, self._above
        while True:
            try:
                for row in reader:
                    if len(row) == width:
                        row.append("")
                        yield row[case], self._cells.rewrite(row) or row
                    elif row:
                        name = row[case] if len(row) > case else ""
                        yield name, messages.BAD_ROW.at(f"{self.name}:{reader.line_num + above}", cells=len(row), columns=width)
                return
            except csv.Error as error:
                yield "", messages.NOT_CSV.at(f"{self.name}:{reader.line_num + above}", reason=row_reason(error))
            except OSError as error:
                raise LicensectlError(UNREADABLE.at(path=self.name, reason=system_reason(error))) from None

    def _order_of_days(self) -> DateOrder | None:
        """Return the order of day and month that the whole file shows; None for a pipe, which is read once."""
        if self._start is None:
            return None
        place = self._stream.tell()
        try:
            self._stream.seek(self._start)
            return self._cells.order_in(csv.reader(_lines(self._stream, self.name), delimiter=self._delimiter))
        except csv.Error:
            # Reading the rows reports the fault.
            return None
        finally:
            self._stream.seek(place)


def _lines(stream: BinaryIO, name: str) -> TextIOWrapper:
    # A wrong byte spoils its row alone; the replacement character marks it. What a pipe has is read, not waited for.
    source = SimpleNamespace(read=getattr(stream, "read1", stream.read))
    return TextIOWrapper(BufferedReader(Utf8(source, name, lenient=True), CHUNK), "utf-8", newline="")


def _check_header(header: list[str], name: str) -> None:
    for column in (CASE, "purchased"):
        if column not in header:
            raise LicensectlError(messages.NOT_A_BATCH.at(name, column=column, known=", ".join(FIELDS)))
    for column in (CASE, *FIELDS):
        if header.count(column) > 1:
            raise LicensectlError(messages.COLUMN_TWICE.at(name, column=column))


class PlainCells:
    """Rewrites days and counts as spreadsheets write them in the form of options: `25/11/2026` as `2026-11-25`, `10,0` as `10`.

    `look` reads the whole file for the order of its days, once and only if it is needed.
    """

    def __init__(self, header: Sequence[str], look: Callable[[], DateOrder | None]) -> None:
        self._days = [place for place, name in enumerate(header) if name in MOMENTS]
        self._counts = [place for place, name in enumerate(header) if name in COUNTS]
        self._header = header
        self._order = lru_cache(1)(look)
        self._day = lru_cache(KEPT)(self._read_day)

    def rewrite(self, row: list[str]) -> Problem | None:
        """Rewrite the cells of `row`; return a problem if the month of a day is ambiguous. Cells that cannot be read stay unchanged."""
        for place in self._days:
            if row[place]:
                day = self._day(row[place])
                if day is None:
                    return messages.OPEN_DATE.at(column=self._header[place], value=row[place][:60])
                row[place] = day
        for place in self._counts:
            if whole := WHOLE.fullmatch(row[place].strip()):
                row[place] = whole[1]
        return None

    def order_in(self, rows: Iterable[Sequence[str]]) -> DateOrder | None:
        """Return the order that the days of `rows` show, or None if they show none or two."""
        orders = {order_of(row[place].strip()) for row in rows if len(row) == len(self._header) for place in self._days}
        orders.discard(None)
        return orders.pop() if len(orders) == 1 else None

    def _read_day(self, text: str) -> str | None:
        cell = text.strip()
        if ISO_DAY.match(cell) or _has_time(cell):
            return text
        try:
            day = day_of(cell)
        except OpenDateOrderError:
            order = self._order()
            if order is None:
                return None
            day = day_of(cell, order)
        return day.isoformat() if day else text


def _has_time(cell: str) -> bool:
    _, _, clock = cell.partition(" ")
    return ":" in clock and not MIDNIGHT.fullmatch(clock)
