"""Faults of quote requests and prices."""

from licensectl.errors import Message, info, warning
from licensectl.i18n.translate import N_

QUANTITY = Message(
    "LC-QUOTE-QUANTITY",
    "'{quantity}' is not a valid quantity.",
    cure="Expected a whole number from 1 to {most}.",
)
ONE_NAME = Message(
    "LC-QUOTE-NAME",
    "A line names its product by exactly one of sku, part_number and search, and this one has {count}.",
    cure="Give exactly one of them.",
)
NO_LINES = Message(
    "LC-QUOTE-EMPTY",
    "The request has no lines.",
    cure="Add at least one under 'lines:'.",
)
SMALL_PERCENTAGE = warning(
    "LC-QUOTE-SMALL-PERCENTAGE",
    "{name} {value} means {value} %.",
    cure="For {percent} %, write {percent}.",
)
ONE_RULE = Message(
    "LC-QUOTE-RULE",
    "Only one of margin, markup and discount is allowed. Given here: {names}.",
    cure="Keep one.",
)
VAT = Message(
    "LC-QUOTE-VAT",
    "The key vat needs exactly one of rate, {names}, and has {count}.",
    cure="Write for example `vat: {{rate: 22}}`.",
)
AMOUNT = Message(
    "LC-QUOTE-AMOUNT",
    "'{value}' is not a valid amount for {name}.",
    cure="Expected at most 15 digits before the decimal point and 10 after it.",
)
NEGATIVE = Message(
    "LC-QUOTE-NEGATIVE",
    "The sell_price of a product is negative: {value}.",
    cure="Write a rebate as discount_amount, or as a line under 'other:' with a negative sell_price and its reason as note.",
)
REBATE_REASON = Message(
    "LC-QUOTE-REBATE-REASON",
    "A line with a negative sell_price has no reason.",
    cure="Give the reason in note.",
)
REBATE = info(
    "LC-QUOTE-REBATE",
    "The line is a rebate of {amount}: {reason}.",
)
REBATE_ABOVE = Message(
    "LC-QUOTE-REBATE-ABOVE",
    "The rebates are larger than the sales at {rate} % VAT: {sum} is left.",
    cure="Give the rebate the vat_rate of what it is for, or make it smaller.",
)
DISCOUNT_ABOVE = Message(
    "LC-QUOTE-DISCOUNT-ABOVE",
    "The discount_amount {discount} is larger than the {whole} that it is taken off.",
    cure="Give a smaller amount.",
)
PRICE_AND_RULE = Message(
    "LC-QUOTE-PRICE-RULE",
    "A line has either sell_price or {rule}, not both.",
    cure="Keep one of them.",
)
OWN_PRICE = info(
    "LC-QUOTE-OWN-PRICE",
    "{sku}: the line keeps its sell_price {sell}, so {rule} {value} of the quote does not apply to it.",
)
TOO_LARGE = Message(
    "LC-QUOTE-TOO-LARGE",
    "{sku}: the {what} has more than 15 digits.",
    cure="Check unit_price, quantity, margin and markup.",
)
PROGRAM = Message(
    "LC-QUOTE-PROGRAM",
    "'{program}' is not a valid program.",
    cure="Expected one of: {known}.",
)
CUSTOMER_ID = Message(
    "LC-QUOTE-CUSTOMER",
    "Customer '{id}' is not known, because there is no customer book yet.",
    cure="Write the customer in the request, for example `customer: {{name: Contoso S.r.l.}}`.",
)
OPTION_REPLACES = info(
    "LC-OPTION-REPLACES",
    "{option} {value} replaces {old} in {place}.{kept}",
)
OTHER_CURRENCY = Message(
    "LC-OPTION-CURRENCY",
    "--currency {currency} does not fit amounts in {stated} that are given by hand: {names}.",
    cure="Leave --currency out, or write the amounts in {currency} and change the currency where it is stated.",
)
OPTION_KEPT = info(
    "LC-OPTION-KEPT",
    "{option} {value} does not apply to {count} line, which has a value of its own.",
    many="{option} {value} does not apply to {count} lines, which have values of their own.",
)
OPTION_BATCH = info(
    "LC-OPTION-BATCH",
    "{option} replaces the value of {replaced} of {count} requests.{kept}",
)
# What follows both, of lines to which an option does not apply.
KEPT = N_(" {count} line keeps a value of its own.", " {count} lines keep values of their own.")
NO_PRICE = warning(
    "LC-PRICE-NONE",
    "{sku} has no price in {currency}, market {market}, {segment}, on {day}.",
    cure="Give a price sheet with --prices, or unit_price or sell_price in the request. The line is not in the totals.",
)
NO_UNIT_PRICE = warning(
    "LC-PRICE-NO-UNIT-PRICE",
    "{rule} needs a cost price, and {sku} has none.",
    cure="Give unit_price or sell_price. The line is not in the totals.",
)
NO_ERP = warning(
    "LC-PRICE-NO-ERP",
    "{sku} has a cost price, but no ERP to sell at.",
    cure="Give margin, markup or sell_price. The line is not in the totals.",
)
INCOMPLETE = Message(
    "LC-QUOTE-INCOMPLETE",
    "No offer is written, because these lines have no price: {lines}.",
    cure="Give a price sheet with --prices, or unit_price or sell_price in the request. To write a draft without totals, give "
    "--incomplete.",
)
REFERENCE = warning(
    "LC-PRICE-REFERENCE",
    "{sku}: the price is a public reference ({source}, {as_of}), not one of your price sheet.",
    cure="Give your price sheet with --prices.",
)
BELOW_COST = warning(
    "LC-PRICE-BELOW-COST",
    "{sku}: sell price {sell} is below the cost price {unit}.",
    cure="Raise the price, the margin or the markup, or lower the discount.",
)
SEGMENT = warning(
    "LC-SKU-SEGMENT",
    "{sku} is not known to be sold to {segment}.",
    cure="Check the price sheet of that segment.",
)
UNCHECKED = warning(
    "LC-CHECK-UNCHECKED",
    "{sku} is not in the catalogue, so no licence checks were made.",
    cure="Check segment, CALs and support yourself, or add it to your own facts.",
)
UNCHECKED_KIND = warning(
    "LC-CHECK-UNCHECKED-KIND",
    "{sku} is in your price list only, as {kind}. No licence checks were made.",
    cure="Check segment, CALs and support yourself, or add it to your own facts.",
)
CHECKED_AS = info(
    "LC-CHECK-BY-TITLE",
    "{sku} is in your price list only. Its title says {kind}, and it was checked as such.",
    cure="If that is wrong, add it to your own facts.",
)
PROGRAM_CLOSED = warning(
    "LC-PROGRAM-CLOSED",
    "Program {program} takes no orders on {day}. It takes orders only {open}.",
    cure="Choose another program. Run `licensectl compare programs` to see them.",
)
NOT_LINES = Message(
    "LC-ROWS-COLUMNS",
    "The table has no column that names a product. Its columns are: {columns}.",
    cure="Add a column sku, part_number or search, and a column quantity.",
)
TAKEN = Message(
    "LC-ROWS-TAKEN",
    "The column '{column}' is there already and would be added.",
    cure="Rename or remove it.",
)
COLUMN_TWICE = Message(
    "LC-ROWS-TWICE",
    "The column '{column}' occurs twice.",
    cure="Keep one of the columns.",
)
NOT_READ = warning(
    "LC-ROWS-NOT-READ",
    "The column '{column}' is not read, and the rows are priced without it.",
    cure="If it is meant to count, name it {hint}.",
)
CELLS = Message(
    "LC-ROWS-CELLS",
    "The row has {found} cells, and the header has {wanted}.",
    cure="Look for a missing delimiter, or one outside quotes.",
)
SPECIAL_TWICE = Message(
    "LC-QUOTE-SPECIAL-TWICE",
    "A line has either unit_price or special_price, not both.",
    cure="Keep one of them.",
)
SPECIAL_REFERENCE = Message(
    "LC-QUOTE-SPECIAL-REFERENCE",
    "A special price without a reference cannot be ordered.",
    cure="Give the number under which it was granted.",
)
SPECIAL_EXPIRED = Message(
    "LC-QUOTE-SPECIAL-EXPIRED",
    "The special price {reference} ended on {expires}, and the quote is of {day}.",
    cure="Have it prolonged, or leave it out.",
)
SPECIAL_ENDS = warning(
    "LC-QUOTE-SPECIAL-ENDS",
    "The special price {reference} ends on {expires}, and the quote is valid until {until}.",
    cure="Reduce valid_days, or have it prolonged.",
)
TWO_AVAILABILITIES = Message(
    "LC-QUOTE-AVAILABILITY",
    "The SKU contains the AvailabilityId {sku}, but availability_id says '{other}'.",
    cure="Remove one of the two.",
)
MARGIN_OF_CUSTOMER = info(
    "LC-QUOTE-MARGIN-CUSTOMER",
    "The margin of {margin} % is that of customer {customer} in the customer book.",
    cure="For another one, give margin in the request or --margin.",
)
MARGIN_OF_SEGMENT = info(
    "LC-QUOTE-MARGIN-SEGMENT",
    "The margin {margin} % is that of the profile for segment {segment}.",
    cure="For another one, give margin in the request or --margin.",
)
HIDDEN_SIGNS = Message(
    "LC-QUOTE-SIGNS",
    "{name} contains control characters or invisible characters.",
    cure="Type it again.",
)
NO_CUSTOMER_NAME = Message(
    "LC-QUOTE-UNNAMED",
    "The customer has no name.",
    cure="Add customer.name to the request.",
)
SEGMENT_MARKET = warning(
    "LC-QUOTE-SEGMENT-MARKET",
    "{segment} is not sold in {market}, only in {known}. The public sector there buys as Commercial.",
    cure="Write `segment: Commercial`.",
    sources=("PC-SPECIAL",),
)
