"""`returns plan --ics`: the calendar beside the table."""

from pathlib import Path

from licensectl.cli.output import to_file
from licensectl.cli.run import Run
from licensectl.reports.report import Report


def with_calendar(report: Report, file: str | None, run: Run) -> Report:
    """The report, its dates written to `file` where one is named: all or nothing, an existing file only with --force."""
    if file is None:
        return report
    if file == "-":
        from msgspec.structs import replace

        return replace(report, native="ics")
    from licensectl.render import render

    to_file(Path(file), str(render(report, "ics", lang=run.lang)).encode(), run.force)
    return report
