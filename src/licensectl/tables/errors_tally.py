"""The problems of a file with a million rows: the first few, and the count of all."""

from licensectl.errors import LicensectlError, Problem
from licensectl.tables import messages
from licensectl.tables.messages_cells import OPEN_DATE, OPEN_NUMBER

MOST_SHOWN = 20
# What is open is open in every row: said once for each column.
SAID_ONCE = (OPEN_NUMBER.code, OPEN_DATE.code)


class Tally:
    """The problems of the file `name`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0
        self._shown: list[Problem] = []
        self._said: set[tuple[str, str]] = set()

    def say(self, *problems: Problem) -> None:
        for problem in problems:
            self.count += 1
            said = (problem.code, problem.gaps.get("column", ""))
            if len(self._shown) < MOST_SHOWN and not (problem.code in SAID_ONCE and said in self._said):
                self._shown.append(problem)
                self._said.add(said)

    def stop(self) -> None:
        """LicensectlError when anything was said."""
        if self.count:
            hidden = self.count - len(self._shown)
            raise LicensectlError(*self._shown, *([messages.MORE.at(self.name, count=hidden)] if hidden else []))
