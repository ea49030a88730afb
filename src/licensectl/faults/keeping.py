"""Faults of looking after the ledger: what a check finds, and what stands against a backup."""

from licensectl.errors import Fault

NO_LEDGER = Fault(
    "LC-LEDGER-NONE",
    "there is no ledger yet",
    "non c'è ancora un registro",
    cure_en="the first order that is recorded makes it; or name the right one with --store",
    cure_it="lo crea il primo ordine registrato; oppure indicare quello giusto con --store",
)
NO_BACKUP = Fault(
    "LC-LEDGER-EMPTY",
    "this file is empty and no backup of a ledger",
    "questo file è vuoto e non è un backup di un registro",
    cure_en="name a file that ledger backup has written",
    cure_it="indicare un file scritto da ledger backup",
)
IN_USE = Fault(
    "LC-LEDGER-IN-USE",
    "this file is the ledger itself, or open in another program",
    "questo file è il registro stesso, o è aperto in un altro programma",
    cure_en="name another file for the backup",
    cure_it="indicare un altro file per il backup",
)
OLDER = Fault(
    "LC-LEDGER-OLDER",
    "an older licensectl wrote it (version {version} of its shape, today's is {known})",
    "è stato scritto da un licensectl meno recente (versione {version} della sua forma, quella odierna è la {known})",
    cure_en="the next command that opens it brings it forward and keeps a copy",
    cure_it="il prossimo comando che lo apre lo aggiorna e ne conserva una copia",
    severity="info",
)
ORPHANS = Fault(
    "LC-LEDGER-ORPHANS",
    "rows of {table} refer to a {parent} that is not there: {count}",
    "righe di {table} si riferiscono a un {parent} che non c'è: {count}",
    cure_en="restore the last backup",
    cure_it="ripristinare l'ultimo backup",
)
NO_LINES = Fault(
    "LC-LEDGER-LINES",
    "orders without a line: {ids} ({count} in all)",
    "ordini senza righe: {ids} ({count} in tutto)",
    cure_en="record them again with their lines",
    cure_it="registrarli di nuovo con le loro righe",
    severity="warning",
)
NO_QUOTE_LINES = Fault(
    "LC-LEDGER-QUOTE-LINES",
    "saved quotes without a line: {ids} ({count} in all)",
    "offerte salvate senza righe: {ids} ({count} in tutto)",
    cure_en="restore the last backup",
    cure_it="ripristinare l'ultimo backup",
    severity="warning",
)
NO_REVISION = Fault(
    "LC-LEDGER-REVISION",
    "revisions of saved quotes without the one before: {ids} ({count} in all)",
    "revisioni di offerte salvate senza la precedente: {ids} ({count} in tutto)",
    cure_en="restore the last backup",
    cure_it="ripristinare l'ultimo backup",
    severity="warning",
)
READABLE = Fault(
    "LC-LEDGER-MODE",
    "others on this machine may read it or write to it (mode {mode})",
    "altri su questo computer possono leggerlo o scriverlo (permessi {mode})",
    cure_en="chmod 600",
    cure_it="chmod 600",
    severity="warning",
)
REPLACEABLE = Fault(
    "LC-LEDGER-FOLDER",
    "others on this machine may replace files in this folder (mode {mode})",
    "altri su questo computer possono sostituire i file di questa cartella (permessi {mode})",
    cure_en="chmod 700, or keep the ledger elsewhere",
    cure_it="chmod 700, oppure tenere il registro altrove",
    severity="warning",
)
SHARED = Fault(
    "LC-LEDGER-SHARE",
    "it lies on a network share, whose locks may not hold between machines",
    "si trova su una condivisione di rete, i cui blocchi possono non valere tra computer diversi",
    cure_en="use it from one machine at a time, or keep it on PostgreSQL (--store postgresql://…)",
    cure_it="usarlo da un computer alla volta, oppure tenerlo su PostgreSQL (--store postgresql://…)",
    severity="warning",
)
