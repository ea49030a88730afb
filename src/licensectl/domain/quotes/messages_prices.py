"""Remarks on the prices of a quote, and problems of terms and billing plans."""

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
TERM = Message(
    "LC-QUOTE-TERM",
    "'{value}' is not a valid term",
    cure="expected one of {expected}",
)
PLAN = Message(
    "LC-QUOTE-PLAN",
    "'{value}' is not a valid billing plan",
    cure="expected one of {expected}",
)
PLAN_WITHOUT_TERM = Message(
    "LC-QUOTE-PLAN-ONCE",
    "billing_plan {plan} belongs to a subscription, and the line has no term",
    cure="add its term, for example term: P1Y, or remove billing_plan",
)
PLAN_OF_TERM = Message(
    "LC-QUOTE-PLAN-TERM",
    "billing_plan {plan} does not fit the term {term}",
    cure="choose a plan that is no longer than the term",
)
PLAN_MISSING = Message(
    "LC-QUOTE-PLAN-MISSING",
    "the line has the term {term}, and nothing says how often it is paid",
    cure="add billing_plan: {expected}",
)
OTHER_PROGRAM = Message(
    "LC-QUOTE-TERM-PROGRAM",
    "a line with a term cannot be quoted under {program}",
    cure="quote subscriptions under {sold}, or write the line under other: with its price",
)
DISCOUNT_OF_WHOLE = Message(
    "LC-QUOTE-DISCOUNT-TERM",
    "discount_amount of the whole quote does not say of which payments it is taken",
    cure="write it in a line: of a subscription it is taken off every payment",
)
NOT_A_SUBSCRIPTION = Message(
    "LC-ORDER-TERM",
    "line {position} is a subscription ({term}), and the files of {target} hold one-off purchases only",
    cure="export it with --target partner-center or csv, or order it at the distributor's own site",
)
