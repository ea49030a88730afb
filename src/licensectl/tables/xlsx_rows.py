"""Cut a worksheet's XML into pieces of whole rows."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from licensectl.i18n.translate import N_
from licensectl.tables.parts import Parts, require_plain

# Bytes of XML that are read as one piece, the first being short as often nobody asks for more; of a single row.
FIRST, PIECE, ROW_LIMIT = 128 << 10, 8 << 20, 12 << 20
START = re.compile(rb"<((?:\w+:)?)sheetData(?:\s[^<>]*)?(/?)>")
ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d+)[\"']")
CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)


class XmlPiece(NamedTuple):
    """Whole rows as XML: where each starts, and its number."""

    xml: bytes
    starts: Sequence[int]
    numbers: Sequence[int]

    def halves(self) -> "tuple[XmlPiece, XmlPiece]":
        """Return the first and the second half of the rows."""
        middle = len(self.starts) // 2
        at = self.starts[middle]
        second = XmlPiece(self.xml[at:], [start - at for start in self.starts[middle:]], self.numbers[middle:])
        return XmlPiece(self.xml[:at], self.starts[:middle], self.numbers[:middle]), second


class RowStream:
    """The rows of a worksheet, whole ones, about `PIECE` bytes at a time."""

    def __init__(self, parts: Parts, part: str) -> None:
        self._parts, self._part = parts, part
        self._head, self._foot = b"", b""
        self._tag, self._formula = re.compile(b""), b""
        self._number = 0

    def around(self, rows: bytes, number: int) -> bytes:
        """Return these rows as a worksheet; the first has that number, should it not say so."""
        tag = self._tag.search(rows)
        if tag and not ROW_NUMBER.search(tag[0]):
            rows = b'%b r="%d"%b' % (rows[: tag.end(1)], number, rows[tag.end(1) :])
        return self._head + rows + self._foot

    def has_formulas(self, piece: XmlPiece) -> bool:
        """Return True if there may be formulas in these rows."""
        return self._formula in piece.xml

    def __iter__(self) -> Iterator[XmlPiece]:
        blocks = self._parts.blocks(self._part)
        held = b""
        for block in blocks:
            held += block
            if start := START.search(held):
                break
            if len(held) > ROW_LIMIT:
                raise self._parts.too_long()
        else:
            raise ValueError(N_("a sheet is truncated"))
        require_plain(held[: start.end()])
        if start[2]:
            return
        self._head = held[: start.end()]
        root = re.search(rb"<((?:\w+:)?)worksheet[\s>]", self._head)
        if root is None:
            raise ValueError(N_("a sheet has no rows"))
        self._foot = b"</%bsheetData></%bworksheet>" % (start[1], root[1])
        self._tag = re.compile(rb'(<%brow)(?: r="(\d+)"|(?=[\s/>]))[^<>]*>' % start[1])
        self._formula = b"<%bf" % start[1]
        yield from self._pieces(held[start.end() :], blocks, b"</%bsheetData" % start[1], b"<%brow" % start[1])

    def _pieces(self, held: bytes, blocks: Iterator[bytes], end: bytes, row: bytes) -> Iterator[XmlPiece]:
        done, looked, least = -1, 0, FIRST
        while done < 0:
            done = held.find(end, max(looked - len(end), 0))
            looked = len(held)
            if done < 0 and len(held) < least:
                held += self._next(blocks)
                continue
            cut = done if done >= 0 else held.rfind(row)
            if cut > 0:
                yield self._piece(plain_xml(held[:cut]))
                held, looked, least = held[cut:], 0, PIECE
            elif done < 0:
                if len(held) > ROW_LIMIT:
                    raise self._parts.too_long()
                held += self._next(blocks)

    def _next(self, blocks: Iterator[bytes]) -> bytes:
        block = next(blocks, b"")
        if not block:
            raise ValueError(N_("a sheet is truncated"))
        return block

    def _piece(self, xml: bytes) -> XmlPiece:
        starts, numbers = [], []
        for tag in self._tag.finditer(xml):
            said = tag[2] or ((other := ROW_NUMBER.search(tag[0])) and other[1])
            self._number = int(said) if said else self._number + 1
            starts.append(tag.start())
            numbers.append(self._number)
        return XmlPiece(xml, starts or [0], numbers or [self._number])


def plain_xml(xml: bytes) -> bytes:
    """XML without comments, and without the marks of text that calamine passes over."""
    if b"<!" not in xml:
        return xml
    xml = COMMENT.sub(b"", xml)
    return CDATA.sub(lambda found: found[1].replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;"), xml)
