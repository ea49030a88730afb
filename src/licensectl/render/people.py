"""What a person reads around the tables: the same parts in the same order for every human format."""

from collections.abc import Callable, Iterator

from licensectl.render.cells import clean
from licensectl.reports.report import Report, Table


def parts(report: Report, render_table: Callable[[Table], str], heading: Callable[[str], str], note: Callable[[str], str]) -> str:
    """Title, main table, further tables, notes; empty ones leave nothing behind."""
    return "\n".join(_parts(report, render_table, heading, note)) + "\n"


def _parts(
    report: Report, render_table: Callable[[Table], str], heading: Callable[[str], str], note: Callable[[str], str]
) -> Iterator[str]:
    if report.title:
        yield heading(clean(report.title))
        yield ""
    for number, table in enumerate((report.table, *report.more)):
        if number:
            yield ""
        if table.title:
            yield heading(clean(table.title))
            yield ""
        yield render_table(table).rstrip("\n")
    if report.notes:
        yield ""
        yield from (note(clean(line)) for line in report.notes)
