"""Ids, market codes and file names that people give."""

import re
from collections.abc import Iterable
from itertools import chain, count

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
MARKET = re.compile(r"[A-Z]{2}", re.ASCII)

# Patterns of names are compiled when a name is checked: most commands write no file.
# Characters that every file system accepts: letters and figures of any script, and a few signs between them.
KEPT = r"[^\w.()+-]+"
DOTS = r"-(?:\.+-)+"
PATH = r"^(?:[\\/~]|[A-Za-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)"
# Names that Windows keeps for devices, with any suffix.
DEVICES = r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?"
MOST = 80
# The columns before the cells of a row that was left out, in a table of such rows.
REASONS = ("row", "reason", "code")


def option(name: str) -> str:
    """Return the option that a column, a field or a setting is named after: `--as-of` for `as_of`."""
    return "--" + name.replace("_", "-")


def capitals(text: str) -> str:
    """Return an ASCII text in capitals. Other texts are unchanged, because `ß` and `ı` would become letters of a code."""
    return text.upper() if text.isascii() else text


def is_market(text: str) -> bool:
    """Return True if a text has the form of an ISO 3166 alpha-2 code: two capital letters."""
    return MARKET.fullmatch(text) is not None


def file_stem(text: str) -> str:
    """Return a name for a file that is safe in any folder, `2026-042-Rossi` for `2026/042 Rossi`; empty if nothing is left."""
    # Loaded where a file is named: most commands write none.
    import unicodedata

    name = re.sub(DOTS, "-", re.sub(KEPT, "-", unicodedata.normalize("NFC", text))).strip("-.")[:MOST].rstrip("-.")
    return f"_{name}" if re.fullmatch(DEVICES, name, re.IGNORECASE) else name


def safe_name(text: str) -> str | None:
    """Return the `file_stem` of a text; None for one that leads elsewhere (`../x`, `/etc/x`, `C:x`) or leaves nothing to name a file by."""
    return None if re.search(PATH, text.strip()) else file_stem(text) or None


def distinct(names: Iterable[str]) -> list[str]:
    """Return the names with a number behind each that was there before; a file system may hold `Q-1` and `q-1` for one."""
    taken: set[str] = set()
    found = []
    for name in names:
        tried = chain((name,), (f"{name}-{number}" for number in count(2)))
        free = next(one for one in tried if one.casefold() not in taken)
        taken.add(free.casefold())
        found.append(free)
    return found
