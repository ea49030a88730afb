"""`licensectl timeline`."""

from typing import Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.run import parse_day
from licensectl.cli.verb import Report, Run, verb

app = group(no_args_is_help=False)


@verb(app, "timeline")
def timeline(
    run: Run,
    program: Annotated[list[str] | None, typer.Option("--program", metavar="PROGRAM", help="Only this program; repeatable.")] = None,
    family: Annotated[list[str] | None, typer.Option("--family", help="Only this product family; repeatable.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day on.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to this day.")] = None,
) -> Report:
    """What happened when, and what is announced: changes of programs, return rules, prices, support dates."""
    from licensectl.domain import timeline as decide
    from licensectl.reports import timeline as report

    facts = run.facts.everything()
    begin, end = (parse_day(text, option) if text else None for option, text in (("from", first), ("to", last)))
    moments = decide.timeline(facts, program or [], family or [], begin, end)
    return report.timeline(moments, facts, run.stamp(), run.lang)
