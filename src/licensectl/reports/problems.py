"""Problems as the answer itself: a row each, and how many of what severity."""

from collections.abc import Sequence

from licensectl.domain.text import Lang
from licensectl.errors import Problem
from licensectl.reports.report import Column, Kind, Table
from licensectl.reports.words import word

# Severity → how several of it are called.
LEVELS = {"error": "errors", "warning": "warnings", "info": "remarks"}


def by_severity(found: Sequence[Problem]) -> dict[str, int]:
    """How many problems there are of each severity, the worst first."""
    return {level: sum(problem.severity == level for problem in found) for level in LEVELS}


def problem_table(found: Sequence[Problem], lang: Lang) -> Table:
    """A row per problem, the counts beneath."""
    columns = (
        Column("severity", word("Severity", lang)),
        Column("code", word("Code", lang), "id"),
        Column("where", word("Place", lang)),
        Column("message", word("Problem", lang)),
    )
    rows = tuple((word(problem.severity, lang), problem.code, problem.where, problem.sentence(lang)) for problem in found)
    footer: tuple[tuple[str, int, Kind], ...] = tuple(
        (word(LEVELS[level], lang), count, "int") for level, count in by_severity(found).items()
    )
    return Table(columns, rows, footer)
