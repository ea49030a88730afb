"""Faults of price sheets."""

from licensectl.errors import Fault

EMPTY = Fault(
    "LC-SHEET-EMPTY",
    "the file is empty",
    "il file è vuoto",
    cure_en="download it again from Partner Center (Pricing → Software)",
    cure_it="scaricarlo di nuovo da Partner Center (Prezzi → Software)",
)
NO_ROWS = Fault(
    "LC-SHEET-EMPTY-ROWS",
    "the file has a header and no rows",
    "il file ha l'intestazione e nessuna riga",
    cure_en="download it again from Partner Center (Pricing → Software)",
    cure_it="scaricarlo di nuovo da Partner Center (Prezzi → Software)",
)
ENCODING = Fault(
    "LC-SHEET-ENCODING",
    "the file is not UTF-8 (byte 0x{byte:02x}): it looks like {guess}",
    "il file non è UTF-8 (byte 0x{byte:02x}): sembra {guess}",
    cure_en="use the file as downloaded, or save it as 'CSV UTF-8'",
    cure_it="usare il file come scaricato, o salvarlo come 'CSV UTF-8'",
)
NUL = Fault(
    "LC-SHEET-NUL",
    "the line holds NUL bytes, as no text does",
    "la riga contiene byte NUL, che nessun testo ha",
    cure_en="the file is damaged: download it again",
    cure_it="il file è danneggiato: scaricarlo di nuovo",
)
PACKED = Fault(
    "LC-SHEET-PACKED",
    "this is an Excel workbook, not a CSV file",
    "questa è una cartella Excel, non un file CSV",
    cure_en="save the sheet as 'CSV UTF-8'",
    cure_it="salvare il foglio come 'CSV UTF-8'",
)
ARCHIVE = Fault(
    "LC-SHEET-ARCHIVE",
    "the archive cannot be read: {reason}",
    "l'archivio non è leggibile: {reason}",
    cure_en="download it again, or unpack it and name the CSV file",
    cure_it="scaricarlo di nuovo, o estrarlo e indicare il file CSV",
)
SEVERAL = Fault(
    "LC-SHEET-ARCHIVE-FILES",
    "the archive does not hold exactly one file: {there}",
    "l'archivio non contiene esattamente un file: {there}",
    cure_en="unpack it and name the price sheet",
    cure_it="estrarlo e indicare il listino",
)
TOO_LONG = Fault(
    "LC-SHEET-TOO-LONG",
    "a line or the whole file is longer than any price sheet",
    "una riga o l'intero file è più lungo di qualsiasi listino",
    cure_en="check that this is the right file",
    cure_it="controllare che sia il file giusto",
)
WEB_PAGE = Fault(
    "LC-SHEET-HTML",
    "this is a web page, not a CSV file",
    "questa è una pagina web, non un file CSV",
    cure_en="sign in to Partner Center and download the price sheet again",
    cure_it="accedere a Partner Center e scaricare di nuovo il listino",
)
SEPARATOR = Fault(
    "LC-SHEET-SEPARATOR",
    "the fields are separated by semicolons or tabs: the file was saved again, as by Excel",
    "i campi sono separati da punto e virgola o tabulazioni: il file è stato salvato di nuovo, come fa Excel",
    cure_en="use the file as downloaded, with commas",
    cure_it="usare il file come scaricato, con le virgole",
)
# What to take instead of another file of the same desk.
SOFTWARE_SHEET = (
    "download the software or licence-based price sheet from Partner Center",
    "scaricare da Partner Center il listino software o licence-based",
)
KIND_LEGACY = Fault(
    "LC-SHEET-KIND-LEGACY",
    "this is a legacy licence-based price list, not a new-commerce price sheet",
    "questo è un listino legacy per licenze, non un listino new commerce",
    cure_en=SOFTWARE_SHEET[0],
    cure_it=SOFTWARE_SHEET[1],
)
KIND_MATRIX = Fault(
    "LC-SHEET-KIND-MATRIX",
    "this is an offer matrix, not a new-commerce price sheet",
    "questo è una matrice delle offerte, non un listino new commerce",
    cure_en=SOFTWARE_SHEET[0],
    cure_it=SOFTWARE_SHEET[1],
)
KIND_RECON = Fault(
    "LC-SHEET-KIND-RECON",
    "this is an invoice reconciliation file, not a new-commerce price sheet",
    "questo è un file di riconciliazione fatture, non un listino new commerce",
    cure_en=SOFTWARE_SHEET[0],
    cure_it=SOFTWARE_SHEET[1],
)
KIND_AZURE = Fault(
    "LC-SHEET-KIND-AZURE",
    "this is an Azure price list, not a new-commerce price sheet",
    "questo è un listino Azure, non un listino new commerce",
    cure_en=SOFTWARE_SHEET[0],
    cure_it=SOFTWARE_SHEET[1],
)
KIND_CLOUDBLUE = Fault(
    "LC-SHEET-KIND-CLOUDBLUE",
    "this is a CloudBlue price file, not a new-commerce price sheet",
    "questo è un file prezzi CloudBlue, non un listino new commerce",
    cure_en=SOFTWARE_SHEET[0],
    cure_it=SOFTWARE_SHEET[1],
)
COLUMNS = Fault(
    "LC-SHEET-COLUMNS",
    "the header lacks {missing}",
    "nell'intestazione manca {missing}",
    cure_en="the file must be a Partner Center price sheet with its header line, comma-separated",
    cure_it="il file deve essere un listino di Partner Center con la riga di intestazione, separato da virgole",
)
TWICE = Fault(
    "LC-SHEET-TWICE",
    "the header has {column} more than once",
    "l'intestazione ha {column} più di una volta",
    cure_en="keep one: nothing says which of them counts",
    cure_it="tenerne una: nulla dice quale conta",
)
CUT = Fault(
    "LC-SHEET-CUT",
    "the row has {found} fields, the header {wanted}",
    "la riga ha {found} campi, l'intestazione {wanted}",
    cure_en="the file seems cut or edited: download it again",
    cure_it="il file sembra troncato o modificato: scaricarlo di nuovo",
)
CUT_END = Fault(
    "LC-SHEET-CUT-END",
    "the last line has no line end, so its last field, {column}, may be cut",
    "l'ultima riga non ha fine riga, quindi il suo ultimo campo, {column}, può essere troncato",
    cure_en="download the file again, or end the line if it is complete",
    cure_it="scaricare di nuovo il file, o terminare la riga se è completa",
)
UNCLOSED = Fault(
    "LC-SHEET-CSV-QUOTE",
    "a quote that opens in this row is never closed",
    "le virgolette aperte in questa riga non si chiudono mai",
    cure_en="the file seems cut or edited: download it again",
    cure_it="il file sembra troncato o modificato: scaricarlo di nuovo",
)
BROKEN = Fault(
    "LC-SHEET-CSV",
    "not valid CSV: {reason}",
    "CSV non valido: {reason}",
    cure_en="the file seems cut or edited: download it again",
    cure_it="il file sembra troncato o modificato: scaricarlo di nuovo",
)
NUMBER = Fault(
    "LC-SHEET-NUMBER",
    "{column}: '{value}' is not an amount",
    "{column}: '{value}' non è un importo",
    cure_en="expected digits and a decimal point, as 1073.68",
    cure_it="attese cifre e punto decimale, come 1073.68",
)
DAY = Fault(
    "LC-SHEET-DATE",
    "{column}: '{value}' is not a date",
    "{column}: '{value}' non è una data",
    cure_en="expected 2026-11-01T00:00:00.0000000Z, or 11/1/2026 12:00:00 AM",
    cure_it="attesa 2026-11-01T00:00:00.0000000Z, oppure 11/1/2026 12:00:00 AM",
)
CODE = Fault(
    "LC-SHEET-CODE",
    "{column}: '{value}' is not a code",
    "{column}: '{value}' non è un codice",
    cure_en="expected two letters of a country (IT) or three of a currency (EUR)",
    cure_it="attese due lettere di un paese (IT) o tre di una valuta (EUR)",
)
ID = Fault(
    "LC-SHEET-ID",
    "{column}: '{value}' is not an id",
    "{column}: '{value}' non è un id",
    cure_en="expected a ProductId of 12 and a SkuId of up to 4 capital letters and digits",
    cure_it="attesi un ProductId di 12 e uno SkuId di al più 4 lettere maiuscole e cifre",
)
MORE = Fault(
    "LC-SHEET-MORE",
    "{count} further problems are not shown",
    "altri {count} problemi non sono mostrati",
)
TWO_ROWS = Fault(
    "LC-PRICE-TWO-ROWS",
    "{sku}: rows {rows} are both in force on {day}",
    "{sku}: le righe {rows} sono entrambe in vigore il {day}",
    cure_en="the latest start is used, row {used}",
    cure_it="si usa l'inizio più recente, riga {used}",
    severity="warning",
    sources=("PC-PRICE",),
)
TWO_PRICES = Fault(
    "LC-PRICE-TWO-PRICES",
    "{sku}: of the rows {rows}, in force on {day}, several start on the same day with different prices",
    "{sku}: fra le righe {rows}, in vigore il {day}, più d'una inizia lo stesso giorno con prezzi diversi",
    cure_en="the dearer is used, row {used}; ask who issued the sheet which one counts",
    cure_it="si usa la più cara, riga {used}; chiedere a chi ha emesso il listino quale vale",
    severity="warning",
)
NOT_HERE = Fault(
    "LC-PRICE-SHEET",
    "{sku} is not in the price sheet {file}",
    "{sku} non è nel listino {file}",
    cure_en="give unit_price or sell_price in the request; the line is not in the totals",
    cure_it="indicare unit_price o sell_price nella richiesta; la riga non è nei totali",
    severity="warning",
)
OTHER_CURRENCY = Fault(
    "LC-PRICE-CURRENCY",
    "{file} has no price of {sku} in {wanted}",
    "{file} non ha un prezzo di {sku} in {wanted}",
    cure_en="it has {there}",
    cure_it="ha {there}",
)
OTHER_PERIOD = Fault(
    "LC-PRICE-PERIOD",
    "no price of {sku} in {file} is in force on {day}",
    "nessun prezzo di {sku} in {file} è in vigore il {day}",
    cure_en="take the sheet of that month, or give sell_price; the line is not in the totals",
    cure_it="prendere il listino di quel mese, o indicare sell_price; la riga non è nei totali",
    severity="warning",
)
OTHER_TERM = Fault(
    "LC-PRICE-TERM",
    "{file} has {sku} only for the terms {there}, not {wanted}",
    "{file} ha {sku} solo per le durate {there}, non {wanted}",
    cure_en="a subscription is no perpetual licence: take the id of the perpetual one, or give sell_price",
    cure_it="un abbonamento non è una licenza perpetua: prendere l'id di quella perpetua, o indicare sell_price",
    severity="warning",
)
SEVERAL_PLANS = Fault(
    "LC-PRICE-PLAN",
    "{file} has {sku} for several billing plans: {there}",
    "{file} ha {sku} per più piani di fatturazione: {there}",
    cure_en="say which",
    cure_it="indicare quale",
)
NO_SEGMENT = Fault(
    "LC-PRICE-NO-SEGMENT",
    "row {row} of {file} names no segment; its price of {sku} is taken for {wanted}",
    "la riga {row} di {file} non indica il segmento; il suo prezzo di {sku} vale qui per {wanted}",
    cure_en="a sheet with the Segment column makes sure",
    cure_it="un listino con la colonna Segment dà certezza",
    severity="warning",
)
