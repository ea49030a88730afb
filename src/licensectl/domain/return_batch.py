"""Many return questions, one after another: each answered as if asked alone, equal ones decided once.

A decision depends on its dates only by the regime of the purchase day and by distances: days between the dates and, under rules
that run by the hour, whole hours. So one decision serves every row that differs in nothing else, whatever its dates are.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from typing import NamedTuple

from licensectl.domain.period import Period
from licensectl.domain.return_question import COUNT, MOMENTS, parse_moment, parse_question
from licensectl.domain.return_rules import ReturnRule
from licensectl.domain.return_stricter import Named, answered
from licensectl.domain.return_window import Moment, Window, first, last, utc_day
from licensectl.domain.returns import ReturnAnswer
from licensectl.domain.text import Lang, read
from licensectl.errors import Failure

HEADER = ("case", "verdict", "refund", "rule", "last_safe_day", "last_possible_day", "reason")
# Decisions, dates and days kept at once: bounds the memory however varied the file is.
KEPT = 50_000
# Window ends of purchases after this day may fall beyond the calendar; such rows are decided one by one.
FAR = date(9990, 1, 1).toordinal()
EPOCH = datetime(1, 1, 1, tzinfo=UTC)
NOTHING, HOUR, DAY = timedelta(), timedelta(hours=1), timedelta(days=1)
# A distance that leads before the calendar from any day: there is no such day.
NOT_SAID = -10_000_000
Cells = tuple[str, ...]
Key = tuple[object, ...]
COUNTS = ("quantity", "returned")


class _Point(NamedTuple):
    """A moment as figures: its UTC day, how many changes of rules lie before it, the instants it may mean, whether it is a bare day."""

    day: int
    regime: int
    first: timedelta
    last: timedelta
    bare: bool


NEVER = _Point(0, 0, NOTHING, NOTHING, True)


class _Decision(NamedTuple):
    """An answer as cells, the last days as distances from the day on which the window starts."""

    verdict: str
    refund: str
    rule: str
    safe: int
    possible: int
    reason: str


class Batch:
    """Answers rows whose cells stand under `columns` (option names, underscores), in the order asked."""

    def __init__(
        self, columns: Sequence[str], rules: Mapping[str, ReturnRule], as_of: date, lang: Lang, named: Named | None = None
    ) -> None:
        self.columns = tuple(columns)
        self.rules, self.as_of, self.lang, self.named = rules, as_of, lang, named
        self._moments = self._getter(MOMENTS)
        self._counts = self._getter(COUNTS)
        self._named = self._getter(("program", "kind"))
        # No rule reads the segment.
        self._other = self._getter([name for name in self.columns if name not in (*MOMENTS, "segment")] or COUNTS)
        # Of the counts a verdict depends on nothing but how they compare.
        self._rest = self._getter([name for name in self.columns if name not in (*MOMENTS, *COUNTS, "segment")] or COUNTS[:1])
        policies = list(named.provider.policies.values()) if named else []
        windows: list[Window] = [*rules.values(), *policies]
        self._regimes = sorted({day for window in windows for day in _changes(window)})
        hours = [window.window_hours for window in windows if window.window_hours]
        # Working days depend on more than distances.
        self._each_alone = any(window.window_business_days is not None for window in windows)
        self._grain = HOUR if any(window % 24 for window in hours) else DAY
        self._asked = self._pointed(as_of)
        self._points: dict[str, _Point] = {"": NEVER}
        self._days: dict[int, str] = {}
        self._decided: dict[Cells, dict[Key, _Decision]] = {}
        self._shared: dict[Cells, dict[Key, _Decision]] = {}
        self._held = 0
        self._hourly = {(rule.program, rule.kind) for rule in rules.values() if rule.window_hours or rule.full_hours}
        self._all_hourly = any(policy.window_hours for policy in policies)

    def _getter(self, names: Sequence[str]) -> Callable[[list[str]], Cells]:
        # What has no column is read from the blank that stands after the last cell.
        places = [self.columns.index(name) if name in self.columns else len(self.columns) for name in names]
        return itemgetter(*places, len(self.columns), len(self.columns))

    def answer(self, cells: list[str]) -> Cells:
        """Verdict, refund, rule, last safe day, last possible day and reason for one row."""
        row = [*cells, ""]
        at_buying, at_asking, at_coming, *_ = self._moments(row)
        points, other = self._points, self._other(row)
        try:
            bought = points.get(at_buying) or self._point(at_buying)
            asked = points.get(at_asking) or self._point(at_asking)
            came = points.get(at_coming) or self._point(at_coming)
        except Failure:
            return self._alone(cells)
        if asked is NEVER:
            asked = self._asked
        if bought is NEVER or bought.day > FAR or came.day > FAR or self._each_alone:
            return self._alone(cells)
        key: Key = (bought.regime, asked.day - bought.day)
        if came is not NEVER or not (bought.bare and asked.bare):
            key = self._long_key((bought, asked, came), self._by_hour(row))
        decided = self._decided.get(other)
        held = decided.get(key) if decided is not None else None
        if held is None:
            return self._decide(cells, other, key)
        verdict, refund, rule, safe, possible, reason = held
        days, day = self._days, bought.day
        first, last = days.get(day + safe) or self._day(day + safe), days.get(day + possible) or self._day(day + possible)
        return verdict, refund, rule, first, last, reason

    def _long_key(self, points: tuple[_Point, _Point, _Point], by_hour: bool) -> Key:
        bought, asked, came = points
        key = (bought.regime, *self._distance(bought, asked, by_hour))
        if came is NEVER:
            return key
        return (*key, None, *self._distance(bought, came, by_hour), None, *self._distance(came, asked, by_hour))

    def _by_hour(self, row: list[str]) -> bool:
        program, kind, *_ = self._named(row)
        return self._all_hourly or (program or "csp", kind or "perpetual") in self._hourly or (program or "csp", "any") in self._hourly

    def _distance(self, start: _Point, end: _Point, by_hour: bool) -> tuple[object, ...]:
        days = end.day - start.day
        if start.bare and end.bare:
            return (days,)
        if not by_hour:
            return (days, end.last < start.first, end.first < start.first)
        hours = (end.last - start.first) // HOUR, (end.first - start.last) // HOUR
        in_day = start.first % DAY
        return (days, end.last < start.first, *hours, in_day // self._grain, in_day % self._grain == NOTHING, start.bare, end.bare)

    def _decide(self, cells: list[str], other: Cells, key: Key) -> Cells:
        if other not in self._decided:
            if len(self._decided) >= KEPT:
                self._forget()
            row = [*cells, ""]
            # Rows that differ only in how many are bought and returned share their decisions.
            self._decided[other] = self._shared.setdefault((_compare(*self._counts(row)[:2]), *self._rest(row)), {})
        held = self._decided[other].get(key)
        if held is not None:
            return self.answer(cells)
        try:
            answer, start = self._check(cells)
        except Failure as failure:
            return self._invalid(failure)
        if self._held >= KEPT:
            self._forget()
            return self._decide(cells, other, key)
        self._held += 1
        self._decided[other][key] = _decision(answer, start, self.lang)
        return _written(answer, self.lang)

    def _forget(self) -> None:
        self._decided, self._shared, self._held = {}, {}, 0

    def _check(self, cells: list[str]) -> tuple[ReturnAnswer, date]:
        question = parse_question(dict(zip(self.columns, cells, strict=True)), self.as_of)
        return answered(question, self.rules, self.named), utc_day(question.purchased)

    def _alone(self, cells: list[str]) -> Cells:
        try:
            return _written(self._check(cells)[0], self.lang)
        except Failure as failure:
            return self._invalid(failure)

    def _invalid(self, failure: Failure) -> Cells:
        return invalid("; ".join(problem.line(self.lang) for problem in failure.problems))

    def _day(self, ordinal: int) -> str:
        written = self._days.get(ordinal)
        if written is None:
            if ordinal < 1:
                return ""
            if len(self._days) >= KEPT:
                self._days.clear()
            written = self._days[ordinal] = date.fromordinal(ordinal).isoformat()
        return written

    def _point(self, text: str) -> _Point:
        if len(self._points) >= KEPT:
            self._points = {"": NEVER}
        point = self._points[text] = self._pointed(parse_moment(text))
        return point

    def _pointed(self, moment: Moment) -> _Point:
        day = utc_day(moment).toordinal()
        bare = not isinstance(moment, datetime)
        return _Point(day, bisect_right(self._regimes, day), first(moment) - EPOCH, last(moment) - EPOCH, bare)


def invalid(reason: str) -> Cells:
    """The answer to a row that cannot be asked."""
    return "invalid", "none", "", "", "", reason


def _changes(window: Window) -> list[int]:
    periods: tuple[Period, ...] = (window, *window.disputed) if isinstance(window, ReturnRule) else (window,)
    return [day.toordinal() + after for held in periods for day, after in ((held.from_, 0), (held.until, 1)) if day is not None]


def _decision(answer: ReturnAnswer, start: date, lang: Lang) -> _Decision:
    verdict, refund, rule, _, _, reason = _written(answer, lang)
    safe, possible = ((day - start).days if day else NOT_SAID for day in (answer.last_safe_day, answer.last_possible_day))
    return _Decision(verdict, refund, rule, safe, possible, reason)


def _written(answer: ReturnAnswer, lang: Lang) -> Cells:
    reason = "; ".join(read(text, lang) for text in answer.reasons)
    days = [day.isoformat() if day else "" for day in (answer.last_safe_day, answer.last_possible_day)]
    return answer.verdict, answer.refund, answer.rule or "", *days, reason


def _compare(quantity: str, returned: str) -> str:
    """How many go back of how many, as far as a verdict depends on it; the cells themselves where they are odd."""
    counts = [int(count) for count in (quantity, returned) if COUNT.fullmatch(count) and int(count) > 0]
    if len(counts) != bool(quantity) + bool(returned) or (returned and not quantity) or counts != sorted(counts, reverse=True):
        return f"{quantity}/{returned}"
    return "part" if len(set(counts)) > 1 else "whole"
