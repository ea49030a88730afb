"""Many requests in one file: JSON Lines, or YAML documents one after the other; one at a time, a bad one never the end of the file."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple, NoReturn

from licensectl.errors import Failure
from licensectl.facts.reading import MAX_DEPTH, Document, parse_yaml
from licensectl.faults import batching as faults
from licensectl.faults import reading

# A request of ten thousand lines comes nowhere near it.
MOST_BYTES = 16 << 20
BOM = b"\xef\xbb\xbf"
MARKERS = (b"---", b"...")


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
    """One line of JSON as a document, figures as they are written; Failure for what is no JSON."""
    where = f"{name}:{line}"
    try:
        text = content.decode()
        value = json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise Failure(reading.NOT_TEXT.at(where, reason=f"byte 0x{content[error.start]:02x}")) from None
    except RecursionError:
        raise Failure(reading.TOO_DEEP.at(where, limit=MAX_DEPTH)) from None
    except _Twice as twice:
        raise Failure(reading.DUPLICATE_KEY.at(where, key=str(twice)[:60], first=where)) from None
    except ValueError as error:
        raise Failure(faults.NOT_JSON.at(where, reason=error)) from None
    return Document(name, value, {(): where})


def read_yaml(content: bytes, name: str, line: int) -> Document:
    """One YAML document; its places are lines of the whole file."""
    return parse_yaml(content, name, line)


class _Twice(ValueError):
    """A key that stands twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        _refuse([key for key, _ in pairs])
    # As everywhere, a truth is a word.
    return {key: str(value).lower() if isinstance(value, bool) else value for key, value in made.items()}


def _refuse(keys: list[str]) -> NoReturn:
    raise _Twice(next(key for place, key in enumerate(keys) if key in keys[:place]))
