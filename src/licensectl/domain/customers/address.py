"""An address from columns of its parts, as an Italian address is written: `Via Roma 1, 20121 Milano MI`."""

import re
from collections.abc import Mapping

# What lists call the parts of an address beside the street; headers are compared without case and blanks.
PARTS: Mapping[str, tuple[str, ...]] = {
    "number": ("Civico", "N. civico", "N° civico", "Numero civico", "House number"),
    "cap": ("CAP", "C.A.P."),
    "postcode": ("Postcode", "Postal code", "ZIP", "ZIP code", "Postcode/ZIP", "ZIP/Postal code", "Codice postale"),
    "city": ("Città", "Citta", "Citta'", "Comune", "Località", "Localita", "Localita'", "City", "Town"),
    "province": ("Provincia", "Prov.", "Prov", "Sigla provincia", "Province", "State", "State/Province", "State or province", "County"),
}
# The postcode of Italy has five digits; a spreadsheet loses the zeros before it.
CAP_COUNTRY, CAP_LENGTH = "IT", 5
LOST = range(3, CAP_LENGTH)


def whole_address(cells: Mapping[str, str]) -> str:
    """Return the address of a row: street and number, then postcode, city and province; one that is whole is returned as it is.

    A row without a street has no address: a city alone would take the place of a fuller one in the book. `cells` are the texts of a
    row by column, the street as `address`. Without a country column a CAP is taken for an Italian one.
    """
    street, number, city, province = (cells.get(name, "").strip() for name in ("address", "number", "city", "province"))
    code = _cap(cells.get("cap", "").strip(), cells.get("country", CAP_COUNTRY)) or cells.get("postcode", "").strip()
    if not street or _is_whole(street, code, city):
        return cells.get("address", "")
    if number and not _holds(street, number):
        street = f"{street} {number}".strip()
    province = province.strip("() ")
    if _holds(city, province):
        province = ""
    place = [code if not _holds(city, code) else "", city, province.upper() if len(province) == 2 else province]
    return ", ".join(part for part in (street.rstrip(" ,"), " ".join(filter(None, place))) if part)


def _cap(text: str, country: str) -> str:
    return text.zfill(CAP_LENGTH) if country.strip().upper() == CAP_COUNTRY and text.isdigit() and len(text) in LOST else text


def _is_whole(street: str, code: str, city: str) -> bool:
    """Return True if the street has the postcode or, where none is given, the city behind a comma or on a separate line."""
    if code:
        return _holds(street, code)
    return city != "" and re.search(rf"[,\n]\s*(?:\S+ )?{re.escape(city)}\b", street, re.IGNORECASE) is not None


def _holds(text: str, part: str) -> bool:
    """Return True if the text has a part as whole words; a blank part is in every text."""
    return not part or re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text, re.IGNORECASE) is not None
