"""`licensectl explain` and `licensectl timeline`."""

from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.context import parse_day

app = group(no_args_is_help=False)


@verb(app, "explain")
def explain(
    run: Run,
    fact_id: Annotated[
        str, typer.Argument(metavar="ID", help="program.attribute (csp.returns), rule, claim, source, SKU or problem code.")
    ],
) -> Report:
    """What stands behind an id: its text, its value now and before, its sources, and what else depends on it."""
    from licensectl.app.explain import report
    from licensectl.core import messages
    from licensectl.domain.explain import explain as decide

    made = decide.explain(fact_id, run.facts.everything(), messages.every())
    return report.explanation(made, run.facts.sources, run.stamp(), run.as_of, run.lang)


timeline_app = group(no_args_is_help=False)


@verb(timeline_app, "timeline")
def timeline(
    run: Run,
    program: Annotated[list[str] | None, typer.Option("--program", metavar="PROGRAM", help="Only this program; repeatable.")] = None,
    family: Annotated[list[str] | None, typer.Option("--family", help="Only this product family; repeatable.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day on.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to this day.")] = None,
) -> Report:
    """What happened when, and what is announced: changes of programs, return rules, prices, support dates."""
    from licensectl.app.explain import report_timeline as report
    from licensectl.domain.explain import timeline as decide

    facts = run.facts.everything()
    begin, end = (parse_day(text, option) if text else None for option, text in (("from", first), ("to", last)))
    moments = decide.timeline(facts, program or [], family or [], begin, end)
    return report.timeline(moments, facts, run.stamp(), run.lang)
