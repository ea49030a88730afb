"""Messages about tables and their column maps."""

from licensectl.core.text import Bilingual
from licensectl.errors import Message

FIELD = Message(
    "LC-MAP-FIELD",
    "a price list has no field '{name}'",
    "un listino non ha il campo '{name}'",
    cure_en="did you mean {known}?",
    cure_it="forse {known}?",
)
NO_HEADER = Message(
    "LC-MAP-HEADER",
    "{field} names no header",
    "{field} non indica nessuna intestazione",
    cure_en="write the header as it stands in the list, or remove the line",
    cure_it="scrivere l'intestazione come sta nel listino, o togliere la riga",
)
NUMBERED = Message(
    "LC-MAP-NUMBER",
    "'{name}' is not the number of a column",
    "'{name}' non è il numero di una colonna",
    cure_en="a list without a header (header_row: 0) has columns 1, 2, 3 …",
    cure_it="un listino senza intestazione (header_row: 0) ha le colonne 1, 2, 3 …",
)
TWO_WAYS = Message(
    "LC-MAP-SKU",
    "sku holds product and SKU in one cell, so {field} cannot be a column of its own",
    "sku contiene prodotto e SKU in una cella, quindi {field} non può essere una colonna a sé",
    cure_en="keep one of the two ways",
    cure_it="tenere uno dei due modi",
)
TWO_WAYS_PART = Message(
    "LC-COLUMNS-PART-NUMBER",
    "part_number and {field} name a product in two ways",
    "part_number e {field} indicano un prodotto in due modi",
    cure_en="leave one out; a list of part numbers has no SkuIds",
    cure_it="tralasciarne uno; un listino di codici prodotto non ha SkuId",
)
NO_DEFAULT = Message(
    "LC-MAP-DEFAULT",
    "{field} has no value that holds for a whole list",
    "{field} non ha un valore che valga per un intero listino",
    cure_en="defaults are possible for {known}",
    cure_it="i valori predefiniti sono possibili per {known}",
)
NO_VALUES = Message(
    "LC-MAP-VALUES",
    "{field} is no field of words",
    "{field} non è un campo di parole",
    cure_en="values are possible for {known}",
    cure_it="values è possibile per {known}",
)
VALUE = Message(
    "LC-MAP-VALUE",
    "'{value}' is not possible",
    "'{value}' non è possibile",
    cure_en="expected {expected}",
    cure_it="atteso {expected}",
)


