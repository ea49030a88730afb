"""`licensectl radar`."""

from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import STORE

app = group(no_args_is_help=False)


@verb(app, "radar")
def radar(
    run: Run,
    within: Annotated[int, typer.Option("--within", metavar="DAYS", min=0, max=36500, help="How far to look ahead.")] = 180,
    customer: Annotated[str | None, typer.Option("--customer", metavar="CUSTOMER", help="Only this one of the customer book.")] = None,
    store: STORE = None,
) -> Report:
    """What customers have that leaves support or has left it, that something newer is sold for, or that can still be given back."""
    from licensectl.app.radar import service

    return service.radar(run, within, customer, store)
