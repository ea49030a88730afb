"""Messages about the price book and the ledger: files, servers, backups."""

from licensectl.errors import Message

NO_DRIVER = Message(
    "LC-STORE-DRIVER",
    "a ledger on PostgreSQL needs psycopg, which is not installed",
    cure="install licensectl with the extra: pipx install '.[teams]'",
)
BAD_ADDRESS = Message(
    "LC-STORE-URL",
    "the address of the server is not valid",
    cure="write it as postgresql://USER@HOST:PORT/DATABASE, with special characters as %40 and so on, "
    "and keep the password in ~/.pgpass or PGPASSWORD",
)
NO_SERVER = Message(
    "LC-STORE-SERVER",
    "cannot connect to the database: {reason}",
    cure="check the address, the user and the password, and that the server is running",
)
LOST = Message(
    "LC-STORE-LOST",
    "the connection was lost: {reason}",
    cure="check with licensectl ledger log whether it was recorded, else repeat; a command is recorded completely or not at all",
)
NOT_OUR_SCHEMA = Message(
    "LC-STORE-TABLES",
    "the tables in this database belong to another program",
    cure="name an empty database, or an empty schema with ?options=-csearch_path%3DSCHEMA",
)
NO_SCHEMA = Message(
    "LC-STORE-SCHEMA",
    "there is no schema for the tables, or you may not use it",
    cure="create it, or ask for the right to use it; the first schema of the search path is used",
)
NOT_UTF8 = Message(
    "LC-STORE-ENCODING",
    "the database encoding is {encoding}, which cannot hold every character",
    cure="create it with ENCODING 'UTF8'",
)


CANNOT_OPEN = Message(
    "LC-STORE-OPEN",
    "cannot open it: {reason}",
    cure="check that the file and its folder can be written, or name another",
)
FULL = Message(
    "LC-STORE-FULL",
    "the disk is full: {reason}",
    cure="free some space and repeat; nothing was changed",
)
BUSY = Message(
    "LC-STORE-BUSY",
    "another process has been writing for more than a minute",
    cure="wait until it has finished, then repeat",
)
DAMAGED = Message(
    "LC-STORE-DAMAGED",
    "the file is damaged, or licensectl has not written it: {reason}",
    cure="restore the last backup; nothing was changed",
)
NOT_OURS = Message(
    "LC-STORE-FOREIGN",
    "this SQLite file belongs to another program or has another purpose",
    cure="name the right file",
)
NEWER = Message(
    "LC-STORE-NEWER",
    "a newer licensectl wrote it (schema version {version}; this one knows {known})",
    cure="update licensectl; nothing was changed",
)
NO_FILE = Message(
    "LC-STORE-FILE",
    "it is a folder, a device or a pipe",
    cure="name a file",
)
DENIED = Message(
    "LC-STORE-DENIED",
    "you do not have the right to do that: {reason}",
    cure="ask for the right to write to it; nothing was changed",
)
CONFLICT = Message(
    "LC-STORE-CONFLICT",
    "it contradicts the ledger: {reason}",
    cure="compare both and correct one; nothing was changed",
)
BAD_VALUE = Message(
    "LC-STORE-VALUE",
    "a text or number cannot be stored: {reason}",
    cure="remove control characters and shorten it; nothing was changed",
)
NO_ENGINE = Message(
    "LC-STORE-ADDRESS",
    "this is not the address of a ledger",
    cure="name a file, or postgresql://USER@HOST/DATABASE",
)


OLD_READ_ONLY = Message(
    "LC-STORE-OLD-READ-ONLY",
    "an older licensectl wrote it (schema version {version}, current version {known}), and you cannot write to it",
    cure="open it once as a user who can write to it",
)
NO_HOME = Message(
    "LC-STORE-HOME",
    "this user has no home folder, so there is no place for the ledger and the price book",
    cure="set LICENSECTL_HOME to a folder",
)
NO_PATH = Message(
    "LC-STORE-PATH",
    "{name}: '{value}' is not the name of a file or folder",
    cure="give a path, or leave it out",
)


