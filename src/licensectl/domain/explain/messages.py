"""Messages about ids that explain does not know."""

from licensectl.errors import Message

UNKNOWN_ID = Message(
    "LC-EXPLAIN-UNKNOWN",
    "'{name}' is not the id of a fact, a term, a SKU or a problem code",
    "'{name}' non è l'id di un fatto, di un termine, di uno SKU o il codice di un problema",
    cure_en="did you mean {near}?",
    cure_it="si intendeva {near}?",
)
UNKNOWN_FAR = Message(
    "LC-EXPLAIN-NOTHING",
    "'{name}' is not the id of a fact, a term, a SKU or a problem code, and nothing is similar",
    "'{name}' non è l'id di un fatto, di un termine, di uno SKU o il codice di un problema, e nulla è simile",
    cure_en="search all ids and titles by words: licensectl data list WORD",
    cure_it="cercare per parole tra tutti gli id e i titoli: licensectl data list PAROLA",
)
