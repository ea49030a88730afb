"""`licensectl explain` and `licensectl timeline`."""

from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb

app = group(no_args_is_help=False)


@verb(app, "explain")
def explain(
    run: Run,
    fact_id: Annotated[
        str, typer.Argument(metavar="ID", help="A term (CAL), program.attribute (csp.returns), rule, claim, source, SKU or problem code.")
    ],
) -> Report:
    """Explain an id or a term: its text, its values with their dates, its sources, and what depends on it.

    Examples: `licensectl explain csp.returns`; `licensectl explain LC-SKU-UNKNOWN -f json | jq .sources`.
    """
    from licensectl.app.explain import service

    return service.explain(run, fact_id)


timeline_app = group(no_args_is_help=False)


@verb(timeline_app, "timeline")
def timeline(
    run: Run,
    program: Annotated[list[str] | None, typer.Option("--program", metavar="PROGRAM", help="Only this program; repeatable.")] = None,
    family: Annotated[list[str] | None, typer.Option("--family", help="Only this product family; repeatable.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day on.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to this day.")] = None,
) -> Report:
    """List past and announced events by date: changes of programs, return rules, prices, support dates.

    Examples: `licensectl timeline --program csp --from 2024-01-01`; `licensectl timeline -f json | jq '.moments[].date'`.
    """
    from licensectl.app.explain import service

    return service.timeline(run, program or [], family or [], first, last)
