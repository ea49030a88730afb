"""Find SKUs by words: in any order, by short forms and Italian words, and with one wrong letter if nothing matches as written."""

from typing import NamedTuple

from licensectl.domain.catalog.messages import NOTHING_FOUND, NOTHING_LIKE, READ_AS
from licensectl.domain.catalog.model import Catalog, Sku
from licensectl.errors import Problem

# How alike a word must be to be read as another; 1 is equal.
ALIKE_WORD = 0.75
MOST_SUGGESTED = 3
# Shorter words are too like one another to be corrected.
SHORTEST = 4


class Found(NamedTuple):
    """Slugs of the SKUs, in the order of the catalogue, and what to say of the search."""

    ids: list[str]
    problems: list[Problem] = []


def holding(catalog: Catalog, text: str) -> list[str]:
    """Return the SKUs whose title, ids or product hold every word of `text`, or what titles have instead of it."""
    return _holding(catalog, _texts(catalog), text.casefold().split())


def search(catalog: Catalog, text: str) -> Found:
    """Return the SKUs that hold every word of `text`, mistyped words included.

    If no SKU does, each word that no SKU holds is replaced by the most similar word of the catalogue. If that finds no SKU either, the
    titles most like `text` are suggested.
    """
    words, texts = text.casefold().split(), _texts(catalog)
    if found := _holding(catalog, texts, words):
        return Found(found)
    read = _corrected(catalog, words, texts)
    if found := _holding(catalog, texts, read):
        pairs = ", ".join(f"'{word}' → '{other}'" for word, other in zip(words, read, strict=True) if word != other)
        return Found(found, [READ_AS.at(words=text, pairs=pairs)])
    titles = _titles(catalog, read)
    return Found([], [NOTHING_FOUND.at(words=text, hint="; ".join(titles)) if titles else NOTHING_LIKE.at(words=text)])


def similar(catalog: Catalog, text: str) -> list[str]:
    """Return the titles that hold most of the words of `text`, as suggestions; misspelled words are corrected."""
    return _titles(catalog, _corrected(catalog, text.casefold().split(), _texts(catalog)))


def _texts(catalog: Catalog) -> dict[str, str]:
    return {key: _haystack(catalog, key, sku) for key, sku in catalog.skus.items()}


def _haystack(catalog: Catalog, key: str, sku: Sku) -> str:
    """Return all by which a SKU is found, in lower case."""
    product = catalog.products[sku.product]
    parts = (sku.title, product.title, product.family, sku.sku, sku.part_number, key, sku.edition, sku.metric)
    return " ".join(part for part in parts if part).casefold()


def _holding(catalog: Catalog, texts: dict[str, str], words: list[str]) -> list[str]:
    wanted = [(word, *catalog.search_words.get(word, ())) for word in words]
    return [key for key, held in texts.items() if all(any(one in held for one in ways) for ways in wanted)]


def _corrected(catalog: Catalog, words: list[str], texts: dict[str, str]) -> list[str]:
    known = sorted({part for held in texts.values() for part in held.split()} | set(catalog.search_words))
    return [_nearest(catalog, word, known, texts) for word in words]


def _nearest(catalog: Catalog, word: str, known: list[str], texts: dict[str, str]) -> str:
    # Another number is another version, never a misspelling.
    # Only hints need it, and every start would pay for it.
    from difflib import get_close_matches

    if (
        len(word) < SHORTEST
        or any(sign.isdigit() for sign in word)
        or word in catalog.search_words
        or any(word in held for held in texts.values())
    ):
        return word
    return next(iter(get_close_matches(word, known, 1, ALIKE_WORD)), word)


def _titles(catalog: Catalog, words: list[str]) -> list[str]:
    """Return the titles that hold most of the words and are most like them, none that holds figures alone."""
    # Only hints need it, and every start would pay for it.
    from difflib import SequenceMatcher

    text = " ".join(words)
    titles = {sku.title.casefold(): sku.title for sku in catalog.skus.values()}
    letters = [(word, *catalog.search_words.get(word, ())) for word in words if not word.isdecimal() and len(word) > 1]
    held = {title: sum(any(one in title for one in ways) for ways in letters) for title in titles}
    near = [title for title in titles if held[title]]
    near.sort(key=lambda title: (-held[title], -SequenceMatcher(None, title, text).ratio()))
    return [titles[title] for title in near[:MOST_SUGGESTED]]
