"""Faults of requests that are tables, and of files that hold many requests."""

from licensectl.errors import Message, info, warning

NOT_LINES = Message(
    "LC-LINES-COLUMNS",
    "The file is not a table of lines. Its columns are: {columns}.",
    cure="Name the product in a column sku, part_number or search (title, with vendor), and the number of pieces in quantity.",
)
IS_SHEET = Message(
    "LC-LINES-SHEET",
    "This is a price sheet, not a request.",
    cure="Give it with --prices, and the request as FILE.",
)
ONLY_TITLE = Message(
    "LC-LINES-TITLE",
    "The column '{column}' describes a product and does not identify it.",
    cure="Give the SKU in a column Codice or sku, the part number in part_number, or words to search for in Ricerca or search.",
)
WHOLE_MISSING = Message(
    "LC-LINES-WHOLE",
    "The table of lines has no {name}.",
    cure="Give it with {option}.",
)
CUSTOMER_NAME = Message(
    "LC-LINES-CUSTOMER",
    "The table of lines does not name the customer.",
    cure="Add a column 'customer' with the name, or give --customer NAME.",
)
COLUMN = Message(
    "LC-LINES-COLUMN",
    "'{column}' is not a valid column.",
    cure="Did you mean {hint}? Remove columns that are not part of a quote.",
)
COLUMN_FAR = Message(
    "LC-LINES-COLUMN-FAR",
    "'{column}' is not a valid column, and none is similar.",
    cure="Remove it. The columns are named after the keys of a request, which `licensectl schema request` lists.",
)
TWICE = Message(
    "LC-LINES-TWICE",
    "The column '{column}' occurs twice.",
    cure="Keep one of the columns.",
)
NO_COLUMN = Message(
    "LC-LINES-BY",
    "No column '{column}' tells the quotes apart. The columns are: {columns}.",
    cure="Name one of them with --by.",
)
APART = Message(
    "LC-LINES-APART",
    "{column} '{value}' begins again here, after it ended in row {row}.",
    cure="Sort the table by this column.",
)
REGIME = Message(
    "LC-LINES-REGIME",
    "'{value}' is not a valid tax regime.",
    cure="Expected one of: {known}.",
)
OTHER_REGIME = Message(
    "LC-LINES-OTHER-REGIME",
    "The file is a quote with {regime}, but --vat says {said}.",
    cure="Leave out --vat, or remove the column tax_regime.",
)
BLANK = Message(
    "LC-LINES-BLANK",
    "The column '{column}' is blank, so the row belongs to no quote.",
    cure="Fill it in.",
)
NOT_AMOUNT = Message(
    "LC-LINES-AMOUNT",
    "'{value}' is not a valid amount for {name}.",
    cure="Expected figures, for example 1073.68 or 1.073,68.",
)
NOT_PERCENTAGE = Message(
    "LC-LINES-PERCENTAGE",
    "'{value}' is not a valid percentage for {name}.",
    cure="Expected figures, for example 12.5 or 12,5 %.",
)
NOT_COUNT = Message(
    "LC-LINES-COUNT",
    "'{value}' is not a valid whole number for {name}.",
    cure="Expected figures without decimals, for example 25.",
)
FRACTION = Message(
    "LC-LINES-FRACTION",
    "{name}: '{value}' can mean {one} or {other}.",
    cure="Write the percent sign.",
)
OTHER_CURRENCY = Message(
    "LC-LINES-CURRENCY",
    "{name}: '{value}' is in another currency than the quote, {currency}.",
    cure="Convert the amount, or make the quote in that currency.",
)
OPEN_FIGURE = Message(
    "LC-LINES-FIGURE",
    "{name}: '{value}' can mean {one} or {other}.",
    cure="Write thousands without a separator, and decimals with two figures.",
)
FORMULA = Message(
    "LC-LINES-FORMULA",
    "{name}: the workbook holds a formula here and no value.",
    cure="Open it in Excel, which calculates the value, and save it.",
)
TOTALS_ROW = Message(
    "LC-LINES-TOTAL",
    "Row {row} is a totals row ('{value}'), not a line.",
    cure="Delete it.",
)
DIFFERS = Message(
    "LC-LINES-DIFFERS",
    "{column} is '{value}' here and '{first}' above, in the same quote.",
    cure="Give it once, or the same in all rows.",
)
NOT_JSON = Message(
    "LC-BATCH-JSON",
    "The line is not a request in JSON: {reason}.",
    cure="Write one request per line, as one JSON object.",
)
UNFORESEEN = Message(
    "LC-BATCH-UNFORESEEN",
    "No quote can be made of this request: {reason}.",
    cure="Look for a value that makes no sense, and report the problem with the request.",
)
TOO_LONG = Message(
    "LC-BATCH-SIZE",
    "The request is larger than {most} MiB.",
    cure="Look for a line or document that is never ended.",
)
NAME = Message(
    "LC-BATCH-NAME",
    "'{name}' leads out of the folder.",
    cure="Give the quote a number without a path.",
)
SAME_NAME = Message(
    "LC-BATCH-TWICE",
    "The file '{name}' was already written, for {first}.",
    cure="Give each quote another number.",
)
NO_REQUESTS = Message(
    "LC-BATCH-EMPTY",
    "The file contains no request.",
    cure="Give JSON Lines, YAML documents, or a CSV with --by COLUMN.",
)
NEEDS_BY = Message(
    "LC-BATCH-BY",
    "This is a table of lines, and nothing says which of them make a quote.",
    cure="Name with --by the column that tells the quotes apart.",
)
NEEDS_FOLDER = Message(
    "LC-BATCH-FOLDER",
    "{format} writes one file per quote.",
    cure="Name a folder, for example -o quotes/, or write one stream with -f jsonl or -f csv.",
)
REJECTED = warning(
    "LC-BATCH-REJECTED",
    "{rejected} of {count} quotes could not be made.",
    cure="The reasons are in {place}.",
)
DRAFTS = warning(
    "LC-BATCH-DRAFTS",
    "{drafts} of {count} quotes have a line without a price and no totals.",
    cure="Give a price sheet with --prices, or unit_price or sell_price in the request.",
)
FLOOR = warning(
    "LC-BATCH-FLOOR",
    "{found} of {count} quotes have less margin than the margin_floor of your profile.",
    cure="To see which and why, write them with -f jsonl.",
)
FLOOR_UNCHECKED = warning(
    "LC-BATCH-FLOOR-UNCHECKED",
    "{found} of {count} quotes have a line without a cost price, for which the margin_floor of your profile is not checked.",
    cure="Give its unit_price in the request. To see which lines, write the quotes with -f jsonl.",
)
MORE = Message(
    "LC-BATCH-MORE",
    "{count} more quote could not be made.",
    cure="To see all of them with their reasons, give --rejects FILE.",
    many="{count} more quotes could not be made.",
)
FEWER_JOBS = info(
    "LC-BATCH-JOBS",
    "{most} processes share the work, not {jobs}.",
    cure="Windows allows no more for one program, and the limit is the same everywhere.",
)
NOTHING_SOLD = Message(
    "LC-NEW-PROGRAM",
    "The catalogue has no product under '{program}'.",
    cure="Choose one of {known}, or add the products to your own facts.",
)
NO_RATE = Message(
    "LC-NEW-VAT",
    "No VAT rate is on record for the market {market} on {day}.",
    cure="Give it with --vat RATE, or give --vat exempt, reverse_charge or out_of_scope.",
)
ARRAY_SIZE = Message(
    "LC-BATCH-ARRAY",
    "The JSON array is larger than {most} MiB.",
    cure="Write one request per line, without the array's brackets (JSON Lines).",
)
PRODUCT_KEY = warning(
    "LC-QUOTE-KEY",
    "The request contains what looks like a product key.",
    cure="It is neither shown nor kept. Keep such files where only you can read them.",
)
