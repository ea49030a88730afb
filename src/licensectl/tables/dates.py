"""The days that price sheets write."""

import re
from datetime import date, timedelta
from typing import Literal

DateOrder = Literal["dmy", "mdy", "ymd"]
# 2025-10-01T00:00:00.0000000Z: seven digits of a second, more than datetime takes; the day is all that counts.
ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|\+00:00)?)?", re.ASCII)
# The download API writes American dates with a clock: 2/1/2019 12:00:00 AM. Without one, 10/3/2020 may be March or October.
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) (?:0?[1-9]|1[0-2]):[0-5]\d:[0-5]\d [AP]M", re.ASCII)
# What spreadsheets write in any country: 01/11/2026, 1.11.26, 2026/11/1 0:00.
WRITTEN = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{4}|\d{1,2})(?: (?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?)?", re.ASCII)


class OpenDateOrderError(ValueError):
    """A day whose order of figures is ambiguous."""


# 1-ott-25, 1 October 2026, Oct 1, 2026. Compiled when a sheet writes days like this, as few do.
NAMED = (
    r"(?P<day>\d{1,2})[-/. ]+(?P<month>[^\W\d_]{3,})\.?[-/., ]+(?P<year>\d{4}|\d{2})"
    r"|(?P<name>[^\W\d_]{3,})\.? (?P<of>\d{1,2}),? (?P<in>\d{4})"
)
MONTHS = (
    ("january", "gennaio"), ("february", "febbraio"), ("march", "marzo"), ("april", "aprile"), ("may", "maggio"), ("june", "giugno"),
    ("july", "luglio"), ("august", "agosto"), ("september", "settembre"), ("october", "ottobre"), ("november", "novembre"),
    ("december", "dicembre"),
)  # fmt: skip
# The number by which Excel holds a day (1 is 1 January 1900, with a leap day that year did not have), with or without a time: what it
# writes where a column has lost its format. From 2000 on: shorter numbers are something else.
SERIAL = re.compile(r"(\d{5,7})(?:[.,]\d+)?", re.ASCII)
EXCEL_ZERO, FIRST_SERIAL = date(1899, 12, 30), 36526


def day_of(text: str, order: DateOrder | None = None) -> date | None:
    """Return the UTC day of a date as sheets write it, None if there is no such day in that order.

    Raises OpenDateOrderError if the month is ambiguous. The placeholders for "always" (1753-01-02) and "open"
    (9999-11-30) are days like others.
    """
    if iso := ISO.fullmatch(text):
        return _day(iso[1][:4], iso[1][5:7], iso[1][8:])
    if american := AMERICAN.fullmatch(text):
        return _day(american[3], american[1], american[2])
    written = WRITTEN.fullmatch(text)
    if not written:
        return _named_day(text) or _serial_day(text)
    first, second, third = written[1], written[3], written[4]
    if len(first) > 2:
        return _day(first, second, third) if len(first) == 4 and len(third) <= 2 else None
    if len(third) == 1:
        return None
    if order is None and len(third) == 4 and int(first) == int(second):
        order = "dmy"
    order = order or order_of(text)
    if order is None:
        raise OpenDateOrderError(text)
    if order == "ymd":
        return _day(first, second, third) if len(third) == 2 else None
    return _day(third, second, first) if order == "dmy" else _day(third, first, second)


def order_of(text: str) -> DateOrder | None:
    """Return the date order that the figures of a day show by themselves: no month is above 12."""
    written = WRITTEN.fullmatch(text)
    if AMERICAN.fullmatch(text):
        return "mdy"
    if not written or len(written[1]) > 2 or len(written[4]) != 4:
        return None
    if int(written[1]) > 12:
        return "dmy"
    return "mdy" if int(written[3]) > 12 else None


def _named_day(text: str) -> date | None:
    named = re.fullmatch(NAMED, text)
    if not named:
        return None
    word = (named["month"] or named["name"]).casefold()
    month = next((number for number, names in enumerate(MONTHS, 1) if any(name.startswith(word) for name in names)), 0)
    day = _day(named["year"] or named["in"], str(month), named["day"] or named["of"]) if month else None
    return day if text.isascii() else None


def _serial_day(text: str) -> date | None:
    serial = SERIAL.fullmatch(text)
    number = int(serial[1]) if serial else 0
    return EXCEL_ZERO + timedelta(number) if FIRST_SERIAL <= number <= (date.max - EXCEL_ZERO).days else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
