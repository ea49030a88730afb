"""What every command knows about this run: the options that stand everywhere, resolved once."""

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from licensectl.core import messages
from licensectl.core.text import Lang
from licensectl.db.engine import home
from licensectl.errors import LicensectlError, UsageError
from licensectl.facts.library import Facts
from licensectl.facts.settings import ENV, held_settings
from licensectl.render.formats import BY_SUFFIX

if TYPE_CHECKING:
    from licensectl.domain.returns.stricter import Named
    from licensectl.domain.settings.profile import Profile

COMMON: dict[str, Any] = {
    "format": Annotated[str | None, typer.Option("--format", "-f", envvar=ENV + "FORMAT", help="Output format: {formats}.")],
    "output": Annotated[str | None, typer.Option("--output", "-o", help="Write to FILE; its suffix chooses the format; - is stdout.")],
    "force": Annotated[bool, typer.Option("--force", help="Overwrite FILE.")],
    "as_of": Annotated[
        str | None, typer.Option(envvar=ENV + "AS_OF", metavar="DATE", help="Facts and prices of this day [default: today].")
    ],
    "data": Annotated[list[Path] | None, typer.Option(envvar=ENV + "DATA", help="Folder of facts laid over the shipped ones; repeatable.")],
    "lang": Annotated[str | None, typer.Option(envvar=ENV + "LANG", metavar="en|it", help="Language [default: the locale's].")],
    "csv_dialect": Annotated[
        str | None, typer.Option(envvar=ENV + "CSV_DIALECT", metavar="rfc4180|excel-it", help="Flavour of csv output.")
    ],
    "color": Annotated[str | None, typer.Option(envvar=ENV + "COLOR", metavar="auto|always|never", help="Colour on a terminal.")],
    "quiet": Annotated[bool, typer.Option("--quiet", "-q", envvar=ENV + "QUIET", help="No warnings or hints on stderr.")],
    "explain": Annotated[bool, typer.Option("--explain", envvar=ENV + "EXPLAIN", help="End with the ids of the facts behind the answer.")],
    "debug": Annotated[bool, typer.Option("--debug", envvar=ENV + "DEBUG", help="Show the traceback of an error.")],
}
# What a settings file may preset; where to write and whether to overwrite is said each time.
SETTABLE = [name for name in COMMON if name not in ("output", "force")]
CHOICES = {"lang": ("en", "it"), "csv_dialect": ("rfc4180", "excel-it"), "color": ("auto", "always", "never")}


