"""Names that tests share: folders of the repository and the result of a command."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SHEET = "examples/price-sheet-software-IT-2026-11.csv"


class Ran(NamedTuple):
    """The exit status of a command and what it wrote to stdout and stderr."""

    code: int
    out: str
    err: str


def changed(store: str, *statements: str) -> None:
    """Do to the ledger what somebody else might."""
    if "://" in store:
        import psycopg

        with psycopg.connect(store, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)
        return
    with closing(sqlite3.connect(store)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def parse_request(content, name, profile=None):
    """Return the request in the text of a file. Raises LicensectlError with every problem of its shape."""
    from licensectl.app.quotes.reader_yaml import NO_PROFILE, parse_document, to_request

    return to_request(parse_document(content, name), profile or NO_PROFILE)
