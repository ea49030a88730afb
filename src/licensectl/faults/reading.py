"""Faults of YAML and JSON files: facts, overlays, requests."""

from licensectl.errors import Fault

NOT_TEXT = Fault(
    "LC-YAML-ENCODING",
    "the file is not UTF-8 text ({reason})",
    "il file non è testo UTF-8 ({reason})",
    cure_en="save it as UTF-8",
    cure_it="salvarlo in UTF-8",
)
SYNTAX = Fault(
    "LC-YAML-SYNTAX",
    "not valid YAML: {reason}",
    "YAML non valido: {reason}",
    cure_en="mind the indentation: spaces, never tabs",
    cure_it="attenzione all'indentazione: spazi, mai tabulazioni",
)
EMPTY = Fault(
    "LC-YAML-EMPTY",
    "the file is empty",
    "il file è vuoto",
    cure_en="see examples/ for what belongs in it",
    cure_it="in examples/ c'è un modello",
)
DUPLICATE_KEY = Fault(
    "LC-YAML-DUPLICATE",
    "key '{key}' stands twice, first at {first}",
    "la chiave '{key}' compare due volte, la prima in {first}",
    cure_en="keep one of them",
    cure_it="tenerne una sola",
)
TAG = Fault(
    "LC-YAML-TAG",
    "tag {tag} is refused",
    "il tag {tag} è rifiutato",
    cure_en="write plain values only",
    cure_it="scrivere solo valori semplici",
)
TOO_DEEP = Fault(
    "LC-YAML-DEPTH",
    "nested deeper than {limit} levels",
    "annidato oltre {limit} livelli",
    cure_en="no file of ours needs that",
    cure_it="nessun nostro file ne ha bisogno",
)
TOO_BIG = Fault(
    "LC-YAML-SIZE",
    "larger than {limit}",
    "più grande di {limit}",
    cure_en="split the file, or check that its aliases do not multiply",
    cure_it="dividere il file, o controllare che gli alias non si moltiplichino",
)
MANY_DOCUMENTS = Fault(
    "LC-YAML-DOCUMENTS",
    "a second document starts here",
    "qui comincia un secondo documento",
    cure_en="one document per file",
    cure_it="un documento per file",
)
NOT_A_MAPPING = Fault(
    "LC-DATA-MAPPING",
    "expected keys and values here, found {found}",
    "qui sono attese chiavi e valori, trovato {found}",
    cure_en="write 'key: value' lines",
    cure_it="scrivere righe 'chiave: valore'",
)
BAD_VALUE = Fault(
    "LC-DATA-VALUE",
    "{path}: {reason}",
    "{path}: {reason}",
    cure_en="correct the value",
    cure_it="correggere il valore",
)
MISSING_KEY = Fault(
    "LC-DATA-MISSING",
    "{path} is missing",
    "{path} manca",
    cure_en="add it",
    cure_it="aggiungerlo",
)
UNKNOWN_KEY = Fault(
    "LC-DATA-UNKNOWN",
    "unknown key '{key}'",
    "chiave '{key}' sconosciuta",
    cure_en="did you mean {hint}?",
    cure_it="forse {hint}?",
)
UNKNOWN_KIND = Fault(
    "LC-YAML-KIND",
    "'{kind}' is no kind of fact file",
    "'{kind}' non è un tipo di file di fatti",
    cure_en="name the file after its kind or say it in a line such as schema: licensectl.skus/1; known: {known}",
    cure_it="dare al file il nome del tipo o indicarlo in una riga come schema: licensectl.skus/1; noti: {known}",
)
