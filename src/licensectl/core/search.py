"""Find texts by words in any order, by short forms and with small typos."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
# A word → what texts may have instead of it.
Ways = Mapping[str, Sequence[str]]
# Shorter words are no typos of one another, and figures never are.
LEAST_LETTERS, LIKENESS, MOST_LIKE = 4, 0.8, 5


class _Text(NamedTuple):
    """A text as it compares: its words between blanks, and the words once each."""

    spaced: str
    words: frozenset[str]


def found(words: str, texts: Sequence[str], ways: Ways | None = None, typos: bool = True) -> list[int]:
    """Return the places of the texts that hold every word, those that hold each as a whole word first.

    Case and accents do not matter. A word of letters is held by a text with a word that begins with it or, from four letters on, contains
    it; a figure only by the same figure. `ways` has other words that mean the same. With `typos`, where no text holds all words, a word
    also means the words of the texts that are much like it.
    """
    asked, ways, plain = WORD.findall(_plain(words)), ways or {}, [_plain(text) for text in texts]
    if not asked:
        return []
    meant = [(word, *ways.get(word, ())) for word in asked]
    held = _holding(meant, plain)
    if not held and typos:
        vocabulary = frozenset(word for text in plain for word in WORD.findall(text))
        held = _holding([(*spellings, *_near(spellings[0], vocabulary)) for spellings in meant], plain)
    return sorted(held, key=lambda place: (not held[place].words.issuperset(asked), place))


def _holding(ways: Sequence[Sequence[str]], texts: Sequence[str]) -> dict[int, _Text]:
    """Return the texts that hold one of the spellings of each word, by place."""
    found = {}
    # Few texts have the letters of all words: only those are taken apart.
    first = [[spelling.partition(" ")[0] for spelling in spellings] for spellings in ways]
    for place, text in enumerate(texts):
        for letters in first:
            if not any(one in text for one in letters):
                break
        else:
            apart = _text(text)
            if all(any(_holds(apart, one) for one in spellings) for spellings in ways):
                found[place] = apart
    return found


def _holds(text: _Text, word: str) -> bool:
    if word in text.words:
        return True
    if word.isdecimal():
        return False
    return (word if len(word) >= LEAST_LETTERS else f" {word}") in text.spaced


def _near(word: str, vocabulary: Iterable[str]) -> list[str]:
    if len(word) < LEAST_LETTERS or not word.isalpha():
        return []
    # Most searches have no typo.
    from difflib import get_close_matches

    return get_close_matches(word, [one for one in vocabulary if one.isalpha() and abs(len(one) - len(word)) <= 2], MOST_LIKE, LIKENESS)


def _text(plain: str) -> _Text:
    words = WORD.findall(plain)
    return _Text(f" {' '.join(words)} ", frozenset(words))


def _plain(text: str) -> str:
    folded = text.casefold()
    if folded.isascii():
        return folded
    return "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))