NO_LEDGER = Message(
    "LC-LEDGER-NONE",
    "there is no ledger yet",
    cure="the first order that you record creates it; or name another with --store",
)
NO_BACKUP = Message(
    "LC-LEDGER-EMPTY",
    "this file is empty; it is not a backup of a ledger",
    cure="name a file that ledger backup has written",
)
IN_USE = Message(
    "LC-LEDGER-IN-USE",
    "this file is the ledger itself, or open in another program",
    cure="name another file for the backup",
)
OLDER = Message(
    "LC-LEDGER-OLDER",
    "an older licensectl wrote it (schema version {version}, current version {known})",
    cure="the next command that opens it upgrades it and keeps a copy",
    severity="info",
)
ORPHANS = Message(
    "LC-LEDGER-ORPHANS",
    "{count} rows of {table} refer to a missing {parent}",
    cure="restore the last backup",
)
DAMAGED_ROW = Message(
    "LC-LEDGER-ROW",
    "table {table}, row {number} ({id}): {column} cannot be read: {reason}",
    cure="restore the last backup",
)
UNKNOWN_WORD = Message(
    "LC-LEDGER-WORD",
    "table {table}: '{value}' is not a known {column}; rows with it: {count}, the first is {id}",
    cure="if somebody changed the ledger by hand, restore the last backup; of an order, record it again",
)
NO_LINES = Message(
    "LC-LEDGER-LINES",
    "orders without a line: {ids} ({count} in all)",
    cure="record them again with their lines",
    severity="warning",
)
NO_QUOTE_LINES = Message(
    "LC-LEDGER-QUOTE-LINES",
    "saved quotes without a line: {ids} ({count} in all)",
    cure="restore the last backup",
    severity="warning",
)
NO_INVOICE_LINES = Message(
    "LC-LEDGER-INVOICE-LINES",
    "invoices that lack lines: {ids} ({count} in all)",
    cure="import their files again (invoice import --replace)",
    severity="warning",
)
NO_REVISION = Message(
    "LC-LEDGER-REVISION",
    "revisions of saved quotes without the one before: {ids} ({count} in all)",
    cure="restore the last backup",
    severity="warning",
)
READABLE = Message(
    "LC-LEDGER-MODE",
    "other users of this machine can read it or write to it (mode {mode})",
    cure="chmod 600",
    severity="warning",
)
REPLACEABLE = Message(
    "LC-LEDGER-FOLDER",
    "other users of this machine can replace files in this folder (mode {mode})",
    cure="chmod 700, or keep the ledger elsewhere",
    severity="warning",
)
SHARED = Message(
    "LC-LEDGER-SHARE",
    "it is on a network share, where locks may not work between machines",
    cure="use it from one machine at a time, or keep it on PostgreSQL (--store postgresql://…)",
    severity="warning",
)


WRONG_TABLES = Message(
    "LC-STORE-SHAPE",
    "its tables are not the expected ones: {reason}",
    cure="run licensectl ledger check, and restore the last backup",
)
NO_TABLE = Message(
    "LC-LEDGER-TABLE",
    "table {table} is missing (in its place: {found})",
    cure="restore the last backup",
)
NO_COLUMN = Message(
    "LC-LEDGER-COLUMN",
    "table {table}: column {column} is missing or has another type",
    cure="restore the last backup",
)
FOREIGN_OBJECT = Message(
    "LC-LEDGER-OBJECT",
    "the database holds a {what} that licensectl has not made: {object}",
    cure="remove it if you do not know it; ledger backup and ledger restore leave it out",
    severity="warning",
)
NO_INDEX = Message(
    "LC-LEDGER-INDEX",
    "index {index} is missing, so searches take longer",
    cure="back the ledger up and restore the backup, which makes it again",
    severity="warning",
)
LEFTOVER = Message(
    "LC-LEDGER-LEFTOVER",
    "a process that was killed left an unfinished copy of the ledger",
    cure="the next command that writes to the ledger removes it",
    severity="info",
)
CANCELLED = Message(
    "LC-STORE-CANCELLED",
    "the server cancelled the statement: {reason}",
    cure="repeat it, or ask for a longer statement_timeout; nothing was changed",
)
UNREADABLE = Message(
    "LC-STORE-UNREADABLE",
    "you have no right to read it: {reason}",
    cure="ask for the right to read all of its tables (GRANT SELECT)",
)
COPY_KEPT = Message(
    "LC-LEDGER-COPY",
    "this copy of the ledger may still hold what was removed: {reason}",
    cure="delete the file",
    severity="warning",
)
BAD_RECORD = Message(
    "LC-LEDGER-RECORD",
    "table {table}, row {id} cannot be read: {reason}",
    cure="run licensectl ledger check, and restore the last backup",
)
BAD_PRICE = Message(
    "LC-BOOK-ROW",
    "the price book holds a row that cannot be read: {reason}",
    cure="delete the price book and import the price sheets again",
)
