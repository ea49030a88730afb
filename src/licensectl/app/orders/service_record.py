"""Put placed orders on record."""

from licensectl.app.customers.service import linked
from licensectl.app.orders import report_placed as report
from licensectl.app.orders import store as orders
from licensectl.app.orders.options import RecordOptions
from licensectl.app.orders.service_placed import placed_orders, standings
from licensectl.app.quotes import store as quotes
from licensectl.cli.context import Run, who
from licensectl.cli.output import remark
from licensectl.core.messages import ONE_OF_TWO
from licensectl.db import ledger
from licensectl.domain.customers.messages import ADDED
from licensectl.domain.orders.messages import KEY_IN_FILE
from licensectl.domain.orders.on_record import Given, holds_key, merged, recorded
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.domain.quotes.messages_saved import NOT_LINKED
from licensectl.domain.returns.question import parse_moment
from licensectl.errors import UsageError
from licensectl.render.report import Report


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
