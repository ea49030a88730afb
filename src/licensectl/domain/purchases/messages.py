"""Messages about placed orders."""

from licensectl.errors import Message

NO_MOMENT = Message(
    "LC-RECORD-DATE",
    "The order has no date.",
    cure="Give it with --placed, with the offset if the hour is known, for example 2026-11-02T17:56:21+01:00.",
)


NO_SUCH_LINE = Message(
    "LC-CANCEL-LINE",
    "Order {id} has no line {line}.",
    cure="Its lines are: {known}.",
)
