"""`licensectl ledger …`."""

from pathlib import Path
from typing import Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.ledgers import STORE
from licensectl.cli.run import who
from licensectl.cli.verb import Report, Run, verb

app = group()


@app.callback()
def about() -> None:
    """The ledger: orders and all else that is on record, in a file or on a PostgreSQL server."""


@verb(app, "check")
def check(run: Run, store: STORE = None) -> Report:
    """What the ledger holds, and whether it is sound and yours alone. Changes nothing. Exit 3 when something is wrong."""
    from licensectl.reports import ledger as report
    from licensectl.store import upkeep

    held, found = upkeep.check(store)
    return report.check(*held, found, run.stamp(), run.lang)


@verb(app, "backup")
def backup(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The SQLite file to write; --force overwrites.")],
    store: STORE = None,
) -> Report:
    """The whole ledger into a file, also from a server, while others work with it."""
    from licensectl.reports import ledger as report
    from licensectl.store import upkeep

    held = upkeep.backup(store, file, run.force)
    return report.held(held.name, held.rows, ("written to", file), run.stamp(), run.lang)


@verb(app, "restore")
def restore(
    run: Run, file: Annotated[Path, typer.Argument(metavar="FILE", help="What ledger backup wrote.")], store: STORE = None
) -> Report:
    """A backup in the place of what is on record, in a file or on a server. What was there before is kept as a copy."""
    from licensectl.reports import ledger as report
    from licensectl.store import upkeep

    held, aside = upkeep.restore(store, file, who())
    return report.held(held.name, held.rows, ("kept as it was before", aside), run.stamp(), run.lang)


@verb(app, "log")
def log(
    run: Run,
    subject: Annotated[str | None, typer.Option(metavar="ID", help="Only what changed this one: an order's id, for example.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="No more than the last N.")] = None,
    store: STORE = None,
) -> Report:
    """Who changed what, and when, the newest first."""
    from licensectl.reports import ledger as report
    from licensectl.store import ledger, trail

    if not ledger.exists(store):
        return report.log([], run.stamp(), run.lang)
    with ledger.reading(store) as connection:
        return report.log(trail.entries(connection, subject, limit), run.stamp(), run.lang)
