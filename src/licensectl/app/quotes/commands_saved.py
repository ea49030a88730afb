"""`licensectl quote list|show|export|diff|verify|revise`: quotes on record."""

from typing import TYPE_CHECKING, Annotated

import typer

from licensectl.cli.command import TABLES, Report, Run, group, verb
from licensectl.cli.options import STORE
from licensectl.cli.options_prices import COLUMNS, PRICES, Sheet
from licensectl.core.messages import BAD_OPTION
from licensectl.errors import UsageError

if TYPE_CHECKING:
    from decimal import Decimal

saved = group()
NUMBER = Annotated[
    str, typer.Argument(metavar="NUMBER", help="Number of a saved quote; -r2 behind it names a revision [default: the newest].")
]
VIEW = Annotated[str, typer.Option(metavar="internal|customer", help="The customer view holds no cost and no margin.")]


@verb(saved, "list")
def list_(
    run: Run,
    customer: Annotated[str | None, typer.Option(metavar="TEXT", help="Only customers whose name holds this.")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Only those that are valid and not ordered.")] = False,
    expired: Annotated[bool, typer.Option("--expired", help="Only those whose validity is over, and not ordered.")] = False,
    ordered: Annotated[bool, typer.Option("--ordered", help="Only those that an order on record came from.")] = False,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only quotes of this day or later.")] = None,
    revisions: Annotated[bool, typer.Option("--revisions", help="Every revision, not only the newest.")] = False,
    store: STORE = None,
) -> Report:
    """The quotes on record, the newest first: valid until when, open, expired or ordered on the day of --as-of."""
    from licensectl.app.quotes import report_saved as report
    from licensectl.app.quotes import store as quotes
    from licensectl.cli.context import parse_day
    from licensectl.db import ledger
    from licensectl.domain.quotes.saved import Choice, choice_of, choose

    states = choice_of(open=open_, expired=expired, ordered=ordered)
    wanted = Choice(customer or "", parse_day(since, "since") if since else None, states)
    if not ledger.exists(store):
        return report.entries([], run.as_of, run.stamp(), run.lang)
    with ledger.reading(store) as connection:
        found = quotes.entries(connection, revisions)
    return report.entries(choose(found, wanted, run.as_of), run.as_of, run.stamp(), run.lang)


@verb(saved, "show", formats=(*TABLES, "pdf"))
def show(run: Run, number: NUMBER, view: VIEW = "internal", store: STORE = None) -> Report:
    """A quote as it was saved: its documents come from what was kept, not from today's prices and facts."""
    from licensectl.app.quotes.service import checked_view
    from licensectl.app.quotes.service_saved import find_saved, offered

    checked_view(view)
    return offered(run, find_saved(store, number), view)


@verb(saved, "export", formats=(*TABLES, "pdf"))
def export(run: Run, number: NUMBER, store: STORE = None) -> Report:
    """What leaves the desk of a saved quote: its request as YAML, which builds it again, or with -f its customer's document.

    With -o FOLDER the file is called by the quote's number.
    """
    from licensectl.app.quotes.service_saved import exported, find_saved

    return exported(run, find_saved(store, number))


@verb(saved, "diff")
def diff(
    run: Run,
    old: Annotated[str, typer.Argument(metavar="OLD", help="Number of a saved quote, or a request file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Number of a saved quote, or a request file.")],
    prices: PRICES = None,
    columns: COLUMNS = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 3 when anything differs.")] = False,
    store: STORE = None,
) -> Report:
    """Two quotes side by side, for the desk: lines added, removed and changed, and the sums. A request file is priced first."""
    from licensectl.app.quotes import report_diff as report
    from licensectl.app.quotes.service_saved import quote_of
    from licensectl.domain.quotes.diff import difference

    sheet = Sheet(prices, columns)
    found = difference(quote_of(run, old, sheet, store), quote_of(run, new, sheet, store))
    return report.difference(found, (old, new), run.stamp(), exit_code, run.lang)


@verb(saved, "verify")
def verify(
    run: Run,
    number: Annotated[list[str] | None, typer.Argument(metavar="[NUMBER]...", help="Numbers of saved quotes.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every quote that was not ordered, in its newest revision.")] = False,
    prices: PRICES = None,
    columns: COLUMNS = None,
    store: STORE = None,
) -> Report:
    """What moved since: prices, ERP, support, programs, return windows, validity, on the day of --as-of. Nothing is changed.

    Exit 0 when nothing moved, 3 otherwise.
    """
    from licensectl.app.quotes import report_saved as report
    from licensectl.app.quotes.service_saved import to_verify, verified
    from licensectl.cli.output import remark
    from licensectl.core.messages import ONE_OF_TWO

    if bool(number) == all_:
        raise UsageError(ONE_OF_TWO.at(one="NUMBER", other="--all"))
    found, said = verified(run, to_verify(store, number or []), Sheet(prices, columns))
    remark(run, *said)
    return report.verified(found, said, run.stamp(), run.lang)


@verb(saved, "revise", formats=(*TABLES, "pdf"))
def revise(
    run: Run,
    number: NUMBER,
    request: Annotated[
        str | None, typer.Option("--request", metavar="FILE", help="A request in place of the saved one; - for stdin.")
    ] = None,
    margin: Annotated[str | None, typer.Option(metavar="PERCENT", help="Another margin for the whole quote.")] = None,
    markup: Annotated[str | None, typer.Option(metavar="PERCENT", help="Another markup for the whole quote.")] = None,
    discount: Annotated[str | None, typer.Option(metavar="PERCENT", help="Another discount for the whole quote.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Its date [default: the day of --as-of].")] = None,
    valid_days: Annotated[int | None, typer.Option(metavar="N", help="Days that it is valid.")] = None,
    prices: PRICES = None,
    columns: COLUMNS = None,
    view: VIEW = "internal",
    store: STORE = None,
) -> Report:
    """The next revision of a saved quote, at today's prices; the one before stays as it is."""
    from licensectl.app.quotes.service import checked_view
    from licensectl.app.quotes.service_saved import revised
    from licensectl.cli.context import parse_day
    from licensectl.domain.quotes.revise import Changes

    checked_view(view)
    rules = {"margin": margin, "markup": markup, "discount": discount}
    changes = Changes(
        **{name: _percent(name, said) for name, said in rules.items()},
        date=parse_day(date, "date") if date else None,
        valid_days=valid_days,
    )
    return revised(run, number, request, changes, (Sheet(prices, columns), view, store))


def _percent(name: str, said: str | None) -> "Decimal | None":
    """A figure as the request would hold it; whether it is possible is the request's own check."""
    from licensectl.core.money import parse_amount

    amount = parse_amount(said) if said is not None else None
    if said is not None and amount is None:
        raise UsageError(BAD_OPTION.at(option=f"--{name}", value=said[:60], expected="a percentage, as 12.5"))
    return amount
