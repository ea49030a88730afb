"""Settings: what holds and who said so, and the files they stand in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from licensectl.core.text import Lang
from licensectl.domain.settings.settings import EffectiveSetting
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.words import word
from licensectl.render.report import Column, Report, Table, framed


def settings(found: Sequence[EffectiveSetting], stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `config show`."""
    columns = (
        Column("name", word("Setting", lang), "id"),
        Column("value", word("Value", lang)),
        Column("origin", word("Origin", lang)),
    )
    rows = tuple((one.name, one.value, one.origin or (word("built in", lang) if one.value is not None else None)) for one in found)
    body = {
        "settings": [
            {"name": one.name, "value": one.value, "origin": one.origin or (None if one.value is None else "built in")} for one in found
        ]
    }
    return Report(word("Settings", lang), Table(columns, rows), framed("config", stamp, body, (), lang))


def files(found: Sequence[tuple[str, Path, bool]], problems: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `config check`: the files, those that go before others last."""
    columns = (
        Column("kind", word("Kind", lang)),
        Column("path", word("Path", lang), "id"),
        Column("there", word("There", lang)),
    )
    rows = tuple((word(kind, lang), str(path), word("yes" if there else "no", lang)) for kind, path, there in found)
    body = {"files": [{"kind": kind, "path": str(path), "there": there} for kind, path, there in found]}
    status = EXIT_NO if any(problem.severity == "error" for problem in problems) else EXIT_DONE
    return Report(word("Settings", lang), Table(columns, rows), framed("config-files", stamp, body, problems, lang), status=status)
