"""A ledger in a PostgreSQL schema."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from licensectl.db import messages, transfer
from licensectl.db.engine import NOW, DatabaseSchema, Rows, home
from licensectl.db.schema import Objects, differences, expected
from licensectl.db.sqlite_ledger import moment, unswept
from licensectl.db.unfinished import sweep
from licensectl.errors import LicensectlError, Message, Problem

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


try:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict
except ImportError:
    raise LicensectlError(messages.NO_DRIVER.at("postgresql://…")) from None

# Holds for what the address itself does not say. A partner that no longer answers is noticed, not waited for.
USUAL = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "fallback_application_name": "licensectl",
}
# READ COMMITTED: whatever the database's habit, what is read after the wait for the lock is what the writer before has left.
# A writer that stands still for minutes loses its turn; the lock goes with its transaction, also where a pooler keeps the session.
WRITE = (
    "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '60s'; SET LOCAL idle_in_transaction_session_timeout = '5min';"
    " SELECT pg_advisory_xact_lock({application_id})"
)
READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
# Tables in the schema, those of extensions aside, and whether ours is among them: one question, so one moment's answer.
TABLES = """
    SELECT count(*), count(*) FILTER (WHERE c.relname = 'licensectl_version')
    FROM pg_class c WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
"""
# What a ledger is compared with: the columns of its tables, and all else that is there. Constraints bring indexes of their own.
COLUMNS = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
"""
OTHERS = """
    SELECT CASE c.relkind WHEN 'i' THEN 'index' WHEN 'f' THEN 'table' ELSE 'view' END, c.relname FROM pg_class c
    WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND c.relkind IN ('v', 'm', 'f', 'i')
    AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = c.oid)
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    UNION SELECT 'trigger', t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND NOT t.tgisinternal
    UNION SELECT 'rule', r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
    WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND r.rulename <> '_RETURN'
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
# A server that restarts: what it says in that time, for its codes do not reach us before we are logged in.
RESTARTING = re.compile(
    r"starting up|shutting down|not yet accepting|recovery|connection refused|si sta avviando|in fase di (arresto|spegnimento)",
    re.IGNORECASE,
)
PATIENCE_SECONDS = 8.0
ROWS_AT_ONCE = 2_000
# https://www.postgresql.org/docs/current/errcodes-appendix.html
FAULTS = {
    "55P03": messages.BUSY,
    "57014": messages.CANCELLED,
    "42P01": messages.WRONG_TABLES,
    "42703": messages.WRONG_TABLES,
    "40001": messages.BUSY,
    "40P01": messages.BUSY,
    "53100": messages.FULL,
    "3F000": messages.NO_SCHEMA,
    "42501": messages.DENIED,
    "25006": messages.DENIED,
    "25P03": messages.LOST,
    "XX001": messages.DAMAGED,
    "XX002": messages.DAMAGED,
}
OF_CLASS = {"08": messages.LOST, "57": messages.LOST, "22": messages.BAD_VALUE, "23": messages.CONFLICT}


class Postgres:
    """A connection that takes our statements."""

    # The login that the server has checked, and beside it the user of the client's machine, if that is another.
    who = "session_user::text || coalesce(' (' || nullif(?, session_user::text) || ')', '')"

    def __init__(self, raw: "psycopg.Connection[Any]") -> None:
        self.raw = raw
        self._number = count()

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Rows:
        return self.raw.execute(in_postgres(statement), tuple(values))

    def stream(self, statement: str, values: Sequence[Any] = (), /) -> Iterator[Any]:
        """Yield the rows through a cursor of the server, some thousand at a time; only inside a transaction."""
        with self.raw.cursor(name=f"rows_{next(self._number)}") as cursor:
            cursor.itersize = ROWS_AT_ONCE
            cursor.execute(in_postgres(statement), tuple(values))
            yield from cursor

    def executemany(self, statement: str, values: Iterable[Sequence[Any]], /) -> Rows:
        cursor = self.raw.cursor()
        cursor.executemany(in_postgres(statement), values)
        return cursor


class Server:
    """The database that an address names: postgresql://USER@HOST:PORT/NAME.

    Raises LicensectlError if the address is invalid.
    """

    def __init__(self, url: str) -> None:
        self.options = _options(url)
        self.name = _shown(self.options)

    def exists(self) -> bool:
        """Return True: the user has named the server, and asking it would cost a connection."""
        return True

    @contextmanager
    def reading(self, shape: DatabaseSchema) -> Iterator[Postgres]:
        with self._opened(messages.UNREADABLE) as connection:
            _ready(connection, shape, self.name)
            connection.raw.execute(READ)
            yield connection

    @contextmanager
    def writing(self, shape: DatabaseSchema) -> Iterator[Postgres]:
        sweep(home() / PLACE)
        with self._opened() as connection:
            _ready(connection, shape, self.name)
            with _transaction(connection, shape):
                yield connection

    def version(self, shape: DatabaseSchema) -> int:
        with self._opened(messages.UNREADABLE) as connection:
            return _version(connection, shape, self.name)

    def check(self, shape: DatabaseSchema) -> list[Problem]:
        """Return what is wrong with its tables; the server watches over pages and references itself."""
        with self._opened(messages.UNREADABLE) as connection:
            try:
                version = _version(connection, shape, self.name)
            except LicensectlError as failure:
                return list(failure.problems)
            made = DatabaseSchema(shape.application_id, shape.migrations[:version])
            found = differences(_objects(connection, made), made, self.name) if version else []
        return [*found, *unswept(home() / PLACE)]

    def set_aside(self, shape: DatabaseSchema) -> None:
        """Do nothing: a damaged database is repaired by its administrator."""

    def keep(self) -> Path:
        return _beside(f"{PLACE}.{moment()}.bak")

    def copies(self) -> list[Path]:
        """Return the copies that migrations and restores have kept, of this ledger and of any other on a server."""
        return sorted(one for one in home().glob(f"{PLACE}.*.bak") if not one.name.startswith(f"{PLACE}.db."))

    @contextmanager
    def _opened(self, denied: Message = messages.DENIED) -> Iterator[Postgres]:
        """Give a connection in autocommit; closing it rolls back an open transaction. `denied` is the message for a missing right."""
        with closing(self._connected()) as raw:
            try:
                yield Postgres(raw)
            except psycopg.Error as error:
                fault = _fault(error)
                raise LicensectlError((denied if fault is messages.DENIED else fault).at(self.name, reason=_reason(error))) from error
            except UnicodeEncodeError as error:
                raise LicensectlError(messages.BAD_VALUE.at(self.name, reason=error.reason)) from error

    def _connected(self) -> "psycopg.Connection[Any]":
        """Return a connection, after some seconds where the server restarts; LicensectlError if there is none."""
        patient = monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return psycopg.connect(**{**USUAL, **self.options}, client_encoding="utf8", autocommit=True, prepare_threshold=None)
            except psycopg.Error as error:
                if not RESTARTING.search(str(error)) or monotonic() > patient:
                    raise LicensectlError(messages.NO_SERVER.at(self.name, reason=_reason(error))) from error
            sleep(0.25)


def _objects(connection: Postgres, shape: DatabaseSchema) -> Objects:
    """Return what is in the schema, each column with the form that it has in SQLite where its type is the same."""
    wanted = expected(shape).tables
    tables: dict[str, dict[str, tuple[object, ...]]] = {}
    for table, column, kind in connection.raw.execute(COLUMNS):
        form = wanted.get(table, {}).get(column, ())
        tables.setdefault(table, {})[column] = form if form and TYPES.get(str(form[0])) == kind else (kind,)
    tables.pop("licensectl_version", None)
    return Objects(tables, frozenset(connection.raw.execute(OTHERS).fetchall()))


def _beside(name: str) -> Path:
    """Return a path in the folder of the user's data, where copies of a server's ledger are kept."""
    home().mkdir(parents=True, exist_ok=True, mode=0o700)
    return home() / name


@contextmanager
def _transaction(connection: Postgres, shape: DatabaseSchema) -> Iterator[None]:
    connection.raw.execute(WRITE.format(application_id=shape.application_id))
    # Whatever fails, closing the connection takes back.
    yield
    connection.raw.execute("COMMIT")


def _ready(connection: Postgres, shape: DatabaseSchema, name: str) -> None:
    newest = len(shape.migrations)
    version = _version(connection, shape, name)
    if version == newest:
        return
    try:
        _migrate(connection, shape, name)
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction):
        if version:
            raise LicensectlError(messages.OLD_READ_ONLY.at(name, version=version, known=newest)) from None
        raise


def _migrate(connection: Postgres, shape: DatabaseSchema, name: str) -> None:
    """Bring the ledger to today's shape. Roles that could read all of it still can."""
    newest = len(shape.migrations)
    with _transaction(connection, shape):
        # Of several that find an old ledger one brings it forward, the others find it done.
        version = _version(connection, shape, name)
        readers = [row[0] for row in connection.raw.execute(READERS)] if 0 < version < newest else []
        if version == 0:
            _begin(connection, shape, name)
        elif version < newest:
            transfer.write(connection, DatabaseSchema(shape.application_id, shape.migrations[:version]), _beside(f"{PLACE}.v{version}.bak"))
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


