"""Texts that people read: marked where they stand, translated by gettext when an answer is rendered.

English texts are marked with `N_` (or `P_` where one English word has several Italian ones) and by `Message`; their
Italian is in `locale/it/LC_MESSAGES/licensectl.po`. The language is always an argument: one process writes both.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from licensectl.i18n.catalogue import catalog

Lang = Literal["en", "it"]
# Python groups as English does; a locale library would be a fifth of a short command.
MARKS = str.maketrans(",.", ".,")
MOST_PLACES = 40


class Bilingual(Struct, frozen=True, forbid_unknown_fields=True):
    """A text of a fact file in English and Italian; `it` is None only where a user's own file left it out."""

    en: str
    it: str | None = None


class Words(Bilingual, frozen=True):
    """A text of the program; its Italian is in the catalogue. `many` is its plural, chosen by the number in the field `counted`."""

    many: str = ""
    context: str = ""
    fields: tuple[tuple[str, Any], ...] = ()
    counted: str = "count"

    def filled(self, **fields: Any) -> "Words":
        """Return the text with values for its `{fields}`, which are translated where they are texts themselves."""
        return replace(self, fields=(*self.fields, *fields.items()))


class Joined(Bilingual, frozen=True):
    """Several texts in a row."""

    parts: "tuple[Text, ...]" = ()
    between: "Text" = "; "


Text = str | Bilingual
"""A plain string reads the same in every language: a product name, a number, an address."""


def N_(text: str, many: str = "") -> Words:
    """Mark an English text, with its plural where it names a `{count}`."""
    return Words(text, None, many)


def P_(context: str, text: str, many: str = "") -> Words:
    """Mark an English text that has another translation in another context."""
    return Words(text, None, many, context)


def joined(parts: Sequence[Text], between: Text = "; ") -> Joined:
    """Return the texts in a row, each once, with `between` between them."""
    return Joined("", None, tuple(dict.fromkeys(parts)), between)


def translate(text: Text | None, lang: Lang | str, count: int | None = None) -> str:
    """Return a text in `lang`: English where a fact has no Italian, "" for None; `count` chooses singular or plural."""
    if isinstance(text, str):
        return text
    if isinstance(text, Words):
        return _of_words(text, lang, count)
    if isinstance(text, Joined):
        return translate(text.between, lang).join([translate(part, lang) for part in text.parts])
    if text is None:
        return ""
    return text.it or text.en if lang == "it" else text.en


def _of_words(words: Words, lang: str, count: int | None) -> str:
    fields = {name: rendered(value, lang) for name, value in words.fields}
    if count is not None:
        fields.setdefault(words.counted, count)
    text = template(words, lang, fields.get(words.counted))
    return text.format_map(fields) if fields else text


def template(words: Words, lang: str, count: Any = None) -> str:
    """Return a text in `lang` with its `{fields}`; the singular for a count of 1."""
    if not words.many:
        return _singular(words, lang)
    return _plural(words, count if isinstance(count, int) else 2, lang)


def _singular(words: Words, lang: str) -> str:
    # An empty text would be the head of the catalogue.
    if lang == "en" or not words.en:
        return words.en
    return catalog(lang).pgettext(words.context, words.en) if words.context else catalog(lang).gettext(words.en)


def _plural(words: Words, number: int, lang: str) -> str:
    if lang == "en":
        return words.en if number == 1 else words.many
    if words.context:
        return catalog(lang).npgettext(words.context, words.en, words.many, number)
    return catalog(lang).ngettext(words.en, words.many, number)


def plain(number: Decimal, pattern: str = "f") -> str:
    """Return a number in digits: 10, not 1E+1. One of more than 40 places keeps its exponent: its digits could fill the memory."""
    return format(number, pattern) if abs(number.adjusted()) < MOST_PLACES else str(number)


def ungrouped(number: Decimal | str) -> Bilingual:
    """Return a number without a sign between its thousands, which could be taken for its decimal mark: 1.000, in Italian 1,000."""
    digits = plain(number) if isinstance(number, Decimal) else number
    return Bilingual(digits, digits.translate(MARKS))


def percent(number: Decimal) -> Bilingual:
    """Return a percentage with its sign: 0.12%, in Italian 0,12 %."""
    digits = ungrouped(number.normalize())
    return Bilingual(f"{digits.en}%", f"{digits.it} %")


def rendered(value: Any, lang: str) -> Any:
    """Return the value of a field as people read it in `lang`: texts translated, in Italian 23/11/2026 and 1.234,56."""
    if isinstance(value, Bilingual):
        return translate(value, lang)
    if lang != "it":
        return plain(value) if isinstance(value, Decimal) and value.is_finite() else value
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal) and value.is_finite():
        return plain(value, ",f").translate(MARKS)
    amount, currency = getattr(value, "amount", None), getattr(value, "currency", None)
    return f"{amount:,f} {currency}".translate(MARKS) if isinstance(amount, Decimal) and isinstance(currency, str) else value


def settled(value: Any) -> Any:
    """Return a record whose texts hold both languages themselves, as a document keeps them that outlives its catalogue."""
    if isinstance(value, Words | Joined):
        return Bilingual(translate(value, "en"), translate(value, "it"))
    if isinstance(value, Struct):
        held = {name: getattr(value, name) for name in value.__struct_fields__}
        changed = {name: made for name, one in held.items() if (made := settled(one)) is not one}
        return replace(value, **changed) if changed else value
    if isinstance(value, list | tuple):
        made = [settled(one) for one in value]
        same = all(one is other for one, other in zip(made, value, strict=True))
        return value if same else made if isinstance(value, list) else tuple(made)  # no named tuple is kept
    if isinstance(value, dict):
        filled = {key: settled(one) for key, one in value.items()}
        return value if all(filled[key] is one for key, one in value.items()) else filled
    return value
