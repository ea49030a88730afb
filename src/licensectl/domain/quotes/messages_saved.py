"""Faults of saved quotes: their numbers, their revisions, and what moved since."""

from licensectl.errors import Message

SERIES = Message(
    "LC-SAVED-SERIES",
    "'{pattern}' is no number series",
    "'{pattern}' non è una serie di numerazione",
    cure_en="write text around {{number}} or {{number:04}}, with {{year}} where each year begins anew, e.g. Q-{{year}}-{{number:04}}",
    cure_it="scrivere un testo attorno a {{number}} o {{number:04}}, con {{year}} se ogni anno riparte, ad es. Q-{{year}}-{{number:04}}",
)
NUMBER = Message(
    "LC-SAVED-NUMBER",
    "'{number}' cannot be the number of a saved quote",
    "'{number}' non può essere il numero di un'offerta salvata",
    cure_en="give up to 60 letters, digits and signs, a letter or digit first, or none: the series gives the next",
    cure_it="indicare fino a 60 lettere, cifre e segni, prima una lettera o una cifra, o niente: la serie dà il prossimo",
)
LIKE_REVISION = Message(
    "LC-SAVED-REVISION",
    "'{number}' is written like a revision of a quote",
    "'{number}' è scritto come la revisione di un'offerta",
    cure_en="leave number: out, or make a revision with quote revise NUMBER --request FILE",
    cure_it="togliere number:, oppure fare una revisione con quote revise NUMBER --request FILE",
)
TAKEN = Message(
    "LC-SAVED-TAKEN",
    "a quote {number} is on record already",
    "un'offerta {number} è già registrata",
    cure_en="leave number: out for a number of its own, or make a revision with quote revise {number} --request FILE",
    cure_it="togliere number: per un numero nuovo, oppure fare una revisione con quote revise {number} --request FILE",
)
OTHER_NUMBER = Message(
    "LC-SAVED-OTHER",
    "the request says number {number}, the revision is one of {quote}",
    "la richiesta indica il numero {number}, la revisione è dell'offerta {quote}",
    cure_en="leave number: out of the request",
    cure_it="togliere number: dalla richiesta",
)
UNKNOWN = Message(
    "LC-SAVED-UNKNOWN",
    "no quote {number} is on record",
    "nessuna offerta {number} è registrata",
    cure_en="see quote list for those that are{near}",
    cure_it="vedere quote list per quelle che lo sono{near}",
)
NO_REVISION = Message(
    "LC-SAVED-NO-REVISION",
    "quote {number} has no revision {revision}",
    "l'offerta {number} non ha la revisione {revision}",
    cure_en="it has 1 to {newest}",
    cure_it="ha da 1 a {newest}",
)
NEITHER = Message(
    "LC-SAVED-NEITHER",
    "'{name}' is neither a file nor a quote on record",
    "'{name}' non è né un file né un'offerta registrata",
    cure_en="check the name, or see quote list",
    cure_it="controllare il nome, oppure vedere quote list",
)
UNREADABLE = Message(
    "LC-SAVED-DAMAGED",
    "quote {number} cannot be read from the ledger: {reason}",
    "l'offerta {number} non è leggibile dal registro: {reason}",
    cure_en="update licensectl if a newer one wrote it, else restore the last backup",
    cure_it="aggiornare licensectl se l'ha scritta uno più recente, altrimenti ripristinare l'ultimo backup",
)
SAVED = Message("LC-SAVED", "saved as {label}", "salvata come {label}", severity="info")
UNVERIFIED = Message(
    "LC-VERIFY-NO-SHEET",
    "the prices of {label} were not looked at: there is no price sheet of {day}",
    "i prezzi di {label} non sono stati verificati: manca un listino del {day}",
    cure_en="import the sheet of the month, or give --prices",
    cure_it="importare il listino del mese, o indicare --prices",
    severity="warning",
)
NOT_LINKED = Message(
    "LC-SAVED-NOT-LINKED",
    "no quote {number} is on record: no saved quote counts as ordered by this",
    "nessuna offerta {number} è registrata: nessuna offerta salvata risulta così ordinata",
    cure_en="see quote list for the numbers",
    cure_it="vedere quote list per i numeri",
    severity="warning",
)
ORDERED = Message(
    "LC-SAVED-ORDERED",
    "{number} was ordered already ({orders})",
    "{number} è già stata ordinata ({orders})",
    severity="warning",
)
