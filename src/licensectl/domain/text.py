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


def read(text: Text | None, lang: Lang) -> str:
    """The words of `text` in `lang`; English where the Italian is missing, "" for a blank."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    return text.it or text.en if lang == "it" else text.en
