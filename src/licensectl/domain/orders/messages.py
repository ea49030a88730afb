"""Messages about orders, planned and placed."""

from licensectl.core.text import Bilingual
from licensectl.errors import Message

# What a message shows in the place of a value that is missing.
NOTHING = Bilingual("nothing", "niente")

NO_AVAILABILITY = Message(
    "LC-ORDER-AVAILABILITY",
    "{sku} has no AvailabilityId",
    "{sku} non ha un AvailabilityId",
    cure_en="no price list carries them: read it from Partner Center's catalogue (product → SKU → availabilities, for the customer's "
    "country and segment) just before ordering and give it as availability_id in the request",
    cure_it="nessun listino li contiene: leggerlo nel catalogo di Partner Center (product → SKU → availabilities, per paese e segmento "
    "del cliente) subito prima dell'ordine e indicarlo come availability_id nella richiesta",
    sources=("CART", "PROD"),
)
BAD_AVAILABILITY = Message(
    "LC-ORDER-AVAILABILITY-ID",
    "'{value}' is not an AvailabilityId",
    "'{value}' non è un AvailabilityId",
    cure_en="it has 12 capital letters and digits, such as DG7GMGF0DSFM",
    cure_it="ha 12 lettere maiuscole e cifre, come DG7GMGF0DSFM",
)
WRONG_PROGRAM = Message(
    "LC-ORDER-PROGRAM",
    "{target} takes program {programs} only, this quote is {program}",
    "{target} accetta solo il programma {programs}, questa offerta è {program}",
    cure_en="export it with --target csv",
    cure_it="esportarla con --target csv",
)
NO_MPN = Message(
    "LC-ORDER-MPN",
    "line {position} ({product}) does not say under which number the marketplace lists it",
    "la riga {position} ({product}) non indica con quale codice il marketplace la elenca",
    cure_en="no public source says how it spells a one-time item: read the MPN from its product list and give it as distributor_sku",
    cure_it="nessuna fonte pubblica dice come scrive un articolo una tantum: leggere l'MPN nel suo elenco prodotti e indicarlo come "
    "distributor_sku",
    sources=("SIMPLE-API",),
)
NO_PART = Message(
    "LC-ORDER-PART",
    "line {position} ({product}) has no Ingram part number",
    "la riga {position} ({product}) non ha un codice prodotto Ingram",
    cure_en="the order takes nothing else, not even the vendor's own number: give it as distributor_sku",
    cure_it="l'ordine non accetta altro, nemmeno il codice del vendor: indicarlo come distributor_sku",
    sources=("XVANTAGE",),
)
NO_MARKETPLACE_ID = Message(
    "LC-ORDER-MARKETPLACE-ID",
    "the marketplace's own id of {customer} is not known",
    "l'id con cui il marketplace conosce {customer} non è noto",
    cure_en="read it in the control panel and give it as marketplace_id of the customer",
    cure_it="leggerlo nel pannello di controllo e indicarlo come marketplace_id del cliente",
    sources=("SIMPLE-API",),
)
NO_REF = Message(
    "LC-ORDER-REF",
    "the order has no number of its own",
    "l'ordine non ha un numero proprio",
    cure_en="give number in the request",
    cure_it="indicare number nella richiesta",
    sources=("XVANTAGE",),
)
TOO_MANY_LINES = Message(
    "LC-ORDER-LINES",
    "line {position} is beyond the {most} that the distributor's order numbers",
    "la riga {position} supera le {most} che l'ordine del distributore può numerare",
    cure_en="split the request",
    cure_it="dividere la richiesta",
    sources=("XVANTAGE",),
)
BAD_SHAPE = Message(
    "LC-ORDER-SHAPE",
    "{target} would not take {path}: {reason}",
    "{target} non accetterebbe {path}: {reason}",
    cure_en="shorten or correct it in the request",
    cure_it="abbreviarlo o correggerlo nella richiesta",
)
NOT_IN_CART = Message(
    "LC-ORDER-VENDOR",
    "line {position} ({title}) is not in Partner Center's catalogue",
    "la riga {position} ({title}) non è nel catalogo di Partner Center",
    cure_en="order it with --target csv, in a request of its own",
    cure_it="ordinarla con --target csv, in una richiesta a parte",
)


