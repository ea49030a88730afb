"""Messages about orders, planned and placed."""

from licensectl.errors import Message
from licensectl.i18n.translate import N_

# What a message shows in the place of a value that is missing.
NOTHING = N_("nothing")

NO_AVAILABILITY = Message(
    "LC-ORDER-AVAILABILITY",
    "{sku} has no AvailabilityId",
    cure="no price list carries them: read it from Partner Center's catalogue (product → SKU → availabilities, for the customer's "
    "country and segment) just before ordering and give it as availability_id in the request",
    sources=("CART", "PROD"),
)
BAD_AVAILABILITY = Message(
    "LC-ORDER-AVAILABILITY-ID",
    "'{value}' is not an AvailabilityId",
    cure="it has 12 capital letters and digits, such as DG7GMGF0DSFM",
)
WRONG_PROGRAM = Message(
    "LC-ORDER-PROGRAM",
    "{target} takes program {programs} only, this quote is {program}",
    cure="export it with --target csv",
)
NO_MPN = Message(
    "LC-ORDER-MPN",
    "line {position} ({product}) has no MPN of the marketplace",
    cure="read the MPN from its product list and give it as distributor_sku, in the request or in codes.yaml; public "
    "sources do not show one for one-time items",
    sources=("SIMPLE-API",),
)
NO_PART = Message(
    "LC-ORDER-PART",
    "line {position} ({product}) has no Ingram part number",
    cure="give it as distributor_sku, in the request or in codes.yaml; the order does not take the vendor's number",
    sources=("XVANTAGE",),
)
NO_MARKETPLACE_ID = Message(
    "LC-ORDER-MARKETPLACE-ID",
    "the marketplace's own id of {customer} is not known",
    cure="read it in the control panel and give it as marketplace_id of the customer",
    sources=("SIMPLE-API",),
)
NO_REF = Message(
    "LC-ORDER-REF",
    "the order has no number",
    cure="give number in the request",
    sources=("XVANTAGE",),
)
TOO_MANY_LINES = Message(
    "LC-ORDER-LINES",
    "line {position} is beyond the {most} that the distributor's order numbers",
    cure="split the request",
    sources=("XVANTAGE",),
)
BAD_SHAPE = Message(
    "LC-ORDER-SHAPE",
    "{target} would not take {path}: {reason}",
    cure="shorten or correct it in the request",
)
NOT_IN_CART = Message(
    "LC-ORDER-VENDOR",
    "line {position} ({title}) is not in Partner Center's catalogue",
    cure="order it with --target csv, in a separate request",
)


