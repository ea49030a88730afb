"""Faults of requests that are tables, and of files that hold many requests."""

from licensectl.errors import Message

NOT_LINES = Message(
    "LC-LINES-COLUMNS",
    "this is no table of lines, its columns being {columns}",
    "non è una tabella di righe: le colonne sono {columns}",
    cure_en="name the product by a column sku, part_number or search (title, with vendor), and the number of pieces by quantity",
    cure_it="indicare il prodotto in una colonna sku, part_number o search (title, con vendor), e il numero di pezzi in quantity",
)
COLUMN = Message(
    "LC-LINES-COLUMN",
    "unknown column '{column}'",
    "colonna '{column}' sconosciuta",
    cure_en="did you mean {hint}? what is no part of a quote is to be left out",
    cure_it="forse {hint}? ciò che non fa parte di un'offerta va tolto",
)
TWICE = Message(
    "LC-LINES-TWICE",
    "the column {column} is there twice",
    "la colonna {column} c'è due volte",
    cure_en="keep one",
    cure_it="tenerne uno",
)
NO_COLUMN = Message(
    "LC-LINES-BY",
    "there is no column '{column}' to tell the quotes apart; the columns are {columns}",
    "non c'è una colonna '{column}' che distingua le offerte; le colonne sono {columns}",
    cure_en="name one of them with --by",
    cure_it="indicarne una con --by",
)
APART = Message(
    "LC-LINES-APART",
    "{column} '{value}' begins again here, having ended in row {row}",
    "{column} '{value}' ricomincia qui, dopo essere finita alla riga {row}",
    cure_en="sort the table by this column",
    cure_it="ordinare la tabella secondo questa colonna",
)
BLANK = Message(
    "LC-LINES-BLANK",
    "the column {column} is blank, so the row belongs to no quote",
    "la colonna {column} è vuota, quindi la riga non appartiene a nessuna offerta",
    cure_en="fill it in",
    cure_it="compilarla",
)
NOT_AMOUNT = Message(
    "LC-LINES-AMOUNT",
    "{name}: '{value}' is not an amount",
    "{name}: '{value}' non è un importo",
    cure_en="write it in figures, as 1073.68 or 1.073,68",
    cure_it="scriverlo in cifre, come 1073.68 o 1.073,68",
)
NOT_PERCENTAGE = Message(
    "LC-LINES-PERCENTAGE",
    "{name}: '{value}' is not a percentage",
    "{name}: '{value}' non è una percentuale",
    cure_en="write it in figures, as 12.5 or 12,5 %",
    cure_it="scriverla in cifre, come 12.5 o 12,5 %",
)
NOT_COUNT = Message(
    "LC-LINES-COUNT",
    "{name}: '{value}' is not a whole number",
    "{name}: '{value}' non è un numero intero",
    cure_en="write it in figures without decimals, as 25",
    cure_it="scriverlo in cifre senza decimali, come 25",
)
FRACTION = Message(
    "LC-LINES-FRACTION",
    "{name}: '{value}' can be {one} or {other}",
    "{name}: '{value}' può essere {one} o {other}",
    cure_en="write the percent sign",
    cure_it="scrivere il segno di percentuale",
)
OTHER_CURRENCY = Message(
    "LC-LINES-CURRENCY",
    "{name}: '{value}' is in another currency than the quote, {currency}",
    "{name}: '{value}' è in una valuta diversa da quella dell'offerta, {currency}",
    cure_en="convert the amount, or make the quote in that currency",
    cure_it="convertire l'importo, o fare l'offerta in quella valuta",
)
OPEN_FIGURE = Message(
    "LC-LINES-FIGURE",
    "{name}: '{value}' can be {one} or {other}",
    "{name}: '{value}' può essere {one} o {other}",
    cure_en="write thousands without a sign, and decimals with two figures",
    cure_it="scrivere le migliaia senza separatore, e i decimali con due cifre",
)
FORMULA = Message(
    "LC-LINES-FORMULA",
    "{name}: the workbook holds a formula here and no value",
    "{name}: qui la cartella contiene una formula e nessun valore",
    cure_en="open it in Excel, which calculates, and save it",
    cure_it="aprirla in Excel, che calcola, e salvarla",
)
TOTALS_ROW = Message(
    "LC-LINES-TOTAL",
    "row {row} is a totals row ('{value}'), not a line",
    "la riga {row} è una riga di totale («{value}»), non una riga dell'offerta",
    cure_en="delete it",
    cure_it="toglierla",
)
DIFFERS = Message(
    "LC-LINES-DIFFERS",
    "{column} is '{value}' here and '{first}' above, in the same quote",
    "{column} è '{value}' qui e '{first}' sopra, nella stessa offerta",
    cure_en="say it once, or the same in all rows",
    cure_it="indicarlo una volta, o uguale in tutte le righe",
)
NOT_JSON = Message(
    "LC-BATCH-JSON",
    "not a request in JSON: {reason}",
    "non è una richiesta in JSON: {reason}",
    cure_en="write one request per line, as one JSON object",
    cure_it="scrivere una richiesta per riga, come un unico oggetto JSON",
)
UNFORESEEN = Message(
    "LC-BATCH-UNFORESEEN",
    "no quote can be made of this request: {reason}",
    "da questa richiesta non si può fare un'offerta: {reason}",
    cure_en="look for a value that makes no sense; and please report it with the request",
    cure_it="cercare un valore privo di senso; e segnalarlo, per favore, con la richiesta",
)
TOO_LONG = Message(
    "LC-BATCH-SIZE",
    "a request of more than {most} MiB",
    "una richiesta di oltre {most} MiB",
    cure_en="no quote is that long; look for a line or document that was never ended",
    cure_it="nessuna offerta è così lunga; cercare una riga o un documento mai concluso",
)
NAME = Message(
    "LC-BATCH-NAME",
    "'{name}' leads out of the folder",
    "'{name}' porta fuori dalla cartella",
    cure_en="give the quote a number without path",
    cure_it="dare all'offerta un numero senza percorso",
)
SAME_NAME = Message(
    "LC-BATCH-TWICE",
    "the file {name} has been written already, for {first}",
    "il file {name} è già stato scritto, per {first}",
    cure_en="give each quote a number of its own",
    cure_it="dare a ogni offerta un numero proprio",
)
NO_REQUESTS = Message(
    "LC-BATCH-EMPTY",
    "there is no request in it",
    "non contiene richieste",
    cure_en="give JSON Lines, YAML documents, or a CSV with --by COLUMN",
    cure_it="dare JSON Lines, documenti YAML, o un CSV con --by COLONNA",
)
NEEDS_BY = Message(
    "LC-BATCH-BY",
    "a table of lines, and nothing says which of them make a quote",
    "una tabella di righe, e nulla dice quali formano un'offerta",
    cure_en="name the column that tells the quotes apart with --by",
    cure_it="indicare con --by la colonna che distingue le offerte",
)
NEEDS_FOLDER = Message(
    "LC-BATCH-FOLDER",
    "{format} makes a file per quote",
    "{format} produce un file per offerta",
    cure_en="name a folder with -o (quotes/), or write one stream with -f jsonl or -f csv",
    cure_it="indicare con -o una cartella (offerte/), o scrivere un unico flusso con -f jsonl o -f csv",
)
REJECTED = Message(
    "LC-BATCH-REJECTED",
    "{rejected} of {count} quotes could not be made",
    "{rejected} offerte su {count} non si sono potute fare",
    cure_en="the reasons are in {place}",
    cure_it="i motivi sono in {place}",
    severity="warning",
)
DRAFTS = Message(
    "LC-BATCH-DRAFTS",
    "{drafts} of {count} quotes have a line without a price and no totals",
    "{drafts} offerte su {count} hanno una riga senza prezzo e nessun totale",
    cure_en="give a price sheet with --prices, or unit_price or sell_price in the request",
    cure_it="dare un listino con --prices, oppure unit_price o sell_price nella richiesta",
    severity="warning",
)
MORE = Message(
    "LC-BATCH-MORE",
    "and {count} more quotes could not be made",
    "e altre {count} offerte non si sono potute fare",
    cure_en="write all of them with their reasons into a file with --rejects",
    cure_it="scriverle tutte con i motivi in un file con --rejects",
)
FEWER_JOBS = Message(
    "LC-BATCH-JOBS",
    "{most} processes share the work, not {jobs}",
    "{most} processi condividono il lavoro, non {jobs}",
    cure_en="Windows allows no more for one program, and here it is the same",
    cure_it="Windows non ne ammette di più per un programma, e qui vale lo stesso",
    severity="info",
)
NOTHING_SOLD = Message(
    "LC-NEW-PROGRAM",
    "the catalogue has no product under {program}",
    "il catalogo non ha prodotti nel programma {program}",
    cure_en="choose box, open or csp, or add the products to your own facts",
    cure_it="scegliere box, open o csp, o aggiungere i prodotti ai propri fatti",
)
NO_RATE = Message(
    "LC-NEW-VAT",
    "no VAT rate is on record for the market {market} on {day}",
    "non è registrata nessuna aliquota IVA per il mercato {market} al {day}",
    cure_en="give it with --vat RATE, or say --vat exempt, reverse_charge or out_of_scope",
    cure_it="indicarla con --vat ALIQUOTA, oppure --vat exempt, reverse_charge o out_of_scope",
)
ARRAY_SIZE = Message(
    "LC-BATCH-ARRAY",
    "a JSON array of more than {most} MiB",
    "un array JSON di oltre {most} MiB",
    cure_en="write one request per line, without the array's brackets (JSON Lines)",
    cure_it="scrivere una richiesta per riga, senza le parentesi dell'array (JSON Lines)",
)
PRODUCT_KEY = Message(
    "LC-QUOTE-KEY",
    "the request holds what looks like a product key",
    "la richiesta contiene quello che sembra un codice Product Key",
    cure_en="it is neither shown nor kept; keep such files where only you can read them",
    cure_it="non viene né mostrato né conservato; tenere questi file dove solo voi potete leggerli",
    severity="warning",
)
