"""Excel workbooks: the sheets' rows as text, numbers and days unmistakable, one row in memory at a time."""

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from licensectl.core.text import listed
from licensectl.errors import LicensectlError
from licensectl.tables import messages
from licensectl.tables.numbers import WorkbookNumber

# What Excel itself can hold; a file that claims more is made to make readers run on.
MOST_ROWS = 1_048_576


class Workbook:
    """The visible sheets of a workbook, with the values that formulas had when it was saved."""

    def __init__(self, source: Any, name: str) -> None:
        from openpyxl import load_workbook

        # It speaks of parts that it leaves out, such as drop-down lists, which no price is in.
        warnings.filterwarnings("ignore", module="openpyxl")
        self.name = name
        self._source = source
        with self._readable():
            self._book = load_workbook(source, read_only=True, data_only=True)
        self._sheets = {sheet.title: sheet for sheet in self._book.worksheets}

    def tops(self, wanted: str | None, count: int) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
        """The first rows that hold something of each visible sheet, or of the one that is named, hidden or not."""
        if wanted is not None and wanted not in self._sheets:
            raise LicensectlError(messages.NO_SUCH_SHEET.at(self.name, sheet=wanted, there=listed(list(self._sheets), 10)))
        for title, sheet in self._sheets.items():
            if title == wanted or (wanted is None and sheet.sheet_state == "visible"):
                yield title, list(islice(self.records(title), count))

    def records(self, title: str) -> Iterator[tuple[int, list[str]]]:
        """The rows of a sheet that hold something, with their numbers."""
        sheet = self._sheets[title]
        # The size that a sheet says it has is often wrong.
        sheet.reset_dimensions()
        with self._readable():
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                if number > MOST_ROWS:
                    raise LicensectlError(messages.TOO_LONG.at(self.name))
                row = [_text(cell) for cell in cells]
                if any(row):
                    yield number, row

    def formulas(self, title: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The row and column of each cell in these columns that holds a formula and no value, as no program has calculated it."""
        from openpyxl import load_workbook

        with self._readable():
            self._source.seek(0)
            written = load_workbook(self._source, read_only=True)[title]
            written.reset_dimensions()
            pairs = zip(written.iter_rows(), self._sheets[title].iter_rows(values_only=True), strict=False)
            for number, (formulas, values) in enumerate(pairs, 1):
                for place in places:
                    if place < len(formulas) and formulas[place].data_type == "f" and values[place] is None:
                        yield number, place

    def _readable(self) -> "_Readable":
        return _Readable(self.name)


class _Readable:
    """openpyxl, zipfile and the XML parser each have errors of their own for a workbook that is damaged."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, Exception) and not isinstance(error, LicensectlError):
            raise LicensectlError(
                messages.WORKBOOK.at(self.name, reason=str(error).splitlines()[0] if str(error) else kind.__name__)
            ) from None


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int):
        return WorkbookNumber(cell)
    if isinstance(cell, float):
        # Fifteen digits are what Excel shows and holds; the rest is noise of the binary form.
        return WorkbookNumber(format(Decimal(format(cell, ".15g")), "f"))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
