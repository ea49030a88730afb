"""Many return questions, one after another: each is answered as if asked alone, and equal ones are decided once.

Questions become equal by leaving out what no rule reads. That is the hour where windows count days, and the date itself: rules know
distances, so a question moves to the first day on which the rules of its purchase day are in force.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.core.period import Moment, Period
from licensectl.core.text import Lang
from licensectl.domain.returns.calendar import DAY
from licensectl.domain.returns.question import FIELDS, MOMENTS, ReturnQuestion, parse_moment, parse_question
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named, answered
from licensectl.domain.returns.window import ReturnWindow, utc_day
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import translate

HEADER = ("case", "verdict", "refund", "rule", "last_safe_day", "last_possible_day", "reason")
# Answers kept at once: this bounds the memory, however varied the file is.
KEPT = 10_000
# Only far from both ends of the calendar does every window end at the same distance.
EARLY, FAR = date(1900, 1, 1), date(9900, 1, 1)
STILL = timedelta()
Cells = tuple[str, ...]
Moments = tuple[Moment, Moment, Moment | None]


class Asking(NamedTuple):
    """The settings of all rows: rules, the default day of a request, a provider, if any, and the ids of all programs."""

    rules: Mapping[str, ReturnRule]
    as_of: date
    lang: Lang
    named: Named | None = None
    programs: Collection[str] = ()


class Batch:
    """Answers rows with cells under `columns`: option names with underscores; others are not read.

    The last of the columns must be blank in every row: an option without a column is read from there.
    """

    def __init__(self, columns: Sequence[str], asking: Asking) -> None:
        self._rules, self._as_of, self._lang, self._named, self._programs = asking
        self._names = {place: name for place, name in enumerate(columns) if name in FIELDS}
        self._others = [place for place, name in self._names.items() if name not in MOMENTS]
        self._times = [columns.index(name) if name in columns else -1 for name in MOMENTS]
        policies = asking.named.provider.policies.values() if asking.named else ()
        windows: list[ReturnWindow] = [*asking.rules.values(), *policies]
        self._changes = sorted({day for window in windows for day in _changes(window)})
        self._movable = bool(self._changes) and all(window.window_business_days is None for window in windows)
        self._by_hours = any(policy.window_hours for policy in policies)
        self._by_calendar = any(map(_counts_own_days, policies))
        self._moment = lru_cache(KEPT)(lambda text: parse_moment(text.strip()) if text.strip() else None)
        self._rest = lru_cache(KEPT)(self._parse_rest)
        self._decide = lru_cache(KEPT)(self._decide_one)

    def answer(self, cells: Sequence[str]) -> Cells:
        """Return verdict, refund, rule, last safe day, last possible day and reason; a row that is not a question is `invalid`."""
        try:
            question, by_hours, by_calendar = self._rest(*[cells[place] for place in self._others])
            purchased, requested, delivered = [self._moment(cells[place]) for place in self._times]
        except LicensectlError:
            purchased = None
        if purchased is None:
            return self._refuse(cells)
        moments, by = (purchased, requested or self._as_of, delivered), STILL
        if not by_calendar:
            moments, by = self._moved(moments, by_hours)
        verdict, refund, rule, safe, possible, reason = self._decide(question, *moments)
        return verdict, refund, rule, (safe - by).isoformat() if safe else "", (possible - by).isoformat() if possible else "", reason

    def kept(self) -> int:
        """Return how many parsed parts and answers are kept for the rows to come."""
        return sum(memo.cache_info().currsize for memo in (self._moment, self._rest, self._decide))

    def _refuse(self, cells: Sequence[str]) -> Cells:
        """Return all problems of the row, in the order of its cells."""
        try:
            parse_question({name: cells[place].strip() for place, name in self._names.items()}, self._as_of, programs=self._programs)
        except LicensectlError as failure:
            return invalid("; ".join(problem.line(self._lang) for problem in failure.problems))
        raise AssertionError(f"no question in parts, but one as a whole: {cells}")

    def _parse_rest(self, *cells: str) -> tuple[ReturnQuestion, bool, bool]:
        """Return the question without its moments, and True for rules of its kind that count hours, and days of the market."""
        given = {self._names[place]: cell.strip() for place, cell in zip(self._others, cells, strict=True)}
        question = parse_question(given | {"purchased": self._as_of.isoformat()}, self._as_of, programs=self._programs)
        rules = [rule for rule in self._rules.values() if rule.program == question.program and rule.kind in (question.kind, "any")]
        by_hours = self._by_hours or any(rule.window_hours or rule.full_hours for rule in rules)
        by_calendar = self._by_calendar or any(map(_counts_own_days, rules))
        quantity, returned = question.quantity, question.returned
        if quantity is not None and quantity > 0 and (returned is None or 0 < returned <= quantity):
            quantity, returned = 2, 1 if question.partial else 2
        return replace(question, segment=None, quantity=quantity, returned=returned), by_hours, by_calendar

    def _moved(self, moments: Moments, by_hours: bool) -> tuple[Moments, timedelta]:
        """Return moments with the same answer that many questions share, and by how much the days of that answer are moved."""
        days = [utc_day(moment) for moment in moments if moment is not None]
        # On one day the hour may still say which moment is first.
        exact = (by_hours or len(set(days)) < len(days)) and datetime in map(type, moments)
        if exact or not self._movable or min(days) < EARLY or max(days) > FAR:
            return moments, STILL
        place = bisect_right(self._changes, days[0])
        by = (self._changes[place - 1] if place else self._changes[0] - DAY) - days[0]
        return (days[0] + by, days[1] + by, days[2] + by if len(days) > 2 else None), by

    def _decide_one(self, question: ReturnQuestion, *moments: Moment | None) -> tuple[str, str, str, date | None, date | None, str]:
        try:
            answer = answered(replace(question, **dict(zip(MOMENTS, moments, strict=True))), self._rules, self._named)
        except LicensectlError as failure:
            return "invalid", "none", "", None, None, "; ".join(problem.line(self._lang) for problem in failure.problems)
        reason = "; ".join([translate(text, self._lang) for text in answer.reasons])
        return answer.verdict, answer.refund, answer.rule or "", answer.last_safe_day, answer.last_possible_day, reason


def invalid(reason: str) -> Cells:
    """Return the answer to a row that cannot be asked."""
    return "invalid", "none", "", "", "", reason


def _counts_own_days(window: ReturnWindow) -> bool:
    """Return True if the days of the window depend on the market and on the weekday, so that no date can replace another."""
    return bool(window.time_zones) or window.closed_last_day != "counts"


def _changes(window: ReturnWindow) -> Iterator[date]:
    """Yield the days from which other rules, terms or readings are in force."""
    periods: tuple[Period, ...] = (window, *window.disputed) if isinstance(window, ReturnRule) else (window,)
    for period in periods:
        if period.from_:
            yield period.from_
        if period.until:
            yield period.until + DAY
