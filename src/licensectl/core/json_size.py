"""Refuse JSON that would take many times its size in memory, before it is parsed."""

from licensectl.core.reasons import MOST_RECORD
from licensectl.core.text import Text
from licensectl.i18n.translate import N_

LONG = N_("a record or a text in it is longer than 1 MiB")


def too_long(content: bytes, most: int) -> Text | None:
    """Return why a file is too large to be parsed as a whole; None if it has at most so many bytes."""
    return N_("it has more than {limit} MiB").filled(limit=most >> 20) if len(content) > most else None


def too_full(text: str, most: int) -> Text | None:
    """Return why a text holds too much to be parsed as a whole; None if it has at most so many values, none of them long."""
    if sum(map(text.count, "[{,:")) > most:
        return N_("it has more than {limit} values").filled(limit=most)
    return LONG if has_long_text(text) else None


def has_long_text(text: str) -> bool:
    """Return True if a text in JSON is longer than a record may be: its quotes lie that far apart."""
    at = 0
    while len(text) - at > MOST_RECORD:
        # The last quote within reach: the next one need not be looked for.
        last = text.rfind('"', at, at + MOST_RECORD + 1)
        if last < 0:
            return True
        at = last + 1
    return False
