"""Faults of the desk that the tool stands on: what `doctor` finds and no other command says."""

from licensectl.errors import Message

NO_CACHE = Message(
    "LC-CACHE-READONLY",
    "compiled facts cannot be kept here: every command reads all of them anew",
    "i fatti compilati non possono essere conservati qui: ogni comando li rilegge tutti",
    cure_en="make the folder writable, or name another with LICENSECTL_CACHE",
    cure_it="rendere scrivibile la cartella, o indicarne un'altra con LICENSECTL_CACHE",
    severity="warning",
)
OLD_BOOK = Message(
    "LC-DOCTOR-BOOK",
    "the newest price sheet is of {month}",
    "il listino più recente è di {month}",
    cure_en="import the one of this month with price import; until then quotes take the older prices",
    cure_it="importare quello di questo mese con price import; fino ad allora le offerte usano i prezzi precedenti",
    severity="warning",
)
