"""Problems and notices about a table that was read: what is wrong with it, and what was assumed about it."""

from typing import Any

from licensectl.core.text import Firsts, Text, listed
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_, joined
from licensectl.tables import messages
from licensectl.tables.locale import Style
from licensectl.tables.messages_cells import OPEN_DATE, OPEN_NUMBER
from licensectl.tables.table import TableReader

ORDERS = {
    "dmy": N_("days before months"),
    "mdy": N_("months before days"),
    "ymd": N_("years first"),
}
# What is open is open in every row: said once for each column.
SAID_ONCE = (OPEN_NUMBER.code, OPEN_DATE.code)


class Tally:
    """The problems of the file `name`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._found = Firsts[Problem]()
        self._said: set[tuple[str, str]] = set()

    @property
    def count(self) -> int:
        """The number of problems."""
        return self._found.count

    def say(self, *problems: Problem) -> None:
        for problem in problems:
            said = (problem.code, problem.gaps.get("column", ""))
            self._found.add(problem, shown=problem.code not in SAID_ONCE or said not in self._said)
            self._said.add(said)

    def stop(self) -> None:
        """Raise LicensectlError if there is any problem."""
        if self._found.count:
            raise LicensectlError(*self._found.shown, *further(self._found, self.name))


def further(found: Firsts[Any], name: str = "") -> list[Problem]:
    """Return a note with the number of problems that are not shown, if there are any."""
    return [messages.MORE.at(name, count=found.hidden)] if found.hidden else []


def assumed(table: TableReader, style: Style, *kind: Text) -> list[Problem]:
    """Return a note of the assumptions about a table that was read to its end, and one about other files in its archive.

    A file as downloaded from Partner Center has no notes. `kind`: the kind of list that the table was taken for.
    """
    beside = [messages.BESIDE.at(table.name, files=listed(table.left_out, 5))] if table.left_out else []
    said = [*kind, *_of_table(table), *_of_style(style)]
    if not said:
        return beside
    return [messages.READ_AS.at(table.name, how=joined(said, ", ")), *beside]


def _of_table(table: TableReader) -> list[Text]:
    said: list[Text] = [table.guessed] if table.guessed else []
    if table.delimiter not in ("", ","):
        mark = N_("tabs") if table.delimiter == "\t" else f"'{table.delimiter}'"
        said.append(N_("separated by {mark}").filled(mark=mark))
    if table.sheet_chosen:
        said.append(N_("sheet '{sheet}'").filled(sheet=table.sheet))
    if table.header_found:
        said.append(N_("header in row {header_row}").filled(header_row=table.header_row))
    for column, words in table.only:
        name = " ".join(column.split())
        said.append(N_("only rows with {words} in column '{name}'").filled(words=words, name=name))
    return said


def _of_style(style: Style) -> list[Text]:
    said: list[Text] = []
    if style.commas and not style.declared.decimal:
        said.append(N_("decimal comma"))
    if style.date_order and not style.declared.date_order:
        said.append(ORDERS[style.date_order])
    return said
