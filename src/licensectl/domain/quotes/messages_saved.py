"""Faults of saved quotes: their numbers, their revisions, and what moved since."""

from licensectl.errors import Message, info, warning

SERIES = Message(
    "LC-SAVED-SERIES",
    "'{pattern}' is not a valid number series.",
    cure="Expected text around {{number}} or {{number:04}}, with {{year}} if numbers begin anew each year, for example "
    "Q-{{year}}-{{number:04}}.",
)
NUMBER = Message(
    "LC-SAVED-NUMBER",
    "'{number}' is not a valid number of a saved quote.",
    cure="Expected up to 60 letters, digits and signs, beginning with a letter or digit. Without a number, the series gives the next.",
)
LIKE_REVISION = Message(
    "LC-SAVED-REVISION",
    "'{number}' is written like a revision of a quote.",
    cure="Leave 'number:' out, or make a revision with `licensectl quote revise NUMBER --request FILE`.",
)
TAKEN = Message(
    "LC-SAVED-TAKEN",
    "Quote '{number}' is already on record.",
    cure="Remove 'number:' to get the next number, or make a revision with `licensectl quote revise {number} --request FILE`.",
)
OTHER_NUMBER = Message(
    "LC-SAVED-OTHER",
    "The request says number {number}, but the revision is one of {quote}.",
    cure="Leave 'number:' out of the request.",
)
UNKNOWN = Message(
    "LC-SAVED-UNKNOWN",
    "Quote '{number}' is not on record.",
    cure="Run `licensectl quote list`.{near}",
)
NO_REVISION = Message(
    "LC-SAVED-NO-REVISION",
    "Quote {number} has no revision {revision}.",
    cure="Expected a revision from 1 to {newest}.",
)
NEITHER = Message(
    "LC-SAVED-NEITHER",
    "'{name}' is neither a file nor a quote on record.",
    cure="Check the name, or run `licensectl quote list`.",
)
UNREADABLE = Message(
    "LC-SAVED-DAMAGED",
    "Quote {number} cannot be read from the ledger: {reason}.",
    cure="Update licensectl if a newer one wrote it, else restore the last backup with `licensectl ledger restore FILE`.",
)
SAVED = info(
    "LC-SAVED",
    "The quote is saved as {label}.",
)
UNVERIFIED = warning(
    "LC-VERIFY-NO-SHEET",
    "The prices of {label} were not compared, because no price sheet of {day} is known.",
    cure="Import the sheet of the month with `licensectl price import FILE`, or give it with --prices.",
)
NOT_LINKED = warning(
    "LC-SAVED-NOT-LINKED",
    "Quote '{number}' is not on record, so no saved quote counts as ordered.",
    cure="Run `licensectl quote list` for the numbers.",
)
OTHER_QUOTE = Message(
    "LC-SAVED-OTHER-QUOTE",
    "Order {order} came from quote {quote}, and '{said}' is not on record.",
    cure="Run `licensectl quote list` for the numbers, or leave --quote out.",
)
ORDERED = warning(
    "LC-SAVED-ORDERED",
    "{number} was ordered already ({orders}).",
)
