"""What the commands on orders share: a quote on its day, what stands against a file, orders that were placed."""

from pathlib import Path
from typing import TYPE_CHECKING

from licensectl.app.customers.service import linked
from licensectl.app.orders import report, targets
from licensectl.app.orders import store as orders
from licensectl.app.orders.reader import parse_orders
from licensectl.app.orders.targets import profile as custom
from licensectl.app.quotes import store as quotes
from licensectl.app.quotes.service import load_priced, prices_of_today
from licensectl.app.quotes.service_saved import moved_since, saved_if_named
from licensectl.cli.command import Report, Run
from licensectl.cli.context import who
from licensectl.cli.inputs import read_input
from licensectl.cli.options_prices import Sheet
from licensectl.cli.output import remark
from licensectl.core.messages import BAD_OPTION
from licensectl.db import ledger
from licensectl.domain.customers.messages import ADDED
from licensectl.domain.customers.model import Customer
from licensectl.domain.orders.cancel import in_time
from licensectl.domain.orders.check import USUAL_TARGET, Situation, check_order
from licensectl.domain.orders.messages import KEY_IN_FILE
from licensectl.domain.orders.messages_check import DESPITE, NOT_PLACEABLE
from licensectl.domain.orders.on_record import holds_key, merged, recorded, standing
from licensectl.domain.orders.reseller import seller
from licensectl.domain.purchases.model import PlacedOrder, choose_lines, is_order_id, without_keys
from licensectl.domain.quotes.messages import PROGRAM
from licensectl.domain.quotes.messages_saved import NOT_LINKED
from licensectl.errors import LicensectlError, Problem, RefusedError, UsageError
from licensectl.facts.user_maps import parse_profile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from licensectl.domain.orders.check import Situation
    from licensectl.domain.orders.on_record import Given, Standing
    from licensectl.domain.purchases.model import PlacedOrder

TARGETS = ("csv", "partner-center", "cloudblue", "xvantage")


def cancel_body(run: Run, named: str, numbers: list[int], despite: str | None, store: str | None) -> Report:
    """Partner Center's body to give back orders that were placed, as long as the return rules do not say no."""

    placed, remarks = placed_orders(named, store)
    orders = [choose_lines(order, numbers) for order in placed]
    rules, provider = run.facts.returns.rules, run.provider()
    judge(run, remarks, [problem for order in orders for problem in in_time(order, rules, provider, run.as_of)], despite, store)
    made = {targets.file_name(order.id, "cancel"): targets.cancellation(order) for order in orders}
    return report.bodies(made, "lineItems", run.lang)


def placed_orders(named: str, store: str | None) -> "tuple[list[PlacedOrder], list[Problem]]":
    """The orders of a file, or one of which only the id is known."""

    if named != "-" and not Path(named).exists() and is_order_id(named):
        return on_record(store, named) or [PlacedOrder(id=named)], []
    return parse_orders(*read_input(named))


def by_profile(run: Run, situation: "Situation", profile: str, despite: str | None, store: str | None) -> Report:
    """The file that a distributor's own map makes of the quote's orders."""

    plan = parse_profile(*read_input(profile))
    refuse(custom.check_custom(situation.orders, plan), LicensectlError)
    approve(run, situation, despite, store)
    if plan.format != "json":
        return report.custom([row for order in situation.orders for row in custom.rows(order, plan)], plan, run.lang)
    made = {targets.file_name(order.ref, "order"): custom.body(order, plan) for order in situation.orders}
    return report.bodies(made, plan.lines, run.lang)


def situate(run: Run, quote: str, given: Sheet, target: str | None, store: str | None = None) -> "Situation":
    """The quote of a request file, or a saved one, on the day of the run, and what is on record about it."""

    if target not in (None, *TARGETS):
        raise UsageError(BAD_OPTION.at(option="--target", value=target, expected=" | ".join(TARGETS)))
    saved = saved_if_named(store, quote)
    if saved is None:
        made, listed = load_priced(run, quote, given, store)
        # The quote's prices are those of its own day; the order is judged by those of the order's.
        sheet, moved = listed if given.file else prices_of_today(run, made.request, Sheet())[0], None
    else:
        made = saved.shown
        sheet, moved = moved_since(run, saved, given)
    programs, program = run.facts.programs.programs, made.request.program
    if program not in programs:
        # A saved quote may be older than the facts in use.
        raise LicensectlError(PROGRAM.at(program=program, known=", ".join(programs)))
    return Situation(
        quote=made,
        day=run.as_of,
        target=target or USUAL_TARGET.get(program, "csv"),
        ordering=run.facts.ordering,
        qualifications=run.facts.eligibility.qualifications,
        catalog=run.facts.catalog,
        sold=programs[program].sold,
        prices=sheet,
        seller=seller(run.profile, on_record(store), run.as_of),
        on_book=isinstance(made.request.customer, Customer) and made.request.customer.id is not None,
        moved=moved,
    )


def approve(run: Run, situation: "Situation", despite: str | None, store: str | None) -> None:
    """Remarks on stderr; RefusedError where the order would not go through and nobody said why it goes out nevertheless."""

    judge(run, situation.quote.problems, check_order(situation), despite, store)


def judge(run: Run, remarks: list[Problem], found: list[Problem], despite: str | None, store: str | None) -> None:
    """What speaks against a file: errors refuse it unless `despite` says why it is written nevertheless; the rest is said."""

    against = [problem for problem in found if problem.severity == "error"]
    if not despite:
        refuse([*against, NOT_PLACEABLE.at()] if against else [], RefusedError)
    remark(run, *remarks, *found, carried=False)
    if despite and against:
        remark(run, DESPITE.at(count=len(against), reason=despite[:200]), carried=False)
        _remember(despite, against, store)


def _remember(reason: str, against: list[Problem], store: str | None) -> None:
    """The reason into the audit trail, where there is a ledger."""

    if ledger.exists(store):
        with ledger.writing(store) as connection:
            subject = ", ".join(f"{problem.where} {problem.code}".strip() for problem in against)
            ledger.note(connection, who(), "order file asked for despite", subject, without_keys(reason[:200]))


def refuse(problems: list[Problem], kind: type[LicensectlError]) -> None:
    if problems:
        raise kind(*problems)


def on_record(store: str | None, order_id: str | None = None) -> "list[PlacedOrder]":
    """The orders of the ledger, or the one of this id; none without a ledger, which asking does not make."""

    if not ledger.exists(store):
        return []
    with ledger.reading(store) as connection:
        found = orders.every(connection) if order_id is None else [orders.find(connection, order_id)]
    return [order for order in found if order]


def standings(run: Run, orders: "Iterable[PlacedOrder]") -> "list[tuple[PlacedOrder, Standing]]":
    """Each order with where its return window stands on the day of the run, the terms of the profile's distributor counted."""

    rules, named = run.facts.returns.rules, run.provider()
    return [(order, standing(order, rules, named, run.as_of)) for order in orders]


def record_orders(run: Run, file: str | None, given: "Given", store: str | None) -> Report:
    """All orders of the file, or the one that was given, on record in one transaction; the report shows them as they now stand."""
    from licensectl.app.orders import report_placed as report

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
