"""What `price lint` found."""

from collections.abc import Mapping, Sequence

from licensectl.domain.pricelint import CHECKS, Lint
from licensectl.domain.text import Lang, read
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.reports.problems import by_severity, problem_table
from licensectl.reports.record import framed
from licensectl.reports.report import Column, Report, Table
from licensectl.reports.words import word


def linted(found: Sequence[Lint], said: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `price lint`: a row per problem, what each check found counted; exit 3 when one is an error."""
    problems = [problem for one in found for problem in one.problems()]
    counts = by_severity(problems)
    sheets = [{"file": one.file, "rows": one.rows, "found": one.counts} for one in found]
    record = framed("price-lint", stamp, {"sheets": sheets, "counts": counts}, [*said, *problems], lang)
    title = ", ".join(one.file for one in found)
    return Report(title, problem_table(problems, lang), record, status=EXIT_NO if counts["error"] else EXIT_DONE)


def checks(stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `price lint --list`: every check with what it looks for."""
    columns = (Column("check", word("Check", lang), "id"), Column("looks_for", word("Looks for", lang)))
    rows = tuple((name, read(about, lang)) for name, about in CHECKS.items())
    body = {"checks": [{"check": name, "looks_for": text} for name, text in rows]}
    return Report("", Table(columns, rows), framed("price-lint-checks", stamp, body, (), lang))
