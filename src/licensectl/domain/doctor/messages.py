"""Messages of `doctor` that no other command has."""

from licensectl.errors import warning

NO_CACHE = warning(
    "LC-CACHE-READONLY",
    "Compiled facts cannot be stored here, so every command reads all fact files.",
    cure="Make the folder writable, or name another with LICENSECTL_CACHE.",
)
OLD_BOOK = warning(
    "LC-DOCTOR-BOOK",
    "The newest price sheet is that of {month}.",
    cure="Import the sheet of this month with `licensectl price import FILE`. Until then, quotes use the older prices.",
)
