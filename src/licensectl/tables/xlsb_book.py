"""Worksheets of .xlsb: the records of their cells, row by row.

calamine passes over the formats of whole numbers, takes what a short record lacks from the one before, and gives up on many damaged ones.
A record is its kind and its length, in seven bits a byte, and that many bytes. The numbers of kinds are those of [MS-XLSB] 2.3.
"""

from codecs import utf_16_le_decode
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from struct import pack, unpack, unpack_from
from typing import Any, Literal

from licensectl.tables.cell_formats import shown_signs
from licensectl.tables.cell_text import MOST_COLUMNS, MOST_ROWS, PERCENT_MARK, Sheet, is_day, is_elapsed, is_percent, percent, texts
from licensectl.tables.parts import Parts, open_archive

ROW, BLANK, ERRORS, BOOLS, REALS, TEXTS, SHARED, WHOLE = 0, 1, (3, 11), (4, 10), (5, 9), (6, 8), 7, 2
LAST_CELL, TEXT, PROPERTIES, BUNDLE = 11, 19, 153, 156
# Cells right of the one before: they do not say where they are. Texts with fonts of their own, after a byte, of either sort.
NEXT, LAST_NEXT, FONTS, NEXT_FONTS = 12, 18, 62, 61
FORMAT, STYLE, STYLES, STYLES_END = 44, 47, 617, 618
ERROR_TEXTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#GETTING_DATA"}
# A sheet that is nowhere in the file, such as one of another workbook.
NOWHERE = 0xFFFFFFFF
# Bytes of a part, and of all texts in memory, with what each takes beside its letters.
PART_LIMIT, MOST_TEXTS, TEXT_BYTES = 64 << 20, 120 << 20, 88
# Rows that are handed over at once.
BATCH = 100
Shown = Literal["percent", "day", "elapsed"]
# What the number 0 stands for, and how much later where the workbook says so. Its times are of no zone.
EPOCH, DAYS_1904 = datetime(1899, 12, 30), 1462  # noqa: DTZ001


class XlsbBook:
    """The worksheets of a workbook, hidden ones included, in their order."""

    def __init__(self, source: Any, name: str) -> None:
        self._parts = Parts(open_archive(source), name)
        relations = {one.get("Id"): one for one in self._parts.tree("xl/_rels/workbook.bin.rels")}
        self._targets: dict[str, str] = {}
        self.sheets: list[Sheet] = []
        self._epoch_1904 = False
        for kind, body in _records(self._parts.whole("xl/workbook.bin")):
            if kind == PROPERTIES:
                self._epoch_1904 = bool(body[0] & 1)
            if kind == BUNDLE and unpack_from("<I", body, 8)[0] != NOWHERE:
                relation, end = _wide(body, 8)
                title, _ = _wide(body, end)
                if relations[relation].get("Type", "").endswith("/worksheet"):
                    target = relations[relation].get("Target", "")
                    self._targets[title] = target if target.startswith("/") else f"xl/{target}"
                    self.sheets.append(Sheet(title, unpack_from("<I", body)[0] == 0))
        self._texts: list[str] | None = None
        self._formats = list(_formats(self._parts.whole("xl/styles.bin")))
        self._shown = [_shown(code) for _, code in self._formats]

    def rows(self, title: str) -> Iterator[tuple[int, list[str]]]:
        """Yield the number and the cells of each row that holds something. Raises ValueError on rows that are not in order."""
        if self._texts is None:
            self._texts = list(self._shared())
        row, first, rows = -1, 0, list[list[Any]]()
        for kind, body in _cells(self._parts.whole(self._targets[title], PART_LIMIT)):
            if kind == ROW:
                (number,) = unpack_from("<I", body)
                if number <= row:
                    raise ValueError
                if number >= MOST_ROWS:
                    raise self._parts.too_long()
                if number > row + 1 or len(rows) == BATCH:
                    yield from texts(rows, (first, 0), self._parts.too_long)
                    first, rows = number, []
                row = number
                rows.append([])
            elif BLANK < kind <= LAST_CELL:
                place, style = unpack_from("<II", body)
                if place >= MOST_COLUMNS:
                    raise self._parts.too_long()
                cells = rows[-1]
                if place >= len(cells):
                    cells += [None] * (place + 1 - len(cells))
                # The number of a style has three bytes.
                cells[place] = self._value(kind, style & 0xFFFFFF, body)
        yield from texts(rows, (first, 0), self._parts.too_long)

    def uncalculated(self, title: str) -> Iterator[tuple[int, int]]:
        """Yield nothing: in this format every formula has a value."""
        yield from ()

    def signs(self, title: str, places: Collection[int]) -> dict[tuple[int, int], str]:
        """Return the currency that each number in these columns is shown with, by row and column."""
        found = dict[tuple[int, int], str]()
        styles, row = shown_signs(self._formats), 0
        for kind, body in _cells(self._parts.whole(self._targets[title], PART_LIMIT)) if styles else ():
            if kind == ROW:
                (row,) = unpack_from("<I", body)
            elif kind in (WHOLE, *REALS):
                place, style = unpack_from("<II", body)
                if place in places and style & 0xFFFFFF in styles:
                    found[row + 1, place] = styles[style & 0xFFFFFF]
        return found

    def _shared(self) -> Iterator[str]:
        """Yield the texts that cells refer to by their number."""
        total = 0
        for kind, body in _records(self._parts.whole("xl/sharedStrings.bin", PART_LIMIT)):
            if kind == TEXT:
                total += len(body) + TEXT_BYTES
                if total > MOST_TEXTS:
                    raise self._parts.too_long()
                yield _wide(body, 1)[0]

    def _value(self, kind: int, style: int, body: bytes) -> Any:
        """Return the value of a cell with a style."""
        if kind == SHARED:
            return (self._texts or [])[unpack_from("<I", body, 8)[0]]
        if kind in TEXTS:
            return _wide(body, 8)[0]
        if kind in ERRORS:
            return ERROR_TEXTS.get(body[8], "#N/A")
        if kind in BOOLS:
            return bool(body[8])
        value = _whole(body) if kind == WHOLE else unpack_from("<d", body, 8)[0]
        shown = self._shown[style] if style < len(self._shown) else None
        if shown == "percent":
            return PERCENT_MARK + percent(value)
        return _time(value, shown, self._epoch_1904) if shown else value


