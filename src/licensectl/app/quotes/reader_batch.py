"""Read the requests of a batch one at a time: JSON Lines, a JSON array, YAML documents, or rows of a table."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO, Literal, NamedTuple

from licensectl.app.quotes.reader_table import RequestTable
from licensectl.app.quotes.reader_yaml import is_table
from licensectl.core import messages_facts as reading
from licensectl.domain.quotes import messages_batch as messages
from licensectl.errors import LicensectlError
from licensectl.facts.json_reader import parse_json
from licensectl.facts.yaml_reader import Path, YamlDocument, parse_yaml

BEGIN = 4096
BOM = b"\xef\xbb\xbf"
# A request of ten thousand lines comes nowhere near it.
MOST_BYTES = 16 << 20
# Of what is too long only so much is passed over: it may never end.
MOST_PASSED = 64 << 20
# An array is held as a whole, unlike lines.
MOST_ARRAY = 64 << 20
MARKERS = (b"---", b"...")
STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
Kind = Literal["table", "json", "yaml"]


class BatchRequest(NamedTuple):
    """One request of the file: bytes of JSON or YAML from `line` on, None if they are too many for one request, the
    `YamlDocument` of an element of an array, or the `UntypedRequest` that a table makes of its rows."""

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
    """Return the kind of a file of requests, by its suffix and its first bytes; `source` may be a pipe."""
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

    The header is read at the first request. Raises LicensectlError on a table without the needed columns.
    """
    for number, request in enumerate(RequestTable(source, name, {}, by), 1):
        line = int(request.document.where().rpartition(":")[2])
        yield BatchRequest(number, "table", name, line, request)


def document_requests(source: Any, name: str, kind: Kind) -> Iterator[BatchRequest]:
    """Yield the requests of a file of JSON or YAML. Raises LicensectlError on an array that is not JSON or too large."""
    if kind == "json":
        first = next(source_lines := json_lines(source), None)
        if first is not None and (first.content or b"").lstrip().startswith(b"["):
            yield from _elements(first, source_lines, name)
            return
        chunks = joined_lines(first, source_lines)
    else:
        chunks = yaml_documents(source)
    for number, (line, content) in enumerate(chunks, 1):
        yield BatchRequest(number, kind, name, line, content)


class Chunk(NamedTuple):
    """The bytes of one request and the line that it begins on; None instead of bytes that are too many for one."""

    line: int
    content: bytes | None


def joined_lines(first: Chunk | None, lines: Iterator[Chunk]) -> Iterator[Chunk]:
    """Yield a request per line, or one for the lines of an object that is written over several.

    A line that begins with a brace begins a request, so that one that is never closed costs no other.
    """
    held: list[Chunk] = []
    depth = 0
    for chunk in chain([first] if first else [], lines):
        if held and (depth <= 0 or chunk.content is None or chunk.content.startswith(b"{")):
            yield _joined(held, MOST_BYTES)
            held, depth = [], 0
        held.append(chunk)
        depth += _depth(chunk)
    if held:
        yield _joined(held, MOST_BYTES)


def _joined(chunks: Sequence[Chunk], most: int) -> Chunk:
    """Return lines as one chunk with the blank lines between them; without content where they are more than `most` bytes."""
    if any(chunk.content is None for chunk in chunks) or sum(len(chunk.content or b"") for chunk in chunks) > most:
        return Chunk(chunks[0].line, None)
    before = [chunks[0].line - 1, *(chunk.line for chunk in chunks)]
    lines = (b"\n" * (chunk.line - last - 1) + (chunk.content or b"") for last, chunk in zip(before, chunks, strict=False))
    return Chunk(chunks[0].line, b"".join(lines))


def _depth(chunk: Chunk) -> int:
    """Return how many more braces and brackets a line opens than it closes."""
    content = chunk.content or b""
    if content.count(b"{") == content.count(b"}") and b"[" not in content:
        return 0
    bare = STRING.sub(b"", content)
    return bare.count(b"{") + bare.count(b"[") - bare.count(b"}") - bare.count(b"]")


def _elements(first: Chunk, lines: Iterator[Chunk], name: str) -> Iterator[BatchRequest]:
    """Yield the elements of a JSON array, each with its places. Raises LicensectlError as `parse_json`, and for one too large."""
    held = _joined([first, *_up_to(lines, MOST_ARRAY)], MOST_ARRAY)
    if held.content is None:
        raise LicensectlError(messages.ARRAY_SIZE.at(name, most=MOST_ARRAY >> 20))
    array = parse_json(held.content, name, first.line)
    places: list[dict[Path, str]] = [{} for _ in array.value]
    for path, place in array.places.items():
        if path:
            places[int(path[0])][path[1:]] = place
    for number, value in enumerate(array.value):
        line = int(places[number][()].rpartition(":")[2])
        yield BatchRequest(number + 1, "json", name, line, YamlDocument(name, value, places[number]))


def _up_to(lines: Iterator[Chunk], most: int) -> Iterator[Chunk]:
    """Yield lines until they are more than `most` bytes."""
    size = 0
    for chunk in lines:
        yield chunk
        size += len(chunk.content or b"")
        if size > most:
            return


def json_lines(stream: BinaryIO) -> Iterator[Chunk]:
    """Yield the lines of a file as they are, blank ones left out."""
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        begun, whole, passed = number, line, 0
        while len(line) > MOST_BYTES and not line.endswith(b"\n"):
            # The rest of a line that is too long is read and forgotten.
            line = stream.readline(MOST_BYTES + 1)
            whole, passed = b"", passed + len(line)
            if passed > MOST_PASSED:
                yield Chunk(begun, None)
                return
        if whole.strip():
            yield Chunk(begun, whole.removeprefix(BOM) if begun == 1 else whole)
        elif not whole:
            yield Chunk(begun, None)


def yaml_documents(stream: BinaryIO) -> Iterator[Chunk]:
    """Yield a chunk per document. A marker at the start of a line ends a document; YAML allows none inside."""
    held: list[bytes] = []
    size, begun, number = 0, 1, 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        if line[:3] in MARKERS and not line[3:4].strip():
            yield from _document(held, size, begun)
            held, size, begun = [], 0, number + 1
            # A document may begin on the line of its marker: `--- {customer: …}`.
            line = line[3:] if line.startswith(b"---") else b""
            if not line.strip():
                continue
            begun = number
        size += len(line)
        if size <= MOST_BYTES:
            held.append(line)
        if size > MOST_PASSED:
            break
    yield from _document(held, size, begun)


def _document(held: list[bytes], size: int, begun: int) -> Iterator[Chunk]:
    if size > MOST_BYTES:
        yield Chunk(begun, None)
    elif any(line.strip() and not line.lstrip().startswith((b"#", b"%")) for line in held):
        yield Chunk(begun, b"".join(held))


def read_json(content: bytes, name: str, line: int) -> YamlDocument:
    """Return one line of JSON as a document, figures as they are written. Raises LicensectlError if it is not JSON."""
    try:
        return parse_json(content, name, line)
    except LicensectlError as failure:
        [problem] = failure.problems
        if problem.message != reading.JSON:
            raise
        raise LicensectlError(messages.NOT_JSON.at(problem.where, reason=problem.gaps["reason"])) from None


def read_yaml(content: bytes, name: str, line: int) -> YamlDocument:
    """Return one YAML document; its places are lines of the whole file."""
    return parse_yaml(content, name, line)
