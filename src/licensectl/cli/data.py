"""`licensectl data …`."""

from pathlib import Path
from typing import Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.verb import Report, Run, verb

app = group()


@app.callback()
def about() -> None:
    """The fact base about itself."""


@verb(app, "check")
def check(
    run: Run,
    file: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Fact files of your own to check over those in use.")
    ] = None,
) -> Report:
    """Every fault of the facts in use, shipped and overlaid, with file and line. Exit 3 when there is an error."""
    from licensectl.reports import facts as report

    return report.problems(run.facts_with(file or []).check(), run.stamp(), run.lang)


@verb(app, "list")
def list_(
    run: Run,
    word: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="Only entries that hold every word, in either language.")
    ] = None,
) -> Report:
    """Every id that `explain` knows, with its kind and title; words narrow it down."""
    from licensectl import faults
    from licensectl.domain.factindex import index, matching
    from licensectl.reports import facts as report

    return report.entries(matching(index(run.facts.everything(), faults.every()), word or []), run.stamp(), run.lang)


@verb(app, "status")
def status(run: Run) -> Report:
    """Which facts come from where, what overlays add and override, and how old they are."""
    from licensectl.reports import facts as report

    return report.status(run.facts.status(), run.stamp(), run.lang)


@verb(app, "where")
def where(run: Run) -> Report:
    """The folders that facts come from and the compiled ones go to."""
    from licensectl.facts import cache
    from licensectl.reports import facts as report
    from licensectl.store.places import home

    folders = [str(folder) for folder in run.facts.folders]
    return report.folders(folders, str(home() / "data"), str(cache.folder()), run.stamp(), run.lang)
