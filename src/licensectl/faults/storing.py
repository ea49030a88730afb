"""Faults of what we keep: the price book and the ledger, files or a database of a server."""

from licensectl.errors import Fault

CANNOT_OPEN = Fault(
    "LC-STORE-OPEN",
    "cannot open it: {reason}",
    "impossibile aprirlo: {reason}",
    cure_en="check that the file and its folder can be written, or name another",
    cure_it="controllare che il file e la sua cartella siano scrivibili, o indicarne altri",
)
FULL = Fault(
    "LC-STORE-FULL",
    "the disk did not take it all: {reason}",
    "il disco non ha potuto scrivere tutto: {reason}",
    cure_en="make room and repeat; what was there before is unchanged",
    cure_it="fare spazio e ripetere; ciò che c'era prima è immutato",
)
BUSY = Fault(
    "LC-STORE-BUSY",
    "another process has been writing for more than a minute",
    "un altro processo scrive da più di un minuto",
    cure_en="let it finish and repeat",
    cure_it="attendere che finisca e ripetere",
)
DAMAGED = Fault(
    "LC-STORE-DAMAGED",
    "it is damaged or nothing that we have written: {reason}",
    "è danneggiato o non scritto da licensectl: {reason}",
    cure_en="restore the last backup; nothing was changed",
    cure_it="ripristinare l'ultimo backup; nulla è stato modificato",
)
NOT_OURS = Fault(
    "LC-STORE-FOREIGN",
    "this SQLite file belongs to another program or another purpose",
    "questo file SQLite appartiene a un altro programma o ha un altro scopo",
    cure_en="name the right file",
    cure_it="indicare il file giusto",
)
NEWER = Fault(
    "LC-STORE-NEWER",
    "it was written by a newer licensectl (version {version} of its shape, {known} is known here)",
    "è stato scritto da un licensectl più recente (versione {version} della sua forma, qui è nota la {known})",
    cure_en="update licensectl; nothing was changed",
    cure_it="aggiornare licensectl; nulla è stato modificato",
)
NO_FILE = Fault(
    "LC-STORE-FILE",
    "it is a folder, a device or a pipe",
    "è una cartella, un dispositivo o una pipe",
    cure_en="name a file",
    cure_it="indicare un file",
)
DENIED = Fault(
    "LC-STORE-DENIED",
    "you may not do that here: {reason}",
    "operazione non consentita qui: {reason}",
    cure_en="ask for the right to write to it; nothing was changed",
    cure_it="chiedere il permesso di scrittura; nulla è stato modificato",
)
CONFLICT = Fault(
    "LC-STORE-CONFLICT",
    "it contradicts what is on record: {reason}",
    "contraddice quanto è già registrato: {reason}",
    cure_en="look at what is there and correct one of the two; nothing was changed",
    cure_it="controllare ciò che è registrato e correggere uno dei due; nulla è stato modificato",
)
BAD_VALUE = Fault(
    "LC-STORE-VALUE",
    "a text or number cannot be kept: {reason}",
    "un testo o un numero non può essere conservato: {reason}",
    cure_en="remove control characters and shorten it; nothing was changed",
    cure_it="togliere i caratteri di controllo e accorciarlo; nulla è stato modificato",
)
NO_ENGINE = Fault(
    "LC-STORE-ADDRESS",
    "this address is none that a ledger can lie at",
    "a questo indirizzo non può trovarsi un registro",
    cure_en="name a file, or postgresql://USER@HOST/DATABASE",
    cure_it="indicare un file, oppure postgresql://UTENTE@HOST/DATABASE",
)
