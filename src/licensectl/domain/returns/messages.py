"""Messages about return questions."""

from licensectl.errors import Message

BAD_DAY = Message(
    "LC-RET-DATE",
    "{option}: '{value}' is not a valid date",
    cure="write 2026-03-01, or 2026-03-01T10:30+01:00",
)
OPEN_DATE = Message(
    "LC-RET-DATE-ORDER",
    "{column}: '{value}' may have the day or the month first, and the file does not show which",
    cure="write the date as 2026-03-01",
)
NAIVE = Message(
    "LC-RET-OFFSET",
    "{option}: '{value}' has a time but no offset from UTC",
    cure="add it, e.g. +01:00 or Z: the UTC day decides",
)
NO_RULE = Message(
    "LC-RET-RULE",
    "'{kind}' is not a kind of product that program {program} has return rules for",
    cure="give --kind, one of: {known}",
)
BAD_AMOUNT = Message(
    "LC-RET-AMOUNT",
    "{option}: '{value}' is not an amount",
    cure="write 1021.40 or 1021,40, with --currency",
)
ASK = Message(
    "LC-RET-ASK",
    "the return rule depends on {option}",
    cure="give it",
)
NO_PROVIDER = Message(
    "LC-RET-PROVIDER",
    "no provider '{id}' is on record",
    cure="known: {known}; put its terms under providers: in returns.yaml of your own facts folder, or name the folder with --data",
)
NOT_ON_LINE = Message(
    "LC-RET-LINE",
    "--returned says how many of one line, and order {id} has {count} lines",
    cure="name the line: --line N, of {known}",
)
NOTHING_LEFT = Message(
    "LC-RET-EMPTY",
    "order {id} has nothing left to return",
    cure="see order show",
)
SAID_BY_ORDER = Message(
    "LC-RET-ORDER",
    "{option} is already known from the order on record",
    cure="leave it out, or ask without the order",
)
NO_PURCHASE = Message(
    "LC-RET-PURCHASE",
    "the purchase date is missing",
    cure="give it: --purchased, in a batch the column purchased",
)
NOT_A_BATCH = Message(
    "LC-RET-BATCH",
    "the header of the batch has no column '{column}'",
    cure="the first line names the columns: case and any of {known}",
)
COLUMN_TWICE = Message(
    "LC-RET-TWICE",
    "the column '{column}' is in the header twice",
    cure="keep one of the two",
)
COLUMN_UNKNOWN = Message(
    "LC-RET-COLUMN",
    "the column '{column}' is not an option of returns check and is not read",
    cure="known: {known}",
    severity="warning",
)
BAD_ROW = Message(
    "LC-RET-ROW",
    "the row has {cells} cells, the header {columns}",
    cure="quote cells that hold the separator",
)
NOT_CSV = Message(
    "LC-RET-CSV",
    "the row cannot be read: {reason}",
    cure="save the file as CSV UTF-8",
)
