"""A command is a function from a Run and its own options to a Report; this adds the common options and delivers it."""

import inspect
from collections.abc import Callable
from typing import Any

import typer

from licensectl.cli.output import deliver
from licensectl.cli.run import COMMON, Run, settle
from licensectl.errors import Failure
from licensectl.reports.report import Report

TABLES = ("table", "text", "md", "csv", "tsv", "json", "jsonl", "yaml", "html", "xlsx")
Command = Callable[..., Report]


def verb(app: typer.Typer, name: str, formats: tuple[str, ...] = TABLES) -> Callable[[Command], Command]:
    """Registers a command whose first parameter is the `Run`; the rest are its own arguments and options."""

    def register(command: Command) -> Command:
        def body(**given: Any) -> None:
            run = settle({option: given.pop(option) for option in COMMON}, formats)
            try:
                report = command(run, **given)
                deliver(_explained(report, run) if run.explain else report, run)
            except Failure as failure:
                failure.lang, failure.as_json, failure.debug = run.lang, run.form == "json", run.debug
                raise
            if report.status:
                raise typer.Exit(report.status)

        body.__doc__ = command.__doc__
        body.__signature__ = _signature(command, formats)  # type: ignore[attr-defined]
        app.command(name)(body)
        return command

    return register


def _explained(report: Report, run: Run) -> Report:
    from licensectl.reports.used import explained

    return explained(report, run.lang)


def _signature(command: Command, formats: tuple[str, ...]) -> inspect.Signature:
    own = list(inspect.signature(command).parameters.values())[1:]
    common = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=_default(name), annotation=_annotation(name, formats))
        for name in COMMON
    ]
    return inspect.Signature([*(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own), *common])


def _default(name: str) -> Any:
    return False if name in ("force", "quiet", "explain", "debug") else None


def _annotation(name: str, formats: tuple[str, ...]) -> Any:
    if name != "format":
        return COMMON[name]
    from copy import copy
    from typing import Annotated

    option = copy(COMMON[name].__metadata__[0])
    option.help = option.help.format(formats=", ".join(formats))
    return Annotated[COMMON[name].__origin__, option]


__all__ = ["Report", "Run", "verb"]
