"""Check each part of the installation by itself, so that a broken one hides no other."""

import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from licensectl import __version__
from licensectl.app.doctor import report
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store.schema import BOOK
from licensectl.app.settings.service import checked
from licensectl.cli.context import Run
from licensectl.cli.output import remark
from licensectl.core.paths import exists, is_folder
from licensectl.db import ledger, maintenance
from licensectl.db.sqlite_ledger import File
from licensectl.domain.doctor import messages
from licensectl.domain.doctor.parts import PartDetail, PartStatus
from licensectl.errors import LicensectlError
from licensectl.facts import cache
from licensectl.facts.fact_files import SHIPPED
from licensectl.render.problems import LEVELS, by_severity
from licensectl.render.report import Report

# Optional dependencies: the extra, and the module that it installs.
EXTRAS = (("pdf", "weasyprint"), ("teams", "psycopg"))


def doctor(run: Run, store: str | None, book: str | None) -> Report:
    """Check every part of the installation and return the state of each; nothing is changed."""
    parts = [
        _licensectl(run),
        _looked_at("settings", "", lambda: _settings(run)),
        _looked_at("facts", "", lambda: _facts(run)),
        _cache(),
        _looked_at("ledger", "", lambda: _ledger(store)),
        _looked_at("price book", "", lambda: _book(pricebook.where(book), run.as_of)),
    ]
    remark(run, *(problem for part in parts for problem in part.problems))
    return report.parts(parts, _stamp(run), run.lang)


def _stamp(run: Run) -> dict[str, str]:
    """Return the stamp of the result; without a version of the facts where they cannot be read."""
    try:
        return run.stamp()
    except LicensectlError:
        return {"as_of": run.as_of.isoformat(), "data_version": ""}


def _looked_at(name: str, place: str, look: Callable[[], PartStatus]) -> PartStatus:
    try:
        return look()
    except LicensectlError as failure:
        return PartStatus(name, place, (), tuple(failure.problems))


def _licensectl(run: Run) -> PartStatus:
    says = (
        PartDetail("Version", __version__),
        PartDetail("Python", platform.python_version()),
        PartDetail("Language", run.lang),
        PartDetail("Time zone", "/".join(dict.fromkeys(time.tzname))),
        PartDetail("Encoding", sys.stdout.encoding or "—"),
        PartDetail("Extras", ", ".join(extra for extra, module in EXTRAS if find_spec(module)) or "—"),
    )
    return PartStatus("licensectl", sys.executable, says)


def _settings(run: Run) -> PartStatus:
    if run.faults:
        raise LicensectlError(*run.faults)
    files, found = checked(run)
    there = [str(path) for _, path, is_there in files if is_there]
    return PartStatus("settings", ", ".join(there), (PartDetail("Files", len(there)),), tuple(found))


def _facts(run: Run) -> PartStatus:
    folders = run.facts.folders
    # What is remarked of the shipped facts nobody can mend here. A folder of the user may have the name by which they are called.
    unlike = not any(str(folder).startswith(SHIPPED) for folder in folders[1:])
    found = [one for one in run.facts.check() if one.severity == "error" or not (unlike and one.where.startswith(f"{SHIPPED}/"))]
    counts = by_severity(found)
    # Warnings and notes about the facts are left to `data check`.
    wrong = tuple(problem for problem in found if problem.severity == "error")
    says = (PartDetail("Folders", len(folders)), *(PartDetail(LEVELS[level], count) for level, count in counts.items() if count))
    return PartStatus("facts", ", ".join(map(str, folders)), says, wrong)


def _cache() -> PartStatus:
    folder = cache.folder()
    there = next(path for path in (folder, *folder.absolute().parents) if exists(path))
    writable = is_folder(there) and os.access(there, os.W_OK)
    return PartStatus("compiled facts", str(folder), (), () if writable else (messages.NO_CACHE.at(str(folder)),))


def _ledger(store: str | None) -> PartStatus:
    if not ledger.exists(store):
        return PartStatus("ledger", ledger.engine(store).name, (PartDetail("Exists", "no"),))
    contents, found = maintenance.check(store)
    return PartStatus("ledger", contents.name, tuple(PartDetail(*row) for row in contents.keyed_rows), tuple(found))


def _book(path: Path, day: date) -> PartStatus:
    kept = File(path)
    if not kept.exists():
        return PartStatus("price book", str(path), (PartDetail("Exists", "no"),))
    found = kept.check(BOOK)
    if found:
        return PartStatus("price book", str(path), (), tuple(found))
    with pricebook.reading(path) as connection:
        months = [sheet.month for sheet in pricebook.sheets(connection)]
    old = months and months[-1] < f"{day:%Y-%m}"
    newest = (PartDetail("Newest month", months[-1]),) if months else ()
    says = (PartDetail("Price sheets", len(months)), *newest)
    return PartStatus("price book", str(path), says, (messages.OLD_BOOK.at(str(path), month=months[-1]),) if old else ())
