"""Messages about the price book and the ledger: files, servers, backups."""

from licensectl.errors import Message

NO_DRIVER = Message(
    "LC-STORE-DRIVER",
    "a ledger on PostgreSQL needs psycopg, which is not installed",
    "un registro su PostgreSQL richiede psycopg, che non è installato",
    cure_en="install licensectl with the extra: pipx install '.[teams]'",
    cure_it="installare licensectl con l'extra: pipx install '.[teams]'",
)
BAD_ADDRESS = Message(
    "LC-STORE-URL",
    "the address of the server cannot be read",
    "l'indirizzo del server non è leggibile",
    cure_en="write it as postgresql://USER@HOST:PORT/DATABASE, other signs than letters and digits as %40 and the like, "
    "and keep the password in ~/.pgpass or PGPASSWORD",
    cure_it="scriverlo come postgresql://UTENTE@HOST:PORTA/DATABASE, i segni diversi da lettere e cifre come %40 e simili, "
    "e tenere la password in ~/.pgpass o PGPASSWORD",
)
NO_SERVER = Message(
    "LC-STORE-SERVER",
    "no connection to the database: {reason}",
    "nessuna connessione al database: {reason}",
    cure_en="check address, user and password, and that the server runs",
    cure_it="controllare indirizzo, utente e password, e che il server sia in funzione",
)
LOST = Message(
    "LC-STORE-LOST",
    "the connection broke off: {reason}",
    "la connessione si è interrotta: {reason}",
    cure_en="see with licensectl ledger log whether it is on record, else repeat; it is there as a whole or not at all",
    cure_it="verificare con licensectl ledger log se è registrato, altrimenti ripetere; c'è tutto o niente",
)
NOT_OUR_SCHEMA = Message(
    "LC-STORE-TABLES",
    "the tables in this database belong to another program",
    "le tabelle di questo database appartengono a un altro programma",
    cure_en="name an empty database, or an empty schema with ?options=-csearch_path%3DSCHEMA",
    cure_it="indicare un database vuoto, o uno schema vuoto con ?options=-csearch_path%3DSCHEMA",
)
NO_SCHEMA = Message(
    "LC-STORE-SCHEMA",
    "there is no schema for the tables here, or none that you may use",
    "qui non c'è uno schema per le tabelle, o nessuno che si possa usare",
    cure_en="create it, or ask for the right to use it; the first of the search path is taken",
    cure_it="crearlo, o chiedere il permesso di usarlo; vale il primo del search path",
)
NOT_UTF8 = Message(
    "LC-STORE-ENCODING",
    "this database keeps texts as {encoding}, which has no place for every letter",
    "questo database conserva i testi come {encoding}, che non ha posto per ogni lettera",
    cure_en="create it with ENCODING 'UTF8'",
    cure_it="crearlo con ENCODING 'UTF8'",
)


CANNOT_OPEN = Message(
    "LC-STORE-OPEN",
    "cannot open it: {reason}",
    "impossibile aprirlo: {reason}",
    cure_en="check that the file and its folder can be written, or name another",
    cure_it="controllare che il file e la sua cartella siano scrivibili, o indicarne altri",
)
FULL = Message(
    "LC-STORE-FULL",
    "the disk did not take it all: {reason}",
    "il disco non ha potuto scrivere tutto: {reason}",
    cure_en="make room and repeat; what was there before is unchanged",
    cure_it="fare spazio e ripetere; ciò che c'era prima è immutato",
)
BUSY = Message(
    "LC-STORE-BUSY",
    "another process has been writing for more than a minute",
    "un altro processo scrive da più di un minuto",
    cure_en="let it finish and repeat",
    cure_it="attendere che finisca e ripetere",
)
DAMAGED = Message(
    "LC-STORE-DAMAGED",
    "it is damaged or nothing that we have written: {reason}",
    "è danneggiato o non scritto da licensectl: {reason}",
    cure_en="restore the last backup; nothing was changed",
    cure_it="ripristinare l'ultimo backup; nulla è stato modificato",
)
NOT_OURS = Message(
    "LC-STORE-FOREIGN",
    "this SQLite file belongs to another program or another purpose",
    "questo file SQLite appartiene a un altro programma o ha un altro scopo",
    cure_en="name the right file",
    cure_it="indicare il file giusto",
)
NEWER = Message(
    "LC-STORE-NEWER",
    "it was written by a newer licensectl (version {version} of its shape, {known} is known here)",
    "è stato scritto da un licensectl più recente (versione {version} della sua forma, qui è nota la {known})",
    cure_en="update licensectl; nothing was changed",
    cure_it="aggiornare licensectl; nulla è stato modificato",
)
NO_FILE = Message(
    "LC-STORE-FILE",
    "it is a folder, a device or a pipe",
    "è una cartella, un dispositivo o una pipe",
    cure_en="name a file",
    cure_it="indicare un file",
)
DENIED = Message(
    "LC-STORE-DENIED",
    "you may not do that here: {reason}",
    "operazione non consentita qui: {reason}",
    cure_en="ask for the right to write to it; nothing was changed",
    cure_it="chiedere il permesso di scrittura; nulla è stato modificato",
)
CONFLICT = Message(
    "LC-STORE-CONFLICT",
    "it contradicts what is on record: {reason}",
    "contraddice quanto è già registrato: {reason}",
    cure_en="look at what is there and correct one of the two; nothing was changed",
    cure_it="controllare ciò che è registrato e correggere uno dei due; nulla è stato modificato",
)
BAD_VALUE = Message(
    "LC-STORE-VALUE",
    "a text or number cannot be kept: {reason}",
    "un testo o un numero non può essere conservato: {reason}",
    cure_en="remove control characters and shorten it; nothing was changed",
    cure_it="togliere i caratteri di controllo e accorciarlo; nulla è stato modificato",
)
NO_ENGINE = Message(
    "LC-STORE-ADDRESS",
    "this address is none that a ledger can lie at",
    "a questo indirizzo non può trovarsi un registro",
    cure_en="name a file, or postgresql://USER@HOST/DATABASE",
    cure_it="indicare un file, oppure postgresql://UTENTE@HOST/DATABASE",
)


