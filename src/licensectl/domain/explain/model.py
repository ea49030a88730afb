"""The explanation of an id, of any kind."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec import Struct

from licensectl.core.period import Period
from licensectl.core.sources import Confidence
from licensectl.core.text import Text
from licensectl.domain.facts.model import Everything

Entry = TypeVar("Entry")


class Value(Period, frozen=True, kw_only=True):
    """A value from its first to its last day; a fact without history has one value with open ends."""

    texts: list[Text]
    note: Text | None = None
    sources: list[str] = []
    as_of: Text | None = None
    confidence: Confidence | None = None


class Explanation(Struct, frozen=True, kw_only=True):
    """An explanation. `used_by`: facts that depend on this id; `sources`: all sources of all values, once each; `see`: related ids, such
    as claims of the deck about the same thing."""

    id: str
    kind: str
    title: Text
    values: list[Value] = []
    sources: list[str] = []
    used_by: list[str] = []
    see: list[str] = []


def finder(
    entries: Callable[[Everything], Mapping[str, Entry]], explain: Callable[[str, Entry, Everything], Explanation], prefix: str = ""
) -> Callable[[str, Everything], Explanation | None]:
    """Return a function that explains the id of one of these entries, None for any other; ids begin with `prefix`."""

    def find(fact_id: str, facts: Everything) -> Explanation | None:
        entry = entries(facts).get(fact_id.removeprefix(prefix)) if fact_id.startswith(prefix) else None
        return explain(fact_id, entry, facts) if entry is not None else None

    return find


def all_sources(values: list[Value]) -> list[str]:
    """Return the sources of all values, once each."""
    return list(dict.fromkeys(key for value in values for key in value.sources))


def merged(found: list[Explanation]) -> Explanation:
    """Merge several things that share one id: the title of the first, everything else of all."""
    first = found[0]
    if len(found) == 1:
        return first
    return Explanation(
        id=first.id,
        kind=", ".join(dict.fromkeys(one.kind for one in found)),
        title=first.title,
        values=[value for one in found for value in one.values],
        sources=list(dict.fromkeys(key for one in found for key in one.sources)),
        used_by=list(dict.fromkeys(name for one in found for name in one.used_by)),
        see=list(dict.fromkeys(name for one in found for name in one.see)),
    )
