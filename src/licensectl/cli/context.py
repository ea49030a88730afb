"""The options that all commands share, resolved once per run."""

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from licensectl.cli.language import locale_language
from licensectl.core import messages
from licensectl.core.names import option
from licensectl.core.paths import is_file
from licensectl.core.period import parse_day
from licensectl.core.text import Lang
from licensectl.db.engine import own_facts
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.facts.library import Facts
from licensectl.facts.settings import ENV, held_settings, settings_files
from licensectl.render.formats import FORMATS, format_of

if TYPE_CHECKING:
    from licensectl.domain.returns.stricter import Named
    from licensectl.domain.settings.profile import Profile
    from licensectl.facts.presets import Presets

COMMON: dict[str, Any] = {
    "format": Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", envvar=ENV + "FORMAT", help="Output format: {formats}.")
    ],
    "output": Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE; its suffix chooses the format; - is stdout.")
    ],
    "force": Annotated[bool, typer.Option("--force", help="Overwrite FILE.")],
    "as_of": Annotated[
        str | None, typer.Option(envvar=ENV + "AS_OF", metavar="DATE", help="Facts and prices of this day [default: today].")
    ],
    "data": Annotated[
        list[Path] | None, typer.Option(envvar=ENV + "DATA", help="Folder of facts that override the shipped ones; repeatable.")
    ],
    "lang": Annotated[str | None, typer.Option(envvar=ENV + "LANG", metavar="en|it", help="Language [default: the locale's].")],
    "csv_dialect": Annotated[
        str | None, typer.Option(envvar=ENV + "CSV_DIALECT", metavar="rfc4180|excel-it", help="Dialect of CSV output.")
    ],
    "color": Annotated[str | None, typer.Option(envvar=ENV + "COLOR", metavar="auto|always|never", help="Colour on a terminal.")],
    "quiet": Annotated[
        bool,
        typer.Option(
            "--quiet",
            "-q",
            envvar=ENV + "QUIET",
            help="Write no progress, notes or warnings to stderr, not even about prices. Errors stay.",
        ),
    ],
    "explain": Annotated[bool, typer.Option("--explain", envvar=ENV + "EXPLAIN", help="Add the ids of the facts behind the answer.")],
    "debug": Annotated[bool, typer.Option("--debug", envvar=ENV + "DEBUG", help="Show the traceback of an error.")],
    "no_project_config": Annotated[
        bool, typer.Option("--no-project-config", envvar=ENV + "NO_PROJECT_CONFIG", help="Ignore licensectl.yaml of this folder.")
    ],
}
# Options that a settings file may preset: not the output file, nor whether to overwrite it.
SETTABLE = [name for name in COMMON if name not in ("output", "force", "no_project_config")]
STDOUT = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
CHOICES = {"lang": ("en", "it"), "csv_dialect": ("rfc4180", "excel-it"), "color": ("auto", "always", "never")}


