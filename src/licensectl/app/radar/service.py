"""Find what customers own that needs attention."""

from licensectl.app.customers import store as customers
from licensectl.app.customers.service import esu_months, looked_up
from licensectl.app.orders import store as orders
from licensectl.app.radar import report
from licensectl.cli.context import Run
from licensectl.db import ledger
from licensectl.domain.radar.signals import Holder, held
from licensectl.domain.radar.signals import radar as find_signals
from licensectl.render.report import Report


def radar(run: Run, within: int, customer: str | None, store: str | None) -> Report:
    """Return the report of the signals up to `within` days from the day of the run, for one customer or for all."""
    holders = _holders(run, customer, store)
    found = find_signals(holders, run.facts.returns.rules, run.provider(), run.as_of, within)
    return report.radar(found, run.as_of, within, run.stamp(), run.lang)


def _holders(run: Run, name: str | None, store: str | None) -> list[Holder]:
    """Return the customers of the book and those that only an order names, with what they own.

    With a name only that customer; raises LicensectlError where the book has no such customer, or several.
    """
    if name is not None:
        customer, its = looked_up(run, name, store)
        return held([customer], its, run.facts.catalog, esu_months(run))
    if not ledger.exists(store):
        return []
    with ledger.reading(store) as connection:
        return held(customers.every(connection), orders.every(connection), run.facts.catalog, esu_months(run))
