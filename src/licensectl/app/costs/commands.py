"""`licensectl compare costs`."""

from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import PriceFile

app = group()


@verb(app, "costs")
def costs(
    run: Run,
    *,
    request: Annotated[str, typer.Argument(metavar="REQUEST", help="Request as for quote build; - for stdin.")],
    program: Annotated[
        list[str] | None, typer.Option("--program", "-p", help="Only this program; repeatable [default: box open csp].")
    ] = None,
    instead: Annotated[
        list[str] | None,
        typer.Option(
            metavar="P:LINE=NAME@PRICE", help="Price a line under program P with this SKU, at this sell price. Either may be left out."
        ),
    ] = None,
    sheet: PriceFile,
) -> Report:
    """Compare what a request costs under each program, with what cannot be bought there, and why.

    Examples: `licensectl compare costs request.yaml --prices sheet.csv`; `licensectl compare costs request.yaml -f json | jq
    .cheapest`.
    """
    from licensectl.app.costs import service

    return service.costs(run, request, program or [], instead or [], sheet)
