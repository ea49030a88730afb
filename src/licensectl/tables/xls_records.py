"""Records of .xls ([MS-XLS] 2.3): what xlrd is given is counted before, and what says nothing about values is left out.

xlrd keeps an object for each cell of a hyperlink, for each note and column, and a rectangle of cells for each row: some kilobytes
take gigabytes.
"""

from struct import pack_into, unpack_from

# Blank cells, columns, rows, merged cells, hyperlinks, notes, drawings, names, conditional formats, page breaks, colours, named styles.
UNUSED = frozenset((0xBE, 0x201, 0x7D, 0x208, 0xE5, 0x1B8, 0x800, 0x1C, 0x5D, 0x1B6, 0xEB, 0xEC, 0xED, 0x872, 0x18, 0x23, 0x17, 0x1AE))
UNUSED |= {0x1B0, 0x1B1, 0x15F, 0x1A, 0x1B, 0x92, 0x293}
# What takes their place: a kind that xlrd passes over.
IGNORED = 0x863
BOF, SHEET, TEXTS, SEVERAL, LOCKED = 0x809, 0x85, 0xFC, 0xBD, 0x2F
CELLS = frozenset((0x203, 0x204, 0x205, 0xD6, 0xFD, 0x27E, SEVERAL, 0x6, 0x206, 0x406))
STYLES = frozenset((0x31, 0x231, 0x41E, 0xE0, 0x243, 0x443))
# Cells with the room before them in their rows, 65,536 rows having thirty each; fonts, number formats and styles, of which Excel has 5,000.
MOST_RECORDS, MOST_ROOM, MOST_TEXTS, MOST_STYLES = 3_000_000, 2_000_000, 1_000_000, 50_000


class TooManyError(Exception):
    """The workbook has more than is read."""


class LockedError(Exception):
    """The workbook is encrypted: what its records count is not what they say."""


class XlsRecords:
    """The records of a workbook without those that nobody needs, and for each of its worksheets whether it is visible.

    Raises TooManyError, LockedError, and what unpacking raises on damage.
    """

    def __init__(self, stream: bytearray) -> None:
        self._stream = stream
        self.visible: list[bool] = []
        self._room = self._styles = 0
        self._widths: dict[int, int] = {}
        self._begins: set[int] = set()
        self._sheets: list[int] = []
        self._read()

    def content(self) -> bytes:
        """Return the records."""
        return bytes(self._stream)

    def _read(self) -> None:
        stream, at, end = self._stream, 0, len(self._stream) - 4
        for _ in range(MOST_RECORDS):
            if at > end:
                break
            kind, size = unpack_from("<HH", stream, at)
            if kind in CELLS:
                self._cell(kind, size, at + 4)
            elif kind in UNUSED:
                pack_into("<H", stream, at, IGNORED)
            else:
                self._other(kind, at)
            at += 4 + size
        else:
            raise TooManyError
        # Sheets in one place would be read once for each of them.
        if len({*self._sheets}) < len(self._sheets) or not self._begins.issuperset(self._sheets):
            raise ValueError

    def _cell(self, kind: int, size: int, at: int) -> None:
        row, column = unpack_from("<HH", self._stream, at)
        if kind == SEVERAL:
            column += max(size // 6 - 2, 0)
        width = self._widths.get(row, 0)
        if column >= width:
            self._room += column + 1 - width
            self._widths[row] = column + 1
            if self._room > MOST_ROOM:
                raise TooManyError

    def _other(self, kind: int, at: int) -> None:
        if kind == BOF:
            self._begins.add(at)
            self._widths = {}
        elif kind == LOCKED:
            raise LockedError
        elif kind in STYLES:
            self._styles += 1
        elif kind == SHEET:
            place, visibility, content = unpack_from("<IBB", self._stream, at + 4)
            # 0 is a worksheet; others are charts and macros.
            if content == 0:
                self._sheets.append(place)
                self.visible.append(visibility & 3 == 0)
        if self._styles > MOST_STYLES or (kind == TEXTS and unpack_from("<I", self._stream, at + 8)[0] > MOST_TEXTS):
            raise TooManyError
