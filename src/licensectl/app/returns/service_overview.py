"""List what can still be returned, and the return rules by purchase date."""

from pathlib import Path

from msgspec.structs import replace

from licensectl.app.invoices.store import lines_of_orders
from licensectl.app.orders.store import load_orders
from licensectl.app.returns import report_plan, report_rules
from licensectl.app.returns.options import zone_of
from licensectl.cli.context import Run
from licensectl.cli.output import to_file
from licensectl.domain.invoices.kept import owed_refunds
from licensectl.domain.returns.plan import agenda
from licensectl.domain.returns.rules import timeline
from licensectl.render.formats import render
from licensectl.render.report import Report


def plan(run: Run, within: int | None, ics: str | None, provider: str | None, time_zone: str | None, store: str | None) -> Report:
    """Return the orders on record that can still be returned, by deadline; write their deadlines to the calendar file `ics`.

    Refunds that invoices in the ledger still lack are listed beside them.
    With `within` only those whose last safe day is at most so many days away.
    """
    named = run.provider(provider)
    orders = load_orders(store)
    due = agenda(orders, run.facts.returns.rules, named, run.as_of, within)
    ids = {one for order in orders for one in (order.id, order.alternate_id) if one}
    owed = owed_refunds(orders, [line for _, line in lines_of_orders(store, ids)])
    return _with_calendar(report_plan.plan(due, owed, named, zone_of(time_zone), run.stamp(), run.lang), ics, run)


def _with_calendar(report: Report, file: str | None, run: Run) -> Report:
    """Return the report after its dates were written to `file`: all or nothing, over an existing file only with --force."""
    if file is None:
        return report
    if file == "-":
        return replace(report, native="ics")
    to_file(Path(file), str(render(report, "ics", lang=run.lang)).encode(), run.force)
    return report


def explain(run: Run, program: str | None, kind: str | None, provider: str | None) -> Report:
    """Return the return rules of a program and kind, without them of all, with the terms of the provider."""
    rules = timeline(run.facts.returns.rules, program, kind)
    short = {name: one.short for name, one in run.facts.programs.programs.items()}
    return report_rules.timeline(rules, run.provider(provider), short, run.as_of, run.stamp(), run.lang)
