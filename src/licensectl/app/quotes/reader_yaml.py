"""Read a request from YAML or JSON."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Any, NamedTuple

from msgspec import ValidationError
from msgspec import convert as converted
from msgspec.structs import replace

from licensectl.app.quotes.reader_columns import holds_lines
from licensectl.app.quotes.reader_figures import plain_figures
from licensectl.domain.quotes.model import NAMES, UNNAMED, UNTAXED, OtherLine, PlannedServer, QuoteRequest
from licensectl.domain.quotes.presets import with_presets
from licensectl.domain.settings.profile import Profile
from licensectl.errors import LicensectlError, Problem
from licensectl.facts.convert import PLACED, every_flaw
from licensectl.facts.json_reader import is_json, parse_json
from licensectl.facts.yaml_reader import Path, YamlDocument, parse_yaml

# Files that hold a request as lines of a table, whatever their first bytes say.
TABLES = (".csv", ".tsv", ".xlsx", ".xlsb", ".xls", ".ods")
WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
NO_PROFILE = Profile()
LISTS = ("lines", "other", "servers")
# Values of required keys that cannot be read. They pass every check, so that the checks of all other keys still run and
# the unreadable key has no second problem.
PLACEHOLDERS: Mapping[str | int, Any] = {
    "customer": UNNAMED,
    "vat": UNTAXED,
    "quantity": 1,
    "sell_price": Decimal(0),
    "vendor": "",
    "title": "",
}
# Stands in for lines that cannot be read: the request is checked as one that has lines.
STAND_IN = OtherLine(vendor="", title="", quantity=1, sell_price=Decimal(0))


class UntypedRequest(NamedTuple):
    """A request as plain values, and the problems of reading them.

    `label` is what a batch calls the request, "" without a name; `regime` the special tax regime of a quote that is read again.
    """

    document: YamlDocument
    problems: list[Problem]
    label: str = ""
    regime: str = ""


class ReadRequest(NamedTuple):
    """A typed request as far as it can be read, None if that is too little, and the problems found so far with file and line."""

    request: QuoteRequest | None
    problems: list[Problem]


def is_table(content: bytes, name: str) -> bool:
    """Return True if a file is a table of lines, which `reader_table` reads: by its suffix, or as a workbook or a header of such lines."""
    if PurePath(name).suffix.lower() in TABLES or content.startswith(WORKBOOK):
        return True
    first = content[:4096].decode("utf-8", "replace").lstrip("\ufeff \r\n").partition("\n")[0]
    return any(holds_lines(cell.strip(' "\r') for cell in first.split(delimiter)) for delimiter in ",;\t|")


def parse_document(content: bytes, name: str) -> YamlDocument:
    """Return YAML or JSON as plain values. Raises LicensectlError if it is neither."""
    # JSON is not quite YAML: its escapes of signs beyond 16 bits and its tabs are not.
    return parse_json(content, name) if is_json(content) else parse_yaml(content, name)


def to_request(document: YamlDocument, profile: Profile = NO_PROFILE) -> QuoteRequest:
    """Return the request in a document; each line has its place. The profile fills in the keys that it leaves out.

    LicensectlError carries all of its problems of shape, each with file and line.
    """
    return _whole(read_document(document, profile))


def _whole(read: ReadRequest) -> QuoteRequest:
    if read.problems or read.request is None:
        raise LicensectlError(*read.problems)
    return read.request


def read_document(document: YamlDocument, profile: Profile = NO_PROFILE) -> ReadRequest:
    """Return the request in a document as far as it can be read."""
    if isinstance(document.value, dict):
        document = document._replace(value=with_presets(document.value, profile))
    document, problems = plain_figures(document)
    try:
        request = converted(document.value, QuoteRequest, strict=False)
        if not any(key in held for held in _records(document.value) for key in PLACED):
            return ReadRequest(_placed(document, request, {}), problems)
        found = every_flaw(document, QuoteRequest)
    except ValidationError:
        found = every_flaw(document, QuoteRequest)
    return ReadRequest(_mended(document, [flaw.path for flaw in found]), [*problems, *(flaw.problem for flaw in found)])


def _records(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the request and each of its lines as plain values."""
    yield value
    for name in LISTS:
        yield from value.get(name) or ()


def _placed(document: YamlDocument, request: QuoteRequest, dropped: dict[str, set[int]]) -> QuoteRequest:
    """Return the request with the places of its keys and lines; `dropped` are the numbers of the lines that were left out."""
    places = {key: document.where((key,)) for key in document.value if (key,) in document.places}
    lists = {}
    for name in LISTS:
        kept = [number for number in range(len(document.value.get(name) or ())) if number not in dropped.get(name, ())]
        lists[name] = [_line(document, line, (name, number)) for number, line in zip(kept, getattr(request, name), strict=True)]
    return replace(request, where=document.where(), places=places, **lists)


def _line(document: YamlDocument, line: Any, path: Path) -> Any:
    where = document.where(path)
    keys = () if isinstance(line, PlannedServer) else document.value[path[0]][path[1]]
    below = {key: place for key in keys if (place := document.where((*path, key))) != where}
    return replace(line, where=where, places=below) if below else replace(line, where=where)


def _mended(document: YamlDocument, paths: Sequence[Path]) -> QuoteRequest | None:
    """Return the request without the values at `paths`; a line without a product is left out."""
    if () in paths:
        return None
    unreadable = {path[0] for path in paths if len(path) == 1 and path[0] in LISTS}
    document = document._replace(value={key: held for key, held in document.value.items() if key not in unreadable})
    value = dict(document.value)
    paths = [path for path in paths if path[0] not in unreadable]
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
    placed = _placed(document, request, dropped)
    unknown = any(len(path) == 1 and path[0] not in QuoteRequest.__struct_fields__ for path in paths)
    lost = unreadable or dropped or (unknown and not {"lines", "other"} & value.keys())
    return placed if not lost or placed.lines or placed.other else replace(placed, other=[STAND_IN])


def _mend(held: dict[Any, Any], key: str | int) -> None:
    held.pop(key, None)
    if key in PLACEHOLDERS:
        held[key] = PLACEHOLDERS[key]
