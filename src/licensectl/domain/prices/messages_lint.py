"""Messages of `price lint`. An error would make a wrong quote; a warning needs attention; a note is for information."""

from licensectl.errors import Message

PERIODS = ("PC-PRICE",)

TWO_PRICES = Message(
    "LC-LINT-DUPLICATE-PRICES",
    "{sku} ({scope}) is in rows {rows} for the same period, with different prices",
    cure="the dearer is used; ask which is right, or use the sheet issued again",
)
TWICE = Message(
    "LC-LINT-DUPLICATE",
    "{sku} ({scope}) is in rows {rows} for the same period, with the same prices",
    severity="warning",
)
OVERLAP = Message(
    "LC-LINT-OVERLAP",
    "the periods of {sku} ({scope}) in rows {rows} overlap",
    cure="of the rows valid on a day the one that starts last is used",
    severity="warning",
    sources=PERIODS,
)
TIERS = Message(
    "LC-LINT-TIERS",
    "{sku} ({scope}): the tiers {tiers} overlap with different prices; rows {rows}",
    cure="ask which price is for the quantities in both; a quote takes the one that starts last, else the dearer",
)
SAME_TIERS = Message(
    "LC-LINT-TIERS-SAME",
    "{sku} ({scope}): the tiers {tiers} overlap, with the same prices; rows {rows}",
    severity="warning",
)
TITLE_TERM = Message(
    "LC-LINT-TITLE-TERM",
    "{sku} ({scope}): by its title '{title}' it is a subscription, by its term it is bought once",
    cure="check it before quoting it as a perpetual licence",
    severity="warning",
)
GAP = Message(
    "LC-LINT-GAP",
    "{sku} ({scope}) has no price from {first} to {last}: between rows {rows}",
    severity="warning",
)
BACKWARD = Message(
    "LC-LINT-PERIOD",
    "{sku} ({scope}) ends on {end}, before it starts on {start}",
    cure="the row never counts; ask for the right dates",
)
NO_PRICE = Message(
    "LC-LINT-NO-PRICE",
    "{sku} ({scope}) has no cost price",
    severity="warning",
)
NO_ERP = Message(
    "LC-LINT-NO-ERP",
    "{sku} ({scope}) has no ERP",
    severity="warning",
)
ABOVE_ERP = Message(
    "LC-LINT-ABOVE-ERP",
    "{sku} ({scope}) costs {price}, more than its ERP of {erp}",
    cure="sold at the ERP it is sold at a loss",
    severity="warning",
)
NO_MARGIN = Message(
    "LC-LINT-NO-MARGIN",
    "{sku} ({scope}) costs {price}, as much as its ERP",
    severity="info",
)
ZERO = Message(
    "LC-LINT-ZERO",
    "{sku} ({scope}) costs nothing: a free offer, or a price that should be blank",
    severity="info",
)
FINE = Message(
    "LC-LINT-DECIMALS",
    "{sku} ({scope}): {price} has more than four decimals, which no price sheet of Microsoft's has",
    severity="info",
)
PLAN_FOR_ONCE = Message(
    "LC-LINT-PLAN",
    "{sku} ({scope}) is bought once and has the billing plan '{plan}'",
    severity="warning",
)
NO_PLAN = Message(
    "LC-LINT-NO-PLAN",
    "{sku} ({scope}) is a subscription without a billing plan",
    severity="warning",
)
SEGMENT = Message(
    "LC-LINT-SEGMENT",
    "{sku} ({scope}): '{segment}' is not a segment of price sheets",
    cure="known are Commercial, Education, Charity and Government",
    severity="warning",
)
BROKEN_TEXT = Message(
    "LC-LINT-TEXT",
    "{sku} ({scope}): letters of the title '{title}' were lost when the file was saved in another encoding",
    cure="use the file as downloaded",
    severity="warning",
)
SPELLING = Message(
    "LC-LINT-ID-SPELLING",
    "{sku} ({scope}) is written '{written}', with blanks or small letters",
    cure="it is read all the same; other programs take it for another SKU",
    severity="warning",
)
PADDING = Message(
    "LC-LINT-PADDING",
    "SkuIds of digits stand with and without their zeros: {rare} rows one way, {usual} the other; rows {rows}",
    cure="1 and 0001 are one SKU here; a look-up in a spreadsheet misses one of them",
    severity="info",
)
CURRENCIES = Message(
    "LC-LINT-CURRENCIES",
    "market {market}: {count} of {all} offers are priced in {there}, where the usual is {common}; rows {rows}",
    severity="warning",
)
IDLE_FLAG = Message(
    "LC-LINT-FLAG",
    "{sku} ({scope}) is flagged '{flag}', but no value that the sheet names differs from the one before",
    cure="compare the months: price diff judges by value",
    severity="warning",
    sources=PERIODS,
)
SILENT_FLAG = Message(
    "LC-LINT-FLAG-SILENT",
    "{sku} ({scope}) is flagged '{flag}', but had {was} before",
    cure="compare the months: price diff judges by value",
    severity="warning",
    sources=PERIODS,
)
FURTHER = Message(
    "LC-LINT-FURTHER",
    "{count} further findings of the check '{check}' are not shown",
    severity="info",
)
