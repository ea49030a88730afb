"""Messages about fact files and other YAML."""

from licensectl.errors import Message

NOT_TEXT = Message(
    "LC-YAML-ENCODING",
    "the file is not UTF-8 text ({reason})",
    "il file non è testo UTF-8 ({reason})",
    cure_en="save it as UTF-8",
    cure_it="salvarlo in UTF-8",
)
SYNTAX = Message(
    "LC-YAML-SYNTAX",
    "not valid YAML: {reason}",
    "YAML non valido: {reason}",
    cure_en="mind the indentation: spaces, never tabs",
    cure_it="attenzione all'indentazione: spazi, mai tabulazioni",
)
JSON = Message(
    "LC-JSON-SYNTAX",
    "not valid JSON: {reason}",
    "JSON non valido: {reason}",
    cure_en="a file that begins with {{ or [ is read as JSON; correct it, or write YAML",
    cure_it="un file che comincia con {{ o [ viene letto come JSON; correggerlo, oppure scrivere YAML",
)
HALF_SIGN = Message(
    "LC-JSON-SURROGATE",
    "half of a character: an escape from \\ud800 to \\udfff without its other half",
    "metà di un carattere: una sequenza da \\ud800 a \\udfff senza l'altra metà",
    cure_en="write the character itself, or both halves",
    cure_it="scrivere il carattere, oppure entrambe le metà",
)
EMPTY = Message(
    "LC-YAML-EMPTY",
    "the file is empty",
    "il file è vuoto",
    cure_en="see examples/ for what belongs in it",
    cure_it="in examples/ c'è un modello",
)
DUPLICATE_KEY = Message(
    "LC-YAML-DUPLICATE",
    "key '{key}' stands twice, first at {first}",
    "la chiave '{key}' compare due volte, la prima in {first}",
    cure_en="keep one of them",
    cure_it="tenerne una sola",
)
TAG = Message(
    "LC-YAML-TAG",
    "tag {tag} is refused",
    "il tag {tag} è rifiutato",
    cure_en="write plain values only",
    cure_it="scrivere solo valori semplici",
)
TOO_DEEP = Message(
    "LC-YAML-DEPTH",
    "nested deeper than {limit} levels",
    "annidato oltre {limit} livelli",
    cure_en="no file of ours needs that",
    cure_it="nessun nostro file ne ha bisogno",
)
TOO_BIG = Message(
    "LC-YAML-SIZE",
    "larger than {limit}",
    "più grande di {limit}",
    cure_en="split the file, or check that its aliases do not multiply",
    cure_it="dividere il file, o controllare che gli alias non si moltiplichino",
)
MANY_DOCUMENTS = Message(
    "LC-YAML-DOCUMENTS",
    "a second document starts here",
    "qui comincia un secondo documento",
    cure_en="one document per file",
    cure_it="un documento per file",
)
NOT_A_MAPPING = Message(
    "LC-DATA-MAPPING",
    "expected keys and values here, found {found}",
    "qui sono attese chiavi e valori, trovato {found}",
    cure_en="write 'key: value' lines",
    cure_it="scrivere righe 'chiave: valore'",
)
BAD_VALUE = Message(
    "LC-DATA-VALUE",
    "{path}: {reason}",
    "{path}: {reason}",
    cure_en="correct the value",
    cure_it="correggere il valore",
)
NOT_A_NUMBER = Message(
    "LC-DATA-NUMBER",
    "{name}: '{value}' is not a number",
    "{name}: '{value}' non è un numero",
    cure_en="write it in the digits 0 to 9 with a decimal point, as 1073.68",
    cure_it="scriverlo con le cifre da 0 a 9 e il punto decimale, come 1073.68",
)
MISSING_KEY = Message(
    "LC-DATA-MISSING",
    "{path} is missing",
    "{path} manca",
    cure_en="add it",
    cure_it="aggiungerlo",
)
UNKNOWN_KEY = Message(
    "LC-DATA-UNKNOWN",
    "unknown key '{key}'",
    "chiave '{key}' sconosciuta",
    cure_en="did you mean {hint}?",
    cure_it="forse {hint}?",
)
UNKNOWN_KIND = Message(
    "LC-YAML-KIND",
    "'{kind}' is no kind of fact file",
    "'{kind}' non è un tipo di file di fatti",
    cure_en="name the file after its kind or say it in a line such as schema: licensectl.skus/1; known: {known}",
    cure_it="dare al file il nome del tipo o indicarlo in una riga come schema: licensectl.skus/1; noti: {known}",
)


