"""Compare licensing programs, and Office editions."""

from licensectl.app.programs import report_office, report_programs
from licensectl.cli.context import Run
from licensectl.core.defaults import COMPARED
from licensectl.core.messages import ALONE
from licensectl.domain.programs import compare
from licensectl.domain.returns.sentences import RETURNS, with_return_rules
from licensectl.errors import UsageError
from licensectl.render.report import Report


def programs(run: Run, ids: list[str], attributes: list[str], only_differences: bool) -> Report:
    """Return the report of `compare programs`; an empty list of ids means box, open and csp, of attributes all.

    Raises LicensectlError on an unknown program or attribute.
    """
    ids, facts = ids or list(COMPARED), run.facts
    rows = compare.programs(facts.programs, facts.claims, ids, attributes, run.as_of)
    if any(row.id == RETURNS for row in rows):
        rows = with_return_rules(rows, facts.programs.programs, facts.returns.rules, run.as_of)
    rows = compare.differing(rows) if only_differences else rows
    titles = {program_id: facts.programs.programs[program_id].short for program_id in ids}
    return report_programs.programs(rows, titles, facts.claims, run.stamp(), run.as_of, run.lang)


def office(run: Run, matrix: str | None, editions: list[str], only_differences: bool) -> Report:
    """Return the report of `compare office`; an empty list of editions means the columns of the matrix, no matrix the newest.

    Raises LicensectlError on an unknown matrix or edition, and for editions that no matrix has together.
    """
    view = compare.office(run.facts.office, matrix, editions, only_differences, run.as_of)
    return report_office.office(view, run.facts.office, run.stamp(), run.lang, run.explain)


def office_move(run: Run, start: str | None, goal: str | None) -> Report:
    """Return the report of `compare office --from --to`.

    Raises UsageError if one edition is missing and LicensectlError on an unknown edition.
    """
    if not start or not goal:
        raise UsageError(ALONE.at(option="--from" if start else "--to", other="--to" if start else "--from"))
    found = compare.office_move(run.facts.office, start, goal, run.as_of)
    return report_office.move(found, run.facts.office, run.stamp(), run.lang)
