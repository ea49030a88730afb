"""Is this a VAT id of a member state of the EU: form, length and check digits. Whether it is registered, only VIES knows."""

from typing import Literal

Standing = Literal["valid", "wrong", "not_checked"]


def standing(vat_id: str, country: str | None) -> Standing:
    """`valid`, `wrong`, or `not_checked` outside the EU; without a prefix the id is taken as one of `country`."""
    # Inside: the library is only needed where somebody gave an id.
    from stdnum.eu import vat

    written = "".join(vat_id.split()).upper()
    if not written[:2].isalpha():
        written = (country or "").upper() + written
    prefix = {"GR": "EL"}.get(written[:2], written[:2])
    if prefix.lower() not in vat.MEMBER_STATES | {"el"}:
        return "not_checked"
    return "valid" if vat.is_valid(prefix + written[2:]) else "wrong"
