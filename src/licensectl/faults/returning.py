"""Faults of return questions."""

from licensectl.errors import Fault

BAD_DAY = Fault(
    "LC-RET-DATE",
    "{option}: '{value}' is not a day that exists",
    "{option}: '{value}' non è un giorno che esiste",
    cure_en="write 2026-03-01, or 2026-03-01T10:30+01:00",
    cure_it="scrivere 2026-03-01, oppure 2026-03-01T10:30+01:00",
)
NAIVE = Fault(
    "LC-RET-OFFSET",
    "{option}: '{value}' has a time but no offset from UTC",
    "{option}: '{value}' ha un'ora ma non lo scarto da UTC",
    cure_en="add it, e.g. +01:00 or Z: the UTC day decides",
    cure_it="aggiungerlo, ad es. +01:00 o Z: decide il giorno UTC",
)
NO_RULE = Fault(
    "LC-RET-RULE",
    "no return rule is on record for program {program}, kind {kind}",
    "nessuna regola di reso registrata per programma {program}, tipo {kind}",
    cure_en="on record: {known}",
    cure_it="registrate: {known}",
)
BAD_AMOUNT = Fault(
    "LC-RET-AMOUNT",
    "{option}: '{value}' is not an amount",
    "{option}: '{value}' non è un importo",
    cure_en="write digits and a decimal point, with --currency",
    cure_it="scrivere cifre e punto decimale, con --currency",
)
NO_RULE_THEN = Fault(
    "LC-RET-PERIOD",
    "no return rule is on record for program {program}, kind {kind}, bought on {day}",
    "nessuna regola di reso registrata per programma {program}, tipo {kind}, acquisto del {day}",
    cure_en="on record from {since}",
    cure_it="registrate dal {since}",
)
NO_RULE_HERE = Fault(
    "LC-RET-WHO",
    "no return rule is on record for program {program}, kind {kind}, {who}",
    "nessuna regola di reso registrata per programma {program}, tipo {kind}, {who}",
    cure_en="add one to returns.yaml in your own facts folder, with its source",
    cure_it="aggiungerne una a returns.yaml nella propria cartella dei dati, con la fonte",
)
ASK = Fault(
    "LC-RET-ASK",
    "the return rule depends on {option}",
    "la regola di reso dipende da {option}",
    cure_en="say it",
    cure_it="indicarlo",
)
