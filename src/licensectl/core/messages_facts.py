"""Messages about fact files and other YAML."""

from licensectl.errors import Message

NOT_TEXT = Message(
    "LC-YAML-ENCODING",
    "the file is not UTF-8 text ({reason})",
    cure="save it as UTF-8",
)
SYNTAX = Message(
    "LC-YAML-SYNTAX",
    "not valid YAML: {reason}",
    cure="mind the indentation: spaces, never tabs",
)
JSON = Message(
    "LC-JSON-SYNTAX",
    "not valid JSON: {reason}",
    cure="a file that begins with {{ or [ is read as JSON; correct it, or write YAML",
)
HALF_SIGN = Message(
    "LC-JSON-SURROGATE",
    "half of a character: an escape from \\ud800 to \\udfff without its other half",
    cure="write the character itself, or both halves",
)
EMPTY = Message(
    "LC-YAML-EMPTY",
    "the file is empty",
    cure="see examples/ for what belongs in it",
)
DUPLICATE_KEY = Message(
    "LC-YAML-DUPLICATE",
    "key '{key}' is given twice, first at {first}",
    cure="keep one of them",
)
TAG = Message(
    "LC-YAML-TAG",
    "tag {tag} is refused",
    cure="write plain values only",
)
TOO_DEEP = Message(
    "LC-YAML-DEPTH",
    "nested deeper than {limit} levels",
    cure="no supported file needs that",
)
TOO_BIG = Message(
    "LC-YAML-SIZE",
    "larger than {limit}",
    cure="split the file, or check that its aliases do not multiply",
)
MANY_DOCUMENTS = Message(
    "LC-YAML-DOCUMENTS",
    "a second document starts here",
    cure="one document per file",
)
NOT_A_MAPPING = Message(
    "LC-DATA-MAPPING",
    "expected keys and values here, found {found}",
    cure="write 'key: value' lines",
)
BAD_VALUE = Message(
    "LC-DATA-VALUE",
    "{path}: {reason}",
    cure="correct the value",
)
NOT_A_NUMBER = Message(
    "LC-DATA-NUMBER",
    "{name}: '{value}' is not a number",
    cure="write it in the digits 0 to 9 with a decimal point, as 1073.68",
)
MISSING_KEY = Message(
    "LC-DATA-MISSING",
    "{path} is missing",
    cure="add it",
)
UNKNOWN_KEY = Message(
    "LC-DATA-UNKNOWN",
    "unknown key '{key}'",
    cure="did you mean {hint}?",
)
UNKNOWN_KIND = Message(
    "LC-YAML-KIND",
    "'{kind}' is not a kind of fact file",
    cure="name the file after its kind or say it in a line such as schema: licensectl.skus/1; known: {known}",
)


UNKNOWN_SOURCE = Message(
    "LC-FACT-SOURCE",
    "source '{key}' is not in the register",
    cure="add it to sources.yaml, or correct the key",
)
ORPHAN = Message(
    "LC-FACT-ORPHAN",
    "no fact names source '{key}'",
    cure="name it where it is used, or take it out",
    severity="info",
)
OVERLAP = Message(
    "LC-FACT-OVERLAP",
    "two periods of {what} overlap",
    cure="end the earlier on the day before the later begins",
)
DATE_ORDER = Message(
    "LC-FACT-DATES",
    "{then} comes before {first}",
    cure="put the dates in order",
)
BAD_ID = Message(
    "LC-FACT-ID",
    "'{id}' is not ProductId:SkuId",
    cure="write twelve capital letters and digits, a colon and four more, such as DG7GMGF0PWHC:0003",
)
NO_ITALIAN = Message(
    "LC-FACT-ITALIAN",
    "no Italian for «{text}»",
    cure="add it: beside en:",
    severity="warning",
)
NO_DATE = Message(
    "LC-FACT-PRICE-DATE",
    "a price of {sku} has no date",
    cure="add as_of when its date is known",
    severity="warning",
)
BAD_MONEY = Message(
    "LC-FACT-PRICE",
    "'{money}' is not an amount with its currency",
    cure="write {{amount: 1073.68, currency: EUR}}",
)
NO_SUCH = Message(
    "LC-FACT-REFERENCE",
    "{what} '{id}' does not exist",
    cure="correct the id, or add what it names",
)
WINDOW = Message(
    "LC-FACT-WINDOW",
    "a return window has one length, here: {given}",
    cure="give one of window_days, window_hours and window_business_days; none where nothing can be returned by a rule",
)
FEE = Message(
    "LC-FACT-FEE",
    "'{fee}' is not a valid fee of a provider",
    cure="give restocking_percent from 0 to 100, or restocking_fee as an amount with its currency",
)
TWICE = Message(
    "LC-FACT-TWICE",
    "{path} is given in {other} too, and differently",
    cure="keep one of the two: among folders named together, none has priority",
)
CELL = Message(
    "LC-FACT-CELL",
    "the row and the matrix do not agree about edition '{edition}'",
    cure="give every edition of the matrix one cell in every row",
)
BAD_DATE = Message(
    "LC-FACT-DATE",
    "'{date}' is not a day, month or year",
    cure="write it as 2021-07-01, 2021-07 or 2021",
)
RETURN_PROSE = Message(
    "LC-FACT-RETURN-PROSE",
    "{id} says '{length}', which no return rule for it has",
    cure="the rules in returns.yaml decide: correct the text, or the window of the rule",
    severity="warning",
)
