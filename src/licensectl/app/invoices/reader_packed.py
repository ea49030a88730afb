"""Invoice files as exports pack them: gzip of one or several members, truncated or not, and zip archives."""

import zlib
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_
from licensectl.tables import messages
from licensectl.tables.archive import GZIP, ZIP, damaged, unpacked

# Ten times the largest export that is known of.
MOST_BYTES = 1 << 30
CHUNK = 1 << 16
# Longer ones are unpacked on disk.
HELD = 16 << 20


def plain(source: BinaryIO, name: str) -> tuple[BinaryIO, bool]:
    """Return the text or workbook in a file, and whether it is truncated; then without its last, broken line."""
    start = _start(source)
    if start.startswith(ZIP):
        found = unpacked(source, name)
        source.seek(0)
        # A workbook is such an archive itself.
        if found.workbook:
            return source, False
        with damaged(name):
            inner = cast(BinaryIO, SpooledTemporaryFile(HELD, prefix="licensectl-"))  # noqa: SIM115
            held = unpacked(source, name).source
            while chunk := held.read(CHUNK):
                _add(inner, chunk, name)
        inner.seek(0)
        source, start = inner, _start(inner)
    if start.startswith(GZIP):
        return _of_gzip(source, name)
    if source.seek(0, 2) > MOST_BYTES:
        raise LicensectlError(messages.TOO_LONG.at(name))
    source.seek(0)
    return source, False


def _of_gzip(source: BinaryIO, name: str) -> tuple[BinaryIO, bool]:
    out = cast(BinaryIO, SpooledTemporaryFile(HELD, prefix="licensectl-"))  # noqa: SIM115
    cut, rest = False, source.read(CHUNK)
    while rest and not cut:
        member = zlib.decompressobj(wbits=31)
        while rest and not member.eof and not cut:
            try:
                _add(out, member.decompress(rest), name)
            except zlib.error:
                cut = True
            rest = member.unused_data if member.eof else source.read(CHUNK)
        cut = cut or not member.eof
        # Tapes and some servers fill up with zeros.
        rest = rest.lstrip(b"\0")
        while not rest and not cut and (more := source.read(CHUNK)):
            rest = more.lstrip(b"\0")
    if cut and not _without_last_line(out):
        raise LicensectlError(messages.ARCHIVE.at(name, reason=N_("cut off")))
    out.seek(0)
    return out, cut


def _add(out: BinaryIO, data: bytes, name: str) -> None:
    out.write(data)
    if out.tell() > MOST_BYTES:
        raise LicensectlError(messages.TOO_LONG.at(name))


def _without_last_line(out: BinaryIO) -> int:
    """Remove what follows the last line end; return how many bytes are left."""
    end = out.seek(0, 2)
    while end > 0:
        begin = max(0, end - CHUNK)
        out.seek(begin)
        at = out.read(end - begin).rfind(b"\n")
        if at >= 0:
            end = begin + at + 1
            break
        end = begin
    out.seek(end)
    out.truncate()
    return end


def _start(source: BinaryIO) -> bytes:
    source.seek(0)
    start = source.read(4)
    source.seek(0)
    return start
