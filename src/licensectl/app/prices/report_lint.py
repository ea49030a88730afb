"""Findings of the checks of price sheets as a report."""

from collections.abc import Mapping, Sequence

from licensectl.core.text import Lang
from licensectl.domain.prices.lint import CHECKS, Lint
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.translate import N_, translate
from licensectl.render.problems import by_severity, problem_table
from licensectl.render.report import Column, Report, Table, framed


def linted(found: Sequence[Lint], said: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `price lint`: a row for each problem, and the number of findings by severity."""
    problems = [problem for one in found for problem in one.problems()]
    counts = {level: sum(one.severities[level] for one in found) for level in by_severity(())}
    sheets = [{"file": one.file, "rows": one.rows, "found": one.counts} for one in found]
    record = framed("price-lint", stamp, {"sheets": sheets, "counts": counts}, [*said, *problems], lang)
    title = ", ".join(one.file for one in found)
    return Report(title, problem_table(problems, lang, counts), record, status=EXIT_NO if counts["error"] else EXIT_DONE)


def checks(stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `price lint --list`: every check and its title."""
    columns = (Column("check", N_("Check"), "id"), Column("looks_for", N_("Looks for")))
    rows = tuple((name, translate(about, lang)) for name, about in CHECKS.items())
    body = {"checks": [{"check": name, "looks_for": text} for name, text in rows]}
    return Report("", Table(columns, rows), framed("price-lint-checks", stamp, body, (), lang))
