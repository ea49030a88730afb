"""What lies packed in a file: the one CSV or workbook of a gzip or zip archive, or the file itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from licensectl.core.text import listed
from licensectl.errors import LicensectlError
from licensectl.tables import messages
from licensectl.tables.workbook import Kind

if TYPE_CHECKING:
    from zipfile import ZipFile

ZIP, GZIP, OLE = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0"
PDF = b"%PDF"
WORKBOOK_PARTS: dict[str, Kind] = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb"}
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
# What file managers leave in a folder and so in its archive.
LEFTOVERS = (".ds_store", "thumbs.db", "desktop.ini")
# A workbook inside an archive, or one in the format of old Excel, is held whole; price lists are a tenth of it.
NESTED_LIMIT = 64 << 20


class Unpacked(NamedTuple):
    """A file as it lay in the archive, if it lay in one, from its beginning; in a workbook one can seek. `workbook`: its kind."""

    source: Any
    packed: bool
    workbook: Kind | None


def unpacked(stream: BinaryIO, name: str) -> Unpacked:
    """What there is to read in `stream`, which one must be able to seek in.

    LicensectlError for an archive that is damaged, locked, or holds not exactly one file, and for what is neither text nor a workbook.
    """
    source: Any = stream
    start = _start(source)
    packed = start.startswith((GZIP, ZIP))
    kind: Kind | None = None
    with damaged(name, packed):
        if start.startswith(GZIP):
            from gzip import GzipFile

            source, start = _whole_if_workbook(BufferedReader(GzipFile(fileobj=source)), name)
        if start.startswith(ZIP):
            source, start, kind = _of_zip(source, name)
    if start.startswith(PDF):
        raise LicensectlError(messages.PDF.at(name))
    return Unpacked(source, packed, kind or ("xls" if start.startswith(OLE) else None))


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
        raise LicensectlError(messages.ARCHIVE.at(name, reason=error)) from None


def _start(stream: BinaryIO) -> bytes:
    # No BufferedReader to peek with: it closes what it reads from when it goes, and a stream may be read twice.
    place = stream.tell()
    start = stream.read(4)
    stream.seek(place)
    return start


def _of_zip(source: Any, name: str) -> tuple[Any, bytes, Kind | None]:
    """The only file in the archive ready to be read, its first bytes, and its kind if it is a workbook (which may be the archive)."""
    from zipfile import ZipFile

    archive = ZipFile(source)
    if kind := _kind(archive, name):
        source.seek(0)
        return source, ZIP, kind
    members = [member for member in archive.infolist() if not member.is_dir() and not _left_over(member.filename)]
    if len(members) != 1:
        raise LicensectlError(messages.SEVERAL.at(name, there=listed([member.filename for member in members], 5) or "—"))
    # Zip says in bit 0 of the flags that a member is encrypted.
    if members[0].flag_bits & 1:
        raise LicensectlError(messages.ARCHIVE.at(name, reason="locked with a password"))
    inner, start = _whole_if_workbook(BufferedReader(archive.open(members[0])), name)
    if not start.startswith(ZIP):
        return inner, start, None
    kind = _kind(ZipFile(inner), name)
    if kind is None:
        raise LicensectlError(messages.SEVERAL.at(name, there=members[0].filename))
    inner.seek(0)
    return inner, start, kind


def _left_over(member: str) -> bool:
    last = member.rpartition("/")[2]
    return member.startswith("__MACOSX/") or last.startswith("._") or last.casefold() in LEFTOVERS


def _kind(archive: "ZipFile", name: str) -> Kind | None:
    """The kind of workbook that the archive is, if it is one; LicensectlError for another document."""
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
    """The source, held whole where one must seek in it, and its first bytes."""
    start: bytes = source.peek(4)[:4]
    if not start.startswith((ZIP, OLE)):
        return source, start
    content = source.read(NESTED_LIMIT + 1)
    if len(content) > NESTED_LIMIT:
        raise LicensectlError(messages.TOO_LONG.at(name))
    return BytesIO(content), start
