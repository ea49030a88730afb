"""Messages about what differs between a quote and its order."""

from licensectl.errors import Message, info, warning
from licensectl.i18n.translate import N_

NOT_ORDERED = warning(
    "LC-RECORD-NOT-ORDERED",
    "{quantity} × {product} of quote {quote} was not ordered.",
    cure="Order the rest with `licensectl order export {quote} --rest`, or revise the quote.",
)
NOT_QUOTED = warning(
    "LC-RECORD-NOT-QUOTED",
    "{quantity} × {product} was ordered and is not in quote {quote}.",
    cure="Check the order.",
)
QUANTITY = warning(
    "LC-RECORD-QUANTITY",
    "{product}: quote {quote} has {quoted}, the order has {ordered}.",
    many="{product}: quote {quote} has {quoted}, its {count} orders have {ordered} in all.",
    cure="Correct the order while it can be returned, or revise the quote.",
)
PRICE = warning(
    "LC-RECORD-PRICE",
    "{product} has a cost price of {quoted} in quote {quote} and of {ordered} in the order.",
    cure="Check the margin. The price of the order is recorded.",
)
CURRENCY = warning(
    "LC-RECORD-CURRENCY",
    "Quote {quote} is in {quoted}, and the order is in {ordered}.",
    cure="Prices are not compared.",
)
FUTURE = warning(
    "LC-RECORD-FUTURE",
    "Order {id} was placed on {placed} (UTC), after {day}.",
    cure="If the date is wrong, record it again with `licensectl order record --id {id} --placed DATE`.",
)
BEFORE_QUOTE = info(
    "LC-RECORD-BEFORE-QUOTE",
    "Order {id} was placed on {placed}, before its quote {quote} of {day}.",
    cure="Check the date of the order and the number of the quote.",
)
OLDER = warning(
    "LC-ACCEPT-OLDER",
    "{number} was accepted, and {newest} is newer.",
    cure="The accepted revision is checked and exported. To order the newer one, run `licensectl order accept {newest}`.",
)
REPLACED = warning(
    "LC-ACCEPT-REPLACED",
    "{earlier} was accepted on {day} (purchase order {po_number}). Now {number} is accepted instead (purchase order {order}).",
    cure="If the earlier one holds, run `licensectl order accept {again}`.",
)
REDATED = warning(
    "LC-ACCEPT-REDATED",
    "The acceptance of {number} was dated {was} on record, and now it is dated {day}.",
    cure="If the earlier date was right, run `licensectl order accept {again} --as-of {date}`.",
)
PO_REDATED = warning(
    "LC-ACCEPT-PO-DATE",
    "The purchase order {order} of {number} was dated {was} on record, and now it is dated {day}.",
    cure="If the earlier date was right, run `licensectl order accept {again} --po-date {date}`.",
)
DRAFT = Message(
    "LC-ACCEPT-UNPRICED",
    "{number} cannot be accepted: {count} line has no price ({lines}).",
    many="{number} cannot be accepted: {count} lines have no price ({lines}).",
    cure="Give the prices and save a revision with `licensectl quote revise {number}`, then accept that revision.",
)
ORDERED = Message(
    "LC-PLACE-ORDERED",
    "{number} is ordered already: order {orders}.",
    many="{number} is ordered already: orders {orders}.",
    cure="Read `licensectl order show {id}` first, so that nothing is ordered twice. To order only what is left, use --rest. If that order "
    "was cancelled, run `licensectl order record --id {id} --status cancelled`.",
)
NOTHING_LEFT = Message(
    "LC-REST-NOTHING",
    "Everything in {number} is ordered already.",
    cure="To order it once more, use --despite instead of --rest.",
)
NUMBERED = info(
    "LC-ORDER-NUMBERED",
    "The request has no number. Quote {number} is of the same request, and the order has its number.",
)
SEVERAL_SAVED = info(
    "LC-ORDER-SAVED-SEVERAL",
    "The request has no number, and several quotes are of the same request: {numbers}. The order is linked to none of them.",
    cure="Name the one that is ordered by its number in place of the request.",
)
UNLINKED = info(
    "LC-ORDER-UNLINKED",
    "The request has no number, so the order is linked to none of the customer's quotes ({numbers}).",
    cure="To link it to one of them, name the quote by its number in place of the request, or record the order with --quote NUMBER.",
)
OPEN_QUOTES = info(
    "LC-RECORD-OPEN-QUOTES",
    "Order {id} names no quote, and its customer has open quotes: {numbers}.",
    many="{count} orders, among them {id}, name no quote, and their customers have open quotes: {numbers}.",
    cure="If an order is of one of them, run `licensectl order record --id ID --quote NUMBER`.",
)
REST_NUMBER = Message(
    "LC-REST-NUMBER",
    "--rest needs the number of a quote, and the request has none.",
    cure="Name a saved quote by its number.",
)
OF_DAY = N_("{id} of {day}")
NEWER = info(
    "LC-ORDER-NEWER",
    "{number} was accepted and is ordered, and {newest} is newer.",
    cure="To order the newer one, run `licensectl order accept {newest}`, or name it.",
)
NOT_ACCEPTED = warning(
    "LC-ORDER-NOT-ACCEPTED",
    "{number} was not accepted, but {accepted} was, so the purchase order of {accepted} is not used.",
    cure="To record that the customer accepted this one, run `licensectl order accept {spelled}`.",
)
EXPIRED = warning(
    "LC-ACCEPT-EXPIRED",
    "{number} was valid until {until}.",
    cure="Revise it before ordering: `licensectl quote revise {number}`.",
)
EARLY = warning(
    "LC-ACCEPT-EARLY",
    "{number} is dated {written}, after the day of its acceptance, {day}.",
    cure="Name the day with --as-of.",
)
PRICE_CHANGED = warning(
    "LC-RECORD-PRICE-CHANGED",
    "Order {id}, line {line}: the recorded price {known} was replaced by {new}, as the answer says.",
    cure="To keep the previous price, record the line with --line SKU=N@PRICE.",
)
