"""Is this a VAT id of a member state of the EU: form, length and check digits. Whether it is registered, only VIES knows."""

import re
from typing import Literal

from licensectl.core.messages import VAT_ID
from licensectl.domain.customers.messages import OFFICE
from licensectl.errors import Message, Problem

Standing = Literal["valid", "wrong", "not_checked"]
# Where tax codes are from, and VAT ids that the library may not know yet.
TAX_CODE_COUNTRY = "IT"
# Letters of surname and first name, year, month and day of birth, place, check letter; a digit may be a letter in its place.
PERSON = r"[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]"


def spelled(vat_id: str, country: str | None) -> str:
    """Return the id in capitals without blanks, with the prefix of `country` where it has none; Greece is EL."""
    written = "".join(vat_id.split()).upper()
    if not written[:2].isalpha():
        written = (country or "").upper() + written
    return "EL" + written[2:] if written.startswith("GR") else written


def country_of(vat_id: str) -> str | None:
    """Return the country of a VAT id by its prefix, as ISO 3166 alpha-2; None if it has no prefix or is a person's tax code."""
    written = spelled(vat_id, None)
    if not written[:2].isalpha() or is_tax_code(written):
        return None
    return {"EL": "GR", "XI": "GB"}.get(written[:2], written[:2])


def is_tax_code(text: str) -> bool:
    """Return True if this is the Italian codice fiscale of a person, with or without the country's prefix."""
    written = "".join(text.split()).upper()
    return any(re.fullmatch(PERSON, code, re.ASCII) is not None for code in (written, written.removeprefix(TAX_CODE_COUNTRY)))


def standing(vat_id: str, country: str | None) -> Standing:
    """Return `valid`, `wrong`, or `not_checked` outside the EU; an id without a prefix is taken as one of `country`."""
    # The library is only needed for an id.
    from stdnum.eu import vat

    written = spelled(vat_id, country)
    if written[:2].lower() not in vat.MEMBER_STATES | {"el"}:
        return "not_checked"
    return "valid" if vat.is_valid(written) else "wrong"


def impossible(vat_id: str, country: str | None) -> bool:
    """Return True if the id cannot exist: form or check digit. An Italian one of an office that the library does not know may well."""
    from stdnum import luhn

    written = spelled(vat_id, country)
    if not written.startswith(TAX_CODE_COUNTRY):
        return standing(written, None) == "wrong"
    digits = written[2:]
    # The first seven digits number the holder: they start from 1.
    return not (len(digits) == 11 and digits.isascii() and digits.isdigit() and int(digits[:7]) and luhn.is_valid(digits))


def doubt(vat_id: str, country: str | None, wrong: Message = VAT_ID) -> Problem | None:
    """Return the warning `wrong` about an id that cannot exist, or another about an Italian one of an unknown office; None otherwise."""
    if standing(vat_id, country) != "wrong":
        return None
    return (wrong._replace(severity="warning") if impossible(vat_id, country) else OFFICE).at(id=vat_id[:40])


def impossible_tax_code(code: str) -> bool:
    """Return True if an Italian codice fiscale cannot exist: 16 characters of a person, or 11 digits of an organisation."""
    from stdnum.it import codicefiscale

    return impossible(code, TAX_CODE_COUNTRY) if code.isdigit() else not codicefiscale.is_valid(code)


def is_iban(text: str) -> bool:
    """Return True if the text is an IBAN: its country's length and the check digits."""
    from stdnum import iban

    return bool(iban.is_valid(text, check_country=False))
