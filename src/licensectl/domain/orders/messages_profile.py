"""Faults of order profiles: the maps from our fields to a distributor's columns."""

from licensectl.errors import Message

NO_COLUMNS = Message(
    "LC-PROFILE-EMPTY",
    "the profile has no columns",
    cure="add at least one under columns:",
)
FIELD = Message(
    "LC-PROFILE-FIELD",
    "'{name}' is not a valid field",
    cure="did you mean {near}?",
)
BRACES = Message(
    "LC-PROFILE-TEXT",
    "the braces in '{text}' do not hold plain names of fields",
    cure="write {{field}}, and {{{{ for a brace itself",
)
ONE_OF = Message(
    "LC-PROFILE-SOURCE",
    "column '{column}' says not exactly one of field and text",
    cure="give field for one field, text for a constant or several fields",
)
TWICE = Message(
    "LC-PROFILE-TWICE",
    "column '{column}' stands twice",
    cure="rename or remove one",
)
LENGTH = Message(
    "LC-PROFILE-LENGTH",
    "max_length {value} is not possible",
    cure="give 1 or more",
)
DELIMITER = Message(
    "LC-PROFILE-DELIMITER",
    "delimiter '{value}' is not possible",
    cure='expected one of , ; | or "\\t"',
)
DATE_FORM = Message(
    "LC-PROFILE-DATE",
    "'{value}' is not a date form",
    cure="expected year, month and day once each, such as yyyy-mm-dd, dd/mm/yyyy or yyyymmdd",
)
ONLY_JSON = Message(
    "LC-PROFILE-ORDER",
    "only a json file has columns of the order itself",
    cure="move them to columns, or write format: json",
)
PROGRAM = Message(
    "LC-PROFILE-PROGRAM",
    "this profile takes program {programs} only, the quote is {program}",
    cure="use another profile or target",
)
MISSING = Message(
    "LC-PROFILE-REQUIRED",
    "line {position}: column '{column}' is required and empty",
    cure="give {source} in the request",
)
TOO_LONG = Message(
    "LC-PROFILE-TOO-LONG",
    "line {position}: column '{column}' takes {most} characters, this has {length}",
    cure="shorten it in the request",
)
