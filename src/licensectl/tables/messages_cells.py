"""Faults of the cells of price sheets and lists."""

from licensectl.errors import Message

NUMBER = Message(
    "LC-SHEET-NUMBER",
    "{column}: '{value}' is not an amount",
    "{column}: '{value}' non è un importo",
    cure_en="expected one that is not below zero, as 1073.68 or 1.073,68",
    cure_it="atteso un importo non negativo, come 1073.68 o 1.073,68",
)
COUNT = Message(
    "LC-SHEET-COUNT",
    "{column}: '{value}' is not a quantity",
    "{column}: '{value}' non è una quantità",
    cure_en="expected a whole number, as 50, or a blank for no bound",
    cure_it="atteso un numero intero, come 50, o una cella vuota per nessun limite",
)
DAY = Message(
    "LC-SHEET-DATE",
    "{column}: '{value}' is not a date",
    "{column}: '{value}' non è una data",
    cure_en="expected one that exists, as 2026-11-01 or 2026-11-01T00:00:00.0000000Z",
    cure_it="attesa una che esista, come 2026-11-01 o 2026-11-01T00:00:00.0000000Z",
)
CODE = Message(
    "LC-SHEET-CODE",
    "{column}: '{value}' is not a code",
    "{column}: '{value}' non è un codice",
    cure_en="expected two letters of a country (IT) or three of a currency (EUR)",
    cure_it="attese due lettere di un paese (IT) o tre di una valuta (EUR)",
)
ID = Message(
    "LC-SHEET-ID",
    "{column}: '{value}' is not an id",
    "{column}: '{value}' non è un id",
    cure_en="expected a ProductId of 12 and a SkuId of up to 4 capital letters and digits",
    cure_it="attesi un ProductId di 12 e uno SkuId di al più 4 lettere maiuscole e cifre",
)
NUMBER_DATE = Message(
    "LC-SHEET-NUMBER-DATE",
    "{column}: '{value}' is what a spreadsheet makes of an amount that it takes for a date",
    "{column}: '{value}' è ciò che un foglio di calcolo fa di un importo che prende per una data",
    cure_en="the amount is lost: use the file as downloaded",
    cure_it="l'importo è perduto: usare il file come scaricato",
)
OPEN_NUMBER = Message(
    "LC-SHEET-AMBIGUOUS",
    "{column}: '{value}' may have thousands or three decimals, and the file does not show which",
    "{column}: '{value}' può avere migliaia o tre decimali, e il file non lo chiarisce",
    cure_en='say it in a column map (decimal: "." or decimal: ",") and name it with --columns',
    cure_it='indicarlo in una mappa delle colonne (decimal: "." o decimal: ",") e passarla con --columns',
)
OPEN_DATE = Message(
    "LC-SHEET-AMBIGUOUS-DATE",
    "{column}: '{value}' may have the day or the month first, and the file does not show which",
    "{column}: '{value}' può avere prima il giorno o il mese, e il file non lo chiarisce",
    cure_en="say it in a column map (date_order: dmy or date_order: mdy) and name it with --columns",
    cure_it="indicarlo in una mappa delle colonne (date_order: dmy o date_order: mdy) e passarla con --columns",
)
OTHER_MARK = Message(
    "LC-SHEET-DECIMAL",
    "{column}: '{value}' does not fit the decimal mark of the column map, '{decimal}'",
    "{column}: '{value}' non corrisponde al segno decimale della mappa, '{decimal}'",
    cure_en="correct the cell, or decimal: in the map",
    cure_it="correggere la cella, o decimal: nella mappa",
)
OTHER_CURRENCY_BESIDE = Message(
    "LC-SHEET-CURRENCY",
    "{column}: '{value}' names another currency than the row, {currency}",
    "{column}: '{value}' indica una valuta diversa da quella della riga, {currency}",
    cure_en="correct the one or the other",
    cure_it="correggere l'uno o l'altra",
)
ID_NUMBER = Message(
    "LC-SHEET-ID-NUMBER",
    "{column}: '{value}' is what a spreadsheet makes of an id that it takes for a number",
    "{column}: '{value}' è ciò che un foglio di calcolo fa di un id che prende per un numero",
    cure_en="what it was cannot be known: use the file as downloaded",
    cure_it="che cosa fosse non si può sapere: usare il file come scaricato",
)
WORD = Message(
    "LC-SHEET-WORD",
    "{column}: '{value}' is none of Microsoft's words",
    "{column}: '{value}' non è una parola di Microsoft",
    cure_en="give ours for it in the column map, as values: {{{field}: {{word: {example}}}}}",
    cure_it="indicare la nostra nella mappa delle colonne, come values: {{{field}: {{parola: {example}}}}}",
)
SPELLING = Message(
    "LC-SHEET-SKU",
    "{column}: '{value}' is no spelling of a SKU",
    "{column}: '{value}' non è una grafia di uno SKU",
    cure_en="expected ProductId:SkuId, as DG7GMGF0PWHC:0003",
    cure_it="atteso ProductId:SkuId, come DG7GMGF0PWHC:0003",
)
