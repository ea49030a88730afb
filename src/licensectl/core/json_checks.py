"""Check JSON before and while it is parsed: how much of it is parsed at once, and that no object has a key twice.

A parser takes many times the memory of a text, and of a key that occurs twice the last value without a word.
"""

import json
import re
from typing import Any

from licensectl.core.reasons import MOST_RECORD
from licensectl.core.text import Text
from licensectl.i18n.translate import N_

LONG = N_("a record or a text in it is longer than 1 MiB")
# A text, with the colon behind it if it is a key; or a bracket of an object.
TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"(\s*:)?|[{}]', re.DOTALL)


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


class RepeatedKeyError(ValueError):
    """An object of JSON has a key twice."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    @property
    def reason(self) -> Text:
        """Return the fault as the end of a sentence."""
        return N_("the key '{key}' occurs twice in one object").filled(key=self.key[:60])


def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON, as `object_pairs_hook` of Python's parser.

    Raise RepeatedKeyError if two keys are equal without regard to case.
    """
    made = dict(pairs)
    if len({key.casefold() for key in made}) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key.casefold() in seen:
                raise RepeatedKeyError(key)
            seen.add(key.casefold())
    return made


def require_unique(text: str | bytes, *, outermost: bool = False) -> None:
    """Raise RepeatedKeyError if an object in valid JSON, or only its outermost one, has a key twice."""
    last: list[tuple[str, Any]] = []

    def keep(pairs: list[tuple[str, Any]]) -> None:
        last[:] = pairs

    # The outermost object is the last that ends.
    json.loads(text, object_pairs_hook=keep if outermost else as_object, parse_int=str, parse_float=str)
    as_object(last)


def line_of_repeated(text: str) -> int:
    """Return the line of the first key that its object has already, in valid JSON that has one."""
    open_: list[set[str]] = []
    for found in TOKEN.finditer(text):
        if found[0] == "{":
            open_.append(set())
        elif found[0] == "}":
            open_.pop()
        elif found[2]:
            key = json.loads(f'"{found[1]}"').casefold()
            if key in open_[-1]:
                return text.count("\n", 0, found.start()) + 1
            open_[-1].add(key)
    return 1
