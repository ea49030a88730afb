"""Faults of order profiles: the maps from our fields to a distributor's columns."""

from licensectl.errors import Message

NO_COLUMNS = Message(
    "LC-PROFILE-EMPTY",
    "The profile has no columns.",
    cure="Add at least one under 'columns:'.",
)
FIELD = Message(
    "LC-PROFILE-FIELD",
    "'{name}' is not a valid field.",
    cure="Did you mean {near}?",
)
FIELD_FAR = Message(
    "LC-PROFILE-FIELD-FAR",
    "'{name}' is not a valid field, and none is similar.",
    cure="Expected one of: {near}.",
)
BRACES = Message(
    "LC-PROFILE-TEXT",
    "The braces in '{text}' do not hold plain names of fields.",
    cure="Write {{field}} for a field, and {{{{ for a brace itself.",
)
ONE_OF = Message(
    "LC-PROFILE-SOURCE",
    "The column '{column}' needs exactly one of field and text.",
    cure="Give field for one field, or text for a constant or several fields.",
)
TWICE = Message(
    "LC-PROFILE-TWICE",
    "The column '{column}' occurs twice.",
    cure="Rename or remove one.",
)
LENGTH = Message(
    "LC-PROFILE-LENGTH",
    "'{value}' is not a valid max_length.",
    cure="Expected 1 or more.",
)
DELIMITER = Message(
    "LC-PROFILE-DELIMITER",
    "'{value}' is not a valid delimiter.",
    cure='Expected one of , ; | or "\\t".',
)
DATE_FORM = Message(
    "LC-PROFILE-DATE",
    "'{value}' is not a valid date form.",
    cure="Expected year, month and day once each, for example yyyy-mm-dd, dd/mm/yyyy or yyyymmdd.",
)
ONLY_JSON = Message(
    "LC-PROFILE-ORDER",
    "Only a JSON file has columns of the order itself.",
    cure="Move them to 'columns:', or write 'format: json'.",
)
PROGRAM = Message(
    "LC-PROFILE-PROGRAM",
    "This profile takes program {programs} only, and the quote is {program}.",
    cure="Use another profile or target.",
)
MISSING = Message(
    "LC-PROFILE-REQUIRED",
    "Line {position}: column '{column}' is required and empty.",
    cure="Give {source} in the request.",
)
TOO_LONG = Message(
    "LC-PROFILE-TOO-LONG",
    "Line {position}: column '{column}' takes {most} characters, and this value has {length}.",
    cure="Shorten it in the request.",
)
