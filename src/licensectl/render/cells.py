"""Typed cells as text: for people (localised) and for files (ISO dates, decimal point)."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from licensectl.core.period import ISO_DAY
from licensectl.core.text import HIDDEN
from licensectl.i18n.terms import Coded
from licensectl.render.report import Audience, Column, Kind, Percentage, Reader, Table

SEEN: Mapping[Reader, tuple[Audience, ...]] = {
    "people": ("all", "people", "readers"),
    "workbook": ("all", "files", "readers"),
    "stream": ("all", "files", "stream"),
}
BLANK = "—"
# Python groups as English does. A locale library would be a fifth of a short command; papers use one.
ITALIAN_MARKS = str.maketrans(",.", ".,")

# A day or an instant in ISO form that stands by itself in a text: no part of an id, a path or a file name, no value that is quoted.
DAY = (
    r"(?<![\w\-./:=«'])(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?:Z|\+00:00)?)?(?![\w\-/]|\.\w)"
)
# A month where a date stands; months of the price book are names that people type, and stay.
MONTH_LENGTH = len("2026-11")
# Before a day that a person types as it stands: an option, a key of a YAML file, or an example.
TYPED = r"(?:--[a-z-]+|\b[a-z]+_[a-z_]+:|\bcome|\bad es\.|\bad esempio(?: \S+ o)?|\bscrivere|\bcioè)\s*$"


def clean(text: str) -> str:
    """Return a text from data without control characters; line breaks and tabs become blanks."""
    if text.isprintable():
        return text
    return HIDDEN.sub("", text.replace("\r", "").replace("\n", " ").replace("\t", " "))


def dated(text: str, lang: str) -> str:
    """Return a text for people with its days as `lang` writes them: 23/11/2026 in Italian."""
    # Few texts hold a day: the patterns are compiled for one that may.
    if lang != "it" or not any(len(month) == 2 and month.isdigit() for month in text.split("-")[1:-1]):
        return text
    if ISO_DAY.fullmatch(text) and "01" <= text[5:7] <= "12":
        return f"{text[8:]}/{text[5:7]}/{text[:4]}"
    return re.sub(DAY, lambda found: found[0] if re.search(TYPED, text[: found.start()]) else _day(found), text, flags=re.ASCII)


def _day(found: re.Match[str]) -> str:
    return f"{found[3]}/{found[2]}/{found[1]}" + (f" {found[4]}" if found[4] else "")


def loose(text: str, lang: str) -> str:
    """Return a day, a month or a year for people: 23/11/2026, 11/2026 and 2026 in Italian."""
    # Without a pattern, which a short command would compile for one cell.
    if lang == "it" and len(text) == MONTH_LENGTH and text[4] == "-" and text.isascii() and text[:4].isdigit() and text[5:].isdigit():
        return f"{text[5:]}/{text[:4]}"
    return dated(text, lang)


def shown(cell: Any, kind: Kind, lang: str) -> str:
    """Return the cell for a person: `1.073,68` in Italian, `—` for a blank."""
    if cell is None:
        return BLANK
    if isinstance(cell, Decimal):
        return _number(cell, lang, 1) + " %" if kind == "percent" or isinstance(cell, Percentage) else _number(cell, lang, 2)
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y") if lang == "it" else cell.isoformat()
    text = clean(str(cell))
    # English writes days as ISO does.
    if lang != "it":
        return text
    return loose(text, lang) if kind == "date" else dated(text, lang) if kind == "text" else text


def money(amount: Decimal, currency: str, lang: str) -> str:
    """Return an amount as a document shows it: `1.234,56 €` in Italian, `€1,234.56` in English."""
    from babel.numbers import format_currency

    exponent = -int(amount.as_tuple().exponent)
    digits = "#,##0" + ("." + "0" * exponent if exponent > 0 else "")
    pattern = f"{digits}\u00a0¤" if lang == "it" else f"¤{digits}"
    return str(format_currency(amount, currency, format=pattern, locale=lang, currency_digits=False))


def stored(cell: Any) -> str:
    """Return the cell for a program: ISO date, decimal point, "" for a blank."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def for_program(cell: Any) -> Any:
    """Return the cell for a program: the code of one that people read in words."""
    return cell.code if isinstance(cell, Coded) else cell


def seen_by(table: Table, reader: Reader) -> list[tuple[int, Column]]:
    """Return the columns that this reader gets, with their places."""
    return [(i, column) for i, column in enumerate(table.columns) if column.audience in SEEN[reader]]


def right(column: Column) -> bool:
    """Return True if the column holds figures, which are aligned right."""
    return column.kind in ("int", "amount", "percent")


def _number(value: Decimal, lang: str, least: int) -> str:
    # As many places as the value has: nothing is ever rounded here.
    text = format(value, ",f")
    places = text.partition(".")[2]
    if len(places) < least and (places or value.as_tuple().exponent):
        text = format(value, f",.{least}f")
    return text.translate(ITALIAN_MARKS) if lang == "it" else text
