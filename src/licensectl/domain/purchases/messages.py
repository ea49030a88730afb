"""Messages about placed orders."""

from licensectl.errors import Message

NO_MOMENT = Message(
    "LC-RECORD-DATE",
    "the order has no date",
    cure="give --placed, with the offset where the hour is known: 2026-11-02T17:56:21+01:00",
)


NO_SUCH_LINE = Message(
    "LC-CANCEL-LINE",
    "order {id} has no line {line}",
    cure="it has: {known}",
)
