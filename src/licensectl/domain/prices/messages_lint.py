"""Messages of `price lint`. An error would make a wrong quote; a warning needs attention; a note is for information."""

from licensectl.errors import Message, info, warning

PERIODS = ("PC-PRICE",)

TWO_PRICES = Message(
    "LC-LINT-DUPLICATE-PRICES",
    "{sku} ({scope}) is in rows {rows} for the same period, with different prices.",
    cure="Ask which price is right, or use the sheet issued again. The higher price is used.",
)
TWICE = warning(
    "LC-LINT-DUPLICATE",
    "{sku} ({scope}) is in rows {rows} for the same period, with the same prices.",
)
OVERLAP = warning(
    "LC-LINT-OVERLAP",
    "The periods of {sku} ({scope}) in rows {rows} overlap.",
    cure="Where several rows apply, the one that starts last is used. If that is wrong, correct the dates.",
    sources=PERIODS,
)
TIERS = Message(
    "LC-LINT-TIERS",
    "{sku} ({scope}): the tiers {tiers} overlap with different prices (rows {rows}).",
    cure="Ask which price holds for the quantities in both. A quote uses the row that starts last, else the higher price.",
)
SAME_TIERS = warning(
    "LC-LINT-TIERS-SAME",
    "{sku} ({scope}): the tiers {tiers} overlap with the same prices (rows {rows}).",
)
TIER_GAP = warning(
    "LC-LINT-TIERS-GAP",
    "{sku} ({scope}) has no price for quantities from {first} to {last}, between the tiers {tiers} (rows {rows}).",
)
TIER_BACKWARD = Message(
    "LC-LINT-TIERS-BACKWARD",
    "{sku} ({scope}): the tier ends at {last}, below its beginning at {first} (row {rows}).",
    cure="Ask for the right quantities. No quantity is in this tier.",
)
TITLE_TERM = warning(
    "LC-LINT-TITLE-TERM",
    "{sku} ({scope}) is a subscription by its title '{title}', but is bought once by its term.",
    cure="Check it before you quote it as a perpetual licence.",
)
GAP = warning(
    "LC-LINT-GAP",
    "{sku} ({scope}) has no price from {first} to {last}, between rows {rows}.",
)
BACKWARD = Message(
    "LC-LINT-PERIOD",
    "{sku} ({scope}) ends on {end}, before it starts on {start}.",
    cure="Ask for the right dates. The row is never in force.",
)
NO_PRICE = warning(
    "LC-LINT-NO-PRICE",
    "{sku} ({scope}) has no cost price.",
)
NO_ERP = warning(
    "LC-LINT-NO-ERP",
    "{sku} ({scope}) has no ERP.",
)
ABOVE_ERP = warning(
    "LC-LINT-ABOVE-ERP",
    "{sku} ({scope}) costs {price}, more than its ERP of {erp}.",
    cure="Sold at the ERP, it is sold at a loss.",
)
SCALE = warning(
    "LC-LINT-SCALE",
    "{sku} ({scope}) costs {price}, less than a hundredth of its ERP of {erp}.",
    cure="Check the decimal mark of its prices in the file.",
)
NO_MARGIN = info(
    "LC-LINT-NO-MARGIN",
    "{sku} ({scope}) costs {price}, as much as its ERP.",
)
ZERO = info(
    "LC-LINT-ZERO",
    "{sku} ({scope}) costs nothing: it is a free offer, or its price should be blank.",
)
FINE = info(
    "LC-LINT-DECIMALS",
    "{sku} ({scope}): {price} has more than four decimals, and no price sheet of Microsoft has that many.",
)
PLAN_FOR_ONCE = warning(
    "LC-LINT-PLAN",
    "{sku} ({scope}) is bought once and has the billing plan '{plan}'.",
)
NO_PLAN = warning(
    "LC-LINT-NO-PLAN",
    "{sku} ({scope}) is a subscription without a billing plan.",
)
SEGMENT = warning(
    "LC-LINT-SEGMENT",
    "{sku} ({scope}): '{segment}' is not a valid segment.",
    cure="Expected Commercial, Education, Charity or Government.",
)
BROKEN_TEXT = warning(
    "LC-LINT-TEXT",
    "{sku} ({scope}): letters of the title '{title}' were lost when the file was saved in another encoding.",
    cure="Use the file as downloaded.",
)
SPELLING = warning(
    "LC-LINT-ID-SPELLING",
    "{sku} ({scope}) is written '{written}', with spaces or small letters.",
    cure="It is read nevertheless. Other programs take it for another SKU.",
)
PADDING = info(
    "LC-LINT-PADDING",
    "SkuIds of digits are written with and without leading zeros: {rare} rows one way, {usual} the other (rows {rows}).",
    cure="They are one SKU here. A look-up in a spreadsheet misses one of them.",
)
CURRENCIES = warning(
    "LC-LINT-CURRENCIES",
    "Market {market}: {count} of {all} offers are priced in {there}, while {common} is usual (rows {rows}).",
)
IDLE_FLAG = warning(
    "LC-LINT-FLAG",
    "{sku} ({scope}) is flagged '{flag}', but no value in the sheet differs from the one before.",
    cure="Compare the months with `licensectl price diff`, which compares values.",
    sources=PERIODS,
)
SILENT_FLAG = warning(
    "LC-LINT-FLAG-SILENT",
    "{sku} ({scope}) is flagged '{flag}', but had {was} before.",
    cure="Compare the months with `licensectl price diff`, which compares values.",
    sources=PERIODS,
)
FURTHER = info(
    "LC-LINT-FURTHER",
    "{count} further finding of the check '{check}' is not shown.",
    many="{count} further findings of the check '{check}' are not shown.",
)
