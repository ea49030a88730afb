"""Origin and age of facts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from licensectl.core.period import Period
from licensectl.domain.facts.background import LOOSE_DATE, span
from licensectl.domain.facts.index import id_of, values
from licensectl.domain.facts.model import Everything
from licensectl.i18n.translate import translate

DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)", re.ASCII)
# What has its own day and does not age: the register, the slides' claims, notes and events.
DATED_BY_NATURE = ("sources", "claims", "background")
# Where the date of a text stands; everywhere else `date` is the day of an event.
DATED = {"sources": "date"}


class FileStatus(Struct, frozen=True):
    """One file of one folder. `entries` are its ids; of them `new` ones no folder below has, `over` replace or add to one.

    `oldest` and `newest` are the earliest and latest date of a text or price that the file cites, as it writes them
    (a year, a month or a day); None if it has none.
    """

    file: str
    path: str
    entries: int
    new: int
    over: int
    oldest: str | None
    newest: str | None


def status(file: str, layers: Sequence[tuple[str, Mapping[str, Any]]]) -> list[FileStatus]:
    """Return the status of one file in each folder that has it, from the lowest up; a layer is a path and its contents."""
    below: set[tuple[str, str]] = set()
    found = []
    for path, held in layers:
        ids = set(_ids(held))
        dates = sorted(date for date in _dates(held, DATED.get(file, "as_of")) if DATE.fullmatch(date))
        oldest, newest = (dates[0], dates[-1]) if dates else (None, None)
        found.append(FileStatus(file, path, len(ids), len(ids - below), len(ids & below), oldest, newest))
        below |= ids
    return found


def _ids(held: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the ids of every section, SKUs beside their products."""
    for section, entries in held.items():
        for fact_id, entry in entries.items() if isinstance(entries, Mapping) else ():
            yield section, fact_id
            if isinstance(entry, Mapping) and isinstance(entry.get("skus"), Mapping):
                yield from (("skus", sku) for sku in entry["skus"])


def _dates(held: Any, name: str) -> Iterator[str]:
    """Yield every text under the key `name`, at any depth."""
    if isinstance(held, Mapping):
        if isinstance(held.get(name), str):
            yield held[name]
        held = list(held.values())
    for value in held if isinstance(held, list) else ():
        yield from _dates(value, name)


class Unverified(Struct, frozen=True):
    """A fact in force whose newest date is more than a year old; `verified` is that day, None if no source has a date."""

    id: str
    file: str
    verified: date | None
    sources: list[str]


def unverified(facts: Everything, day: date) -> list[Unverified]:
    """Return the facts in force on `day` that no text of the year before confirms, the oldest first, one row for an id.

    A fact is as new as its `as_of` or the newest of its sources' dates.
    """
    found: dict[str, Unverified] = {}
    held = {name: value for name, value in facts._asdict().items() if name not in DATED_BY_NATURE}
    for file, path, record in values(held):
        sources: list[str] = getattr(record, "sources", [])
        if not sources or (isinstance(record, Period) and not record.contains(day)):
            continue
        dates = [getattr(record, "as_of", None), *(translate(facts.sources[key].date, "en") for key in sources if key in facts.sources)]
        newest = max((last for text in dates if (last := last_day(text))), default=None)
        if newest and (day - newest).days <= 365:
            continue
        one = Unverified(id_of(file, path), file, newest, sources)
        if one.id not in found or _age(one) < _age(found[one.id]):
            found[one.id] = one
    return sorted(found.values(), key=lambda one: (_age(one), one.id))


def last_day(text: str | None) -> date | None:
    """Return the last day that a date may mean, as loosely as texts give it ("2021-07", "2012-2015", "undated"); None without a year."""
    if not text:
        return None
    if LOOSE_DATE.fullmatch(text):
        try:
            return span(text)[1]
        except ValueError:
            return None
    years = YEAR.findall(text)
    return date(int(max(years)), 12, 31) if years else None


def _age(one: Unverified) -> date:
    return one.verified or date.min
