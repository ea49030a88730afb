"""Messages about price lists and prices in force."""

from licensectl.errors import Message

NO_MONTH = Message(
    "LC-BOOK-MONTH",
    "no row says from when its price holds, so the month of the sheet is not known",
    "nessuna riga dice da quando vale il prezzo, quindi il mese del listino non è noto",
    cure_en="say it: --month 2026-11",
    cure_it="indicarlo: --month 2026-11",
)
TAKEN_MONTH = Message(
    "LC-BOOK-FILED",
    "filed under {month}, {why}",
    "archiviato sotto {month}, {why}",
    severity="info",
)
REPLACED = Message(
    "LC-BOOK-REPLACED",
    "{month} had prices of {scopes} already, from {other}; those of this sheet now count in their place",
    "{month} aveva già prezzi di {scopes}, da {other}; ora valgono quelli di questo listino",
    cure_en="if it is the sheet of another month, import it with --month and the other one again",
    cure_it="se è il listino di un altro mese, importarlo con --month e reimportare l'altro",
    severity="warning",
)
TWO_FOR_ONE = Message(
    "LC-BOOK-TWO-PRICES",
    "{count} keys have two prices from the same day on, as {sku} in rows {rows}",
    "{count} chiavi hanno due prezzi dallo stesso giorno, come {sku} alle righe {rows}",
    cure_en="quotes take the dearer; price lint lists all of them",
    cure_it="le offerte prendono il più caro; price lint li elenca tutti",
    severity="warning",
)
NO_SHEET = Message(
    "LC-BOOK-SHEET",
    "neither a file nor a month of the price book: '{name}'",
    "né un file né un mese del libro prezzi: '{name}'",
    cure_en="import the sheet first; the months of the book are: {known}",
    cure_it="importare prima il listino; i mesi del libro sono: {known}",
)
UNKNOWN = Message(
    "LC-BOOK-SKU",
    "no sheet of the price book up to {month} has '{sku}'",
    "nessun listino del libro prezzi fino a {month} ha '{sku}'",
    cure_en="write it as ProductId:SkuId, and see price list for the months that are there",
    cure_it="scriverlo come ProductId:SkuId, e vedere price list per i mesi presenti",
)
AGAIN = Message(
    "LC-BOOK-AGAIN",
    "this very file is in the book already, for {month}; nothing was changed",
    "questo stesso file è già nel libro, per {month}; nulla è stato modificato",
    severity="info",
)
STALE = Message(
    "LC-BOOK-OLD",
    "the newest sheet of the price book for {month} is that of {newest}",
    "il listino più recente del libro prezzi per {month} è quello di {newest}",
    cure_en="import the sheet of the month, or give --prices",
    cure_it="importare il listino del mese, o indicare --prices",
    severity="warning",
)
REJECTED = Message(
    "LC-BOOK-SKIPPED",
    "{count} bad rows were left out and are in this file",
    "{count} righe errate sono state tralasciate e sono in questo file",
    severity="info",
)
TWO_ROWS = Message(
    "LC-PRICE-TWO-ROWS",
    "{sku}: rows {rows} are both in force on {day}",
    "{sku}: le righe {rows} sono entrambe in vigore il {day}",
    cure_en="the latest start is used, row {used}",
    cure_it="si usa l'inizio più recente, riga {used}",
    severity="warning",
    sources=("PC-PRICE",),
)
TWO_PRICES = Message(
    "LC-PRICE-TWO-PRICES",
    "{sku}: of the rows {rows}, in force on {day}, several start on the same day with different prices",
    "{sku}: fra le righe {rows}, in vigore il {day}, più d'una inizia lo stesso giorno con prezzi diversi",
    cure_en="the dearer is used, row {used}; ask who issued the sheet which one counts",
    cure_it="si usa la più cara, riga {used}; chiedere a chi ha emesso il listino quale vale",
    severity="warning",
)
NOT_HERE = Message(
    "LC-PRICE-SHEET",
    "{sku} is not in the price sheet {file}",
    "{sku} non è nel listino {file}",
    cure_en="give unit_price or sell_price in the request; the line is not in the totals",
    cure_it="indicare unit_price o sell_price nella richiesta; la riga non è nei totali",
    severity="warning",
)
OTHER_CURRENCY = Message(
    "LC-PRICE-CURRENCY",
    "{file} has no price of {sku} in {wanted}",
    "{file} non ha un prezzo di {sku} in {wanted}",
    cure_en="it has {there}",
    cure_it="ha {there}",
)
OTHER_PERIOD = Message(
    "LC-PRICE-PERIOD",
    "no price of {sku} in {file} is in force on {day}",
    "nessun prezzo di {sku} in {file} è in vigore il {day}",
    cure_en="take the sheet of that month, or give sell_price; the line is not in the totals",
    cure_it="prendere il listino di quel mese, o indicare sell_price; la riga non è nei totali",
    severity="warning",
)
OTHER_TERM = Message(
    "LC-PRICE-TERM",
    "{file} has {sku} only for the terms {there}, not {wanted}",
    "{file} ha {sku} solo per le durate {there}, non {wanted}",
    cure_en="a subscription is no perpetual licence: take the id of the perpetual one, or give sell_price",
    cure_it="un abbonamento non è una licenza perpetua: prendere l'id di quella perpetua, o indicare sell_price",
    severity="warning",
)
OTHER_TIER = Message(
    "LC-PRICE-TIER",
    "{file} has prices of {sku} for the quantities {there}, none for {quantity}",
    "{file} ha prezzi di {sku} per le quantità {there}, nessuno per {quantity}",
    cure_en="change the quantity, or give sell_price; the line is not in the totals",
    cure_it="cambiare la quantità, o indicare sell_price; la riga non è nei totali",
    severity="warning",
)
SEVERAL_PLANS = Message(
    "LC-PRICE-PLAN",
    "{file} has {sku} for several billing plans: {there}",
    "{file} ha {sku} per più piani di fatturazione: {there}",
    cure_en="say which",
    cure_it="indicare quale",
)
NO_SEGMENT = Message(
    "LC-PRICE-NO-SEGMENT",
    "row {row} of {file} names no segment; its price of {sku} is taken for {wanted}",
    "la riga {row} di {file} non indica il segmento; il suo prezzo di {sku} vale qui per {wanted}",
    cure_en="a sheet with the Segment column makes sure",
    cure_it="un listino con la colonna Segment dà certezza",
    severity="warning",
)
LIST_UNSAID = Message(
    "LC-PRICE-LIST-UNSAID",
    "a list read as {name} does not say it: {option} is missing",
    "un listino letto come {name} non lo indica: manca {option}",
    cure_en="give {option}, or set {key}",
    cure_it="indicare {option}, o impostare {key}",
)
LIST_SAID = Message(
    "LC-PRICE-LIST-SAID",
    "the list is read as {name}, its prices as those of {said}",
    "il listino è letto come {name}, i suoi prezzi come quelli di {said}",
    severity="info",
)
LIST_SAYS_ITSELF = Message(
    "LC-PRICE-LIST-SAYS-ITSELF",
    "{option} is for a list that does not say it, read with --as",
    "{option} serve per un listino che non lo indica, letto con --as",
    cure_en="leave it out; a column map says it with defaults:",
    cure_it="ometterlo; una mappa delle colonne lo indica con defaults:",
)
NOTHING_FOUND = Message(
    "LC-PRICE-NOTHING-FOUND",
    "no offer in force holds every word of '{words}'",
    "nessuna offerta in vigore contiene tutte le parole di '{words}'",
    cure_en="use fewer words, or leave out --market, --currency, --segment and --term",
    cure_it="usare meno parole, o omettere --market, --currency, --segment e --term",
    severity="info",
)
SOME_FOUND = Message(
    "LC-PRICE-SOME-FOUND",
    "the first {shown} SKUs are shown, {held} hold these words",
    "sono mostrati i primi {shown} SKU, {held} contengono queste parole",
    cure_en="use more words, or --limit 0 for all",
    cure_it="usare più parole, o --limit 0 per averli tutti",
    severity="info",
)
NO_BOOK = Message(
    "LC-PRICE-NO-BOOK",
    "there is no price book",
    "non c'è un archivio listini",
    cure_en="import a price sheet with price import FILE, or name one with --prices",
    cure_it="importare un listino con price import FILE, o indicarne uno con --prices",
)
LIKE_FOUND = Message(
    "LC-PRICE-LIKE-FOUND",
    "no offer holds every word of '{words}' as written; these have words much like them",
    "nessuna offerta contiene tutte le parole di '{words}' come sono scritte; queste hanno parole molto simili",
    severity="info",
)
NARROWED = Message(
    "LC-PRICE-NARROWED",
    "only changes of {said} are shown and counted; the keys in common are those of the whole sheets",
    "sono mostrate e contate solo le variazioni di {said}; le chiavi comuni sono quelle dei listini interi",
    severity="info",
)
