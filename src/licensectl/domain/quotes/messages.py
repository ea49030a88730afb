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
VAT = Message(
    "LC-QUOTE-VAT",
    "vat says {count} of rate, {names}",
    "vat indica {count} tra rate, {names}",
    cure_en="say exactly one, e.g. vat: {{rate: 22}}",
    cure_it="indicarne esattamente uno, ad es. vat: {{rate: 22}}",
)
AMOUNT = Message(
    "LC-QUOTE-AMOUNT",
    "{name} {value} is not an amount",
    "{name} {value} non è un importo",
    cure_en="give a figure of at most 15 digits before the decimal point and 10 after it",
    cure_it="indicare una cifra di al massimo 15 cifre prima del punto decimale e 10 dopo",
)
NEGATIVE = Message(
    "LC-QUOTE-NEGATIVE",
    "sell_price {value} of a product is negative",
    "sell_price {value} di un prodotto è negativo",
    cure_en="write a rebate as discount_amount, or as a line under other: with a negative sell_price and its reason as note",
    cure_it="scrivere uno sconto come discount_amount, oppure come riga sotto other: con sell_price negativo e il motivo in note",
)
REBATE_REASON = Message(
    "LC-QUOTE-REBATE-REASON",
    "a line with a negative sell_price has no reason",
    "una riga con sell_price negativo non ha un motivo",
    cure_en="say in note what the rebate is for",
    cure_it="indicare in note il motivo dello sconto",
)
REBATE = Message(
    "LC-QUOTE-REBATE",
    "the line is a rebate of {amount}: {reason}",
    "la riga è uno sconto di {amount}: {reason}",
    severity="info",
)
REBATE_ABOVE = Message(
    "LC-QUOTE-REBATE-ABOVE",
    "rebates take more than is sold at {rate} % VAT: {sum} are left",
    "gli sconti superano quanto è venduto con IVA al {rate} %: restano {sum}",
    cure_en="give a rebate the vat_rate of what it is for, or make it smaller",
    cure_it="dare allo sconto la vat_rate di ciò a cui si riferisce, oppure ridurlo",
)
DISCOUNT_ABOVE = Message(
    "LC-QUOTE-DISCOUNT-ABOVE",
    "discount_amount {discount} is more than the {whole} that it is taken off",
    "discount_amount {discount} supera l'importo di {whole} da cui è detratto",
    cure_en="give a smaller one",
    cure_it="indicarne uno più piccolo",
)
PRICE_AND_RULE = Message(
    "LC-QUOTE-PRICE-RULE",
    "sell_price and {rule} of one line exclude each other",
    "sell_price e {rule} di una stessa riga si escludono",
    cure_en="keep one",
    cure_it="tenerne uno",
)
OWN_PRICE = Message(
    "LC-QUOTE-OWN-PRICE",
    "{sku}: sell_price {sell} of the line holds; {rule} {value} of the quote is not applied to it",
    "{sku}: vale il sell_price {sell} della riga; {rule} {value} dell'offerta non vi si applica",
    severity="info",
)
TOO_LARGE = Message(
    "LC-QUOTE-TOO-LARGE",
    "{sku}: the {what} has more than 15 digits",
    "{sku}: {what} ha più di 15 cifre",
    cure_en="look for a slip in unit_price, quantity, margin or markup",
    cure_it="cercare una svista in unit_price, quantity, margin o markup",
)
PROGRAM = Message(
    "LC-QUOTE-PROGRAM",
    "unknown program '{program}'",
    "programma '{program}' sconosciuto",
    cure_en="known: {known}",
    cure_it="valori ammessi: {known}",
)
CUSTOMER_ID = Message(
    "LC-QUOTE-CUSTOMER",
    "customer '{id}' is not known: there is no customer book yet",
    "cliente '{id}' sconosciuto: non c'è ancora una rubrica dei clienti",
    cure_en="write the customer inline, e.g. customer: {{name: Contoso S.r.l.}}",
    cure_it="scrivere il cliente nella richiesta, ad es. customer: {{name: Contoso S.r.l.}}",
)
OPTION_REPLACES = Message(
    "LC-OPTION-REPLACES",
    "{option} {value} replaces {old} in {place}{kept}",
    "{option} {value} sostituisce {old} in {place}{kept}",
    severity="info",
)
OPTION_KEPT = Message(
    "LC-OPTION-KEPT",
    "{option} {value}: lines that keep their own: {kept}",
    "{option} {value}: righe che mantengono il proprio: {kept}",
    severity="info",
)
OPTION_BATCH = Message(
    "LC-OPTION-BATCH",
    "{option} replaces the value of {replaced} of {count} requests; lines that keep their own: {kept}",
    "{option} sostituisce il valore di {replaced} richieste su {count}; righe che mantengono il proprio: {kept}",
    severity="info",
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
INCOMPLETE = Message(
    "LC-QUOTE-INCOMPLETE",
    "no offer is written: no price for {lines}",
    "nessuna offerta viene scritta: manca il prezzo di {lines}",
    cure_en="give a price sheet with --prices, or unit_price or sell_price in the request; --incomplete writes a draft without totals",
    cure_it="dare un listino con --prices, oppure unit_price o sell_price nella richiesta; --incomplete scrive una bozza senza totali",
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
UNCHECKED = Message(
    "LC-CHECK-UNCHECKED",
    "{sku}: the catalogue does not know it, so no licence checks were made",
    "{sku}: il catalogo non lo conosce, quindi non sono stati fatti controlli di licenza",
    cure_en="check segment, CALs and support yourself, or add it to your own facts",
    cure_it="verificare da sé segmento, CAL e supporto, oppure aggiungerlo ai propri fatti",
    severity="warning",
)
UNCHECKED_KIND = Message(
    "LC-CHECK-UNCHECKED-KIND",
    "{sku}: from your price list only, by its title a product of this kind: {kind}; no licence checks were made",
    "{sku}: solo dal proprio listino, dalla descrizione un prodotto di questo tipo: {kind}; nessun controllo di licenza è stato fatto",
    cure_en="check segment, CALs and support yourself, or add it to your own facts",
    cure_it="verificare da sé segmento, CAL e supporto, oppure aggiungerlo ai propri fatti",
    severity="warning",
)
CHECKED_AS = Message(
    "LC-CHECK-BY-TITLE",
    "{sku}: from your price list only; its licence checks were made as for {kind}, by its title",
    "{sku}: solo dal proprio listino; i controlli di licenza sono stati fatti come per {kind}, in base alla descrizione",
    cure_en="if that is wrong, add it to your own facts",
    cure_it="se non è così, aggiungerlo ai propri fatti",
    severity="info",
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
    cure_it="tenerne uno",
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
TWO_AVAILABILITIES = Message(
    "LC-QUOTE-AVAILABILITY",
    "the SKU has the AvailabilityId {sku}, availability_id says {other}",
    "lo SKU contiene l'AvailabilityId {sku}, availability_id indica {other}",
    cure_en="remove one of the two",
    cure_it="togliere uno dei due",
)
MARGIN_OF_CUSTOMER = Message(
    "LC-QUOTE-MARGIN-CUSTOMER",
    "margin {margin} % is that of customer {customer}",
    "il margine {margin} % è quello del cliente {customer}",
    cure_en="give margin in the request or --margin for another",
    cure_it="indicare margin nella richiesta o --margin per un altro",
    severity="info",
)
MARGIN_OF_SEGMENT = Message(
    "LC-QUOTE-MARGIN-SEGMENT",
    "margin {margin} % is that of the profile for segment {segment}",
    "il margine {margin} % è quello del profilo per il segmento {segment}",
    cure_en="give margin in the request or --margin for another",
    cure_it="indicare margin nella richiesta o --margin per un altro",
    severity="info",
)
HIDDEN_SIGNS = Message(
    "LC-QUOTE-SIGNS",
    "{name} holds control characters or invisible characters",
    "{name} contiene caratteri di controllo o invisibili",
    cure_en="type it again",
    cure_it="riscriverlo",
)
NO_CUSTOMER_NAME = Message(
    "LC-QUOTE-UNNAMED",
    "the customer has no name",
    "il cliente non ha un nome",
    cure_en="add customer.name",
    cure_it="aggiungere customer.name",
)
