"""The fact base about itself: check it, list its ids, say where it lies."""

from pathlib import Path

from licensectl.app.facts import report
from licensectl.cli.context import Run
from licensectl.core.messages import every
from licensectl.db.engine import home
from licensectl.domain.facts.index import index, matching
from licensectl.facts import cache
from licensectl.render.report import Report


def check(run: Run, files: list[Path]) -> Report:
    """Return the report of `data check`: every problem of the facts in use with `files` over them."""
    return report.problems(run.facts_with(files).check(), run.stamp(), run.lang)


def list_(run: Run, words: list[str]) -> Report:
    """Return the report of `data list`: the ids whose entries hold every word."""
    return report.entries(matching(index(run.facts.everything(), every()), words), run.stamp(), run.lang)


def status(run: Run) -> Report:
    """Return the report of `data status`: origin, overrides and age of every fact file."""
    return report.status(run.facts.status(), run.stamp(), run.lang)


def where(run: Run) -> Report:
    """Return the report of `data where`: the folders of facts and of the cache."""
    folders = [str(folder) for folder in run.facts.folders]
    return report.folders(folders, str(home() / "data"), str(cache.folder()), run.stamp(), run.lang)