EMPTY = Message(
    "LC-SHEET-EMPTY",
    "the file is empty",
    "il file è vuoto",
    cure_en="download it again from Partner Center (Pricing → Software)",
    cure_it="scaricarlo di nuovo da Partner Center (Prezzi → Software)",
)
NO_ROWS = Message(
    "LC-SHEET-EMPTY-ROWS",
    "the file has a header and no rows",
    "il file ha un'intestazione e nessuna riga",
    cure_en="download it again from Partner Center (Pricing → Software)",
    cure_it="scaricarlo di nuovo da Partner Center (Prezzi → Software)",
)
NUL = Message(
    "LC-SHEET-NUL",
    "the line holds NUL bytes, as no text does",
    "la riga contiene byte NUL, che nessun testo ha",
    cure_en="the file is damaged: download it again",
    cure_it="il file è danneggiato: scaricarlo di nuovo",
)
ENCODING = Message(
    "LC-SHEET-ENCODING",
    "the text is not {encoding} throughout (byte 0x{byte:02x})",
    "il testo non è tutto in {encoding} (byte 0x{byte:02x})",
    cure_en="use the file as downloaded, save it as 'CSV UTF-8', or name its encoding in a column map (encoding:)",
    cure_it="usare il file come scaricato, salvarlo come 'CSV UTF-8', o indicare la codifica in una mappa delle colonne (encoding:)",
)
PACKED = Message(
    "LC-SHEET-PACKED",
    "this is a document of another kind: {kind}",
    "questo è un documento di altro tipo: {kind}",
    cure_en="save the sheet as .xlsx or as 'CSV UTF-8'",
    cure_it="salvare il foglio come .xlsx o come 'CSV UTF-8'",
)
OLD_EXCEL = Message(
    "LC-SHEET-XLS",
    "this is a workbook locked with a password, or no workbook",
    "questa è una cartella protetta da password, o non è una cartella di lavoro",
    cure_en="open it in Excel and save it as .xlsx, without password",
    cure_it="aprirlo in Excel e salvarlo come .xlsx, senza password",
)
PDF = Message(
    "LC-SHEET-PDF",
    "this is a PDF, not a table",
    "questo è un PDF, non una tabella",
    cure_en="ask for the list as .xlsx or CSV",
    cure_it="chiedere il listino come .xlsx o CSV",
)
WORKBOOK = Message(
    "LC-SHEET-WORKBOOK",
    "the workbook cannot be read: {reason}",
    "la cartella di lavoro non è leggibile: {reason}",
    cure_en="open it in Excel and save it again, or save the sheet as 'CSV UTF-8'",
    cure_it="aprirla in Excel e salvarla di nuovo, o salvare il foglio come 'CSV UTF-8'",
)
SHEETS = Message(
    "LC-SHEET-SEVERAL",
    "several sheets of the workbook are price lists: {there}",
    "più fogli della cartella sono listini: {there}",
    cure_en="say which in a column map (sheet: NAME) and name it with --columns",
    cure_it="indicare quale in una mappa delle colonne (sheet: NOME) e passarla con --columns",
)
NO_SUCH_SHEET = Message(
    "LC-SHEET-NAME",
    "the workbook has no sheet '{sheet}'",
    "la cartella non ha il foglio '{sheet}'",
    cure_en="it has: {there}",
    cure_it="ha: {there}",
)
FORMULAS = Message(
    "LC-SHEET-FORMULA",
    "{column}: the workbook holds a formula here and no value",
    "{column}: qui la cartella contiene una formula e nessun valore",
    cure_en="open it in Excel, which calculates, and save it",
    cure_it="aprirla in Excel, che calcola, e salvarla",
)
ARCHIVE = Message(
    "LC-SHEET-ARCHIVE",
    "the archive cannot be read: {reason}",
    "l'archivio non è leggibile: {reason}",
    cure_en="download it again, or unpack it and name the CSV file",
    cure_it="scaricarlo di nuovo, o estrarlo e indicare il file CSV",
)
SEVERAL = Message(
    "LC-SHEET-ARCHIVE-FILES",
    "the archive does not hold exactly one table: {there}",
    "l'archivio non contiene esattamente una tabella: {there}",
    cure_en="unpack it and name the price sheet",
    cure_it="estrarlo e indicare il listino",
)
TOO_LONG = Message(
    "LC-SHEET-TOO-LONG",
    "a line or the whole file is longer than any price sheet",
    "una riga o l'intero file è più lungo di qualsiasi listino",
    cure_en="check that this is the right file",
    cure_it="controllare che sia il file giusto",
)
WEB_PAGE = Message(
    "LC-SHEET-HTML",
    "this is a web page, not a CSV file",
    "questa è una pagina web, non un file CSV",
    cure_en="sign in to Partner Center and download the price sheet again",
    cure_it="accedere a Partner Center e scaricare di nuovo il listino",
)
# What to take instead of another file of the same desk.
SOFTWARE_SHEET = Bilingual(
    "download the software or licence-based price sheet from Partner Center",
    "scaricare da Partner Center il listino software o licence-based",
)
KIND_LEGACY = Message(
    "LC-SHEET-KIND-LEGACY",
    "this is a legacy licence-based price list, not a new-commerce price sheet",
    "questo è un listino legacy per licenze, non un listino new commerce",
    cure=SOFTWARE_SHEET,
)
KIND_MATRIX = Message(
    "LC-SHEET-KIND-MATRIX",
    "this is an offer matrix, not a new-commerce price sheet",
    "questo è una matrice delle offerte, non un listino new commerce",
    cure=SOFTWARE_SHEET,
)
KIND_RECON = Message(
    "LC-SHEET-KIND-RECON",
    "this is an invoice reconciliation file, not a new-commerce price sheet",
    "questo è un file di riconciliazione fatture, non un listino new commerce",
    cure=SOFTWARE_SHEET,
)
KIND_AZURE = Message(
    "LC-SHEET-KIND-AZURE",
    "this is an Azure price list, not a new-commerce price sheet",
    "questo è un listino Azure, non un listino new commerce",
    cure=SOFTWARE_SHEET,
)
KIND_CLOUDBLUE = Message(
    "LC-SHEET-KIND-CLOUDBLUE",
    "this is a CloudBlue price file, not a new-commerce price sheet",
    "questo è un file prezzi CloudBlue, non un listino new commerce",
    cure=SOFTWARE_SHEET,
)
KIND_ORDER = Message(
    "LC-SHEET-KIND-ORDER",
    "these are order lines, not a price sheet",
    "queste sono righe d'ordine, non un listino",
    cure=SOFTWARE_SHEET,
)
KIND_RETURNS = Message(
    "LC-SHEET-KIND-RETURNS",
    "these are questions of returns, not a price sheet",
    "queste sono domande di reso, non un listino",
    cure_en="give them to returns check --batch",
    cure_it="passarle a returns check --batch",
)
BESIDE = Message(
    "LC-SHEET-ARCHIVE-BESIDE",
    "the archive also holds {files}, which is not a table and was not read",
    "l'archivio contiene anche {files}, che non è una tabella e non è stato letto",
    severity="info",
)
COLUMNS = Message(
    "LC-SHEET-COLUMNS",
    "the header lacks {missing}",
    "nell'intestazione manca {missing}",
    cure_en="use a price sheet of Partner Center with its header line; for another list draft a column map: price columns FILE",
    cure_it="usare un listino di Partner Center con l'intestazione; per un altro abbozzare una mappa delle colonne: price columns FILE",
)
DISTRIBUTOR = Message(
    "LC-SHEET-COLUMNS-OTHER",
    "this looks like a distributor's list: the header lacks {missing}",
    "sembra il listino di un distributore: nell'intestazione manca {missing}",
    cure_en="draft a column map with price columns FILE, complete it, and give it with --columns",
    cure_it="abbozzare una mappa con price columns FILE, completarla e passarla con --columns",
)
SHIPPED = Message(
    "LC-SHEET-COLUMNS-KNOWN",
    "this looks like the {kind}, which does not say its market and currency",
    "sembra il formato «{kind}», che non indica mercato e valuta",
    cure_en="read it with --as {name} --market IT --currency EUR, or set both in your profile",
    cure_it="leggerlo con --as {name} --market IT --currency EUR, o impostarli entrambi nel profilo",
)
COLUMNS_MAP = Message(
    "LC-SHEET-COLUMNS-MAP",
    "the header lacks {missing}, which the column map asks for",
    "nell'intestazione manca {missing}, che la mappa delle colonne richiede",
    cure_en="name what is there in the map, or give a default; there are: {there}",
    cure_it="indicare nella mappa ciò che c'è, o un valore predefinito; ci sono: {there}",
)
TWICE = Message(
    "LC-SHEET-TWICE",
    "the header has {column} more than once",
    "l'intestazione ha {column} più di una volta",
    cure_en="keep one: nothing says which of them counts",
    cure_it="tenerne una: nulla dice quale conta",
)
CUT = Message(
    "LC-SHEET-CUT",
    "the row has {found} fields, the header {wanted}",
    "la riga ha {found} campi, l'intestazione {wanted}",
    cure_en="the file seems cut or edited: download it again",
    cure_it="il file sembra troncato o modificato: scaricarlo di nuovo",
)
CUT_END = Message(
    "LC-SHEET-CUT-END",
    "the last line has no line end, so its last field, {column}, may be cut",
    "l'ultima riga non ha fine riga, quindi il suo ultimo campo, {column}, può essere troncato",
    cure_en="download the file again, or end the line if it is complete",
    cure_it="scaricare di nuovo il file, o terminare la riga se è completa",
)
UNCLOSED = Message(
    "LC-SHEET-CSV-QUOTE",
    "a quote that opens in this row is never closed",
    "le virgolette aperte in questa riga non si chiudono mai",
    cure_en="the file seems cut or edited: download it again",
    cure_it="il file sembra troncato o modificato: scaricarlo di nuovo",
)
BROKEN = Message(
    "LC-SHEET-CSV",
    "not valid CSV: {reason}",
    "CSV non valido: {reason}",
    cure_en="the file seems cut or edited: download it again",
    cure_it="il file sembra troncato o modificato: scaricarlo di nuovo",
)
NONE_GOOD = Message(
    "LC-SHEET-NONE-GOOD",
    "none of the {count} rows can be used",
    "nessuna delle {count} righe è utilizzabile",
    cure_en="without --skip-bad the import says why",
    cure_it="senza --skip-bad l'importazione dice perché",
)
READ_AS = Message(
    "LC-SHEET-READ-AS",
    "read as {how}",
    "letto così: {how}",
    cure_en="if that is wrong, a column map says better (--columns)",
    cure_it="se non è così, lo dice una mappa delle colonne (--columns)",
    severity="info",
)
MORE = Message(
    "LC-SHEET-MORE",
    "{count} further problems are not shown",
    "altri {count} problemi non sono mostrati",
)
