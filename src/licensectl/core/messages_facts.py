"""Messages about fact files and other YAML."""

from licensectl.errors import Message, info, warning

NOT_TEXT = Message(
    "LC-YAML-ENCODING",
    "The file is not UTF-8 text ({reason}).",
    cure="Save it as UTF-8.",
)
SYNTAX = Message(
    "LC-YAML-SYNTAX",
    "The file is not valid YAML: {reason}.",
    cure="Correct the line. Indent with spaces, never with tabs.",
)
JSON = Message(
    "LC-JSON-SYNTAX",
    "The file is not valid JSON: {reason}.",
    cure="Correct it, or write YAML. A file that begins with {{ or [ is read as JSON.",
)
HALF_SIGN = Message(
    "LC-JSON-SURROGATE",
    "An escape from \\ud800 to \\udfff lacks its other half.",
    cure="Write the character itself, or both halves.",
)
EMPTY = Message(
    "LC-YAML-EMPTY",
    "The file is empty.",
    cure="See the folder examples/ for models.",
)
DUPLICATE_KEY = Message(
    "LC-YAML-DUPLICATE",
    "Key '{key}' is given twice, first at {first}.",
    cure="Keep one of the two keys.",
)
TAG = Message(
    "LC-YAML-TAG",
    "The tag '{tag}' is not allowed.",
    cure="Write plain values only.",
)
TOO_DEEP = Message(
    "LC-YAML-DEPTH",
    "The file is nested deeper than {limit} levels.",
    cure="Use fewer levels. No file of licensectl needs that many.",
)
TOO_BIG = Message(
    "LC-YAML-SIZE",
    "The file is larger than {limit}.",
    cure="Split it, or check that its aliases do not multiply what it holds.",
)
MANY_DOCUMENTS = Message(
    "LC-YAML-DOCUMENTS",
    "A second document starts here.",
    cure="Write one document per file.",
)
NOT_A_MAPPING = Message(
    "LC-DATA-MAPPING",
    "Expected keys and values here, found {found}.",
    cure="Write lines such as 'key: value'.",
)
BAD_VALUE = Message(
    "LC-DATA-VALUE",
    "{path}: {reason}.",
    cure="Correct the value.",
)
NOT_A_NUMBER = Message(
    "LC-DATA-NUMBER",
    "'{value}' is not a valid number for {name}.",
    cure="Expected the digits 0 to 9 with a decimal point, for example 1073.68.",
)
MISSING_KEY = Message(
    "LC-DATA-MISSING",
    "{path} is missing.",
    cure="Add it.",
)
UNKNOWN_KEY = Message(
    "LC-DATA-UNKNOWN",
    "'{key}' is not a valid key.",
    cure="Did you mean {hint}?",
)
UNKNOWN_KEY_FAR = Message(
    "LC-DATA-UNKNOWN-FAR",
    "'{key}' is not a valid key, and no key here is similar.",
    cure="Remove it. The reference and `licensectl schema KIND`, for example `licensectl schema request`, list the keys.",
)
UNKNOWN_KEY_FEW = Message(
    "LC-DATA-UNKNOWN-FEW",
    "'{key}' is not a valid key here.",
    cure="Expected one of: {known}.",
)
DECIMAL_COMMA = Message(
    "LC-DATA-COMMA",
    "'{value},{key}' has a decimal comma, which ends a value between braces.",
    cure="Write it with a point, as {name}: {value}.{key}.",
)
UNKNOWN_KIND = Message(
    "LC-YAML-KIND",
    "'{kind}' is not a valid kind of fact file.",
    cure="Name the file after its kind, or add a line such as 'schema: licensectl.skus/1'. Expected one of: {known}.",
)


UNKNOWN_SOURCE = Message(
    "LC-FACT-SOURCE",
    "Source '{key}' is not in the register.",
    cure="Add it to sources.yaml, or correct the key.",
)
ORPHAN = info(
    "LC-FACT-ORPHAN",
    "No fact names the source '{key}'.",
    cure="Name it where it is used, or remove it.",
)
OVERLAP = Message(
    "LC-FACT-OVERLAP",
    "Two periods of {what} overlap.",
    cure="End the earlier on the day before the later begins.",
)
DATE_ORDER = Message(
    "LC-FACT-DATES",
    "{then} comes before {first}.",
    cure="Put the dates in order.",
)
BAD_ID = Message(
    "LC-FACT-ID",
    "'{id}' is not a valid SKU.",
    cure="Expected ProductId:SkuId, that is twelve capital letters and digits, a colon and four more, for example DG7GMGF0PWHC:0003.",
)
NO_ITALIAN = warning(
    "LC-FACT-ITALIAN",
    "The text '{text}' has no Italian.",
    cure="Add 'it:' beside 'en:'.",
)
NO_DATE = warning(
    "LC-FACT-PRICE-DATE",
    "A price of {sku} has no date.",
    cure="Add as_of when its date is known.",
)
BAD_MONEY = Message(
    "LC-FACT-PRICE",
    "'{money}' is not an amount with its currency.",
    cure="Expected for example {{amount: 1073.68, currency: EUR}}.",
)
NO_SUCH = Message(
    "LC-FACT-REFERENCE",
    "The {what} '{id}' does not exist.",
    cure="Correct the id, or add the fact that it names.",
)
WINDOW = Message(
    "LC-FACT-WINDOW",
    "A return window has exactly one length. Given here: {given}.",
    cure="Give one of window_days, window_hours and window_business_days, or none where no rule allows a return.",
)
FEE = Message(
    "LC-FACT-FEE",
    "'{fee}' is not a valid fee of a provider.",
    cure="Expected restocking_percent from 0 to 100, or restocking_fee as an amount with its currency.",
)
TWICE = Message(
    "LC-FACT-TWICE",
    "{path} is also given in {other}, with another value.",
    cure="Keep one of the two: among folders named together, none has priority.",
)
CELL = Message(
    "LC-FACT-CELL",
    "The row and the matrix disagree about the edition '{edition}'.",
    cure="Give every edition of the matrix one cell in every row.",
)
BAD_DATE = Message(
    "LC-FACT-DATE",
    "'{date}' is not a valid day, month or year.",
    cure="Expected for example 2021-07-01, 2021-07 or 2021.",
)
RETURN_PROSE = warning(
    "LC-FACT-RETURN-PROSE",
    "The text of {id} says '{length}', and no return rule of {id} has that length.",
    cure="Correct the text, or the window of the rule. The rules in returns.yaml decide.",
)
