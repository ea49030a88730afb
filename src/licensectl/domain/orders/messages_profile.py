"""Faults of order profiles: the maps from our fields to a distributor's columns."""

from licensectl.errors import Message

NO_COLUMNS = Message(
    "LC-PROFILE-EMPTY",
    "the profile has no columns",
    "il profilo non ha colonne",
    cure_en="add at least one under columns:",
    cure_it="aggiungerne almeno una sotto columns:",
)
FIELD = Message(
    "LC-PROFILE-FIELD",
    "there is no field '{name}'",
    "non esiste il campo '{name}'",
    cure_en="did you mean {near}?",
    cure_it="forse {near}?",
)
BRACES = Message(
    "LC-PROFILE-TEXT",
    "the braces in '{text}' do not hold plain names of fields",
    "le parentesi graffe in '{text}' non contengono semplici nomi di campi",
    cure_en="write {{field}}, and {{{{ for a brace itself",
    cure_it="scrivere {{campo}}, e {{{{ per una graffa vera e propria",
)
ONE_OF = Message(
    "LC-PROFILE-SOURCE",
    "column '{column}' says not exactly one of field and text",
    "la colonna '{column}' non indica esattamente uno tra field e text",
    cure_en="field for one of ours, text for a constant or several",
    cure_it="field per uno dei nostri, text per una costante o più campi",
)
TWICE = Message(
    "LC-PROFILE-TWICE",
    "column '{column}' stands twice",
    "la colonna '{column}' compare due volte",
    cure_en="rename or remove one",
    cure_it="rinominarne o toglierne una",
)
LENGTH = Message(
    "LC-PROFILE-LENGTH",
    "max_length {value} is not possible",
    "max_length {value} non è possibile",
    cure_en="give 1 or more",
    cure_it="indicare 1 o più",
)
DELIMITER = Message(
    "LC-PROFILE-DELIMITER",
    "delimiter '{value}' is not possible",
    "il delimitatore '{value}' non è possibile",
    cure_en='expected one of , ; | or "\\t"',
    cure_it='atteso uno tra , ; | oppure "\\t"',
)
DATE_FORM = Message(
    "LC-PROFILE-DATE",
    "'{value}' is not a date form",
    "'{value}' non è una forma di data",
    cure_en="expected year, month and day once each, such as yyyy-mm-dd, dd/mm/yyyy or yyyymmdd",
    cure_it="attesi anno, mese e giorno una volta ciascuno, come yyyy-mm-dd, dd/mm/yyyy o yyyymmdd",
)
ONLY_JSON = Message(
    "LC-PROFILE-ORDER",
    "only a json file has columns of the order itself",
    "solo un file json ha colonne dell'ordine stesso",
    cure_en="move them to columns, or say format: json",
    cure_it="spostarle in columns, oppure indicare format: json",
)
PROGRAM = Message(
    "LC-PROFILE-PROGRAM",
    "this profile takes program {programs} only, the quote is {program}",
    "questo profilo accetta solo il programma {programs}, l'offerta è {program}",
    cure_en="use another profile or target",
    cure_it="usare un altro profilo o target",
)
MISSING = Message(
    "LC-PROFILE-REQUIRED",
    "line {position}: column '{column}' is required and empty",
    "riga {position}: la colonna '{column}' è obbligatoria ed è vuota",
    cure_en="give {source} in the request",
    cure_it="indicare {source} nella richiesta",
)
TOO_LONG = Message(
    "LC-PROFILE-TOO-LONG",
    "line {position}: column '{column}' takes {most} characters, this has {length}",
    "riga {position}: la colonna '{column}' accetta {most} caratteri, qui sono {length}",
    cure_en="shorten it in the request",
    cure_it="abbreviarlo nella richiesta",
)
