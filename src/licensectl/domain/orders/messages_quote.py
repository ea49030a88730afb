"""Messages about what differs between a quote and its order."""

from licensectl.errors import Message

NOT_ORDERED = Message(
    "LC-RECORD-NOT-ORDERED",
    "quote {quote}: {quantity} × {product} were not ordered",
    cure="order the rest, or revise the quote",
    severity="warning",
)
NOT_QUOTED = Message(
    "LC-RECORD-NOT-QUOTED",
    "quote {quote} does not have {quantity} × {product}, which was ordered",
    cure="check the order",
    severity="warning",
)
QUANTITY = Message(
    "LC-RECORD-QUANTITY",
    "quote {quote}: {quoted} × {product} quoted, {ordered} ordered",
    cure="correct the order while it can be returned, or revise the quote",
    severity="warning",
)
PRICE = Message(
    "LC-RECORD-PRICE",
    "quote {quote}: {product} was quoted from a cost price of {quoted}, ordered at {ordered}",
    cure="the price of the order is recorded; check the margin",
    severity="warning",
)
CURRENCY = Message(
    "LC-RECORD-CURRENCY",
    "quote {quote} is in {quoted}, the order in {ordered}",
    cure="prices are not compared",
    severity="warning",
)
FUTURE = Message(
    "LC-RECORD-FUTURE",
    "order {id} was placed on {placed} (UTC), which is after {day}",
    cure="if the day is wrong, record it again: order record --id {id} --placed DATE",
    severity="warning",
)
BEFORE_QUOTE = Message(
    "LC-RECORD-BEFORE-QUOTE",
    "order {id} was placed on {placed}, before its quote {quote} of {day}",
    cure="check the day of the order and the number of the quote",
    severity="info",
)
OLDER = Message(
    "LC-ACCEPT-OLDER",
    "{number} was accepted, {newest} is newer",
    cure="order check and order export take the accepted revision; to order the newer one: order accept {newest}",
    severity="warning",
)
REPLACED = Message(
    "LC-ACCEPT-REPLACED",
    "{earlier} was accepted on {day} (purchase order {po_number}); now {number} is accepted instead (purchase order {order})",
    cure="if the earlier one holds, accept it again: order accept {again}",
    severity="warning",
)
NEWER = Message(
    "LC-ORDER-NEWER",
    "{number} was accepted and is ordered; {newest} is newer",
    cure="to order the newer one: order accept {newest}, or name it",
    severity="info",
)
NOT_ACCEPTED = Message(
    "LC-ORDER-NOT-ACCEPTED",
    "{number} was not accepted, {accepted} was: its purchase order is not taken",
    cure="order accept {spelled} records that the customer accepted this one",
    severity="warning",
)
EXPIRED = Message(
    "LC-ACCEPT-EXPIRED",
    "{number} was valid until {until}",
    cure="revise it before ordering: quote revise {number}",
    severity="warning",
)
PRICE_CHANGED = Message(
    "LC-RECORD-PRICE-CHANGED",
    "order {id}, line {line}: the recorded price {known} was replaced by {new} from the answer",
    cure="to keep the previous price, record the line with --line SKU=N@PRICE",
    severity="warning",
)
