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
    "the file bills in several currencies: {found}",
    "il file fattura in più valute: {found}",
    cure_en="reconcile one invoice at a time",
    cure_it="riconciliare una fattura alla volta",
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
