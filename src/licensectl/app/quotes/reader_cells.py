"""Read the cells of a row of quote lines: one way for `quote build`, `quote batch` and `quote price`."""

from collections.abc import Callable, Iterator, Sequence

from licensectl.app.quotes.reader_figures import KINDS, Cell, name_of_cell
from licensectl.core.spreadsheet import bare
from licensectl.domain.quotes import messages_batch as messages
from licensectl.errors import Problem
from licensectl.tables.dates import OpenDateOrderError, day_of
from licensectl.tables.numbers import AROUND, WorkbookNumber
from licensectl.tables.table import TableReader

DAYS = ("date", "po_date")
IDS = ("sku", "part_number", "distributor_sku", "availability_id")
Places = list[tuple[int, str]]


def speller(column: str, delimiter: str) -> Callable[[str], str]:
    """Return the function that spells the texts of `column` as requests do; `delimiter` is that of the table.

    Days with two readings are left unchanged and refused later. Programs that write `;` write the day before the month.
    """
    if column in DAYS:
        return lambda text: _day(text.strip(AROUND), delimiter)
    return _id if column in IDS else _stripped


def _stripped(text: str) -> str:
    return bare(text.strip(AROUND))


def _id(text: str) -> str:
    return text.strip(AROUND).removeprefix("'")


def _day(cell: str, delimiter: str) -> str:
    try:
        found = day_of(cell)
    except OpenDateOrderError:
        found = day_of(cell, "dmy") if delimiter == ";" else None
    return found.isoformat() if found else cell


class LineCells:
    """The cells of the rows of a table of lines; `columns` has the place and the name of each column that is read."""

    def __init__(self, table: TableReader, columns: Places) -> None:
        self._table, self._columns = table, columns
        self._texts = [(place, column, speller(column, table.delimiter)) for place, column in columns if column not in KINDS]
        self._figures = [(place, column) for place, column in columns if column in KINDS]
        self._signs = table.signs_beside([place for place, _ in self._figures])
        self._headers = {place: " ".join(table.header[place].split())[:60] for place, _ in columns}
        self._formulas: set[tuple[int, int]] | None = None

    def texts(self, record: Sequence[str]) -> dict[str, str]:
        """Return the texts of a row that are not blank, by column."""
        return {column: cell for place, column, spell in self._texts if (cell := spell(record[place]))}

    def figures(self, row: int, record: Sequence[str]) -> dict[str, Cell]:
        """Return the figures of a row that are not blank, by column, as they are written."""
        return {column: self._figure(row, place, record[place]) for place, column in self._figures if record[place].strip(AROUND)}

    def uncalculated(self, row: int, record: Sequence[str], where: str) -> Iterator[Problem]:
        """Yield a problem for each cell of a workbook that looks blank and holds a formula that no program has calculated."""
        if self._table.delimiter or all(record[place].strip(AROUND) for place, _ in self._columns):
            return
        if self._formulas is None:
            self._formulas = set(self._table.formulas([place for place, _ in self._columns]))
        for place, _ in self._columns:
            if (row, place) in self._formulas:
                yield messages.FORMULA.at(where, name=name_of_cell(row, self._headers[place]))

    def _figure(self, row: int, place: int, text: str) -> Cell:
        """Return a cell of figures with the currency that its format shows."""
        number, cell, sign = isinstance(text, WorkbookNumber), text.strip(AROUND), self._signs.get((row, place), "")
        if number and sign:
            cell = f"{cell} {sign}"
        return Cell(cell, row, self._headers[place], number)
