"""Register commands: functions from a `Run` and their own options to a `Report`, which is then delivered."""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import Any

import typer

from licensectl.cli.context import COMMON, Run, settle
from licensectl.cli.help import Command, Group
from licensectl.cli.output import deliver, remark
from licensectl.core.messages import every
from licensectl.errors import LicensectlError
from licensectl.render.formats import TABLES
from licensectl.render.provenance import explained
from licensectl.render.report import Report

Body = Callable[..., Report]


def verb(app: typer.Typer, name: str, formats: tuple[str, ...] = TABLES, despite_settings: bool = False) -> Callable[[Body], Body]:
    """Register a command whose first parameter is the `Run`; the others are its own arguments and options.

    A parameter that is a dataclass becomes one option per field. `despite_settings`: the command runs with invalid settings files too.
    """

    def register(command: Body) -> Body:
        def body(**given: Any) -> None:
            run = settle({option: given.pop(option) for option in COMMON}, formats, despite_settings)
            # A file of this folder cannot silence what is said about itself.
            remark(replace(run, quiet=run.silenced), *run.remarks, carried=False)
            try:
                report = command(run, **_folded(command, given))
                deliver(_explained(report, run) if run.explain else report, run)
            except LicensectlError as failure:
                failure.lang, failure.as_json, failure.debug = run.lang, run.form == "json", run.debug
                raise
            if report.status:
                raise typer.Exit(report.status)

        body.__doc__ = command.__doc__
        body.__signature__ = _signature(command)  # type: ignore[attr-defined]
        # Help names the formats of this command.
        body.formats = formats  # type: ignore[attr-defined]
        app.command(name, cls=Command)(body)
        return command

    return register


def _explained(report: Report, run: Run) -> Report:
    # Only --explain needs it.
    from licensectl.domain.facts.index import index

    ids = {entry.id for entry in index(run.facts.everything(), every())}
    return explained(report, lambda fact_id: fact_id in ids or bool(run.facts.catalog.find(fact_id)), run.lang)


def _signature(command: Body) -> inspect.Signature:
    own = [option for parameter in _own(command) for option in _options(parameter)]
    common = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=_default(name), annotation=COMMON[name]) for name in COMMON]
    return inspect.Signature([*(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own), *common])


def _own(command: Body) -> list[inspect.Parameter]:
    return list(inspect.signature(command).parameters.values())[1:]


def _options(parameter: inspect.Parameter) -> list[inspect.Parameter]:
    """Return the parameter, or one for each field if it is a dataclass."""
    if not is_dataclass(parameter.annotation):
        return [parameter]
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=field.type,
        )
        for field in fields(parameter.annotation)
    ]


def _folded(command: Body, given: dict[str, Any]) -> dict[str, Any]:
    """Return the given values, with the options of a dataclass as one record."""
    folded = dict(given)
    for parameter in _own(command):
        if is_dataclass(parameter.annotation):
            made: Callable[..., Any] = parameter.annotation  # type: ignore[assignment]  # a class, which is_dataclass does not promise
            folded[parameter.name] = made(**{option.name: folded.pop(option.name) for option in _options(parameter)})
    return folded


def _default(name: str) -> Any:
    return False if name in ("force", "quiet", "explain", "debug", "no_project_config") else None


def group(no_args_is_help: bool = True) -> typer.Typer:
    """Return an empty group of commands; with one command and no callback the group is that command."""
    return typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        add_completion=False,
        no_args_is_help=no_args_is_help,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


__all__ = ["TABLES", "Report", "Run", "group", "verb"]
