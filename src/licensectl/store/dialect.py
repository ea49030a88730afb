"""Our statements in the words of PostgreSQL, where those of SQLite differ."""

import re
from functools import lru_cache

from licensectl.store.connection import NOW

CLOCK = """(to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))"""
TOKEN = re.compile(r"'[^']*'|\?|%")


@lru_cache
def in_postgres(statement: str) -> str:
    """The statement with `%s` for values. A `?` in a text is a question mark, and every `%` is one."""

    def token(match: re.Match[str]) -> str:
        return "%s" if match[0] == "?" else match[0].replace("%", "%%")

    return TOKEN.sub(token, statement)


def table_in_postgres(statement: str) -> str:
    """A statement of a migration. Its integers are as wide as SQLite's, its texts sort by code point as SQLite's do."""
    if not statement.startswith(("CREATE TABLE", "ALTER TABLE")):
        return statement
    statement = statement.replace(NOW, CLOCK).removesuffix("STRICT")
    return re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', re.sub(r"\bINTEGER\b", "BIGINT", statement))
