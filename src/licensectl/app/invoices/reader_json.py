"""Invoice line items as Microsoft's interfaces give them: JSON with `items` (v1), JSON Lines (Graph, v2). Source: RECON."""

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import count, islice
from typing import Any, BinaryIO

from licensectl.app.invoices.reader_columns import FIELDS, NAMES, lacking, refuse_other_kinds
from licensectl.core.json_checks import LONG, RepeatedKeyError, as_object, line_of_repeated, too_full, too_long
from licensectl.core.reasons import MOST_RECORD, json_reason
from licensectl.domain.invoices import messages
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_, Text, plain

FIELD_OF = {name.casefold(): (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names)}
LISTS = ("items", "value", "lineitems")
# What a document may hold that is read as a whole, some 20,000 items; those of a line each are read at any length.
MOST_BYTES, MOST_VALUES = 32 << 20, 2_000_000
# Of lines that cannot be read so many are listed even if most of a file is unreadable.
MOST_BAD = 10_000
# Lines that may be blank before the first record.
FIRST_LINES = 100


def is_json(content: bytes) -> bool:
    """Tell whether the text begins as JSON does."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def json_rows(source: BinaryIO, name: str, bad: list[tuple[int, Problem]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the line items as cells in the order of FIELDS, and add a problem to `bad` for each line that is not JSON.

    The rows are numbered as the lines of JSON Lines, else as the items. Raise LicensectlError if the file is of another kind.
    """
    begun = False
    for row, record in _records(source, name, bad):
        # Of two names for a field the lower rank counts, if it is not blank.
        cells = {field: value for field, _, value in sorted(_values(record), key=lambda one: -one[1])}
        if not begun:
            begun = True
            refuse_other_kinds([*(str(key) for key in record), *_object_type(record)], f"{name}:{row}")
            if missing := lacking(dict.fromkeys(cells, 0), None):
                raise LicensectlError(messages.NOT_RECON.at(f"{name}:{row}", missing=", ".join(missing)))
        yield row, tuple([cells.get(field, "") for field in FIELDS])


def _object_type(record: dict[str, Any]) -> list[str]:
    """Return the object type of the item as a header that only such files have."""
    attributes = record.get("attributes")
    said = str(attributes.get("objectType", "")) if isinstance(attributes, dict) else ""
    return [
        mark for start, mark in (("Daily", "UsageDate"), ("Usage", "UsageDate"), ("License", "DurableOfferId")) if said.startswith(start)
    ]


def _records(source: BinaryIO, name: str, bad: list[tuple[int, Problem]]) -> Iterator[tuple[int, dict[str, Any]]]:
    whole: Problem | None = None
    if not _is_lines(source):
        try:
            text = _document(source, name)
            items = _items(_parse(text), name)
        except ValueError as error:
            line = (
                error.lineno
                if isinstance(error, json.JSONDecodeError)
                else line_of_repeated(text)
                if isinstance(error, RepeatedKeyError)
                else 0
            )
            place = f"{name}:{line}" if line else name
            whole = messages.NOT_JSON.at(place, reason=_reason(error))
        else:
            yield from enumerate(items, 1)
            return
        source.seek(0)
    yield from _of_lines(_read_lines(source, name), name, whole, bad)


def _document(source: BinaryIO, name: str) -> str:
    """Return the text of a document that is read as a whole."""
    content = source.read(MOST_BYTES + 1)
    if reason := too_long(content, MOST_BYTES):
        raise LicensectlError(messages.LARGE_JSON.at(name, reason=reason))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LicensectlError(messages.NOT_JSON.at(f"{name}:{content[: error.start].count(10) + 1}", reason=N_("not UTF-8"))) from None
    if reason := too_full(text, MOST_VALUES):
        raise LicensectlError(messages.LARGE_JSON.at(name, reason=reason))
    return text


def _items(whole: Any, name: str) -> list[dict[str, Any]]:
    """Return the line items of a document: a list, or an object with one; an object without one is an item itself."""
    items = whole
    if isinstance(whole, dict):
        refuse_other_kinds([str(key) for key in whole if str(key).casefold() != "lineitems" or "id" in whole], name)
        items = next((value for key, value in whole.items() if str(key).casefold() in LISTS and isinstance(value, list)), [whole])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise LicensectlError(messages.NOT_JSON.at(name, reason=N_("no list of line items")))
    return items


def _is_lines(source: BinaryIO) -> bool:
    """Tell whether the first line that is not blank is a whole object and others follow: then the file can be read line by line."""
    source.seek(0)
    first = next(filter(bytes.strip, islice(iter(lambda: source.readline(MOST_RECORD), b""), FIRST_LINES)), b"")
    try:
        whole = isinstance(_parse(first.decode("utf-8-sig")), dict)
    except ValueError:
        whole = False
    more = whole and bool(source.read(MOST_RECORD).strip())
    source.seek(0)
    return more


def _read_lines(source: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    for number in count(1):
        line = source.readline(MOST_RECORD + 1)
        if not line:
            return
        if len(line) > MOST_RECORD:
            raise LicensectlError(messages.NOT_JSON.at(f"{name}:{number}", reason=LONG))
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise LicensectlError(messages.NOT_JSON.at(f"{name}:{number}", reason=N_("not UTF-8"))) from None


def _of_lines(
    lines: Iterator[tuple[int, str]], name: str, whole: Problem | None, bad: list[tuple[int, Problem]]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of JSON Lines; where hardly any line is one, the file is one damaged document."""
    found = 0
    for number, line in lines:
        if not line.strip():
            continue
        reason: Text = N_("no object")
        try:
            record = _parse(line)
        except ValueError as error:
            record, reason = None, _reason(error)
        if isinstance(record, dict):
            found += 1
            yield number, record
            continue
        bad.append((number, messages.BAD_JSON_LINE.at(f"{name}:{number}", reason=reason)))
        if len(bad) > max(found, MOST_BAD):
            break
    if not found or len(bad) > found:
        raise LicensectlError(whole or messages.NOT_JSON.at(name, reason=N_("hardly a line is an object")))


def _parse(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=as_object, parse_float=_number, parse_int=str, parse_constant=str)
    except RecursionError:
        raise ValueError from None


def _reason(error: ValueError) -> Text:
    if isinstance(error, RepeatedKeyError):
        return error.reason
    return json_reason(error) if isinstance(error, json.JSONDecodeError) else N_("nested too deeply")


def _number(text: str) -> str:
    """Return a number in plain digits; JSON may have it in exponent form."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return plain(number)


def _values(record: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Yield field, rank and text of each known value."""
    for key, value in record.items():
        place = FIELD_OF.get(str(key).casefold())
        if place:
            text = "" if value is None or isinstance(value, (dict, list)) else str(value)
            # A blank gives way to any other name of the field.
            yield place[0], place[1] if text else len(FIELD_OF), text
