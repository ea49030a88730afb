"""Bytes of a table to text."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, IncrementalDecoder, getincrementaldecoder, lookup
from io import RawIOBase
from typing import Any

from licensectl.errors import LicensectlError, Problem
from licensectl.tables import messages
from licensectl.tables.archive import damaged

# Descriptions run to some thousand characters; beyond this a quote was never closed.
FIELD_LIMIT = 1 << 20
# Lines are split off blocks of this size: small enough to stay in the processor's cache.
BLOCK = 1 << 18
CHUNK = 1 << 17
# No row of a price sheet comes near it; a line that grows beyond is a bomb or no text.
LINE_LIMIT = 32 << 20
# A year of every market's sheets; what unpacks to more is not one sheet.
UNPACKED_LIMIT = 16 << 30
MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
# "Ã" or "Â" before a sign: letters of UTF-8 read as Windows-1252. In no language do they stand so.
UTF8_INSIDE = re.compile(rb"[\xc2\xc3][\x80-\xbf]")
WESTERN = "cp1252"
SPOKEN = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", WESTERN: "Windows-1252"}


class Utf8(RawIOBase):
    """Reads the text of `source` as UTF-8 without its mark. The encoding is that of its mark, the declared one, or that of its content.

    Without a mark, UTF-16 is recognised by its NUL bytes. Otherwise the text is UTF-8 while it is valid, else Windows-1252, if all
    text before was ASCII. `encoding` is the encoding found; `ended`: True if the last line read has a line end. Reading raises
    LicensectlError on bytes that are not text, after all lines before them; `lenient` replaces them, and accepts NUL.
    """

    def __init__(self, source: Any, name: str, packed: bool = False, declared: str | None = None, lenient: bool = False) -> None:
        self.name = name
        self._lenient, self._errors = lenient, "replace" if lenient else "strict"
        self.ended = True
        self._source, self._packed = source, packed
        self._decoder: IncrementalDecoder | None = None
        self._rest = self._ready = b""
        self._stop: LicensectlError | None = None
        self._total = self._lines = self._line_bytes = 0
        self._beyond_ascii = False
        start = self._read(256)
        mark = next((mark for mark in MARKS if start.startswith(mark)), b"")
        self._marked = bool(mark or declared)
        self.encoding = MARKS.get(mark) or (_declared(declared, start) if declared else _unmarked(start))
        self._begun = start[len(mark) :]
        if self.encoding != "utf-8":
            self._decoder = getincrementaldecoder(self.encoding)(self._errors)

    @property
    def guessed(self) -> str:
        """The name of the encoding if nothing but the content shows it; empty for UTF-8."""
        return "" if self._marked or self.encoding == "utf-8" else SPOKEN[self.encoding]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            if self._stop:
                raise self._stop
            chunk, self._begun = self._begun + self._read(len(buffer) - len(self._begun)), b""
            self._ready = self._checked(self._as_utf8(chunk, final=not chunk))
            if not chunk and not self._ready and not self._stop:
                return 0
        part, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def _read(self, size: int) -> bytes:
        with damaged(self.name, self._packed):
            found: bytes = self._source.read(max(size, 0))
            return found

    def _as_utf8(self, chunk: bytes, final: bool) -> bytes:
        if self._decoder:
            return self._decoded(self._decoder, chunk, final)
        if not self._rest and chunk.isascii():
            return chunk
        data, self._rest = self._rest + chunk, b""
        try:
            data.decode()
        except UnicodeDecodeError as error:
            if not final and error.reason == "unexpected end of data":
                self._rest, data = data[error.start :], data[: error.start]
            elif self._marked or self._beyond_ascii or not data[: error.start].isascii():
                if self._lenient:
                    return data.decode("utf-8", "replace").encode()
                return self._refused(data[: error.start], data[error.start])
            else:
                self.encoding, self._decoder = WESTERN, getincrementaldecoder(WESTERN)(self._errors)
                return self._decoded(self._decoder, data, final)
        self._beyond_ascii = self._beyond_ascii or not data.isascii()
        return data

    def _decoded(self, decoder: IncrementalDecoder, chunk: bytes, final: bool) -> bytes:
        mixed = UTF8_INSIDE.search(chunk) if self.encoding == WESTERN and not self._lenient else None
        if mixed:
            return self._refused(chunk[: mixed.start()].decode(WESTERN, "ignore").encode(), chunk[mixed.start()])
        try:
            return decoder.decode(chunk, final).encode()
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode(self.encoding, "ignore").encode()
            return self._refused(good, error.object[error.start])

    def _refused(self, good: bytes, byte: int) -> bytes:
        message = messages.ENCODING.at(self._where(good), byte=f"0x{byte:02x}", encoding=SPOKEN.get(self.encoding, self.encoding))
        return self._stopped(good, message)

    def _where(self, good: bytes) -> str:
        lines = self._lines + good.count(b"\n") + 1
        return f"{self.name}:{lines}"

    def _checked(self, text: bytes) -> bytes:
        """`text` up to the first line that no price sheet has: one with NUL bytes, or longer than any."""
        if b"\0" in text and not self._lenient:
            good = text[: text.index(b"\0")]
            text = self._stopped(good, messages.NUL.at(self._where(good)))
        if text:
            self._total += len(text)
            self._lines += text.count(b"\n")
            last = max(text.rfind(b"\n"), text.rfind(b"\r"))
            self._line_bytes = self._line_bytes + len(text) if last < 0 else len(text) - last
            self.ended = text.endswith((b"\n", b"\r"))
        if self._line_bytes > LINE_LIMIT or self._total > UNPACKED_LIMIT:
            raise LicensectlError(messages.TOO_LONG.at(self.name))
        return text

    def _stopped(self, good: bytes, problem: Problem) -> bytes:
        """Return the whole lines before the problem, which is raised after them."""
        self._stop = self._stop or LicensectlError(problem)
        return good[: good.rfind(b"\n") + 1]


def _declared(encoding: str, start: bytes) -> str:
    """Return the codec of a declared encoding for a text without a byte order mark."""
    name = lookup(encoding).name
    if name == "utf-16":
        return found if (found := _unmarked(start)) != "utf-8" else "utf-16-le"
    return "utf-32-le" if name == "utf-32" else name


def _unmarked(start: bytes) -> str:
    """UTF-16 without its mark shows by the zero half of each Latin letter; all else begins as UTF-8."""
    even, odd = start[::2], start[1::2]
    if len(start) >= 4 and odd.count(0) * 2 > len(odd) and 0 not in even:
        return "utf-16-le"
    if len(start) >= 4 and even.count(0) * 2 > len(even) and 0 not in odd:
        return "utf-16-be"
    return "utf-8"
