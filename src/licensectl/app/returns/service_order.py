"""Check whether an order on record can be returned."""

from licensectl.app.customers import store as customers
from licensectl.app.orders.store import load_order
from licensectl.app.returns.options import AnswerOptions, ReturnOptions
from licensectl.app.returns.service_prices import price_on_request
from licensectl.cli.context import Run
from licensectl.db import ledger
from licensectl.domain.customers.model import Customer
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.domain.returns.case import ReturnCase, rule_and_route
from licensectl.domain.returns.order_lines import Wish, parts, together
from licensectl.domain.returns.rebuy import rebuy


def case_of_order(
    run: Run, order_id: str, options: ReturnOptions, lines: list[int], answering: AnswerOptions, store: str | None
) -> ReturnCase:
    """Return the case of an order on record: its lines of these numbers, without numbers all that are still held.

    Raises UsageError for an option whose value the order has already, LicensectlError for an order that is not on record.
    """
    options.refuse_order_facts()
    order = load_order(store, order_id)
    held, named = run.facts.returns, run.provider(answering.provider)
    # The order overrides these three, line by line.
    base = options.question(run, purchased=run.as_of.isoformat(), quantity="1", returned="1")
    asked = parts(order, Wish(lines, options.returned, options.kind), base, held.rules, named)
    answer, [first, *others] = together(asked), asked
    rule, route = rule_and_route(answer, held)
    plan = None
    if not others and first.answer.curable:
        today = price_on_request(run, first.line.offer_id, first.question, answering.prices)
        plan = rebuy(first.question, first.answer, held.rules, named, today)
    return ReturnCase(
        question=first.question,
        answer=answer,
        rule=rule,
        route=route,
        named=named,
        indirect=run.profile.indirect,
        plan=plan,
        order=order,
        customer=_buyer(order, store),
        parts=asked,
    )


def _buyer(order: PlacedOrder, store: str | None) -> Customer | None:
    """Return who bought as the customer book has it, None where the order names nobody in it."""
    if order.customer_id is None:
        return None
    with ledger.reading(store) as connection:
        return next(iter(customers.find(connection, order.customer_id, "")), None)