UNKNOWN_SOURCE = Message(
    "LC-FACT-SOURCE",
    "source '{key}' is not in the register",
    "la fonte '{key}' non è nel registro",
    cure_en="add it to sources.yaml, or correct the key",
    cure_it="aggiungerla a sources.yaml, o correggere la chiave",
)
ORPHAN = Message(
    "LC-FACT-ORPHAN",
    "no fact names source '{key}'",
    "nessun fatto cita la fonte '{key}'",
    cure_en="name it where it is used, or take it out",
    cure_it="citarla dove serve, o toglierla",
    severity="info",
)
OVERLAP = Message(
    "LC-FACT-OVERLAP",
    "two periods of {what} overlap",
    "due periodi di {what} si sovrappongono",
    cure_en="end the earlier on the day before the later begins",
    cure_it="chiudere il primo il giorno prima dell'inizio del secondo",
)
DATE_ORDER = Message(
    "LC-FACT-DATES",
    "{then} comes before {first}",
    "{then} viene prima di {first}",
    cure_en="put the dates in order",
    cure_it="mettere le date in ordine",
)
BAD_ID = Message(
    "LC-FACT-ID",
    "'{id}' is not ProductId:SkuId",
    "'{id}' non è ProductId:SkuId",
    cure_en="write twelve capital letters and digits, a colon and four more, such as DG7GMGF0PWHC:0003",
    cure_it="scrivere dodici lettere maiuscole e cifre, i due punti e altri quattro caratteri, come DG7GMGF0PWHC:0003",
)
NO_ITALIAN = Message(
    "LC-FACT-ITALIAN",
    "no Italian for «{text}»",
    "manca l'italiano di «{text}»",
    cure_en="add it: beside en:",
    cure_it="aggiungere it: accanto a en:",
    severity="warning",
)
NO_DATE = Message(
    "LC-FACT-PRICE-DATE",
    "a price of {sku} has no date",
    "un prezzo di {sku} non ha data",
    cure_en="add as_of when its date is known",
    cure_it="aggiungere as_of quando la data è nota",
    severity="warning",
)
BAD_MONEY = Message(
    "LC-FACT-PRICE",
    "'{money}' is not an amount with its currency",
    "'{money}' non è un importo con la sua valuta",
    cure_en="write {{amount: 1073.68, currency: EUR}}",
    cure_it="scrivere {{amount: 1073.68, currency: EUR}}",
)
NO_SUCH = Message(
    "LC-FACT-REFERENCE",
    "{what} '{id}' does not exist",
    "{what} «{id}» non esiste",
    cure_en="correct the id, or add what it names",
    cure_it="correggere l'id, o aggiungere ciò che indica",
)
WINDOW = Message(
    "LC-FACT-WINDOW",
    "a return window has one length, here: {given}",
    "un termine di reso ha una sola durata, qui: {given}",
    cure_en="give one of window_days, window_hours and window_business_days; none where nothing can be returned by a rule",
    cure_it="indicare uno tra window_days, window_hours e window_business_days; nessuno dove per regola nulla si può rendere",
)
FEE = Message(
    "LC-FACT-FEE",
    "'{fee}' is not what a provider can keep of a return",
    "'{fee}' non è quanto un provider può trattenere di un reso",
    cure_en="give restocking_percent from 0 to 100, or restocking_fee as an amount with its currency",
    cure_it="indicare restocking_percent da 0 a 100, oppure restocking_fee come importo con valuta",
)
TWICE = Message(
    "LC-FACT-TWICE",
    "{path} is given in {other} too, and differently",
    "{path} è indicato anche in {other}, e in modo diverso",
    cure_en="keep one of the two: of folders named together none goes before the other",
    cure_it="tenerne uno solo: tra cartelle indicate insieme nessuna prevale",
)
CELL = Message(
    "LC-FACT-CELL",
    "the row and the matrix do not agree about edition '{edition}'",
    "la riga e la matrice non concordano sull'edizione '{edition}'",
    cure_en="give every edition of the matrix one cell in every row",
    cure_it="dare a ogni edizione della matrice una cella in ogni riga",
)
BAD_DATE = Message(
    "LC-FACT-DATE",
    "'{date}' is no day, month or year",
    "'{date}' non è un giorno, un mese o un anno",
    cure_en="write it as 2021-07-01, 2021-07 or 2021",
    cure_it="scriverlo come 2021-07-01, 2021-07 o 2021",
)
RETURN_PROSE = Message(
    "LC-FACT-RETURN-PROSE",
    "{id} says '{length}', which no return rule for it has",
    "{id} dice «{length}», che nessuna sua regola di reso prevede",
    cure_en="the rules in returns.yaml decide: correct the text, or the window of the rule",
    cure_it="decidono le regole di returns.yaml: correggere il testo, o il termine della regola",
    severity="warning",
)
