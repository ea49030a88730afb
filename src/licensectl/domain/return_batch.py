"""Many return questions, one after another: each answered as if asked alone, equal ones decided once.

A decision depends on its dates only by the regime of the purchase day and by distances: days between the dates and, under rules
that run by the hour, whole hours. So one decision serves every row that differs in nothing else, whatever its dates are.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from licensectl.domain.return_question import COUNT, MOMENTS, parse_question
from licensectl.domain.return_rules import Moment, ReturnRule, first, last, utc_day
from licensectl.domain.returns import ReturnAnswer, check, parse_moment
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
COUNTS = ("quantity", "returned")


class _Point(NamedTuple):
    """A moment as figures: its UTC day, the first and last instant it may mean, whether only the day is known."""

    day: int
    first: timedelta
    last: timedelta
    bare: bool


NEVER = _Point(0, NOTHING, NOTHING, True)


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

    def __init__(self, columns: Sequence[str], rules: Mapping[str, ReturnRule], as_of: date, lang: Lang) -> None:
        self.columns = tuple(columns)
        self.rules, self.as_of, self.lang = rules, as_of, lang
        self._places = self._columns(MOMENTS)
        # No rule reads the segment, and of the counts only how they compare.
        self._other = [i for i, name in enumerate(self.columns) if name not in (*MOMENTS, *COUNTS, "segment")]
        self._counts = self._columns(COUNTS)
        self._named = self._columns(("program", "kind"))
        self._regimes = sorted({day for rule in rules.values() for day in _changes(rule)})
        hours = [rule.window_hours for rule in rules.values() if rule.window_hours]
        self._grain = HOUR if any(window % 24 for window in hours) else DAY
        self._asked = _point(as_of)
        self._points: dict[str, _Point] = {"": NEVER}
        self._days: dict[int, str] = {}
        self._decided: dict[Cells, dict[tuple[object, ...], _Decision]] = {}
        self._held = 0
        self._hourly = {(rule.program, rule.kind) for rule in rules.values() if rule.window_hours or rule.full_hours}
        self._compared: dict[tuple[str, str], str] = {}

    def _columns(self, names: Sequence[str]) -> list[int]:
        # What has no column is read from the blank that stands after the last cell.
        return [self.columns.index(name) if name in self.columns else len(self.columns) for name in names]

    def answer(self, cells: list[str]) -> list[str]:
        """Verdict, refund, rule, last safe day, last possible day and reason for one row."""
        row = [*cells, ""]
        try:
            bought, asked, came = [self._points.get(row[i]) or self._point(row[i]) for i in self._places]
        except Failure:
            return self._alone(cells)
        if asked is NEVER:
            asked = self._asked
        if bought is NEVER or bought.day > FAR or came.day > FAR:
            return self._alone(cells)
        counts = row[self._counts[0]], row[self._counts[1]]
        other = (self._compared.get(counts) or self._compare(counts), *[row[i] for i in self._other])
        regime, days = bisect_right(self._regimes, bought.day), asked.day - bought.day
        key: tuple[object, ...] = (regime, days)
        if came is not NEVER or not (bought.bare and asked.bare):
            key = self._long_key(regime, (bought, asked, came), self._by_hour(row))
        decided = self._decided.get(other)
        held = decided.get(key) if decided is not None else None
        if held is None:
            return self._decide(cells, other, key)
        return [held.verdict, held.refund, held.rule, self._day(bought.day + held.safe), self._day(bought.day + held.possible), held.reason]

    def _long_key(self, regime: int, points: tuple[_Point, _Point, _Point], by_hour: bool) -> tuple[object, ...]:
        bought, asked, came = points
        key = (regime, *self._distance(bought, asked, by_hour))
        if came is NEVER:
            return key
        return (*key, None, *self._distance(bought, came, by_hour), None, *self._distance(came, asked, by_hour))

    def _by_hour(self, row: list[str]) -> bool:
        program, kind = (row[i] for i in self._named)
        return (program or "csp", kind or "perpetual") in self._hourly or (program or "csp", "any") in self._hourly

    def _compare(self, counts: tuple[str, str]) -> str:
        """How many are to be returned of how many, as far as a verdict depends on it; the cells themselves where they are odd."""
        quantity, returned = counts
        if len(self._compared) >= KEPT:
            self._compared.clear()
        if not all(COUNT.fullmatch(count) and int(count) > 0 for count in counts if count) or (returned and not quantity):
            word = f"{quantity}/{returned}"
        elif not returned or int(returned) == int(quantity):
            word = "whole"
        else:
            word = "part" if int(returned) < int(quantity) else f"{quantity}/{returned}"
        self._compared[counts] = word
        return word

    def _distance(self, start: _Point, end: _Point, by_hour: bool) -> tuple[object, ...]:
        days = end.day - start.day
        if start.bare and end.bare:
            return (days,)
        if not by_hour:
            return (days, end.last < start.first, end.first < start.first)
        hours = (end.last - start.first) // HOUR, (end.first - start.last) // HOUR
        in_day = start.first % DAY
        return (days, end.last < start.first, *hours, in_day // self._grain, in_day % self._grain == NOTHING, start.bare, end.bare)

    def _decide(self, cells: list[str], other: Cells, key: tuple[object, ...]) -> list[str]:
        try:
            answer, start = self._check(cells)
        except Failure as failure:
            return self._invalid(failure)
        if self._held >= KEPT:
            self._decided, self._held = {}, 0
        self._held += 1
        self._decided.setdefault(other, {})[key] = _decision(answer, start, self.lang)
        return _written(answer, self.lang)

    def _check(self, cells: list[str]) -> tuple[ReturnAnswer, date]:
        question = parse_question(dict(zip(self.columns, cells, strict=True)), self.as_of)
        return check(question, self.rules), utc_day(question.purchased)

    def _alone(self, cells: list[str]) -> list[str]:
        try:
            return _written(self._check(cells)[0], self.lang)
        except Failure as failure:
            return self._invalid(failure)

    def _invalid(self, failure: Failure) -> list[str]:
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
        point = self._points[text] = _point(parse_moment(text))
        return point


def invalid(reason: str) -> list[str]:
    """The answer to a row that cannot be asked."""
    return ["invalid", "none", "", "", "", reason]


def _point(moment: Moment) -> _Point:
    return _Point(utc_day(moment).toordinal(), first(moment) - EPOCH, last(moment) - EPOCH, not isinstance(moment, datetime))


def _changes(rule: ReturnRule) -> list[int]:
    return [day.toordinal() + after for day, after in ((rule.from_, 0), (rule.until, 1)) if day is not None]


def _decision(answer: ReturnAnswer, start: date, lang: Lang) -> _Decision:
    verdict, refund, rule, _, _, reason = _written(answer, lang)
    safe, possible = ((day - start).days if day else NOT_SAID for day in (answer.last_safe_day, answer.last_possible_day))
    return _Decision(verdict, refund, rule, safe, possible, reason)


def _written(answer: ReturnAnswer, lang: Lang) -> list[str]:
    reason = "; ".join(read(text, lang) for text in answer.reasons)
    days = [day.isoformat() if day else "" for day in (answer.last_safe_day, answer.last_possible_day)]
    return [answer.verdict, answer.refund, answer.rule or "", *days, reason]
