"""Messages about return questions."""

from licensectl.errors import Message, warning

BAD_DAY = Message(
    "LC-RET-DATE",
    "'{value}' is not a valid date for {option}.",
    cure="Expected for example 2026-03-01 or 2026-03-01T10:30+01:00.",
)
OPEN_DATE = Message(
    "LC-RET-DATE-ORDER",
    "{column}: '{value}' may have the day or the month first, and the file does not show which.",
    cure="Write the date in the form 2026-03-01.",
)
NAIVE = Message(
    "LC-RET-OFFSET",
    "{option}: '{value}' has a time but no offset from UTC.",
    cure="Add it, for example +01:00 or Z. The UTC day decides.",
)
NO_RULE = Message(
    "LC-RET-RULE",
    "'{kind}' is not a valid kind of product for the return rules of program {program}.",
    cure="For --kind, expected one of: {known}.",
)
BAD_AMOUNT = Message(
    "LC-RET-AMOUNT",
    "'{value}' is not a valid amount for {option}.",
    cure="Expected for example 1021.40 or 1021,40, with --currency.",
)
ASK = Message(
    "LC-RET-ASK",
    "The return rule depends on {option}.",
    cure="Give {option}.",
)
NO_PROVIDER = Message(
    "LC-RET-PROVIDER",
    "No provider '{id}' is on record.",
    cure="Expected one of: {known}. To add one, put its terms under 'providers:' in returns.yaml of your own facts folder, or name "
    "the folder with --data.",
)
NOT_ON_LINE = Message(
    "LC-RET-LINE",
    "--returned is for one line, and order {id} has {count} lines.",
    cure="Name the line with --line N. Its lines are: {known}.",
)
NOTHING_LEFT = Message(
    "LC-RET-EMPTY",
    "Order {id} has nothing left to return.",
    cure="Run `licensectl order show {id}`.",
)
SAID_BY_ORDER = Message(
    "LC-RET-ORDER",
    "{option} is already known from the order on record.",
    cure="Leave it out, or ask without the order.",
)
NO_PURCHASE = Message(
    "LC-RET-PURCHASE",
    "The purchase date is missing.",
    cure="Give it with --purchased, or in a batch in the column purchased.",
)
NOT_A_BATCH = Message(
    "LC-RET-BATCH",
    "The header of the batch has no column '{column}'.",
    cure="Write a first line with the names of the columns: case and any of {known}.",
)
COLUMN_TWICE = Message(
    "LC-RET-TWICE",
    "The column '{column}' occurs twice in the header.",
    cure="Keep one of the columns.",
)
COLUMN_UNKNOWN = warning(
    "LC-RET-COLUMN",
    "The column '{column}' is not read: a batch answers without amounts and reads only the columns that decide.",
    cure="The known columns are: {known}.",
)
BAD_ROW = Message(
    "LC-RET-ROW",
    "The row has {cells} cells, and the header has {columns}.",
    cure="Put cells that contain the separator in quotes.",
)
NOT_CSV = Message(
    "LC-RET-CSV",
    "The row cannot be read: {reason}.",
    cure="Save the file as CSV UTF-8.",
)
