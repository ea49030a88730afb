"""Is this a VAT id of a member state of the EU: form, length and check digits. Whether it is registered, only VIES knows."""

from typing import Literal

Standing = Literal["valid", "wrong", "not_checked"]


def spelled(vat_id: str, country: str | None) -> str:
    """The id in capitals without blanks, with the prefix of `country` where it has none; Greece is EL."""
    written = "".join(vat_id.split()).upper()
    if not written[:2].isalpha():
        written = (country or "").upper() + written
    return "EL" + written[2:] if written.startswith("GR") else written


def standing(vat_id: str, country: str | None) -> Standing:
    """`valid`, `wrong`, or `not_checked` outside the EU; without a prefix the id is taken as one of `country`."""
    # Inside: the library is only needed where somebody gave an id.
    from stdnum.eu import vat

    written = spelled(vat_id, country)
    if written[:2].lower() not in vat.MEMBER_STATES | {"el"}:
        return "not_checked"
    return "valid" if vat.is_valid(written) else "wrong"


def impossible(vat_id: str, country: str | None) -> bool:
    """Whether the id cannot exist: form or check digit. An Italian one of an office that the library does not know may well."""
    from stdnum import luhn

    written = spelled(vat_id, country)
    if not written.startswith("IT"):
        return standing(written, None) == "wrong"
    return not (len(written) == 13 and written[2:].isascii() and written[2:].isdigit() and luhn.is_valid(written[2:]))


def impossible_tax_code(code: str) -> bool:
    """Whether an Italian codice fiscale cannot exist: 16 characters of a person, or 11 digits of an organisation."""
    from stdnum.it import codicefiscale

    return impossible(code, "IT") if code.isdigit() else not codicefiscale.is_valid(code)


def is_iban(text: str) -> bool:
    """Whether the text is an IBAN: its country's length and the check digits."""
    from stdnum import iban

    return bool(iban.is_valid(text, check_country=False))
