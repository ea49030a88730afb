"""`licensectl compare …`."""

from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb

app = group()


@app.callback()
def about() -> None:
    """Compare licensing programs, and Office editions."""


@verb(app, "programs")
def programs(
    run: Run,
    program: Annotated[list[str] | None, typer.Argument(metavar="[PROGRAM]...", help="Ids [default: box open csp].")] = None,
    attribute: Annotated[list[str] | None, typer.Option("--attribute", "-a", help="Only this attribute; repeatable.")] = None,
    only_differences: Annotated[bool, typer.Option("--only-differences", help="Only rows in which the programs differ.")] = False,
) -> Report:
    """Compare licensing programs on a day (--as-of), with what the training slides say otherwise.

    Examples: `licensectl compare programs box open csp -a returns`; `licensectl compare programs -f json | jq '.attributes[].id'`.
    """
    from licensectl.app.programs import service

    return service.programs(run, program or [], attribute or [], only_differences)


@verb(app, "office")
def office(
    run: Run,
    edition: Annotated[
        list[str] | None, typer.Argument(metavar="[EDITION]...", help="Ids, of any generation [default: all of the matrix].")
    ] = None,
    matrix: Annotated[
        str | None, typer.Option(metavar="2019|current", help="Generation [default: the newest that has the editions].")
    ] = None,
    only_differences: Annotated[bool, typer.Option("--only-differences", help="Only rows in which the editions differ.")] = False,
    start: Annotated[str | None, typer.Option("--from", metavar="EDITION", help="Edition to move from; goes with --to.")] = None,
    goal: Annotated[str | None, typer.Option("--to", metavar="EDITION", help="Edition to move to: what it gains and loses.")] = None,
) -> Report:
    """Compare Office editions feature by feature, or say what a move from one to another gains, loses and needs.

    --explain adds how the training slides printed the table.

    Examples: `licensectl compare office --only-differences`; `licensectl compare office office_standard_2019 office_ltsc_standard_2024`;
    `licensectl compare office --from office_standard_2019 --to m365_apps_business -f md > move.md`.
    """
    from licensectl.app.programs import service

    if start or goal:
        return service.office_move(run, start, goal)
    return service.office(run, matrix, edition or [], only_differences)
