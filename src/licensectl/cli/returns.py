"""`licensectl returns …`."""

from typing import Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.verb import Report, Run, verb
from licensectl.errors import Misuse
from licensectl.faults.common import BAD_OPTION, ONE_OF_TWO

app = group()


@app.callback()
def about() -> None:
    """May this be given back, until when, for how much."""


@verb(app, "check")
def check(
    run: Run,
    purchased: Annotated[str | None, typer.Option(metavar="DATE", help="Order date: a UTC day, or a timestamp with its offset.")] = None,
    requested: Annotated[str | None, typer.Option(metavar="DATE", help="When the return is asked for [default: --as-of].")] = None,
    delivered: Annotated[str | None, typer.Option(metavar="DATE", help="When a box was delivered or a download supplied.")] = None,
    program: Annotated[str, typer.Option(help="Program id.")] = "csp",
    kind: Annotated[
        str, typer.Option(help="perpetual, software_subscription, seat_based, linux_plan, physical, download, …")
    ] = "perpetual",
    quantity: Annotated[int | None, typer.Option(help="How many the order line has.")] = None,
    returned: Annotated[int | None, typer.Option(help="How many are to be returned [default: all].")] = None,
    unit_price: Annotated[str | None, typer.Option(help="Price paid per unit, to tell the refund.")] = None,
    currency: Annotated[str, typer.Option(help="Currency of the unit price.")] = "EUR",
    segment: Annotated[str | None, typer.Option(help="Customer class; no rule differs by it so far.")] = None,
    buyer: Annotated[str | None, typer.Option(metavar="consumer|business", help="Who bought a box.")] = None,
    market: Annotated[str, typer.Option(help="Country of the sale, two letters.")] = "IT",
    channel: Annotated[str | None, typer.Option(metavar="online|store", help="How a box was sold.")] = None,
    seal: Annotated[str | None, typer.Option(metavar="intact|broken|none", help="The seal of a box.")] = None,
    activated: Annotated[bool | None, typer.Option("--activated/--not-activated", help="Whether the key was used.")] = None,
    order_status: Annotated[str | None, typer.Option(help="State of the order as Partner Center shows it.")] = None,
    batch: Annotated[
        str | None, typer.Option(metavar="FILE", help="CSV with a column case and any of these options as columns; - for stdin.")
    ] = None,
) -> Report:
    """Verdict, deadline, rule and advice for one order line, or for each row of a file. Exit 0 when eligible, 3 otherwise."""
    if batch is not None:
        from licensectl.cli.returns_batch import check_batch

        raise typer.Exit(check_batch(run, batch))
    if purchased is None:
        raise Misuse(ONE_OF_TWO.at(one="--purchased", other="--batch"))
    from licensectl.domain import returns
    from licensectl.reports import returns as report

    known_words({"--buyer": buyer, "--channel": channel, "--seal": seal})
    question = returns.ReturnQuestion(
        program=program,
        kind=kind,
        purchased=returns.parse_moment(purchased, "--purchased"),
        requested=returns.parse_moment(requested, "--requested") if requested else run.as_of,
        delivered=returns.parse_moment(delivered, "--delivered") if delivered else None,
        quantity=quantity,
        returned=returned,
        unit_price=returns.parse_price(unit_price, currency),
        segment=segment,
        buyer=buyer,
        market=market.upper(),
        channel=channel,
        seal=seal,
        activated=activated,
        order_status=order_status,
    )
    rules = run.facts.returns.rules
    return report.answer(returns.check(question, rules), rules, run.stamp(), run.lang)


def known_words(given: dict[str, str | None]) -> None:
    """Raises Misuse for a word that is none of its option's."""
    from licensectl.domain.return_question import WORDS

    for option, value in given.items():
        known = WORDS[option.removeprefix("--")]
        if value is not None and value not in known:
            raise Misuse(BAD_OPTION.at(option=option, value=value, expected=" | ".join(known)))
