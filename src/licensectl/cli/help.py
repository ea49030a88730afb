"""Show help and errors of the command line in both languages.

Options and docstrings are fixed when a module is imported, in English. They are translated when help is formatted; what Typer
finds wrong with a command line is named by the type and the fields of its exception.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from difflib import get_close_matches
from inspect import cleandoc
from typing import Any

import typer
import typer.core
from typer.core import TyperCommand, TyperGroup

from licensectl.cli.language import language
from licensectl.errors import Problem, UsageError

ARGUMENTS = "licensectl.arguments"
# The sign with which a paragraph of a docstring begins that is not wrapped.
RAW = "\b"
PLACEHOLDERS = {"str": "TEXT", "int": "NUMBER", "int range": "NUMBER", "path": "PATH"}
QUOTED = r"`([^`]+)`"
CAPITALS = r"[A-Z]+(?:-[A-Z]+)+|[A-Z]{2,}"


class _Help:
    """Formats the help of a command or a group in the language of the context."""

    # The language, in the copy of a command that writes its help.
    telling = ""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Keep what the command line holds: help and errors look for the language and for values in it."""
        ctx.meta.setdefault(ARGUMENTS, {})[ctx.command_path] = list(args)
        try:
            found: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except typer.TyperException as error:
            # Some of Typer's exceptions do not name their command.
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise
        return found

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help with all texts in the language of the context."""
        lang = language_of(ctx)
        told: Any = copy(self)
        told.help = "\n\n".join(translated(part, lang) for part in paragraphs(told.help))
        told.params = [_translated_option(option, lang, told) for option in told.params]
        told.telling = lang
        with _typer_in(lang):
            super(_Help, told).format_help(ctx, formatter)  # type: ignore[misc]
            _write_examples(self, formatter, lang)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how the command is called."""
        lang = language_of(ctx)
        pieces = [translated(piece, lang) for piece in self.collect_usage_pieces(ctx)]  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=translated("Usage: ", lang))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that shows the help, described in the language of the context."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        # Parsing compares options by identity: only help gets another one.
        return _translated_option(option, self.telling, self) if option and self.telling else option


