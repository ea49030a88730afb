"""Words for values that are chosen at run time: states, kinds, severities, and labels that a table holds as text."""

from licensectl.i18n.translate import N_, Words, translate

MARKED: tuple[Words, ...] = (
    N_("yes"),
    N_("no"),
)
TERMS = {word.en: word for word in MARKED}


def term(value: str, lang: str) -> str:
    """Return the word for a value in `lang`; what reads the same in every language stays as it is."""
    return translate(TERMS.get(value, value), lang)
