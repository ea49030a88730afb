"""Words that a person reads, in the languages we keep."""

from typing import Literal

from msgspec import Struct

Lang = Literal["en", "it"]


class Bilingual(Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence in English and Italian; `it` is None only where a user's own file left it out."""

    en: str
    it: str | None = None


Text = str | Bilingual
"""A plain string reads the same in every language: a product name, a number, an address."""


def file_name(words: str, most: int = 80) -> str:
    """A name for a file that is safe in any folder, whatever `words` are."""
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_") else "_" for letter in words)[:most]


def read(text: Text | None, lang: Lang) -> str:
    """The words of `text` in `lang`; English where the Italian is missing, "" for a blank."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    return text.it or text.en if lang == "it" else text.en


def read_value(value: Text | list[Text] | None, lang: Lang) -> str | list[str] | None:
    """Return the value of a fact in `lang`: a list stays a list, and a blank is None."""
    return [read(part, lang) for part in value] if isinstance(value, list) else read(value, lang) if value is not None else None
