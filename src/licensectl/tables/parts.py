"""ZIP archives and the parts of workbooks, read as what they are and not as what the archive says of them."""

from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_
from licensectl.tables import messages

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

# Bytes of an archive's list of files, which is held whole: 20,000 files with usual names.
MOST_LISTED = 2 << 20
STORED, DEFLATED = 0, 8
# What all parts may unpack to, one that is held whole, and what is handed over at once.
PARTS_LIMIT, WHOLE_LIMIT, BLOCK = 4 << 30, 16 << 20, 256 << 10
# Of a part that is parsed as a whole; 64,000 styles, as many as Excel takes, have 250,000.
MOST_TAGS = 300_000
# Worksheets shrink to a tenth, the most regular ones to a hundredth; what shrinks to less is made to swell.
MOST_RATIO, RATIO_FROM = 200, 16 << 20


def open_archive(source: Any) -> "ZipFile":
    """Open a ZIP archive, which must be seekable. Raises ValueError on what cannot be read within bounds, and what zipfile raises."""
    from zipfile import ZipFile

    archive = ZipFile(_Listed(source))
    archive.fp = source
    for member in archive.infolist():
        # Zip says in bit 0 of the flags that a member is encrypted.
        if member.flag_bits & 1:
            raise ValueError(N_("locked with a password"))
        # Of other methods zipfile unpacks what it has read at once, whatever that grows to.
        if member.compress_type not in (STORED, DEFLATED):
            raise ValueError(N_("it is compressed in an unusual way"))
    return archive


class _Listed:
    """A file of which zipfile, as it opens an archive, reads at most what the list of its files may take."""

    def __init__(self, source: Any) -> None:
        self.seek, self.tell, self._source = source.seek, source.tell, source
        self._left = MOST_LISTED

    def read(self, size: int = -1) -> Any:
        found = b"" if size > self._left else self._source.read(size if size >= 0 else self._left + 1)
        self._left -= max(size, len(found))
        if self._left < 0:
            raise ValueError(N_("it lists too many files"))
        return found


class Parts:
    """The parts of an archive by name, upper and lower case being the same, as for those who read workbooks.

    Raises LicensectlError on parts that are larger than any workbook's, and ValueError on what no workbook has.
    """

    def __init__(self, archive: "ZipFile", name: str) -> None:
        self._archive, self._name = archive, name
        self._members: dict[str, ZipInfo] = {}
        for member in archive.infolist():
            key = _key(member.filename)
            if key in self._members and not member.is_dir():
                raise ValueError(N_("two parts are called {name}").filled(name=member.filename))
            self._members[key] = member

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._members

    def blocks(self, part: str) -> Iterator[bytes]:
        """Yield the content of a part, some at a time."""
        member = copy(self._members[_key(part)])
        # The reader of archives stops at the size that the archive claims: what comes then is not checked, but read by others.
        member.file_size = PARTS_LIMIT
        total = 0
        with self._archive.open(member) as stream:
            while block := stream.read(BLOCK):
                total += len(block)
                if total >= PARTS_LIMIT or (total > RATIO_FROM and total > MOST_RATIO * member.compress_size):
                    raise self.too_long()
                yield block

    def whole(self, part: str, most: int = WHOLE_LIMIT) -> bytes:
        """Return the content of a part; nothing for one that there is not."""
        held, size = [], 0
        for block in self.blocks(part) if part in self else ():
            size += len(block)
            if size > most:
                raise self.too_long()
            held.append(block)
        return b"".join(held)

    def tree(self, part: str) -> Any:
        """Return the root of a part in XML."""
        content = self.whole(part)
        require_plain(content)
        if content.count(b"<") > MOST_TAGS:
            raise self.too_long()
        if not content:
            raise ValueError(N_("{part} is missing or empty").filled(part=part))
        return ElementTree.fromstring(content)

    def too_long(self) -> LicensectlError:
        return LicensectlError(messages.TOO_LONG.at(self._name))


ODD_XML = N_("its XML is not as spreadsheet programs write it")


def require_plain(xml: bytes) -> None:
    """Raise ValueError if XML has a document type or is not in UTF-8; no spreadsheet program writes that."""
    if b"<!DOCTYPE" in xml or xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError(ODD_XML)


def local(tag: str) -> str:
    """Return the name of an element without its namespace, of which there are two for the same thing."""
    return tag.rpartition("}")[2]


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()
