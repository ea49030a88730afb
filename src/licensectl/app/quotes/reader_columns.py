"""The headers under which a table of lines may have its columns."""

from difflib import get_close_matches
from typing import Any

from licensectl.domain.customers.model import Customer
from licensectl.domain.quotes.model import NAMES, OtherLine, RequestLine

NOT_COLUMNS = ("where", "places", "special_price")
LINE = tuple(name for name in RequestLine.__struct_fields__ if name not in NOT_COLUMNS)
OTHER = tuple(name for name in OtherLine.__struct_fields__ if name not in NOT_COLUMNS)
# Keys of the whole request that a column may have; margin, markup and discount in a row are those of the line.
WHOLE = ("number", "date", "valid_days", "program", "market", "currency", "segment", "po_number", "po_date", "shipping")
# Columns of an exported quote with a value of the whole quote → the key of the request.
OF_QUOTE = {"quote_discount": "discount_amount", "quote_shipping": "shipping"}
REGIME = "tax_regime"
CUSTOMER = {"customer": "name"} | {f"customer_{name}": name for name in Customer.__struct_fields__ if name not in ("name", "mca")}
COLUMNS = tuple(dict.fromkeys((*LINE, *OTHER, *WHOLE, *OF_QUOTE, REGIME, *CUSTOMER)))
PRODUCT = (*NAMES, "title")
# Headers that people and our own workbooks write, as `squeezed` spells them. A plain "price" is what the customer pays.
OTHERS: dict[str, tuple[str, ...]] = {
    "sku": ("codice", "codicesku", "codicearticolo", "articolo", "code", "itemcode", "productcode"),
    "part_number": ("codiceprodotto", "codiceproduttore", "partno", "mpn"),
    "search": ("ricerca",),
    "title": ("descrizione", "description"),
    "vendor": ("produttore", "marca", "manufacturer"),
    "quantity": ("quantità", "quantita", "q.tà", "q.ta", "qtà", "qta", "qty", "pezzi", "pieces"),
    "sell_price": ("prezzo", "prezzodivendita", "price", "sellingprice"),
    "unit_price": ("prezzod'acquisto", "prezzodiacquisto", "prezzoacquisto", "costo", "costounitario", "cost", "costprice"),
    "margin": ("margine", "margine%", "margin%"),
    "markup": ("ricarico", "ricarico%", "markup%"),
    "discount": ("sconto", "sconto%", "discount%"),
    "discount_amount": ("importosconto", "importodellosconto"),
    "tax_regime": ("regimeiva",),
    "quote_discount": ("scontosull'offerta",),
    "quote_shipping": ("spedizionedell'offerta",),
    "vat_rate": ("iva", "iva%", "aliquota", "aliquotaiva", "vat", "vat%"),
    "note": ("nota",),
    "term": ("durata", "termduration"),
    "billing_plan": ("plan", "piano", "pianodifatturazione", "billingcycle"),
    "date": ("data", "dataofferta", "datadell'offerta", "quotedate"),
    "program": ("programma",),
    "market": ("mercato",),
    "currency": ("valuta",),
    "segment": ("segmento",),
    "customer": ("cliente", "customername", "nomecliente", "ragionesociale"),
}
# Headers that resemble another column than the one that is meant.
MEANT = {"name": "customer", "nome": "customer"}
# Columns of an exported quote that are not part of its request: they are ignored when it is read again.
MADE = (
    "position", "#", "erp", "linetotal", "total", "totale", "totaleriga", "pricesource", "pricefrom", "prezzoda", "pricewhere", "source",
    "fonte", "billing", "fatturazione", "status", "stato", "quotenet", "quotevat", "quotegross", "quotepayable",
)  # fmt: skip

PRICED = ("unit_price", "sell_price", "margin", "markup", "discount", "discount_amount")
# Headers of prices in a table to which `quote price` adds columns of the other names.
BESIDE_ADDED = {"sell_price": "price", "unit_price": "cost"}


def squeezed(header: str) -> str:
    """Return a header in the form that is compared: `Sell price`, `sell_price` and `SELL-PRICE` are one."""
    return "".join(header.replace("\ufeff", "").replace("’", "'").replace("_", " ").replace("-", " ").split()).casefold()


KNOWN = {squeezed(column): column for column in COLUMNS} | {header: column for column, headers in OTHERS.items() for header in headers}


def column_of(header: str) -> str:
    """Return the column that a header means, "" for an unknown column and one that is left out."""
    return KNOWN.get(squeezed(header), "")


def is_made(header: str) -> bool:
    """Return True if a column of an exported quote is not part of its request."""
    return squeezed(header) in MADE


def meant_price(header: str) -> str:
    """Return the header that a column of prices, margins or discounts is meant to have; "" for a known one and any other column."""
    begun = [known for known, column in KNOWN.items() if column in PRICED and squeezed(header).startswith(known)]
    if not begun or column_of(header) or is_made(header):
        return ""
    column = KNOWN[max(begun, key=len)]
    return BESIDE_ADDED.get(column, column)


def holds_lines(header: Any) -> bool:
    """Return True if these headers are those of a table of lines: a product and a quantity."""
    columns = {column_of(cell) for cell in header}
    return "quantity" in columns and not columns.isdisjoint(PRODUCT)


def near(header: str) -> str | None:
    """Return the column that a header resembles most, as a hint; None where it resembles none."""
    if meant := MEANT.get(squeezed(header)):
        return meant
    found = get_close_matches(squeezed(header), KNOWN, 1, 0.6)
    return KNOWN[found[0]] if found else None
