"""Faults of price sheets."""

from licensectl.errors import Fault

EMPTY = Fault(
    "LC-SHEET-EMPTY",
    "the file has no {what}",
    "il file non ha {what}",
    cure_en="download it again from Partner Center (Pricing → Software)",
    cure_it="scaricarlo di nuovo da Partner Center (Prezzi → Software)",
)
ENCODING = Fault(
    "LC-SHEET-ENCODING",
    "the file is not UTF-8 (byte 0x{byte:02x} in line {line})",
    "il file non è UTF-8 (byte 0x{byte:02x} alla riga {line})",
    cure_en="use the file as downloaded, or save it as 'CSV UTF-8'",
    cure_it="usare il file come scaricato, o salvarlo come 'CSV UTF-8'",
)
KIND = Fault(
    "LC-SHEET-KIND",
    "this is {found}, not a new-commerce price sheet",
    "questo è {found}, non un listino new commerce",
    cure_en="download the software or licence-based price sheet from Partner Center",
    cure_it="scaricare da Partner Center il listino software o licence-based",
)
COLUMNS = Fault(
    "LC-SHEET-COLUMNS",
    "the header lacks {missing}",
    "nell'intestazione manca {missing}",
    cure_en="the file must be a Partner Center price sheet with its header line, comma-separated",
    cure_it="il file deve essere un listino di Partner Center con la riga di intestazione, separato da virgole",
)
CUT = Fault(
    "LC-SHEET-CUT",
    "the row has {found} fields, the header {wanted}",
    "la riga ha {found} campi, l'intestazione {wanted}",
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
