"""`licensectl radar`."""

from typing import TYPE_CHECKING, Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import STORE

if TYPE_CHECKING:
    from licensectl.domain.radar.signals import Holder

app = group(no_args_is_help=False)


@verb(app, "radar")
def radar(
    run: Run,
    within: Annotated[int, typer.Option("--within", metavar="DAYS", min=0, max=36500, help="How far to look ahead.")] = 180,
    customer: Annotated[str | None, typer.Option("--customer", metavar="CUSTOMER", help="Only this one of the customer book.")] = None,
    store: STORE = None,
) -> Report:
    """What customers have that leaves support or has left it, that something newer is sold for, or that can still be given back."""
    from licensectl.app.radar import report
    from licensectl.domain.radar.signals import radar as decide

    found = decide(_holders(run, customer, store), run.facts.returns.rules, run.provider(), run.as_of, within)
    return report.radar(found, run.as_of, within, run.stamp(), run.lang)


def _holders(run: Run, name: str | None, store: str | None) -> "list[Holder]":
    """The customers of the book and those that only an order names, with what they have."""
    from licensectl.app.customers import store as customers
    from licensectl.app.customers.service import esu_months, looked_up
    from licensectl.app.orders import store as orders
    from licensectl.db import ledger
    from licensectl.domain.radar.signals import held

    if name is not None:
        one, its = looked_up(run, name, store)
        return held([one], its, run.facts.catalog, esu_months(run))
    if not ledger.exists(store):
        return []
    with ledger.reading(store) as connection:
        return held(customers.every(connection), orders.every(connection), run.facts.catalog, esu_months(run))
