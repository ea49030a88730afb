"""Messages about the price book and the ledger: files, servers, backups."""

from licensectl.errors import Message, info, warning

NO_DRIVER = Message(
    "LC-STORE-DRIVER",
    "A ledger on PostgreSQL needs psycopg, which is not installed.",
    cure="Install licensectl with the extra: `pipx install '.[teams]'`.",
)
BAD_ADDRESS = Message(
    "LC-STORE-URL",
    "The address of the server is not valid.",
    cure="Write it as postgresql://USER@HOST:PORT/DATABASE, with special characters as %40 and so on. Keep the password in ~/.pgpass "
    "or PGPASSWORD.",
)
NO_SERVER = Message(
    "LC-STORE-SERVER",
    "The database cannot be reached: {reason}.",
    cure="Check the address, the user and the password, and that the server is running.",
)
NO_CONNECTION = Message(
    "LC-STORE-CONNECTIONS",
    "The server takes no more connections.",
    cure="Repeat it later, or ask the administrator for a higher limit.",
)
LOST = Message(
    "LC-STORE-LOST",
    "The connection to the database was lost: {reason}.",
    cure="Run `licensectl ledger log` to see whether the change was recorded, else repeat it. A command is recorded completely or not "
    "at all.",
)
NOT_OUR_SCHEMA = Message(
    "LC-STORE-TABLES",
    "The tables in this database belong to another program.",
    cure="Name an empty database, or an empty schema with `?options=-csearch_path%3DSCHEMA`.",
)
NO_SCHEMA = Message(
    "LC-STORE-SCHEMA",
    "The database has no schema for the tables, or you may not use it.",
    cure="Create it, or ask for the right to use it. The first schema of the search path is used.",
)
NOT_UTF8 = Message(
    "LC-STORE-ENCODING",
    "The database encoding is {encoding}, which cannot hold every character.",
    cure="Create the database with ENCODING 'UTF8'.",
)


CANNOT_OPEN = Message(
    "LC-STORE-OPEN",
    "The file cannot be opened: {reason}.",
    cure="Check that you can write to the file and its folder, or name another file.",
)
FULL = Message(
    "LC-STORE-FULL",
    "The disk is full: {reason}.",
    cure="Free some space and repeat. Nothing was changed.",
)
REFUSED = Message(
    "LC-STORE-REFUSED",
    "The server refused a statement: {reason}.",
    cure="Run `licensectl ledger check`. The log of the server says more. Nothing was changed.",
)
ROWS_HIDDEN = Message(
    "LC-STORE-ROWS",
    "Row security hides rows of the ledger from you, so every answer would be wrong.",
    cure="Ask the owner of the tables to turn it off (ALTER TABLE … DISABLE ROW LEVEL SECURITY).",
)
NOT_WRITTEN = Message(
    "LC-STORE-NOT-WRITTEN",
    "A trigger or a rule of the database keeps rows out of table {table}.",
    cure="Run `licensectl ledger check`, which names it, and ask who made it. Nothing was changed.",
)
BUSY = Message(
    "LC-STORE-BUSY",
    "Another process is using the database: {reason}.",
    cure="Wait until it has finished, then repeat.",
)
DAMAGED = Message(
    "LC-STORE-DAMAGED",
    "The file is damaged, or licensectl has not written it: {reason}.",
    cure="Restore the last backup with `licensectl ledger restore FILE`. Nothing was changed.",
)
NOT_OURS = Message(
    "LC-STORE-FOREIGN",
    "This SQLite file belongs to another program or has another purpose.",
    cure="Name the right file.",
)
NEWER = Message(
    "LC-STORE-NEWER",
    "The file was written by a newer licensectl (schema version {version}, supported here: {known}).",
    cure="Update licensectl. Nothing was changed.",
)
NO_BACKUP_FILE = Message(
    "LC-STORE-BACKUP-MISSING",
    "'{path}' does not exist.",
    cure="Name the file of a backup. Standard input is not read.",
)
NO_FILE = Message(
    "LC-STORE-FILE",
    "This is a folder, a device or a pipe, not a file.",
    cure="Name a file.",
)
DENIED = Message(
    "LC-STORE-DENIED",
    "You do not have the right to do this: {reason}.",
    cure="Ask for the right to write to the ledger. Nothing was changed.",
)
CONFLICT = Message(
    "LC-STORE-CONFLICT",
    "The change contradicts the ledger: {reason}.",
    cure="Compare both and correct one. Nothing was changed.",
)
BAD_VALUE = Message(
    "LC-STORE-VALUE",
    "A text or number cannot be stored: {reason}.",
    cure="Remove control characters, or shorten it. Nothing was changed.",
)
NO_ENGINE = Message(
    "LC-STORE-ADDRESS",
    "This is not the address of a ledger.",
    cure="Name a file, or postgresql://USER@HOST/DATABASE.",
)


