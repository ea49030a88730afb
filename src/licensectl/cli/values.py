"""Parse values of options as people write them; errors name the option."""

from typing import get_args

from licensectl.core.messages import BAD_OPTION, one_of
from licensectl.core.money import is_currency, parse_amount
from licensectl.core.names import capitals, is_market
from licensectl.core.period import MONTH
from licensectl.core.text import HIDDEN, Bilingual
from licensectl.domain.catalog.model import Segment
from licensectl.domain.purchases.product_keys import without_keys
from licensectl.errors import UsageError
from licensectl.i18n.translate import N_

SEGMENTS: tuple[str, ...] = get_args(Segment)
COUNTRY = N_("the two letters of a country, as IT")
MONEY = N_("the three letters of a currency, as EUR")
REASON = N_("a reason in words")


def percentage(option: str, text: str, least: int, most: int, most_itself: bool = True) -> str:
    """Return `12%` or `12,5` as 12 or 12.5. Raises UsageError on an invalid percentage or one out of range."""
    plain = text.strip().removesuffix("%").rstrip()
    value = parse_amount(plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain)
    if value is None or not (least <= value < most or (most_itself and value == most)):
        included = N_("a percentage from {least} to {most}, as 12.5").filled(least=least, most=most)
        excluded = N_("a percentage from {least} to below {most}, as 12.5").filled(least=least, most=most)
        raise _bad(option, text, included if most_itself else excluded)
    return format(value, "f")


def market(option: str, text: str) -> str:
    """Return the code of a country in capitals. Raises UsageError on anything else, with the code if it is a country's name."""
    code = capitals(text.strip())
    if is_market(code):
        return code
    # Babel is loaded only to suggest a code.
    from licensectl.i18n.places import country_code

    raise _bad(option, text, country_code(text) or COUNTRY)


def currency(option: str, text: str) -> str:
    """Return the code of a currency in capitals. Raises UsageError on anything else, with the code if it is a currency's name."""
    code = capitals(text.strip())
    if is_currency(code):
        return code
    # Babel is loaded only to suggest a code.
    from licensectl.i18n.places import currency_code

    raise _bad(option, text, currency_code(text) or MONEY)


def month(option: str, text: str) -> str:
    """Return a month as `2026-11`. Raises UsageError on anything else."""
    if not MONTH.fullmatch(text.strip()):
        raise _bad(option, text, N_("a month, as 2026-11"))
    return text.strip()


def segment(option: str, text: str) -> str:
    """Return the segment that `text` names in whatever case. Raises UsageError on anything else, with the nearest one."""
    known = {name.casefold(): name for name in SEGMENTS}
    word = text.strip().casefold()
    if word in known:
        return known[word]
    # Only a wrong word needs the nearest one.
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1, 0.7)
    raise _bad(option, text, known[near[0]] if near else one_of(SEGMENTS))


def name(option: str, text: str) -> str:
    """Return a name unchanged. Raises UsageError if it is empty or not valid text."""
    if not text.strip() or text.encode("utf-8", "replace").decode() != text:
        raise _bad(option, text.encode("utf-8", "backslashreplace").decode(), N_("a name"))
    return text


def reason(text: str | None) -> str | None:
    """Return the value of --despite as it is kept; None if it was not given. Raises UsageError if it holds no letter or digit."""
    return None if text is None else kept("despite", text, REASON, 200)


def kept(option: str, text: str, expected: str | Bilingual, most: int) -> str:
    """Return a text as the ledger keeps it: on one line, without product keys and invisible characters, at most `most` characters.

    Raises UsageError if it holds no letter or digit.
    """
    plain = " ".join(HIDDEN.sub("", text).split())
    if not any(map(str.isalnum, plain)):
        raise _bad(option, text, expected)
    return without_keys(name(option, plain))[:most]


def _bad(option: str, text: str, expected: str | Bilingual) -> UsageError:
    return UsageError(BAD_OPTION.at(option=f"--{option}", value=text[:60], expected=expected))
