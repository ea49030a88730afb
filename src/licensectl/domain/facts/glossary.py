"""Terms of the trade, found by their id, their title in either language, or another name."""

import re
from collections.abc import Mapping

from msgspec import Struct

from licensectl.core.text import Text
from licensectl.i18n.translate import translate

BETWEEN = re.compile(r"[\s_/-]+")
BRACKETED = re.compile(r"\s*\([^)]*\)")


class Term(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A term in two sentences; `names`: other words for it; `see`: ids of facts, rules or terms to look at next."""

    title: Text
    text: Text
    sources: list[str]
    names: list[str] = []
    see: list[str] = []


class GlossaryFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/glossary.yaml`."""

    terms: dict[str, Term] = {}


def plain(name: str) -> str:
    """Return a name as it is compared: in lower case, words apart by one space."""
    return BETWEEN.sub(" ", name.casefold()).strip()


def names_of(term_id: str, term: Term) -> list[str]:
    """Return every name of a term: its id, its titles with and without what they have in brackets, and its other names."""
    titles = [translate(term.title, "en"), translate(term.title, "it")]
    return list(dict.fromkeys((term_id, *titles, *(BRACKETED.sub("", title) for title in titles), *term.names)))


def find_term(name: str, terms: Mapping[str, Term]) -> str | None:
    """Return the id of the term of this name; an id comes before another term's name. None if no term has it."""
    wanted = plain(name)
    if wanted in (by_id := {plain(term_id): term_id for term_id in terms}):
        return by_id[wanted]
    return next((term_id for term_id, term in terms.items() if wanted in map(plain, names_of(term_id, term))), None)