OLD_READ_ONLY = Message(
    "LC-STORE-OLD-READ-ONLY",
    "an older licensectl wrote it (version {version} of its shape, today's is {known}), and it cannot be written here",
    "è stato scritto da un licensectl meno recente (versione {version} della sua forma, oggi è la {known}) e qui non è scrivibile",
    cure_en="open it once where it can be written",
    cure_it="aprirlo una volta dove è scrivibile",
)
NO_HOME = Message(
    "LC-STORE-HOME",
    "this user has no home folder, so there is no place for the ledger and the price book",
    "questo utente non ha una cartella personale, quindi non c'è posto per il registro e l'archivio listini",
    cure_en="set LICENSECTL_HOME to a folder",
    cure_it="impostare LICENSECTL_HOME su una cartella",
)
NO_PATH = Message(
    "LC-STORE-PATH",
    "{name}: '{value}' names no file or folder",
    "{name}: '{value}' non indica un file o una cartella",
    cure_en="give a path, or leave it out",
    cure_it="indicare un percorso, o ometterlo",
)


NO_LEDGER = Message(
    "LC-LEDGER-NONE",
    "there is no ledger yet",
    "non c'è ancora un registro",
    cure_en="the first order that is recorded makes it; or name the right one with --store",
    cure_it="lo crea il primo ordine registrato; oppure indicare quello giusto con --store",
)
NO_BACKUP = Message(
    "LC-LEDGER-EMPTY",
    "this file is empty and no backup of a ledger",
    "questo file è vuoto e non è un backup di un registro",
    cure_en="name a file that ledger backup has written",
    cure_it="indicare un file scritto da ledger backup",
)
IN_USE = Message(
    "LC-LEDGER-IN-USE",
    "this file is the ledger itself, or open in another program",
    "questo file è il registro stesso, o è aperto in un altro programma",
    cure_en="name another file for the backup",
    cure_it="indicare un altro file per il backup",
)
OLDER = Message(
    "LC-LEDGER-OLDER",
    "an older licensectl wrote it (version {version} of its shape, today's is {known})",
    "è stato scritto da un licensectl meno recente (versione {version} della sua forma, quella odierna è la {known})",
    cure_en="the next command that opens it brings it forward and keeps a copy",
    cure_it="il prossimo comando che lo apre lo aggiorna e ne conserva una copia",
    severity="info",
)
ORPHANS = Message(
    "LC-LEDGER-ORPHANS",
    "rows of {table} refer to a {parent} that is not there: {count}",
    "righe di {table} si riferiscono a un {parent} che non c'è: {count}",
    cure_en="restore the last backup",
    cure_it="ripristinare l'ultimo backup",
)
DAMAGED_ROW = Message(
    "LC-LEDGER-ROW",
    "table {table}, row {number} ({id}): {column} cannot be read: {reason}",
    "tabella {table}, riga {number} ({id}): {column} non è leggibile: {reason}",
    cure_en="restore the last backup",
    cure_it="ripristinare l'ultimo backup",
)
NO_LINES = Message(
    "LC-LEDGER-LINES",
    "orders without a line: {ids} ({count} in all)",
    "ordini senza righe: {ids} ({count} in tutto)",
    cure_en="record them again with their lines",
    cure_it="registrarli di nuovo con le loro righe",
    severity="warning",
)
NO_QUOTE_LINES = Message(
    "LC-LEDGER-QUOTE-LINES",
    "saved quotes without a line: {ids} ({count} in all)",
    "offerte salvate senza righe: {ids} ({count} in tutto)",
    cure_en="restore the last backup",
    cure_it="ripristinare l'ultimo backup",
    severity="warning",
)
NO_INVOICE_LINES = Message(
    "LC-LEDGER-INVOICE-LINES",
    "invoices that lack lines: {ids} ({count} in all)",
    "fatture a cui mancano righe: {ids} ({count} in tutto)",
    cure_en="import their files again (invoice import --replace)",
    cure_it="importare di nuovo i loro file (invoice import --replace)",
    severity="warning",
)
NO_REVISION = Message(
    "LC-LEDGER-REVISION",
    "revisions of saved quotes without the one before: {ids} ({count} in all)",
    "revisioni di offerte salvate senza la precedente: {ids} ({count} in tutto)",
    cure_en="restore the last backup",
    cure_it="ripristinare l'ultimo backup",
    severity="warning",
)
READABLE = Message(
    "LC-LEDGER-MODE",
    "others on this machine may read it or write to it (mode {mode})",
    "altri su questo computer possono leggerlo o scriverlo (permessi {mode})",
    cure_en="chmod 600",
    cure_it="chmod 600",
    severity="warning",
)
REPLACEABLE = Message(
    "LC-LEDGER-FOLDER",
    "others on this machine may replace files in this folder (mode {mode})",
    "altri su questo computer possono sostituire i file di questa cartella (permessi {mode})",
    cure_en="chmod 700, or keep the ledger elsewhere",
    cure_it="chmod 700, oppure tenere il registro altrove",
    severity="warning",
)
SHARED = Message(
    "LC-LEDGER-SHARE",
    "it lies on a network share, whose locks may not hold between machines",
    "si trova su una condivisione di rete, i cui blocchi possono non valere tra computer diversi",
    cure_en="use it from one machine at a time, or keep it on PostgreSQL (--store postgresql://…)",
    cure_it="usarlo da un computer alla volta, oppure tenerlo su PostgreSQL (--store postgresql://…)",
    severity="warning",
)


