"""Find what customers own that needs attention."""

from collections.abc import Iterator

from msgspec.structs import replace

from licensectl.app.customers import store as customers
from licensectl.app.customers.service import esu_months, looked_up
from licensectl.app.customers.service_held import still_held
from licensectl.app.invoices import store as invoices
from licensectl.app.orders import store as orders
from licensectl.app.radar import report
from licensectl.cli.context import Run
from licensectl.db import ledger
from licensectl.domain.customers.holdings import finder
from licensectl.domain.radar.signals import Holder, due, held
from licensectl.domain.radar.signals import radar as find_signals
from licensectl.domain.returns.rules import oldest_returnable
from licensectl.render.report import Report


def radar(run: Run, within: int, customer: str | None, everything: bool, store: str | None) -> Report:
    """Return the report of the signals up to `within` days from the day of the run, for one customer or for all."""
    holders = _of_one(run, customer, store) if customer is not None else _of_all(run, within, store)
    agreements = run.facts.ordering.mca_reacceptance
    found = find_signals(holders, run.facts.returns.rules, run.provider(), run.as_of, within, agreements)
    return replace(report.radar(found, run.as_of, within, run.stamp(), run.lang), brief=not everything)


def _of_one(run: Run, name: str, store: str | None) -> Iterator[Holder]:
    """Return the customer of this name; raises LicensectlError unless the book has one such customer."""
    customer, its = looked_up(run, name, store)
    still = sorted(still_held(run, its, store), key=lambda order: order.customer_id or "")
    return held([customer], still, finder(run.facts.catalog, esu_months(run)))


def _of_all(run: Run, within: int, store: str | None) -> Iterator[Holder]:
    """Yield the customers of the book and those that only an order names, with what they own that may need attention."""
    if ledger.exists(store):
        with ledger.reading(store) as connection:
            # Of a large ledger only the orders that can have a signal are read.
            find = finder(run.facts.catalog, esu_months(run))
            due_ids = due(orders.offers(connection), find, run.as_of, within)
            chosen = orders.by_customer(connection, oldest_returnable(run.facts.returns.rules, run.as_of), due_ids)
            found = map(invoices.credited(connection).less, chosen)
            yield from held(customers.every(connection), found, find)
