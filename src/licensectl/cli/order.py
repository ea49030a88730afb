"""`licensectl order …`."""

from typing import Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.quote import PRICES, REQUEST, load_quote
from licensectl.cli.verb import Report, Run, verb
from licensectl.errors import Failure, Misuse
from licensectl.faults.common import BAD_OPTION

app = group()
TARGETS = ("csv", "partner-center")


@app.callback()
def about() -> None:
    """Files that Partner Center and other systems take."""


@verb(app, "export")
def export(
    run: Run,
    quote: REQUEST,
    target: Annotated[str, typer.Option(metavar="|".join(TARGETS), help="Who takes the file.")],
    prices: PRICES = None,
) -> Report:
    """The order file of a quote: neutral CSV lines, or the JSON body of a Partner Center cart."""
    from licensectl.cli.output import remark
    from licensectl.domain import order
    from licensectl.orderfiles import neutral, partner_center
    from licensectl.reports import order as report

    if target not in TARGETS:
        raise Misuse(BAD_OPTION.at(option="--target", value=target, expected=" | ".join(TARGETS)))
    made = load_quote(run, quote, prices)
    if target == "csv":
        remark(run, *made.problems)
        return report.lines(list(neutral.rows(made)), run.lang)
    problems = order.check_cart(made)
    if problems:
        raise Failure(*problems)
    return report.cart(partner_center.cart(made), run.lang)
