"""Faults of invoices and of what they are compared with."""

from licensectl.errors import Message

NOT_RECON = Message(
    "LC-INVOICE-KIND",
    "this is no reconciliation file: {missing} missing from its header",
    "questo non è un file di riconciliazione: nell'intestazione manca {missing}",
    cure_en="download the new-commerce reconciliation file of the invoice (G…) from Partner Center",
    cure_it="scaricare da Partner Center il file di riconciliazione new commerce della fattura (G…)",
    sources=("RECON",),
)
LEGACY = Message(
    "LC-INVOICE-LEGACY",
    "this is the reconciliation file of a legacy licence invoice (D…)",
    "questo è il file di riconciliazione di una fattura licenze legacy (D…)",
    cure_en="perpetual software never stands in it: take the one of the G… invoice",
    cure_it="il software perpetuo non vi compare mai: usare quello della fattura G…",
    sources=("RECON",),
)
CURRENCIES = Message(
    "LC-INVOICE-CURRENCIES",
    "invoice {invoice} bills in {main}, this row in {found}",
    "la fattura {invoice} è in {main}, questa riga in {found}",
    cure_en="the row is left out of the sums: reconcile it with the invoice of its currency",
    cure_it="la riga è esclusa dalle somme: riconciliarla con la fattura della sua valuta",
    severity="warning",
)
OTHER_KIND = Message(
    "LC-INVOICE-OTHER-KIND",
    "this is {kind}, not a reconciliation file",
    "questo è {kind}, non un file di riconciliazione",
    cure_en="download the new-commerce reconciliation file of the invoice (G…) from Partner Center",
    cure_it="scaricare da Partner Center il file di riconciliazione new commerce della fattura (G…)",
    sources=("RECON",),
)
EMPTY = Message(
    "LC-INVOICE-EMPTY",
    "the file has a header and no rows",
    "il file ha un'intestazione e nessuna riga",
    cure_en="download it again; an invoice has at least one row",
    cure_it="scaricarlo di nuovo; una fattura ha almeno una riga",
)
TOO_MANY = Message(
    "LC-INVOICE-LONG",
    "the file has more than {most} rows",
    "il file ha più di {most} righe",
    cure_en="split it by invoice number",
    cure_it="dividerlo per numero di fattura",
)
CUT = Message(
    "LC-INVOICE-CUT",
    "the file is cut off; only its whole rows were reconciled",
    "il file è troncato; sono state riconciliate solo le righe intere",
    cure_en="download it again",
    cure_it="scaricarlo di nuovo",
    severity="warning",
)
NOT_JSON = Message(
    "LC-INVOICE-JSON",
    "this is no list of invoice line items in JSON: {reason}",
    "questo non è un elenco JSON di righe di fattura: {reason}",
    cure_en="expected an object with items, or one object per line",
    cure_it="atteso un oggetto con items, o un oggetto per riga",
)
BAD_JSON_LINE = Message(
    "LC-INVOICE-JSON-LINE",
    "this line is no JSON object: {reason}",
    "questa riga non è un oggetto JSON: {reason}",
    cure_en="the line is left out: download the file again",
    cure_it="la riga è esclusa: scaricare di nuovo il file",
    severity="warning",
)
TWO_DATE_ORDERS = Message(
    "LC-INVOICE-DATES",
    "days are written month first ('{first}') and day first ('{second}')",
    "le date sono scritte sia con il mese prima ('{first}') sia con il giorno prima ('{second}')",
    cure_en="use the file as downloaded",
    cure_it="usare il file così come è stato scaricato",
)
OPEN_DAYS = Message(
    "LC-INVOICE-DATE-ORDER",
    "nothing tells whether '{value}' has the month or the day first; such days are left out",
    "nulla dice se in '{value}' viene prima il mese o il giorno; queste date sono escluse",
    cure_en="give a map with date_order: dmy (--columns), or use the file as downloaded",
    cure_it="indicare una mappa con date_order: dmy (--columns), o usare il file così come è stato scaricato",
    severity="warning",
)
NO_MONTH = Message(
    "LC-INVOICE-MONTH",
    "no row of the invoice tells its month, and the orders have days",
    "nessuna riga della fattura ne indica il mese, e gli ordini hanno una data",
    cure_en="give --month YYYY-MM",
    cure_it="indicare --month AAAA-MM",
)
EXPONENT = Message(
    "LC-INVOICE-ORDER-ID",
    "a spreadsheet turned the order id into a number ('{value}')",
    "un foglio di calcolo ha trasformato l'id dell'ordine in un numero ('{value}')",
    cure_en="the row is not matched: use the file as downloaded",
    cure_it="la riga non viene abbinata: usare il file così come è stato scaricato",
    severity="warning",
)
MORE_ROWS = Message(
    "LC-INVOICE-MORE",
    "{count} further rows are not shown",
    "altre {count} righe non sono mostrate",
    severity="warning",
)
MAP_FIELD = Message(
    "LC-INVOICE-MAP",
    "'{field}' is no field of an invoice",
    "'{field}' non è un campo di una fattura",
    cure_en="expected: {known}",
    cure_it="attesi: {known}",
)
BY_CUSTOMER = Message(
    "LC-INVOICE-BY-CUSTOMER",
    "{count} rows were matched by customer, product and date: their order ids are of another system",
    "{count} righe sono state abbinate per cliente, prodotto e data: gli id degli ordini sono di un altro sistema",
    cure_en="record the orders under Partner Center's ids (order record --alternate-id)",
    cure_it="registrare gli ordini con gli id di Partner Center (order record --alternate-id)",
    severity="info",
)
PRICE_OPEN = Message(
    "LC-INVOICE-PRICE-OPEN",
    "the price book has different prices for {skus} in several markets or segments",
    "l'archivio listini ha prezzi diversi per {skus} in più mercati o segmenti",
    cure_en="give --market and --segment",
    cure_it="indicare --market e --segment",
    severity="warning",
)
ROW_SUM = Message(
    "LC-INVOICE-ROW-SUM",
    "Total {total} is neither Subtotal nor Subtotal with tax",
    "Total {total} non è né Subtotal né Subtotal più imposta",
    cure_en="check the row against the invoice",
    cure_it="confrontare la riga con la fattura",
    severity="warning",
)
OTHER_TOTAL = Message(
    "LC-INVOICE-TOTAL",
    "the rows add up to {net} without tax and {gross} with tax, the invoice says {total}",
    "le righe sommano {net} senza imposte e {gross} con imposte, la fattura indica {total}",
    cure_en="look for missing rows, credit notes and adjustments",
    cure_it="cercare righe mancanti, note di credito e rettifiche",
    severity="warning",
)
RETURN_DUE = Message(
    "LC-INVOICE-CREDIT-DUE",
    "order {order} was given back and is billed without a credit",
    "l'ordine {order} è stato reso ed è fatturato senza accredito",
    cure_en="the credit comes on the invoice of the month of the return: look for it there",
    cure_it="l'accredito è nella fattura del mese del reso: cercarlo lì",
    severity="info",
)
UNREADABLE = Message(
    "LC-INVOICE-ROW",
    "{column} '{value}' cannot be read",
    "{column} '{value}' non è leggibile",
    cure_en="the row is left out of the sums: correct it in the file",
    cure_it="la riga è esclusa dalle somme: correggerla nel file",
    severity="warning",
)
NO_ORDERS = Message(
    "LC-INVOICE-ORDERS",
    "there are no orders to compare with",
    "non ci sono ordini con cui confrontare",
    cure_en="give --orders FILE, or record them with order record",
    cure_it="indicare --orders FILE, o registrarli con order record",
)
BAD_ORDERS = Message(
    "LC-INVOICE-ORDERS-FILE",
    "this holds no order lines: {missing} missing from its header",
    "qui non ci sono righe d'ordine: nell'intestazione manca {missing}",
    cure_en="expected what order export --target csv writes, or Partner Center's JSON of orders",
    cure_it="atteso ciò che scrive order export --target csv, o il JSON degli ordini di Partner Center",
)
BAD_ORDER_ROW = Message(
    "LC-INVOICE-ORDER-ROW",
    "{column} '{value}' is not possible",
    "{column} '{value}' non è possibile",
    cure_en="correct it; nothing was compared",
    cure_it="correggerlo; nulla è stato confrontato",
)
SUBSCRIPTION_CREDIT = Message(
    "LC-INVOICE-SUBSCRIPTION-CREDIT",
    "rows {rows}: more is credited ({credited}) than this invoice bills for the subscription ({billed})",
    "righe {rows}: è accreditato più ({credited}) di quanto questa fattura addebita per l'abbonamento ({billed})",
    cure_en="a credit is at most the charge, less the days used: check the rows against the return rules (returns check)",
    cure_it="un accredito è al massimo l'addebito, meno i giorni usati: confrontare le righe con le regole di reso (returns check)",
    severity="warning",
)
NO_DOCUMENT = Message(
    "LC-INVOICE-NO-DOCUMENT",
    "the file holds no electronic invoice",
    "il file non contiene alcuna fattura elettronica",
    cure_en="expected FatturaPA or UBL as .xml, signed as .p7m, or a zip of them",
    cure_it="attesi FatturaPA o UBL in .xml, firmati in .p7m, o uno zip di questi",
)
OTHER_XML = Message(
    "LC-INVOICE-XML-KIND",
    "this is XML of another kind (root element '{root}')",
    "questo è un XML di altro tipo (elemento radice '{root}')",
    cure_en="expected FatturaElettronica, or Invoice or CreditNote of UBL 2.1",
    cure_it="attesi FatturaElettronica, o Invoice o CreditNote di UBL 2.1",
)
SIMPLE = Message(
    "LC-INVOICE-SIMPLIFIED",
    "this is a simplified invoice (FSM10), which has no quantities and prices",
    "questa è una fattura semplificata (FSM10), che non ha quantità e prezzi",
    cure_en="ask the seller for an ordinary invoice",
    cure_it="chiedere al fornitore una fattura ordinaria",
)
NOT_XML = Message(
    "LC-INVOICE-XML",
    "this XML cannot be read: {reason}",
    "questo XML non è leggibile: {reason}",
    cure_en="use the file as it was received",
    cure_it="usare il file così come è stato ricevuto",
)
BAD_ELEMENT = Message(
    "LC-INVOICE-ELEMENT",
    "'{value}' is not a valid {element}",
    "'{value}' non è valido per {element}",
    cure_en="ask the seller for a corrected invoice; nothing was compared",
    cure_it="chiedere al fornitore una fattura corretta; nulla è stato confrontato",
)
NO_NUMBER = Message(
    "LC-INVOICE-NO-NUMBER",
    "the invoice has no number",
    "la fattura non ha un numero",
    cure_en="ask the seller for a corrected invoice",
    cure_it="chiedere al fornitore una fattura corretta",
)
LINES_OFF = Message(
    "LC-INVOICE-LINES-SUM",
    "invoice {number}: the lines of tax rate {rate} add up to {lines}, the document states {stated}",
    "fattura {number}: le righe con aliquota {rate} sommano {lines}, il documento indica {stated}",
    cure_en="nothing was compared; ask the seller for a corrected invoice",
    cure_it="nulla è stato confrontato; chiedere al fornitore una fattura corretta",
)
GROSS_OFF = Message(
    "LC-INVOICE-GROSS",
    "invoice {number}: taxable amounts and tax add up to {sum}, the document states {stated}",
    "fattura {number}: imponibili e imposta sommano {sum}, il documento indica {stated}",
    cure_en="nothing was compared; ask the seller for a corrected invoice",
    cure_it="nulla è stato confrontato; chiedere al fornitore una fattura corretta",
)
NEGATIVE_CREDIT = Message(
    "LC-INVOICE-NEGATIVE-CREDIT",
    "credit note {number} has a negative total: it may give or take",
    "la nota di credito {number} ha un totale negativo: non è chiaro se accredita o addebita",
    cure_en="the amounts of a credit note are positive: ask the seller for a corrected one",
    cure_it="gli importi di una nota di credito sono positivi: chiederne una corretta al fornitore",
)
SIGNED = Message(
    "LC-INVOICE-SIGNED",
    "the signed file cannot be read: {reason}",
    "il file firmato non è leggibile: {reason}",
    cure_en="use the file as it was received, or the .xml",
    cure_it="usare il file così come è stato ricevuto, o il .xml",
)
DETACHED = Message(
    "LC-INVOICE-DETACHED",
    "the file holds a signature alone, not the invoice",
    "il file contiene solo la firma, non la fattura",
    cure_en="give the .xml that it belongs to",
    cure_it="indicare il .xml a cui si riferisce",
)
BESIDE = Message(
    "LC-INVOICE-BESIDE",
    "this is a message of the interchange system, not an invoice; it is left out",
    "questo è un messaggio del Sistema di Interscambio, non una fattura; è escluso",
    severity="info",
)
TWICE = Message(
    "LC-INVOICE-TWICE",
    "invoice {number} is in the archive twice; it counts once",
    "la fattura {number} è due volte nell'archivio; vale una volta sola",
    severity="info",
)
TWO_OF_NUMBER = Message(
    "LC-INVOICE-SAME-NUMBER",
    "another invoice of the same seller and year has the number {number}: {other}",
    "un'altra fattura dello stesso fornitore e anno ha il numero {number}: {other}",
    cure_en="reconcile the files one by one",
    cure_it="riconciliare i file uno per volta",
)
MANY_FILES = Message(
    "LC-INVOICE-ARCHIVE",
    "the archive has more than {most} files",
    "l'archivio ha più di {most} file",
    cure_en="split it",
    cure_it="dividerlo",
)
NO_COLUMNS = Message(
    "LC-INVOICE-COLUMNS",
    "--columns is for tables, and this is an electronic invoice",
    "--columns è per le tabelle, e questa è una fattura elettronica",
    cure_en="leave the option out",
    cure_it="omettere l'opzione",
)
BY_PRODUCT = Message(
    "LC-INVOICE-BY-PRODUCT",
    "{count} lines were matched by product and date: they name no order on record",
    "{count} righe sono state abbinate per prodotto e data: non indicano alcun ordine registrato",
    cure_en="compare the orders that are shown with the invoice",
    cure_it="confrontare gli ordini mostrati con la fattura",
    severity="info",
)
NOT_WHOLE = Message(
    "LC-INVOICE-NOT-WHOLE",
    "the invoice cannot be imported: it is cut off, or {count} rows cannot be read",
    "la fattura non può essere importata: è troncata, o {count} righe non sono leggibili",
    cure_en="correct the rows or download the file again; nothing was imported",
    cure_it="correggere le righe o scaricare di nuovo il file; nulla è stato importato",
)
NO_INVOICE_NUMBER = Message(
    "LC-INVOICE-NUMBER",
    "rows without an invoice number",
    "righe senza numero di fattura",
    cure_en="use a file with InvoiceNumber, or a map with defaults: {{invoice: G000000001}} (--columns)",
    cure_it="usare un file con InvoiceNumber, o una mappa con defaults: {{invoice: G000000001}} (--columns)",
)
NO_INVOICE_MONTH = Message(
    "LC-INVOICE-NO-MONTH",
    "no row of the invoice tells its month",
    "nessuna riga della fattura ne indica il mese",
    cure_en="give --month YYYY-MM",
    cure_it="indicare --month AAAA-MM",
)
CHANGED = Message(
    "LC-INVOICE-CHANGED",
    "invoice {number} is in the ledger with other lines or amounts",
    "la fattura {number} è nel registro con altre righe o importi",
    cure_en="nothing was imported; to replace it, give --replace",
    cure_it="nulla è stato importato; per sostituirla, indicare --replace",
)
NO_INVOICE = Message(
    "LC-INVOICE-UNKNOWN",
    "no invoice '{number}' in the ledger",
    "nel registro non c'è la fattura «{number}»",
    cure_en="licensectl invoice list shows them",
    cure_it="licensectl invoice list le mostra",
)
SEVERAL = Message(
    "LC-INVOICE-SEVERAL",
    "several invoices have the number {number}",
    "più fatture hanno il numero {number}",
    cure_en="give one of these ids: {ids}",
    cure_it="indicare uno di questi id: {ids}",
)
