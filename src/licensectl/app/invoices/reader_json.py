"""Invoice line items as Microsoft's interfaces give them: JSON with `items` (v1), JSON Lines (Graph, v2). Source: RECON."""

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO

from licensectl.app.invoices.reader_columns import FIELDS, NAMES, lacking, refuse_other_kinds
from licensectl.core.reasons import DAMAGED, json_reason, own_reason
from licensectl.domain.invoices import messages
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_, Text, plain

FIELD_OF = {name.casefold(): (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names)}
LISTS = ("items", "value", "lineitems")
LINE = re.compile(r"[^\n]*(?:\n|\Z)")
MOST_LINE = 1 << 20


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


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LicensectlError(messages.NOT_JSON.at(f"{name}:{content[: error.start].count(10) + 1}", reason=N_("not UTF-8"))) from None


def _records(source: BinaryIO, name: str, bad: list[tuple[int, Problem]]) -> Iterator[tuple[int, dict[str, Any]]]:
    if _is_lines(source):
        yield from _of_lines(_read_lines(source, name), name, None, bad)
        return
    text = _text(source.read(), name)
    try:
        whole = _parse(text)
    except ValueError as error:
        # A text may hold other signs that end lines elsewhere.
        lines = ((number, match[0]) for number, match in enumerate(LINE.finditer(text), 1))
        yield from _of_lines(lines, name, error, bad)
        return
    items = whole
    if isinstance(whole, dict):
        refuse_other_kinds([str(key) for key in whole if str(key).casefold() != "lineitems" or "id" in whole], name)
        items = next((value for key, value in whole.items() if str(key).casefold() in LISTS and isinstance(value, list)), [whole])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise LicensectlError(messages.NOT_JSON.at(name, reason=N_("no list of line items")))
    yield from enumerate(items, 1)


def _is_lines(source: BinaryIO) -> bool:
    """Tell whether the first line is a whole object and others follow: then the file can be read line by line."""
    source.seek(0)
    try:
        whole = isinstance(_parse(source.readline(MOST_LINE).decode("utf-8-sig")), dict)
    except ValueError:
        whole = False
    more = whole and bool(source.read(MOST_LINE).strip())
    source.seek(0)
    return more


def _read_lines(source: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source, 1):
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise LicensectlError(messages.NOT_JSON.at(f"{name}:{number}", reason=N_("not UTF-8"))) from None


def _of_lines(
    lines: Iterable[tuple[int, str]], name: str, whole: ValueError | None, bad: list[tuple[int, Problem]]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of JSON Lines; where hardly any line is one, the file is one damaged document."""
    found = 0
    for number, line in lines:
        if not line.strip():
            continue
        try:
            record = _parse(line)
        except ValueError as error:
            bad.append((number, messages.BAD_JSON_LINE.at(f"{name}:{number}", reason=_reason(error))))
            continue
        if isinstance(record, dict):
            found += 1
            yield number, record
        else:
            bad.append((number, messages.BAD_JSON_LINE.at(f"{name}:{number}", reason=N_("no object"))))
    if not found or len(bad) > found:
        place = f"{name}:{whole.lineno}" if isinstance(whole, json.JSONDecodeError) else name
        raise LicensectlError(messages.NOT_JSON.at(place, reason=_reason(whole) if whole else N_("hardly a line is an object")))


TOO_DEEP = N_("nested too deeply")


def _parse(text: str) -> Any:
    try:
        return json.loads(text, parse_float=_number, parse_int=str, parse_constant=str)
    except RecursionError:
        raise ValueError(TOO_DEEP) from None


def _number(text: str) -> str:
    """Return a number in plain digits; JSON may have it in exponent form."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return plain(number)


def _reason(error: ValueError) -> Text:
    return json_reason(error) if isinstance(error, json.JSONDecodeError) else own_reason(error) or DAMAGED


def _values(record: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Yield field, rank and text of each known value."""
    for key, value in record.items():
        place = FIELD_OF.get(str(key).casefold())
        if place:
            text = "" if value is None or isinstance(value, (dict, list)) else str(value)
            # A blank gives way to any other name of the field.
            yield place[0], place[1] if text else len(FIELD_OF), text
