"""Unpack a file: the one CSV or workbook of a gzip or zip archive, or the file itself."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader, BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from licensectl.core.reasons import damage_reason
from licensectl.core.text import listed
from licensectl.errors import LicensectlError
from licensectl.tables import messages
from licensectl.tables.parts import open_archive
from licensectl.tables.workbook import Kind

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

DELIMITERS = (",", ";", "\t", "|", "~")
ZIP, GZIP, OLE = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0"
PDF = b"%PDF"
WORKBOOK_PARTS: dict[str, Kind] = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb"}
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
# What file managers leave in a folder and so in its archive.
LEFTOVERS = (".ds_store", "thumbs.db", "desktop.ini")
# Texts about a list that may lie beside it, and the names of workbooks.
ABOUT = r"(read.?me|leggimi|licen[cs]e|licenza|change.?log|(release.?)?notes?|note|info|istruzioni|instructions)\b"
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
# Bytes and rows of a file in an archive that show whether it is a table, and the fewest columns of one.
LOOKED_AT, LINES, FEWEST = 64 << 10, 40, 3
# A workbook inside an archive, or one in the format of old Excel, is held whole; price lists are a tenth of it.
NESTED_LIMIT = 64 << 20


class Unpacked(NamedTuple):
    """A file as it lay in the archive, if it lay in one, from its beginning; in a workbook one can seek. `workbook`: its kind.

    `left_out` are the other files of the archive, which are no tables.
    """

    source: Any
    packed: bool
    workbook: Kind | None
    left_out: Sequence[str] = ()


def unpacked(stream: BinaryIO, name: str) -> Unpacked:
    """Return the table in `stream`, which must be seekable.

    Raises LicensectlError if the archive is damaged, locked, or has not exactly one table, and if the file is neither text nor a workbook.
    """
    source: Any = stream
    start = _start(source)
    packed = start.startswith((GZIP, ZIP))
    kind: Kind | None = None
    left_out: Sequence[str] = ()
    with damaged(name, packed):
        if start.startswith(GZIP):
            from gzip import GzipFile

            source, start = _whole_if_workbook(BufferedReader(GzipFile(fileobj=source)), name)
        if start.startswith(ZIP):
            source, start, kind, left_out = _of_zip(source, name)
    if packed and start.startswith(GZIP):
        raise LicensectlError(messages.PACKED_TWICE.at(name))
    if start.startswith(PDF):
        raise LicensectlError(messages.PDF.at(name))
    return Unpacked(source, packed, kind or ("xls" if start.startswith(OLE) else None), left_out)


@contextmanager
def damaged(name: str, packed: bool = True) -> Iterator[None]:
    """gzip, zipfile and zlib have eight ways to say that an archive is damaged; a plain file's errors are not theirs."""
    try:
        yield
    except LicensectlError:
        raise
    except Exception as error:
        if not packed:
            raise
        raise LicensectlError(messages.ARCHIVE.at(name, reason=damage_reason(error))) from None


def _start(stream: BinaryIO) -> bytes:
    # No BufferedReader to peek with: it closes what it reads from when it goes, and a stream may be read twice.
    place = stream.tell()
    start = stream.read(4)
    stream.seek(place)
    return start


def _of_zip(source: Any, name: str) -> tuple[Any, bytes, Kind | None, list[str]]:
    """Return the only table in the archive ready to be read, its first bytes, its kind if it is a workbook, and what else there is.

    The workbook may be the archive itself.
    """
    archive = open_archive(source)
    if kind := _kind(archive, name):
        source.seek(0)
        return source, ZIP, kind, []
    member, left_out = _only_table(archive, name)
    inner, start = _whole_if_workbook(BufferedReader(archive.open(member)), name)
    if not start.startswith(ZIP):
        return inner, start, None, left_out
    kind = _kind(open_archive(inner), name)
    if kind is None:
        raise LicensectlError(messages.PACKED_TWICE.at(name))
    inner.seek(0)
    return inner, start, kind, left_out


def _only_table(archive: "ZipFile", name: str) -> tuple["ZipInfo", list[str]]:
    """Return the one table of an archive, and the names of its other files. Raises LicensectlError if there is not exactly one."""
    members = [member for member in archive.infolist() if not member.is_dir() and not _left_over(member.filename)]
    tables = [member for member in members if len(members) == 1 or _is_table(archive, member)]
    if len(tables) != 1:
        there = listed([member.filename for member in tables or members], 5) or "—"
        raise LicensectlError(messages.SEVERAL.at(name, there=there))
    return tables[0], [member.filename for member in members if member not in tables]


def _is_table(archive: "ZipFile", member: "ZipInfo") -> bool:
    """Return True if a file of an archive may be a table, by its first bytes and, for a text, by its name."""
    last = member.filename.rpartition("/")[2].casefold()
    with archive.open(member) as stream:
        start = stream.read(LOOKED_AT)
    if start.startswith((ZIP, OLE)):
        return last.endswith(WORKBOOKS)
    return start.startswith(GZIP) or (not start.startswith(PDF) and not re.match(ABOUT, last) and _is_tabular(start))


def _is_tabular(start: bytes) -> bool:
    """Return True if most of the first lines of a text have the same number of cells, at least three, with some delimiter."""
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff")) or 0 in start[:64]
    text = start.decode("utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-16-le" if wide else "latin-1", "ignore")
    if "\0" in text or text.lstrip("\ufeff\xef\xbb\xbf \r\n\t").startswith(("<", "{", "[")):
        return False
    lines = text.splitlines(keepends=True)
    # The last one may be cut.
    return any(_width_of_most(lines[:-1] or lines, delimiter) >= FEWEST for delimiter in DELIMITERS)


def _width_of_most(lines: Sequence[str], delimiter: str) -> int:
    """Return the number of cells of more than half of the first rows, 0 if they differ."""
    try:
        widths = Counter(len(row) for row in islice(csv.reader(lines, delimiter=delimiter), LINES) if any(row))
    except csv.Error:
        return 0
    (width, count), *_ = widths.most_common(1) or [(0, 0)]
    return width if count * 2 > widths.total() else 0


def _left_over(member: str) -> bool:
    last = member.rpartition("/")[2]
    return member.startswith("__MACOSX/") or last.startswith(("._", "~$")) or last.casefold() in LEFTOVERS


def _kind(archive: "ZipFile", name: str) -> Kind | None:
    """Return the kind of workbook that the archive is, None for another archive. Raises LicensectlError on another document."""
    held = {member.filename for member in archive.infolist()}
    if "content.xml" in held:
        if "mimetype" in held and archive.open("mimetype").read(len(OPEN_DOCUMENT)) == OPEN_DOCUMENT:
            return "ods"
        raise LicensectlError(messages.PACKED.at(name, kind="OpenDocument"))
    if "[Content_Types].xml" not in held:
        return None
    for part, kind in WORKBOOK_PARTS.items():
        if part in held:
            return kind
    raise LicensectlError(messages.PACKED.at(name, kind="Office"))


def _whole_if_workbook(source: Any, name: str) -> tuple[Any, bytes]:
    """Return the source, in memory if it must be seekable, and its first bytes."""
    start: bytes = source.peek(4)[:4]
    if not start.startswith((ZIP, OLE)):
        return source, start
    content = source.read(NESTED_LIMIT + 1)
    if len(content) > NESTED_LIMIT:
        raise LicensectlError(messages.TOO_LONG.at(name))
    return BytesIO(content), start
