"""`licensectl schema KIND`."""

from typing import Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.verb import Report, Run, verb
from licensectl.errors import Failure
from licensectl.faults.common import UNKNOWN_NAME

app = group(no_args_is_help=False)


@verb(app, "schema", formats=("json",))
def schema(
    run: Run,
    kind: Annotated[
        str,
        typer.Argument(help="request, customer, order-profile, columns, a data file such as programs, or an order target."),
    ],
) -> Report:
    """The JSON Schema of a file that people write, for editors that complete and validate."""
    from licensectl.facts import schemas
    from licensectl.orderfiles.targets import SHAPES
    from licensectl.reports.report import Report, Table

    if kind in SHAPES:
        return Report("", Table((), ()), schemas.of_record(SHAPES[kind], kind))
    if kind not in schemas.KINDS:
        raise Failure(UNKNOWN_NAME.at(what="kind", name=kind, known=", ".join((*schemas.KINDS, *SHAPES))))
    return Report("", Table((), ()), schemas.schema(kind))
