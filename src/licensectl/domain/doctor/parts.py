"""The parts of the installation that `doctor` checks."""

from typing import NamedTuple, get_args

from licensectl.errors import Problem, Severity


class PartDetail(NamedTuple):
    """A value of a part under a label that people read; `named` is its key in JSON where that is not made of the label."""

    label: str
    value: str | int
    named: str = ""

    @property
    def key(self) -> str:
        """Return the key in JSON: `newest_month`."""
        return self.named or self.label.lower().replace(" ", "_")


class PartStatus(NamedTuple):
    """A part that was checked: its name, place ("" if it has none), details, and problems."""

    name: str
    place: str
    says: tuple[PartDetail, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def state(self) -> str:
        """Return `ok`, or the severity of the worst problem."""
        return next((level for level in get_args(Severity) if any(problem.severity == level for problem in self.problems)), "ok")
