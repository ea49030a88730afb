"""Orders on record: read, list, show and record them."""

from collections.abc import Iterable
from pathlib import Path

from licensectl.app.customers.service import linked
from licensectl.app.orders import report_placed as report
from licensectl.app.orders import store as orders
from licensectl.app.orders.options import RecordOptions
from licensectl.app.orders.reader import parse_orders
from licensectl.app.orders.store import load_order, load_orders
from licensectl.app.quotes import store as quotes
from licensectl.cli.context import Run, who
from licensectl.cli.inputs import read_input
from licensectl.cli.output import remark
from licensectl.core.messages import ONE_OF_TWO
from licensectl.db import ledger
from licensectl.domain.customers.messages import ADDED
from licensectl.domain.orders.messages import KEY_IN_FILE
from licensectl.domain.orders.on_record import Given, Standing, bought_by, holds_key, merged, recorded, standing
from licensectl.domain.purchases.model import PlacedOrder, is_order_id
from licensectl.domain.quotes.messages_saved import NOT_LINKED
from licensectl.domain.returns.question import parse_moment
from licensectl.errors import Problem, UsageError
from licensectl.render.report import Report


def list_orders(run: Run, customer: str | None, returnable: bool, store: str | None) -> Report:
    """Return the report of the orders on record, narrowed down to a customer and to what can still be returned."""
    found = (order for order in load_orders(store) if customer is None or bought_by(order, customer))
    rows = standings(run, found)
    return report.orders([row for row in rows if not returnable or row[1].days_left is not None], run.stamp(), run.lang)


def show(run: Run, order_id: str, store: str | None) -> Report:
    """Return the report of one order on record. Raises LicensectlError for an id that is not on record."""
    [(order, stands)] = standings(run, [load_order(store, order_id)])
    return report.order(order, stands, run.stamp(), run.lang)


def standings(run: Run, orders: Iterable[PlacedOrder]) -> list[tuple[PlacedOrder, Standing]]:
    """Return each order with its return window on the day of the run; the terms of the profile's distributor count."""
    rules, named = run.facts.returns.rules, run.provider()
    return [(order, standing(order, rules, named, run.as_of)) for order in orders]


def placed_orders(named: str, store: str | None) -> tuple[list[PlacedOrder], list[Problem]]:
    """Return the orders of the file `named` and remarks on it; where it is an order id, that order.

    An id that is not on record gives an order of which only the id is known.
    """
    if named != "-" and not Path(named).exists() and is_order_id(named):
        return load_orders(store, named) or [PlacedOrder(id=named)], []
    return read_orders(*read_input(named))


def read_orders(content: bytes, name: str) -> tuple[list[PlacedOrder], list[Problem]]:
    """Return the orders in Partner Center's JSON and remarks on it. Raises LicensectlError with every problem of the file."""
    return parse_orders(content, name)


def record(run: Run, file: str | None, options: RecordOptions, store: str | None) -> Report:
    """Put the orders of the file, or the one that the options describe, on record in one transaction; return them as they are then.

    Raises UsageError unless exactly one of file and id is given.
    """
    given = _given(options)
    if (file is None) == (given.id is None):
        raise UsageError(ONE_OF_TWO.at(one="FILE", other="--id"))
    new, remarks = placed_orders(file, None) if file else ([PlacedOrder(id=given.id)] if given.id else [], [])
    if holds_key([given.customer, given.quote, given.tenant_id]):
        remarks.append(KEY_IN_FILE.at("--customer"))
    done = []
    with ledger.writing(store) as connection:
        for order in new:
            known = orders.find(connection, order.id, order.alternate_id or given.alternate_id)
            made = recorded(given, merged(order, known) if file else known or order)
            made, change = linked(run, connection, made, given.customer is not None)
            orders.save(connection, made, who())
            done.append(made)
            if change and change.kind == "added":
                remarks.append(ADDED.at(name=change.customer.name, id=change.customer.id))
        if given.quote and quotes.unknown(connection, given.quote):
            remarks.append(NOT_LINKED.at(number=given.quote[:60]))
    remark(run, *remarks)
    return report.orders(standings(run, done), run.stamp(), run.lang)


def _given(options: RecordOptions) -> Given:
    return Given(
        id=options.order_id,
        alternate_id=options.alternate_id,
        tenant_id=options.tenant,
        customer=options.customer,
        program=options.program,
        quote=options.quote,
        placed=parse_moment(options.placed, "--placed") if options.placed else None,
        currency=options.currency,
        status=options.status,
        keys_fulfilled=options.keys_fulfilled,
        lines=options.line or [],
    )
