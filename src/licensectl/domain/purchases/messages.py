"""Messages about placed orders."""

from licensectl.errors import Message

NO_MOMENT = Message(
    "LC-RECORD-DATE",
    "when the order was placed is not told",
    "non è indicato quando l'ordine è stato fatto",
    cure_en="give --placed, with the offset where the hour is known: 2026-11-02T17:56:21+01:00",
    cure_it="indicare --placed, con il fuso se l'ora è nota: 2026-11-02T17:56:21+01:00",
)


NO_SUCH_LINE = Message(
    "LC-CANCEL-LINE",
    "order {id} has no line {line}",
    "l'ordine {id} non ha la riga {line}",
    cure_en="it has: {known}",
    cure_it="ha: {known}",
)
