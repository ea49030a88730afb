"""`licensectl returns …`."""

from typing import Annotated

import typer

from licensectl.app.returns.options import PROVIDER, AnswerOptions, PlanOptions, ReturnOptions
from licensectl.cli.command import TABLES, Report, Run, group, verb
from licensectl.cli.options import STORE
from licensectl.core.messages import ALONE
from licensectl.errors import UsageError

app = group()


@app.callback()
def about() -> None:
    """Check returns: whether a purchase can be returned, until when, and for how much."""


@verb(app, "check")
def check(
    run: Run,
    options: ReturnOptions,
    *,
    order: Annotated[str | None, typer.Argument(metavar="[ORDER]", help="An order on record, by either id.")] = None,
    line: Annotated[list[int] | None, typer.Option(metavar="N", help="Only this line of the order; repeatable.")] = None,
    batch: Annotated[
        str | None, typer.Option(metavar="FILE", help="CSV with a column case and any of these options as columns; - for stdin.")
    ] = None,
    answering: AnswerOptions,
    store: STORE = None,
) -> Report:
    """Check whether a purchase, an order on record, or each row of a file can be returned. Exit 0 when eligible, 3 otherwise.

    Examples: `licensectl returns check --purchased 2026-11-02 --requested 2026-11-23`; `licensectl returns check --batch cases.csv -f
    csv | grep -v ,eligible,`.
    """
    if line and order is None:
        raise UsageError(ALONE.at(option="--line", other="ORDER"))
    if batch is not None:
        from licensectl.app.returns import service_batch

        raise typer.Exit(service_batch.check(run, batch, answering.provider, order, options.purchased))
    from licensectl.app.returns import service_check

    return service_check.check(run, options, order, line or [], answering, store)


@verb(app, "plan", formats=(*TABLES, "ics"))
def plan(run: Run, options: PlanOptions) -> Report:
    """List the orders on record that can still be returned, by deadline, with the money at stake.

    Examples: `licensectl returns plan --within 14`; `licensectl returns plan -f ics > deadlines.ics`.
    """
    from licensectl.app.returns import service_overview

    return service_overview.plan(run, options)


@verb(app, "explain")
def explain(
    run: Run,
    program: Annotated[str | None, typer.Argument(metavar="[PROGRAM]", help="Program id [default: all].")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind of product.")] = None,
    provider: PROVIDER = None,
) -> Report:
    """Show the return rules by purchase date, with their sources and the sources that disagree.

    Examples: `licensectl returns explain csp`; `licensectl returns explain -f json | jq '.rules[].id'`.
    """
    from licensectl.app.returns import service_overview

    return service_overview.explain(run, program, kind, provider)
