"""Shapes of the JSON results of `explain` and `timeline`."""

from datetime import date
from typing import TypedDict

from licensectl.core.sources import Confidence, Tier
from licensectl.domain.explain.timeline import MomentKind
from licensectl.domain.facts.background import OtherDate
from licensectl.render.result import Result

_Period = TypedDict("_Period", {"from": date | None, "until": date | None})


class ValueRecord(_Period):
    """A value from its first to its last day; null: no known end."""

    texts: list[str]
    note: str | None
    as_of: str | None
    confidence: Confidence | None
    sources: list[str]


class SourceRecord(TypedDict):
    """A source of the register; everything but the key is null for a key that is not in it."""

    key: str
    title: str | None
    url: str | None
    date: str | None
    tier: Tier | None


class ExplanationResult(Result):
    """The result of `explain`."""

    id: str
    kind: str
    title: str
    values: list[ValueRecord]
    sources: list[SourceRecord]
    used_by: list[str]
    see: list[str]


class MomentRecord(TypedDict):
    """Something that happened; `date` is a day, a month or a year, `others` are the dates of sources that disagree."""

    date: str
    others: list[OtherDate]
    kind: MomentKind
    about: list[str]
    text: str
    confidence: Confidence | None
    sources: list[str]
    ids: list[str]


class Timeline(Result):
    """The result of `timeline`."""

    moments: list[MomentRecord]


RESULTS: dict[str, type] = {"explanation": ExplanationResult, "timeline": Timeline}
