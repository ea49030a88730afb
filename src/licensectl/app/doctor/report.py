"""Render the state of each part of the installation."""

from collections.abc import Mapping, Sequence

from licensectl.core.text import Lang
from licensectl.domain.doctor.parts import PartStatus, sound
from licensectl.errors import EXIT_DONE, EXIT_NO
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_
from licensectl.render.report import Column, Report, Table, framed


def parts(found: Sequence[PartStatus], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `doctor`: a row per part; exit 3 if one has an error."""
    columns = (
        Column("part", N_("Part")),
        Column("state", N_("State")),
        Column("says", N_("Details")),
        Column("place", N_("Place"), "id"),
    )
    rows = tuple((term(part.name, lang), term(part.state, lang), _says(part, lang), part.place or None) for part in found)
    body = {
        "parts": [{"part": part.name, "state": part.state, "says": _record(part), "place": part.place or None} for part in found],
    }
    problems = [problem for part in found for problem in part.problems]
    status = EXIT_DONE if sound(found) else EXIT_NO
    return Report("", Table(columns, rows), framed("doctor", stamp, body, problems, lang), status=status)


def _says(part: PartStatus, lang: Lang) -> str | None:
    return "; ".join(f"{term(one.label, lang)}: {term(str(one.value), lang)}" for one in part.says) or None


def _record(part: PartStatus) -> dict[str, str | int]:
    return {one.key: one.value for one in part.says}
