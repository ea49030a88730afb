"""Show the settings in effect, check the settings files, and write a new one."""

import os
from collections.abc import Callable, Collection
from pathlib import Path

from licensectl.app.settings import report
from licensectl.cli.context import SETTABLE, Run
from licensectl.cli.output import occupied, remark, stream, to_file
from licensectl.core.messages import UNKNOWN_FORMAT, UNWRITABLE, reason_of
from licensectl.core.paths import is_file
from licensectl.db.engine import home
from licensectl.domain.quotes.presets import built_in
from licensectl.domain.settings import settings
from licensectl.domain.settings.messages import EXISTS, HERE_OR_FILE
from licensectl.domain.settings.profile import doubts, without_terms
from licensectl.domain.settings.settings import EffectiveSetting
from licensectl.errors import LicensectlError, Problem, UsageError, by_place
from licensectl.facts.fact_files import start
from licensectl.facts.profile import readable_profile
from licensectl.facts.settings import ENV, held_settings, settings_files
from licensectl.passwords import masked
from licensectl.render.formats import format_of
from licensectl.render.report import Report

# Variables that are not common options.
PLACES = ("config", "home", "store", "book")


def show(run: Run) -> Report:
    """Return all settings of this run, each with its value and its origin."""
    names = {"format": "form", "data": "overlays"}
    values = {name: getattr(run, names.get(name, name)) for name in SETTABLE}
    found = [
        *settings.options(values, run.origins, lambda name: _place(run, "defaults")(name) or _place(run, "profile")("language")),
        *_where_things_lie(),
        *settings.profile(run.profile, _place(run, "profile"), built_in()),
    ]
    return report.settings(found, run.stamp(), run.lang)


def check(run: Run) -> Report:
    """Return the settings files and the likely slips in them.

    Raises LicensectlError naming errors and likely slips if they are invalid.
    """
    try:
        files, found = checked(run)
    except LicensectlError as failure:
        raise LicensectlError(*sorted((*failure.problems, *_slips(run)), key=by_place)) from None
    remark(run, *found)
    return report.files(files, [*found, *run.remarks], run.stamp(), run.lang)


def new(run: Run, here: bool) -> Report:
    """Write a settings file to start from, in the language of the run; raises LicensectlError if it exists, unless with --force."""
    path = settings_files()[1 if here else 0]
    if occupied(path) and not run.force:
        raise LicensectlError(EXISTS.at(path=path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LicensectlError(UNWRITABLE.at(path=path.parent, reason=reason_of(error))) from None
    to_file(path, start(run.lang), run.force)
    files, found = checked(run)
    return report.files(files, found, run.stamp(), run.lang)


def new_to(run: Run, here: bool) -> None:
    """Write a settings file to the output of the run. Raises UsageError with --here and for a format other than YAML."""
    if here:
        raise UsageError(HERE_OR_FILE.at())
    named = run.form if run.form_named else format_of(str(run.output))
    if named not in (None, "yaml"):
        raise UsageError(UNKNOWN_FORMAT.at(format=named, formats="yaml"))
    stream([start(run.lang)], run)


def checked(run: Run) -> tuple[list[tuple[str, Path, bool]], list[Problem]]:
    """Return the settings files, whether each exists, and likely slips. Raises LicensectlError if they are invalid."""
    place = _place(run, "profile")
    likely = (*doubts(run.profile, run.as_of), *without_terms(run.profile, _providers(run)))
    found = [problem._replace(where=place(key)) for key, problem in likely]
    kinds = ("your settings", "settings of this folder")
    return [(kind, path, is_file(path)) for kind, path in zip(kinds, settings_files(), strict=True)], found


def _providers(run: Run) -> Collection[str]:
    """Return the providers whose terms are on record; none if the facts are not valid, which is a matter of `data check`."""
    try:
        return run.facts.returns.providers
    except LicensectlError:
        return ()


def _slips(run: Run) -> list[Problem]:
    """Return the likely slips in the keys of an invalid profile that can be read."""
    held = held_settings(run.project_config)
    if held is None:
        return []
    place = _place(run, "profile")
    return [problem._replace(where=place(key)) for key, problem in doubts(readable_profile(held)[0], run.as_of)]


def _place(run: Run, part: str) -> Callable[[str], str]:
    """Return a function that tells where the settings files set a key of this part; "" where they do not."""
    held = held_settings(run.project_config)

    def place(key: str) -> str:
        section = held.value.get(part) if held is not None else None
        said = section.get(key) if isinstance(section, dict) else None
        return held.where((part, key)) if held is not None and said is not None else ""

    return place


def _where_things_lie() -> list[EffectiveSetting]:
    at = {"config": settings_files()[0], "home": home(), "store": home() / "ledger.db", "book": home() / "prices.db"}
    found = []
    for name in PLACES:
        variable = ENV + name.upper()
        said = os.environ.get(variable)
        found.append(EffectiveSetting(name, masked(said or str(at[name])), variable if said else ""))
    return found
