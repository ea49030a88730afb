"""`licensectl returns …`."""

from typing import Annotated

import typer

from licensectl.app.returns.options import PROVIDER, ZONE, Asked, zone_of
from licensectl.cli.command import TABLES, Report, Run, group, verb
from licensectl.cli.options import STORE
from licensectl.cli.options_prices import PRICES
from licensectl.core.messages import ALONE, ONE_OF_TWO
from licensectl.errors import UsageError

app = group()


@app.callback()
def about() -> None:
    """May this be given back, until when, for how much."""


@verb(app, "check")
def check(
    run: Run,
    asked: Asked,
    order: Annotated[str | None, typer.Argument(metavar="[ORDER]", help="An order on record, by either id.")] = None,
    line: Annotated[list[int] | None, typer.Option(metavar="N", help="Of the order only this line; repeatable.")] = None,
    batch: Annotated[
        str | None, typer.Option(metavar="FILE", help="CSV with a column case and any of these options as columns; - for stdin.")
    ] = None,
    provider: PROVIDER = None,
    prices: PRICES = None,
    time_zone: ZONE = None,
    store: STORE = None,
) -> Report:
    """Verdict, deadline, rule and advice for a purchase, an order on record, or each row of a file. Exit 0 when eligible, 3 otherwise."""
    from licensectl.app.returns import report
    from licensectl.app.returns.service import by_options, of_order

    if line and order is None:
        raise UsageError(ALONE.at(option="--line", other="ORDER"))
    if batch is not None:
        from licensectl.app.returns.service_batch import check_batch

        raise typer.Exit(check_batch(run, batch, provider))
    if order is None and asked.purchased is None:
        raise UsageError(ONE_OF_TWO.at(one="ORDER, --purchased", other="--batch"))
    zone = zone_of(time_zone)
    case = by_options(run, asked, provider, prices) if order is None else of_order(run, order, asked, (line or [], provider, prices), store)
    return report.check(case, zone, run.stamp(), run.lang)


@verb(app, "plan", formats=(*TABLES, "ics"))
def plan(
    run: Run,
    within: Annotated[int | None, typer.Option(min=0, metavar="DAYS", help="Only what has to go back within so many days.")] = None,
    ics: Annotated[
        str | None, typer.Option("--ics", metavar="FILE", help="Write the deadlines for a calendar as well; - is -f ics.")
    ] = None,
    provider: PROVIDER = None,
    time_zone: ZONE = None,
    store: STORE = None,
) -> Report:
    """All orders on record that can still be given back, by deadline, with the money at stake."""
    from licensectl.app.orders.service import on_record
    from licensectl.app.returns import report_plan as report
    from licensectl.app.returns.service import with_calendar
    from licensectl.domain.returns.plan import agenda

    named = run.provider(provider)
    due = agenda(on_record(store), run.facts.returns.rules, named, run.as_of, within)
    return with_calendar(report.plan(due, named, zone_of(time_zone), run.stamp(), run.lang), ics, run)


@verb(app, "explain")
def explain(
    run: Run,
    program: Annotated[str | None, typer.Argument(metavar="[PROGRAM]", help="Program id [default: all].")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind of product.")] = None,
    provider: PROVIDER = None,
) -> Report:
    """Which rule holds for which purchase date: a timeline of the regimes, with sources and what contradicts them."""
    from licensectl.app.returns import report_rules as report
    from licensectl.domain.returns.rules import timeline

    rules = timeline(run.facts.returns.rules, program, kind)
    return report.timeline(rules, run.provider(provider), run.as_of, run.stamp(), run.lang)
