"""`licensectl returns …`."""

from typing import Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.quote import PRICES
from licensectl.cli.returns_options import PROVIDER, ZONE, Asked, zone_of
from licensectl.cli.verb import Report, Run, verb
from licensectl.errors import Misuse
from licensectl.faults.common import ALONE, ONE_OF_TWO

app = group()
STORE = Annotated[str | None, typer.Option("--store", envvar="LICENSECTL_STORE", metavar="FILE", help="The ledger [default: your own].")]


@app.callback()
def about() -> None:
    """May this be given back, until when, for how much."""


@verb(app, "check")
def check(
    run: Run,
    asked: Asked,
    order: Annotated[str | None, typer.Argument(metavar="[ORDER]", help="An order on record, by either id.")] = None,
    line: Annotated[list[int] | None, typer.Option(metavar="N", help="Of the order only this line; repeatable.")] = None,
    batch: Annotated[
        str | None, typer.Option(metavar="FILE", help="CSV with a column case and any of these options as columns; - for stdin.")
    ] = None,
    provider: PROVIDER = None,
    prices: PRICES = None,
    time_zone: ZONE = None,
    store: STORE = None,
) -> Report:
    """Verdict, deadline, rule and advice for a purchase, an order on record, or each row of a file. Exit 0 when eligible, 3 otherwise."""
    from licensectl.cli.returns_order import by_options, of_order
    from licensectl.reports import returns as report

    if line and order is None:
        raise Misuse(ALONE.at(option="--line", other="ORDER"))
    if batch is not None:
        from licensectl.cli.returns_batch import check_batch

        raise typer.Exit(check_batch(run, batch, provider))
    if order is None and asked.purchased is None:
        raise Misuse(ONE_OF_TWO.at(one="ORDER, --purchased", other="--batch"))
    zone = zone_of(time_zone)
    case = by_options(run, asked, provider, prices) if order is None else of_order(run, order, asked, (line or [], provider, prices), store)
    return report.check(case, zone, run.stamp(), run.lang)
