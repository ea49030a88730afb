"""Worksheets of .xlsx by calamine, some thousand rows at a time: the memory for a sheet does not depend on its size.

calamine loads a worksheet whole, gives error cells as blanks, knows no percent format and rounds whole numbers beyond fifteen
digits. So the rows are cut from the XML, their weight is checked, such cells are written as text, and calamine reads the piece.
"""

import posixpath
import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from licensectl.tables.cell_text import MOST_COLUMNS, MOST_ROWS, MOST_TEXT, PERCENT_MARK, Sheet, is_percent, percent, texts
from licensectl.tables.parts import Parts, local, open_archive, require_plain
from licensectl.tables.xlsx_rows import RowStream, XmlPiece, plain_xml

# What a piece may weigh in memory, and what all texts of a workbook may; bytes of a text with markup.
MOST_WEIGHT, MOST_TEXTS, TEXT_LIMIT = 96 << 20, 120 << 20, 1 << 20
# Bytes that calamine takes for a cell, for the room of one in the rectangle around them, and for a text beside its letters.
CELL, ROOM, TEXT = 32, 24, 56

# Where a cell stands, as spreadsheet programs write it, and what shows that somebody wrote it otherwise.
COLUMN, ROW = re.compile(rb' r="([A-Z]+)'), re.compile(rb' r="[A-Z]+(\d+)')
ODD, ODD_BLANK = re.compile(rb' r(?:="[^A-Z0-9]|=[^"]|\s)'), re.compile(rb"[\t\r\n]r\s*=")
REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+)(\d+)")
CELL_TAG = re.compile(rb"<(?:\w+:)?c[\s/>]")
# A blank cell as spreadsheet programs write it: it has a style and takes no memory.
BLANK = re.compile(rb'<(?:\w+:)?c(?: [rst]="\w*")*\s*/>')
SHARED = re.compile(rb"\st\s*=\s*[\"']s[\"'][^<>]*>\s*<(?:\w+:)?v[^<>]*>\s*(\d+)")
ERROR = re.compile(rb"(<(?:\w+:)?c\s(?:[^<>]*\s)?t\s*=\s*[\"'])e([\"'])")
# A cell without a formula or with one, up to its value: its attributes and the value.
VALUED = rb"<((?:\w+:)?)c(\s[^<>]*)?>((?:\s*<(?:\w+:)?f(?:[^<>]*/>|[^<>]*>[^<>]*</(?:\w+:)?f>))?)\s*<(?:\w+:)?v[^<>]*>%b</(?:\w+:)?v>"
LONG_NUMBER = re.compile(rb"v>-?\d{16}")
LONG = re.compile(VALUED % rb"\s*(-?\d{16,})\s*")
NUMBER = re.compile(VALUED % rb"\s*(-?[\d.]+(?:[eE][+-]?\d+)?)\s*")
TYPE = re.compile(rb"\st\s*=\s*[\"'](\w+)[\"']")
STYLE = re.compile(rb"\ss\s*=\s*[\"'](\d+)[\"']")
# A formula whose value was never calculated, and what precedes it in its row.
UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c(\s[^<>]*)?>\s*<(?:\w+:)?f(?:[^<>]*/>|[^<>]*>[^<>]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\s*>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
# What a cell that is not blank has: a value, or a text of its own.
CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is)[\s/>]")
TEXT_END = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")


