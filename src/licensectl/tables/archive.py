"""What lies packed in a file: the one CSV or workbook of a gzip or zip archive, or the file itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from licensectl.core.text import listed
from licensectl.errors import LicensectlError, Problem
from licensectl.tables import messages

if TYPE_CHECKING:
    from zipfile import ZipFile

ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
# What starts like this is no text: people rename such files, or a mail program does.
FOREIGN = {b"\xd0\xcf\x11\xe0": messages.OLD_EXCEL, b"%PDF": messages.PDF}
WORKBOOK_PART = "xl/workbook.xml"
# A workbook inside an archive is held whole; price lists are a hundredth of it.
NESTED_LIMIT = 256 << 20
# What a workbook may unpack to, and a part of it that is held whole, as the texts of all cells are: a million rows stay below.
PARTS_LIMIT, WHOLE_LIMIT = 4 << 30, 128 << 20


class Unpacked(NamedTuple):
    """A file as it lay in the archive, if it lay in one, from its beginning; in a workbook one can seek."""

    source: Any
    packed: bool
    workbook: bool


def unpacked(stream: BinaryIO, name: str) -> Unpacked:
    """What there is to read in `stream`, which one must be able to seek in.

    LicensectlError for an archive that is damaged, locked, or holds not exactly one file, and for what is neither text nor a workbook of
    today's Excel.
    """
    source: Any = stream
    start = _start(source)
    packed = start.startswith((GZIP, ZIP))
    with damaged(name, packed):
        if start.startswith(GZIP):
            from gzip import GzipFile

            source = BufferedReader(GzipFile(fileobj=source))
            start = source.peek(4)[:4]
            if start.startswith(ZIP):
                source = _whole(source, name)
        if start.startswith(ZIP):
            source, is_workbook = _of_zip(source, name)
            if is_workbook:
                return Unpacked(source, packed, True)
            start = source.peek(4)[:4]
    for mark, message in FOREIGN.items():
        if start.startswith(mark):
            raise LicensectlError(message.at(name))
    return Unpacked(source, packed, False)


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


def _of_zip(source: Any, name: str) -> tuple[Any, bool]:
    """The only file in the archive ready to be read, and whether it is a workbook (which is such an archive itself)."""
    from zipfile import ZipFile

    archive = ZipFile(source)
    if _is_workbook(archive, name):
        source.seek(0)
        return source, True
    members = [member for member in archive.infolist() if not member.is_dir() and not member.filename.startswith("__MACOSX/")]
    if len(members) != 1:
        raise LicensectlError(messages.SEVERAL.at(name, there=listed([member.filename for member in members], 5) or "—"))
    # Zip says in bit 0 of the flags that a member is encrypted.
    if members[0].flag_bits & 1:
        raise LicensectlError(messages.ARCHIVE.at(name, reason="locked with a password"))
    member = BufferedReader(archive.open(members[0]))  # type: ignore[type-var]
    if not member.peek(4).startswith(ZIP):
        return member, False
    inner = _whole(member, name)
    if not _is_workbook(ZipFile(inner), name):
        raise LicensectlError(messages.SEVERAL.at(name, there=members[0].filename))
    inner.seek(0)
    return inner, True


def _is_workbook(archive: "ZipFile", name: str) -> bool:
    held = {member.filename for member in archive.infolist()}
    if "content.xml" in held:
        raise LicensectlError(messages.PACKED.at(name, kind="OpenDocument"))
    if "[Content_Types].xml" not in held:
        return False
    if WORKBOOK_PART not in held:
        raise LicensectlError(_foreign_office(held, name))
    sizes = {member.filename: member.file_size for member in archive.infolist()}
    held_whole = [size for part, size in sizes.items() if not part.startswith(("xl/worksheets/", "xl/media/"))]
    if sum(sizes.values()) > PARTS_LIMIT or max(held_whole) > WHOLE_LIMIT:
        raise LicensectlError(messages.TOO_LONG.at(name))
    return True


def _foreign_office(held: set[str], name: str) -> Problem:
    return messages.PACKED.at(name, kind="Excel binary (.xlsb)" if "xl/workbook.bin" in held else "Office")


def _whole(source: Any, name: str) -> BytesIO:
    content = source.read(NESTED_LIMIT + 1)
    if len(content) > NESTED_LIMIT:
        raise LicensectlError(messages.TOO_LONG.at(name))
    return BytesIO(content)
