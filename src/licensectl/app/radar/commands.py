"""`licensectl radar`."""

from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import ALL, STORE

app = group(no_args_is_help=False)


@verb(app, "radar")
def radar(
    run: Run,
    within: Annotated[int, typer.Option("--within", metavar="DAYS", min=0, max=36500, help="How far to look ahead.")] = 180,
    customer: Annotated[str | None, typer.Option("--customer", metavar="CUSTOMER", help="Only this one of the customer book.")] = None,
    everything: ALL = False,
    store: STORE = None,
) -> Report:
    """List everything of customers that needs attention: end of support, a successor, a possible return, an MCA to accept again.

    Examples: `licensectl radar --within 180`; `licensectl radar --customer contoso -f csv > contoso.csv`.
    """
    from licensectl.app.radar import service

    return service.radar(run, within, customer, everything, store)
