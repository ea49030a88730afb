"""Shapes of the JSON results of `ledger …`."""

from licensectl.core.ledger import AuditEntry
from licensectl.render.result import Result


class LedgerCopied(Result):
    """The result of `ledger backup` and `ledger restore`: the file beside the ledger, and rows by table."""

    ledger: str
    file: str | None
    rows: dict[str, int]


class LedgerCheck(Result):
    """The result of `ledger check`; version 0 is an empty ledger, null one that cannot be read."""

    ledger: str
    version: int | None
    rows: dict[str, int]


class LedgerLog(Result):
    """The result of `ledger log`, the newest change first."""

    entries: list[AuditEntry]


RESULTS: dict[str, type] = {"ledger": LedgerCopied, "ledger-check": LedgerCheck, "ledger-log": LedgerLog}
