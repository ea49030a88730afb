"""A ledger in a schema of PostgreSQL: statements in its dialect, tables, version and migrations."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from licensectl.db import messages
from licensectl.db.engine import NOW, ROWS_AT_ONCE, DatabaseSchema, Rows, home
from licensectl.db.schema import Objects, expected, require
from licensectl.errors import LicensectlError

if TYPE_CHECKING:
    import psycopg

# A ledger on a server has no place beside: its copies bear this name in the folder of the user's data.
PLACE = "ledger"
CLOCK = """(to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))"""
TOKEN = re.compile(r"'[^']*'|\?|%")


@lru_cache
def in_postgres(statement: str) -> str:
    """Return the statement with `%s` for values; a `?` or `%` inside a text stays as it is."""

    def token(match: re.Match[str]) -> str:
        return "%s" if match[0] == "?" else match[0].replace("%", "%%")

    return TOKEN.sub(token, statement)


def table_in_postgres(statement: str) -> str:
    """Return a statement of a migration for PostgreSQL: 64-bit integers, and texts sorted by code point, as in SQLite."""
    if not statement.startswith(("CREATE TABLE", "ALTER TABLE")):
        return statement
    statement = statement.replace(NOW, CLOCK).removesuffix("STRICT")
    return re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', re.sub(r"\bINTEGER\b", "BIGINT", statement))


# READ COMMITTED: whatever the database's habit, what is read after the wait for the lock is what the writer before has left.
# A writer that stands still for minutes loses its turn; the lock goes with its transaction, also where a pooler keeps the session.
WRITE = (
    "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL row_security = off; SET LOCAL lock_timeout = '60s';"
    " SET LOCAL idle_in_transaction_session_timeout = '5min';"
    " SELECT pg_advisory_xact_lock({application_id})"
)
# Tables in the schema, those of extensions aside, whether ours is among them, and how many views and columns of other types there are:
# one question, so one moment's answer.
TABLES = """
    SELECT count(*) FILTER (WHERE c.relkind IN ('r', 'p')),
    count(*) FILTER (WHERE c.relname = 'licensectl_version' AND c.relkind = 'r'),
    count(*) FILTER (WHERE c.relkind NOT IN ('r', 'p') OR EXISTS (
        SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND a.atttypid NOT IN ('text'::regtype, 'bigint'::regtype)))
    FROM pg_class c WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
"""
# What a ledger is compared with: the columns of its tables, and all else that is there. Constraints bring indexes of their own.
COLUMNS = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    a.attnotnull::int, a.attcollation IN (0, 'pg_catalog."C"'::regcollation) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
"""
OTHERS = """
    SELECT CASE c.relkind WHEN 'i' THEN 'index' WHEN 'f' THEN 'table' ELSE 'view' END, c.relname::text FROM pg_class c
    WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND c.relkind IN ('v', 'm', 'f', 'i')
    AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = c.oid)
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    UNION SELECT 'trigger', t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND NOT t.tgisinternal
    UNION SELECT 'rule', r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
    WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND r.rulename <> '_RETURN'
    UNION SELECT 'row security', c.relname FROM pg_class c
    WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND c.relrowsecurity
    UNION SELECT 'constraint', c.relname || ': ' || replace(pg_get_constraintdef(t.oid), '"', '')
    FROM pg_constraint t JOIN pg_class c ON c.oid = t.conrelid
    WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND t.contype NOT IN ('n', 't')
"""
TYPES = {"TEXT": "text", "INTEGER": "bigint"}
# Roles that may read every table: after an upgrade they may read the new ones as well.
READERS = """
    SELECT CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END
    FROM pg_class c CROSS JOIN aclexplode(c.relacl) p
    WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND c.relkind IN ('r', 'p')
    AND p.privilege_type = 'SELECT' AND p.grantee <> c.relowner
    GROUP BY p.grantee HAVING count(DISTINCT c.oid) = (
        SELECT count(*) FROM pg_class o WHERE o.relnamespace = to_regnamespace(current_schema()::text) AND o.relkind IN ('r', 'p'))
"""