OLD_READ_ONLY = Message(
    "LC-STORE-OLD-READ-ONLY",
    "The file was written by an older licensectl (schema version {version}, current version {known}), and you cannot write to it.",
    cure="Open it once as a user who can write to it, on PostgreSQL as the owner of its tables.",
)
NO_HOME = Message(
    "LC-STORE-HOME",
    "This user has no home folder, so there is no place for the ledger and the price book.",
    cure="Set LICENSECTL_HOME to a folder.",
)
NO_PATH = Message(
    "LC-STORE-PATH",
    "'{value}' is not a valid file or folder for {name}.",
    cure="Give a path, or leave it out.",
)


NO_LEDGER = Message(
    "LC-LEDGER-NONE",
    "There is no ledger yet.",
    cure="Record an order with `licensectl order record` to create one, or name another with --store.",
)
NO_BACKUP = Message(
    "LC-LEDGER-EMPTY",
    "This file is empty, so it is not a backup of a ledger.",
    cure="Name a file that `licensectl ledger backup` has written.",
)
IN_USE = Message(
    "LC-LEDGER-IN-USE",
    "This file is the ledger itself, or open in another program.",
    cure="Name another file for the backup.",
)
OLDER = info(
    "LC-LEDGER-OLDER",
    "The ledger was written by an older licensectl (schema version {version}, current version {known}).",
    cure="The next command by a user who can write to it, on PostgreSQL by the owner of its tables, upgrades it and keeps a copy.",
)
ORPHANS = Message(
    "LC-LEDGER-ORPHANS",
    "{count} row of table {table} refers to a missing {parent}.",
    cure="Restore the last backup with `licensectl ledger restore FILE`.",
    many="{count} rows of table {table} refer to a missing {parent}.",
)
DAMAGED_ROW = Message(
    "LC-LEDGER-ROW",
    "Table {table}, row {number} ({id}): {column} cannot be read: {reason}.",
    cure="Restore the last backup with `licensectl ledger restore FILE`.",
)
UNKNOWN_WORD = Message(
    "LC-LEDGER-WORD",
    "Table {table}: '{value}' is not a valid {column} (rows: {count}, the first is {id}).",
    cure="Restore the last backup with `licensectl ledger restore FILE`, or record the order again.",
)
NO_LINES = warning(
    "LC-LEDGER-LINES",
    "Orders without a line: {ids} ({count} in all).",
    cure="Record them again with their lines: `licensectl order record --id ID --line SKU=N@PRICE`.",
)
NO_QUOTE_LINES = warning(
    "LC-LEDGER-QUOTE-LINES",
    "Saved quotes without a line: {ids} ({count} in all).",
    cure="Restore the last backup with `licensectl ledger restore FILE`.",
)
NO_INVOICE_LINES = warning(
    "LC-LEDGER-INVOICE-LINES",
    "Invoices that lack lines: {ids} ({count} in all).",
    cure="Import their files again with `licensectl invoice import FILE --replace`.",
)
NO_REVISION = warning(
    "LC-LEDGER-REVISION",
    "Revisions of saved quotes whose previous revision is missing: {ids} ({count} in all).",
    cure="Restore the last backup with `licensectl ledger restore FILE`.",
)
READABLE = warning(
    "LC-LEDGER-MODE",
    "Other users of this machine can read the ledger or write to it (mode {mode}).",
    cure="Run `chmod 600` on the file.",
)
REPLACEABLE = warning(
    "LC-LEDGER-FOLDER",
    "Other users of this machine can replace files in this folder (mode {mode}).",
    cure="Run `chmod 700` on the folder, or keep the ledger elsewhere.",
)
SHARED = warning(
    "LC-LEDGER-SHARE",
    "The ledger is on a network share, where locks may not work between machines.",
    cure="Use it from one machine at a time, or keep it on PostgreSQL (--store postgresql://…).",
)


