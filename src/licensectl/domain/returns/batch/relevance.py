"""What of a return question the rules look at: on which days they change, where their windows end, which facts they read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from licensectl.core.period import Period
from licensectl.domain.returns.batch.timestamps import DAY, HOUR
from licensectl.domain.returns.question import BOOLEAN, BOOLEANS, WORDS
from licensectl.domain.returns.rules import SELECTORS, ReturnRule
from licensectl.domain.returns.stricter import Named
from licensectl.domain.returns.window import ReturnWindow

# What a verdict reads of every question, whatever the rule.
ALWAYS = ("order_status", "exchange")


class Relevance:
    """`regimes` are the days on which a rule begins or has ended; `day_ends` and `hour_ends` where a request may come to stand
    elsewhere in a window; `exact`: a provider's terms have windows of their own, so every distance matters; `each_alone`:
    working days depend on more than distances; `grain`: of what hours are counted in, in microseconds."""

    def __init__(self, rules: Mapping[str, ReturnRule], named: Named | None) -> None:
        policies = list(named.provider.policies.values()) if named else []
        windows: list[ReturnWindow] = [*rules.values(), *policies]
        self._rules = list(rules.values())
        self._named = named is not None
        self.exact = named is not None
        self.each_alone = any(window.window_business_days is not None for window in windows)
        self.regimes = sorted({day for window in windows for day in _changes(window)})
        hours = {count for rule in self._rules for count in (rule.window_hours, rule.full_hours) if count is not None}
        self.hour_ends = sorted({0, *hours})
        days = {window.window_days for window in windows if window.window_days is not None}
        days |= {count // 24 + more for count in hours for more in (-1, 0, 1)}
        self.day_ends = sorted({0, 1, *days, *(day + 1 for day in days)})
        self.grain = HOUR if any((window.window_hours or 0) % 24 for window in windows) else DAY

    def exactness(self, program: str, kind: str) -> Sequence[bool]:
        """For each regime, whether more than days matters in it for this program and kind: a rule by the hour, a provider's terms."""
        held = [rule for rule in self._of(program, kind) if rule.window_hours is not None or rule.full_hours is not None]
        starts = [date.min, *map(date.fromordinal, self.regimes)]
        return [self.exact or any(rule.contains(start) for rule in held) for start in starts]

    def read(self, program: str, kind: str, said: Mapping[str, str]) -> Iterator[str]:
        """The values that may make a difference for this program and kind, in the order of `said`.

        A value that is none of its option's makes a row invalid whatever the rule, and always counts.
        """
        rules = list(self._of(program, kind))
        names = {*ALWAYS, *(name for name, allowed in SELECTORS.items() if any(getattr(rule, allowed) for rule in rules))}
        facts = any(rule.conditions for rule in rules)
        for name, value in said.items():
            if name == "segment":
                continue
            known = BOOLEANS if name in BOOLEAN else WORDS.get(name)
            counts = name in names or facts or self._named or name in ("program", "kind")
            yield value if counts or (known is not None and value and value.casefold() not in known) else ""

    def _of(self, program: str, kind: str) -> Iterator[ReturnRule]:
        return (rule for rule in self._rules if rule.program == program and rule.kind in (kind, "any"))


def _changes(window: ReturnWindow) -> Iterator[int]:
    periods: tuple[Period, ...] = (window, *window.disputed) if isinstance(window, ReturnRule) else (window,)
    for period in periods:
        if period.from_ is not None:
            yield period.from_.toordinal()
        if period.until is not None:
            yield period.until.toordinal() + 1
