"""Faults of `order check`: why an order would not go through."""

from licensectl.errors import Message

NO_MPA = Message(
    "LC-PLACE-MPA",
    "the reseller's Microsoft Partner Agreement is not on record",
    cure="its Global admin signs it in Partner Center, once for each CSP region; then record the day and your country under profile in "
    "licensectl.yaml: "
    "mpa: {{signed_on: 2020-01-31, country: IT}}",
    sources=("PC-MPA",),
)
PREREQUISITES = Message(
    "LC-PLACE-PREREQUISITES",
    "Microsoft asks of the partner, and the profile has not confirmed for a year: {what}",
    cure="check it in Partner Center, then record the day under profile: prerequisites ({ids}) in licensectl.yaml",
    severity="info",
    sources=("PC-IRREQ", "CSP-REQ-2025"),
)
NO_MCA = Message(
    "LC-PLACE-MCA",
    "the acceptance of the Microsoft Customer Agreement by {customer} is not on record",
    cure="without it Partner Center refuses any order (13605): the customer accepts in the Microsoft 365 admin center or the provider "
    "attests, which an indirect reseller cannot; then give the day, for example customer edit {id} --mca-agreed-on {day}, or as mca: "
    "{{agreed_on: …}} in "
    "the request",
    sources=("PC-MCA", "ERR", "CSP-CBLUE-MCA"),
)
MCA_LATER = Message(
    "LC-PLACE-MCA-FUTURE",
    "the Microsoft Customer Agreement is accepted on {agreed}, after the order on {day}",
    cure="Partner Center takes no date in the future: correct it, or order later",
    sources=("PC-MCA", "MCAAPI"),
)
MCA_AGAIN = Message(
    "LC-PLACE-MCA-AGAIN",
    "the customer accepted the Microsoft Customer Agreement on {agreed}; since {since} one from before {before} allows no orders",
    cure="let the customer accept it again in the Microsoft 365 admin center, then record the day, for example customer edit {id} "
    "--mca-agreed-on {day}",
    sources=("MCA-MANAGEPROTECT", "MCA-SOFTWAREONE", "CSP-CBLUE-MCA"),
)
MCA_EXPIRED = Message(
    "LC-PLACE-MCA-EXPIRED",
    "the acceptance of the Microsoft Customer Agreement ended on {expires}",
    cure="have the customer accept it anew",
    sources=("PC-MCA",),
)
NO_TENANT = Message(
    "LC-PLACE-TENANT",
    "{customer} has no tenant id",
    cure="read the Microsoft ID on the customer's account page and give it: customer edit {id} --tenant-id MICROSOFT-ID, or tenant_id in "
    "the request",
    sources=("CART",),
)
BAD_TENANT = Message(
    "LC-PLACE-TENANT-ID",
    "'{value}' is not a tenant id",
    cure="it is a GUID: 8-4-4-4-12 hexadecimal digits",
    sources=("CART",),
)
NO_QUALIFICATION = Message(
    "LC-PLACE-QUALIFICATION-UNKNOWN",
    "segment {segment} needs a qualification of the tenant, and none is on record for {customer}",
    cure="check it in Partner Center and give it, for example customer edit {id} --qualification {example}, or qualification of the "
    "customer in the request",
    sources=("PC-SPECIAL", "QUAL"),
)
BAD_QUALIFICATION = Message(
    "LC-PLACE-QUALIFICATION-NAME",
    "'{value}' is not a valid qualification",
    cure="known: {known}",
    sources=("QUAL",),
)
QUALIFICATION = Message(
    "LC-PLACE-QUALIFICATION",
    "a customer of qualification {qualification} may not buy at {segment} prices, only at {allowed}",
    cure="quote another segment, or have the tenant qualified first",
    sources=("PC-SPECIAL", "QUAL"),
)
REGION = Message(
    "LC-PLACE-REGION",
    "the customer's tenant is in {country}, the partner sells in {market}: not the same CSP region",
    cure="a partner located in the tenant's region must sell it; what counts is the tenant's country, not the company's address",
    sources=("PC-REGION",),
)
NO_COUNTRY = Message(
    "LC-PLACE-COUNTRY",
    "the country of the tenant of {customer} is not on record",
    cure="give it in two letters, for example customer edit {id} --country {example}, or country of the customer in the request",
    sources=("PC-REGION",),
)
CLOSED = Message(
    "LC-PLACE-PROGRAM",
    "program {program} takes no orders on {day}, only {open}",
    cure="choose another program; see compare programs",
)
OTHER_PROGRAM = Message(
    "LC-PLACE-SKU",
    "{sku} is sold under {sold}, not under {program}",
    cure="choose the SKU of this program; see sku search",
)
NOT_LISTED = Message(
    "LC-PLACE-PRICE",
    "{sku} has no price on {day} in the price sheet for {currency}, market {market}, {segment}",
    cure="Microsoft does not sell it there on that day, or the sheet is not the current one",
    sources=("PC-PRICE",),
)
NO_SELL_PRICE = Message(
    "LC-PLACE-UNPRICED",
    "{sku} has no price, so no customer has accepted the quote",
    cure="give a price sheet with --prices, or unit_price or sell_price in the request",
    severity="warning",
)
MOVED = Message(
    "LC-PLACE-MOVED",
    "{sku} was quoted at a cost price of {quoted}, on {day} it costs {now}",
    cure="quote it again: {command}",
    sources=("PC-PRICE",),
)
MOVED_OTHER = Message(
    "LC-PLACE-MOVED-OTHER",
    "{count} more things moved since {number} was saved: ERP, support or return window",
    cure="see quote verify {number}",
    severity="info",
)
SPECIAL_OVER = Message(
    "LC-PLACE-SPECIAL",
    "the special price {reference} ended on {expires}, the order is on {day}",
    cure="have it prolonged, or quote without it",
)
EXPIRED = Message(
    "LC-PLACE-EXPIRED",
    "the quote was valid until {until}, the order is on {day}",
    cure="quote it again: {command}",
)
OLD_MONTH = Message(
    "LC-PLACE-MONTH",
    "the prices are of {quoted}, the order is on {day}: Microsoft publishes new ones each month",
    cure="check with this month's price sheet: --prices FILE, or price import, with --month where the sheet itself does not tell",
    severity="warning",
    sources=("PC-PRICE",),
)
MOST = Message(
    "LC-PLACE-MAXIMUM",
    "{sku}: {quantity} is more than the {most} that one order may hold",
    cure="split it into several orders",
    sources=("PROD",),
)
NO_PO = Message(
    "LC-PLACE-PO",
    "the customer's purchase order is not complete: {missing} missing",
    cure="Microsoft may ask for it, dated no later than the order: {how}",
    severity="warning",
    sources=("ORD",),
)
PO_LATER = Message(
    "LC-PLACE-PO-DATE",
    "the customer's purchase order is dated {po}, after the order on {day}",
    cure="order on or after that day, or correct po_date",
    sources=("ORD",),
)
CREDIT = Message(
    "LC-PLACE-CREDIT",
    "the order costs {cost}, the credit line has {left} left of {limit}",
    cure="pay open invoices, ask for a higher line, or split the order",
    sources=("LIM",),
)
CREDIT_UNKNOWN = Message(
    "LC-PLACE-CREDIT-UNKNOWN",
    "what the order costs in {currency} is not known, so nothing says that the credit line takes it",
    cure="give the cost prices, or a price sheet, in the currency of the line",
    severity="warning",
    sources=("LIM",),
)
CREDIT_UNCOUNTED = Message(
    "LC-PLACE-CREDIT-UNCOUNTED",
    "{count} open orders have no cost price in the currency of the credit line and are not counted against it: {ids}",
    cure="record their lines with their prices: order record --id ID --line SKU=N@PRICE",
    severity="warning",
    sources=("LIM",),
)
CREDIT_INVOICES = Message(
    "LC-PLACE-CREDIT-INVOICES",
    "{count} open invoice is not in {currency} and is not counted against the credit line: {ids}",
    many="{count} open invoices are not in {currency} and are not counted against the credit line: {ids}",
    cure="subtract them by hand, or set credit.unpaid in the profile",
    severity="warning",
    sources=("LIM",),
)
NO_END_USER = Message(
    "LC-PLACE-END-USER",
    "{program} wants the end user's data with each order: {missing} missing",
    cure="complete the customer",
    sources=("OPEN-SYNNEX",),
)
INDIRECT = Message(
    "LC-PLACE-INDIRECT",
    "an indirect reseller does not order in Partner Center itself",
    cure="order at its provider, e.g. --target cloudblue",
    sources=("CRED",),
)
NOT_PLACEABLE = Message(
    "LC-PLACE-REFUSED",
    "this order would not go through, so no file is written",
    cure="cure the reasons above, or say why it goes out nevertheless: --despite REASON",
)
DESPITE = Message(
    "LC-PLACE-DESPITE",
    "written despite what stands against it ({count}): {reason}",
    severity="warning",
)
