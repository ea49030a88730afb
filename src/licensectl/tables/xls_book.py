"""Worksheets of .xls, the workbooks of Excel before 2007, by xlrd, which knows percent formats and errors; calamine does not."""

from collections.abc import Collection, Iterator
from contextlib import redirect_stdout
from datetime import timedelta
from functools import lru_cache
from io import StringIO
from typing import Any

import xlrd

from licensectl.errors import LicensectlError
from licensectl.tables import messages
from licensectl.tables.cell_formats import shown_signs
from licensectl.tables.cell_text import PERCENT_MARK, Sheet, is_elapsed, is_percent, percent, texts
from licensectl.tables.xls_records import LockedError, TooManyError, XlsRecords

# Beyond this a file would take more than 300 MB of memory; a full sheet of 65,536 prices has half of it.
MOST_BYTES = 32 << 20


class XlsBook:
    """The worksheets of a workbook, hidden ones included, in their order; one is held at a time."""

    def __init__(self, source: Any, name: str) -> None:
        content = source.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise LicensectlError(messages.TOO_LONG.at(name))
        try:
            self._held = _opened(content)
        except (xlrd.XLRDError, xlrd.compdoc.CompDocError, LockedError):
            raise LicensectlError(messages.OLD_EXCEL.at(name)) from None
        except TooManyError:
            raise LicensectlError(messages.TOO_LONG.at(name)) from None
        self._book = self._held.book
        formats = [self._book.format_map[style.format_key].format_str for style in self._book.xf_list]
        self._percents = {place for place, code in enumerate(formats) if is_percent(code)}
        self._spans = {place for place, code in enumerate(formats) if is_elapsed(code)}
        self.sheets = [Sheet(title, visible) for title, visible in zip(self._held.titles, self._held.visible, strict=True)]

    def rows(self, title: str) -> Iterator[tuple[int, list[str]]]:
        """Yield the number and the cells of each row that holds something."""
        sheet = self._held.sheet(title)
        for number in range(sheet.nrows):
            yield from texts([[self._value(sheet, number, place) for place in range(sheet.row_len(number))]], (number, 0))

    def uncalculated(self, title: str) -> Iterator[tuple[int, int]]:
        """Yield nothing: in this format every formula has a value."""
        yield from ()

    def signs(self, title: str, places: Collection[int]) -> dict[tuple[int, int], str]:
        """Return the currency that each number in these columns is shown with, by row and column."""
        styles = shown_signs((place, self._book.format_map[style.format_key].format_str) for place, style in enumerate(self._book.xf_list))
        sheet = self._held.sheet(title)
        return {
            (row + 1, place): styles[style]
            for row in range(sheet.nrows if styles else 0)
            for place in places
            if place < sheet.row_len(row) and sheet.cell_type(row, place) == xlrd.XL_CELL_NUMBER
            for style in (sheet.cell_xf_index(row, place),)
            if style in styles
        }

    def _value(self, sheet: Any, row: int, place: int) -> Any:
        kind, value = sheet.cell_type(row, place), sheet.cell_value(row, place)
        if kind == xlrd.XL_CELL_DATE:
            return self._span(value) if sheet.cell_xf_index(row, place) in self._spans else self._day(value)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        if kind == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(value, "#N/A")
        if kind == xlrd.XL_CELL_NUMBER and sheet.cell_xf_index(row, place) in self._percents:
            return PERCENT_MARK + percent(value)
        return value

    def _span(self, value: float) -> Any:
        """Return the time span of a number of days, else the number."""
        try:
            return timedelta(milliseconds=round(value * 86_400_000))
        except (ValueError, OverflowError):
            return value

    def _day(self, value: float) -> Any:
        """Return the day, or the time of day, of a number, else the number."""
        try:
            found = xlrd.xldate_as_datetime(value, self._book.datemode)
            # Before 1900 there are only days of LibreOffice, which counts no 29 February 1900.
            found -= timedelta(value < 0 and not self._book.datemode)
        except (ValueError, OverflowError):
            return value
        return found.time() if 0 <= value < 1 else found


class _Opened:
    """A workbook as xlrd reads it."""

    def __init__(self, content: bytes) -> None:
        self._log = StringIO()
        # xlrd prints what it wonders about.
        with redirect_stdout(self._log):
            container = xlrd.compdoc.CompDoc(content, logfile=self._log)
            streams = (container.locate_named_stream(name) for name in ("Workbook", "Book"))
            held, base, length = next((found for found in streams if found[0]), (b"", 0, 0))
            if not held:
                raise xlrd.XLRDError
            records = XlsRecords(bytearray(held[base : base + length]))
            self.book = xlrd.open_workbook(
                file_contents=records.content(), logfile=self._log, formatting_info=True, on_demand=True, ragged_rows=True
            )
        self.visible = records.visible
        self.titles: list[str] = self.book.sheet_names()
        self._loaded: str | None = None

    def sheet(self, title: str) -> Any:
        """Return a sheet, which takes the place of the one before."""
        with redirect_stdout(self._log):
            if self._loaded not in (title, None):
                self.book.unload_sheet(self.titles.index(self._loaded))
            self._loaded = title
            return self.book.sheet_by_index(self.titles.index(title))


# A list is opened several times in a row, and each time would take seconds.
_opened = lru_cache(maxsize=1)(_Opened)
