"""Remarks on the prices of a quote."""

from licensectl.errors import Message

PRICE_ENDS = Message(
    "LC-PRICE-ENDS",
    "{sku}: the price ends on {day}, the quote is valid until {until}",
    cure="give fewer valid_days, or say in notes that the price may change",
    severity="warning",
)
PRICE_CHANGES = Message(
    "LC-PRICE-CHANGES",
    "{sku}: from {day} the price is {new} instead of {old}, the quote is valid until {until}",
    cure="give fewer valid_days, or a price that holds until then",
    severity="warning",
)
OLD_SHEET = Message(
    "LC-PRICE-OLD-SHEET",
    "the price sheet is of {month}, the quote of {day}",
    cure="take the sheet of {wanted}; if this is that one, say so in the name of the file, as prices-{wanted}.csv",
    severity="warning",
)
ABOVE_ERP = Message(
    "LC-PRICE-ABOVE-ERP",
    "{sku}: sell price {sell} is {percent} % above the ERP {erp}",
    severity="warning",
)
FLOOR = Message(
    "LC-PRICE-FLOOR",
    "{sku}: a margin of {margin} % is below the margin_floor of {floor} % in your profile",
    severity="warning",
)
FLOOR_WHOLE = Message(
    "LC-PRICE-FLOOR-WHOLE",
    "after discounts and rebates the quote has a margin of {margin} %, below the margin_floor of {floor} % in your profile",
    severity="warning",
)
NOT_SAVED = Message(
    "LC-SAVE-FLOOR",
    "the quote is not saved: its margin is below the margin_floor of your profile",
    cure="change the prices, or say why it is offered nevertheless: --despite REASON",
)