NOT_JSON = Message(
    "LC-PLACED-JSON",
    "not JSON: {reason}",
    "non è JSON: {reason}",
    cure_en="save Partner Center's answer as it came",
    cure_it="salvare la risposta di Partner Center così com'è",
)
CLEANED = Message(
    "LC-PLACED-CLEANED",
    "read without its comments, typographic quotes and commas too many, which JSON does not have",
    "letto senza commenti, virgolette tipografiche e virgole di troppo, che JSON non ammette",
    severity="warning",
)
KEY_TWICE = Message(
    "LC-PLACED-TWICE",
    "'{key}' stands twice in one object",
    "'{key}' compare due volte in un oggetto",
    cure_en="which of the two holds nobody can tell: save Partner Center's answer as it came",
    cure_it="nessuno può dire quale dei due valga: salvare la risposta di Partner Center così com'è",
)
NO_ORDER = Message(
    "LC-PLACED-NONE",
    "this holds no order",
    "qui non c'è alcun ordine",
    cure_en="expected an order of Partner Center, the result of a checkout, or a list of orders",
    cure_it="atteso un ordine di Partner Center, l'esito di un checkout o un elenco di ordini",
    sources=("ORD", "CART"),
)
CART_NOT_ORDER = Message(
    "LC-PLACED-CART",
    "this is a cart, not an order",
    "questo è un carrello, non un ordine",
    cure_en="give the answer to its checkout",
    cure_it="indicare la risposta al suo checkout",
    sources=("CART",),
)
FOREIGN = Message(
    "LC-PLACED-FOREIGN",
    "this is {what}",
    "questo è {what}",
    cure_en="{taken}",
    cure_it="{taken}",
    sources=("ORD", "CART"),
)
BY_HAND = Bilingual(
    "give the order as its system answers it, or record it by hand: order record --id ID --placed DATE --line SKU=N@PRICE",
    "dare l'ordine come lo riporta il suo sistema, o registrarlo a mano: order record --id ID --placed DATA --line SKU=N@PREZZO",
)
MISSING = Message(
    "LC-PLACED-MISSING",
    "the order has no {field}",
    "nell'ordine manca {field}",
    cure_en="save the answer as it came",
    cure_it="salvare la risposta così com'è",
    sources=("ORD",),
)
CUT_LINES = Message(
    "LC-PLACED-CUT",
    "the lines of the order were cut to plain text",
    "le righe dell'ordine sono state ridotte a semplice testo",
    cure_en="in PowerShell write ConvertTo-Json -Depth 10",
    cure_it="in PowerShell scrivere ConvertTo-Json -Depth 10",
    sources=("ORD",),
)
NOT_ORDERED = Message(
    "LC-PLACED-ORDER-ERROR",
    "not ordered (group {group}): {description}, code {code}",
    "non ordinato (gruppo {group}): {description}, codice {code}",
    cure_en="correct the cause, then order this part again",
    cure_it="rimuovere la causa, poi ordinare di nuovo questa parte",
    sources=("CART", "ERR"),
)
REFUSED = Message(
    "LC-PLACED-REFUSED",
    "the call was refused: {description}, code {code}",
    "la chiamata è stata rifiutata: {description}, codice {code}",
    cure_en="nothing was ordered",
    cure_it="non è stato ordinato nulla",
    sources=("ERR",),
)
NOT_A_SKU = Message(
    "LC-PLACED-OFFER",
    "line {line} of order {id} is not recorded: '{offer}' is not a ProductId:SkuId",
    "la riga {line} dell'ordine {id} non viene registrata: '{offer}' non è un ProductId:SkuId",
    cure_en="Azure plans and offers of the legacy catalogue are not kept",
    cure_it="i piani Azure e le offerte del catalogo precedente non vengono conservati",
    severity="warning",
    sources=("ORD",),
)
LINE_LEFT_OUT = Message(
    "LC-PLACED-LEFT-OUT",
    "line {line} is not recorded: '{value}' is not a valid {field}",
    "la riga {line} non viene registrata: '{value}' non è valido per {field}",
    cure_en="add it by hand: order record --id ID --line SKU=N@PRICE with all lines",
    cure_it="aggiungerla a mano: order record --id ID --line SKU=N@PREZZO con tutte le righe",
    severity="warning",
)
LINE_SUM = Message(
    "LC-PLACED-LINE-SUM",
    "line {line}: {quantity} × {price} are {computed}, extendedPrice says {said}",
    "riga {line}: {quantity} × {price} fanno {computed}, extendedPrice indica {said}",
    cure_en="compare it with the invoice",
    cure_it="confrontarlo con la fattura",
    severity="warning",
    sources=("CART",),
)
TOTAL = Message(
    "LC-PLACED-TOTAL",
    "the lines add up to {computed}, totalPrice says {said}",
    "la somma delle righe è {computed}, totalPrice indica {said}",
    cure_en="compare it with the invoice",
    cure_it="confrontarlo con la fattura",
    severity="warning",
    sources=("CART",),
)
NO_OFFSET = Message(
    "LC-PLACED-OFFSET",
    "'{value}' has no offset to UTC; the order is recorded as placed on {day}",
    "'{value}' non ha un fuso; l'ordine viene registrato con la data {day}",
    cure_en="give the exact moment with --placed",
    cure_it="indicare l'istante esatto con --placed",
    severity="warning",
)
CANCELS = Message(
    "LC-PLACED-CANCELS",
    "order {id} cancels another order and is not recorded",
    "l'ordine {id} ne annulla un altro e non viene registrato",
    cure_en="give the order that it cancels, or write order record --id ID --status cancelled",
    cure_it="dare l'ordine che annulla, oppure scrivere order record --id ID --status cancelled",
    severity="warning",
    sources=("SIMPLE-API",),
)
BAD_ID = Message(
    "LC-PLACED-ID",
    "'{id}' is not an order id",
    "'{id}' non è un id d'ordine",
    cure_en="expected 5 to 64 letters, digits, - and _, with a digit where it is shorter than 8",
    cure_it="attesi da 5 a 64 lettere, cifre, - e _, con almeno una cifra se più corto di 8",
    sources=("ORD",),
)
BAD_MOMENT = Message(
    "LC-PLACED-DATE",
    "'{value}' is not a moment with its offset",
    "'{value}' non è un istante con il suo fuso",
    cure_en="such as 2026-11-02T17:56:21Z",
    cure_it="come 2026-11-02T17:56:21Z",
    sources=("ORD",),
)
BAD_LINE = Message(
    "LC-PLACED-LINE",
    "'{value}' is not a valid {field}",
    "'{value}' non è valido per {field}",
    cure_en="save Partner Center's answer as it came",
    cure_it="salvare la risposta di Partner Center così com'è",
    sources=("ORD",),
)
LINE_TWICE = Message(
    "LC-PLACED-LINES",
    "line {line} occurs twice",
    "la riga {line} compare due volte",
    cure_en="remove one; a line is returned as a whole and once",
    cure_it="toglierne una; una riga si restituisce intera e una volta sola",
    sources=("ORD",),
)
KEY_IN_FILE = Message(
    "LC-PLACED-KEY",
    "the file holds what looks like a product key",
    "il file contiene quello che sembra un codice Product Key",
    cure_en="it is neither kept nor written; keep such files where only you can read them",
    cure_it="non viene né conservato né scritto; tenere questi file dove solo voi potete leggerli",
    severity="warning",
)
SKIPPED = Message(
    "LC-RECORD-SKIPPED",
    "{count} orders were not recorded; they are in {path} with their reasons",
    "{count} ordini non registrati; sono in {path} con i motivi",
    cure_en="correct them there and record that file",
    cure_it="correggerli in quel file e registrarlo",
    severity="warning",
)
NO_LINES = Message(
    "LC-RECORD-LINES",
    "the order has no lines",
    "l'ordine non ha righe",
    cure_en="give each as --line SKU=QUANTITY@UNIT_PRICE, the number of its saved quote as --quote N, or the order's JSON",
    cure_it="indicare ciascuna come --line SKU=QUANTITÀ@PREZZO, il numero dell'offerta salvata come --quote N, oppure il JSON dell'ordine",
)
BAD_SPEC = Message(
    "LC-RECORD-LINE",
    "'{value}' is not a line",
    "'{value}' non è una riga",
    cure_en="write SKU=QUANTITY or SKU=QUANTITY@UNIT_PRICE, such as DG7GMGF0PWHC:0003=2@1021.40",
    cure_it="scrivere SKU=QUANTITÀ o SKU=QUANTITÀ@PREZZO, come DG7GMGF0PWHC:0003=2@1021.40",
)
BAD_STATE = Message(
    "LC-RECORD-VALUE",
    "{option}: '{value}' is not known",
    "{option}: '{value}' non è noto",
    cure_en="known: {known}",
    cure_it="valori ammessi: {known}",
    sources=("ORD",),
)
OTHER_LINES = Message(
    "LC-RECORD-OTHER",
    "order {id} is on record with other products",
    "l'ordine {id} è registrato con altri prodotti",
    cure_en="one of the two is another order: check the id",
    cure_it="uno dei due è un altro ordine: controllare l'id",
)
NOT_RECORDED = Message(
    "LC-RECORD-UNKNOWN",
    "no order {id} is on record",
    "nessun ordine {id} è registrato",
    cure_en="see order list",
    cure_it="si veda order list",
)
WHOLE = Message(
    "LC-CANCEL-WHOLE",
    "of order {id} only the id is known: the body cancels the whole order, in the form that is documented for the sandbox",
    "dell'ordine {id} è noto solo l'id: il corpo annulla l'intero ordine, nella forma documentata per la sandbox",
    cure_en="give the order's JSON to name its lines",
    cure_it="indicare il JSON dell'ordine per nominarne le righe",
    severity="warning",
    sources=("PC-CANCEL-API",),
)
NO_OFFER = Message(
    "LC-CANCEL-OFFER",
    "order {id}: Partner Center cannot cancel {offer}, which has no AvailabilityId",
    "ordine {id}: Partner Center non può annullare {offer}, che non ha un AvailabilityId",
    cure_en="cancel it in the system where it was ordered, or give the order's JSON of Partner Center",
    cure_it="annullarlo nel sistema in cui è stato ordinato, oppure dare il JSON dell'ordine di Partner Center",
    sources=("PC-CANCEL-API",),
)
NOT_RETURNABLE = Message(
    "LC-CANCEL-REFUSED",
    "order {id} of {placed} ({status}) cannot be given back on {day}: the last possible day is {last}",
    "l'ordine {id} del {placed} ({status}) non si può restituire il {day}: l'ultimo giorno possibile è {last}",
    cure_en="see returns check; --despite REASON writes the body nevertheless",
    cure_it="si veda returns check; --despite MOTIVO scrive comunque il corpo",
)
REVIEW = Message(
    "LC-CANCEL-REVIEW",
    "whether order {id} of {placed} ({status}) can still be given back on {day} is not certain: the last safe day is {safe}",
    "non è certo che l'ordine {id} del {placed} ({status}) si possa ancora restituire il {day}: l'ultimo giorno sicuro è {safe}",
    cure_en="Partner Center shows the days that are left",
    cure_it="Partner Center mostra i giorni residui",
    severity="warning",
)
NO_DAY = Message(
    "LC-CANCEL-UNDATED",
    "when order {id} was placed is not told, so whether it can be given back is not checked",
    "non è indicato quando l'ordine {id} è stato fatto, perciò non si verifica se si possa restituire",
    cure_en="see returns check",
    cure_it="si veda returns check",
    severity="warning",
)
