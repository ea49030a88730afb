"""`licensectl order …`."""

from typing import Annotated

import typer

from licensectl.app.orders.service import TARGETS, approve, by_profile, cancel_body, on_record, refuse, situate, standings
from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import STORE
from licensectl.cli.options_prices import COLUMNS, PRICES, Sheet
from licensectl.core.messages import ALONE, ONE_OF_TWO
from licensectl.errors import LicensectlError, UsageError

app = group()
QUOTE = Annotated[str, typer.Argument(metavar="QUOTE", help="Request in YAML or JSON, - for stdin, or the number of a saved quote.")]
TARGET = "|".join(TARGETS)


@app.callback()
def about() -> None:
    """Orders: what stands against one, the files that Partner Center and distributors take, and those that were placed."""


@verb(app, "check")
def check(
    run: Run,
    quote: QUOTE,
    target: Annotated[str | None, typer.Option(metavar=TARGET, help="Who would take it [default: csp partner-center, else csv].")] = None,
    prices: PRICES = None,
    columns: COLUMNS = None,
    store: STORE = None,
) -> Report:
    """Every reason why the order would not go through on the day of --as-of, with its cure. Exit 0 when there is none, 3 otherwise."""
    from licensectl.app.orders import report
    from licensectl.domain.orders.check import check_order, verdict

    situation = situate(run, quote, Sheet(prices, columns), target, store)
    problems = check_order(situation)
    return report.check(verdict(problems), situation.target, problems, run.stamp(), run.lang)


@verb(app, "export")
def export(
    run: Run,
    quote: QUOTE,
    target: Annotated[str | None, typer.Option(metavar=TARGET, help="Who takes the file.")] = None,
    profile: Annotated[str | None, typer.Option("--profile", metavar="MAP", help="YAML map to a distributor's own file.")] = None,
    prices: PRICES = None,
    columns: COLUMNS = None,
    despite: Annotated[str | None, typer.Option(metavar="REASON", help="Write it although order check says no, and say why.")] = None,
    reseller: Annotated[list[str] | None, typer.Option(metavar="PARTNERID", help="Named on a Partner Center cart; repeatable.")] = None,
    attest: Annotated[bool, typer.Option("--attest/--no-attest", help="What a cart says of the partner on record.")] = True,
    cancel: Annotated[bool, typer.Option("--cancel", help="QUOTE is a placed order, by id or as JSON: the body that cancels it.")] = False,
    line: Annotated[list[int] | None, typer.Option(metavar="N", help="With --cancel: only this line; repeatable.")] = None,
    store: STORE = None,
) -> Report:
    """The order file of a quote: CSV lines, a Partner Center cart, a marketplace or a distributor order, or a file by --profile.

    Where a quote makes several orders, -o FOLDER takes one file each.
    """
    from licensectl.app.orders import report, targets
    from licensectl.app.orders.targets import csv as neutral
    from licensectl.domain.orders.target_checks import check_target

    if cancel and target in (None, "partner-center") and profile is None:
        return cancel_body(run, quote, line or [], despite, store)
    if cancel or line:
        raise UsageError(ALONE.at(option="--line" if line else "--cancel", other="--cancel, --target partner-center"))
    if (target is None) == (profile is None):
        raise UsageError(ONE_OF_TWO.at(one="--target", other="--profile"))
    situation = situate(run, quote, Sheet(prices, columns), target or "csv", store)
    if profile is not None:
        return by_profile(run, situation, profile, despite, store)
    assert target is not None
    refuse([problem for order in situation.orders for problem in check_target(order, target)], LicensectlError)
    approve(run, situation, despite, store)
    if target == "csv":
        return report.lines([row for order in situation.orders for row in neutral.rows(order)], run.lang)
    resellers = tuple(reseller or ())
    made = {targets.file_name(order.ref, target): targets.body(order, target, resellers, attest) for order in situation.orders}
    return report.bodies(made, targets.LINES[target], run.lang)


@verb(app, "record")
def record(
    run: Run,
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="Partner Center's JSON of orders or a checkout; - for stdin.")
    ] = None,
    order_id: Annotated[str | None, typer.Option("--id", help="Order id, in either spelling.")] = None,
    alternate_id: Annotated[str | None, typer.Option(help="The other spelling of the id.")] = None,
    placed: Annotated[str | None, typer.Option(metavar="MOMENT", help="A UTC day, or a timestamp with its offset.")] = None,
    line: Annotated[list[str] | None, typer.Option(metavar="SKU=N[@PRICE]", help="A line with its unit price; repeatable.")] = None,
    customer: Annotated[
        str | None, typer.Option(help="Who bought: id, VAT id or tenant id from the customer book, or a name, which is new there.")
    ] = None,
    tenant: Annotated[str | None, typer.Option(help="The customer's tenant id.")] = None,
    program: Annotated[str | None, typer.Option(help="Program id [default: csp].")] = None,
    quote: Annotated[str | None, typer.Option(help="Number of the quote it came from.")] = None,
    currency: Annotated[str | None, typer.Option(help="Currency of the unit prices [default: EUR].")] = None,
    status: Annotated[str | None, typer.Option(help="State as Partner Center shows it.")] = None,
    keys_fulfilled: Annotated[bool | None, typer.Option("--keys-fulfilled/--keys-open", help="Whether the customer has its keys.")] = None,
    store: STORE = None,
) -> Report:
    """Put a placed order on record, or what has changed of it. Product keys are never kept."""
    from licensectl.app.orders.service import record_orders
    from licensectl.domain.orders.on_record import Given
    from licensectl.domain.returns.decide import parse_moment

    given = Given(
        id=order_id,
        alternate_id=alternate_id,
        tenant_id=tenant,
        customer=customer,
        program=program,
        quote=quote,
        placed=parse_moment(placed, "--placed") if placed else None,
        currency=currency,
        status=status,
        keys_fulfilled=keys_fulfilled,
        lines=line or [],
    )
    if (file is None) == (order_id is None):
        raise UsageError(ONE_OF_TWO.at(one="FILE", other="--id"))
    return record_orders(run, file, given, store)


@verb(app, "list")
def list_(
    run: Run,
    customer: Annotated[str | None, typer.Option(metavar="TEXT", help="Only this customer's: an id, or a part of the name.")] = None,
    returnable: Annotated[bool, typer.Option("--returnable", help="Only what can still be given back in time.")] = False,
    store: STORE = None,
) -> Report:
    """The orders on record, the newest first: state, days left to give them back, keys."""
    from licensectl.app.orders import report_placed as report
    from licensectl.domain.orders.on_record import bought_by

    rows = standings(run, (order for order in on_record(store) if customer is None or bought_by(order, customer)))
    return report.orders([row for row in rows if not returnable or row[1].days_left is not None], run.stamp(), run.lang)


@verb(app, "show")
def show(
    run: Run, order_id: Annotated[str, typer.Argument(metavar="ID", help="Order id, in either spelling.")], store: STORE = None
) -> Report:
    """One order on record with its lines, and until when it can be given back."""
    from licensectl.app.orders import report_placed as report
    from licensectl.domain.orders.messages import NOT_RECORDED

    found = on_record(store, order_id)
    if not found:
        raise LicensectlError(NOT_RECORDED.at(id=order_id[:60]))
    [(order, stands)] = standings(run, found)
    return report.order(order, stands, run.stamp(), run.lang)
