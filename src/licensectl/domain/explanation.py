"""What `explain` says of one id, whatever kind of thing it is."""

from msgspec import Struct

from licensectl.domain.period import Period
from licensectl.domain.source import Confidence
from licensectl.domain.text import Text


class Value(Period, frozen=True, kw_only=True):
    """What held from the first to the last day; a fact without history has one value with open ends."""

    texts: list[Text]
    note: Text | None = None
    sources: list[str] = []
    as_of: str | None = None
    confidence: Confidence | None = None


class Explanation(Struct, frozen=True, kw_only=True):
    """`used_by` names the facts that lean on this id; `sources` are all sources of all values, once each;
    `see` names related ids, such as what the deck claims about the same thing."""

    id: str
    kind: str
    title: Text
    values: list[Value] = []
    sources: list[str] = []
    used_by: list[str] = []
    see: list[str] = []


def all_sources(values: list[Value]) -> list[str]:
    """The sources of all values, once each."""
    return list(dict.fromkeys(key for value in values for key in value.sources))
