"""Placed orders: list and show those on record, and read those in files."""

from collections.abc import Iterable
from pathlib import Path

from licensectl.app.orders import report_placed as report
from licensectl.app.orders.reader import parse_orders
from licensectl.app.orders.store import load_order, load_orders
from licensectl.cli.context import Run
from licensectl.cli.inputs import read_input
from licensectl.domain.orders.on_record import Standing, bought_by, standing
from licensectl.domain.purchases.model import PlacedOrder, is_order_id
from licensectl.errors import Problem
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
