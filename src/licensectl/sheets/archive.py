"""What lies packed in a file: the one CSV of a gzip or zip archive, UTF-16 as UTF-8; one line in memory at a time."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper
from typing import Any, BinaryIO

from licensectl.errors import Failure
from licensectl.faults import sheets as faults

ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
# No row of a price sheet comes near it; a line that grows beyond is a bomb or no text.
LINE_LIMIT = 32 << 20
# A year of every market's sheets; what unpacks to more is not one sheet.
UNPACKED_LIMIT = 16 << 30


def lines(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """The lines of the text in `stream`, unpacked, as UTF-8 where a byte order mark says UTF-16.

    Failure for an archive that is damaged, locked, an Excel workbook, or holds not exactly one CSV file.
    """
    source: Any = BufferedReader(stream)
    start = source.peek(4)[:4]
    try:
        if start.startswith(ZIP):
            source = BufferedReader(_member(source, name))
        elif start.startswith(GZIP):
            from gzip import GzipFile

            source = BufferedReader(GzipFile(fileobj=source))
        yield from _bounded(source, name)
    except Failure:
        raise
    except Exception as error:
        # gzip, zipfile and zlib have eight ways to say that an archive is damaged; a plain file's errors are not theirs.
        if not start.startswith((ZIP, GZIP)):
            raise
        raise Failure(faults.ARCHIVE.at(name, reason=error)) from None


def _bounded(source: Any, name: str) -> Iterator[bytes]:
    if source.peek(2)[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):
        text = TextIOWrapper(source, "utf-16", newline="\n")
        read = iter(lambda: text.readline(LINE_LIMIT).encode("utf-8", "surrogatepass"), b"")
    else:
        read = iter(lambda: source.readline(LINE_LIMIT), b"")
    total = 0
    try:
        for line in read:
            total += len(line)
            if len(line) >= LINE_LIMIT or total > UNPACKED_LIMIT:
                raise Failure(faults.TOO_LONG.at(name))
            yield line
    except UnicodeDecodeError as error:
        raise Failure(faults.ENCODING.at(name, byte=error.object[error.start], guess="UTF-16")) from None


def _member(source: Any, name: str) -> Any:
    """The only file in the archive, ready to be read."""
    from zipfile import ZipFile

    archive = ZipFile(source)
    members = [member for member in archive.infolist() if not member.is_dir() and not member.filename.startswith("__MACOSX/")]
    if any(member.filename == "[Content_Types].xml" for member in members):
        raise Failure(faults.PACKED.at(name))
    if len(members) != 1:
        raise Failure(faults.SEVERAL.at(name, there=", ".join(member.filename for member in members[:5]) or "—"))
    # Zip says in bit 0 of the flags that a member is encrypted.
    if members[0].flag_bits & 1:
        raise Failure(faults.ARCHIVE.at(name, reason="locked with a password"))
    return archive.open(members[0])
