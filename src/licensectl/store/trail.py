"""The audit trail out of the ledger; `ledger.note` writes it."""

from licensectl.domain.trail import Entry
from licensectl.store.connection import Connection


def entries(connection: Connection, subject: str | None, limit: int | None) -> list[Entry]:
    """The changes, the newest first: of one subject, and no more than `limit`, where those are given."""
    query, values = "SELECT number, at, who, what, subject, detail FROM audit", []
    if subject is not None:
        query += " WHERE subject = ?"
        values.append(subject)
    rows = connection.execute(f"{query} ORDER BY number DESC{f' LIMIT {limit}' if limit is not None else ''}", values)
    return [Entry(*row) for row in rows]
