"""`licensectl ledger …`."""

from pathlib import Path
from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import STORE

app = group()
MOST_ENTRIES = 1_000_000_000


@app.callback()
def about() -> None:
    """Manage the ledger of customers, quotes, orders and invoices, in a file or on PostgreSQL."""


@verb(app, "check")
def check(run: Run, store: STORE = None) -> Report:
    """Check the ledger: contents, integrity, permissions. Nothing is changed. Exit 3 if something is wrong.

    Examples: `licensectl ledger check`; `licensectl ledger check --store postgresql://db.example.com/licensectl -f json | jq .rows`.
    """
    from licensectl.app.ledger import service

    return service.check(run, store)


@verb(app, "backup")
def backup(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The SQLite file to write; --force overwrites.")],
    store: STORE = None,
) -> Report:
    """Back up the whole ledger to a file, while others work with it.

    Examples: `licensectl ledger backup copy.sqlite`; `licensectl ledger backup copy.sqlite --store
    postgresql://db.example.com/licensectl`.
    """
    from licensectl.app.ledger import service

    return service.backup(run, file, store)


@verb(app, "restore")
def restore(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The file that `ledger backup` wrote.")],
    store: STORE = None,
) -> Report:
    """Replace the ledger, in a file or on a server, by a backup. The ledger that was there is kept as a copy.

    Examples: `licensectl ledger restore copy.sqlite`; `licensectl ledger restore copy.sqlite --store
    postgresql://db.example.com/licensectl`.
    """
    from licensectl.app.ledger import service

    return service.restore(run, file, store)


@verb(app, "log")
def log(
    run: Run,
    subject: Annotated[str | None, typer.Option(metavar="ID", help="Only what changed this one: an order's id, for example.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, max=MOST_ENTRIES, metavar="N", help="No more than the last N.")] = None,
    store: STORE = None,
) -> Report:
    """List the changes to the ledger, the newest first.

    Examples: `licensectl ledger log --limit 20`; `licensectl ledger log --subject contoso -f csv | cut -d, -f3`.
    """
    from licensectl.app.ledger import service

    return service.log(run, subject, limit, store)