def _version(connection: Postgres, shape: DatabaseSchema, name: str) -> int:
    """Return the version of the ledger in this schema, 0 if it is empty.

    Raises LicensectlError on tables of another program and for a newer ledger.
    """
    tables, ours = connection.execute(TABLES).fetchone()
    if not tables:
        return 0
    asked = "SELECT application_id, version FROM licensectl_version"
    owner, version = (ours and connection.execute(asked).fetchone()) or (None, 0)
    if owner != shape.application_id:
        raise LicensectlError(messages.NOT_OUR_SCHEMA.at(name))
    if version > len(shape.migrations):
        raise LicensectlError(messages.NEWER.at(name, version=version, known=len(shape.migrations)))
    return int(version)


def _options(url: str) -> dict[str, Any]:
    """Parse the address as libpq does. Raises LicensectlError, without repeating it, if part of a password may be in the wrong place."""
    try:
        options = conninfo_to_dict(url)
    except psycopg.Error:
        raise LicensectlError(messages.BAD_ADDRESS.at("postgresql://…")) from None
    # A `:` in the user's name is one that was escaped and should part name and password.
    if ":" in str(options.get("user", "")):
        raise LicensectlError(messages.BAD_ADDRESS.at("postgresql://…"))
    # An `@` or a `/` in a password that is not escaped moves its rest into the name of host or database, or into the port.
    if "@" in f"{options.get('host')}{options.get('dbname')}" or re.search(r"[^0-9,]", str(options.get("port", ""))):
        raise LicensectlError(messages.BAD_ADDRESS.at("postgresql://…"))
    return options


def _shown(options: dict[str, Any]) -> str:
    user = f"{options['user']}@" if options.get("user") else ""
    port = f":{options['port']}" if options.get("port") else ""
    service = f"?service={options['service']}" if options.get("service") else ""
    return f"postgresql://{user}{options.get('host', '')}{port}/{options.get('dbname', '')}{service}"


def _reason(error: psycopg.Error) -> str:
    return " ".join((error.diag.message_primary or str(error)).split())[:300]


def _fault(error: psycopg.Error) -> Message:
    state = error.sqlstate or (
        "08" if isinstance(error, psycopg.OperationalError) else "22" if isinstance(error, psycopg.DataError) else ""
    )
    return FAULTS.get(state) or OF_CLASS.get(state[:2]) or messages.CANNOT_OPEN
