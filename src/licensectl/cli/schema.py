"""`licensectl schema KIND`."""

from typing import Annotated

import typer

from licensectl.cli.verb import Report, Run, verb
from licensectl.errors import Failure
from licensectl.faults.common import UNKNOWN_NAME

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@verb(app, "schema", formats=("json",))
def schema(run: Run, kind: Annotated[str, typer.Argument(help="request, sources, programs, claims, skus, office or returns.")]) -> Report:
    """The JSON Schema of a file that people write, for editors that complete and validate."""
    from licensectl.facts import schemas
    from licensectl.reports.report import Report, Table

    if kind not in schemas.KINDS:
        raise Failure(UNKNOWN_NAME.at(what="kind", name=kind, known=", ".join(schemas.KINDS)))
    return Report("", Table((), ()), schemas.schema(kind))
