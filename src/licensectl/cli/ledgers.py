"""What every command on the ledger shares: which one it is, and who writes."""

from typing import Annotated

import typer

STORE = Annotated[str | None, typer.Option("--store", envvar="LICENSECTL_STORE", metavar="FILE", help="The ledger [default: your own].")]


def who() -> str:
    """The name under which changes go on the audit trail."""
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):
        return "?"
