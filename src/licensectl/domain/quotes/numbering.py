"""Numbers of saved quotes: one of the series, or the request's own, and a revision."""

import re
from typing import NamedTuple

from licensectl.domain.quotes import messages_saved as messages
from licensectl.errors import Problem

SERIES = "Q-{year}-{number:04}"
# `-r2` and not `/2`: numbers become names of files, and a series may well hold a slash of its own.
REVISED = re.compile(r"(?P<number>.+)-r(?P<revision>[1-9]\d{0,5})", re.ASCII | re.IGNORECASE)
FIELD = re.compile(r"{year}|{number(?::0[1-9])?}")
# Beginning and end leave no room for an option, a blank at the edge, or a mark that no terminal shows.
NUMBER = r"[^\W_](?:[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]{0,58}[^\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069])?"


class Label(NamedTuple):
    """A saved quote as people write it; `revision` None: the newest."""

    number: str
    revision: int | None = None


def parse_label(text: str) -> Label:
    """Return the number and the revision of a label such as `Q-2026-0001-r2`."""
    match = REVISED.fullmatch(text.strip())
    return Label(match["number"], int(match["revision"])) if match else Label(text.strip())


def label(number: str, revision: int) -> str:
    """Return a revision as documents write it: the first one is the number itself."""
    return number if revision == 1 else f"{number}-r{revision}"


def typed(label: str) -> str:
    """Return a label with its revision also where it is the first: `Q-2026-0001` → `Q-2026-0001-r1`."""
    named = parse_label(label)
    return f"{named.number}-r{named.revision or 1}"


def key(number: str) -> str:
    """Return the key of a number: its letters in lower case."""
    return number.strip().casefold()


def series_of(pattern: str, year: int) -> str:
    """Return the number series of `year`; each counts from 1."""
    return pattern.replace("{year}", f"{year:04}")


def numbered(series: str, count: int) -> str:
    """Return the number at place `count` of a series."""
    return series.format(number=count)


def check_series(pattern: str) -> list[Problem]:
    """Return the problems of the pattern of a number series."""
    fields = sorted(field[1:5] for field in FIELD.findall(pattern))
    known = fields in (["numb"], ["numb", "year"]) and not {"{", "}"} & set(FIELD.sub("", pattern))
    sample = numbered(series_of(pattern, 2026), 1) if known else ""
    good = re.fullmatch(NUMBER, sample) and not REVISED.fullmatch(sample)
    return [] if good else [messages.SERIES.at(pattern=pattern[:60])]


def check_number(number: str, where: str) -> list[Problem]:
    """Return the problems of the number in a request."""
    if REVISED.fullmatch(number):
        return [messages.LIKE_REVISION.at(where, number=number[:60])]
    return [] if re.fullmatch(NUMBER, number) else [messages.NUMBER.at(where, number=number[:60])]
