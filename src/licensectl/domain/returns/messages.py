"""Messages about return questions."""

from licensectl.errors import Message

BAD_DAY = Message(
    "LC-RET-DATE",
    "{option}: '{value}' is not a valid date",
    "{option}: '{value}' non è una data valida",
    cure_en="write 2026-03-01, or 2026-03-01T10:30+01:00",
    cure_it="scrivere 2026-03-01, oppure 2026-03-01T10:30+01:00",
)
OPEN_DATE = Message(
    "LC-RET-DATE-ORDER",
    "{column}: '{value}' may have the day or the month first, and the file does not show which",
    "{column}: '{value}' può avere prima il giorno o il mese, e il file non lo chiarisce",
    cure_en="write the date as 2026-03-01",
    cure_it="scrivere la data come 2026-03-01",
)
NAIVE = Message(
    "LC-RET-OFFSET",
    "{option}: '{value}' has a time but no offset from UTC",
    "{option}: '{value}' ha un'ora ma non lo scarto da UTC",
    cure_en="add it, e.g. +01:00 or Z: the UTC day decides",
    cure_it="aggiungerlo, ad es. +01:00 o Z: decide il giorno UTC",
)
NO_RULE = Message(
    "LC-RET-RULE",
    "'{kind}' is not a kind of product that program {program} has return rules for",
    "'{kind}' non è un tipo di prodotto per cui il programma {program} ha regole di reso",
    cure_en="give --kind, one of: {known}",
    cure_it="indicare --kind, uno tra: {known}",
)
BAD_AMOUNT = Message(
    "LC-RET-AMOUNT",
    "{option}: '{value}' is not an amount",
    "{option}: '{value}' non è un importo",
    cure_en="write digits and a decimal point, with --currency",
    cure_it="scrivere cifre e punto decimale, con --currency",
)
ASK = Message(
    "LC-RET-ASK",
    "the return rule depends on {option}",
    "la regola di reso dipende da {option}",
    cure_en="give it",
    cure_it="indicarlo",
)
NO_PROVIDER = Message(
    "LC-RET-PROVIDER",
    "no provider '{id}' is on record",
    "nessun provider '{id}' è registrato",
    cure_en="known: {known}; put its terms under providers: in returns.yaml of your own facts folder, or name the folder with --data",
    cure_it="noti: {known}; inserirne le condizioni in providers: di returns.yaml nella propria cartella dei dati, o indicarla con --data",
)
NOT_ON_LINE = Message(
    "LC-RET-LINE",
    "--returned says how many of one line, and order {id} has {count} lines",
    "--returned dice quanti di una riga, e l'ordine {id} ha {count} righe",
    cure_en="name the line: --line N, of {known}",
    cure_it="indicare la riga: --line N, tra {known}",
)
NOTHING_LEFT = Message(
    "LC-RET-EMPTY",
    "order {id} has nothing left to return",
    "l'ordine {id} non ha più nulla da rendere",
    cure_en="see order show",
    cure_it="si veda order show",
)
SAID_BY_ORDER = Message(
    "LC-RET-ORDER",
    "{option} is already known from the order on record",
    "{option} è già noto dall'ordine registrato",
    cure_en="leave it out, or ask without the order",
    cure_it="ometterlo, oppure chiedere senza l'ordine",
)
NO_PURCHASE = Message(
    "LC-RET-PURCHASE",
    "the purchase date is missing",
    "manca la data d'acquisto",
    cure_en="give it: --purchased, in a batch the column purchased",
    cure_it="indicarla: --purchased, in un batch la colonna purchased",
)
NOT_A_BATCH = Message(
    "LC-RET-BATCH",
    "the header of the batch has no column '{column}'",
    "l'intestazione del batch non ha la colonna '{column}'",
    cure_en="the first line names the columns: case and any of {known}",
    cure_it="la prima riga indica le colonne: case e quelle desiderate tra {known}",
)
COLUMN_TWICE = Message(
    "LC-RET-TWICE",
    "the column '{column}' is in the header twice",
    "la colonna '{column}' compare due volte nell'intestazione",
    cure_en="keep one of the two",
    cure_it="tenerne una sola",
)
COLUMN_UNKNOWN = Message(
    "LC-RET-COLUMN",
    "the column '{column}' is not an option of returns check and is not read",
    "la colonna '{column}' non è un'opzione di returns check e non viene letta",
    cure_en="known: {known}",
    cure_it="valori ammessi: {known}",
    severity="warning",
)
BAD_ROW = Message(
    "LC-RET-ROW",
    "the row has {cells} cells, the header {columns}",
    "la riga ha {cells} celle, l'intestazione {columns}",
    cure_en="quote cells that hold the separator",
    cure_it="racchiudere tra virgolette le celle che contengono il separatore",
)
NOT_CSV = Message(
    "LC-RET-CSV",
    "the row cannot be read: {reason}",
    "la riga non si legge: {reason}",
    cure_en="save the file as CSV UTF-8",
    cure_it="salvare il file come CSV UTF-8",
)