class Postgres:
    """A connection that takes our statements."""

    # The login that the server has checked, and beside it the user of the client's machine, if that is another.
    who = "session_user::text || coalesce(' (' || nullif(?, session_user::text) || ')', '')"

    def __init__(self, raw: "psycopg.Connection[Any]", name: str) -> None:
        self.raw, self.name = raw, name
        self._number = count()
        # Views, or columns of other types, are in the schema: our tables may be among them.
        self.irregular = False

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Rows:
        cursor = self.raw.execute(in_postgres(statement), tuple(values))
        self._require_written(statement, cursor.rowcount, 1)
        return cursor

    def stream(self, statement: str, values: Sequence[Any] = (), /) -> Iterator[Any]:
        """Yield the rows through a cursor of the server, some thousand at a time; only inside a transaction."""
        with self.raw.cursor(name=f"rows_{next(self._number)}") as cursor:
            cursor.itersize = ROWS_AT_ONCE
            cursor.execute(in_postgres(statement), tuple(values))
            yield from cursor

    def executemany(self, statement: str, values: Iterable[Sequence[Any]], /) -> Rows:
        cursor, given = self.raw.cursor(), count()
        cursor.executemany(in_postgres(statement), (row for row, _ in zip(values, given, strict=False)))
        self._require_written(statement, cursor.rowcount, next(given))
        return cursor

    def _require_written(self, statement: str, written: int, given: int) -> None:
        """Raise LicensectlError if fewer rows were inserted than given: a trigger or a rule of the database has taken them."""
        if given and statement.startswith("INSERT") and written < given:
            raise LicensectlError(messages.NOT_WRITTEN.at(self.name, table=statement.split()[2]))


def objects_of(connection: Postgres, shape: DatabaseSchema) -> Objects:
    """Return the objects of the schema, each column with its form in SQLite where the type is the same."""
    wanted = expected(shape).tables
    tables: dict[str, dict[str, tuple[object, ...]]] = {}
    for table, column, kind, required, by_code_point in connection.raw.execute(COLUMNS):
        form = wanted.get(table, {}).get(column, ())
        # A key is required, also where its form in SQLite does not say so.
        same = form and TYPES.get(str(form[0])) == kind and by_code_point and (required == form[1] or form[2])
        tables.setdefault(table, {})[column] = form if same else (kind,)
    tables.pop("licensectl_version", None)
    return Objects(tables, frozenset(connection.raw.execute(OTHERS).fetchall()))


def require_tables(connection: Postgres, shape: DatabaseSchema, name: str) -> None:
    """Raise LicensectlError if a table or a column of the ledger is missing or another."""
    require(objects_of(connection, shape), shape, name)


def beside(name: str) -> Path:
    """Return a path in the folder of the user's data, where copies of a server's ledger are kept."""
    home().mkdir(parents=True, exist_ok=True, mode=0o700)
    return home() / name


@contextmanager
def transaction(connection: Postgres, shape: DatabaseSchema) -> Iterator[None]:
    """Write alone: whoever writes waits here for whoever writes before."""
    connection.raw.execute(WRITE.format(application_id=shape.application_id))
    # Whatever fails, closing the connection takes back.
    yield
    connection.raw.execute("COMMIT")


def migrate(connection: Postgres, shape: DatabaseSchema, name: str) -> None:
    """Bring the ledger to today's shape. Roles that could read all of it still can."""
    newest = len(shape.migrations)
    with transaction(connection, shape):
        # Of several that find an old ledger one brings it forward, the others find it done.
        version = version_of(connection, shape, name)
        readers = [row[0] for row in connection.raw.execute(READERS)] if 0 < version < newest else []
        if version == 0:
            _begin(connection, shape, name)
        elif version < newest:
            # An upgrade alone needs it, and SQLite with it.
            from licensectl.db import transfer

            transfer.write(connection, DatabaseSchema(shape.application_id, shape.migrations[:version]), beside(f"{PLACE}.v{version}.bak"))
        for step in shape.migrations[version:]:
            for statement in step:
                connection.raw.execute(table_in_postgres(statement))
        connection.execute("UPDATE licensectl_version SET version = ?", (newest,))
        for reader in readers:
            for table in expected(shape).tables:
                connection.raw.execute(f"GRANT SELECT ON {table} TO {reader}")


def _begin(connection: Postgres, shape: DatabaseSchema, name: str) -> None:
    encoding = connection.raw.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise LicensectlError(messages.NOT_UTF8.at(name, encoding=encoding))
    connection.raw.execute("CREATE TABLE licensectl_version (application_id BIGINT NOT NULL, version BIGINT NOT NULL)")
    connection.execute("INSERT INTO licensectl_version VALUES (?, 0)", (shape.application_id,))


def version_of(connection: Postgres, shape: DatabaseSchema, name: str) -> int:
    """Return the version of the ledger in this schema, 0 if it is empty.

    Raises LicensectlError on tables of another program and for a newer ledger.
    """
    tables, ours, irregular = connection.execute(TABLES).fetchone()
    connection.irregular = irregular > 0
    if not tables:
        return 0
    marks = connection.execute("SELECT application_id, version FROM licensectl_version LIMIT 2").fetchall() if ours else []
    if not any(owner == shape.application_id for owner, _ in marks):
        raise LicensectlError(messages.NOT_OUR_SCHEMA.at(name))
    version = marks[0][1]
    if len(marks) > 1 or not isinstance(version, int) or version < 1:
        raise LicensectlError(messages.NO_VERSION.at(name))
    if version > len(shape.migrations):
        raise LicensectlError(messages.NEWER.at(name, version=version, known=len(shape.migrations)))
    return int(version)
