"""Customers from a CSV, or from JSON: one after the other, a bad one never the end of the file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BufferedReader
from typing import BinaryIO, NamedTuple

import msgspec

from licensectl.core.json_checks import RepeatedKeyError, require_unique
from licensectl.core.names import REASONS
from licensectl.core.spreadsheet import bare
from licensectl.domain.customers import messages
from licensectl.domain.customers.address import PARTS, whole_address
from licensectl.domain.customers.csv_row import COLUMNS, parse
from licensectl.domain.customers.fields import FIELDS
from licensectl.domain.customers.model import Customer
from licensectl.errors import LicensectlError, Problem
from licensectl.facts.convert import flaws
from licensectl.facts.json_reader import parse_json
from licensectl.i18n.translate import N_, Text, joined
from licensectl.tables.archive import unpacked
from licensectl.tables.encoding import CHUNK, Utf8
from licensectl.tables.headers import plain
from licensectl.tables.table import TableReader

# Headers that mean a column of ours, compared without case and blanks.
MEANING = {plain(word): field.name for field in FIELDS for word in (field.name, *field.aliases)}
PART = {plain(word): part for part, words in PARTS.items() for word in words}
MOST_JSON = 512 << 20
INVALID = N_("It is not valid JSON: {reason}.")
TOO_DEEP = N_("nested too deeply")
TOO_LARGE = N_("more than {size} MiB; write one customer per line").filled(size=MOST_JSON >> 20)


class CustomerEntry(NamedTuple):
    """A customer of a file: the place, its cells or its text, and either the record or the problems."""

    where: str
    given: Sequence[str]
    customer: Customer | None
    problems: Sequence[Problem] = ()


class CustomerRows(NamedTuple):
    """The customers of a file: the header of what each `given` is, remarks on the file, and the entries, read as they are asked for.

    `italian`: cells between semicolons, as a spreadsheet writes them where the comma is the decimal mark.
    """

    header: Sequence[str]
    remarks: Sequence[Problem]
    entries: Iterator[CustomerEntry]
    italian: bool = False


def read_customers(stream: BinaryIO, name: str) -> CustomerRows:
    """Return the customers in `stream`: a table with a known header, JSON Lines, a JSON list, or a JSON export of this program.

    The stream can be read again. Any delimiter and encoding, packed or a workbook. Raises LicensectlError if the
    file is of another kind; a row that cannot be read is an entry with its problems.
    """
    begin = stream.tell()
    found = unpacked(stream, name)
    if not found.workbook:
        text = BufferedReader(Utf8(found.source, name, found.packed), CHUNK)
        if text.peek(64)[:64].lstrip().startswith((b"{", b"[")):
            return CustomerRows((RECORD,), (), _objects(text, name))
    stream.seek(begin)
    return _rows(TableReader(stream, name, _lacks), name)


def _lacks(header: Sequence[str]) -> int:
    """Return 0 for the header, the row that names the customer, and 1 for any other row."""
    return int("name" not in map(_means, header))


def _rows(table: TableReader, name: str) -> CustomerRows:
    where = f"{name}:{table.header_row}"
    places, unread = _places(table.header, where)
    remarks = []
    if unread:
        remarks.append(messages.UNREAD.at(where, count=len(unread), columns=", ".join(unread)[:200], known=", ".join(COLUMNS)))
    if parts := [table.header[places[part]] for part in PARTS if part in places]:
        columns = ", ".join([table.header[places["address"]], *parts])
        remarks.append(messages.ADDRESS_JOINED.at(where, columns=columns))
    italian = table.delimiter == ";"
    return CustomerRows(table.header, remarks, _entries(table, places, italian), italian)


def _means(header: str) -> str | None:
    """Return the column that a header means, in either of its spellings; None for an unknown header."""
    return _meant(MEANING, header)


def _meant(words: Mapping[str, str], header: str) -> str | None:
    return words.get(plain(header)) or words.get(plain(header.replace("_", " ")))


def _places(header: Sequence[str], where: str) -> tuple[dict[str, int], list[str]]:
    """Return the place of each column and each part of the address, and the headers that are not read.

    Raises LicensectlError without a name, or where two mean the same column. The first column of a part of the address is read, and
    none without a column of the address: a list with cities alone does not replace addresses.
    """
    places: dict[str, int] = {}
    unread = []
    # The columns before the cells in a file of bad rows are ignored when it is read again.
    first = len(REASONS) if tuple(map(plain, header[: len(REASONS)])) == REASONS else 0
    headers = list(enumerate(header[first:], first))
    joins = any(_means(cell) == "address" for _, cell in headers)
    for place, cell in headers:
        column = _means(cell)
        if column is None and joins and (part := _meant(PART, cell)) and part not in places:
            places[part] = place
        elif column is None:
            unread.append(cell)
        elif column in places:
            raise LicensectlError(messages.COLUMN_TWICE.at(where, column=column))
        else:
            places[column] = place
    if "name" not in places:
        raise LicensectlError(messages.NO_COLUMN.at(where, column="name", known=", ".join(COLUMNS)))
    return places, unread


def _entries(table: TableReader, places: dict[str, int], day_first: bool) -> Iterator[CustomerEntry]:
    width, joins = len(table.header), not places.keys().isdisjoint(PARTS)
    for line, cells in table:
        where = f"{table.name}:{line}"
        if len(cells) != width:
            yield CustomerEntry(where, cells, None, [messages.CELLS.at(where, found=len(cells), wanted=width)])
            continue
        said = {column: bare(cells[place]) for column, place in places.items()}
        if joins:
            said["address"] = whole_address(said)
        customer, problems = parse(said, day_first)
        yield CustomerEntry(where, cells, customer, [problem._replace(where=where) for problem in problems])


RECORD = "record"


class _Export(msgspec.Struct):
    """The part of `customer export -f json` that is read back."""

    customers: list[msgspec.Raw]


def _objects(read: Iterable[bytes], name: str) -> Iterator[CustomerEntry]:
    """Yield the objects of JSON Lines if the first line is a whole object, else of one document."""
    read = iter(read)
    first = next(read, b"")
    if first.strip().startswith(b"{") and first.strip().endswith(b"}") and not _is_export(first):
        yield _entry(first, f"{name}:1")
        for number, line in enumerate(read, 2):
            if line.strip():
                yield _entry(line, f"{name}:{number}")
        return
    for number, raw in enumerate(_document(first, read, name), 1):
        yield _entry(bytes(raw), f"{name} #{number}")


def _document(first: bytes, rest: Iterator[bytes], name: str) -> list[msgspec.Raw]:
    parts, total = [first], len(first)
    for line in rest:
        parts.append(line)
        total += len(line)
        if total > MOST_JSON:
            raise LicensectlError(messages.NOT_JSON.at(name, reason=TOO_LARGE))
    content = b"".join(parts)
    try:
        if content.lstrip().startswith(b"["):
            return msgspec.json.decode(content, type=list[msgspec.Raw])
        held = msgspec.json.decode(content, type=_Export).customers
        # Rare, and only the export's own key matters.
        if content.count(b'"customers"') > 1:
            require_unique(content, outermost=True)
        return held
    except RepeatedKeyError as twice:
        raise LicensectlError(messages.NOT_JSON.at(name, reason=twice.reason)) from None
    except msgspec.ValidationError:
        return [msgspec.Raw(content)]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise LicensectlError(messages.NOT_JSON.at(name, reason=_json_fault(content) or TOO_DEEP)) from None


def _is_export(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=_Export)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _entry(content: bytes, where: str) -> CustomerEntry:
    text = content.decode("utf-8", "replace").strip()
    try:
        customer = msgspec.json.decode(content, type=Customer)
        require_unique(content)
    except RepeatedKeyError as twice:
        return CustomerEntry(where, (text,), None, [messages.NOT_RECORD.at(where, reason=INVALID.filled(reason=twice.reason))])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return CustomerEntry(where, (text,), None, [messages.NOT_RECORD.at(where, reason=_record_fault(content))])
    return CustomerEntry(where, (text,), customer)


def _json_fault(content: bytes) -> Text | None:
    """Return the fault of a text that should be JSON; None for valid JSON."""
    try:
        parse_json(content, "")
    except LicensectlError as failure:
        [problem] = failure.problems
        if "key" in problem.gaps:
            return RepeatedKeyError(str(problem.gaps["key"])).reason
        reason: Text = problem.gaps.get("reason", TOO_DEEP)
        return reason
    return None


def _record_fault(content: bytes) -> Text:
    """Return the faults of an invalid record of a customer, in whole sentences."""
    if (reason := _json_fault(content)) is not None:
        return INVALID.filled(reason=reason)
    document = parse_json(content, "")
    found = [flaw.problem.fault for flaw in flaws(document, Customer, document.value)]
    return joined(found[:3] or [N_("A value is of another type, for example a number in place of a text.")], " ")
