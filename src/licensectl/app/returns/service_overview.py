"""List what can still be returned, and the return rules by purchase date."""

from pathlib import Path

from msgspec.structs import replace

from licensectl.app.invoices.store import billed_orders, credited, lines_of_orders
from licensectl.app.orders import store as orders
from licensectl.app.returns import report_plan, report_rules
from licensectl.app.returns.options import PlanOptions, zone_of
from licensectl.cli.context import Run
from licensectl.cli.output import remark, to_file
from licensectl.db import ledger
from licensectl.db.engine import Connection
from licensectl.domain.invoices.kept import OwedRefund, owed_refunds
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.domain.returns.plan import Agenda, agenda
from licensectl.domain.returns.rules import oldest_returnable, timeline
from licensectl.domain.returns.stricter import Named
from licensectl.errors import Problem
from licensectl.render.formats import render
from licensectl.render.report import Report


def plan(run: Run, options: PlanOptions) -> Report:
    """Return the orders on record that can still be returned, by deadline; write their deadlines to a calendar file.

    Refunds that invoices in the ledger still lack are listed beside them.
    With `within` only those whose last safe day is at most so many days away.
    """
    named, store = run.provider(options.provider), options.store
    if ledger.exists(store):
        with ledger.reading(store) as connection:
            due, problems = _agenda(connection, run, named, options.within)
            owed = _owed(connection)
    else:
        due, problems, owed = agenda([], run.facts.returns.rules, named, run.as_of, options.within), [], []
    remark(run, *problems)
    found = report_plan.OpenReturns(due, owed, named, zone_of(options.time_zone))
    made = report_plan.plan(found, problems, run.stamp(), run.lang)
    return _with_calendar(replace(made, brief=not options.everything), options.ics, run)


def _agenda(connection: Connection, run: Run, named: Named | None, within: int | None) -> tuple[Agenda, list[Problem]]:
    """Return the open returns and a note for each of their lines that an invoice credits in full.

    With a limit of days, read only orders that can be within it.
    """
    rules = run.facts.returns.rules
    first = oldest_returnable(rules, run.as_of)
    found = orders.every(connection) if within is None else orders.placed_since(connection, first, undated=True)
    known = credited(connection)
    said: dict[str, list[Problem]] = {}

    def less(order: PlacedOrder) -> PlacedOrder:
        if problems := known.remarks(order):
            said[order.id] = problems
        return known.less(order)

    due = agenda(map(less, found), rules, named, run.as_of, within)
    ids = dict.fromkeys(entry.order.id for entry in due.open)
    return due, [problem for order_id in ids for problem in said.get(order_id, ())]


def _owed(connection: Connection) -> list[OwedRefund]:
    """Return the refunds that invoices in the ledger still lack."""
    ids = billed_orders(connection)
    return owed_refunds(orders.of_ids(connection, ids), [line for _, line in lines_of_orders(connection, ids)]) if ids else []


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
