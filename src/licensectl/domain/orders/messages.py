"""Messages about orders, planned and placed."""

from licensectl.errors import Message, warning
from licensectl.i18n.translate import N_

# What a message shows in the place of a value that is missing.
NOTHING = N_("nothing")

NO_AVAILABILITY = Message(
    "LC-ORDER-AVAILABILITY",
    "{sku} has no AvailabilityId.",
    cure="Read it in Partner Center's catalogue (product → SKU → availabilities, for the customer's country and segment) just before "
    "ordering, and give it as availability_id in the request. No price list has it.",
    sources=("CART", "PROD"),
)
BAD_AVAILABILITY = Message(
    "LC-ORDER-AVAILABILITY-ID",
    "'{value}' is not a valid AvailabilityId.",
    cure="Expected 12 capital letters and digits, for example DG7GMGF0DSFM.",
)
WRONG_PROGRAM = Message(
    "LC-ORDER-PROGRAM",
    "{target} takes program {programs} only, and this quote is {program}.",
    cure="Export it with --target csv.",
)
NO_MPN = Message(
    "LC-ORDER-MPN",
    "Line {position} ({product}) has no MPN of the marketplace.",
    cure="Read the MPN in the product list of the marketplace, and give it as distributor_sku in the request or in codes.yaml. Public "
    "sources show none for one-time items.",
    sources=("SIMPLE-API",),
)
NO_PART = Message(
    "LC-ORDER-PART",
    "Line {position} ({product}) has no Ingram part number.",
    cure="Give it as distributor_sku in the request or in codes.yaml. The order does not take the vendor's number.",
    sources=("XVANTAGE",),
)
NO_MARKETPLACE_ID = Message(
    "LC-ORDER-MARKETPLACE-ID",
    "The id of {customer} in the marketplace is not known.",
    cure="Read it in the control panel, and give it as marketplace_id of the customer.",
    sources=("SIMPLE-API",),
)
NO_REF = Message(
    "LC-ORDER-REF",
    "The order has no number.",
    cure="Give 'number:' in the request.",
    sources=("XVANTAGE",),
)
TOO_MANY_LINES = Message(
    "LC-ORDER-LINES",
    "Line {position} is beyond the {most} lines of an order of the distributor.",
    cure="Split the request.",
    sources=("XVANTAGE",),
)
BAD_SHAPE = Message(
    "LC-ORDER-SHAPE",
    "{path} is not valid for {target}: {reason}.",
    cure="Shorten or correct it in the request.",
)
NOT_IN_CART = Message(
    "LC-ORDER-VENDOR",
    "Line {position} ({title}) is not in Partner Center's catalogue.",
    cure="Order it with --target csv, in a separate request.",
)


