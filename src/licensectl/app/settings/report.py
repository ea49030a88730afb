"""Render the settings in effect with their origins, and the settings files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from licensectl.core.text import Lang
from licensectl.domain.settings.settings import EffectiveSetting
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Column, Report, Table, framed


def settings(found: Sequence[EffectiveSetting], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `config show`."""
    columns = (
        Column("name", N_("Setting"), "id"),
        Column("value", N_("Value")),
        Column("origin", N_("Origin")),
    )
    rows = tuple((one.name, one.value, one.origin or (translate(N_("built in"), lang) if one.value is not None else None)) for one in found)
    body = {
        "settings": [
            {"name": one.name, "value": one.value, "origin": one.origin or (None if one.value is None else "built in")} for one in found
        ]
    }
    return Report(translate(N_("Settings"), lang), Table(columns, rows), framed("config", stamp, body, (), lang))


def files(found: Sequence[tuple[str, Path, bool]], problems: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `config check`: the files, the one that takes precedence last."""
    columns = (
        Column("kind", N_("Kind")),
        Column("path", N_("Path"), "id"),
        Column("there", N_("Exists")),
    )
    rows = tuple((term(kind, lang), str(path), translate(N_("yes") if there else N_("no"), lang)) for kind, path, there in found)
    body = {"files": [{"kind": kind, "path": str(path), "there": there} for kind, path, there in found]}
    status = EXIT_NO if any(problem.severity == "error" for problem in problems) else EXIT_DONE
    return Report(translate(N_("Settings"), lang), Table(columns, rows), framed("config-files", stamp, body, problems, lang), status=status)
