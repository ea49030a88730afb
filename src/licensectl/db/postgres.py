"""A ledger in a PostgreSQL schema."""

import logging
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from licensectl.db import messages
from licensectl.db.engine import DatabaseSchema, home, moment
from licensectl.db.postgres_schema import PLACE, Postgres, beside, migrate, objects_of, require_tables, transaction, version_of
from licensectl.db.schema import compared, differences
from licensectl.db.unfinished import sweep, unswept
from licensectl.errors import LicensectlError, Message, Problem
from licensectl.i18n.translate import Text
from licensectl.passwords import masked

try:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict
except ImportError:
    raise LicensectlError(messages.NO_DRIVER.at("postgresql://…")) from None

# What breaks off is raised; the driver's own line about it would go to stderr.
logging.getLogger("psycopg").addHandler(logging.NullHandler())
# Holds for what the address itself does not say. A partner that no longer answers is noticed, not waited for.
USUAL = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "fallback_application_name": "licensectl",
}
# Row security would hide rows without a word; turned off, a statement that it concerns fails.
READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL row_security = off"
# A server that restarts: what it says in that time, for its codes do not reach us before we are logged in.
RESTARTING = re.compile(
    r"starting up|shutting down|not yet accepting|recovery|connection refused|closed the connection|"
    r"si sta (avviando|spegnendo)|non accetta ancora|di ripristino",
    re.IGNORECASE,
)
PATIENCE_SECONDS = 8.0
# A longer address makes no sentence clearer.
NAME_LENGTH = 200
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
    "25P04": messages.LOST,
    "XX001": messages.DAMAGED,
    "XX002": messages.DAMAGED,
}
OF_CLASS = {"08": messages.LOST, "57": messages.LOST, "22": messages.BAD_VALUE, "23": messages.CONFLICT}


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
            with compared(partial(require_tables, connection, shape, self.name)):
                yield connection

    @contextmanager
    def writing(self, shape: DatabaseSchema) -> Iterator[Postgres]:
        sweep(home() / PLACE)
        with self._opened() as connection:
            _ready(connection, shape, self.name)
            with transaction(connection, shape), compared(partial(require_tables, connection, shape, self.name)):
                yield connection

    def version(self, shape: DatabaseSchema) -> int:
        with self._opened(messages.UNREADABLE) as connection:
            return version_of(connection, shape, self.name)

    def check(self, shape: DatabaseSchema) -> list[Problem]:
        """Return the problems of its tables; the server checks pages and references itself."""
        with self._opened(messages.UNREADABLE) as connection:
            try:
                version = version_of(connection, shape, self.name)
            except LicensectlError as failure:
                return list(failure.problems)
            made = DatabaseSchema(shape.application_id, shape.migrations[:version])
            found = differences(objects_of(connection, made), made, self.name) if version else []
        return [*found, *unswept(home() / PLACE)]

    def set_aside(self, shape: DatabaseSchema) -> None:
        """Do nothing: a damaged database is repaired by its administrator."""

    def keep(self) -> Path:
        return beside(f"{PLACE}.{moment()}.bak")

    def copies(self) -> list[Path]:
        """Return the copies that migrations and restores have kept, of this ledger and of any other on a server."""
        return sorted(one for one in home().glob(f"{PLACE}.*.bak") if not one.name.startswith(f"{PLACE}.db."))

    @contextmanager
    def _opened(self, denied: Message = messages.DENIED) -> Iterator[Postgres]:
        """Give a connection in autocommit; closing it rolls back an open transaction. `denied` is the message for a missing right."""
        with closing(self._connected()) as raw:
            try:
                yield Postgres(raw, self.name)
            except psycopg.Error as error:
                fault = _fault(error)
                raise LicensectlError((denied if fault is messages.DENIED else fault).at(self.name, reason=_reason(error))) from error
            except UnicodeEncodeError as error:
                from licensectl.db.reasons import NOT_TEXT

                raise LicensectlError(messages.BAD_VALUE.at(self.name, reason=NOT_TEXT)) from error

    def _connected(self) -> "psycopg.Connection[Any]":
        """Return a connection, after some seconds where the server restarts. Raises LicensectlError if it cannot connect."""
        patient = monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return psycopg.connect(**{**USUAL, **self.options}, client_encoding="utf8", autocommit=True, prepare_threshold=None)
            except psycopg.Error as error:
                if not RESTARTING.search(str(error)) or monotonic() > patient:
                    from licensectl.db.reasons import CONNECTION

                    reason = _reason(error)
                    message = messages.NO_CONNECTION if reason == CONNECTION["too many"] else messages.NO_SERVER
                    raise LicensectlError(message.at(self.name, reason=reason)) from error
            sleep(0.25)


def _ready(connection: Postgres, shape: DatabaseSchema, name: str) -> None:
    newest = len(shape.migrations)
    version = version_of(connection, shape, name)
    if version == newest:
        if connection.irregular:
            require_tables(connection, shape, name)
        return
    try:
        migrate(connection, shape, name)
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction):
        if version:
            raise LicensectlError(messages.OLD_READ_ONLY.at(name, version=version, known=newest)) from None
        raise


def _reason(error: psycopg.Error) -> Text:
    # Faults alone need it, and it loads SQLite.
    from licensectl.db.reasons import server_reason

    return server_reason(error.sqlstate or "", str(error))


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
    # Parameters behind a `;` belong to the name of the database.
    if masked(_shown(options)) != _shown(options):
        raise LicensectlError(messages.BAD_ADDRESS.at("postgresql://…"))
    return options


def _shown(options: dict[str, Any]) -> str:
    user = f"{options['user']}@" if options.get("user") else ""
    hosts, ports = str(options.get("host", "")).split(","), str(options.get("port", "")).split(",")
    # The folder of a socket would read as the name of the database.
    folder = hosts[0] if hosts[0].startswith("/") else ""
    named = "" if folder else ",".join(map(_host, hosts, ports if len(ports) == len(hosts) else ports[:1] * len(hosts)))
    more = "&".join(f"{name}={value}" for name, value in (("host", folder), ("service", options.get("service"))) if value)
    return f"postgresql://{user}{named}/{options.get('dbname', '')}{'?' + more if more else ''}"[:NAME_LENGTH]


def _host(host: str, port: str) -> str:
    """Return a host with its port; an address of IPv6 is in brackets."""
    return (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")


def _fault(error: psycopg.Error) -> Message:
    state = error.sqlstate or (
        "08" if isinstance(error, psycopg.OperationalError) else "22" if isinstance(error, psycopg.DataError) else ""
    )
    if state == "42501" and error.diag.source_file == "rls.c":
        return messages.ROWS_HIDDEN
    return FAULTS.get(state) or OF_CLASS.get(state[:2]) or messages.REFUSED