NOT_JSON = Message(
    "LC-PLACED-JSON",
    "The file is not valid JSON: {reason}.",
    cure="Save Partner Center's answer as it came.",
)
LARGE_JSON = Message(
    "LC-PLACED-SIZE",
    "The file is too large: {reason}.",
    cure="Check that it is the right file, or split it.",
)
CLEANED = warning(
    "LC-PLACED-CLEANED",
    "The file was read without comments, typographic quotes and superfluous commas, which JSON does not allow.",
)
KEY_TWICE = Message(
    "LC-PLACED-TWICE",
    "'{key}' occurs twice in one object.",
    cure="Save Partner Center's answer as it came.",
)
NO_ORDER = Message(
    "LC-PLACED-NONE",
    "The file contains no order.",
    cure="Expected an order of Partner Center, the result of a checkout, or a list of orders.",
    sources=("ORD", "CART"),
)
CART_NOT_ORDER = Message(
    "LC-PLACED-CART",
    "This is a cart, not an order.",
    cure="Give the answer to its checkout.",
    sources=("CART",),
)
FOREIGN = Message(
    "LC-PLACED-FOREIGN",
    "This is {what}.",
    cure="{taken}",
    sources=("ORD", "CART"),
)
BY_HAND = N_(
    "Give the order as its system answers it, or record it by hand with `licensectl order record --id ID --placed DATE --line SKU=N@PRICE`."
)
MISSING = Message(
    "LC-PLACED-MISSING",
    "The order has no {field}.",
    cure="Save the answer as it came.",
    sources=("ORD",),
)
CUT_LINES = Message(
    "LC-PLACED-CUT",
    "The lines of the order were cut to plain text.",
    cure="In PowerShell, write `ConvertTo-Json -Depth 10`.",
    sources=("ORD",),
)
NOT_ORDERED = Message(
    "LC-PLACED-ORDER-ERROR",
    "Not ordered: {description}{details}.",
    cure="Correct the cause, then order this part again.",
    sources=("CART", "ERR"),
)
REFUSED = Message(
    "LC-PLACED-REFUSED",
    "The call was refused: {description}{details}.",
    cure="Nothing was ordered.",
    sources=("ERR",),
)
NOT_A_SKU = warning(
    "LC-PLACED-OFFER",
    "Line {line} of order {id} is not recorded: '{offer}' is not a ProductId:SkuId.",
    cure="Azure plans and offers of the legacy catalogue are not kept.",
    sources=("ORD",),
)
LINE_LEFT_OUT = warning(
    "LC-PLACED-LEFT-OUT",
    "Line {line} is not recorded: '{value}' is not a valid {field}.",
    cure="Add it by hand, with all lines: `licensectl order record --id ID --line SKU=N@PRICE`.",
)
LINE_SUM = warning(
    "LC-PLACED-LINE-SUM",
    "Line {line}: {quantity} × {price} is {computed}, but extendedPrice says {said}.",
    cure="Compare it with the invoice.",
    sources=("CART",),
)
TOTAL = warning(
    "LC-PLACED-TOTAL",
    "The lines add up to {computed}, but totalPrice says {said}.",
    cure="Compare it with the invoice.",
    sources=("CART",),
)
EMPTY_DAY = warning(
    "LC-PLACED-NO-DAY",
    "The creation date '{value}' means that no date is set, so it is read as missing.",
    cure="Give the day of the order with --placed.",
)
PRICE_LEFT_OUT = warning(
    "LC-PLACED-PRICE",
    "Line {line}: the price '{value}' is not an amount of 0 or more in a known currency. The line is recorded without a price.",
    cure="Record the price with --line SKU=N@PRICE.",
)
UNKNOWN_STATE = warning(
    "LC-PLACED-STATE",
    "The state '{value}' of the order is unknown. It is recorded as not cancelled.",
    cure="If it was cancelled, run `licensectl order record --id ID --status cancelled`.",
)
OLDER = warning(
    "LC-RECORD-OLDER",
    "Order {id} or some of its lines are cancelled on record, and the file does not say so. The file is older, so the cancellation is "
    "kept.",
    cure="If nothing was cancelled, correct the record with --status and --line of `licensectl order record --id {id}`.",
)
NO_OFFSET = warning(
    "LC-PLACED-OFFSET",
    "'{value}' has no offset from UTC, so the order is recorded as placed on {day}.",
    cure="Give the exact moment with --placed.",
)
CANCELS = warning(
    "LC-PLACED-CANCELS",
    "Order {id} cancels another order and is not recorded.",
    cure="Give the order that it cancels, or run `licensectl order record --id ID --status cancelled`.",
    sources=("SIMPLE-API",),
)
BAD_ID = Message(
    "LC-PLACED-ID",
    "'{id}' is not a valid order id.",
    cure="Expected 5 to 64 letters, digits, - and _, with a digit if it is shorter than 8.",
    sources=("ORD",),
)
BAD_MOMENT = Message(
    "LC-PLACED-DATE",
    "'{value}' is not a valid moment with its offset.",
    cure="Expected for example 2026-11-02T17:56:21Z.",
    sources=("ORD",),
)
BAD_LINE = Message(
    "LC-PLACED-LINE",
    "'{value}' is not a valid {field}.",
    cure="Save Partner Center's answer as it came.",
    sources=("ORD",),
)
LINE_TWICE = Message(
    "LC-PLACED-LINES",
    "Line {line} occurs twice.",
    cure="Remove one of the lines.",
    sources=("ORD",),
)
KEY_IN_FILE = warning(
    "LC-PLACED-KEY",
    "The file contains what looks like a product key.",
    cure="It is neither kept nor written. Keep such files where only you can read them.",
)
SKIPPED = warning(
    "LC-RECORD-SKIPPED",
    "{count} order was not recorded. It is in '{path}' with its reason.",
    many="{count} orders were not recorded. They are in '{path}' with their reasons.",
    cure="Correct that file and record it.",
)
NO_LINES = Message(
    "LC-RECORD-LINES",
    "The order has no lines.",
    cure="Give each line as --line SKU=QUANTITY@UNIT_PRICE, the number of its saved quote as --quote N, or the JSON of the order.",
)
BAD_SPEC = Message(
    "LC-RECORD-LINE",
    "'{value}' is not a valid line.",
    cure="Expected SKU=QUANTITY or SKU=QUANTITY@UNIT_PRICE, for example DG7GMGF0PWHC:0003=2@1021.40 or …@1021,40.",
)
BAD_STATE = Message(
    "LC-RECORD-VALUE",
    "'{value}' is not a valid value of {option}.",
    cure="Expected one of: {known}.",
    sources=("ORD",),
)
OTHER_LINES = Message(
    "LC-RECORD-OTHER",
    "Order {id} is already on record with other products.",
    cure="Check the id: two orders cannot have the same one.",
)
NOT_RECORDED = Message(
    "LC-RECORD-UNKNOWN",
    "Order '{id}' is not on record.",
    cure="Run `licensectl order list`.",
)
WHOLE = warning(
    "LC-CANCEL-WHOLE",
    "Only the id of order {id} is known, so the body cancels the whole order, in the form that is documented for the sandbox.",
    cure="To name its lines, give the JSON of the order.",
    sources=("PC-CANCEL-API",),
)
NO_OFFER = Message(
    "LC-CANCEL-OFFER",
    "Partner Center cannot cancel {offer} of order {id}, because it has no AvailabilityId.",
    cure="Cancel it in the system where it was ordered, or give Partner Center's JSON of the order.",
    sources=("PC-CANCEL-API",),
)
NOT_RETURNABLE = Message(
    "LC-CANCEL-REFUSED",
    "Order {id} of {placed} ({status}) cannot be returned on {day}. The last possible day is {last}.",
    cure="Run `licensectl returns check {id}`. To write the file nevertheless, give `--despite REASON`.",
)
REVIEW = warning(
    "LC-CANCEL-REVIEW",
    "It is not certain that order {id} of {placed} ({status}) can be returned on {day}. The last safe day is {safe}.",
    cure="Run `licensectl returns check {id}` for the reason, and see Partner Center for the days that are left.",
)
NO_DAY = warning(
    "LC-CANCEL-UNDATED",
    "Order {id} has no date, so the return window is not checked.",
    cure="Run `licensectl returns check {id}`.",
)
