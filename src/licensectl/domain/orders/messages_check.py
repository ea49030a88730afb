"""Faults of `order check`: why an order would not go through."""

from licensectl.errors import Message, info, warning

NO_MPA = Message(
    "LC-PLACE-MPA",
    "The reseller's Microsoft Partner Agreement is not on record.",
    cure="Its Global admin signs it in Partner Center, once for each CSP region. Then record the date and your country under "
    "'profile:' in licensectl.yaml: `mpa: {{signed_on: 2020-01-31, country: IT}}`.",
    sources=("PC-MPA",),
)
PREREQUISITES = info(
    "LC-PLACE-PREREQUISITES",
    "Microsoft requires of the partner, and the profile has not confirmed for a year: {what}.",
    cure="Check it in Partner Center, then record the date under 'prerequisites:' of the profile ({ids}) in licensectl.yaml.",
    sources=("PC-IRREQ", "CSP-REQ-2025"),
)
NO_MCA = Message(
    "LC-PLACE-MCA",
    "The acceptance of the Microsoft Customer Agreement by {customer} is not on record.",
    cure="Without it Partner Center refuses any order (13605). The customer accepts in the Microsoft 365 admin center, or the "
    "provider attests, which an indirect reseller cannot. Then record the date with `licensectl customer edit {id} --mca-agreed-on "
    "{day}`, or as `mca: {{agreed_on: …}}` in the request.",
    sources=("PC-MCA", "ERR", "CSP-CBLUE-MCA"),
)
MCA_LATER = Message(
    "LC-PLACE-MCA-FUTURE",
    "The Microsoft Customer Agreement is accepted on {agreed}, after the order on {day}.",
    cure="Correct the date, or order later. Partner Center takes no date in the future.",
    sources=("PC-MCA", "MCAAPI"),
)
MCA_AGAIN = Message(
    "LC-PLACE-MCA-AGAIN",
    "The customer accepted the Microsoft Customer Agreement on {agreed}. Since {since}, one accepted before {before} allows no orders.",
    cure="Have the customer accept it again in the Microsoft 365 admin center, then run `licensectl customer edit {id} "
    "--mca-agreed-on {day}`.",
    sources=("MCA-MANAGEPROTECT", "MCA-SOFTWAREONE", "CSP-CBLUE-MCA"),
)
MCA_EXPIRED = Message(
    "LC-PLACE-MCA-EXPIRED",
    "The acceptance of the Microsoft Customer Agreement ended on {expires}.",
    cure="Have the customer accept it again.",
    sources=("PC-MCA",),
)
NO_TENANT = Message(
    "LC-PLACE-TENANT",
    "{customer} has no tenant id.",
    cure="Read the Microsoft ID on the customer's account page. Give it with `licensectl customer edit {id} --tenant-id "
    "MICROSOFT-ID`, or as tenant_id in the request.",
    sources=("CART",),
)
BAD_TENANT = Message(
    "LC-PLACE-TENANT-ID",
    "'{value}' is not a valid tenant id.",
    cure="Expected a GUID, that is 8-4-4-4-12 hexadecimal digits.",
    sources=("CART",),
)
NO_QUALIFICATION = Message(
    "LC-PLACE-QUALIFICATION-UNKNOWN",
    "Segment {segment} requires a qualification of the tenant, and none is on record for {customer}.",
    cure="Check it in Partner Center. Give it with `licensectl customer edit {id} --qualification {example}`, or as qualification of "
    "the customer in the request.",
    sources=("PC-SPECIAL", "QUAL"),
)
BAD_QUALIFICATION = Message(
    "LC-PLACE-QUALIFICATION-NAME",
    "'{value}' is not a valid qualification.",
    cure="Expected one of: {known}.",
    sources=("QUAL",),
)
QUALIFICATION = Message(
    "LC-PLACE-QUALIFICATION",
    "A customer of qualification {qualification} may not buy at {segment} prices, only at {allowed}.",
    cure="Quote another segment, or have the tenant qualified first.",
    sources=("PC-SPECIAL", "QUAL"),
)
REGION = Message(
    "LC-PLACE-REGION",
    "The customer's tenant is in {country} and the partner sells in {market}, which is another CSP region.",
    cure="A partner in the tenant's region must sell it. The tenant's country counts, not the company's address.",
    sources=("PC-REGION",),
)
NO_COUNTRY = Message(
    "LC-PLACE-COUNTRY",
    "The country of the tenant of {customer} is not on record.",
    cure="Give its two letters with `licensectl customer edit {id} --country {example}`, or as country of the customer in the request.",
    sources=("PC-REGION",),
)
CLOSED = Message(
    "LC-PLACE-PROGRAM",
    "Program {program} takes no orders on {day}. It takes orders only {open}.",
    cure="Choose another program. Run `licensectl compare programs` to see them.",
)
OTHER_PROGRAM = Message(
    "LC-PLACE-SKU",
    "{sku} is sold under {sold}, not under {program}.",
    cure="Choose the SKU of this program with `licensectl sku search TEXT`.",
)
NOT_LISTED = Message(
    "LC-PLACE-PRICE",
    "{sku} has no price on {day} in the price sheet for {currency}, market {market}, {segment}.",
    cure="Use the sheet of that day. Perpetual software and subscriptions have sheets of their own, which the price book holds together. "
    "If that sheet has no price either, Microsoft does not sell it there on that day.",
    sources=("PC-PRICE",),
)
NO_SELL_PRICE = warning(
    "LC-PLACE-UNPRICED",
    "{sku} has no price, so no customer has accepted the quote.",
    cure="Give a price sheet with --prices, or unit_price or sell_price in the request.",
)
MOVED = Message(
    "LC-PLACE-MOVED",
    "{sku} was quoted at a cost price of {quoted}, and on {day} it costs {now}.",
    cure="Quote it again with `{command}`.",
    sources=("PC-PRICE",),
)
PRICED_NOW = Message(
    "LC-PLACE-NOW-PRICED",
    "{sku} was quoted without a cost price, and on {day} it costs {now}.",
    cure="Quote it again with `{command}`.",
    sources=("PC-PRICE",),
)
MOVED_OTHER = info(
    "LC-PLACE-MOVED-OTHER",
    "{count} other value has changed since {number} was saved (ERP, support or return window).",
    cure="Run `licensectl quote verify {number}`.",
    many="{count} other values have changed since {number} was saved (ERP, support or return window).",
)
SPECIAL_OVER = Message(
    "LC-PLACE-SPECIAL",
    "The special price {reference} ended on {expires}, and the order is on {day}.",
    cure="Have it prolonged, or quote without it.",
)
EXPIRED = Message(
    "LC-PLACE-EXPIRED",
    "The quote was valid until {until}, and the order is on {day}.",
    cure="Quote it again with `{command}`.",
)
OLD_MONTH = warning(
    "LC-PLACE-MONTH",
    "The prices are of {quoted} and the order is on {day}. Microsoft publishes new prices each month.",
    cure="Check with the price sheet of the month: give it with --prices FILE, or run `licensectl price import FILE`, with --month if "
    "the sheet itself does not tell.",
    sources=("PC-PRICE",),
)
MOST = Message(
    "LC-PLACE-MAXIMUM",
    "{quantity} × {sku} is more than the {most} that one order may hold.",
    cure="Split it into several orders.",
    sources=("PROD",),
)
NO_PO = warning(
    "LC-PLACE-PO",
    "The customer's purchase order is not complete: {missing} missing.",
    cure="Complete it: {how}. Microsoft may ask for it, dated no later than the order.",
    sources=("ORD",),
)
PO_LATER = Message(
    "LC-PLACE-PO-DATE",
    "The customer's purchase order is dated {po}, after the order on {day}.",
    cure="Order on that day or later, or correct po_date.",
    sources=("ORD",),
)
CREDIT = Message(
    "LC-PLACE-CREDIT",
    "The order costs {cost}, and {left} is left of the credit line of {limit}.",
    cure="Pay open invoices, ask for a higher line, or split the order.",
    sources=("LIM",),
)
CREDIT_EXCEEDED = Message(
    "LC-PLACE-CREDIT-EXCEEDED",
    "The order costs {cost}, and what is not yet paid already exceeds the credit line of {limit} by {over}.",
    cure="Pay open invoices or ask for a higher line.",
    sources=("LIM",),
)
CREDIT_UNKNOWN = warning(
    "LC-PLACE-CREDIT-UNKNOWN",
    "The cost of the order in {currency} is not known, so the credit line is not checked. Lines without a cost price: {lines}.",
    cure="Give unit_price for these lines in the request, or a price sheet, in the currency of the credit line.",
    sources=("LIM",),
)
CREDIT_UNCOUNTED = warning(
    "LC-PLACE-CREDIT-UNCOUNTED",
    "{count} open order has lines without a cost price in the currency of the credit line, which do not count against it: {ids}.",
    cure="Record its lines with their prices: `licensectl order record --id ID --line SKU=N@PRICE`.",
    many="{count} open orders have lines without a cost price in the currency of the credit line, which do not count against it: {ids}.",
    sources=("LIM",),
)
CREDIT_INVOICES = warning(
    "LC-PLACE-CREDIT-INVOICES",
    "{count} open invoice is not in {currency} and is not counted against the credit line: {ids}.",
    many="{count} open invoices are not in {currency} and are not counted against the credit line: {ids}.",
    cure="Subtract them by hand, or set credit.unpaid in the profile.",
    sources=("LIM",),
)
NO_END_USER = Message(
    "LC-PLACE-END-USER",
    "{program} requires the end user's data with each order: {missing} missing.",
    cure="Complete the data of the customer.",
    sources=("OPEN-SYNNEX",),
)
INDIRECT = Message(
    "LC-PLACE-INDIRECT",
    "An indirect reseller does not order in Partner Center itself.",
    cure="Order at its provider, for example with --target cloudblue.",
    sources=("CRED",),
)
NOT_PLACEABLE = Message(
    "LC-PLACE-REFUSED",
    "This order would not go through, so no file is written.",
    cure="Resolve the reasons above, or give a reason to write the file nevertheless: `--despite REASON`.",
)
DESPITE = warning(
    "LC-PLACE-DESPITE",
    "The file was written despite {count} problem. The reason given: {reason}.",
    many="The file was written despite {count} problems. The reason given: {reason}.",
)
