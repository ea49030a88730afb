"""`licensectl data …` and `licensectl schema`."""

from pathlib import Path
from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb

schema_app = group(no_args_is_help=False)


@verb(schema_app, "schema")
def schema(
    run: Run,
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="Kind of document [default: list the kinds].")] = None,
) -> Report:
    """Print JSON Schemas: of the files that people write, of what -f json writes, of the bodies of order targets.

    Without KIND, the kinds. The key `schema` of a JSON result names its kind: licensectl.quote/1 is of the kind quote.

    Examples: `licensectl schema request > request.schema.json` for an editor; `licensectl schema quote | jq .properties`.
    """
    from licensectl.app.facts import service_schemas

    return service_schemas.show(run, kind)


app = group()


@app.callback()
def about() -> None:
    """Check and list the facts, and say where they come from."""


@verb(app, "check")
def check(
    run: Run,
    file: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Fact files of your own to check over those in use.")
    ] = None,
) -> Report:
    """Check the facts in use, shipped and overlaid, and list every problem with file and line. Exit 3 if there is an error.

    Examples: `licensectl data check`; `licensectl data check prices-of-ours.yaml -f json | jq .counts`.
    """
    from licensectl.app.facts import service

    return service.check(run, file or [])


@verb(app, "list")
def list_(
    run: Run,
    word: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="Only entries that hold every word, in either language.")
    ] = None,
) -> Report:
    """List every id that `explain` knows, with its kind and title; words narrow it down.

    Where no id or title holds every word, entries that hold them in a note are listed.

    Examples: `licensectl data list claim`; `licensectl data list event 2026 -f csv | cut -d, -f1`.
    """
    from licensectl.app.facts import service

    return service.list_(run, word or [])


@verb(app, "claims")
def claims(
    run: Run,
    word: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="Only claims that hold every word, in either language.")
    ] = None,
    verdict: Annotated[
        str | None, typer.Option(metavar="VERDICT", help="Only this verdict: confirmed, partly, contradicted, superseded or open.")
    ] = None,
) -> Report:
    """List what the training slides claim, each with its verdict, the evidence and the sources.

    Examples: `licensectl data claims --verdict contradicted`; `licensectl data claims -f csv | wc -l`.
    """
    from licensectl.app.facts import service

    return service.claims(run, word or [], verdict)


@verb(app, "status")
def status(run: Run) -> Report:
    """Show which facts come from where, what overlays add and override, and which were not verified for a year.

    Examples: `licensectl data status`; `licensectl data status -f json | jq '.unverified[].id'`.
    """
    from licensectl.app.facts import service

    return service.status(run)


@verb(app, "where")
def where(run: Run) -> Report:
    """Show the folders that facts come from, and the one of the compiled facts.

    Examples: `licensectl data where`; `licensectl data where -f json | jq -r .cache`.
    """
    from licensectl.app.facts import service

    return service.where(run)
