"""What the `returns` commands share: a question or an order, answered with everything it is read with."""

from typing import TYPE_CHECKING

from licensectl.cli.returns_options import Asked, named_provider
from licensectl.cli.run import Run
from licensectl.errors import Failure

if TYPE_CHECKING:
    from licensectl.domain.placed import PlacedOrder
    from licensectl.domain.request import Customer
    from licensectl.domain.return_case import ReturnCase


def by_options(run: Run, asked: Asked, provider: str | None, prices: str | None) -> "ReturnCase":
    """The case that the options tell of."""
    from licensectl.cli.returns_prices import today
    from licensectl.domain.return_case import ReturnCase
    from licensectl.domain.return_rebuy import rebuy
    from licensectl.domain.return_stricter import answered

    held, named = run.facts.returns, named_provider(run, provider)
    question = asked.question(run)
    answer = answered(question, held.rules, named)
    rule = held.rules[answer.rule] if answer.rule else None
    return ReturnCase(
        question=question,
        answer=answer,
        rule=rule,
        route=held.routes[rule.route] if rule and rule.route else None,
        named=named,
        indirect=run.profile.indirect,
        plan=rebuy(question, answer, held.rules, named, today(run, asked.sku, question, prices)) if answer.curable else None,
        sku=asked.sku,
    )


def of_order(run: Run, id: str, asked: Asked, wish: tuple[list[int], str | None, str | None], store: str | None) -> "ReturnCase":
    """The case of an order on record; `wish`: which lines, provider, prices. Failure where the order is not on record."""
    from licensectl.cli.ordering import on_record
    from licensectl.cli.returns_prices import today
    from licensectl.domain.return_case import ReturnCase
    from licensectl.domain.return_order import Wish, parts, together
    from licensectl.domain.return_rebuy import rebuy
    from licensectl.faults.placed import NOT_RECORDED

    asked.refuse_what_the_order_says()
    lines, provider, prices = wish
    found = on_record(store, id)
    if not found:
        raise Failure(NOT_RECORDED.at(id=id[:60]))
    [order] = found
    held, named = run.facts.returns, named_provider(run, provider)
    base = asked.question(run, purchased=run.as_of.isoformat(), quantity="1", returned="1")
    done = parts(order, Wish(lines, asked.returned, asked.kind), base, held.rules, named)
    answer, [first, *others] = together(done), done
    rule = held.rules[answer.rule] if answer.rule else None
    plan = None
    if not others and first.answer.curable:
        plan = rebuy(first.question, first.answer, held.rules, named, today(run, first.line.offer_id, first.question, prices))
    return ReturnCase(
        question=first.question,
        answer=answer,
        rule=rule,
        route=held.routes[rule.route] if rule and rule.route else None,
        named=named,
        indirect=run.profile.indirect,
        plan=plan,
        order=order,
        customer=_buyer(order, store),
        parts=done,
    )


def _buyer(order: "PlacedOrder", store: str | None) -> "Customer | None":
    """Who bought, as the customer book has it."""
    from licensectl.store import customers, ledger

    if order.customer_id is None:
        return None
    with ledger.reading(store) as connection:
        return next(iter(customers.find(connection, order.customer_id, "")), None)
