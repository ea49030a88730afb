"""Which facts come from where, and how old they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
# Where the date of a text stands; everywhere else `date` is the day of an event.
DATED = {"sources": "date"}


class FileStatus(Struct, frozen=True):
    """One file of one folder. `entries` are its ids; of them `new` ones no folder below has, `over` replace or add to one.

    `oldest` and `newest` are the earliest and latest date of a text or price that the file cites, as it writes them
    (a year, a month or a day); None where it has none.
    """

    file: str
    path: str
    entries: int
    new: int
    over: int
    oldest: str | None
    newest: str | None


def status(file: str, layers: Sequence[tuple[str, Mapping[str, Any]]]) -> list[FileStatus]:
    """The status of one file in each folder that has it, from the lowest up; a layer is its path and what it holds."""
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
    """The ids of every section, SKUs beside their products."""
    for section, entries in held.items():
        for fact_id, entry in entries.items() if isinstance(entries, Mapping) else ():
            yield section, fact_id
            if isinstance(entry, Mapping) and isinstance(entry.get("skus"), Mapping):
                yield from (("skus", sku) for sku in entry["skus"])


def _dates(held: Any, name: str) -> Iterator[str]:
    """Every text under the key `name`, at any depth."""
    if isinstance(held, Mapping):
        if isinstance(held.get(name), str):
            yield held[name]
        held = list(held.values())
    for value in held if isinstance(held, list) else ():
        yield from _dates(value, name)
