"""Decide of which month a price sheet is."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from licensectl.core.text import Bilingual
from licensectl.i18n.translate import N_

# Before the first new-commerce sheets a start is a placeholder ("always": 1753), which names no month.
FIRST_MONTH = "2019-01"
# 2026-10, 202610, 2026_10_15 and 10-2026 in the name of a file.
IN_NAME = (
    r"(?<!\d)(?:(?P<year>20\d\d)[-_. ]?(?P<month>0[1-9]|1[0-2])(?:[-_. ]?[0-3]\d)?|(?P<first>0[1-9]|1[0-2])[-_. ](?P<last>20\d\d))(?!\d)"
)


def month_of(day: str | None) -> str | None:
    """Return the month of an ISO day, None for a placeholder or none."""
    return day[:7] if day and day[:7] >= FIRST_MONTH and day[:4] != "9999" else None


class TakenMonth(NamedTuple):
    """The month that a sheet is filed under, and what says so."""

    month: str
    why: Bilingual


def taken_month(file: str, starts: Mapping[str, int], named: str | None) -> TakenMonth | None:
    """Return the month of a sheet: as `named`, else as its file is called, else that of the start of most of its rows.

    `starts` counts the rows by start, as ISO text. None if nothing says it. Of months with as many rows the later counts; rows that
    announce a price never decide against the others.
    """
    if named:
        return TakenMonth(named, N_("as --month says"))
    found = {f"{one['year'] or one['last']}-{one['month'] or one['first']}" for one in re.finditer(IN_NAME, PurePath(file).name, re.ASCII)}
    if len(found) == 1:
        return TakenMonth(found.pop(), N_("by the name of the file"))
    months = Counter[str]()
    for day, count in starts.items():
        if month := month_of(day):
            months[month] += count
    if not months:
        return None
    month, count = max(months.items(), key=lambda one: (one[1], one[0]))
    total = sum(starts.values())
    taken = N_("by the start of most rows, {count} of {total}; --month files it under another").filled(count=count, total=total)
    return TakenMonth(month, taken)