@dataclass(frozen=True, eq=False, repr=False)
class Run:
    """The common options of one run, resolved: options > environment > licensectl.yaml here > the user's file > defaults."""

    form: str
    form_named: bool
    output: str | None
    force: bool
    as_of: date
    overlays: tuple[Path, ...]
    lang: Lang
    csv_dialect: str
    color: str
    quiet: bool
    explain: bool
    debug: bool
    origins: Mapping[str, str] = field(default_factory=dict)
    project_config: bool = True
    # Remarks on the settings file of this folder. `silenced`: `quiet` was set elsewhere than in that file.
    remarks: tuple[Problem, ...] = ()
    silenced: bool = False
    # Problems of the settings files, for commands that check them.
    faults: tuple[Problem, ...] = ()

    def __getstate__(self) -> dict[str, Any]:
        """Return the options alone: another process reads facts and profile for itself."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @cached_property
    def facts(self) -> Facts:
        """The fact base with the overlays of this run."""
        return self.facts_with(())

    def facts_with(self, files: Iterable[Path]) -> Facts:
        """Return the fact base with the overlays of this run and `files`."""
        return Facts.load(*self.overlays, *files, own=own_facts())

    @cached_property
    def profile(self) -> "Profile":
        """The reseller whose documents these are, as the settings files say."""
        from licensectl.facts.profile import profile_of

        return profile_of(held_settings(self.project_config))

    def provider(self, provider_id: str | None = None) -> "Named | None":
        """Return the provider of this id, else the distributor of the profile where terms of it are on record.

        Raises UsageError on an unknown id.
        """
        from licensectl.domain.returns.stricter import named_provider

        return named_provider(self.facts.returns.providers, provider_id, self.profile.distributor)

    def stamp(self) -> dict[str, str]:
        """Return the date and the version of the facts that every JSON result names."""
        # The digest reads every fact file: only the document that shows it pays for it.
        return {"as_of": self.as_of.isoformat(), "data_version": self.facts.version if FORMATS[self.form].record else ""}


def settle(given: dict[str, Any], formats: tuple[str, ...], despite_settings: bool = False) -> Run:
    """Return the run for these options. Raises UsageError on an invalid value.

    `despite_settings`: invalid settings files preset nothing, and their problems are the run's `faults`.
    """
    project = not given["no_project_config"]
    chosen = given
    try:
        presets, faults = _presets(project, despite_settings)
        settings = presets.values if presets else {}
        chosen = {name: value if value not in (None, [], False) else settings.get(name) for name, value in given.items()}
        origins = {name: _origin(name, given[name], settings) for name in SETTABLE}
        run = _settled(chosen, origins, formats)
        if presets is None:
            return replace(run, project_config=project, faults=faults)
        silenced = run.quiet and not (presets.quieted and origins["quiet"] == "settings")
        return replace(run, project_config=project, remarks=presets.remarks, silenced=silenced)
    except LicensectlError as failure:
        # The error is in the requested language and format, although there is no run.
        failure.lang = chosen["lang"] if chosen["lang"] in CHOICES["lang"] else None
        failure.as_json = chosen["format"] == "json"
        raise


def _settled(chosen: Mapping[str, Any], origins: dict[str, str], formats: tuple[str, ...]) -> Run:
    for name, known in CHOICES.items():
        if chosen[name] is not None and chosen[name] not in known:
            raise UsageError(messages.bad_choice(_named(name, origins), chosen[name], known))
    return Run(
        form=_format(chosen["format"], chosen["output"], formats),
        form_named=chosen["format"] is not None,
        output="-" if chosen["output"] in STDOUT else chosen["output"],
        force=bool(chosen["force"]),
        as_of=day_option(chosen["as_of"], "as_of", _named("as_of", origins)),
        overlays=_overlays(chosen["data"]),
        lang=cast(Lang, chosen["lang"] or locale_language(os.environ)),
        csv_dialect=chosen["csv_dialect"] or "rfc4180",
        color=chosen["color"] or "auto",
        quiet=_flag(chosen["quiet"]),
        explain=_flag(chosen["explain"]),
        debug=_flag(chosen["debug"]),
        origins=origins,
    )


def _named(name: str, origins: Mapping[str, str]) -> str:
    """Return the option, or the variable that gave its value."""
    return origins[name] if origins[name].startswith(ENV) else option(name)


def _origin(name: str, given: Any, settings: Mapping[str, Any]) -> str:
    """Return the origin of a value: the option, the variable, `settings`, or "" for the default."""
    if given not in (None, [], False):
        variable = ENV + name.upper()
        said = os.environ.get(variable)
        return variable if said and (given is True or said == _written(given)) else option(name)
    return "settings" if name in settings else ""


def _written(given: Any) -> str:
    return os.pathsep.join(map(str, given)) if isinstance(given, list) else str(given)


def who() -> str:
    """Return the user's name on this machine, for the audit trail."""
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        # Windows has no database of users, and USERNAME need not be set.
        return "?"


def _format(named: str | None, output: str | None, formats: tuple[str, ...]) -> str:
    if named is None and output not in (None, "-"):
        named = format_of(str(output))
    if named is None:
        named = "table" if output in (None, "-") and sys.stdout.isatty() else "text"
        return named if named in formats else formats[0]
    if named not in formats:
        raise UsageError(messages.UNKNOWN_FORMAT.at(format=named, formats=", ".join(formats)))
    return named


def day_option(text: str | None, name: str, said: str = "") -> date:
    """Return the day that the option `name` gives, or today. Raises UsageError on an invalid date, which names `said`, else the option."""
    if text is None:
        # The only place that asks what day it is: everything below takes the date as an argument.
        return date.today()  # noqa: DTZ011 - a user's day is a local day
    day = parse_day(text)
    if day is None:
        raise UsageError(messages.bad_day(said or option(name), text))
    return day


def _overlays(named: list[Path] | str | None) -> tuple[Path, ...]:
    return tuple(map(Path, [named] if isinstance(named, str) else named or ()))


def _flag(value: Any) -> bool:
    return value is True or str(value).lower() in ("1", "true", "yes", "on")


def _presets(project: bool, despite: bool) -> "tuple[Presets | None, tuple[Problem, ...]]":
    """Return the values of the settings files, None if there are no files, and their problems if the run goes on `despite` them."""
    if not any(is_file(path) for path in settings_files()[: 2 if project else 1]):
        return None, ()
    from licensectl.facts.presets import presets

    try:
        return presets(project, SETTABLE, {**CHOICES, "format": tuple(FORMATS)}), ()
    except LicensectlError as failure:
        if not despite:
            raise
        return None, tuple(failure.problems)
