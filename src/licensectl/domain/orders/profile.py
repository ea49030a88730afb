"""A distributor's own order file as a map: which of our fields goes into which of its columns, and in what form."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from string import Formatter
from typing import Literal

from msgspec import Struct

from licensectl.domain.orders import messages_profile as messages
from licensectl.domain.orders.csv_row import FIELDS
from licensectl.errors import Finding

DATE = re.compile(r"(yyyy|yy|mm|dd)([-./ ]?)(yyyy|mm|dd)\2(yyyy|yy|mm|dd)", re.ASCII)
DELIMITERS = (",", ";", "|", "\t")


class ProfileColumn(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One of the distributor's columns: `field` is ours, or `text` is a constant with fields in braces (`{product_id}-{sku_id}`)."""

    column: str
    field: str | None = None
    text: str | None = None
    required: bool = False
    max_length: int | None = None


class OrderProfile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A custom order file. CSV and XLSX: a row per line, all orders in one file. JSON: one object per order, its `order` columns first,
    then the rows under the key `lines`; amounts as text. `programs`: the programs whose
    orders the file can hold; if empty, all.

    `guard`: an apostrophe before text that a spreadsheet would take for a formula.
    """

    columns: list[ProfileColumn]
    name: str = ""
    format: Literal["csv", "xlsx", "json"] = "csv"
    programs: list[str] = []
    delimiter: str = ","
    decimal: Literal[".", ","] = "."
    date: str = "yyyy-mm-dd"
    header: bool = True
    bom: bool = False
    guard: bool = True
    order: list[ProfileColumn] = []
    lines: str = "lines"


def check_profile(profile: OrderProfile) -> list[Finding]:
    """Return every fault of a profile, before any order is looked at."""
    return [*_form(profile), *_columns(profile, "columns"), *_columns(profile, "order")]


def names_in(text: str) -> list[str]:
    """Return the fields that `text` names in braces; ValueError if the braces do not match or hold more than a name."""
    found = []
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            if form or conversion:
                raise ValueError(name)
            found.append(name)
    return found


def _form(profile: OrderProfile) -> Iterator[Finding]:
    if not profile.columns:
        yield Finding(("columns",), messages.NO_COLUMNS, {})
    if profile.delimiter not in DELIMITERS:
        yield Finding(("delimiter",), messages.DELIMITER, {"value": profile.delimiter[:20]})
    match = DATE.fullmatch(profile.date)
    if not match or {part[:2] for part in (match[1], match[3], match[4])} != {"yy", "mm", "dd"}:
        yield Finding(("date",), messages.DATE_FORM, {"value": profile.date[:20]})
    if profile.order and profile.format != "json":
        yield Finding(("order",), messages.ONLY_JSON, {})
    if profile.order and profile.lines in {column.column for column in profile.order}:
        yield Finding(("lines",), messages.TWICE, {"column": profile.lines})


def _columns(profile: OrderProfile, key: Literal["columns", "order"]) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, column in enumerate(getattr(profile, key)):
        path = (key, number)
        if column.column in seen:
            yield Finding(path, messages.TWICE, {"column": column.column[:60]})
        seen.add(column.column)
        if (column.field is None) == (column.text is None):
            yield Finding(path, messages.ONE_OF, {"column": column.column[:60]})
        if column.max_length is not None and column.max_length < 1:
            yield Finding(path, messages.LENGTH, {"value": column.max_length})
        yield from _names(column, path)


def _names(column: ProfileColumn, path: tuple[str | int, ...]) -> Iterator[Finding]:
    try:
        names = [column.field] if column.field is not None else names_in(column.text or "")
    except ValueError:
        yield Finding(path, messages.BRACES, {"text": (column.text or "")[:60]})
        return
    for name in names:
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, 3, 0.5)
            message = messages.FIELD if near else messages.FIELD_FAR
            yield Finding(path, message, {"name": name[:60], "near": ", ".join(near or FIELDS)})
