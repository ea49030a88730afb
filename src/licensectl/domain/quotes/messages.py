"""Faults of quote requests and prices."""

from licensectl.errors import Message

QUANTITY = Message(
    "LC-QUOTE-QUANTITY",
    "quantity {quantity} is not possible",
    cure="give a whole number from 1 to {most}",
)
ONE_NAME = Message(
    "LC-QUOTE-NAME",
    "a line names its product by exactly one of sku, part_number, search; this one has {count}",
    cure="keep one",
)
NO_LINES = Message(
    "LC-QUOTE-EMPTY",
    "the request has no lines",
    cure="add at least one under lines:",
)
SMALL_PERCENTAGE = Message(
    "LC-QUOTE-SMALL-PERCENTAGE",
    "{name} {value} is {value} %",
    cure="write {percent} for {percent} %",
    severity="warning",
)
ONE_RULE = Message(
    "LC-QUOTE-RULE",
    "margin, markup and discount exclude each other; here are {names}",
    cure="keep one",
)
VAT = Message(
    "LC-QUOTE-VAT",
    "vat has {count} of the keys rate, {names}",
    cure="write exactly one, e.g. vat: {{rate: 22}}",
)
AMOUNT = Message(
    "LC-QUOTE-AMOUNT",
    "{name} {value} is not an amount",
    cure="give a figure of at most 15 digits before the decimal point and 10 after it",
)
NEGATIVE = Message(
    "LC-QUOTE-NEGATIVE",
    "sell_price {value} of a product is negative",
    cure="write a rebate as discount_amount, or as a line under other: with a negative sell_price and its reason as note",
)
REBATE_REASON = Message(
    "LC-QUOTE-REBATE-REASON",
    "a line with a negative sell_price has no reason",
    cure="say in note what the rebate is for",
)
REBATE = Message(
    "LC-QUOTE-REBATE",
    "the line is a rebate of {amount}: {reason}",
    severity="info",
)
REBATE_ABOVE = Message(
    "LC-QUOTE-REBATE-ABOVE",
    "rebates take more than is sold at {rate} % VAT: {sum} are left",
    cure="give a rebate the vat_rate of what it is for, or make it smaller",
)
DISCOUNT_ABOVE = Message(
    "LC-QUOTE-DISCOUNT-ABOVE",
    "discount_amount {discount} is more than the {whole} that it is taken off",
    cure="give a smaller one",
)
PRICE_AND_RULE = Message(
    "LC-QUOTE-PRICE-RULE",
    "sell_price and {rule} of one line exclude each other",
    cure="keep one",
)
OWN_PRICE = Message(
    "LC-QUOTE-OWN-PRICE",
    "{sku}: sell_price {sell} of the line holds; {rule} {value} of the quote is not applied to it",
    severity="info",
)
TOO_LARGE = Message(
    "LC-QUOTE-TOO-LARGE",
    "{sku}: the {what} has more than 15 digits",
    cure="look for a slip in unit_price, quantity, margin or markup",
)
PROGRAM = Message(
    "LC-QUOTE-PROGRAM",
    "unknown program '{program}'",
    cure="known: {known}",
)
CUSTOMER_ID = Message(
    "LC-QUOTE-CUSTOMER",
    "customer '{id}' is unknown: no customer book exists yet",
    cure="write the customer inline, e.g. customer: {{name: Contoso S.r.l.}}",
)
OPTION_REPLACES = Message(
    "LC-OPTION-REPLACES",
    "{option} {value} replaces {old} in {place}{kept}",
    severity="info",
)
OTHER_CURRENCY = Message(
    "LC-OPTION-CURRENCY",
    "--currency {currency}: {names} by hand in {stated}",
    cure="leave --currency out, or write the amounts in {currency} and change the currency where it is stated",
)
OPTION_KEPT = Message(
    "LC-OPTION-KEPT",
    "{option} {value}: lines that keep their own: {kept}",
    severity="info",
)
OPTION_BATCH = Message(
    "LC-OPTION-BATCH",
    "{option} replaces the value of {replaced} of {count} requests; lines that keep their own: {kept}",
    severity="info",
)
NO_PRICE = Message(
    "LC-PRICE-NONE",
    "no price for {sku} in {currency}, market {market}, {segment}, on {day}",
    cure="give a price sheet with --prices, or unit_price or sell_price in the request; the line is not in the totals",
    severity="warning",
)
NO_UNIT_PRICE = Message(
    "LC-PRICE-NO-UNIT-PRICE",
    "{rule} needs a cost price, and {sku} has none",
    cure="give unit_price or sell_price; the line is not in the totals",
    severity="warning",
)
NO_ERP = Message(
    "LC-PRICE-NO-ERP",
    "{sku} has a cost price but no ERP to sell at",
    cure="give margin, markup or sell_price; the line is not in the totals",
    severity="warning",
)
INCOMPLETE = Message(
    "LC-QUOTE-INCOMPLETE",
    "no offer is written: no price for {lines}",
    cure="give a price sheet with --prices, or unit_price or sell_price in the request; --incomplete writes a draft without totals",
)
REFERENCE = Message(
    "LC-PRICE-REFERENCE",
    "{sku}: the price is a public reference ({source}, {as_of}), not your price sheet",
    cure="quote from a price sheet with --prices",
    severity="warning",
)
BELOW_COST = Message(
    "LC-PRICE-BELOW-COST",
    "{sku}: sell price {sell} is below the cost price {unit}",
    severity="warning",
)
SEGMENT = Message(
    "LC-SKU-SEGMENT",
    "{sku} is not known to be sold to {segment}",
    cure="check the price sheet of that segment",
    severity="warning",
)
UNCHECKED = Message(
    "LC-CHECK-UNCHECKED",
    "{sku}: the catalogue does not know it, so no licence checks were made",
    cure="check segment, CALs and support yourself, or add it to your own facts",
    severity="warning",
)
UNCHECKED_KIND = Message(
    "LC-CHECK-UNCHECKED-KIND",
    "{sku}: from your price list only, by its title a product of this kind: {kind}; no licence checks were made",
    cure="check segment, CALs and support yourself, or add it to your own facts",
    severity="warning",
)
CHECKED_AS = Message(
    "LC-CHECK-BY-TITLE",
    "{sku}: from your price list only; its licence checks were made as for {kind}, by its title",
    cure="if that is wrong, add it to your own facts",
    severity="info",
)
PROGRAM_CLOSED = Message(
    "LC-PROGRAM-CLOSED",
    "program {program} takes no orders on {day}, only {open}",
    cure="choose another program; see compare programs",
    severity="warning",
)
NOT_LINES = Message(
    "LC-ROWS-COLUMNS",
    "these are no lines to price, the columns being {columns}",
    cure="name the product by a column sku, part_number or search, and the number of pieces by quantity",
)
TAKEN = Message(
    "LC-ROWS-TAKEN",
    "the column {column} is there already, and would be added",
    cure="rename or remove it",
)
COLUMN_TWICE = Message(
    "LC-ROWS-TWICE",
    "the column {column} is there twice",
    cure="keep one",
)
CELLS = Message(
    "LC-ROWS-CELLS",
    "the row has {found} cells, the header {wanted}",
    cure="look for a missing or unquoted delimiter",
)
SPECIAL_TWICE = Message(
    "LC-QUOTE-SPECIAL-TWICE",
    "unit_price and special_price exclude each other",
    cure="keep one",
)
SPECIAL_REFERENCE = Message(
    "LC-QUOTE-SPECIAL-REFERENCE",
    "a special price without a reference cannot be ordered at",
    cure="give the number under which it was granted",
)
SPECIAL_EXPIRED = Message(
    "LC-QUOTE-SPECIAL-EXPIRED",
    "the special price {reference} ended on {expires}, the quote is of {day}",
    cure="have it prolonged, or leave it out",
)
SPECIAL_ENDS = Message(
    "LC-QUOTE-SPECIAL-ENDS",
    "the special price {reference} ends on {expires}, the quote is valid until {until}",
    cure="give fewer valid_days, or have it prolonged",
    severity="warning",
)
TWO_AVAILABILITIES = Message(
    "LC-QUOTE-AVAILABILITY",
    "the SKU has the AvailabilityId {sku}, availability_id says {other}",
    cure="remove one of the two",
)
MARGIN_OF_CUSTOMER = Message(
    "LC-QUOTE-MARGIN-CUSTOMER",
    "margin {margin} % is that of customer {customer}",
    cure="give margin in the request or --margin for another",
    severity="info",
)
MARGIN_OF_SEGMENT = Message(
    "LC-QUOTE-MARGIN-SEGMENT",
    "margin {margin} % is that of the profile for segment {segment}",
    cure="give margin in the request or --margin for another",
    severity="info",
)
HIDDEN_SIGNS = Message(
    "LC-QUOTE-SIGNS",
    "{name} holds control characters or invisible characters",
    cure="type it again",
)
NO_CUSTOMER_NAME = Message(
    "LC-QUOTE-UNNAMED",
    "the customer has no name",
    cure="add customer.name",
)
SEGMENT_MARKET = Message(
    "LC-QUOTE-SEGMENT-MARKET",
    "{segment} is not sold in {market}, only in {known}: the public sector there buys as Commercial",
    cure="write segment: Commercial",
    severity="warning",
    sources=("PC-SPECIAL",),
)
