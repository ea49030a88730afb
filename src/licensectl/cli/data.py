"""`licensectl data …`."""

from licensectl.cli.app import group
from licensectl.cli.verb import Report, Run, verb

app = group()


@app.callback()
def about() -> None:
    """The fact base about itself."""


@verb(app, "check")
def check(run: Run) -> Report:
    """Every fault of the facts in use, shipped and overlaid, with file and line. Exit 3 when there is an error."""
    from licensectl.domain.factcheck import check as decide
    from licensectl.reports import facts as report

    problems = run.facts.located(decide(run.facts.everything()))
    return report.problems(problems, run.stamp(), run.lang)


@verb(app, "where")
def where(run: Run) -> Report:
    """The folders that facts come from and the compiled ones go to."""
    from licensectl.facts import cache
    from licensectl.reports import facts as report

    return report.folders([str(folder) for folder in run.facts.folders], str(cache.folder()), run.stamp(), run.lang)
