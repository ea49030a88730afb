"""Find a key that a JSON object has twice: every parser would take the last value without a word."""

import json
import re
from typing import Any

from licensectl.core.text import Text
from licensectl.i18n.translate import N_

# A text, with the colon behind it if it is a key; or a bracket of an object.
TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"(\s*:)?|[{}]', re.DOTALL)


class RepeatedKeyError(ValueError):
    """An object of JSON has a key twice."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    @property
    def reason(self) -> Text:
        """What is wrong, as the end of a sentence."""
        return N_("the key '{key}' occurs twice in one object").filled(key=self.key[:60])


def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON, as `object_pairs_hook` of Python's parser. Raise RepeatedKeyError for keys that differ at most in case."""
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
