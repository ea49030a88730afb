"""`licensectl compare …`."""

from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb

app = group()


@app.callback()
def about() -> None:
    """Programs and Office editions side by side."""


@verb(app, "programs")
def programs(
    run: Run,
    program: Annotated[list[str] | None, typer.Argument(metavar="[PROGRAM]...", help="Ids [default: box open csp].")] = None,
    attribute: Annotated[list[str] | None, typer.Option("--attribute", "-a", help="Only this attribute; repeatable.")] = None,
    only_differences: Annotated[bool, typer.Option("--only-differences", help="Only rows in which the programs differ.")] = False,
) -> Report:
    """Licensing programs side by side, on a day (--as-of), with what the deck says otherwise."""
    from licensectl.app.programs import service

    return service.programs(run, program or [], attribute or [], only_differences)


@verb(app, "office")
def office(
    run: Run,
    edition: Annotated[list[str] | None, typer.Argument(metavar="[EDITION]...", help="Ids [default: all of the matrix].")] = None,
    matrix: Annotated[str, typer.Option(metavar="2019|current", help="Which generation.")] = "2019",
    only_differences: Annotated[bool, typer.Option("--only-differences", help="Only rows in which the editions differ.")] = False,
    start: Annotated[str | None, typer.Option("--from", metavar="EDITION", help="Edition to move from; goes with --to.")] = None,
    goal: Annotated[str | None, typer.Option("--to", metavar="EDITION", help="Edition to move to: what it gains and loses.")] = None,
) -> Report:
    """Office editions side by side, feature by feature; or what a move from one to another gains, loses and needs."""
    from licensectl.app.programs import service

    if start or goal:
        return service.office_move(run, start, goal)
    return service.office(run, matrix, edition or [], only_differences)
