"""`licensectl ledger …`."""

from pathlib import Path
from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import STORE

app = group()


@app.callback()
def about() -> None:
    """The ledger: orders and all else that is on record, in a file or on a PostgreSQL server."""


@verb(app, "check")
def check(run: Run, store: STORE = None) -> Report:
    """What the ledger holds, and whether it is sound and yours alone. Changes nothing. Exit 3 when something is wrong."""
    from licensectl.app.ledger import service

    return service.check(run, store)


@verb(app, "backup")
def backup(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The SQLite file to write; --force overwrites.")],
    store: STORE = None,
) -> Report:
    """The whole ledger into a file, also from a server, while others work with it."""
    from licensectl.app.ledger import service

    return service.backup(run, file, store)


@verb(app, "restore")
def restore(
    run: Run, file: Annotated[Path, typer.Argument(metavar="FILE", help="What ledger backup wrote.")], store: STORE = None
) -> Report:
    """A backup in the place of what is on record, in a file or on a server. What was there before is kept as a copy."""
    from licensectl.app.ledger import service

    return service.restore(run, file, store)


@verb(app, "log")
def log(
    run: Run,
    subject: Annotated[str | None, typer.Option(metavar="ID", help="Only what changed this one: an order's id, for example.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="No more than the last N.")] = None,
    store: STORE = None,
) -> Report:
    """Who changed what, and when, the newest first."""
    from licensectl.app.ledger import service

    return service.log(run, subject, limit, store)
