"""Ids, market codes and file names that people give."""

import re
import unicodedata

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
MARKET = re.compile(r"[A-Z]{2}", re.ASCII)

# What no file system minds: letters and figures of any script, and a few signs between them.
KEPT = re.compile(r"[^\w.()+-]+")
PATH = re.compile(r"^(?:[\\/~]|[A-Za-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)")
# Names that Windows keeps for devices, with any suffix.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
MOST = 80


def capitals(text: str) -> str:
    """Return an ASCII text in capitals; any other stays as it is, for `ß` and `ı` would become the letters of a code."""
    return text.upper() if text.isascii() else text


def is_market(text: str) -> bool:
    """Return whether a text has the form of an ISO 3166 alpha-2 code: two capital letters."""
    return MARKET.fullmatch(text) is not None


def safe_name(text: str) -> str | None:
    """`2026/042 Rossi` as `2026-042-Rossi`; None for what leads elsewhere (`../x`, `/etc/x`, `C:x`) or has nothing to name a file by."""
    plain = unicodedata.normalize("NFC", text).strip()
    if PATH.search(plain):
        return None
    name = KEPT.sub("-", plain).strip("-.")[:MOST].rstrip("-.")
    return f"_{name}" if DEVICES.fullmatch(name) else name or None
