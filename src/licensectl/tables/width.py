"""Compare the number of cells of rows with that of the header."""

from collections.abc import Container, Mapping

from licensectl.errors import Problem
from licensectl.tables import messages
from licensectl.tables.numbers import AROUND
from licensectl.tables.table import TableReader


class Width:
    """The columns of a table, of which those at `places` are read."""

    def __init__(self, table: TableReader, places: Mapping[str, int]) -> None:
        self._header = table.header
        # Columns beyond the last that has a name hold nothing.
        self._named = max((place + 1 for place, cell in enumerate(table.header) if cell.strip(AROUND)), default=0)
        self._read = sorted(place for place in places.values() if place < len(table.header))
        # Excel leaves out blank cells at the end of a row when those of the next rows are blank as well; workbooks always do.
        self._least = self._read[-1] + 1 if table.delimiter else 0

    def fitted(self, record: list[str]) -> list[str] | None:
        """Return the record as wide as its header; None if it lacks a cell that is read, or has cells without a header."""
        if len(record) < self._least or any(cell.strip(AROUND) for cell in record[self._named :]):
            return None
        wide = len(self._header)
        return record if len(record) == wide else record[:wide] + [""] * (wide - len(record))

    def message(self, record: list[str], where: str) -> Problem:
        return messages.CUT.at(where, found=len(record), wanted=self._named)

    def cut_end(self, record: list[str], where: str, place: int | None, words: Container[str]) -> list[Problem]:
        """Return a problem where the last line of a file, which has no line end, may have been cut.

        A whole one of `words` in the last column, which stands at `place`, says that nothing was cut.
        """
        last = self._named - 1
        if len(record) < self._named:
            return [self.message(record, where)]
        if last not in self._read or (last == place and record[last].strip(AROUND).casefold() in words):
            return []
        return [messages.CUT_END.at(where, column=self._header[last].strip(AROUND))]
