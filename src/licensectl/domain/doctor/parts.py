"""The parts of the installation that `doctor` checks."""

from collections.abc import Sequence
from typing import NamedTuple, get_args

from licensectl.errors import Problem, Severity


class PartStatus(NamedTuple):
    """A part that was checked: its name, place ("" if it has none), values by label, and problems."""

    name: str
    place: str
    says: tuple[tuple[str, str | int], ...]
    problems: tuple[Problem, ...] = ()

    @property
    def state(self) -> str:
        """Return `ok`, or the severity of the worst problem."""
        return next((level for level in get_args(Severity) if any(problem.severity == level for problem in self.problems)), "ok")


def sound(parts: Sequence[PartStatus]) -> bool:
    """Return True if no part has an error; warnings do not count."""
    return all(part.state != "error" for part in parts)
