"""Render the state of each part of the installation."""

from collections.abc import Mapping, Sequence

from licensectl.core.text import Lang
from licensectl.domain.doctor.parts import PartStatus
from licensectl.errors import EXIT_DONE, EXIT_NO
from licensectl.i18n.terms import coded, term
from licensectl.i18n.translate import N_
from licensectl.render.report import Column, Report, framed, table_of


def parts(found: Sequence[PartStatus], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `doctor`: a row per part; exit 3 if one has an error."""
    table = table_of(
        found,
        (Column("part", N_("Part")), lambda part: coded(part.name, lang)),
        (Column("state", N_("State")), lambda part: coded(part.state, lang)),
        (Column("says", N_("Details")), lambda part: _says(part, lang)),
        (Column("place", N_("Place"), "id"), lambda part: part.place or None),
    )
    records = [
        {"part": part.name, "state": part.state, "says": {one.key: one.value for one in part.says}, "place": part.place or None}
        for part in found
    ]
    problems = [problem for part in found for problem in part.problems]
    status = EXIT_NO if any(part.state == "error" for part in found) else EXIT_DONE
    return Report("", table, framed("doctor", stamp, {"parts": records}, problems, lang), status=status)


def _says(part: PartStatus, lang: Lang) -> str | None:
    return "; ".join(f"{term(one.label, lang)}: {term(str(one.value), lang)}" for one in part.says) or None