WRONG_TABLES = Message(
    "LC-STORE-SHAPE",
    "The tables of the ledger are not the expected ones: {reason}.",
    cure="Run `licensectl ledger check`, and restore the last backup with `licensectl ledger restore FILE`, on PostgreSQL into an empty "
    "schema.",
)
NO_VERSION = Message(
    "LC-STORE-VERSION",
    "Table licensectl_version does not hold one row with the version of the ledger.",
    cure="Correct the row, or restore the last backup with `licensectl ledger restore FILE` into an empty schema.",
)
NO_TABLE = Message(
    "LC-LEDGER-TABLE",
    "Table {table} is missing (in its place: {found}).",
    cure="Restore the last backup with `licensectl ledger restore FILE`, on PostgreSQL into an empty schema.",
)
NO_COLUMN = Message(
    "LC-LEDGER-COLUMN",
    "Table {table}: column {column} is missing or of another form (type, NOT NULL, collation).",
    cure="Restore the last backup with `licensectl ledger restore FILE`, on PostgreSQL into an empty schema.",
)
FOREIGN_OBJECT = warning(
    "LC-LEDGER-OBJECT",
    "The database holds an object ({what}) that licensectl has not made: {object}.",
    cure="Remove it if you do not know it. A backup leaves it out.",
)
NO_INDEX = warning(
    "LC-LEDGER-INDEX",
    "The index {index} is missing, so searches take longer.",
    cure="Run `licensectl ledger backup FILE`, then `licensectl ledger restore FILE`, on PostgreSQL into an empty schema. That makes the "
    "index again.",
)
NO_CONSTRAINT = warning(
    "LC-LEDGER-CONSTRAINT",
    "A constraint of the tables is missing, so wrong rows are not refused: {constraint}.",
    cure="Run `licensectl ledger backup FILE`, then `licensectl ledger restore FILE`, on PostgreSQL into an empty schema. That makes the "
    "constraint again.",
)
LEFTOVER = info(
    "LC-LEDGER-LEFTOVER",
    "A process that was killed left an unfinished copy of the ledger.",
    cure="The next command that writes to the ledger removes it.",
)
CANCELLED = Message(
    "LC-STORE-CANCELLED",
    "The server cancelled the statement: {reason}.",
    cure="Repeat it, or ask for a longer statement_timeout. Nothing was changed.",
)
UNREADABLE = Message(
    "LC-STORE-UNREADABLE",
    "You have no right to read the ledger: {reason}.",
    cure="Ask for the right to read all of its tables (GRANT SELECT).",
)
COPY_KEPT = warning(
    "LC-LEDGER-COPY",
    "This copy of the ledger may still hold what was removed. {reason}",
    cure="Delete the file.",
)
BAD_RECORD = Message(
    "LC-LEDGER-RECORD",
    "Table {table}, row {id} cannot be read: {reason}.",
    cure="Run `licensectl ledger check`, and restore the last backup with `licensectl ledger restore FILE`.",
)
BAD_PRICE = Message(
    "LC-BOOK-ROW",
    "The price book holds a row that cannot be read: {reason}.",
    cure="Delete the price book and import the price sheets again with `licensectl price import FILE`.",
)
