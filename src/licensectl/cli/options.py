"""What every command on the ledger shares: which one it is."""

from typing import Annotated

import typer

STORE = Annotated[
    str | None,
    typer.Option(
        "--store", envvar="LICENSECTL_STORE", metavar="FILE|URL", help="The ledger: a file, or postgresql://… [default: your own]."
    ),
]
