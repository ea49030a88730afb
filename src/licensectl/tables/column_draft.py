"""A column map drafted from the header and the first rows of a price list: what each column seems to hold, for a person to check."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from operator import eq
from typing import NamedTuple

from licensectl.core.sku_id import parse_spelled
from licensectl.tables.headers import plain
from licensectl.tables.numbers import AROUND, CURRENCIES, parse_figure

# Headers as `plain` spells them, in English, Italian and German; a header that begins or ends with one of more than four letters fits.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "product_id": ("productid", "idprodotto", "produktid"),
    "sku_id": ("skuid", "idsku"),
    "sku": ("sku", "mpn", "articolo", "codice", "codicearticolo", "codicesku", "offerid", "itemcode", "artikel", "artikelnummer"),
    "part_number": (
        "partnumber", "vendorpartnumber", "manufacturerpartnumber", "mfrpart#", "codiceproduttore", "codiceprodotto", "herstellernummer",
    ),
    "unit_price": (
        "unitprice", "customerprice", "dealerprice", "resellerprice", "partnerprice", "netprice", "costprice", "buyprice", "cost", "costo",
        "prezzorivenditore", "prezzonetto", "prezzod'acquisto", "prezzodiacquisto", "prezzoacquisto", "einkaufspreis", "händlerpreis", "ek",
    ),
    "erp": (
        "erp", "erpprice", "msrp", "rrp", "srp", "listprice", "retailprice", "suggestedprice", "endcustomerprice", "prezzoalpubblico",
        "prezzoconsigliato", "prezzodilistino", "prezzolistino", "listino", "uvp", "listenpreis",
    ),
    "title": ("skutitle", "title", "description", "descrizione", "materiallongdescription", "itemname", "nome", "bezeichnung"),
    "product_title": ("producttitle", "product", "prodotto", "productname", "produkt"),
    "segment": ("segment", "segmento", "settore", "customertype", "tipocliente"),
    "term": ("termduration", "term", "durata", "licenza", "tipolicenza", "commitment", "laufzeit"),
    "billing_plan": ("billingplan", "billingcycle", "billingfrequency", "fatturazione", "abrechnung"),
    "market": ("market", "mercato", "country", "paese", "region", "regions", "land"),
    "currency": ("currency", "valuta", "divisa", "währung"),
    "tier_min": ("pricingtierrangemin", "minqty", "quantitàminima", "daquantità"),
    "tier_max": ("pricingtierrangemax", "maxqty", "quantitàmassima", "aquantità"),
    "effective_start": (
        "effectivestartdate", "effectivedate", "validfrom", "valid-fromdate", "startdate", "validodal", "decorrenza", "gültigab",
    ),
    "effective_end": ("effectiveenddate", "validto", "valid-todate", "enddate", "validoal", "validofinoal", "scadenza", "gültigbis"),
    "tags": ("tags",),
}  # fmt: skip
WHOLE_WORD = 4
# Words of lists, and what they are in Microsoft's.
WORDS: Mapping[str, Mapping[str, str]] = {
    "segment": {
        "aziende": "Commercial", "business": "Commercial", "commerciale": "Commercial", "corporate": "Commercial", "com": "Commercial",
        "scuole": "Education", "istruzione": "Education", "academic": "Education", "edu": "Education", "no profit": "Charity",
        "nonprofit": "Charity", "non profit": "Charity", "onlus": "Charity", "pubblica amministrazione": "Government", "gov": "Government",
    },
    "term": {
        "perpetua": "OneTime", "perpetuo": "OneTime", "perpetual": "OneTime", "one-time": "OneTime", "one time": "OneTime",
        "una tantum": "OneTime", "annuale": "P1Y", "annual": "P1Y", "1 year": "P1Y", "1 anno": "P1Y", "mensile": "P1M", "monthly": "P1M",
        "1 month": "P1M", "triennale": "P3Y", "3 year": "P3Y", "3 years": "P3Y", "3 anni": "P3Y",
    },
}  # fmt: skip
KNOWN_WORDS = {"segment": ("commercial", "education", "charity", "government"), "term": ("onetime", "p1m", "p1y", "p3y")}
PRODUCT_ID = re.compile(r"[0-9A-Z]{12}", re.ASCII)
PART_NUMBER = re.compile(r"(?=.*\d)[0-9A-Z]{3,6}-[0-9A-Z]{3,8}", re.ASCII)
# Of so many cells one must be an id of a kind: lists of distributors have parts of all makers.
MOST_OTHERS = 3
IDS = ("product_id", "sku_id", "sku", "part_number")


class Draft(NamedTuple):
    """The parts of a column map that the list itself shows. `places`: field → column. `unused`: columns without a field.

    `currency` is the one written beside the amounts, or "". `words`: field → words of the list that Microsoft does not use, each with
    its likely meaning, or "".
    """

    places: dict[str, int]
    unused: list[int]
    currency: str
    words: dict[str, dict[str, str]]

    @property
    def lacking(self) -> list[str]:
        """The fields that a list needs and that have no column here."""
        needed = [field for field in ("term", "market", "currency") if field not in self.places]
        ids = {"sku", "part_number"} & self.places.keys() or {"product_id", "sku_id"} <= self.places.keys()
        prices = {"unit_price", "erp"} & self.places.keys()
        return [
            *([] if ids else ["sku"]),
            *([] if prices else ["unit_price"]),
            *(field for field in needed if field != "currency" or not self.currency),
        ]


def guessed(header: Sequence[str], known: Collection[str] = ()) -> dict[str, int]:
    """Return the fields that the headers of a list seem to name, each with its column; without those that are known."""
    spelled = [plain(cell) for cell in header]
    found: dict[str, int] = {}
    for fits in (eq, _like):
        for field, names in HEADERS.items():
            free = [place for place, cell in enumerate(spelled) if cell and place not in found.values()]
            place = next((place for name in names for place in free if fits(spelled[place], name)), None)
            if field not in (*found, *known) and place is not None:
                found[field] = place
    return found


def draft(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Draft:
    """Return the draft of a list with this header, [] for none, and these first rows."""
    wide = len(header) or max(map(len, rows), default=0)
    columns = [[row[place].strip(AROUND) for row in rows if place < len(row) and row[place].strip(AROUND)] for place in range(wide)]
    found = _with_ids(guessed(header), {field: place for place, cells in enumerate(columns) if (field := _id_of(cells))})
    # A header that names an id by one of its words (`Descrizione articolo`) may name something else if another column holds the ids.
    left = [cell if place not in found.values() else "" for place, cell in enumerate(header)]
    found |= guessed(left, (*found, *IDS))
    amounts = [cell for field in ("unit_price", "erp") if field in found for cell in columns[found[field]]]
    beside = {amount.currency for cell in amounts if (amount := parse_figure(cell)) and amount.currency in (*CURRENCIES.values(),)}
    words = {field: dict(_words(field, columns[found[field]])) for field in WORDS if field in found}
    unused = [place for place in range(wide) if place not in found.values()]
    return Draft(dict(sorted(found.items(), key=lambda one: one[1])), unused, beside.pop() if len(beside) == 1 else "", words)


def _with_ids(found: dict[str, int], by_cells: Mapping[str, int]) -> dict[str, int]:
    """Return the columns that headers name, with ids judged by their cells: `SKU` heads ids of all kinds."""
    if {"product_id", "sku_id"} <= found.keys():
        return {field: place for field, place in found.items() if field not in ("sku", "part_number")}
    way = next((field for field in ("sku", "product_id", "part_number") if field in by_cells), "")
    if not way:
        return found
    kept = ("sku_id",) if way == "product_id" else ()
    others = {field: place for field, place in found.items() if (field not in IDS or field in kept) and place != by_cells[way]}
    return others | {way: by_cells[way]}


def _like(cell: str, name: str) -> bool:
    return len(name) > WHOLE_WORD and (cell.startswith(name) or cell.endswith(name))


def _id_of(cells: Sequence[str]) -> str:
    """Return the kind of id that most of the cells are, "" for none."""
    ways: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("sku", lambda cell: (spelled := parse_spelled(cell)) and spelled.sku_id),
        ("product_id", PRODUCT_ID.fullmatch),
        ("part_number", PART_NUMBER.fullmatch),
    )
    return next((field for field, fits in ways if sum(map(bool, map(fits, cells))) * MOST_OTHERS > len(cells)), "")


def _words(field: str, cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    for cell in dict.fromkeys(cells):
        if cell.casefold() not in KNOWN_WORDS[field]:
            yield cell, WORDS[field].get(cell.casefold(), "")
