"""Faults of saved quotes: their numbers, their revisions, and what moved since."""

from licensectl.errors import Message

SERIES = Message(
    "LC-SAVED-SERIES",
    "'{pattern}' is not a number series",
    cure="write text around {{number}} or {{number:04}}, with {{year}} where each year begins anew, e.g. Q-{{year}}-{{number:04}}",
)
NUMBER = Message(
    "LC-SAVED-NUMBER",
    "'{number}' cannot be the number of a saved quote",
    cure="give up to 60 letters, digits and signs, a letter or digit first, or none: the series gives the next",
)
LIKE_REVISION = Message(
    "LC-SAVED-REVISION",
    "'{number}' is written like a revision of a quote",
    cure="leave number: out, or make a revision with quote revise NUMBER --request FILE",
)
TAKEN = Message(
    "LC-SAVED-TAKEN",
    "a quote {number} is on record already",
    cure="remove number: to get the next number, or make a revision with quote revise {number} --request FILE",
)
OTHER_NUMBER = Message(
    "LC-SAVED-OTHER",
    "the request says number {number}, the revision is one of {quote}",
    cure="leave number: out of the request",
)
UNKNOWN = Message(
    "LC-SAVED-UNKNOWN",
    "no quote {number} is on record",
    cure="see quote list for those that are{near}",
)
NO_REVISION = Message(
    "LC-SAVED-NO-REVISION",
    "quote {number} has no revision {revision}",
    cure="it has 1 to {newest}",
)
NEITHER = Message(
    "LC-SAVED-NEITHER",
    "'{name}' is neither a file nor a quote on record",
    cure="check the name, or see quote list",
)
UNREADABLE = Message(
    "LC-SAVED-DAMAGED",
    "quote {number} cannot be read from the ledger: {reason}",
    cure="update licensectl if a newer one wrote it, else restore the last backup",
)
SAVED = Message(
    "LC-SAVED",
    "saved as {label}",
    severity="info",
)
UNVERIFIED = Message(
    "LC-VERIFY-NO-SHEET",
    "the prices of {label} were not compared: no price sheet of {day} is known",
    cure="import the sheet of the month, or give --prices",
    severity="warning",
)
NOT_LINKED = Message(
    "LC-SAVED-NOT-LINKED",
    "no quote {number} is on record: no saved quote counts as ordered by this",
    cure="see quote list for the numbers",
    severity="warning",
)
ORDERED = Message(
    "LC-SAVED-ORDERED",
    "{number} was ordered already ({orders})",
    severity="warning",
)