class XlsxBook:
    """The worksheets of a workbook, hidden ones included, in their order."""

    def __init__(self, source: Any, name: str) -> None:
        self._source = source
        self._parts = Parts(open_archive(source), name)
        book = self._parts.tree("xl/workbook.xml")
        relations = {one.get("Id"): one for one in self._parts.tree("xl/_rels/workbook.xml.rels")}
        self._sheets: dict[str, str] = {}
        self.sheets: list[Sheet] = []
        self._epoch_1904 = False
        for one in book.iter():
            if local(one.tag) == "workbookPr":
                self._epoch_1904 = one.get("date1904") in ("1", "true")
            if local(one.tag) == "sheet":
                relation = relations[next(value for key, value in one.items() if local(key) == "id")]
                if relation.get("Type", "").endswith("/worksheet"):
                    part = posixpath.normpath(posixpath.join("xl", relation.get("Target", "")))
                    self.sheets.append(Sheet(one.get("name"), one.get("state", "visible") == "visible"))
                    self._sheets[one.get("name")] = part
        self._base: bytes | None = None
        self._lengths, self._longest = array("I"), 0
        self._percents: set[bytes] = set()
        # What is known of sheets that were read to their end.
        self._without_formulas: set[str] = set()

    def rows(self, title: str) -> Iterator[tuple[int, list[str]]]:
        """Yield the number and the cells of each row that holds something."""
        if self._base is None:
            self._base = self._common()
        stream = RowStream(self._parts, self._sheets[title])
        formulas = False
        for piece in stream:
            formulas = formulas or stream.has_formulas(piece)
            if CONTENT.search(piece.xml):
                yield from self._read(stream, piece)
        if not formulas:
            self._without_formulas.add(title)

    def uncalculated(self, title: str) -> Iterator[tuple[int, int]]:
        """Yield the row and the column (0 is the first) of each formula without a value."""
        stream = RowStream(self._parts, self._sheets[title])
        for piece in stream if title not in self._without_formulas else ():
            for found in UNCALCULATED.finditer(piece.xml) if stream.has_formulas(piece) else ():
                place = REFERENCE.search(found[1] or b"")
                if place:
                    yield int(place[2]), _column(place[1]) - 1
                else:
                    row = bisect_left(piece.starts, found.start()) - 1
                    yield piece.numbers[row], len(CELL_TAG.findall(piece.xml, piece.starts[row], found.start()))

    def signs(self, title: str, places: Collection[int]) -> dict[tuple[int, int], str]:
        """Return the currency that each number in these columns is shown with, by row and column."""
        # Only tables with figures that people type ask for it.
        from licensectl.tables.cell_formats import signs_beside

        return signs_beside(self._source, title, places)

    def _read(self, stream: RowStream, piece: XmlPiece) -> Iterator[tuple[int, list[str]]]:
        if self._weight(piece) > MOST_WEIGHT:
            if len(piece.starts) == 1:
                raise self._parts.too_long()
            for half in piece.halves():
                yield from self._read(stream, half)
            return
        from python_calamine import CalamineWorkbook

        packed = BytesIO(self._base or b"")
        with ZipFile(packed, "a", ZIP_STORED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", stream.around(self._as_text(piece.xml), piece.numbers[0]))
        packed.seek(0)
        sheet = CalamineWorkbook.from_filelike(packed).get_sheet_by_index(0)
        if sheet.start:
            ends = (*piece.starts[1:], len(piece.xml))
            long = self._longest > MOST_TEXT // 16 or max(map(int.__sub__, ends, piece.starts)) > MOST_TEXT
            yield from texts(sheet.to_python(), sheet.start, self._parts.too_long if long else None)

    def _weight(self, piece: XmlPiece) -> int:
        """Return about the bytes that calamine will need. Raises LicensectlError on cells where no sheet has any."""
        xml = BLANK.sub(b"", piece.xml) if b"/>" in piece.xml else piece.xml
        if ODD.search(xml) or (any(blank in xml for blank in (b"\t", b"\r", b"\n")) and ODD_BLANK.search(xml)):
            found = REFERENCE.findall(xml)
            placed, columns, rows = len(found), {column for column, _ in found}, {row for _, row in found}
        else:
            every = COLUMN.findall(xml)
            placed, columns, rows = len(every), set(every), set(ROW.findall(xml))
        numbers = {*map(int, rows)}
        cells = len(CELL_TAG.findall(xml))
        width = max(map(_column, columns), default=1)
        if cells > placed:
            # Some cells do not say where they stand.
            numbers |= {*piece.numbers}
            ends = (*piece.starts[1:], len(piece.xml))
            width += max(len(CELL_TAG.findall(piece.xml, start, end)) for start, end in zip(piece.starts, ends, strict=True))
        if width > MOST_COLUMNS or max(numbers, default=0) > MOST_ROWS:
            raise self._parts.too_long()
        height = max(numbers, default=0) - min(numbers, default=0) + 1
        return height * width * ROOM + cells * (CELL + TEXT) + len(xml) + self._shared(xml, cells)

    def _shared(self, xml: bytes, cells: int) -> int:
        """Return the bytes of the texts that the cells refer to; each cell gets a copy."""
        if cells * self._longest <= MOST_WEIGHT // 3:
            return cells * self._longest
        return sum(map(self._lengths.__getitem__, map(int, SHARED.findall(xml))))

    def _as_text(self, xml: bytes) -> bytes:
        """Write cells that calamine does not tell as they are as cells of text."""
        if b'"e"' in xml or b"'e'" in xml:
            xml = ERROR.sub(rb"\1str\2", xml)
        if LONG_NUMBER.search(xml):
            xml = LONG.sub(lambda found: _text_cell(found, found[4]), xml)
        return NUMBER.sub(self._percent, xml) if self._percents else xml

    def _percent(self, found: re.Match[bytes]) -> bytes:
        style = STYLE.search(found[2] or b"")
        if not style or style[1] not in self._percents:
            return found[0]
        return _text_cell(found, (PERCENT_MARK + percent(float(found[4]))).encode())

    def _common(self) -> bytes:
        """Return a workbook without its sheet: styles and texts of this one."""
        styled = "xl/styles.xml" in self._parts
        if styled:
            self._percents = {str(place).encode() for place in _percents(self._parts.tree("xl/styles.xml"))}
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            for part, content in WRAPPER.items():
                archive.writestr(part, content.replace("{1904}", str(int(self._epoch_1904))))
            if styled:
                archive.writestr("xl/styles.xml", self._parts.whole("xl/styles.xml"))
            if "xl/sharedStrings.xml" in self._parts:
                with archive.open("xl/sharedStrings.xml", "w") as stream:
                    for block in self._texts():
                        stream.write(block)
        self._longest = max(self._lengths, default=0)
        return out.getvalue()

    def _texts(self) -> Iterator[bytes]:
        """Yield the texts of the workbook as XML, and note how long each is."""
        rest, total = b"", 0
        for block in self._parts.blocks("xl/sharedStrings.xml"):
            rest += block
            begin = 0 if total else rest.find(b">", rest.find(b"sst")) + 1
            if not total:
                require_plain(block)
            for end in TEXT_END.finditer(rest):
                self._lengths.append(end.start() - begin)
                begin = end.end()
            total += begin
            if len(rest) - begin > TEXT_LIMIT + len(block) or total + TEXT * len(self._lengths) > MOST_TEXTS:
                raise self._parts.too_long()
            yield plain_xml(rest[:begin])
            rest = rest[begin:]
        yield plain_xml(rest)


def _text_cell(found: re.Match[bytes], text: bytes) -> bytes:
    """Return the cell with this text if it is a number, else as it is."""
    attributes = found[2] or b""
    kind = TYPE.search(attributes)
    if kind and kind[1] != b"n":
        return found[0]
    attributes = TYPE.sub(b"", attributes)
    return b'<%bc%b t="str">%b<%bv>%b</%bv>' % (found[1], attributes, found[3], found[1], text, found[1])


def _percents(styles: Any) -> Iterator[int]:
    """Yield the number of each style of cells that shows numbers as percentages."""
    shown = {one.get("numFmtId"): is_percent(one.get("formatCode", "")) for one in styles.iter() if local(one.tag) == "numFmt"}
    for one in styles.iter():
        if local(one.tag) == "cellXfs":
            for place, style in enumerate(one):
                number = style.get("numFmtId")
                if shown.get(number, number in ("9", "10")):
                    yield place


def _column(letters: bytes) -> int:
    """Return the number of a column, `A` being 1; one beyond all for what is longer than any."""
    number = 0
    for letter in letters.upper()[:4]:
        number = number * 26 + letter - 64
    return number


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WRAPPER = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr date1904="{{1904}}"/>'
    '<sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
}
