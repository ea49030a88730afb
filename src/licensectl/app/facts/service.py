"""Check the facts, list their ids and the claims of the slides, and say where they lie."""

from pathlib import Path
from typing import get_args

from licensectl.app.facts import report
from licensectl.cli.context import Run
from licensectl.core.messages import every
from licensectl.db.engine import home
from licensectl.domain.catalog.lookup import one_of
from licensectl.domain.facts.index import search
from licensectl.domain.facts.status import unverified
from licensectl.domain.programs.compare import holds
from licensectl.domain.programs.model import Verdict
from licensectl.facts import cache
from licensectl.i18n.translate import N_
from licensectl.render.report import Report


def check(run: Run, files: list[Path]) -> Report:
    """Return the report of `data check`: every problem of the facts in use, after the facts in `files` are laid over them."""
    return report.problems(run.facts_with(files).check(), run.stamp(), run.lang)


def list_(run: Run, words: list[str]) -> Report:
    """Return the report of `data list`: the ids whose entries hold every word, in their texts where no id or title does."""
    return report.entries(search(run.facts.everything(), every(), words), run.stamp(), run.lang)


def claims(run: Run, words: list[str], verdict: str | None) -> Report:
    """Return the report of `data claims`: the claims that hold every word and have the verdict, None being any.

    Raises LicensectlError on an unknown verdict.
    """
    chosen = one_of(N_("verdict"), verdict, get_args(Verdict))
    found = {key: claim for key, claim in run.facts.claims.items() if chosen in (None, claim.verdict) and holds(key, claim, words)}
    return report.claims(found, run.stamp(), run.lang)


def status(run: Run) -> Report:
    """Return the report of `data status`: origin, overrides and age of every fact file, and the facts not verified for a year."""
    return report.status(run.facts.status(), unverified(run.facts.everything(), run.as_of), run.stamp(), run.lang)


def where(run: Run) -> Report:
    """Return the report of `data where`: the folders of facts and of the cache."""
    folders = [str(folder) for folder in run.facts.folders]
    return report.folders(folders, str(home() / "data"), str(cache.folder()), run.stamp(), run.lang)
