"""Read the requests of a batch one at a time: lines of JSON, YAML documents, or rows of a table."""

from collections.abc import Iterator
from typing import Any, BinaryIO, Literal, NamedTuple

from licensectl.app.quotes.reader_table import RequestTable
from licensectl.app.quotes.reader_yaml import is_table
from licensectl.core import messages_facts as reading
from licensectl.domain.quotes import messages_batch as messages
from licensectl.errors import LicensectlError
from licensectl.facts.json_reader import parse_json
from licensectl.facts.yaml_reader import Document, parse_yaml

BEGIN = 4096
BOM = b"\xef\xbb\xbf"
# A request of ten thousand lines comes nowhere near it.
MOST_BYTES = 16 << 20
MARKERS = (b"---", b"...")
Kind = Literal["table", "json", "yaml"]


class BatchRequest(NamedTuple):
    """One request as it stands in the file: bytes of JSON or YAML from `line` on, None where they are too many for one request, or
    the `UntypedRequest` that a table makes of its rows."""

    place: int
    kind: Kind
    name: str
    line: int
    content: Any

    @property
    def where(self) -> str:
        """The file and the line on which the request begins."""
        return f"{self.name}:{self.line}"


def kind_of(source: Any, file: str) -> Kind:
    """Return what a file of requests holds, by its suffix and its first bytes; `source` may be a pipe."""
    begin = _begin(source)
    if is_table(begin, file):
        return "table"
    return "json" if begin.removeprefix(BOM).lstrip().startswith((b"{", b"[")) else "yaml"


def _begin(source: Any) -> bytes:
    if not source.seekable():
        found: bytes = source.peek(BEGIN)[:BEGIN]
        return found
    begin: bytes = source.read(BEGIN)
    source.seek(0)
    return begin


def table_requests(source: Any, name: str, by: str) -> Iterator[BatchRequest]:
    """Yield the requests of a table: neighbouring rows that share a value of the column `by`.

    The header is read at the first request. Raises LicensectlError for a table without the needed columns.
    """
    for number, request in enumerate(RequestTable(source, name, {}, by), 1):
        line = int(request.document.where().rpartition(":")[2])
        yield BatchRequest(number, "table", name, line, request)


def document_requests(source: Any, name: str, kind: Kind) -> Iterator[BatchRequest]:
    """Yield the lines of JSON or the documents of YAML of a file."""
    chunks = json_lines(source) if kind == "json" else yaml_documents(source)
    for number, (line, content) in enumerate(chunks, 1):
        yield BatchRequest(number, kind, name, line, content)


class Chunk(NamedTuple):
    """The bytes of one request and the line that it begins on; None instead of bytes that are too many for one."""

    line: int
    content: bytes | None


def json_lines(stream: BinaryIO) -> Iterator[Chunk]:
    """A request per line, blank lines left out."""
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        begun, whole = number, line
        while len(line) > MOST_BYTES and not line.endswith(b"\n"):
            # The rest of a line that is too long is read and forgotten.
            line = stream.readline(MOST_BYTES + 1)
            whole = b""
        if whole.strip():
            yield Chunk(begun, whole.removeprefix(BOM) if begun == 1 else whole)
        elif not whole:
            yield Chunk(begun, None)


def yaml_documents(stream: BinaryIO) -> Iterator[Chunk]:
    """A request per document. A marker at the start of a line ends one: inside of a document YAML lets none stand there."""
    held: list[bytes] = []
    size, begun, number = 0, 1, 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        if line[:3] in MARKERS and not line[3:4].strip():
            yield from _document(held, size, begun)
            held, size, begun = [], 0, number + 1
            # What may stand on the marker's own line: `--- {customer: …}`.
            line = line[3:] if line.startswith(b"---") else b""
            if not line.strip():
                continue
            begun = number
        size += len(line)
        if size <= MOST_BYTES:
            held.append(line)
    yield from _document(held, size, begun)


def _document(held: list[bytes], size: int, begun: int) -> Iterator[Chunk]:
    if size > MOST_BYTES:
        yield Chunk(begun, None)
    elif any(line.strip() and not line.lstrip().startswith((b"#", b"%")) for line in held):
        yield Chunk(begun, b"".join(held))


def read_json(content: bytes, name: str, line: int) -> Document:
    """One line of JSON as a document, figures as they are written; LicensectlError for what is no JSON."""
    try:
        return parse_json(content, name, line)
    except LicensectlError as failure:
        [problem] = failure.problems
        if problem.message != reading.JSON:
            raise
        raise LicensectlError(messages.NOT_JSON.at(problem.where, reason=problem.gaps["reason"])) from None


def read_yaml(content: bytes, name: str, line: int) -> Document:
    """One YAML document; its places are lines of the whole file."""
    return parse_yaml(content, name, line)
