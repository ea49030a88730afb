"""Render the settings in effect with their origins, and the settings files."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from licensectl.core.text import Lang
from licensectl.domain.settings.settings import EffectiveSetting
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.terms import Coded, coded
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Column, Report, fields_of, framed, table_of


def settings(found: Sequence[EffectiveSetting], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `config show`."""
    records = [fields_of(one, "name", "value") | {"origin": one.origin or (None if one.value is None else "built in")} for one in found]
    table = table_of(
        found,
        (Column("name", N_("Setting"), "id"), lambda one: one.name),
        (Column("value", N_("Value")), lambda one: Coded(one.value, str(one.value)) if isinstance(one.value, Decimal) else one.value),
        (
            Column("origin", N_("Origin")),
            lambda one: one.origin or (None if one.value is None else Coded("built in", translate(N_("built in"), lang))),
        ),
    )
    return Report(translate(N_("Settings"), lang), table, framed("config", stamp, {"settings": records}, (), lang))


def files(found: Sequence[tuple[str, Path, bool]], problems: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `config check`: the files, the one that takes precedence last."""
    records: list[dict[str, Any]] = [{"kind": kind, "path": str(path), "there": there} for kind, path, there in found]
    table = table_of(
        records,
        (Column("kind", N_("Kind")), lambda one: coded(one["kind"], lang)),
        (Column("path", N_("Path"), "id"), lambda one: one["path"]),
        (Column("there", N_("Exists")), lambda one: coded("yes" if one["there"] else "no", lang)),
    )
    status = EXIT_NO if any(problem.severity == "error" for problem in problems) else EXIT_DONE
    return Report(translate(N_("Settings"), lang), table, framed("config-files", stamp, {"files": records}, problems, lang), status=status)