def _whole(body: bytes) -> float:
    """Return a number of four bytes ([MS-XLSB] 2.5.123): a whole one or the first half of a binary one, or a hundredth of it."""
    (held,) = unpack_from("<i", body, 8)
    value: float = held >> 2 if held & 2 else unpack("<d", pack("<ii", 0, held & ~3))[0]
    return value / 100 if held & 1 else float(value)


def _time(value: float, shown: Shown, epoch_1904: bool) -> Any:
    """Return the day, the time of day or the time span that a number means, else the number."""
    try:
        span = timedelta(milliseconds=round(value * 86_400_000))
        if shown == "elapsed":
            return span
        if value < 0:
            return value
        # Excel counts a 29 February 1900.
        first = timedelta(DAYS_1904 if epoch_1904 else value < 60)
        found = EPOCH + first + span
    except (ValueError, OverflowError):
        return value
    return found.time() if value < 1 else found


def _cells(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a sheet, each cell with the place where it is."""
    place = -1
    for kind, body in _records(content):
        if kind in (FONTS, NEXT_FONTS):
            at, kind = (8, TEXTS[0]) if kind == FONTS else (4, NEXT + TEXTS[0] - BLANK)
            body = body[:at] + body[at + 1 :]
        if NEXT <= kind <= LAST_NEXT:
            kind, body = kind - NEXT + BLANK, pack("<I", place + 1) + body
        if kind == ROW:
            place = -1
        elif kind <= LAST_CELL:
            (place,) = unpack_from("<I", body)
        yield kind, body


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the body of each record. Raises ValueError or IndexError on one that is cut off."""
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
        if at + length > len(content):
            raise ValueError
        yield kind, content[at : at + length]
        at += length


def _wide(body: bytes, at: int) -> tuple[str, int]:
    """Return the text that starts there, and where it ends. Raises ValueError if it is longer than its record."""
    (length,) = unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    if end > len(body):
        raise ValueError
    return utf_16_le_decode(body[at + 4 : end], "replace")[0], end


def _formats(styles: bytes) -> Iterator[tuple[int, str]]:
    """Yield the number of each style of cells and its number format, "" for one that every program knows and that shows a plain number."""
    # 27 to 36 and 50 to 58 are days in the languages of East Asia.
    codes = {9: "0%", 10: "0.00%", 46: "[h]:mm:ss"} | dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), "d")
    inside, place = False, 0
    for kind, body in _records(styles):
        if kind == FORMAT:
            codes[unpack_from("<H", body)[0]] = _wide(body, 2)[0]
        inside = kind == STYLES or (inside and kind != STYLES_END)
        if inside and kind == STYLE:
            yield place, codes.get(unpack_from("<H", body, 2)[0], "")
            place += 1


def _shown(code: str) -> Shown | None:
    """Return how a number format shows a number, None if as such."""
    if is_percent(code):
        return "percent"
    return "elapsed" if is_elapsed(code) else "day" if is_day(code) else None
