"""Messages about price lists and prices in force."""

from licensectl.errors import Message

NO_MONTH = Message(
    "LC-BOOK-MONTH",
    "no row says from when its price holds, so the month of the sheet is not known",
    cure="say it: --month 2026-11",
)
TAKEN_MONTH = Message(
    "LC-BOOK-FILED",
    "filed under {month}, {why}",
    severity="info",
)
REPLACED = Message(
    "LC-BOOK-REPLACED",
    "{month} had prices of {scopes} already, from {other}; those of this sheet now count in their place",
    cure="if it is the sheet of another month, import it with --month and the other one again",
    severity="warning",
)
TWO_FOR_ONE = Message(
    "LC-BOOK-TWO-PRICES",
    "keys with two prices from the same day on: {count}; the first is {sku} in rows {rows}",
    cure="quotes take the dearer; price lint lists all of them",
    severity="warning",
)
NO_SHEET = Message(
    "LC-BOOK-SHEET",
    "neither a file nor a month of the price book: '{name}'",
    cure="import the sheet first; the months of the book are: {known}",
)
UNKNOWN = Message(
    "LC-BOOK-SKU",
    "no sheet of the price book up to {month} has '{sku}'",
    cure="write it as ProductId:SkuId, and see price list for the months that are there",
)
AGAIN = Message(
    "LC-BOOK-AGAIN",
    "this very file is in the book already, for {month}; nothing was changed",
    severity="info",
)
COUNTS_AGAIN = Message(
    "LC-BOOK-COUNTS-AGAIN",
    "this very file is in the book already, for {month}; it was not the one that counts, and now is",
    severity="info",
)
STALE = Message(
    "LC-BOOK-OLD",
    "the newest sheet of the price book for {month} is that of {newest}",
    cure="import the sheet of the month, or give --prices",
    severity="warning",
)
REJECTED = Message(
    "LC-BOOK-SKIPPED",
    "{count} bad row was left out and is in this file",
    many="{count} bad rows were left out and are in this file",
    severity="info",
)
TWO_ROWS = Message(
    "LC-PRICE-TWO-ROWS",
    "{sku}: rows {rows} are both in force on {day}",
    cure="the latest start is used, row {used}",
    severity="warning",
    sources=("PC-PRICE",),
)
TWO_PRICES = Message(
    "LC-PRICE-TWO-PRICES",
    "{sku}: of the rows {rows}, in force on {day}, several start on the same day with different prices",
    cure="the dearer is used, row {used}; ask who issued the sheet which one counts",
    severity="warning",
)
NOT_HERE = Message(
    "LC-PRICE-SHEET",
    "{sku} is not in the price sheet {file}",
    cure="give unit_price or sell_price in the request; the line is not in the totals",
    severity="warning",
)
OTHER_CURRENCY = Message(
    "LC-PRICE-CURRENCY",
    "{file} has no price of {sku} in {wanted}",
    cure="it has {there}",
)
OTHER_PERIOD = Message(
    "LC-PRICE-PERIOD",
    "no price of {sku} in {file} is in force on {day}",
    cure="take the sheet of that month, or give sell_price; the line is not in the totals",
    severity="warning",
)
OTHER_TERM = Message(
    "LC-PRICE-TERM",
    "{file} has {sku} only for the terms {there}, not {wanted}",
    cure="quote a subscription with its term and billing_plan, or use the id of the perpetual licence",
    severity="warning",
)
OTHER_TIER = Message(
    "LC-PRICE-TIER",
    "{file} has prices of {sku} for the quantities {there}, none for {quantity}",
    cure="change the quantity, or give sell_price; the line is not in the totals",
    severity="warning",
)
SEVERAL_PLANS = Message(
    "LC-PRICE-PLAN",
    "{file} has {sku} for several billing plans: {there}",
    cure="say which with billing_plan",
)
NO_SEGMENT = Message(
    "LC-PRICE-NO-SEGMENT",
    "row {row} of {file} names no segment; its price of {sku} is taken for {wanted}",
    cure="a sheet with the Segment column makes sure",
    severity="warning",
)
LIST_UNSAID = Message(
    "LC-PRICE-LIST-UNSAID",
    "a list read as {name} does not say it: {option} is missing",
    cure="give {option}, or set {key}",
)
LIST_SAID = Message(
    "LC-PRICE-LIST-SAID",
    "the list is read as {name}, its prices as those of {said}",
    severity="info",
)
LIST_SAYS_ITSELF = Message(
    "LC-PRICE-LIST-SAYS-ITSELF",
    "{option} is for a list that does not say it, read with --as",
    cure="leave it out; a column map says it with defaults:",
)
NOTHING_FOUND = Message(
    "LC-PRICE-NOTHING-FOUND",
    "no offer in force holds every word of '{words}'",
    cure="use fewer words, or leave out --market, --currency, --segment and --term",
    severity="info",
)
SOME_FOUND = Message(
    "LC-PRICE-SOME-FOUND",
    "{shown} of {held} SKUs with these words are shown",
    cure="use more words, or --limit 0 for all",
    severity="info",
)
NO_BOOK = Message(
    "LC-PRICE-NO-BOOK",
    "there is no price book",
    cure="import a price sheet with price import FILE, or name one with --prices",
)
LIKE_FOUND = Message(
    "LC-PRICE-LIKE-FOUND",
    "no offer holds every word of '{words}' as written; these have words much like them",
    severity="info",
)
NARROWED = Message(
    "LC-PRICE-NARROWED",
    "only changes of {said} are shown and counted; the keys in common are those of the whole sheets",
    severity="info",
)
NO_LIST = Message(
    "LC-PRICE-NO-LIST",
    "a price list is missing",
    cure="name a file, or a map that comes with the program: --as {names}",
)
DRAFT_NOT_NEEDED = Message(
    "LC-PRICE-DRAFT-NOT-NEEDED",
    "this list is read without a map",
    severity="info",
)
DRAFT_KNOWN = Message(
    "LC-PRICE-DRAFT-KNOWN",
    "a map that comes with the program reads this list",
    cure="use --as {name}, or start from it: price columns --as {name}",
    severity="info",
)
DRAFT_LACKS = Message(
    "LC-PRICE-DRAFT-LACKS",
    "the draft is not complete: {fields}",
    cure="complete the lines behind #",
    severity="info",
)
