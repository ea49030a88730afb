"""`licensectl data …` and `licensectl schema`."""

from pathlib import Path
from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb

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
    from licensectl.app.facts import service

    return service.schema(kind)


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
    from licensectl.app.facts import service

    return service.check(run, file or [])


@verb(app, "list")
def list_(
    run: Run,
    word: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="Only entries that hold every word, in either language.")
    ] = None,
) -> Report:
    """Every id that `explain` knows, with its kind and title; words narrow it down."""
    from licensectl.app.facts import service

    return service.list_(run, word or [])


@verb(app, "status")
def status(run: Run) -> Report:
    """Which facts come from where, what overlays add and override, and how old they are."""
    from licensectl.app.facts import service

    return service.status(run)


@verb(app, "where")
def where(run: Run) -> Report:
    """The folders that facts come from and the compiled ones go to."""
    from licensectl.app.facts import service

    return service.where(run)
