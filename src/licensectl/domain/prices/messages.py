"""Messages about price lists and prices in force."""

from licensectl.errors import Message, info, warning
from licensectl.i18n.translate import N_

NO_MONTH = Message(
    "LC-BOOK-MONTH",
    "No row has a start date, so the month of the sheet is not known.",
    cure="Give it, for example with --month 2026-11.",
)
TAKEN_MONTH = info(
    "LC-BOOK-FILED",
    "The sheet was filed under {month}: {why}.",
)
REPLACED = warning(
    "LC-BOOK-REPLACED",
    "{month} had prices of {scopes} already, from {other}. Those of this sheet now count in their place.",
    cure="If this is the sheet of another month, run `licensectl price remove`, and import it with --month.",
)
MISSING = warning(
    "LC-BOOK-MISSING",
    "{count} of {total} prices of {other} is not in this sheet: that of {sku}. Quotes of {month} now have no price for it.",
    many="{count} of {total} prices of {other} are not in this sheet, for example that of {sku}. Quotes of {month} now have no price for "
    "them.",
    cure='If this list is only a part of the prices of the month, run `licensectl price remove "{file}" --month {month}`, and give it to '
    "quotes with --prices.",
)
DROPPED = info(
    "LC-BOOK-DROPPED",
    "{count} of {total} prices of {other}, the sheet of {earlier}, is not in this one: that of {sku}. Quotes of {month} now have no price "
    "for it.",
    many="{count} of {total} prices of {other}, the sheet of {earlier}, are not in this one, for example that of {sku}. Quotes of {month} "
    "now have no price for them.",
    cure="Run `licensectl price diff {earlier} {month}` to list them. If this list is only a part of the prices of the month, run "
    '`licensectl price remove "{file}" --month {month}`, and give it to quotes with --prices.',
)
NOW_IN_FORCE = info(
    "LC-BOOK-IN-FORCE",
    "In {month} the prices of {scopes} are now those of {other}, the sheet of {its}.",
)
NONE_IN_FORCE = warning(
    "LC-BOOK-NONE-LEFT",
    "In {month} the price book now has no {view} prices of {scopes}.",
    cure="Import the right sheet with `licensectl price import FILE`.",
)
NOT_IN_FORCE = info(
    "LC-BOOK-NOT-IN-FORCE",
    "This sheet was not in force in {month}. No price changes.",
)
NOT_IN_BOOK = Message(
    "LC-BOOK-NOT-THERE",
    "The price book has no sheet '{name}'.",
    cure="Run `licensectl price list` for its sheets.{near}",
)
SEVERAL_SHEETS = Message(
    "LC-BOOK-SEVERAL",
    "'{name}' can mean several sheets: {sheets}.",
    cure="Give --month, or the first eight digits of the SHA-256 in place of the name.",
)
TWO_FOR_ONE = warning(
    "LC-BOOK-TWO-PRICES",
    "Keys with two prices from the same day on: {count}. The first is {sku} in rows {rows}.",
    cure="Run `licensectl price lint` to list all of them. Quotes use the higher price.",
)
NO_SHEET = Message(
    "LC-BOOK-SHEET",
    "'{name}' is neither a file nor a month of the price book.",
    cure="Import the sheet first with `licensectl price import FILE`. The months of the price book are: {known}.",
)
UNKNOWN = Message(
    "LC-BOOK-SKU",
    "No sheet of the price book up to {month} has '{sku}'.",
    cure="Write it as ProductId:SkuId. Run `licensectl price list` for the months of the price book.",
)
AGAIN = info(
    "LC-BOOK-AGAIN",
    "This file is already in the price book, for {month}. Nothing was changed.",
)
COUNTS_AGAIN = info(
    "LC-BOOK-COUNTS-AGAIN",
    "This file is already in the price book, for {month}. Another one was in force, and now this one is.",
)
STALE = warning(
    "LC-BOOK-OLD",
    "The newest sheet of the price book for {month} is that of {newest}.",
    cure="Import the sheet of the month with `licensectl price import FILE`, or give it with --prices.",
)
REJECTED = info(
    "LC-BOOK-SKIPPED",
    "{count} bad row was left out and is in this file.",
    many="{count} bad rows were left out and are in this file.",
)
TWO_ROWS = warning(
    "LC-PRICE-TWO-ROWS",
    "{sku}: rows {rows} are all in force on {day}.",
    cure="The row that starts last is used, row {used}.",
    sources=("PC-PRICE",),
)
NAMED_SEGMENT = warning(
    "LC-PRICE-NAMED-SEGMENT",
    "{sku}: rows {rows} are all in force on {day}. Another one starts later, but row {used} is used, which names the segment {segment}.",
    cure="If the later row is for that segment, import its list with a column map that gives the segment.",
)
TWO_PRICES = warning(
    "LC-PRICE-TWO-PRICES",
    "{sku}: of the rows {rows}, in force on {day}, several start on the same day with different prices.",
    cure="Ask the issuer of the sheet which one counts. The row with the highest price is used, row {used}.",
)
NOT_HERE = warning(
    "LC-PRICE-SHEET",
    "{sku} is not in the price sheet {file}.",
    cure="Give unit_price or sell_price in the request. The line is not in the totals.",
)
REPLACED_PRICE = info(
    "LC-PRICE-REPLACED",
    "{other}, the sheet of {earlier}, has a price of {sku}, but {newer} is in force in its place in {month} and has none.",
    cure='If that price still holds, give it as unit_price. If {newer} is only a part of a list, run `licensectl price remove "{newer}" '
    "--month {month}`.",
)
IS_REQUEST = Message(
    "LC-PRICE-REQUEST",
    "This is a request, not a price sheet.",
    cure="Give the request as FILE and the price sheet with --prices.",
)
OTHER_CURRENCY = Message(
    "LC-PRICE-CURRENCY",
    "{file} has no price of {sku} in {wanted}.",
    cure="The file has {there}, and no product in {wanted}. Use another price sheet, or change the request.",
)
GIVE_PRICE = N_("The file has {there}. Give unit_price or sell_price in the request. The line is not in the totals.")
OTHER_SEGMENT = Message(
    "LC-PRICE-SEGMENT",
    "{file} has no price of {sku} for the segment {wanted}, only for {there}.",
    cure="Use the price sheet of {wanted}, change 'segment:' of the request, or give sell_price.",
)
OTHER_MARKET = Message(
    "LC-PRICE-MARKET",
    "{file} has no price of {sku} for the market {wanted}, only for {there}.",
    cure="Use the price sheet of {wanted}, change 'market:' of the request, or give sell_price.",
)
OTHER_PLAN = Message(
    "LC-PRICE-OTHER-PLAN",
    "{file} has no price of {sku} for the billing plan {wanted}, only for {there}.",
    cure="Change billing_plan, or give sell_price.",
)
OTHER_PERIOD = warning(
    "LC-PRICE-PERIOD",
    "No price of {sku} in {file} is in force on {day}.",
    cure="Use the sheet of that month, or give sell_price. The line is not in the totals.",
)
OTHER_TERM = warning(
    "LC-PRICE-TERM",
    "{file} has {sku} only for the terms {there}, not {wanted}.",
    cure="Quote a subscription with its term and billing_plan, or use the id of the perpetual licence.",
)
OTHER_TIER = warning(
    "LC-PRICE-TIER",
    "{file} has prices of {sku} for the quantities {there}, none for {quantity}.",
    cure="Change the quantity, or give sell_price. The line is not in the totals.",
)
SEVERAL_PLANS = Message(
    "LC-PRICE-PLAN",
    "{file} has {sku} for several billing plans: {there}.",
    cure="Name one with billing_plan.",
)
NO_SEGMENT = warning(
    "LC-PRICE-NO-SEGMENT",
    "Row {row} of {file} names no segment, so its price of {sku} is used for {wanted}.",
    cure="Use a sheet with the column Segment to be certain.",
)
LIST_UNSAID = Message(
    "LC-PRICE-LIST-UNSAID",
    "A list read as {name} needs {option}, which it does not contain.",
    cure="Give {option}, or set {key}.",
)
LIST_SAID = info(
    "LC-PRICE-LIST-SAID",
    "The list is read as {name}, and its prices as those of {said}.",
)
LIST_SAYS_ITSELF = Message(
    "LC-PRICE-LIST-SAYS-ITSELF",
    "{option} is only for a list that is read with --as and does not name it itself.",
    cure="Leave it out, or set it in a column map under 'defaults:'.",
)
NOTHING_FOUND = info(
    "LC-PRICE-NOTHING-FOUND",
    "No offer in force contains every word of '{words}'.",
    cure="Use fewer words, or leave out --market, --currency, --segment and --term.",
)
SOME_FOUND = info(
    "LC-PRICE-SOME-FOUND",
    "{shown} of {held} SKUs with these words are shown.",
    cure="Use more words, or --limit 0 for all.",
)
NO_BOOK = Message(
    "LC-PRICE-NO-BOOK",
    "There is no price book.",
    cure="Import a price sheet with `licensectl price import FILE`, or name one with --prices.",
)
LIKE_FOUND = info(
    "LC-PRICE-LIKE-FOUND",
    "No offer contains every word of '{words}' as written. These have similar words.",
)
NARROWED = info(
    "LC-PRICE-NARROWED",
    "Only changes of {said} are shown and counted. The keys in common are those of the whole sheets.",
)
NO_LIST = Message(
    "LC-PRICE-NO-LIST",
    "A price list is missing.",
    cure="Name a file, or a column map of the program with --as. Its column maps are: {names}.",
)
DRAFT_NOT_NEEDED = info(
    "LC-PRICE-DRAFT-NOT-NEEDED",
    "This list is read without a column map.",
)
DRAFT_KNOWN = info(
    "LC-PRICE-DRAFT-KNOWN",
    "A column map of the program reads this list.",
    cure="Use it with --as {name}, or start from it with `licensectl price columns --as {name}`.",
)
DRAFT_LACKS = info(
    "LC-PRICE-DRAFT-LACKS",
    "The draft is not complete: {fields}.",
    cure="Complete the lines that begin with #.",
)
CODES_LEFT = info(
    "LC-BOOK-CODES",
    "The price book keeps no codes for orders ({columns}).",
    cure="Give this list to `licensectl order export` with --prices, or write the codes to codes.yaml.",
)
