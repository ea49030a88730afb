"""Messages about the price book and the ledger: files, servers, backups."""

from licensectl.errors import Message

NO_DRIVER = Message(
    "LC-STORE-DRIVER",
    "a ledger on PostgreSQL needs psycopg, which is not installed",
    cure="install licensectl with the extra: pipx install '.[teams]'",
)
BAD_ADDRESS = Message(
    "LC-STORE-URL",
    "the address of the server cannot be read",
    cure="write it as postgresql://USER@HOST:PORT/DATABASE, other signs than letters and digits as %40 and the like, "
    "and keep the password in ~/.pgpass or PGPASSWORD",
)
NO_SERVER = Message(
    "LC-STORE-SERVER",
    "no connection to the database: {reason}",
    cure="check address, user and password, and that the server runs",
)
LOST = Message(
    "LC-STORE-LOST",
    "the connection broke off: {reason}",
    cure="see with licensectl ledger log whether it is on record, else repeat; it is there as a whole or not at all",
)
NOT_OUR_SCHEMA = Message(
    "LC-STORE-TABLES",
    "the tables in this database belong to another program",
    cure="name an empty database, or an empty schema with ?options=-csearch_path%3DSCHEMA",
)
NO_SCHEMA = Message(
    "LC-STORE-SCHEMA",
    "there is no schema for the tables here, or none that you may use",
    cure="create it, or ask for the right to use it; the first of the search path is taken",
)
NOT_UTF8 = Message(
    "LC-STORE-ENCODING",
    "this database keeps texts as {encoding}, which has no place for every letter",
    cure="create it with ENCODING 'UTF8'",
)


CANNOT_OPEN = Message(
    "LC-STORE-OPEN",
    "cannot open it: {reason}",
    cure="check that the file and its folder can be written, or name another",
)
FULL = Message(
    "LC-STORE-FULL",
    "the disk did not take it all: {reason}",
    cure="make room and repeat; what was there before is unchanged",
)
BUSY = Message(
    "LC-STORE-BUSY",
    "another process has been writing for more than a minute",
    cure="let it finish and repeat",
)
DAMAGED = Message(
    "LC-STORE-DAMAGED",
    "it is damaged or nothing that we have written: {reason}",
    cure="restore the last backup; nothing was changed",
)
NOT_OURS = Message(
    "LC-STORE-FOREIGN",
    "this SQLite file belongs to another program or another purpose",
    cure="name the right file",
)
NEWER = Message(
    "LC-STORE-NEWER",
    "it was written by a newer licensectl (version {version} of its shape, {known} is known here)",
    cure="update licensectl; nothing was changed",
)
NO_FILE = Message(
    "LC-STORE-FILE",
    "it is a folder, a device or a pipe",
    cure="name a file",
)
DENIED = Message(
    "LC-STORE-DENIED",
    "you may not do that here: {reason}",
    cure="ask for the right to write to it; nothing was changed",
)
CONFLICT = Message(
    "LC-STORE-CONFLICT",
    "it contradicts what is on record: {reason}",
    cure="look at what is there and correct one of the two; nothing was changed",
)
BAD_VALUE = Message(
    "LC-STORE-VALUE",
    "a text or number cannot be kept: {reason}",
    cure="remove control characters and shorten it; nothing was changed",
)
NO_ENGINE = Message(
    "LC-STORE-ADDRESS",
    "this address is none that a ledger can lie at",
    cure="name a file, or postgresql://USER@HOST/DATABASE",
)


OLD_READ_ONLY = Message(
    "LC-STORE-OLD-READ-ONLY",
    "an older licensectl wrote it (version {version} of its shape, today's is {known}), and it cannot be written here",
    cure="open it once where it can be written",
)
NO_HOME = Message(
    "LC-STORE-HOME",
    "this user has no home folder, so there is no place for the ledger and the price book",
    cure="set LICENSECTL_HOME to a folder",
)
NO_PATH = Message(
    "LC-STORE-PATH",
    "{name}: '{value}' names no file or folder",
    cure="give a path, or leave it out",
)


NO_LEDGER = Message(
    "LC-LEDGER-NONE",
    "there is no ledger yet",
    cure="the first order that is recorded makes it; or name the right one with --store",
)
NO_BACKUP = Message(
    "LC-LEDGER-EMPTY",
    "this file is empty and no backup of a ledger",
    cure="name a file that ledger backup has written",
)
IN_USE = Message(
    "LC-LEDGER-IN-USE",
    "this file is the ledger itself, or open in another program",
    cure="name another file for the backup",
)
OLDER = Message(
    "LC-LEDGER-OLDER",
    "an older licensectl wrote it (version {version} of its shape, today's is {known})",
    cure="the next command that opens it brings it forward and keeps a copy",
    severity="info",
)
ORPHANS = Message(
    "LC-LEDGER-ORPHANS",
    "rows of {table} refer to a {parent} that is not there: {count}",
    cure="restore the last backup",
)
DAMAGED_ROW = Message(
    "LC-LEDGER-ROW",
    "table {table}, row {number} ({id}): {column} cannot be read: {reason}",
    cure="restore the last backup",
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
    "others on this machine may read it or write to it (mode {mode})",
    cure="chmod 600",
    severity="warning",
)
REPLACEABLE = Message(
    "LC-LEDGER-FOLDER",
    "others on this machine may replace files in this folder (mode {mode})",
    cure="chmod 700, or keep the ledger elsewhere",
    severity="warning",
)
SHARED = Message(
    "LC-LEDGER-SHARE",
    "it lies on a network share, whose locks may not hold between machines",
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