class Command(_Help, TyperCommand):
    """A command whose help and errors are in the language of the user."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the command line. Raises UsageError on arguments beyond those of the command."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            # Messages are loaded for an error alone.
            from licensectl.core import messages

            raise UsageError(messages.EXTRA.at(value=" ".join(rest)[:60], command=ctx.command_path))
        return rest


class Group(_Help, TyperGroup):
    """A group of commands whose help and errors are in the language of the user."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that `args` begin with. Raises UsageError on an unknown one, with the nearest."""
        if args and not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            if args[0].startswith("-"):
                raise UsageError(_no_option(args[0], ctx, ()))
            from licensectl.core import messages

            near = get_close_matches(args[0], self.list_commands(ctx), 1) or self.list_commands(ctx)
            raise UsageError(messages.NO_COMMAND.at(name=args[0][:60], known=", ".join(near), command=ctx.command_path))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands of the group, each with the first sentence of its help."""
        lang = language_of(ctx)
        rows = [(name, self.summary(ctx, name, lang)) for name in self.list_commands(ctx)]
        with formatter.section(translated("Commands", lang)):
            formatter.write_dl(rows)

    def summary(self, ctx: Any, name: str, lang: str) -> str:
        """Return the first paragraph of the help of a command."""
        command = self.get_command(ctx, name)
        return translated(next(iter(paragraphs(command.help if command else "")), ""), lang)


def language_of(ctx: Any) -> str:
    """Return the language for the help and the errors of a context; without one, of the command line of the process."""
    held = ctx.meta.get(ARGUMENTS, {}) if ctx is not None else {}
    given = max(held.values(), key=len, default=sys.argv[1:])
    return language(given, os.environ)


def paragraphs(text: str | None) -> list[str]:
    """Return the paragraphs of a docstring, each on one line and without examples: these are the texts of the catalogue."""
    parts = [" ".join(part.split()).partition("Examples: ")[0].strip() for part in _parts(text) if not part.startswith(RAW)]
    return [part for part in parts if part]


def examples(text: str | None) -> list[str]:
    """Return the examples of a docstring: the lines of a raw paragraph, or the texts in backticks after "Examples:"."""
    found: list[str] = []
    for part in _parts(text):
        if part.startswith(RAW):
            found += [line.strip() for line in part.splitlines()[1:]]
        else:
            found += re.findall(QUOTED, " ".join(part.split()).partition("Examples: ")[2])
    return found


def _parts(text: str | None) -> list[str]:
    return [part.strip("\n ") for part in cleandoc(text or "").split("\n\n") if part.strip()]


def translated(text: str, lang: str) -> str:
    """Return a text of help in `lang`."""
    if lang == "en":
        return text
    # English help needs no catalogue.
    from licensectl.i18n.catalogue import catalog

    # An empty text would be the head of the catalogue.
    return catalog(lang).gettext(text) if text else ""


def _translated_option(option: Any, lang: str, command: Any) -> Any:
    made = copy(option)
    text = translated(" ".join((made.help or "").split()), lang)
    formats = getattr(command.callback, "formats", ())
    made.help = text.replace("{formats}", ", ".join(formats))
    if made.metavar is None and made.param_type_name == "option" and not made.is_flag:
        # Typer writes the name of the Python type.
        made.metavar = PLACEHOLDERS[made.type.name]
    if made.metavar is not None:
        made.metavar = _placeholders(made.metavar, lang)
    return made


def _placeholders(text: str, lang: str) -> str:
    """Return the placeholder of a value in `lang`: SKU=N[@PRICE] is SKU=N[@PREZZO] in Italian."""
    return re.sub(CAPITALS, lambda found: translated(found[0], lang), text) if lang != "en" else text


@contextmanager
def _typer_in(lang: str) -> Iterator[None]:
    """Let Typer write its own words ("default", "required") in `lang`: it marks them for gettext, whose language is one for a process."""
    module: Any = typer.core
    theirs = module._
    module._ = lambda text: translated(text, lang)
    try:
        yield
    finally:
        module._ = theirs


def _write_examples(command: Any, formatter: Any, lang: str) -> None:
    found = examples(command.help)
    if not found:
        return
    with formatter.section(translated("Examples", lang)):
        for example in found:
            # Never wrapped: people copy them.
            formatter.write(" " * formatter.current_indent + example + "\n")


def misuse(error: Any) -> Problem:
    """Return the problem for one of Typer's exceptions, by its type and fields."""
    from licensectl.cli.help_texts import KINDS
    from licensectl.core import messages
    from licensectl.i18n.translate import N_

    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx else "licensectl"
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _no_option(error.option_name, ctx, error.possibilities or ())
    if kind == "BadOptionUsage":
        taken = next((option for option in _options(ctx) if error.option_name in (*option.opts, *option.secondary_opts)), None)
        if taken is not None and taken.is_flag:
            return messages.NO_VALUE_TAKEN.at(option=error.option_name, command=command)
        return messages.VALUE_MISSING.at(option=error.option_name, command=command)
    if kind == "MissingParameter":
        return messages.MISSING.at(name=_placeholders(_name(error.param), language_of(ctx)), command=command)
    if kind == "BadParameter":
        expected = KINDS.get(error.param.type.name, N_("a value of this kind"))
        low, high = getattr(error.param.type, "min", None), getattr(error.param.type, "max", None)
        if low is not None:
            expected = N_("a whole number from {low} on").filled(low=low)
        if low is not None and high is not None:
            expected = N_("a whole number from {low} to {high}").filled(low=low, high=high)
        return messages.BAD_OPTION.at(option=_name(error.param), value=_value(error.param, ctx)[:60], expected=expected)
    return messages.USAGE.at(command=command)


def _common() -> set[str]:
    """Return the options that every command has and no group of commands."""
    from licensectl.cli.context import COMMON
    from licensectl.core.names import option

    return {option(name) for name in COMMON} | {"-f", "-o", "-q"}


def _no_option(name: str, ctx: Any, possible: Sequence[str]) -> Problem:
    from licensectl.core import messages

    command = ctx.command_path if ctx else "licensectl"
    known = [text for option in _options(ctx) for text in (*option.opts, *option.secondary_opts)]
    near = list(possible) or get_close_matches(name.partition("=")[0], known, 1)
    if hasattr(getattr(ctx, "command", None), "commands") and name.partition("=")[0] in _common():
        return messages.OPTION_PLACE.at(option=name[:60], command=command)
    if near:
        return messages.NO_OPTION_NEAR.at(option=name[:60], near=", ".join(sorted(near)), command=command)
    return messages.NO_OPTION.at(option=name[:60], command=command)


def _options(ctx: Any) -> list[Any]:
    return [option for option in ctx.command.get_params(ctx) if option.param_type_name == "option"] if ctx else []


def _name(option: Any) -> str:
    return str(max(option.opts, key=len)) if option.param_type_name == "option" else str(option.human_readable_name)


def _value(option: Any, ctx: Any) -> str:
    """Return the value of an option on the command line or in the environment."""
    args = ctx.meta.get(ARGUMENTS, {}).get(ctx.command_path, [])
    found, _, _ = ctx.command.make_parser(ctx).parse_args(args=list(args))
    held = found.get(option.name)
    if held is None:
        held = option.value_from_envvar(ctx)
    values = list(held) if isinstance(held, list | tuple) else [held]
    for value in values:
        try:
            option.type.convert(value, option, ctx)
        except typer.TyperException:
            return str(value)
    return ", ".join(map(str, values))
