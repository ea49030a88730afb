"""`licensectl explain ID`."""

from typing import Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.verb import Report, Run, verb

app = group(no_args_is_help=False)


@verb(app, "explain")
def explain(
    run: Run,
    id: Annotated[str, typer.Argument(metavar="ID", help="program.attribute (csp.returns), rule, claim, source, SKU or problem code.")],
) -> Report:
    """What stands behind an id: its text, its value now and before, its sources, and what else depends on it."""
    from licensectl import faults
    from licensectl.domain import explain as decide
    from licensectl.reports import explain as report

    made = decide.explain(id, run.facts.everything(), faults.every())
    return report.explanation(made, run.facts.sources, run.stamp(), run.as_of, run.lang)