@dataclass(frozen=True, eq=False, repr=False)
class Run:
    """The common options of one run, settled: flags > environment > licensectl.yaml here > the user's > defaults."""

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

    def __getstate__(self) -> dict[str, Any]:
        """Return the options alone: another process reads facts and profile for itself."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @cached_property
    def facts(self) -> Facts:
        """The fact base with the overlays of this run."""
        return self.facts_with(())

    def facts_with(self, files: Iterable[Path]) -> Facts:
        """The fact base with the overlays of this run and `files` over it."""
        return Facts.load(*self.overlays, *files, own=home() / "data")

    @cached_property
    def profile(self) -> "Profile":
        """The reseller whose documents these are, as the settings files say."""
        from licensectl.facts.profile import profile_of

        return profile_of(held_settings())

    def provider(self, provider_id: str | None = None) -> "Named | None":
        """Return the provider of this id, else the distributor of the profile where terms of it are on record.

        Raises UsageError for an unknown id.
        """
        from licensectl.domain.returns.messages import NO_PROVIDER
        from licensectl.domain.returns.stricter import Named

        known = self.facts.returns.providers
        if provider_id is None:
            provider_id = self.profile.distributor
            return Named(provider_id, known[provider_id]) if provider_id in known else None
        if provider_id not in known:
            raise UsageError(NO_PROVIDER.at(id=provider_id[:60], known=", ".join(known) or "—"))
        return Named(provider_id, known[provider_id])

    def stamp(self) -> dict[str, str]:
        """What every JSON result says about when and from what it was made."""
        # The digest reads every fact file: only the document that shows it pays for it.
        return {"as_of": self.as_of.isoformat(), "data_version": self.facts.version if self.form in ("json", "yaml") else ""}


def settle(given: dict[str, Any], formats: tuple[str, ...]) -> Run:
    """The run that these options make; raises UsageError for a value that is none."""
    settings = _settings()
    chosen = {name: value if value not in (None, [], False) else settings.get(name) for name, value in given.items()}
    origins = {name: _origin(name, given[name], settings) for name in SETTABLE}
    try:
        return _settled(chosen, origins, formats)
    except LicensectlError as failure:
        # Said in the language and form that were asked for, even though the run never came to be.
        failure.lang = chosen["lang"] if chosen["lang"] in CHOICES["lang"] else None
        failure.as_json = chosen["format"] == "json"
        raise


def _settled(chosen: Mapping[str, Any], origins: dict[str, str], formats: tuple[str, ...]) -> Run:
    for name, known in CHOICES.items():
        if chosen[name] is not None and chosen[name] not in known:
            raise _bad(name, chosen[name], " | ".join(known))
    return Run(
        form=_format(chosen["format"], chosen["output"], formats),
        form_named=chosen["format"] is not None,
        output=chosen["output"],
        force=bool(chosen["force"]),
        as_of=parse_day(chosen["as_of"], "as_of"),
        overlays=_overlays(chosen["data"]),
        lang=cast(Lang, chosen["lang"] or locale_language(os.environ)),
        csv_dialect=chosen["csv_dialect"] or "rfc4180",
        color=chosen["color"] or "auto",
        quiet=_flag(chosen["quiet"]),
        explain=_flag(chosen["explain"]),
        debug=_flag(chosen["debug"]),
        origins=origins,
    )


def _origin(name: str, given: Any, settings: Mapping[str, Any]) -> str:
    """Who said what holds: the command line, the variable, a settings file (its place is known there), or nobody."""
    if given not in (None, [], False):
        variable = ENV + name.upper()
        said = os.environ.get(variable)
        return variable if said and (given is True or said == _written(given)) else "--" + name.replace("_", "-")
    return "settings" if name in settings else ""


def _written(given: Any) -> str:
    return os.pathsep.join(map(str, given)) if isinstance(given, list) else str(given)


def locale_language(environment: Mapping[str, str]) -> str:
    """`it` where the locale is Italian, else `en`."""
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "it" if named.lower().startswith("it") else "en"


def who() -> str:
    """Who runs this, for the audit trail: the user's name on this machine."""
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):
        return "?"


def _format(named: str | None, output: str | None, formats: tuple[str, ...]) -> str:
    if named is None and output not in (None, "-"):
        named = BY_SUFFIX.get(Path(str(output)).suffix.lower())
    if named is None:
        named = "table" if output in (None, "-") and sys.stdout.isatty() else "text"
        return named if named in formats else formats[0]
    if named not in formats:
        raise UsageError(messages.UNKNOWN_FORMAT.at(format=named, formats=", ".join(formats)))
    return named


def parse_day(text: str | None, option: str) -> date:
    """The day that an option names, today where it names none; UsageError for one that does not exist."""
    if text is None:
        # The only place that asks what day it is: everything below takes the date as an argument.
        return date.today()  # noqa: DTZ011 - a user's day is a local day
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _bad(option, text, "a day that exists, as 2026-11-23") from None


def _overlays(named: list[Path] | str | None) -> tuple[Path, ...]:
    if isinstance(named, str):
        named = [Path(named)]
    if named:
        return tuple(Path(folder) for folder in named)
    return ()


def _flag(value: Any) -> bool:
    return value is True or str(value).lower() in ("1", "true", "yes", "on")


def _bad(name: str, value: Any, expected: str) -> UsageError:
    return UsageError(messages.BAD_OPTION.at(option="--" + name.replace("_", "-"), value=value, expected=expected))


def _settings() -> dict[str, Any]:
    """The presets of options that the settings files hold; the reseller's own language is the last of them."""
    held = held_settings()
    if held is None:
        return {}
    defaults = held.value.get("defaults") or {}
    profile = held.value.get("profile")
    language = profile.get("language") if isinstance(profile, dict) else None
    for key in defaults:
        if key not in SETTABLE:
            raise UsageError(messages.UNKNOWN_NAME.at(held.where(("defaults", key)), what="default", name=key, known=", ".join(SETTABLE)))
    return {"lang": language, **defaults} if language else dict(defaults)
