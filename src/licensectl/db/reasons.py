"""Reasons of SQLite and of a PostgreSQL server in words, by the kind of the error; --debug shows their own sentences."""

import sqlite3

from licensectl.i18n.translate import N_, Text

DAMAGED = N_("its structure is damaged")
NOT_TEXT = N_("a text holds a character that cannot be stored")
TOO_LARGE = N_("a number is too large")
# By the primary code, the low byte of the extended one.
SQLITE: dict[int, Text] = {
    sqlite3.SQLITE_PERM: N_("permission denied"),
    sqlite3.SQLITE_BUSY: N_("the wait for it took too long"),
    sqlite3.SQLITE_LOCKED: N_("the wait for it took too long"),
    sqlite3.SQLITE_NOMEM: N_("memory is short"),
    sqlite3.SQLITE_READONLY: N_("it is read-only"),
    sqlite3.SQLITE_INTERRUPT: N_("the statement was interrupted"),
    sqlite3.SQLITE_IOERR: N_("input/output error"),
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_FULL: N_("no space is left on the device"),
    sqlite3.SQLITE_CANTOPEN: N_("it cannot be opened"),
    sqlite3.SQLITE_TOOBIG: N_("a text is too long"),
    sqlite3.SQLITE_MISMATCH: N_("a value has another type"),
    sqlite3.SQLITE_AUTH: N_("permission denied"),
    sqlite3.SQLITE_NOTADB: N_("it is not a database"),
}
# What the first sentence of a failed connection contains, in the English of the client's library and of most servers.
CONNECTION = {
    "too many": N_("the server has too many connections"),
    "slots are reserved": N_("the server has too many connections"),
    "not currently accepting": N_("the database takes no connections"),
    "permission denied for database": N_("the user may not connect to the database"),
    "not permitted to log in": N_("the user may not log in"),
    'FATAL:  database "': N_("the database does not exist"),
    'FATAL:  role "': N_("the user does not exist"),
    "definition of service": N_("the service is not defined"),
    "port number": N_("the port is not valid"),
    "unrecognized configuration parameter": N_("an option of the address is unknown"),
    "invalid ": N_("an option of the address has an invalid value"),
    "bad value": N_("an option of the address has an invalid value"),
    "GSSAPI": N_("the encrypted connection failed"),
    "session is ": N_("no server of the required kind answers"),
    "hot standby": N_("no server of the required kind answers"),
    "Connection refused": N_("no server answers at this address"),
    "could not translate host name": N_("the name of the server is unknown"),
    "failed to resolve host": N_("the name of the server is unknown"),
    "password authentication failed": N_("the user or the password is wrong"),
    "no password supplied": N_("a password is missing"),
    "authentication failed": N_("the server does not accept this user"),
    "timeout": N_("the server does not answer"),
    "No route to host": N_("the server cannot be reached"),
    "Network is unreachable": N_("the server cannot be reached"),
    "No such file or directory": N_("no server runs on this machine"),
    "pg_hba.conf": N_("the server admits no such connection"),
    "SSL": N_("the encrypted connection failed"),
    "closed the connection": N_("the server closed the connection"),
    "connection is lost": N_("the server closed the connection"),
}
# The same of a server whose administrator chose Italian (lc_messages).
CONNECTION |= {
    "troppe connessioni": CONNECTION["too many"],
    "troppi client": CONNECTION["too many"],
    "slot di connessione": CONNECTION["too many"],
    "attualmente non accetta": CONNECTION["not currently accepting"],
    "permesso negato per il database": CONNECTION["permission denied for database"],
    "consentito effettuare il login": CONNECTION["not permitted to log in"],
    'FATALE:  il database "': CONNECTION['FATAL:  database "'],
    'FATALE:  il ruolo "': CONNECTION['FATAL:  role "'],
    "autenticazione con password fallita": CONNECTION["password authentication failed"],
    "utenticazione": CONNECTION["authentication failed"],
    "parametro di configurazione": CONNECTION["unrecognized configuration parameter"],
    "valore non valido": CONNECTION["invalid "],
}
# By the state of SQL; a class ("22000") stands for its unusual states as well.
SERVER = {
    "28P01": CONNECTION["password authentication failed"],
    "28000": N_("the server admits no such connection"),
    "3D000": CONNECTION['FATAL:  database "'],
    "3F000": N_("the schema does not exist"),
    "42501": N_("permission denied"),
    "25006": N_("the server is read-only"),
    "42P01": N_("a table does not exist"),
    "42703": N_("a column does not exist"),
    "57014": N_("it took too long, or somebody cancelled it"),
    "57P03": N_("the server is starting or stopping"),
    "25P03": N_("the transaction was idle for too long"),
    "25P04": N_("the transaction took too long"),
    "55P03": N_("the wait for it took too long"),
    "40001": N_("another transaction was faster"),
    "40P01": N_("two transactions waited for each other"),
    "53100": N_("no space is left on the device"),
    "53300": CONNECTION["too many"],
    "23505": N_("another row has the same key"),
    "23503": N_("a row that it refers to does not exist"),
    "22001": N_("a text is too long"),
    "22003": TOO_LARGE,
    "08000": N_("the server closed the connection"),
    "57000": N_("the server ended the connection"),
    "22000": N_("a value has another type"),
    "23000": N_("a rule of the table forbids it"),
    "XX000": DAMAGED,
}


def sqlite_reason(error: sqlite3.Error) -> Text:
    """Return the fault that SQLite found; a broken constraint is named with its columns ("customer.id")."""
    code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    if code == sqlite3.SQLITE_CONSTRAINT:
        return _constraint(error)
    said = str(error)
    for begin, words in (("no such table", N_("table {name} does not exist")), ("no such column", N_("column {name} does not exist"))):
        if said.startswith(begin):
            return words.filled(name=said.partition(": ")[2])
    return SQLITE.get(code, N_("SQLite reports error {code}").filled(code=getattr(error, "sqlite_errorname", None) or type(error).__name__))


def _constraint(error: sqlite3.Error) -> Text:
    columns = str(error).partition(": ")[2]
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.endswith("FOREIGNKEY"):
        return N_("a row that it refers to does not exist")
    if name.endswith(("UNIQUE", "PRIMARYKEY")):
        return N_("another row has the same {columns}").filled(columns=columns)
    return N_("{columns} breaks a rule of the table").filled(columns=columns) if columns else N_("a rule of the table forbids it")


def server_reason(state: str, said: str) -> Text:
    """Return the fault that a PostgreSQL server (`state` of SQL) or its client (no state) found; an unusual one is named by its state."""
    if known := SERVER.get(state) or SERVER.get(state[:2] + "000"):
        return known
    unusual = N_("the server reports error {code}").filled(code=state) if state else N_("the server does not answer as expected")
    return next((words for part, words in CONNECTION.items() if part in said), unusual)
