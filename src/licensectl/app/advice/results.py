"""Shape of the JSON result of `advise`."""

from typing import Literal, TypedDict

from licensectl.core.sources import Confidence
from licensectl.domain.advice.rules import OpenQuestion, Stance, Verdict
from licensectl.render.result import Result


class AdviceReason(TypedDict):
    """A rule for or against; `met` maps a field of the situation to its value, blank for one that was not said."""

    rule: str
    stance: Stance
    situation: str
    met: dict[str, str]
    why: str
    note: str | None
    confidence: Confidence | None
    sources: list[str]


class AdvisedThing(TypedDict):
    """A program or another choice with every reason."""

    id: str
    kind: Literal["program", "choice"]
    title: str
    verdict: Verdict
    reasons: list[AdviceReason]


class InsteadRecord(TypedDict):
    """A program that would be recommended instead; `without` are the reasons against it, which rest on what was said."""

    id: str
    title: str
    without: list[AdviceReason]


class RecommendationRecord(TypedDict):
    """The program to buy in; `also` are ids of programs that fit as well."""

    id: str
    title: str
    confidence: Confidence | None
    why: list[str]
    also: list[str]
    instead: list[InsteadRecord]


class Advise(Result):
    """The result of `advise`: the fields of the situation that were given, the recommendation (null: no program is preferred), the advice,
    and rules that need more answers."""

    situation: dict[str, bool | int | str]
    recommendation: RecommendationRecord | None
    advice: list[AdvisedThing]
    open: list[OpenQuestion]


RESULTS: dict[str, type] = {"advise": Advise}
