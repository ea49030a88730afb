"""Shape of the JSON result of `compare costs`."""

from datetime import date
from typing import TypedDict

from licensectl.core.money import Money
from licensectl.core.sources import Confidence
from licensectl.domain.returns.decide import Verdict
from licensectl.domain.returns.rules import Refund
from licensectl.render.quote_parts import QuoteLineRecord, TotalsRecord
from licensectl.render.result import ProblemRecord, Result


class TermRecord(TypedDict):
    """An attribute of the program on the day."""

    value: str | list[str] | None
    as_of: str | None
    confidence: Confidence | None
    sources: list[str]


class ReturnTerm(TypedDict):
    """The return terms of a purchase of the day."""

    rule: str | None
    verdict: Verdict
    refund: Refund
    window_days: int | None
    last_safe_day: date | None
    sources: list[str]


class ProgramCost(TypedDict):
    """The basket under one program; `obstacles` are why it is not possible there."""

    program: str
    possible: bool
    complete: bool
    total: Money | None
    obstacles: list[ProblemRecord]
    lines: list[QuoteLineRecord]
    totals: TotalsRecord
    terms: dict[str, TermRecord]
    returns: ReturnTerm | None


class CompareCosts(Result):
    """The result of `compare costs`."""

    date: date
    market: str
    currency: str
    segment: str
    cheapest: str | None
    programs: list[ProgramCost]


RESULTS: dict[str, type] = {"costs": CompareCosts}
