"""The document in a signed file (CMS, RFC 5652 5), in DER, BER or base64. Signatures are not verified.

An element of BER (X.690 8.1) is a tag, a length, and that many bytes; without a length, elements up to two bytes of zero. Libraries
copy what they read once for each level, and join the blocks of a stream one to all before: minutes for a few megabytes.
"""

import re
from base64 import b64decode

from licensectl.domain.invoices import messages_documents
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_

# Signatures around signatures, and elements that are looked at: streams have one for some thousand bytes.
MOST_LAYERS, MOST_ELEMENTS = 5, 1_000_000
LEADING = b"\xef\xbb\xbf \t\r\n"
SEQUENCE, OCTETS, BLOCKS, CONTENT = 0x30, 0x04, 0x24, 0xA0
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
END = b"\0\0"
ARMOUR = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 #]+-----")
BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")


def is_signed(content: bytes) -> bool:
    """Tell whether the bytes may be a signed file: a sequence, as such or in base64."""
    return content[:1] == b"\x30" or content[:64].lstrip(LEADING).startswith(b"-----BEGIN") or _is_base64(content)


def unsigned(content: bytes, name: str) -> bytes:
    """Return the document in a file that may be signed, several times over, and written in base64. Raise LicensectlError on damage."""
    for _ in range(MOST_LAYERS):
        armoured = content[:64].lstrip(LEADING).startswith(b"-----BEGIN")
        if armoured or _is_base64(content):
            plain = ARMOUR.sub(b"", content) if armoured else content
            try:
                content = b64decode(plain.translate(None, LEADING), validate=True)
            except ValueError:
                raise LicensectlError(messages_documents.SIGNED.at(name, reason=N_("not base64"))) from None
        if content[:1] != b"\x30":
            return content
        try:
            found = _content_of(content)
        except (ValueError, IndexError):
            raise LicensectlError(messages_documents.SIGNED.at(name, reason=N_("its structure is damaged"))) from None
        if found is None:
            raise LicensectlError(messages_documents.DETACHED.at(name))
        content = found
    raise LicensectlError(messages_documents.SIGNED.at(name, reason=N_("too many layers")))


def _is_base64(content: bytes) -> bool:
    """Tell whether the bytes are base64 of a DER sequence: all of these begin alike."""
    return content[:64].lstrip(LEADING)[:2] == b"MI" and bool(BASE64.fullmatch(content.lstrip(LEADING)))


def _content_of(held: bytes) -> bytes | None:
    """Return the signed content, None where there is a signature alone. Raise ValueError or IndexError on other data."""
    at, _ = _inside(held, 0, SEQUENCE)
    if not held.startswith(SIGNED_DATA, at):
        raise ValueError
    at, _ = _inside(held, at + len(SIGNED_DATA), CONTENT)
    at, _ = _inside(held, at, SEQUENCE)
    # Its version, and the algorithms of the signatures.
    at, end = _inside(held, _behind(held, _behind(held, at)), SEQUENCE)
    # What kind of content it is.
    at = _behind(held, at)
    if at == end or (end is None and held.startswith(END, at)):
        return None
    at, _ = _inside(held, at, CONTENT)
    return _octets(held, at)


def _element(held: bytes, at: int) -> tuple[int, int, int | None]:
    """Return the tag of an element, where its content begins, and where it ends if it says so."""
    tag, length = held[at], held[at + 1]
    start = at + 2
    if length == 0x80:
        return tag, start, None
    if length & 0x80:
        size = length & 0x7F
        length = int.from_bytes(held[start : start + size])
        start += size
    if start + length > len(held):
        raise ValueError
    return tag, start, start + length


def _inside(held: bytes, at: int, expected: int) -> tuple[int, int | None]:
    """Return where the content of the element with that tag begins, and where it ends if it says so."""
    tag, start, end = _element(held, at)
    if tag != expected:
        raise ValueError
    return start, end


def _behind(held: bytes, at: int) -> int:
    """Return where the next element begins."""
    unended = 0
    for _ in range(MOST_ELEMENTS):
        if unended and held.startswith(END, at):
            unended, at = unended - 1, at + 2
        else:
            _, start, end = _element(held, at)
            unended, at = (unended + 1, start) if end is None else (unended, end)
        if not unended:
            return at
    raise ValueError


def _octets(held: bytes, at: int) -> bytes:
    """Return a text of bytes, whole or in blocks."""
    tag, start, end = _element(held, at)
    if tag == OCTETS and end is not None:
        return held[start:end]
    if tag != BLOCKS:
        raise ValueError
    found, at, unended = bytearray(), start, int(end is None)
    for _ in range(MOST_ELEMENTS):
        if not unended and (end is None or at >= end):
            return bytes(found)
        if unended and held.startswith(END, at):
            unended, at = unended - 1, at + 2
            continue
        tag, start, stop = _element(held, at)
        if tag == OCTETS and stop is not None:
            found += held[start:stop]
            at = stop
        elif tag == BLOCKS:
            unended, at = unended + (stop is None), start
        else:
            raise ValueError
    raise ValueError
