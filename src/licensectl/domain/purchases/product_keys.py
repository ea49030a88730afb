"""Find product keys in texts, in time proportional to their length.

A product key opens a product to whoever has it: five groups of five letters and digits. It is never kept and never shown.
"""

import re
from array import array
from collections.abc import Iterator
from functools import cache
from itertools import islice

# What may stand between two groups: a hyphen of any kind (Word and Outlook write others than ASCII's), a blank, a sign, or an escape of
# JSON.
HYPHENS = "\\-\u00ad\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
APART = rf"(?:[{HYPHENS}\s_.,:;/|+*~=()\[\]<>#&\u200b-\u200d\u2060\ufeff]|\\[nrtNRT]){{1,5}}"
ESCAPES = tuple(b"\\%c" % letter for letter in b"nrtNRT")
DIGITS, LETTERS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ANY = DIGITS + LETTERS
# The letters and digits of keys: no vowel, nothing that looks like another. English words of five letters have a vowel.
SIGNS = "BCDFGHJKMNPQRTVWXY2346789"
# Five groups of five signs.
GROUP, KEY_LENGTH = 5, 25
# Letters and digits of full width, as East Asian keyboards write them, and the sign of kelvin stand for those of ASCII.
WIDE = {0xFF01 + place: 0x21 + place for place in range(94)} | {0x212A: ord("K")}
# Separates chains of groups; no text between two groups has it.
GAP = b"\0" * GROUP
NO_SIGNS = bytes(set(range(1, 256)) - {*(ANY + ANY.lower()).encode()})
GROUPS = re.compile(rf"(?:\\[nrtNRT]|[^0-9A-Za-z])*([0-9A-Za-z]{{{GROUP}}})")
# Characters and chains that are looked at together, so that their masks take little memory.
BLOCK, BATCH = 1 << 20, 1000

Span = tuple[int, int]


def has_key(text: str) -> bool:
    """Return True if a product key is in the text, in any spelling."""
    return next(_spans(text), None) is not None


def without_keys(text: str) -> str:
    """Return the text with every product key in it replaced by "(…)"."""
    parts, at = [], 0
    for start, end in find_keys(text):
        parts += [text[at:start], "(…)"]
        at = end
    return "".join((*parts, text[at:]))


def find_keys(text: str) -> list[Span]:
    """Return the spans of product keys in the text, first to last; ids, digests and numbers are not keys."""
    found: list[Span] = []
    for start, end in sorted(_spans(text)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _spans(text: str) -> Iterator[Span]:
    """Yield spans that keys cover; they may overlap, and one may hold several keys."""
    if len(text) < KEY_LENGTH:
        return
    plain = text if text.isascii() else text.translate(WIDE)
    whole, hyphens, mixed = _chains()
    regions = ((match.start() - GROUP, match.end()) for match in whole.finditer(plain))
    while batch := list(islice(regions, BATCH)):
        # Between hyphens any letters and digits are a key, as long as nothing stands before or behind.
        for chain in hyphens:
            yield from _chains_in(plain, chain, batch)
        # Between other signs letters and digits are mixed as they are in no words.
        for chain, signs in mixed:
            yield from _mixed_in(plain, _chains_in(plain, chain, batch), signs)
    yield from _in_runs(plain)


@cache
def _chains() -> tuple[re.Pattern[str], list[re.Pattern[str]], list[tuple[re.Pattern[str], str]]]:
    """Return patterns of five and more groups behind the first one; short commands need none.

    The first finds all that the others find in parts of it. A group of any letters and digits has nothing before or behind it, one of
    the signs of keys may have.
    """

    def chain(apart: str, signs: str, begin: str = "", end: str = "") -> re.Pattern[str]:
        group = f"[{signs}{signs.lower()}]{{{GROUP}}}"
        return re.compile(f"(?<={begin}{group})(?:{apart}{group}{end}){{4,}}+")

    alone = ("(?<![0-9A-Za-z])", "(?![0-9A-Za-z])")
    hyphens, mixed = ([chain(apart, ANY, *alone), chain(apart, SIGNS)] for apart in (f"[{HYPHENS}]", APART))
    return chain(APART, ANY), hyphens, list(zip(mixed, (ANY, SIGNS), strict=True))


def _chains_in(text: str, chain: re.Pattern[str], regions: list[Span]) -> list[Span]:
    """Return the chains of groups in parts of the text; a pattern sees what lies before a part, and the character behind it."""
    found = (chain.finditer(text, start, end + 1) for start, end in regions)
    return [(match.start() - GROUP, match.end()) for matches in found for match in matches]


def _mixed_in(text: str, chains: list[Span], signs: str) -> Iterator[Span]:
    """Yield where chains of groups have keys."""
    joined = GAP.join(text[start:end].encode("ascii", "replace") for start, end in chains)
    for escape in ESCAPES:
        joined = joined.replace(escape, b"")
    begins = _begins(joined.translate(None, NO_SIGNS), signs)[::GROUP]
    if "1" not in begins:
        return
    number = 0
    for start, end in chains:
        groups = array("q", (match.start(1) for match in GROUPS.finditer(text, start, end)))
        keys = begins[number : number + len(groups)]
        if signs == ANY and "\\" in text[start:end]:
            # An escape ends in a letter, and nothing may stand before the first group.
            keys = "".join("0" if at and text[at - 1] in "nrtNRT" else key for at, key in zip(groups, keys, strict=False))
        yield from ((groups[run.start()], groups[run.end() + 3] + GROUP) for run in re.finditer("1+", keys))
        number += len(groups) + 1


def _in_runs(text: str) -> Iterator[Span]:
    """Yield where keys follow each other or overlap, without anything between their groups."""
    for start in range(0, len(text), BLOCK):
        block = text[start : start + BLOCK + KEY_LENGTH - 1].encode("ascii", "replace")
        for match in re.finditer("1+", _begins(block, SIGNS)):
            yield start + match.start(), start + match.end() - 1 + KEY_LENGTH


def _begins(text: bytes, signs: str) -> str:
    """Return a 1 for each place where 25 letters and digits begin that are a key, and a 0 for others up to the last 1.

    They are of one case: ids of Partner Center mix both. Two of the five groups have digits, two have letters, and not all are
    hexadecimal. A text of millions of characters has as many such places: integers with a bit for each character decide on all at once.
    """
    upper, lower = (_all(_mask(text, one_case)) for one_case in (signs, signs.lower()))
    if not (upper or lower):
        return ""
    _, digits = _groups_with(_mask(text, DIGITS))
    _, letters = _groups_with(_mask(text, LETTERS + LETTERS.lower()))
    beyond, _ = _groups_with(_mask(text, LETTERS[6:] + LETTERS[6:].lower()))
    return f"{(upper | lower) & digits & letters & beyond:b}"[::-1]


def _mask(text: bytes, signs: str) -> int:
    """Return an integer in which bit n is 1 if character n is one of these."""
    return int(text[::-1].translate(_table(signs)) or b"0", 2)


@cache
def _table(signs: str) -> bytes:
    return bytes(b"01"[chr(code) in signs] for code in range(256))


def _all(mask: int) -> int:
    """Return the places where 25 ones begin."""
    for more in (1, 2, 4, 8, 9):
        mask &= mask >> more
    return mask


def _groups_with(mask: int) -> tuple[int, int]:
    """Return the places where five groups begin of which one holds a one, and of which two do."""
    group = mask | mask >> 1
    group |= group >> 2 | mask >> 4
    one = two = 0
    for place in range(0, KEY_LENGTH, GROUP):
        two |= one & group >> place
        one |= group >> place
    return one, two
