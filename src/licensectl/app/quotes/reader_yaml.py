"""Read requests from YAML and JSON, one per file or many."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple, NoReturn

from msgspec import ValidationError
from msgspec import convert as converted
from msgspec.structs import replace

from licensectl.core import messages_facts as reading
from licensectl.domain.quotes import messages_batch as messages
from licensectl.domain.quotes.model import PlannedServer, QuoteRequest
from licensectl.domain.quotes.presets import with_presets
from licensectl.domain.settings.profile import Profile
from licensectl.errors import LicensectlError, Problem
from licensectl.facts.convert import PLACED, flaws
from licensectl.facts.yaml_reader import MAX_DEPTH, Document, Path, parse_yaml

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
    """One line of JSON as a document, figures as they are written; LicensectlError for what is no JSON."""
    where = f"{name}:{line}"
    try:
        text = content.decode()
        value = json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise LicensectlError(reading.NOT_TEXT.at(where, reason=f"byte 0x{content[error.start]:02x}")) from None
    except RecursionError:
        raise LicensectlError(reading.TOO_DEEP.at(where, limit=MAX_DEPTH)) from None
    except _DuplicateKeyError as twice:
        raise LicensectlError(reading.DUPLICATE_KEY.at(where, key=str(twice)[:60], first=where)) from None
    except ValueError as error:
        raise LicensectlError(messages.NOT_JSON.at(where, reason=error)) from None
    return Document(name, value, {(): where})


def read_yaml(content: bytes, name: str, line: int) -> Document:
    """One YAML document; its places are lines of the whole file."""
    return parse_yaml(content, name, line)


class _DuplicateKeyError(ValueError):
    """A key that stands twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        _refuse([key for key, _ in pairs])
    # As everywhere, a truth is a word.
    return {key: str(value).lower() if isinstance(value, bool) else value for key, value in made.items()}


def _refuse(keys: list[str]) -> NoReturn:
    raise _DuplicateKeyError(next(key for place, key in enumerate(keys) if key in keys[:place]))


NO_PROFILE = Profile()
LISTS = ("lines", "other", "servers")
NAMES = ("sku", "part_number", "search")
# What stands in for a value that cannot be read, so that the rest is looked at all the same. None of it fails a check, so that
# nothing is said of it.
STAND_INS: dict[str | int, Any] = {
    "customer": {"name": "—"},
    "vat": {"exempt": "true"},
    "quantity": "1",
    "sell_price": "0",
    "vendor": "—",
    "title": "—",
}


class Read(NamedTuple):
    """A request as far as it can be read, None where that is too little, and its problems of shape with file and line."""

    request: QuoteRequest | None
    problems: list[Problem]


def parse_request(content: bytes, name: str, profile: Profile = NO_PROFILE) -> QuoteRequest:
    """The request in `content`, the profile speaking where it is silent.

    LicensectlError carries all of its problems of shape, each with file and line.
    """
    return _whole(read_request(content, name, profile))


def read_request(content: bytes, name: str, profile: Profile = NO_PROFILE) -> Read:
    """The request in `content`; what can be read of a faulty one may be looked at further. LicensectlError where it is no YAML at all."""
    return read_document(parse_document(content, name), profile)


def parse_document(content: bytes, name: str) -> Document:
    """YAML or JSON as plain values; LicensectlError where it is neither."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        # JSON is YAML but for tabs between its tokens; inside its strings they cannot stand.
        content = content.replace(b"\t", b" ")
    return parse_yaml(content, name)


def to_request(document: Document, profile: Profile = NO_PROFILE) -> QuoteRequest:
    """The request that a document is, each line knowing its place; LicensectlError as of `parse_request`."""
    return _whole(read_document(document, profile))


def _whole(read: Read) -> QuoteRequest:
    if read.problems or read.request is None:
        raise LicensectlError(*read.problems)
    return read.request


def read_document(document: Document, profile: Profile = NO_PROFILE) -> Read:
    """The request that a document is, as far as it can be read."""
    if isinstance(document.value, dict):
        document = document._replace(value=with_presets(document.value, profile))
    try:
        request = converted(document.value, QuoteRequest, strict=False)
        if not any(key in held for held in _records(document.value) for key in PLACED):
            return Read(_placed(document, request, {}), [])
    except ValidationError:
        pass
    found = list(flaws(document, QuoteRequest, document.value))
    return Read(_mended(document, [flaw.path for flaw in found]), [flaw.problem for flaw in found])


def _records(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The request and each of its lines, as the file has them."""
    yield value
    for name in LISTS:
        yield from value.get(name) or ()


def _placed(document: Document, request: QuoteRequest, dropped: dict[str, set[int]]) -> QuoteRequest:
    """The request with the places of its keys and lines, those that were dropped being counted."""
    places = {key: document.where((key,)) for key in document.value if (key,) in document.places}
    lists = {}
    for name in LISTS:
        kept = [number for number in range(len(document.value.get(name) or ())) if number not in dropped.get(name, ())]
        lists[name] = [_line(document, line, (name, number)) for number, line in zip(kept, getattr(request, name), strict=True)]
    return replace(request, where=document.where(), places=places, **lists)


def _line(document: Document, line: Any, path: Path) -> Any:
    where = document.where(path)
    keys = () if isinstance(line, PlannedServer) else document.value[path[0]][path[1]]
    below = {key: place for key in keys if (place := document.where((*path, key))) != where}
    return replace(line, where=where, places=below) if below else replace(line, where=where)


def _mended(document: Document, paths: Sequence[Path]) -> QuoteRequest | None:
    """What can be read of the request without the values at `paths`: a line that does not say what it is of is left out."""
    if any(path == () or path in [(name,) for name in LISTS] for path in paths):
        return None
    value = dict(document.value)
    for name in LISTS:
        if name in value:
            value[name] = [dict(line) if isinstance(line, dict) else line for line in value[name]]
    dropped: dict[str, set[int]] = {}
    for path in paths:
        key = path[0]
        if key not in LISTS:
            _mend(value, key)
        elif key == "servers" or len(path) == 2 or path[2] in NAMES:
            dropped.setdefault(str(key), set()).add(int(path[1]))
        else:
            _mend(value[key][path[1]], path[2])
    for name, numbers in dropped.items():
        value[name] = [line for number, line in enumerate(value[name]) if number not in numbers]
    try:
        request = converted(value, QuoteRequest, strict=False)
    except ValidationError:
        return None
    return _placed(document, request, dropped) if request.lines or request.other else None


def _mend(held: dict[Any, Any], key: str | int) -> None:
    held.pop(key, None)
    if key in STAND_INS:
        held[key] = STAND_INS[key]
