"""Faults of the price book."""

from licensectl.errors import Fault

NO_MONTH = Fault(
    "LC-BOOK-MONTH",
    "no row says from when its price holds, so the month of the sheet is not known",
    "nessuna riga dice da quando vale il prezzo, quindi il mese del listino non è noto",
    cure_en="say it: --month 2026-11",
    cure_it="indicarlo: --month 2026-11",
)
NO_SHEET = Fault(
    "LC-BOOK-SHEET",
    "neither a file nor a month of the price book: '{name}'",
    "né un file né un mese del libro prezzi: '{name}'",
    cure_en="import the sheet first; the months of the book are: {known}",
    cure_it="importare prima il listino; i mesi del libro sono: {known}",
)
UNKNOWN = Fault(
    "LC-BOOK-SKU",
    "no sheet of the price book up to {month} has '{sku}'",
    "nessun listino del libro prezzi fino a {month} ha '{sku}'",
    cure_en="write it as ProductId:SkuId, and see price list for the months that are there",
    cure_it="scriverlo come ProductId:SkuId, e vedere price list per i mesi presenti",
)
AGAIN = Fault(
    "LC-BOOK-AGAIN",
    "this very file is in the book already, for {month}; nothing was changed",
    "questo stesso file è già nel libro, per {month}; nulla è stato modificato",
    severity="info",
)
STALE = Fault(
    "LC-BOOK-OLD",
    "the newest sheet of the price book for {month} is that of {newest}",
    "il listino più recente del libro prezzi per {month} è quello di {newest}",
    cure_en="import the sheet of the month, or give --prices",
    cure_it="importare il listino del mese, o indicare --prices",
    severity="warning",
)
REJECTED = Fault(
    "LC-BOOK-SKIPPED",
    "{count} bad rows were left out and are in this file",
    "{count} righe errate sono state tralasciate e sono in questo file",
    severity="info",
)
