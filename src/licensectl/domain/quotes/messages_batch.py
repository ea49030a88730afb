"""Faults of requests that are tables, and of files that hold many requests."""

from licensectl.errors import Message

NOT_LINES = Message(
    "LC-LINES-COLUMNS",
    "not a table of lines: its columns are {columns}",
    cure="name the product by a column sku, part_number or search (title, with vendor), and the number of pieces by quantity",
)
ONLY_TITLE = Message(
    "LC-LINES-TITLE",
    "the column '{column}' describes a product and does not name it",
    cure="give the SKU in a column Codice or sku, the part number in part_number, or words to search for in Ricerca or search",
)
WHOLE_MISSING = Message(
    "LC-LINES-WHOLE",
    "the table of lines has no {name}",
    cure="give it with {option}",
)
COLUMN = Message(
    "LC-LINES-COLUMN",
    "unknown column '{column}'",
    cure="did you mean {hint}? remove columns that are not part of a quote",
)
TWICE = Message(
    "LC-LINES-TWICE",
    "the column {column} is there twice",
    cure="keep one",
)
NO_COLUMN = Message(
    "LC-LINES-BY",
    "no column '{column}' tells the quotes apart; the columns are {columns}",
    cure="name one of them with --by",
)
APART = Message(
    "LC-LINES-APART",
    "{column} '{value}' begins again here, having ended in row {row}",
    cure="sort the table by this column",
)
REGIME = Message(
    "LC-LINES-REGIME",
    "'{value}' is not a tax regime",
    cure="write one of {known}",
)
OTHER_REGIME = Message(
    "LC-LINES-OTHER-REGIME",
    "the file is a quote with {regime}, --vat says {said}",
    cure="leave out --vat, or remove the column tax_regime",
)
BLANK = Message(
    "LC-LINES-BLANK",
    "the column {column} is blank, so the row belongs to no quote",
    cure="fill it in",
)
NOT_AMOUNT = Message(
    "LC-LINES-AMOUNT",
    "{name}: '{value}' is not an amount",
    cure="write it in figures, as 1073.68 or 1.073,68",
)
NOT_PERCENTAGE = Message(
    "LC-LINES-PERCENTAGE",
    "{name}: '{value}' is not a percentage",
    cure="write it in figures, as 12.5 or 12,5 %",
)
NOT_COUNT = Message(
    "LC-LINES-COUNT",
    "{name}: '{value}' is not a whole number",
    cure="write it in figures without decimals, as 25",
)
FRACTION = Message(
    "LC-LINES-FRACTION",
    "{name}: '{value}' can be {one} or {other}",
    cure="write the percent sign",
)
OTHER_CURRENCY = Message(
    "LC-LINES-CURRENCY",
    "{name}: '{value}' is in another currency than the quote, {currency}",
    cure="convert the amount, or make the quote in that currency",
)
OPEN_FIGURE = Message(
    "LC-LINES-FIGURE",
    "{name}: '{value}' can be {one} or {other}",
    cure="write thousands without a sign, and decimals with two figures",
)
FORMULA = Message(
    "LC-LINES-FORMULA",
    "{name}: the workbook holds a formula here and no value",
    cure="open it in Excel, which calculates, and save it",
)
TOTALS_ROW = Message(
    "LC-LINES-TOTAL",
    "row {row} is a totals row ('{value}'), not a line",
    cure="delete it",
)
DIFFERS = Message(
    "LC-LINES-DIFFERS",
    "{column} is '{value}' here and '{first}' above, in the same quote",
    cure="say it once, or the same in all rows",
)
NOT_JSON = Message(
    "LC-BATCH-JSON",
    "not a request in JSON: {reason}",
    cure="write one request per line, as one JSON object",
)
UNFORESEEN = Message(
    "LC-BATCH-UNFORESEEN",
    "no quote can be made of this request: {reason}",
    cure="look for a value that makes no sense; and please report it with the request",
)
TOO_LONG = Message(
    "LC-BATCH-SIZE",
    "a request of more than {most} MiB",
    cure="no quote is that long; look for a line or document that was never ended",
)
NAME = Message(
    "LC-BATCH-NAME",
    "'{name}' leads out of the folder",
    cure="give the quote a number without path",
)
SAME_NAME = Message(
    "LC-BATCH-TWICE",
    "the file {name} has been written already, for {first}",
    cure="give each quote another number",
)
NO_REQUESTS = Message(
    "LC-BATCH-EMPTY",
    "there is no request in it",
    cure="give JSON Lines, YAML documents, or a CSV with --by COLUMN",
)
NEEDS_BY = Message(
    "LC-BATCH-BY",
    "a table of lines, and nothing says which of them make a quote",
    cure="name the column that tells the quotes apart with --by",
)
NEEDS_FOLDER = Message(
    "LC-BATCH-FOLDER",
    "{format} makes a file per quote",
    cure="name a folder with -o (quotes/), or write one stream with -f jsonl or -f csv",
)
REJECTED = Message(
    "LC-BATCH-REJECTED",
    "{rejected} of {count} quotes could not be made",
    cure="the reasons are in {place}",
    severity="warning",
)
DRAFTS = Message(
    "LC-BATCH-DRAFTS",
    "{drafts} of {count} quotes have a line without a price and no totals",
    cure="give a price sheet with --prices, or unit_price or sell_price in the request",
    severity="warning",
)
MORE = Message(
    "LC-BATCH-MORE",
    "and {count} more quotes could not be made",
    cure="write all of them with their reasons into a file with --rejects",
)
FEWER_JOBS = Message(
    "LC-BATCH-JOBS",
    "{most} processes share the work, not {jobs}",
    cure="Windows allows no more for one program, and here it is the same",
    severity="info",
)
NOTHING_SOLD = Message(
    "LC-NEW-PROGRAM",
    "the catalogue has no product under {program}",
    cure="choose one of {known}, or add the products to your own facts",
)
NO_RATE = Message(
    "LC-NEW-VAT",
    "no VAT rate is on record for the market {market} on {day}",
    cure="give it with --vat RATE, or say --vat exempt, reverse_charge or out_of_scope",
)
ARRAY_SIZE = Message(
    "LC-BATCH-ARRAY",
    "a JSON array of more than {most} MiB",
    cure="write one request per line, without the array's brackets (JSON Lines)",
)
PRODUCT_KEY = Message(
    "LC-QUOTE-KEY",
    "the request holds what looks like a product key",
    cure="it is neither shown nor kept; keep such files where only you can read them",
    severity="warning",
)
