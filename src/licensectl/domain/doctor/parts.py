"""What the tool stands on at this desk, part by part, and what is wrong with it."""

from collections.abc import Sequence
from typing import NamedTuple, get_args

from licensectl.errors import Problem, Severity


class PartStatus(NamedTuple):
    """One part that was looked at: its name, where it lies ("" where nowhere), what it says of itself, and what is wrong with it."""

    name: str
    place: str
    says: tuple[tuple[str, str | int], ...]
    problems: tuple[Problem, ...] = ()

    @property
    def state(self) -> str:
        """`ok`, or how severe the worst of its problems is."""
        return next((level for level in get_args(Severity) if any(problem.severity == level for problem in self.problems)), "ok")


def sound(parts: Sequence[PartStatus]) -> bool:
    """Whether nothing keeps the tool from its work; a warning does not."""
    return all(part.state != "error" for part in parts)
