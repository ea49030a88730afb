"""Notes for the specialist on which no command decides, and dated events."""

import re
from datetime import date
from typing import Literal

from msgspec import Struct

from licensectl.core.sources import Confidence
from licensectl.core.text import Text

NoteKind = Literal[
    "formula",
    "figure",
    "product terms",
    "agreement",
    "buying",
    "billing",
    "keys",
    "software assurance",
    "eligibility",
    "points",
    "incentive",
    "return practice",
    "disagreement",
    "gap",
]
# Days, months and years as sources give them.
LOOSE_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


class BackgroundNote(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A formula, a figure or a pattern with its remarks; `formula` is for people and is never evaluated.

    `about` names what it concerns: ids of programs, products, facts or rules, each of which then names the note.
    """

    kind: NoteKind
    title: Text
    formula: str | None = None
    texts: list[Text] = []
    about: list[str] = []
    sources: list[str] = []
    confidence: Confidence | None = None


class OtherDate(Struct, frozen=True, forbid_unknown_fields=True):
    """The date that other sources give for the same thing."""

    date: str
    sources: list[str]


class Event(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something that happened or is announced; `date` is a day, a month or a year, as the source gives it.

    `about` names what it changed: ids of programs, products, editions, facts or rules. It replaces what these have of
    the same date, so that a timeline says it once. `others`: what sources that disagree say instead.
    """

    date: str
    text: Text
    about: list[str] = []
    others: list[OtherDate] = []
    sources: list[str] = []
    confidence: Confidence | None = None


class BackgroundFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/background.yaml`."""

    notes: dict[str, BackgroundNote] = {}
    events: dict[str, Event] = {}


def is_loose_date(text: str) -> bool:
    """Return True if `text` is a day, month or year that exists."""
    try:
        return bool(LOOSE_DATE.fullmatch(text) and span(text))
    except ValueError:
        return False


def span(loose: str) -> tuple[date, date]:
    """Return the first and last day of a day, month or year that matches LOOSE_DATE.

    Raises ValueError on a day that does not exist.
    """
    year, month, day = [*map(int, loose.split("-")), 0, 0][:3]
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    following = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return first, date.fromordinal(following.toordinal() - 1)
