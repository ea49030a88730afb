"""`licensectl returns …`."""

from typing import Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.verb import Report, Run, verb

app = group()


@app.callback()
def about() -> None:
    """May this be given back, until when, for how much."""


@verb(app, "check")
def check(
    run: Run,
    purchased: Annotated[str, typer.Option(metavar="DATE", help="Order date: a UTC day, or a timestamp with its offset.")],
    requested: Annotated[str | None, typer.Option(metavar="DATE", help="Day of the return request [default: the day of --as-of].")] = None,
    program: Annotated[str, typer.Option(help="Program id.")] = "csp",
    kind: Annotated[str, typer.Option(help="Kind of product.")] = "perpetual",
    quantity: Annotated[int | None, typer.Option(help="How many the order line has.")] = None,
    returned: Annotated[int | None, typer.Option(help="How many are to be returned [default: all].")] = None,
    unit_price: Annotated[str | None, typer.Option(help="Price paid per unit, to tell the refund.")] = None,
    currency: Annotated[str, typer.Option(help="Currency of the unit price.")] = "EUR",
    order_status: Annotated[str | None, typer.Option(help="State of the order as Partner Center shows it.")] = None,
) -> Report:
    """Verdict, deadline, rule and advice for one order line. Exit 0 when eligible, 3 otherwise."""
    from licensectl.domain import returns
    from licensectl.reports import returns as report

    question = returns.ReturnQuestion(
        program=program,
        kind=kind,
        purchased=returns.parse_day(purchased, "--purchased"),
        requested=returns.parse_day(requested, "--requested") if requested else run.as_of,
        quantity=quantity,
        returned=returned,
        unit_price=returns.parse_price(unit_price, currency),
        order_status=order_status,
    )
    rules = run.facts.returns.rules
    return report.answer(returns.check(question, rules), rules, run.stamp(), run.lang)
