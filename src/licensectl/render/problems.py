"""Problems as a table."""

from collections.abc import Mapping, Sequence

from licensectl.core.text import Lang
from licensectl.errors import Problem
from licensectl.i18n.terms import coded, term
from licensectl.i18n.translate import N_
from licensectl.render.report import Column, Table, table_of

# Severity → how several of it are called.
LEVELS = {"error": "errors", "warning": "warnings", "info": "remarks"}


def by_severity(found: Sequence[Problem]) -> dict[str, int]:
    """Return the number of problems of each severity, the worst first."""
    return {level: sum(problem.severity == level for problem in found) for level in LEVELS}


def problem_table(found: Sequence[Problem], lang: Lang, counts: Mapping[str, int] | None = None) -> Table:
    """Return a row per problem and the number of each severity below, `counts` if not all are shown."""
    return table_of(
        found,
        (Column("severity", N_("Severity")), lambda problem: coded(problem.severity, lang)),
        (Column("code", N_("Code"), "id"), lambda problem: problem.code),
        (Column("where", N_("Place")), lambda problem: problem.where),
        (Column("message", N_("Problem")), lambda problem: problem.sentence(lang)),
        footer=[(term(LEVELS[level], lang), count, "int") for level, count in (counts or by_severity(found)).items()],
    )
