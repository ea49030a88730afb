"""The records of a table, from its header on: CSV in any delimiter and encoding, packed or not, and workbooks."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader, BytesIO, StringIO, TextIOWrapper
from itertools import islice, repeat
from operator import attrgetter
from typing import Any, BinaryIO

from licensectl.core.reasons import row_reason
from licensectl.core.text import listed
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_
from licensectl.tables import messages
from licensectl.tables.archive import DELIMITERS, unpacked
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.encoding import BLOCK, CHUNK, FIELD_LIMIT, Utf8
from licensectl.tables.headers import plain
from licensectl.tables.workbook import Workbook

UNCLOSED = ("unexpected end of data", "field larger than field limit")
# Programs that write this one never quote, and a quote in a cell is an inch.
UNQUOTED = "~"
# Titles, dates and notes that people put above a header; more than this is no header's place.
TOP = 40
MOST_FORMULAS = 20

Row = tuple[int, list[str]]
# How many columns a row lacks to be the header that is looked for.
Lacks = Callable[[Sequence[str]], int]


class TableReader:
    """A table from its header on: iterating gives the records below with the row each begins on (1 is the first of the file).

    The header is the first row that lacks nothing, with the first delimiter (or sheet) that makes it so; else the row that lacks
    least. Blank lines of a CSV are left out. Raises LicensectlError, here and when iterating, if the file is empty, or neither text,
    CSV nor a workbook.
    `ended`: True if the last line read has a line end.
    """

    def __init__(
        self, content: bytes | BinaryIO, name: str, lacks: Lacks, columns: ColumnMap | None = None, like: "TableReader | None" = None
    ) -> None:
        """`like`: a reader of the same file; a workbook is not opened again."""
        self.name = name
        self._stream = BytesIO(content) if isinstance(content, bytes) else content
        self._begin = self._stream.tell()
        self._lacks, self._columns = lacks, columns or ColumnMap()
        self.sheet = ""
        self.sheet_chosen = False
        self.delimiter = ""
        self.top: list[Row] = []
        self.header: list[str] = []
        self.header_row = 1
        # The columns whose cells decide whether a row belongs to the table, each with what they may begin with.
        self._only: list[tuple[int, tuple[str, ...]]] = []
        found = unpacked(self._stream, name)
        self._source, self.left_out = found.source, found.left_out
        self._text: Utf8 | None = None
        self._book: Workbook | None = None
        if found.workbook:
            self._book = (like and like._book) or Workbook(found.source, name, found.workbook)
            self._choose(self._book.tops(self._columns.sheet, TOP))
        else:
            self._text = Utf8(found.source, name, found.packed, self._columns.encoding)
            self._bytes = BufferedReader(self._text, CHUNK)
            self._choose(_tops(self._bytes.peek(CHUNK).decode("utf-8", "ignore")))

    @property
    def ended(self) -> bool:
        return self._text is None or self._text.ended

    @property
    def guessed(self) -> str:
        """The encoding, as far as nothing but the content shows it; empty for UTF-8."""
        return self._text.guessed if self._text else ""

    @property
    def header_found(self) -> bool:
        """True if there are other rows above the header and the map does not name its row."""
        return self._columns.header_row is None and bool(self.top) and self.top[0][0] != self.header_row

    @property
    def only(self) -> list[tuple[str, str]]:
        """The columns that decide whether a row belongs to the table, each with what its cells begin with there."""
        held = self._columns.only.items()
        return [(name, words if isinstance(words, str) else " | ".join(words)) for name, words in held]

    def formulas(self, places: Sequence[int]) -> list[tuple[int, int]]:
        """Return row and column of the first cells below the header, in these columns, that hold a formula without a value."""
        found = self._book.formulas(self.sheet, places) if self._book else iter(())
        return list(islice((cell for cell in found if cell[0] > self.header_row), MOST_FORMULAS))

    def signs_beside(self, places: Sequence[int]) -> dict[tuple[int, int], str]:
        """Return the currency that numbers in these columns of a workbook are shown with, by row and column."""
        return self._book.signs(self.sheet, places) if self._book else {}

    def rewound(self) -> BinaryIO:
        """Return the file from its beginning, for a reader that takes the place of this one."""
        self._stream.seek(self._begin)
        return self._stream

    @property
    def some_belong(self) -> bool:
        """True if one of the first rows matches one of the row filters."""
        return not self._only or any(
            place < len(row) and row[place].strip().casefold().startswith(words) for _, row in self.top for place, words in self._only
        )

    @contextmanager
    def again(self) -> Iterator["TableReader"]:
        """Open the same table at its beginning; this one stays where it is."""
        place = self._stream.tell()
        self._stream.seek(self._begin)
        try:
            yield TableReader(self._stream, self.name, self._lacks, self._columns)
        finally:
            self._stream.seek(place)

    def __iter__(self) -> Iterator[Row]:
        return filter(self._belongs, self._rows()) if self._only else self._rows()

    def _rows(self) -> Iterator[Row]:
        if self._book:
            yield from (row for row in self._book.records(self.sheet) if row[0] > self.header_row)
            return
        reader, begins = self._reader(), 1
        try:
            for record in reader:
                if begins > self.header_row and any(record):
                    yield begins, record
                begins = reader.line_num + 1
        except csv.Error as error:
            where = f"{self.name}:{begins}"
            unclosed = str(error).startswith(UNCLOSED)
            raise LicensectlError(
                messages.UNCLOSED.at(where) if unclosed else messages.BROKEN.at(where, reason=row_reason(error))
            ) from None

    def _belongs(self, row: Row) -> bool:
        return all(place < len(row[1]) and row[1][place].strip().casefold().startswith(words) for place, words in self._only)

    def quickly(self) -> Iterator[Row]:
        """As iterating, but blank lines are among the records, each has the row before it, and csv.Error is what `broken` explains."""
        rows = self._rows_quickly()
        return filter(self._belongs, rows) if self._only else rows

    def _rows_quickly(self) -> Iterator[Row]:
        if self._book:
            return ((row - 1, record) for row, record in self)
        reader = self._reader()
        # Built of C alone: a generator of ours would cost a tenth of the time of a plain row.
        rows = zip(map(attrgetter("line_num"), repeat(reader)), reader, strict=False)
        for before, _ in rows if self.header_row else ():
            if before + 1 >= self.header_row:
                break
        return rows

    def first_line(self) -> bytes:
        """Return the first line of a text that is not read yet."""
        return self._bytes.peek(CHUNK).partition(b"\n")[0]

    def lines(self) -> Iterator[list[bytes]]:
        """Yield the lines of a text below the first, in UTF-8, some thousand at a time.

        Raises ValueError on a line longer than a cell may be; no row of a sheet as downloaded is that long.
        """
        end = b"\r\n" if self._bytes.readline().endswith(b"\r\n") else b"\n"
        rest = b""
        while chunk := self._bytes.read(BLOCK):
            *whole, rest = (rest + chunk).split(end)
            if whole:
                yield whole
            if len(rest) > FIELD_LIMIT:
                raise ValueError(N_("a line does not end"))
        if rest:
            yield [rest]

    def broken(self) -> LicensectlError:
        """Return the error of a text that is not valid CSV, with its row."""
        with self.again() as other:
            try:
                for _ in other:
                    pass
            except LicensectlError as failure:
                return failure
        raise AssertionError(self.name)

    def _choose(self, tops: Iterator[tuple[str, list[Row]]]) -> None:
        fitting: list[str] = []
        least: tuple[int, int] | None = None
        seen = rows = 0
        for label, top in tops:
            seen += 1
            rows += len(top)
            row, lacking = self._header_of(top)
            if row is None:
                continue
            # Of rows that lack the same the one with the most cells looks most like a header.
            rank = (lacking, -len(row[1]))
            if least is None or rank < least:
                least, self.top, (self.header_row, self.header) = rank, top, row
                self.sheet, self.delimiter = (label, "") if self._book else ("", label)
            if not lacking:
                fitting.append(label)
                if not self._book:
                    break
        if least is None and rows:
            raise LicensectlError(messages.NO_HEADER_ROW.at(self.name, row=self._columns.header_row))
        # What is no CSV from its beginning is reported when it is read.
        if least is None and not (self._text and self._bytes.peek(CHUNK).strip()):
            raise LicensectlError(messages.EMPTY.at(self.name))
        self.sheet_chosen = self._book is not None and self._columns.sheet is None and seen > 1
        spelled = [plain(cell) for cell in self.header]
        for name, words in self._columns.only.items():
            if plain(name) not in spelled:
                # A header that lacks it is no header of this list, which is said by those who look for its columns.
                continue
            begins = (words,) if isinstance(words, str) else tuple(words)
            self._only.append((spelled.index(plain(name)), tuple(word.strip().casefold() for word in begins)))
        if len(fitting) > 1:
            raise LicensectlError(messages.SHEETS.at(self.name, there=listed(fitting, 10)))

    def _header_of(self, top: list[Row]) -> tuple[Row | None, int]:
        if self._columns.header_row == 0:
            wide = max((len(cells) for _, cells in top), default=0)
            top = [(0, [str(number) for number in range(1, wide + 1)])] if wide else []
        elif self._columns.header_row:
            top = [row for row in top if row[0] >= self._columns.header_row][:1]
        lacking = [(self._lacks(cells), (number, cells)) for number, cells in top]
        best = min(lacking, key=lambda one: (one[0], -sum(map(bool, one[1][1]))), default=None)
        return (best[1], best[0]) if best else (None, 0)

    def _reader(self) -> Any:
        # The limit is one of the whole process; each reader of ours sets the same.
        csv.field_size_limit(FIELD_LIMIT)
        delimiter = self.delimiter or ","
        return csv.reader(TextIOWrapper(self._bytes, "utf-8", newline=""), delimiter=delimiter, strict=True, quoting=_quoting(delimiter))


def _quoting(delimiter: str) -> Any:
    return csv.QUOTE_NONE if delimiter == UNQUOTED else csv.QUOTE_MINIMAL


def _tops(text: str) -> Iterator[tuple[str, list[Row]]]:
    """Yield the first rows of the text for each possible delimiter. Invalid CSV is reported when it is read."""
    csv.field_size_limit(FIELD_LIMIT)
    for delimiter in DELIMITERS:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=_quoting(delimiter))
        top, begins = [], 1
        try:
            for record in islice(reader, TOP):
                if any(cell.strip() for cell in record):
                    top.append((begins, record))
                begins = reader.line_num + 1
        except csv.Error:
            pass
        yield delimiter, top
