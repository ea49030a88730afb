"""Remarks on the prices of a quote, and problems of terms and billing plans."""

from licensectl.errors import Message, info, warning

PRICE_ENDS = warning(
    "LC-PRICE-ENDS",
    "{sku}: the price ends on {day}, and the quote is valid until {until}.",
    cure="Reduce valid_days, or say in notes that the price may change.",
)
PRICE_CHANGES = warning(
    "LC-PRICE-CHANGES",
    "{sku}: from {day} the price is {new} instead of {old}, and the quote is valid until {until}.",
    cure="Reduce valid_days, or give a price that holds until then.",
)
OLD_SHEET = warning(
    "LC-PRICE-OLD-SHEET",
    "The price sheet is of {month}, and the quote is of {day}.",
    cure="Use the sheet of {wanted}. If this is that one, say so in the name of the file, for example prices-{wanted}.csv.",
)
OLD_IN_BOOK = warning(
    "LC-PRICE-OLD-IN-BOOK",
    "The price of line {lines} is of the sheet of {month}, and the quote is of {day}. The sheets of {wanted} in the price book have none.",
    cure="Import the sheet of {wanted} that has it, or give it with --prices.",
    many="The prices of lines {lines} are of the sheet of {month}, and the quote is of {day}. The sheets of {wanted} in the price book "
    "have none.",
)
ABOVE_ERP = warning(
    "LC-PRICE-ABOVE-ERP",
    "{sku}: sell price {sell} is {percent} % above the ERP {erp}.",
)
SCALE = warning(
    "LC-PRICE-SCALE",
    "{sku}: the cost price {price} is less than a hundredth of the ERP {erp}.",
    cure="Check the decimal mark of its prices in the price sheet.",
)
FLOOR = warning(
    "LC-PRICE-FLOOR",
    "{sku}: a margin of {margin} % is below the margin_floor of {floor} % in your profile.",
)
FLOOR_WHOLE = warning(
    "LC-PRICE-FLOOR-WHOLE",
    "After discounts and rebates the quote has a margin of {margin} %, below the margin_floor of {floor} % in your profile.",
)
WITHOUT_COST = info(
    "LC-PRICE-WITHOUT-COST",
    "Line {lines} has no cost price: cost and margin of the quote are not known.",
    cure="Give the cost price as unit_price.",
    many="Lines {lines} have no cost price: cost and margin of the quote are not known.",
)
FLOOR_UNCHECKED = warning(
    "LC-PRICE-FLOOR-UNCHECKED",
    "Line {lines} has no cost price: the margin is not known, and the margin_floor of {floor} % is not checked for this line.",
    cure="Give the cost price as unit_price.",
    many="Lines {lines} have no cost price: the margin is not known, and the margin_floor of {floor} % is not checked for them.",
)
SPELLED = warning(
    "LC-QUOTE-SPELLED",
    "'{sku}' names the {name} {said}, but its price is of {used}.",
    cure="Give the {name} by its own key, or leave it out of the SKU.",
)
ROUNDED = warning(
    "LC-QUOTE-ROUNDED",
    "{name} {value} has more decimals than its currency and is rounded to {rounded}.",
    cure="Write the amount as it is to be quoted.",
)
NOT_SAVED = Message(
    "LC-SAVE-FLOOR",
    "The quote is not saved: its margin is below the margin_floor of your profile.",
    cure="Change the prices, or say why it is offered nevertheless: `--despite REASON`.",
)
TERM = Message(
    "LC-QUOTE-TERM",
    "'{value}' is not a valid term.",
    cure="Expected one of: {expected}.",
)
PLAN = Message(
    "LC-QUOTE-PLAN",
    "'{value}' is not a valid billing plan.",
    cure="Expected one of: {expected}.",
)
PLAN_WITHOUT_TERM = Message(
    "LC-QUOTE-PLAN-ONCE",
    "The line has the billing_plan {plan} of a subscription, and no term.",
    cure="Add its term, for example `term: P1Y`, or remove billing_plan.",
)
PLAN_OF_TERM = Message(
    "LC-QUOTE-PLAN-TERM",
    "The billing_plan {plan} does not fit the term {term}.",
    cure="Choose a plan that is not longer than the term.",
)
PLAN_MISSING = Message(
    "LC-QUOTE-PLAN-MISSING",
    "The line has the term {term}, and nothing says how often it is paid.",
    cure="Add billing_plan. Expected one of: {expected}.",
)
OTHER_PROGRAM = Message(
    "LC-QUOTE-TERM-PROGRAM",
    "A line with a term cannot be quoted under {program}.",
    cure="Quote subscriptions under {sold}, or write the line under 'other:' with its price.",
)
DISCOUNT_OF_WHOLE = Message(
    "LC-QUOTE-DISCOUNT-TERM",
    "The discount_amount of the whole quote does not say which payments it reduces.",
    cure="Write it in a line. On a subscription it reduces every payment.",
)
NOT_A_SUBSCRIPTION = Message(
    "LC-ORDER-TERM",
    "Line {position} is a subscription ({term}), and the files of {target} hold one-off purchases only.",
    cure="Export it with --target partner-center or csv, or order it on the distributor's site.",
)
