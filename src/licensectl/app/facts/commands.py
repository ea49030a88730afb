"""`licensectl data …` and `licensectl schema`."""

from pathlib import Path
from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb

schema_app = group(no_args_is_help=False)


@verb(schema_app, "schema")
def schema(
    run: Run,
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="What to describe [default: list the kinds].")] = None,
) -> Report:
    """JSON Schemas: of the files that people write, of what -f json writes, of the bodies of order targets.

    Without KIND, the kinds. The key `schema` of a JSON result names its kind: licensectl.quote/1 is of the kind quote.

    Examples: `licensectl schema request > request.schema.json` for an editor; `licensectl schema quote | jq .properties`.
    """
    from licensectl.app.facts import service_schemas

    return service_schemas.show(run, kind)


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
