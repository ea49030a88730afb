"""Messages about ids that explain does not know."""

from licensectl.errors import Message

UNKNOWN_ID = Message(
    "LC-EXPLAIN-UNKNOWN",
    "'{name}' is not the id of a fact, a term, a SKU or a problem code.",
    cure="Did you mean {near}?",
)
UNKNOWN_FAR = Message(
    "LC-EXPLAIN-NOTHING",
    "'{name}' is not the id of a fact, a term, a SKU or a problem code, and nothing is similar.",
    cure="Search all ids and titles with `licensectl data list WORD`.",
)
