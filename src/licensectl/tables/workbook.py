"""Workbooks of every kind: the rows of their sheets as text, numbers and days unmistakable, and those cells that have no value."""

from collections.abc import Collection, Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import Any, Literal, Protocol

from licensectl.core.reasons import DAMAGED, damage_reason
from licensectl.core.text import listed
from licensectl.errors import LicensectlError
from licensectl.tables import messages
from licensectl.tables.cell_text import MOST_ROWS, Sheet

Kind = Literal["xlsx", "xlsb", "xls", "ods"]
# The modules are loaded when such a workbook is read.
BOOKS: dict[Kind, tuple[str, str]] = {
    "xlsx": ("xlsx_book", "XlsxBook"),
    "xlsb": ("xlsb_book", "XlsbBook"),
    "xls": ("xls_book", "XlsBook"),
    "ods": ("ods_book", "OdsBook"),
}


# Of each sheet the first rows are read.
MOST_SHEETS = 1000


class Book(Protocol):
    """A workbook of one kind. It lists its sheets, and for each sheet its rows, the formulas without a value and the
    currencies that numbers are shown with."""

    sheets: list[Sheet]

    def rows(self, title: str) -> Iterator[tuple[int, list[str]]]: ...

    def uncalculated(self, title: str) -> Iterator[tuple[int, int]]: ...

    def signs(self, title: str, places: Collection[int]) -> dict[tuple[int, int], str]: ...


class Workbook:
    """The visible sheets of a workbook, with the values that formulas had when it was saved."""

    def __init__(self, source: Any, name: str, kind: Kind) -> None:
        self.name = name
        with self._readable():
            module, book = BOOKS[kind]
            self._book: Book = getattr(import_module(f"licensectl.tables.{module}"), book)(source, name)
        if len(self._book.sheets) > MOST_SHEETS:
            raise LicensectlError(messages.TOO_LONG.at(name))

    def tops(self, wanted: str | None, count: int) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
        """Yield the first non-blank rows of each visible sheet, or of the named one, hidden or not."""
        titles = [sheet.title for sheet in self._book.sheets]
        if wanted is not None and wanted not in titles:
            raise LicensectlError(messages.NO_SUCH_SHEET.at(self.name, sheet=wanted, there=listed(titles, 10)))
        for title, visible in self._book.sheets:
            if title == wanted or (wanted is None and visible):
                yield title, list(islice(self.records(title), count))

    def records(self, title: str) -> Iterator[tuple[int, list[str]]]:
        """Yield the non-blank rows of a sheet with their numbers."""
        with self._readable():
            for number, row in self._book.rows(title):
                if number > MOST_ROWS:
                    raise LicensectlError(messages.TOO_LONG.at(self.name))
                yield number, row

    def formulas(self, title: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the row and column of each cell in these columns that holds a formula without a value."""
        with self._readable():
            yield from (found for found in self._book.uncalculated(title) if found[1] in places)

    def signs(self, title: str, places: Collection[int]) -> dict[tuple[int, int], str]:
        """Return the currency that numbers in these columns are shown with, by row (1 is the first) and column (0 is the first)."""
        with self._readable():
            return self._book.signs(title, places)

    def _readable(self) -> "_Readable":
        return _Readable(self.name)


class _Readable:
    """The readers of workbooks, zipfile and the XML parser raise different errors for a damaged workbook."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        # Code in Rust that gives up raises what is no Exception.
        gave_up = kind is not None and kind.__name__ == "PanicException"
        if (isinstance(error, Exception) or gave_up) and not isinstance(error, LicensectlError):
            raise LicensectlError(
                messages.WORKBOOK.at(self.name, reason=DAMAGED if error is None or gave_up else damage_reason(error))
            ) from None
