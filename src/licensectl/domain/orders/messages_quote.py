"""Messages about what differs between a quote and its order."""

from licensectl.errors import Message

NOT_ORDERED = Message(
    "LC-RECORD-NOT-ORDERED",
    "quote {quote}: {quantity} × {product} were not ordered",
    "offerta {quote}: {quantity} × {product} non ordinati",
    cure_en="order the rest, or revise the quote",
    cure_it="ordinare il resto, oppure rivedere l'offerta",
    severity="warning",
)
NOT_QUOTED = Message(
    "LC-RECORD-NOT-QUOTED",
    "quote {quote} does not have {quantity} × {product}, which was ordered",
    "l'offerta {quote} non contiene {quantity} × {product}, che è stato ordinato",
    cure_en="check the order",
    cure_it="controllare l'ordine",
    severity="warning",
)
QUANTITY = Message(
    "LC-RECORD-QUANTITY",
    "quote {quote}: {quoted} × {product} quoted, {ordered} ordered",
    "offerta {quote}: {product}: {quoted} in offerta, {ordered} ordinati",
    cure_en="correct the order while it can be returned, or revise the quote",
    cure_it="correggere l'ordine finché si può restituire, oppure rivedere l'offerta",
    severity="warning",
)
PRICE = Message(
    "LC-RECORD-PRICE",
    "quote {quote}: {product} was quoted from a cost price of {quoted}, ordered at {ordered}",
    "offerta {quote}: {product} era in offerta con prezzo d'acquisto {quoted}, ordinato a {ordered}",
    cure_en="the price of the order is recorded; check the margin",
    cure_it="viene registrato il prezzo dell'ordine; controllare il margine",
    severity="warning",
)
CURRENCY = Message(
    "LC-RECORD-CURRENCY",
    "quote {quote} is in {quoted}, the order in {ordered}",
    "l'offerta {quote} è in {quoted}, l'ordine in {ordered}",
    cure_en="prices are not compared",
    cure_it="i prezzi non vengono confrontati",
    severity="warning",
)
PRICE_CHANGED = Message(
    "LC-RECORD-PRICE-CHANGED",
    "order {id}, line {line}: {known} was on record, the answer says {new}, which is recorded",
    "ordine {id}, riga {line}: era registrato {known}, la risposta indica {new}, che viene registrato",
    cure_en="to keep the other, record the line with --line SKU=N@PRICE",
    cure_it="per mantenere l'altro, registrare la riga con --line SKU=N@PREZZO",
    severity="warning",
)
