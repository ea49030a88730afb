"""What the commands on the ledger share: where it lies, and who writes into it."""

from typing import Annotated

import typer

STORE = Annotated[str | None, typer.Option("--store", envvar="LICENSECTL_STORE", metavar="FILE", help="The ledger [default: your own].")]


def who() -> str:
    """The user's name on this machine, for the audit trail."""
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):
        return "?"
