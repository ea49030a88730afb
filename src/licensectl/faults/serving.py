"""Faults of a ledger on a server."""

from licensectl.errors import Fault

NO_DRIVER = Fault(
    "LC-STORE-DRIVER",
    "a ledger on PostgreSQL needs psycopg, which is not installed",
    "un registro su PostgreSQL richiede psycopg, che non è installato",
    cure_en="install licensectl with the extra: pipx install '.[teams]'",
    cure_it="installare licensectl con l'extra: pipx install '.[teams]'",
)
BAD_ADDRESS = Fault(
    "LC-STORE-URL",
    "the address of the server cannot be read",
    "l'indirizzo del server non è leggibile",
    cure_en="write it as postgresql://USER@HOST:PORT/DATABASE, other signs than letters and digits as %40 and the like, "
    "and keep the password in ~/.pgpass or PGPASSWORD",
    cure_it="scriverlo come postgresql://UTENTE@HOST:PORTA/DATABASE, i segni diversi da lettere e cifre come %40 e simili, "
    "e tenere la password in ~/.pgpass o PGPASSWORD",
)
NO_SERVER = Fault(
    "LC-STORE-SERVER",
    "no connection to the database: {reason}",
    "nessuna connessione al database: {reason}",
    cure_en="check address, user and password, and that the server runs",
    cure_it="controllare indirizzo, utente e password, e che il server sia in funzione",
)
LOST = Fault(
    "LC-STORE-LOST",
    "the connection broke off: {reason}",
    "la connessione si è interrotta: {reason}",
    cure_en="see with licensectl ledger log whether it is on record, else repeat; it is there as a whole or not at all",
    cure_it="verificare con licensectl ledger log se è registrato, altrimenti ripetere; c'è tutto o niente",
)
NOT_OURS = Fault(
    "LC-STORE-TABLES",
    "the tables in this database belong to another program",
    "le tabelle di questo database appartengono a un altro programma",
    cure_en="name an empty database, or an empty schema with ?options=-csearch_path%3DSCHEMA",
    cure_it="indicare un database vuoto, o uno schema vuoto con ?options=-csearch_path%3DSCHEMA",
)
NO_SCHEMA = Fault(
    "LC-STORE-SCHEMA",
    "there is no schema for the tables here, or none that you may use",
    "qui non c'è uno schema per le tabelle, o nessuno che si possa usare",
    cure_en="create it, or ask for the right to use it; the first of the search path is taken",
    cure_it="crearlo, o chiedere il permesso di usarlo; vale il primo del search path",
)
NOT_UTF8 = Fault(
    "LC-STORE-ENCODING",
    "this database keeps texts as {encoding}, which has no place for every letter",
    "questo database conserva i testi come {encoding}, che non ha posto per ogni lettera",
    cure_en="create it with ENCODING 'UTF8'",
    cure_it="crearlo con ENCODING 'UTF8'",
)
