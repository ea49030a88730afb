"""What `doctor` looks at: each part by itself, so that one that is broken hides no other."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from licensectl import __version__
from licensectl.app.ledger.report import TITLES
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store.schema import BOOK
from licensectl.app.settings.service import checked
from licensectl.cli.context import Run
from licensectl.db import ledger
from licensectl.db import maintenance as upkeep
from licensectl.db.sqlite_ledger import File
from licensectl.domain.doctor import messages
from licensectl.domain.doctor.parts import Part
from licensectl.errors import LicensectlError
from licensectl.facts import cache
from licensectl.render.problems import LEVELS, by_severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from licensectl.errors import Problem

# What some commands need and not every desk has: the extra, and the module that it brings.
EXTRAS = (("pdf", "weasyprint"), ("teams", "psycopg"))


def every_part(run: Run, store: str | None, book: str | None) -> list[Part]:
    """All parts in the order in which a command comes by them."""

    path = pricebook.where(book)
    return [
        _licensectl(run),
        _looked_at("settings", "", lambda: _settings(run)),
        _looked_at("facts", "", lambda: _facts(run)),
        _cache(),
        _looked_at("ledger", "", lambda: _ledger(store)),
        _looked_at("price book", str(path), lambda: _book(path, run.as_of)),
    ]


def stamp(run: Run) -> dict[str, str]:
    """As of every result; without a version of the facts where they cannot be read."""
    try:
        return run.stamp()
    except LicensectlError:
        return {"as_of": run.as_of.isoformat(), "data_version": ""}


def _looked_at(name: str, place: str, look: Callable[[], Part]) -> Part:
    try:
        return look()
    except LicensectlError as failure:
        return Part(name, place, (), tuple(failure.problems))


def _licensectl(run: Run) -> Part:
    from importlib.util import find_spec
    from platform import python_version
    from time import tzname

    says = (
        ("Version", __version__),
        ("Python", python_version()),
        ("Language", run.lang),
        ("Time zone", "/".join(dict.fromkeys(tzname))),
        ("Encoding", sys.stdout.encoding or "—"),
        ("Extras", ", ".join(extra for extra, module in EXTRAS if find_spec(module)) or "—"),
    )
    return Part("licensectl", sys.executable, says)


def _settings(run: Run) -> Part:

    files, found = checked(run)
    there = [str(path) for _, path, is_there in files if is_there]
    return Part("settings", ", ".join(there), (("Files", len(there)),), tuple(found))


def _facts(run: Run) -> Part:

    found = run.facts.check()
    counts = by_severity(found)
    # What is merely to say of the facts, data check says.
    wrong = tuple(problem for problem in found if problem.severity == "error")
    folders = run.facts.folders
    says = (("Folders", len(folders)), *((LEVELS[level], count) for level, count in counts.items() if count))
    return Part("facts", ", ".join(map(str, folders)), says, wrong)


def _cache() -> Part:

    folder = cache.folder()
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    writable = there.is_dir() and os.access(there, os.W_OK)
    return Part("compiled facts", str(folder), (), () if writable else (messages.NO_CACHE.at(str(folder)),))


def _ledger(store: str | None) -> Part:

    if not ledger.exists(store):
        return Part("ledger", ledger.engine(store).name, (("There", "no"),))
    held, found = upkeep.check(store)
    return Part("ledger", held.name, tuple((TITLES.get(table, table), count) for table, count in held.rows.items()), tuple(found))


def _book(path: Path, day: date) -> Part:

    kept = File(path)
    if not kept.exists():
        return Part("price book", str(path), (("There", "no"),))
    found: Sequence[Problem] = kept.check(BOOK)
    if found:
        return Part("price book", str(path), (), tuple(found))
    with pricebook.reading(path) as connection:
        months = [sheet.month for sheet in pricebook.sheets(connection)]
    old = months and months[-1] < f"{day:%Y-%m}"
    says = (("Price sheets", len(months)), *((("Newest month", months[-1]),) if months else ()))
    return Part("price book", str(path), says, (messages.OLD_BOOK.at(str(path), month=months[-1]),) if old else ())
