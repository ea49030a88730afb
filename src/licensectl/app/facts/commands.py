"""`licensectl data …` and `licensectl schema`."""

from pathlib import Path
from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb
from licensectl.core.messages import UNKNOWN_NAME
from licensectl.errors import LicensectlError

schema_app = group(no_args_is_help=False)


@verb(schema_app, "schema", formats=("json",))
def schema(
    run: Run,
    kind: Annotated[
        str,
        typer.Argument(help="request, customer, order-profile, columns, a data file such as programs, or an order target."),
    ],
) -> Report:
    """The JSON Schema of a file that people write, for editors that complete and validate."""
    from licensectl.app.orders.targets import SHAPES
    from licensectl.facts import json_schema as schemas
    from licensectl.render.report import Report, Table

    if kind in SHAPES:
        return Report("", Table((), ()), schemas.of_record(SHAPES[kind], kind))
    if kind not in schemas.KINDS:
        raise LicensectlError(UNKNOWN_NAME.at(what="kind", name=kind, known=", ".join((*schemas.KINDS, *SHAPES))))
    return Report("", Table((), ()), schemas.schema(kind))


app = group()


@app.callback()
def about() -> None:
    """The fact base about itself."""


@verb(app, "check")
def check(
    run: Run,
    file: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Fact files of your own to check over those in use.")
    ] = None,
) -> Report:
    """Every fault of the facts in use, shipped and overlaid, with file and line. Exit 3 when there is an error."""
    from licensectl.app.facts import report

    return report.problems(run.facts_with(file or []).check(), run.stamp(), run.lang)


@verb(app, "list")
def list_(
    run: Run,
    word: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="Only entries that hold every word, in either language.")
    ] = None,
) -> Report:
    """Every id that `explain` knows, with its kind and title; words narrow it down."""
    from licensectl.app.facts import report
    from licensectl.core import messages
    from licensectl.domain.facts.index import index, matching

    return report.entries(matching(index(run.facts.everything(), messages.every()), word or []), run.stamp(), run.lang)


@verb(app, "status")
def status(run: Run) -> Report:
    """Which facts come from where, what overlays add and override, and how old they are."""
    from licensectl.app.facts import report

    return report.status(run.facts.status(), run.stamp(), run.lang)


@verb(app, "where")
def where(run: Run) -> Report:
    """The folders that facts come from and the compiled ones go to."""
    from licensectl.app.facts import report
    from licensectl.db.engine import home
    from licensectl.facts import cache

    folders = [str(folder) for folder in run.facts.folders]
    return report.folders(folders, str(home() / "data"), str(cache.folder()), run.stamp(), run.lang)
