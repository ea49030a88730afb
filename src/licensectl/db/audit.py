"""The audit trail: one entry for each change of what is on record."""

from msgspec import Struct

from licensectl.db.engine import Connection


class Entry(Struct, frozen=True):
    """A change: `number` counts them, `at` is a UTC instant in ISO form, `subject` the id of what was changed."""

    number: int
    at: str
    who: str
    what: str
    subject: str
    detail: str


def entries(connection: Connection, subject: str | None, limit: int | None) -> list[Entry]:
    """The changes, the newest first: of one subject, and no more than `limit`, where those are given."""
    query, values = "SELECT number, at, who, what, subject, detail FROM audit", []
    if subject is not None:
        query += " WHERE subject = ?"
        values.append(subject)
    rows = connection.execute(f"{query} ORDER BY number DESC{f' LIMIT {limit}' if limit is not None else ''}", values)
    return [Entry(*row) for row in rows]
