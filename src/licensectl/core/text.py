"""Texts for people, and lists that are cut for them."""

import re
from collections.abc import Sequence
from typing import Generic, TypeVar

from licensectl.i18n.translate import Bilingual as Bilingual
from licensectl.i18n.translate import Lang as Lang
from licensectl.i18n.translate import Text as Text
from licensectl.i18n.translate import translate

# Control characters except tab and line feed, marks that set the reading direction, characters without width and the byte order
# mark: all can forge a terminal, a name or a number.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
T = TypeVar("T")
# Of a long list so many are shown, and the rest is counted.
MOST_SHOWN = 20


def listed(items: Sequence[object], most: int = MOST_SHOWN, between: str = ", ", count: int = 0) -> str:
    """Join the first `most` items, with an ellipsis if `count` or the items are more."""
    more = max(count, len(items)) > min(most, len(items))
    return between.join([*map(str, items[:most]), *(["…"] if more else [])])


class Firsts(Generic[T]):
    """The first items of a list of any length, `shown`, and the `count` of all of them."""

    def __init__(self, most: int = MOST_SHOWN) -> None:
        self.shown: list[T] = []
        self.count = 0
        self._most = most

    def add(self, item: T, shown: bool = True) -> None:
        """Count an item, and keep it if it is one of the first and `shown`."""
        self.count += 1
        if shown and len(self.shown) < self._most:
            self.shown.append(item)

    @property
    def hidden(self) -> int:
        """Return the number of items that were counted and not kept."""
        return self.count - len(self.shown)


def read_value(value: Text | list[Text] | None, lang: Lang) -> str | list[str] | None:
    """Return the value of a fact in `lang`: a list stays a list, and a blank is None."""
    return [translate(part, lang) for part in value] if isinstance(value, list) else translate(value, lang) if value is not None else None


def as_text(value: object) -> str:
    """Return the plain text of a text of another class, such as a number of a workbook, for an encoder of JSON."""
    if isinstance(value, str):
        return str.__str__(value)
    raise NotImplementedError(type(value).__name__)
