"""Worksheets of .xlsb by calamine, which loads one whole: its records are weighed before, and tell errors and percentages.

A record is its kind and its length, in seven bits a byte, and that many bytes. The numbers of kinds are those of [MS-XLSB] 2.3.
"""

from collections.abc import Collection, Iterator
from io import BytesIO
from struct import unpack_from
from typing import Any
from zipfile import ZipFile

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from licensectl.tables.cell_formats import shown_signs
from licensectl.tables.cell_text import MOST_COLUMNS, MOST_ROWS, PERCENT_MARK, Sheet, is_percent, percent, texts
from licensectl.tables.parts import Parts

ROW, FIRST_CELL, BLANK, LAST_CELL, TEXT = 0, 1, 1, 11, 19
ERRORS, NUMBERS, SHARED = (3, 11), (2, 5, 9), 7
FORMAT, STYLE, STYLES, STYLES_END, BUNDLE = 44, 47, 617, 618, 156
ERROR_TEXTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#GETTING_DATA"}
# Bytes of a part, and what a sheet and the texts of the workbook may weigh in memory: room, cells and texts as in `xlsx_book`.
PART_LIMIT, MOST_WEIGHT = 64 << 20, 120 << 20
ROOM_BYTES, CELL_BYTES = 24, 88
PERCENT = "%"


class XlsbBook:
    """The worksheets of a workbook, hidden ones included, in their order."""

    def __init__(self, source: Any, name: str) -> None:
        self._source = source
        self._parts = Parts(ZipFile(source), name)
        relations = {one.get("Id"): one.get("Target", "") for one in self._parts.tree("xl/_rels/workbook.bin.rels")}
        self._targets: dict[str, str] = {}
        for kind, body in _records(self._parts.whole("xl/workbook.bin")):
            if kind == BUNDLE:
                relation, end = _wide(body, 8)
                title, _ = _wide(body, end)
                target = relations.get(relation, "")
                self._targets[title] = target if target.startswith("/") else f"xl/{target}"
        self._lengths = [len(body) for kind, body in _records(self._parts.whole("xl/sharedStrings.bin", PART_LIMIT)) if kind == TEXT]
        if sum(self._lengths) + len(self._lengths) * CELL_BYTES > MOST_WEIGHT:
            raise self._parts.too_long()
        self._formats = list(_formats(self._parts.whole("xl/styles.bin")))
        self._percents = {place for place, code in self._formats if is_percent(code)}
        source.seek(0)
        self._book = CalamineWorkbook.from_filelike(BytesIO(source.read()))
        self.sheets = [
            Sheet(one.name, one.visible == SheetVisibleEnum.Visible)
            for one in self._book.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet
        ]

    def rows(self, title: str) -> Iterator[tuple[int, list[str]]]:
        """Yield the number and the cells of each row that holds something."""
        marked = self._scan(title)
        sheet = self._book.get_sheet_by_name(title)
        if sheet.start is None:
            return
        top, left = sheet.start
        cells = sheet.to_python()
        for (row, place), mark in marked.items():
            if top <= row < top + len(cells) and left <= place < left + len(cells[0]):
                value = cells[row - top][place - left]
                cells[row - top][place - left] = PERCENT_MARK + percent(value) if mark == PERCENT and isinstance(value, float) else mark
        yield from texts(cells, sheet.start, self._parts.too_long)

    def uncalculated(self, title: str) -> Iterator[tuple[int, int]]:
        """Yield nothing: in this format every formula has a value."""
        yield from ()

    def signs(self, title: str, places: Collection[int]) -> dict[tuple[int, int], str]:
        """Return the currency that each number in these columns is shown with, by row and column."""
        found = dict[tuple[int, int], str]()
        styles, row = shown_signs(self._formats), 0
        for kind, body in _records(self._parts.whole(self._targets[title], PART_LIMIT)) if styles else ():
            if kind == ROW:
                (row,) = unpack_from("<I", body)
            elif kind in NUMBERS:
                place, style = unpack_from("<II", body)
                if place in places and style & 0xFFFFFF in styles:
                    found[row + 1, place] = styles[style & 0xFFFFFF]
        return found

    def _scan(self, title: str) -> dict[tuple[int, int], str]:
        """Return the errors and the percentages by their place. Raises LicensectlError on a sheet that weighs too much."""
        marked = dict[tuple[int, int], str]()
        row, first, cells, width, length = 0, -1, 0, 0, 0
        for kind, body in _records(self._parts.whole(self._targets[title], PART_LIMIT)):
            if kind == ROW:
                (row,) = unpack_from("<I", body)
            elif FIRST_CELL < kind <= LAST_CELL:
                place, style = unpack_from("<II", body)
                style &= 0xFFFFFF
                first = row if first < 0 else first
                cells, width = cells + 1, max(width, place + 1)
                length += self._lengths[unpack_from("<I", body, 8)[0]] if kind == SHARED else len(body)
                if kind in ERRORS:
                    marked[row, place] = ERROR_TEXTS.get(body[8], "#N/A")
                elif kind in NUMBERS and style in self._percents:
                    marked[row, place] = PERCENT
                if width > MOST_COLUMNS or row >= MOST_ROWS or row < first or length + cells * CELL_BYTES > MOST_WEIGHT:
                    raise self._parts.too_long()
        if (row - first + 1) * width * ROOM_BYTES + cells * CELL_BYTES + length > MOST_WEIGHT:
            raise self._parts.too_long()
        return marked


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the body of each record."""
    at = 0
    while at < len(content):
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | content[at] << 7
            at += 1
        length = shift = 0
        while True:
            byte = content[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift == 28:
                break
        yield kind, content[at : at + length]
        at += length


def _wide(body: bytes, at: int) -> tuple[str, int]:
    """Return the text that starts there, and where it ends."""
    (length,) = unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le"), end


def _formats(styles: bytes) -> Iterator[tuple[int, str]]:
    """Yield the number of each style of cells and its number format, "" for one that every program knows and that is no percentage."""
    codes = {9: "0%", 10: "0.00%"}
    inside, place = False, 0
    for kind, body in _records(styles):
        if kind == FORMAT:
            codes[unpack_from("<H", body)[0]] = _wide(body, 2)[0]
        inside = kind == STYLES or (inside and kind != STYLES_END)
        if inside and kind == STYLE:
            yield place, codes.get(unpack_from("<H", body, 2)[0], "")
            place += 1
