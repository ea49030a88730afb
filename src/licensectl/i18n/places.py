"""Names of countries and currencies, as people write them, and their codes."""

from difflib import get_close_matches

from babel import Locale

LANGUAGES = ("en", "it")


def country_code(name: str) -> str | None:
    """Return the two-letter code of a country by its English or Italian name ("Italia"), also misspelt; None for any other text."""
    return _code(name, "territories", 2)


def currency_code(name: str) -> str | None:
    """Return the three-letter code of a currency by its English or Italian name ("euro") or sign; None for any other text."""
    return _code(name, "currencies", 3) or _by_sign(name)


def _code(name: str, what: str, length: int) -> str | None:
    known: dict[str, str] = {}
    for language in LANGUAGES:
        listed = getattr(Locale(language), what)
        known |= {listed[code].casefold(): code for code in listed if len(code) == length and code.isalpha() and code.isupper()}
    near = get_close_matches(name.strip().casefold(), known, 1, 0.8)
    return known[near[0]] if near else None


def _by_sign(sign: str) -> str | None:
    for language in LANGUAGES:
        for code, symbol in Locale(language).currency_symbols.items():
            if symbol == sign.strip():
                return str(code)
    return None
