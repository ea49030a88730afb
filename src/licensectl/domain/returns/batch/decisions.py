"""Many return questions, one after another: each answered as if asked alone, equal ones decided once.

A decision depends on its dates only by the regime of the purchase day and by where the request stands in a window. So one
decision serves every row that differs in nothing else: what is left of its dates is how much has passed, which stands in the
reason, and the days on which the window ends, which are distances from the purchase.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from licensectl.core.text import Lang, read
from licensectl.domain.returns import texts as words
from licensectl.domain.returns.batch.relevance import Relevance
from licensectl.domain.returns.batch.timestamps import DAY, FAR, HOUR, NEVER, Days, Point, Points
from licensectl.domain.returns.decide import ReturnAnswer
from licensectl.domain.returns.question import COUNT, FIELDS, MOMENTS, parse_question
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named, answered
from licensectl.domain.returns.window import utc_day
from licensectl.errors import LicensectlError, Problem

HEADER = ("case", "verdict", "refund", "rule", "last_safe_day", "last_possible_day", "reason")
# Decisions kept at once: bounds the memory however varied the file is.
KEPT = 50_000
# A distance that leads before the calendar from any day: there is no such day.
NOT_SAID = -10_000_000
Cells = tuple[str, ...]
Spell = Callable[[str], str]
Key = int | tuple[object, ...]


class _Decision:
    """An answer as cells, its last days as distances from the purchase; `phrase` says how much has passed, before the rest
    of the reason."""

    __slots__ = ("phrase", "possible", "reasons", "refund", "rest", "rule", "safe", "spell", "verdict")

    def __init__(self, answer: ReturnAnswer, bought: date, phrase: Callable[[int], str] | None, lang: Lang, spell: Spell) -> None:
        self.verdict, self.refund, self.rule = spell(answer.verdict), spell(answer.refund), spell(answer.rule or "")
        self.spell = spell
        self.safe, self.possible = ((day - bought).days if day else NOT_SAID for day in (answer.last_safe_day, answer.last_possible_day))
        self.phrase, self.rest = phrase, [read(text, lang) for text in answer.reasons[phrase is not None :]]
        self.reasons: dict[int, str] = {}

    def reason(self, passed: int) -> str:
        """The whole reason when so much has passed."""
        said = self.spell("; ".join([self.phrase(passed), *self.rest] if self.phrase else self.rest))
        if len(self.reasons) < KEPT:
            self.reasons[passed] = said
        return said


class _DecisionGroup:
    """Decisions for rows that differ in their dates alone, and what no rule answers; `exact` says for each regime whether more
    than days matters."""

    __slots__ = ("decided", "exact", "refused")

    def __init__(self, exact: Sequence[bool]) -> None:
        self.exact = exact
        self.decided: dict[Key, _Decision] = {}
        self.refused: dict[Key, Cells] = {}


class Asking(NamedTuple):
    """What all rows are asked under: rules, the day of a request that names none, and a provider, if any.

    `spell` is how a cell is spelled where it goes, which is done once for each that comes again; days read the same everywhere.
    """

    rules: Mapping[str, ReturnRule]
    as_of: date
    lang: Lang
    named: Named | None = None
    spell: Spell = str


class Batch:
    """Answers rows whose cells stand under `columns` (option names with underscores; any other is not read), in the order asked.

    The last of the columns must be no option: what has no column is read from there, and it is blank.
    """

    def __init__(self, columns: Sequence[str], asking: Asking) -> None:
        rules, named = asking.rules, asking.named
        self.rules, self.as_of, self.lang, self.named, self.spell = rules, asking.as_of, asking.lang, named, asking.spell
        self.all_eligible = True
        self._kept = [(place, name) for place, name in enumerate(columns) if name in FIELDS]
        self._relevance = Relevance(rules, named)
        places = [place for place, name in self._kept if name not in (*MOMENTS, "segment")]
        # No rule reads the segment. A place is named twice at least, so that there is always a tuple to tell rows apart by.
        self._other: Callable[[Sequence[str]], Cells] = itemgetter(*[*places, -1, -1][: max(2, len(places))])
        self._places = [columns.index(name) if name in columns else -1 for name in MOMENTS]
        self._points = Points(self._relevance.regimes)
        self._today = self._points.of(asking.as_of)
        self._days = Days()
        self._alike: dict[Cells, _DecisionGroup] = {}
        self._shared: dict[Cells, _DecisionGroup] = {}
        self._held = 0

    def answer(self, cells: Sequence[str]) -> Cells:
        """Verdict, refund, rule, last safe day, last possible day and reason for one row."""
        return next(self.answers([("", cells)]))[1]

    def answers(self, rows: Iterable[tuple[str, Sequence[str] | Problem]]) -> Iterator[tuple[str, Cells]]:
        """The same for each of many cases, as they come; a row that could not be read is invalid for that reason."""
        # The one loop that a million rows go through: what it needs is at hand, and nothing is called that can be looked up.
        points, days, other_of, relevance = self._points, self._days, self._other, self._relevance
        at_bought, at_asked, at_came = self._places
        day_ends, hour_ends, grain = relevance.day_ends, relevance.hour_ends, relevance.grain
        exact, each_alone, today = relevance.exact, relevance.each_alone, self._today
        for case, cells in rows:
            if isinstance(cells, Problem):
                yield case, self._spelled(invalid(cells.line(self.lang)))
                continue
            try:
                bought, asked, came = points[cells[at_bought]], points[cells[at_asked]], points[cells[at_came]]
            except LicensectlError:
                yield case, self._alone(cells)
                continue
            asked = today if asked is NEVER else asked
            day, regime, first, last = bought
            if bought is NEVER or day > FAR or came[0] > FAR or each_alone:
                yield case, self._alone(cells)
                continue
            other = other_of(cells)
            alike = self._alike.get(other) or self._alike_of(cells, other)
            passed = asked[0] - day
            if came is not NEVER or exact:
                key: Key = (regime, *self._exactly(bought, asked, came))
            elif not alike.exact[regime] or (first != last and asked[2] != asked[3]):
                # Between instants of one day the earlier is the earlier; between days the hours are nothing.
                key = regime << 16 | bisect_right(day_ends, passed) if passed > 0 else (regime, passed, asked[3] < first)
            elif first == last and asked[2] == asked[3]:
                passed = (asked[2] - first) // HOUR
                key = ~(regime << 24 | bisect_right(hour_ends, passed) << 8 | first % DAY // grain << 1 | (first % grain == 0))
            else:
                key = (regime, *self._exactly(bought, asked, came))
            held = alike.decided.get(key)
            if held is None:
                yield case, alike.refused.get(key) or self._decide(cells, alike, key, passed)
                continue
            reason = held.reasons.get(passed) or held.reason(passed)
            yield case, (held.verdict, held.refund, held.rule, days[day + held.safe], days[day + held.possible], reason)

    def _exactly(self, bought: Point, asked: Point, came: Point) -> list[object]:
        """Every distance that may matter, to the hour."""
        pairs = [(bought, asked)] if came is NEVER else [(bought, asked), (bought, came), (came, asked)]
        found: list[object] = [None]
        for start, end in pairs:
            grain = self._relevance.grain
            found += [end[0] - start[0], end[3] < start[2], end[2] < start[2], (end[3] - start[2]) // HOUR, (end[2] - start[3]) // HOUR]
            found += [start[2] % grain == 0, start[2] % DAY // grain, start[2] == start[3], end[2] == end[3]]
        return found

    def _alike_of(self, cells: Sequence[str], other: Cells) -> _DecisionGroup:
        """Rows that differ only in what no rule of theirs reads, or in how many go back of how many, share their decisions."""
        if len(self._alike) >= KEPT:
            self._forget()
        said = {name: cells[place].strip() for place, name in self._kept if name not in MOMENTS}
        counts = _compare(said.pop("quantity", ""), said.pop("returned", ""))
        program, kind = said.get("program") or "csp", said.get("kind") or "perpetual"
        key = (counts, program, kind, *self._relevance.read(program, kind, said))
        if key not in self._shared:
            self._shared[key] = _DecisionGroup(self._relevance.exactness(program, kind))
        found = self._alike[other] = self._shared[key]
        return found

    def _decide(self, cells: Sequence[str], alike: _DecisionGroup, key: Key, passed: int) -> Cells:
        if self._held >= KEPT:
            self._forget()
        self._held += 1
        try:
            answer, bought = self._check(cells)
        except LicensectlError as failure:
            refusal = alike.refused[key] = self._invalid(failure)
            return refusal
        self.all_eligible = self.all_eligible and answer.verdict == "eligible"
        decision = alike.decided[key] = _Decision(answer, bought, self._phrase(answer, passed), self.lang, self.spell)
        day, days = bought.toordinal(), self._days
        ends = days[day + decision.safe], days[day + decision.possible]
        return decision.verdict, decision.refund, decision.rule, *ends, decision.reason(passed)

    def _phrase(self, answer: ReturnAnswer, passed: int) -> Callable[[int], str] | None:
        """How the first reason says how much has passed; None where it does not."""
        rule = self.rules[answer.rule] if answer.rule else None
        if rule is None or rule.days is None or not answer.reasons:
            return None
        lang = self.lang
        for say, window in ((words.day_of, rule.days), (words.hours_of, rule.window_hours)):
            if window is not None and answer.reasons[0] == say(passed, window):
                return lambda count: read(say(count, window), lang)
        return None

    def _forget(self) -> None:
        self._alike, self._shared, self._held = {}, {}, 0

    def _check(self, cells: Sequence[str]) -> tuple[ReturnAnswer, date]:
        question = parse_question({name: cells[place].strip() for place, name in self._kept}, self.as_of)
        return answered(question, self.rules, self.named), utc_day(question.purchased)

    def _alone(self, cells: Sequence[str]) -> Cells:
        try:
            return self._spelled(_written(self._check(cells)[0], self.lang))
        except LicensectlError as failure:
            return self._invalid(failure)

    def _invalid(self, failure: LicensectlError) -> Cells:
        return self._spelled(invalid("; ".join(problem.line(self.lang) for problem in failure.problems)))

    def _spelled(self, cells: Cells) -> Cells:
        if cells[0] != "eligible":
            self.all_eligible = False
        return tuple(map(self.spell, cells))


def invalid(reason: str) -> Cells:
    """The answer to a row that cannot be asked."""
    return "invalid", "none", "", "", "", reason


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
