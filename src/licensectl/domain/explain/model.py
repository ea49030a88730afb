"""The explanation of an id, of any kind."""

from msgspec import Struct

from licensectl.core.period import Period
from licensectl.core.sources import Confidence
from licensectl.core.text import Text


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
