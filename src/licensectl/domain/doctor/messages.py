"""Messages of `doctor` that no other command has."""

from licensectl.errors import Message

NO_CACHE = Message(
    "LC-CACHE-READONLY",
    "compiled facts cannot be stored here, so every command reads all fact files",
    cure="make the folder writable, or name another with LICENSECTL_CACHE",
    severity="warning",
)
OLD_BOOK = Message(
    "LC-DOCTOR-BOOK",
    "the newest price sheet is of {month}",
    cure="import the one of this month with price import; until then quotes take the older prices",
    severity="warning",
)
