"""Faults of quote requests and prices."""

from licensectl.errors import Message

QUANTITY = Message(
    "LC-QUOTE-QUANTITY",
    "quantity {quantity} is not possible",
    "la quantità {quantity} non è possibile",
    cure_en="give a whole number from 1 to {most}",
    cure_it="indicare un numero intero da 1 a {most}",
)
ONE_NAME = Message(
    "LC-QUOTE-NAME",
    "a line names its product by exactly one of sku, part_number, search; this one has {count}",
    "una riga indica il prodotto con uno solo tra sku, part_number, search; questa ne ha {count}",
    cure_en="keep one",
    cure_it="tenerne uno",
)
NO_LINES = Message(
    "LC-QUOTE-EMPTY",
    "the request has no lines",
    "la richiesta non ha righe",
    cure_en="add at least one under lines:",
    cure_it="aggiungerne almeno una sotto lines:",
)
ONE_RULE = Message(
    "LC-QUOTE-RULE",
    "margin, markup and discount exclude each other; here are {names}",
    "margin, markup e discount si escludono; qui ci sono {names}",
    cure_en="keep one",
    cure_it="tenerne uno",
)
VAT_FRACTION = Message(
    "LC-QUOTE-VAT-FRACTION",
    "VAT rate {value} is a fraction; rates are in percent",
    "l'aliquota IVA {value} è una frazione; le aliquote sono in percento",
    cure_en="write {percent}",
    cure_it="scrivere {percent}",
)
VAT = Message(
    "LC-QUOTE-VAT",
    "vat says {count} of rate, reverse_charge, exempt",
    "vat indica {count} tra rate, reverse_charge, exempt",
    cure_en="say exactly one, e.g. vat: {{rate: 22}}",
    cure_it="indicarne esattamente uno, ad es. vat: {{rate: 22}}",
)
AMOUNT = Message(
    "LC-QUOTE-AMOUNT",
    "{name} {value} is not an amount",
    "{name} {value} non è un importo",
    cure_en="give a figure from 0 to 999999999999.9999, with a decimal point",
    cure_it="indicare una cifra da 0 a 999999999999.9999, con il punto decimale",
)
PROGRAM = Message(
    "LC-QUOTE-PROGRAM",
    "unknown program '{program}'",
    "programma '{program}' sconosciuto",
    cure_en="known: {known}",
    cure_it="conosciuti: {known}",
)
CUSTOMER_ID = Message(
    "LC-QUOTE-CUSTOMER",
    "customer '{id}' is not known: there is no customer book yet",
    "cliente '{id}' sconosciuto: non c'è ancora una rubrica dei clienti",
    cure_en="write the customer inline, e.g. customer: {{name: Contoso S.r.l.}}",
    cure_it="scrivere il cliente nella richiesta, ad es. customer: {{name: Contoso S.r.l.}}",
)
NO_PRICE = Message(
    "LC-PRICE-NONE",
    "no price for {sku} in {currency}, market {market}, {segment}, on {day}",
    "nessun prezzo per {sku} in {currency}, mercato {market}, {segment}, al {day}",
    cure_en="give a price sheet with --prices, or unit_price or sell_price in the request; the line is not in the totals",
    cure_it="dare un listino con --prices, oppure unit_price o sell_price nella richiesta; la riga non è nei totali",
    severity="warning",
)
NO_UNIT_PRICE = Message(
    "LC-PRICE-NO-UNIT-PRICE",
    "{rule} needs a unit price, and {sku} has none",
    "{rule} richiede un prezzo d'acquisto, e {sku} non l'ha",
    cure_en="give unit_price or sell_price; the line is not in the totals",
    cure_it="indicare unit_price o sell_price; la riga non è nei totali",
    severity="warning",
)
NO_ERP = Message(
    "LC-PRICE-NO-ERP",
    "{sku} has a unit price but no ERP to sell at",
    "{sku} ha un prezzo d'acquisto ma non un ERP a cui venderlo",
    cure_en="give margin, markup or sell_price; the line is not in the totals",
    cure_it="indicare margin, markup o sell_price; la riga non è nei totali",
    severity="warning",
)
REFERENCE = Message(
    "LC-PRICE-REFERENCE",
    "{sku}: the price is a public reference ({source}, {as_of}), not your price sheet",
    "{sku}: il prezzo è un riferimento pubblico ({source}, {as_of}), non il vostro listino",
    cure_en="quote from a price sheet with --prices",
    cure_it="fare l'offerta da un listino con --prices",
    severity="warning",
)
BELOW_COST = Message(
    "LC-PRICE-BELOW-COST",
    "{sku}: sell price {sell} is below the unit price {unit}",
    "{sku}: il prezzo di vendita {sell} è sotto il prezzo d'acquisto {unit}",
    severity="warning",
)
SEGMENT = Message(
    "LC-SKU-SEGMENT",
    "{sku} is not known to be sold to {segment}",
    "non risulta che {sku} sia venduto a {segment}",
    cure_en="check the price sheet of that segment",
    cure_it="controllare il listino di quel segmento",
    severity="warning",
)
PROGRAM_CLOSED = Message(
    "LC-PROGRAM-CLOSED",
    "program {program} takes no orders on {day}, only {open}",
    "il programma {program} non accetta ordini il {day}, solo {open}",
    cure_en="choose another program; see compare programs",
    cure_it="scegliere un altro programma; si veda compare programs",
    severity="warning",
)
NOT_LINES = Message(
    "LC-ROWS-COLUMNS",
    "these are no lines to price, the columns being {columns}",
    "non sono righe da prezzare: le colonne sono {columns}",
    cure_en="name the product by a column sku, part_number or search, and the number of pieces by quantity",
    cure_it="indicare il prodotto in una colonna sku, part_number o search, e il numero di pezzi in quantity",
)
TAKEN = Message(
    "LC-ROWS-TAKEN",
    "the column {column} is there already, and would be added",
    "la colonna {column} c'è già, e verrebbe aggiunta",
    cure_en="rename or remove it",
    cure_it="rinominarla o toglierla",
)
COLUMN_TWICE = Message(
    "LC-ROWS-TWICE",
    "the column {column} is there twice",
    "la colonna {column} c'è due volte",
    cure_en="keep one",
    cure_it="tenerne una",
)
CELLS = Message(
    "LC-ROWS-CELLS",
    "the row has {found} cells, the header {wanted}",
    "la riga ha {found} celle, l'intestazione {wanted}",
    cure_en="look for a missing or unquoted delimiter",
    cure_it="cercare un delimitatore mancante o non tra virgolette",
)
SPECIAL_TWICE = Message(
    "LC-QUOTE-SPECIAL-TWICE",
    "unit_price and special_price exclude each other",
    "unit_price e special_price si escludono",
    cure_en="keep one",
    cure_it="tenerne uno",
)
SPECIAL_REFERENCE = Message(
    "LC-QUOTE-SPECIAL-REFERENCE",
    "a special price without a reference cannot be ordered at",
    "una quotazione dedicata senza riferimento non è ordinabile",
    cure_en="give the number under which it was granted",
    cure_it="indicare il numero con cui è stata concessa",
)
SPECIAL_EXPIRED = Message(
    "LC-QUOTE-SPECIAL-EXPIRED",
    "the special price {reference} ended on {expires}, the quote is of {day}",
    "la quotazione dedicata {reference} è scaduta il {expires}, l'offerta è del {day}",
    cure_en="have it prolonged, or leave it out",
    cure_it="farla prorogare, oppure toglierla",
)
SPECIAL_ENDS = Message(
    "LC-QUOTE-SPECIAL-ENDS",
    "the special price {reference} ends on {expires}, the quote is valid until {until}",
    "la quotazione dedicata {reference} scade il {expires}, l'offerta vale fino al {until}",
    cure_en="give fewer valid_days, or have it prolonged",
    cure_it="ridurre valid_days, oppure farla prorogare",
    severity="warning",
)