NOT_JSON = Message(
    "LC-PLACED-JSON",
    "not JSON: {reason}",
    cure="save Partner Center's answer as it came",
)
CLEANED = Message(
    "LC-PLACED-CLEANED",
    "read without comments, typographic quotes and superfluous commas, which JSON does not allow",
    severity="warning",
)
KEY_TWICE = Message(
    "LC-PLACED-TWICE",
    "'{key}' occurs twice in one object",
    cure="save Partner Center's answer as it came",
)
NO_ORDER = Message(
    "LC-PLACED-NONE",
    "the file contains no order",
    cure="expected an order of Partner Center, the result of a checkout, or a list of orders",
    sources=("ORD", "CART"),
)
CART_NOT_ORDER = Message(
    "LC-PLACED-CART",
    "this is a cart, not an order",
    cure="give the answer to its checkout",
    sources=("CART",),
)
FOREIGN = Message(
    "LC-PLACED-FOREIGN",
    "this is {what}",
    cure="{taken}",
    sources=("ORD", "CART"),
)
BY_HAND = N_("give the order as its system answers it, or record it by hand: order record --id ID --placed DATE --line SKU=N@PRICE")
MISSING = Message(
    "LC-PLACED-MISSING",
    "the order has no {field}",
    cure="save the answer as it came",
    sources=("ORD",),
)
CUT_LINES = Message(
    "LC-PLACED-CUT",
    "the lines of the order were cut to plain text",
    cure="in PowerShell write ConvertTo-Json -Depth 10",
    sources=("ORD",),
)
NOT_ORDERED = Message(
    "LC-PLACED-ORDER-ERROR",
    "not ordered: {description}{details}",
    cure="correct the cause, then order this part again",
    sources=("CART", "ERR"),
)
REFUSED = Message(
    "LC-PLACED-REFUSED",
    "the call was refused: {description}{details}",
    cure="nothing was ordered",
    sources=("ERR",),
)
NOT_A_SKU = Message(
    "LC-PLACED-OFFER",
    "line {line} of order {id} is not recorded: '{offer}' is not a ProductId:SkuId",
    cure="Azure plans and offers of the legacy catalogue are not kept",
    severity="warning",
    sources=("ORD",),
)
LINE_LEFT_OUT = Message(
    "LC-PLACED-LEFT-OUT",
    "line {line} is not recorded: '{value}' is not a valid {field}",
    cure="add it by hand: order record --id ID --line SKU=N@PRICE with all lines",
    severity="warning",
)
LINE_SUM = Message(
    "LC-PLACED-LINE-SUM",
    "line {line}: {quantity} × {price} are {computed}, extendedPrice says {said}",
    cure="compare it with the invoice",
    severity="warning",
    sources=("CART",),
)
TOTAL = Message(
    "LC-PLACED-TOTAL",
    "the lines add up to {computed}, totalPrice says {said}",
    cure="compare it with the invoice",
    severity="warning",
    sources=("CART",),
)
EMPTY_DAY = Message(
    "LC-PLACED-NO-DAY",
    "the creation date '{value}' means that none is set; it is read as missing",
    cure="give the day of the order with --placed",
    severity="warning",
)
PRICE_LEFT_OUT = Message(
    "LC-PLACED-PRICE",
    "line {line}: the price '{value}' is not an amount of 0 or more in a known currency; the line is recorded without a price",
    cure="record the price with --line SKU=N@PRICE",
    severity="warning",
)
UNKNOWN_STATE = Message(
    "LC-PLACED-STATE",
    "the state '{value}' of the order is unknown; it is recorded as not cancelled",
    cure="if it was cancelled, write order record --id ID --status cancelled",
    severity="warning",
)
OLDER = Message(
    "LC-RECORD-OLDER",
    "order {id} or lines of it are cancelled on record, and the file does not say so: it is older, and the cancellation is kept",
    cure="if nothing was cancelled, correct the record with order record --id {id} --status and --line",
    severity="warning",
)
NO_OFFSET = Message(
    "LC-PLACED-OFFSET",
    "'{value}' has no offset to UTC; the order is recorded as placed on {day}",
    cure="give the exact moment with --placed",
    severity="warning",
)
CANCELS = Message(
    "LC-PLACED-CANCELS",
    "order {id} cancels another order and is not recorded",
    cure="give the order that it cancels, or write order record --id ID --status cancelled",
    severity="warning",
    sources=("SIMPLE-API",),
)
BAD_ID = Message(
    "LC-PLACED-ID",
    "'{id}' is not an order id",
    cure="expected 5 to 64 letters, digits, - and _, with a digit where it is shorter than 8",
    sources=("ORD",),
)
BAD_MOMENT = Message(
    "LC-PLACED-DATE",
    "'{value}' is not a moment with its offset",
    cure="such as 2026-11-02T17:56:21Z",
    sources=("ORD",),
)
BAD_LINE = Message(
    "LC-PLACED-LINE",
    "'{value}' is not a valid {field}",
    cure="save Partner Center's answer as it came",
    sources=("ORD",),
)
LINE_TWICE = Message(
    "LC-PLACED-LINES",
    "line {line} occurs twice",
    cure="remove one of the two",
    sources=("ORD",),
)
KEY_IN_FILE = Message(
    "LC-PLACED-KEY",
    "the file contains a text that looks like a product key",
    cure="it is neither kept nor written; keep such files where only you can read them",
    severity="warning",
)
SKIPPED = Message(
    "LC-RECORD-SKIPPED",
    "{count} order was not recorded; it is in {path} with its reason",
    many="{count} orders were not recorded; they are in {path} with their reasons",
    cure="correct that file and record it",
    severity="warning",
)
NO_LINES = Message(
    "LC-RECORD-LINES",
    "the order has no lines",
    cure="give each as --line SKU=QUANTITY@UNIT_PRICE, the number of its saved quote as --quote N, or the order's JSON",
)
BAD_SPEC = Message(
    "LC-RECORD-LINE",
    "'{value}' is not a line",
    cure="write SKU=QUANTITY or SKU=QUANTITY@UNIT_PRICE, such as DG7GMGF0PWHC:0003=2@1021.40 or …@1021,40",
)
BAD_STATE = Message(
    "LC-RECORD-VALUE",
    "{option}: '{value}' is not known",
    cure="known: {known}",
    sources=("ORD",),
)
OTHER_LINES = Message(
    "LC-RECORD-OTHER",
    "order {id} is on record with other products",
    cure="one of the two is another order: check the id",
)
NOT_RECORDED = Message(
    "LC-RECORD-UNKNOWN",
    "no order {id} is on record",
    cure="see order list",
)
WHOLE = Message(
    "LC-CANCEL-WHOLE",
    "only the id of order {id} is known: the body cancels the whole order, in the form that is documented for the sandbox",
    cure="give the order's JSON to name its lines",
    severity="warning",
    sources=("PC-CANCEL-API",),
)
NO_OFFER = Message(
    "LC-CANCEL-OFFER",
    "order {id}: Partner Center cannot cancel {offer}, which has no AvailabilityId",
    cure="cancel it in the system where it was ordered, or give the order's JSON of Partner Center",
    sources=("PC-CANCEL-API",),
)
NOT_RETURNABLE = Message(
    "LC-CANCEL-REFUSED",
    "order {id} of {placed} ({status}) cannot be returned on {day}: the last possible day is {last}",
    cure="see returns check; --despite REASON writes the file anyway",
)
REVIEW = Message(
    "LC-CANCEL-REVIEW",
    "order {id} of {placed} ({status}) may be too late to return on {day}: the last safe day is {safe}",
    cure="Partner Center shows the days that are left",
    severity="warning",
)
NO_DAY = Message(
    "LC-CANCEL-UNDATED",
    "order {id} has no date, so the return window is not checked",
    cure="see returns check",
    severity="warning",
)