WRONG_TABLES = Message(
    "LC-STORE-SHAPE",
    "its tables are not the expected ones: {reason}",
    "le sue tabelle non sono quelle attese: {reason}",
    cure_en="run licensectl ledger check, and restore the last backup",
    cure_it="eseguire licensectl ledger check e ripristinare l'ultimo backup",
)
NO_TABLE = Message(
    "LC-LEDGER-TABLE",
    "table {table} is missing (in its place: {found})",
    "manca la tabella {table} (al suo posto: {found})",
    cure_en="restore the last backup",
    cure_it="ripristinare l'ultimo backup",
)
NO_COLUMN = Message(
    "LC-LEDGER-COLUMN",
    "table {table}: column {column} is missing or has another type",
    "tabella {table}: la colonna {column} manca o è di un altro tipo",
    cure_en="restore the last backup",
    cure_it="ripristinare l'ultimo backup",
)
FOREIGN_OBJECT = Message(
    "LC-LEDGER-OBJECT",
    "the database holds a {what} that licensectl has not made: {object}",
    "il database contiene un oggetto ({what}) non creato da licensectl: {object}",
    cure_en="remove it if you do not know it; ledger backup and ledger restore leave it out",
    cure_it="rimuoverlo se non è noto; ledger backup e ledger restore lo tralasciano",
    severity="warning",
)
NO_INDEX = Message(
    "LC-LEDGER-INDEX",
    "index {index} is missing, so searches take longer",
    "manca l'indice {index}: le ricerche sono più lente",
    cure_en="back the ledger up and restore the backup, which makes it again",
    cure_it="fare il backup del registro e ripristinarlo: l'indice viene ricreato",
    severity="warning",
)
LEFTOVER = Message(
    "LC-LEDGER-LEFTOVER",
    "a process that was killed left an unfinished copy of the ledger",
    "un processo terminato ha lasciato una copia incompleta del registro",
    cure_en="the next command that writes to the ledger removes it",
    cure_it="il prossimo comando che scrive nel registro la rimuove",
    severity="info",
)
CANCELLED = Message(
    "LC-STORE-CANCELLED",
    "the server cancelled the statement: {reason}",
    "il server ha annullato l'istruzione: {reason}",
    cure_en="repeat it, or ask for a longer statement_timeout; nothing was changed",
    cure_it="ripetere, o chiedere uno statement_timeout più lungo; nulla è stato modificato",
)
UNREADABLE = Message(
    "LC-STORE-UNREADABLE",
    "you have no right to read it: {reason}",
    "non si ha il diritto di leggerlo: {reason}",
    cure_en="ask for the right to read all of its tables (GRANT SELECT)",
    cure_it="chiedere il diritto di leggere tutte le sue tabelle (GRANT SELECT)",
)
COPY_KEPT = Message(
    "LC-LEDGER-COPY",
    "this copy of the ledger may still hold what was removed: {reason}",
    "questa copia del registro può contenere ancora quanto è stato rimosso: {reason}",
    cure_en="delete the file",
    cure_it="eliminare il file",
    severity="warning",
)
BAD_RECORD = Message(
    "LC-LEDGER-RECORD",
    "table {table}, row {id} cannot be read: {reason}",
    "tabella {table}, riga {id} non è leggibile: {reason}",
    cure_en="run licensectl ledger check, and restore the last backup",
    cure_it="eseguire licensectl ledger check e ripristinare l'ultimo backup",
)
BAD_PRICE = Message(
    "LC-BOOK-ROW",
    "the price book holds a row that cannot be read: {reason}",
    "l'archivio listini contiene una riga non leggibile: {reason}",
    cure_en="delete the price book and import the price sheets again",
    cure_it="eliminare l'archivio listini e importare di nuovo i listini",
)
