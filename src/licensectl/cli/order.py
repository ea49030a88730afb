"""`licensectl order …`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.quote import PRICES, REQUEST, load_priced
from licensectl.cli.verb import Report, Run, verb
from licensectl.errors import Failure, Misuse, Problem, Refusal
from licensectl.faults.common import ALONE, BAD_OPTION, ONE_OF_TWO

if TYPE_CHECKING:
    from licensectl.domain.ordercheck import Situation
    from licensectl.domain.placed import PlacedOrder

app = group()
TARGETS = ("csv", "partner-center", "cloudblue", "xvantage")
TARGET = "|".join(TARGETS)


@app.callback()
def about() -> None:
    """Orders: what stands against one, and the files that Partner Center and distributors take."""


@verb(app, "check")
def check(
    run: Run,
    quote: REQUEST,
    target: Annotated[str | None, typer.Option(metavar=TARGET, help="Who would take it [default: csp partner-center, else csv].")] = None,
    prices: PRICES = None,
) -> Report:
    """Every reason why the order would not go through on the day of --as-of, with its cure. Exit 0 when there is none, 3 otherwise."""
    from licensectl.domain.ordercheck import check_order, verdict
    from licensectl.reports import order as report

    situation = situate(run, quote, prices, target)
    problems = check_order(situation)
    return report.check(verdict(problems), situation.target, problems, run.stamp(), run.lang)


@verb(app, "export")
def export(
    run: Run,
    quote: REQUEST,
    target: Annotated[str | None, typer.Option(metavar=TARGET, help="Who takes the file.")] = None,
    profile: Annotated[str | None, typer.Option("--profile", metavar="MAP", help="YAML map to a distributor's own file.")] = None,
    prices: PRICES = None,
    despite: Annotated[str | None, typer.Option(metavar="REASON", help="Write it although order check says no, and say why.")] = None,
    reseller: Annotated[list[str] | None, typer.Option(metavar="PARTNERID", help="Named on a Partner Center cart; repeatable.")] = None,
    attest: Annotated[bool, typer.Option("--attest/--no-attest", help="What a cart says of the partner on record.")] = True,
    cancel: Annotated[
        bool, typer.Option("--cancel", help="REQUEST is a placed order, by id or as JSON: the body that cancels it.")
    ] = False,
    line: Annotated[list[int] | None, typer.Option(metavar="N", help="With --cancel: only this line; repeatable.")] = None,
) -> Report:
    """The order file of a quote: CSV lines, a Partner Center cart, a marketplace or a distributor order, or a file by --profile.

    Where a quote makes several orders, -o FOLDER takes one file each.
    """
    from licensectl.domain.targets import check_target
    from licensectl.orderfiles import neutral, targets
    from licensectl.reports import order as report

    if cancel and target in (None, "partner-center") and profile is None:
        return _cancel(run, quote, line or [], despite)
    if cancel or line:
        raise Misuse(ALONE.at(option="--line" if line else "--cancel", other="--cancel, --target partner-center"))
    if (target is None) == (profile is None):
        raise Misuse(ONE_OF_TWO.at(one="--target", other="--profile"))
    if profile is not None:
        return _by_profile(run, situate(run, quote, prices, "csv"), profile, despite)
    assert target is not None
    situation = situate(run, quote, prices, target)
    _refuse([problem for order in situation.orders for problem in check_target(order, target)], Failure)
    _approve(run, situation, despite)
    if target == "csv":
        return report.lines([row for order in situation.orders for row in neutral.rows(order)], run.lang)
    resellers = tuple(reseller or ())
    made = {targets.file_name(order.ref, target): targets.body(order, target, resellers, attest) for order in situation.orders}
    return report.bodies(made, targets.LINES[target], run.lang)


def _cancel(run: Run, named: str, numbers: list[int], despite: str | None) -> Report:
    """Partner Center's body to give back orders that were placed, as long as the return rules do not say no."""
    from licensectl.domain.cancel import chosen, in_time
    from licensectl.orderfiles import targets
    from licensectl.reports import order as report

    placed, remarks = _placed(named)
    orders = [chosen(order, numbers) for order in placed]
    _judge(run, remarks, [problem for order in orders for problem in in_time(order, run.facts.returns.rules, run.as_of)], despite)
    made = {targets.file_name(order.id, "cancel"): targets.cancellation(order) for order in orders}
    return report.bodies(made, "lineItems", run.lang)


def _placed(named: str) -> "tuple[list[PlacedOrder], list[Problem]]":
    """The orders of a file, or one of which only the id is known."""
    from licensectl.cli.files import read_input
    from licensectl.domain.placed import ORDER_ID, PlacedOrder
    from licensectl.orderfiles.placed import parse_orders

    if named != "-" and not Path(named).exists() and ORDER_ID.fullmatch(named):
        return [PlacedOrder(id=named)], []
    return parse_orders(*read_input(named))


def _by_profile(run: Run, situation: "Situation", profile: str, despite: str | None) -> Report:
    """The file that a distributor's own map makes of the quote's orders."""
    from licensectl.cli.files import read_input
    from licensectl.facts.orderprofile import parse_profile
    from licensectl.orderfiles import custom, targets
    from licensectl.reports import order as report

    plan = parse_profile(*read_input(profile))
    _refuse(custom.check_custom(situation.orders, plan), Failure)
    _approve(run, situation, despite)
    if plan.format == "csv":
        return report.custom([row for order in situation.orders for row in custom.rows(order, plan)], plan, run.lang)
    made = {targets.file_name(order.ref, "order"): custom.body(order, plan) for order in situation.orders}
    return report.bodies(made, plan.lines, run.lang)


def situate(run: Run, quote: str, prices: str | None, target: str | None) -> "Situation":
    """The quote of a request file on the day of the run, and what is on record about it."""
    from licensectl.domain.ordercheck import USUAL_TARGET, Situation

    if target not in (None, *TARGETS):
        raise Misuse(BAD_OPTION.at(option="--target", value=target, expected=" | ".join(TARGETS)))
    made, sheet = load_priced(run, quote, prices)
    program = made.request.program
    return Situation(
        quote=made,
        day=run.as_of,
        target=target or USUAL_TARGET.get(program, "csv"),
        ordering=run.facts.ordering,
        qualifications=run.facts.eligibility.qualifications,
        catalog=run.facts.catalog,
        sold=run.facts.programs.programs[program].sold,
        prices=sheet,
    )


def _approve(run: Run, situation: "Situation", despite: str | None) -> None:
    """Remarks on stderr; Refusal where the order would not go through and nobody said why it goes out nevertheless."""
    from licensectl.domain.ordercheck import check_order

    _judge(run, situation.quote.problems, check_order(situation), despite)


def _judge(run: Run, remarks: list[Problem], found: list[Problem], despite: str | None) -> None:
    """What speaks against a file: errors refuse it unless `despite` says why it is written nevertheless; the rest is said."""
    from licensectl.cli.output import remark
    from licensectl.faults.placing import DESPITE, NOT_PLACEABLE

    against = [problem for problem in found if problem.severity == "error"]
    if not despite:
        _refuse([*against, NOT_PLACEABLE.at()] if against else [], Refusal)
    remark(run, *remarks, *found, carried=False)
    if despite and against:
        remark(run, DESPITE.at(count=len(against), reason=despite[:200]), carried=False)


def _refuse(problems: list[Problem], kind: type[Failure]) -> None:
    if problems:
        raise kind(*problems)
