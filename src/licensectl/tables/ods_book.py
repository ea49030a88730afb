"""Worksheets of .ods by calamine, some thousand rows at a time, as in `xlsx_book`.

calamine loads all sheets at once, gives error cells as blanks and percentages as plain numbers. Rows without content are left out,
equal ones that the file counts are read once.
"""

import re
from collections.abc import Collection, Iterator
from html import unescape
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from licensectl.i18n.translate import N_
from licensectl.tables.cell_text import MOST_COLUMNS, MOST_ROWS, MOST_TEXT, PERCENT_MARK, Sheet, percent, texts
from licensectl.tables.parts import BLOCK, MOST_TAGS, ODD_XML, Parts, local, open_archive, require_plain

CONTENT = "content.xml"
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
# Bytes of XML that are read as one piece, of a single row, and of what precedes the sheets.
FIRST, PIECE, ROW_LIMIT, HEAD_LIMIT = 128 << 10, 4 << 20, 32 << 20, 16 << 20
# Cells of a piece, with the room around them.
MOST_CELLS = 1_000_000

# Attributes may hold ">", such as a formula, and are quoted either way.
QUOTED = rb"""(?:"[^<"]*"|'[^<']*')"""
ATTRIBUTES = rb"""((?:\s[^<>"']*?(?:""" + QUOTED + rb"""[^<>"']*?)*?)?)"""
TABLE = re.compile(rb"<table:table(?=\s)" + ATTRIBUTES + b">")
ROW = re.compile(rb"<table:table-row" + ATTRIBUTES + rb"(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
CELL = re.compile(rb"<table:(?:covered-)?table-cell" + ATTRIBUTES + rb"(?:/>|>(.*?)</table:(?:covered-)?table-cell>)", re.DOTALL)
REPEATED = re.compile(rb"""\stable:number-(?:rows|columns)-repeated\s*=\s*["'](\d+)["']""")
SPACES = re.compile(rb"""\stext:c\s*=\s*["'](\d+)["']""")
VALUE = re.compile(rb"""\soffice:(?:value|string-value|boolean-value|date-value|time-value)=["']([^"']*)["']""")
CURRENCY = re.compile(rb"""\soffice:currency=["']([A-Z]{3})["']""")
TYPE = re.compile(rb"""\soffice:value-type=["']([^"']*)["']""")
BREAK, TAB = re.compile(rb"<text:line-break\s*/>"), re.compile(rb"<text:tab(?:\s[^<>]*)?/>")
NAME, STYLE = re.compile(rb"\stable:name=(" + QUOTED + b")"), re.compile(rb"\stable:style-name=(" + QUOTED + b")")


class OdsRow(NamedTuple):
    """Equal rows that follow each other, the first with that number: the XML of their cells."""

    number: int
    times: int
    cells: bytes


class OdsBook:
    """The worksheets of a workbook, hidden ones included, in their order."""

    def __init__(self, source: Any, name: str) -> None:
        self._parts = Parts(open_archive(source), name)
        self._root = b""
        # Where reading stopped, so that sheets one after the other are read in one go: what follows, and how many sheets precede it.
        self._walk: tuple[Iterator[tuple[bytes, _Rest]], int] | None = None
        self.sheets: list[Sheet] = []
        hidden = self._hidden()
        for tag, _ in self._tables():
            title, style = (found[1][1:-1].decode() if (found := part.search(tag)) else "" for part in (NAME, STYLE))
            self.sheets.append(Sheet(unescape(title), style not in hidden))

    def rows(self, title: str) -> Iterator[tuple[int, list[str]]]:
        """Yield the number and the cells of each row that holds something."""
        for rows in self._pieces(title):
            yield from self._read(rows)

    def uncalculated(self, title: str) -> Iterator[tuple[int, int]]:
        """Yield the row and the column (0 is the first) of each formula without a value."""
        for rows in self._pieces(title):
            for row in rows:
                place = 0
                for cell in CELL.finditer(row.cells):
                    if b" table:formula=" in cell[1] and not TYPE.search(cell[1]):
                        yield row.number, place
                    place += _repeated(cell[1])

    def signs(self, title: str, places: Collection[int]) -> dict[tuple[int, int], str]:
        """Return the currency of each cell of currency in these columns, by row and column."""
        found = dict[tuple[int, int], str]()
        for rows in self._pieces(title):
            for row in rows:
                place = 0
                for cell in CELL.finditer(row.cells) if b" office:currency=" in row.cells else ():
                    times, currency = _repeated(cell[1]), CURRENCY.search(cell[1])
                    if row.number + row.times - 1 > MOST_ROWS:
                        raise self._parts.too_long()
                    for at in places:
                        if currency and place <= at < place + times:
                            found |= dict.fromkeys(((row.number + more, at) for more in range(row.times)), currency[1].decode())
                    place += times
        return found

    def _hidden(self) -> set[str]:
        """Return the styles of sheets that are not shown, and remember the root element."""
        held = b""
        for block in self._parts.blocks(CONTENT):
            held += block
            if (end := held.find(b"<office:spreadsheet")) >= 0:
                break
            if len(held) > HEAD_LIMIT:
                raise self._parts.too_long()
        else:
            raise ValueError(N_("it has no sheets"))
        head = held[:end]
        require_plain(head)
        if head.count(b"<") > MOST_TAGS:
            raise self._parts.too_long()
        root = re.search(rb"<office:document-content[^<>]*>", head)
        if root is None:
            raise ValueError(ODD_XML)
        self._root = root[0]
        hidden = set()
        for style in ElementTree.fromstring(head + b"</office:body></office:document-content>").iter():
            shown = {local(key): value for part in style for key, value in part.items()}
            if local(style.tag) == "style" and shown.get("display") == "false":
                hidden |= {value for key, value in style.items() if local(key) == "name"}
        return hidden

    def _tables(self) -> Iterator[tuple[bytes, "_Rest"]]:
        """Yield the tag of each sheet and what comes behind it, which may be read before the next is asked for."""
        blocks = self._parts.blocks(CONTENT)
        held = b""
        for block in blocks:
            held += block
            while found := TABLE.search(held):
                rest = _Rest(held[found.end() :], blocks)
                yield found[0], rest
                held = rest.held
            held = held[held.rfind(b"<") :]
            # No tag is that long: this is text.
            held = held if len(held) <= BLOCK else b""

    def _pieces(self, title: str) -> Iterator[list[OdsRow]]:
        """Yield the rows of a sheet that have cells with something in them, some thousand at a time."""
        wanted = [sheet.title for sheet in self.sheets].index(title)
        # Who reads another sheet meanwhile begins anew.
        (tables, before), self._walk = self._walk or (self._tables(), 0), None
        if before > wanted:
            tables, before = self._tables(), 0
        _, rest = next(islice(tables, wanted - before, None))
        try:
            yield from self._of_table(rest)
        except GeneratorExit:
            self._walk = tables, wanted + 1
            raise
        self._walk = tables, wanted + 1

    def _of_table(self, blocks: "_Rest") -> Iterator[list[OdsRow]]:
        """Yield the rows of a sheet; whenever that stops, `blocks` holds what was not looked at."""
        held, number, least = b"", 1, FIRST
        done, count = -1, 1
        while done < 0:
            block = b"".join(islice(blocks, count))
            if not block:
                raise ValueError(N_("a sheet is truncated"))
            held += block
            done = held.find(b"</table:table>")
            if done < 0 and len(held) < least:
                continue
            cut = done if done >= 0 else held.rfind(b"<table:table-row")
            if cut <= 0 and len(held) > ROW_LIMIT:
                raise self._parts.too_long()
            rows = []
            for found in ROW.finditer(held, 0, max(cut, 0)):
                times = _repeated(found[1])
                if found[2] and (cells := self._with_content(found[2])):
                    rows.append(OdsRow(number, times, cells))
                number += times
            held, least = held[max(cut, 0) :], PIECE
            count = PIECE // BLOCK
            blocks.held = held
            yield rows
            held, blocks.held = blocks.held, b""
        blocks.held = held

    def _with_content(self, cells: bytes) -> bytes:
        """Return the cells of a row up to the last that holds something, none where all are blank."""
        end = width = places = 0
        for cell in CELL.finditer(cells):
            places += _repeated(cell[1])
            if cell[2] or VALUE.search(cell[1]) or b" table:formula=" in cell[1]:
                end, width = cell.end(), places
        if width > MOST_COLUMNS:
            raise self._parts.too_long()
        return cells[:end]

    def _read(self, rows: list[OdsRow]) -> Iterator[tuple[int, list[str]]]:
        if not rows:
            return
        width = max(sum(_repeated(cell[1]) for cell in CELL.finditer(row.cells)) for row in rows)
        if (width * len(rows) > MOST_CELLS or _swells(rows)) and len(rows) > 1:
            yield from self._read(rows[: len(rows) // 2])
            yield from self._read(rows[len(rows) // 2 :])
            return
        if rows[-1].number + rows[-1].times - 1 > MOST_ROWS or _swells(rows):
            raise self._parts.too_long()
        packed = BytesIO()
        with ZipFile(packed, "w") as archive:
            archive.writestr("mimetype", MIMETYPE)
            archive.writestr("META-INF/manifest.xml", MANIFEST)
            archive.writestr(CONTENT, self._around(b"".join(_row(row) for row in rows)))
        packed.seek(0)
        sheet = CalamineWorkbook.from_filelike(packed).get_sheet_by_index(0)
        if sheet.start is None:
            return
        long = max(len(row.cells) for row in rows) > MOST_TEXT
        for place, cells in texts(sheet.to_python(), sheet.start, self._parts.too_long if long else None):
            row = rows[place - 1]
            yield from ((row.number + more, cells) for more in range(row.times))

    def _around(self, rows: bytes) -> bytes:
        begin, end = b'<office:body><office:spreadsheet><table:table table:name="s">', b"</table:table></office:spreadsheet></office:body>"
        return self._root + begin + rows + end + b"</office:document-content>"


class _Rest:
    """Return the text after a tag; `held` is not read yet."""

    def __init__(self, held: bytes, blocks: Iterator[bytes]) -> None:
        self.held, self._blocks = held, blocks

    def __iter__(self) -> "_Rest":
        return self

    def __next__(self) -> bytes:
        held, self.held = self.held, b""
        return held or next(self._blocks)


def _repeated(attributes: bytes | None) -> int:
    found = REPEATED.search(attributes or b"")
    return int(found[1]) if found else 1


def _swells(rows: list[OdsRow]) -> bool:
    """Return True if repeated texts and spaces take more than a piece may hold."""
    repeating = (row.cells for row in rows if b"-repeated" in row.cells or b"text:c" in row.cells)
    cells = (cell for row in repeating for cell in CELL.finditer(row) if REPEATED.search(cell[1]) or b"text:c" in cell[0])
    return sum(_repeated(cell[1]) * (len(cell[0]) + sum(map(int, SPACES.findall(cell[0])))) for cell in cells) > ROW_LIMIT


def _row(row: OdsRow) -> bytes:
    """Return the row with its percentages and errors as text, and with line breaks and tabs, which calamine leaves out."""
    cells = row.cells
    if b"<text:line-break" in cells or b"<text:tab" in cells:
        cells = BREAK.sub(b"\n", TAB.sub(b"\t", cells))
    # An error is a formula with an empty text as its value, and with what is shown.
    if b"percentage" in cells or b' office:string-value=""' in cells or b" office:string-value=''" in cells:
        cells = CELL.sub(_as_text, cells)
    return b"<table:table-row>" + cells + b"</table:table-row>"


def _as_text(cell: re.Match[bytes]) -> bytes:
    kind, value = TYPE.search(cell[1]), VALUE.search(cell[1])
    attributes, content = VALUE.sub(b"", cell[1]), cell[2] or b""
    if kind and value and kind[1] == b"percentage":
        content = b"<text:p>" + (PERCENT_MARK + percent(float(value[1]))).encode() + b"</text:p>"
    elif not (kind and value and kind[1] == b"string" and not value[1]):
        return cell[0]
    attributes = TYPE.sub(b' office:value-type="string"', attributes)
    return b"<table:table-cell" + attributes + b">" + content + b"</table:table-cell>"
