"""The audit trail: one entry for each change of what is on record."""

from licensectl.core.audit import AuditEntry
from licensectl.db.engine import Connection


def entries(connection: Connection, subject: str | None, limit: int | None) -> list[AuditEntry]:
    """The changes, the newest first: of one subject, and no more than `limit`, where those are given."""
    query, values = "SELECT number, at, who, what, subject, detail FROM audit", []
    if subject is not None:
        query += " WHERE subject = ?"
        values.append(subject)
    rows = connection.execute(f"{query} ORDER BY number DESC{f' LIMIT {limit}' if limit is not None else ''}", values)
    return [AuditEntry(*row) for row in rows]
