"""Faults of the files we keep: the price book and the ledger."""

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
    "it is damaged or no SQLite file: {reason}",
    "è danneggiato o non è un file SQLite: {reason}",
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
