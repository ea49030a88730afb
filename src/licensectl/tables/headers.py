"""Find columns by their names, never by their position."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from licensectl.errors import LicensectlError, Message, Problem
from licensectl.tables import messages
from licensectl.tables.column_map import MICROSOFT, ColumnMap

OPTIONAL = ("title", "product_title", "segment", "tags", "tier_min", "tier_max")
# What another's list may leave out, for something stands in: a list without periods is of the month that it is imported for.
LOOSE = (*OPTIONAL, "billing_plan", "effective_start", "effective_end", "unit_price", "erp")
# What a spelling such as DG7GMGF0GJC2:0003_P1Y:Annual may hold, in the order in which it is read out behind the cells of a row.
TOGETHER = ("product_id", "sku_id", "segment", "term", "billing_plan")
Row = tuple[int, Sequence[str]]
# Other files of the same desk, by headers that only they have; the first that fits is it.
OTHERS: tuple[tuple[set[str], Message], ...] = (
    ({"invoicenumber"}, messages.KIND_RECON),
    ({"partnerinvoicenumber"}, messages.KIND_RECON),
    ({"chargetype", "subtotal"}, messages.KIND_RECON),
    ({"chargetype", "termandbillingcycle"}, messages.KIND_RECON),
    ({"durableofferid"}, messages.KIND_MATRIX),
    ({"provisioningid"}, messages.KIND_MATRIX),
    ({"a/c/d/u", "mpn"}, messages.KIND_CLOUDBLUE),
    ({"mpn", "billingmodel", "pricecurrency"}, messages.KIND_CLOUDBLUE),
    ({"a/c/d/u", "offerid"}, messages.KIND_LEGACY),
    ({"offerid"}, messages.KIND_LEGACY),
    ({"meterid"}, messages.KIND_AZURE),
    ({"order_ref", "product_id", "sku_id"}, messages.KIND_ORDER),
    ({"case", "purchased"}, messages.KIND_RETURNS),
)


class HeaderMatch(NamedTuple):
    """A row as a header: our field → its column, and the headers that are missing or repeated."""

    places: dict[str, int]
    missing: list[str]
    twice: list[str]


def find(cells: Sequence[str], columns: ColumnMap | None) -> HeaderMatch:
    """Match `cells` as the header of a price list: Microsoft's without a map, else by the map.

    If one cell spells the whole SKU (`sku`), its fields without a column are placed after the last column.
    """
    made = columns or ColumnMap()
    spelled = [plain(cell) for cell in cells]
    count = Counter(spelled)
    found = HeaderMatch({}, [], [])
    for field in _wanted(made):
        name = next((name for name in made.names(field) if plain(name) in count), None)
        if name is None:
            if _needed(field, columns):
                found.missing.append(" / ".join(made.names(field)))
            continue
        # A part number is a product of its own, which has no SkuId.
        found.places["product_id" if field == "part_number" else field] = spelled.index(plain(name))
        if count[plain(name)] > 1:
            found.twice.append(name)
    found.missing.extend(name for name in made.only if plain(name) not in count)
    if "sku" in found.places:
        for place, field in enumerate(TOGETHER, len(cells)):
            found.places.setdefault(field, place)
    if columns and not {"unit_price", "erp"} & found.places.keys() and not found.missing:
        found.missing.append("UnitPrice")
    return found


def places(top: Sequence[Row], header: Row, name: str, columns: ColumnMap | None) -> dict[str, int]:
    """Return our field → column number. Raises LicensectlError if the file is of another kind, or lacks or repeats a column.

    `top` are the first rows of the file with their numbers, `header` the one of them that is nearest to a header.
    """
    found = find(header[1], columns)
    where = f"{name}:{header[0]}" if header[0] else name
    if found.missing:
        if columns:
            there = ", ".join(" ".join(cell.split()) for cell in header[1] if cell.strip())
            raise LicensectlError(messages.COLUMNS_MAP.at(where, missing=", ".join(found.missing), there=there[:300] or "—"))
        raise LicensectlError(*_foreign(top, name, messages.COLUMNS.at(where, missing=", ".join(found.missing)), header[1]))
    if found.twice:
        raise LicensectlError(*(messages.TWICE.at(where, column=column) for column in found.twice))
    return found.places


def plain(header: str) -> str:
    """Return a header in the form that is compared: `ERP Price`, `ERP\\nPrice` and `erpprice` are equal."""
    return "".join(unicodedata.normalize("NFKC", header).replace("\ufeff", "").split()).casefold()


def _wanted(made: ColumnMap) -> list[str]:
    ways = {"part_number": ("part_number",), "sku": ("sku",)}
    own = next((fields for way, fields in ways.items() if way in made.columns), ("product_id", "sku_id"))
    return [field for field in (*MICROSOFT, "sku", "part_number") if field in own or field not in ("product_id", "sku_id", *ways)]


def _needed(field: str, columns: ColumnMap | None) -> bool:
    if columns is None:
        return field not in OPTIONAL
    if "sku" in columns.columns and field in TOGETHER:
        return field in columns.columns
    # What the map names must be there, or a header that was written wrong would go unseen.
    return field not in columns.defaults and (field in columns.columns or field not in LOOSE)


def is_other_kind(top: Sequence[Row]) -> bool:
    """Return True if the first rows of a file show that it is not a price list."""
    return _other_kind(top) is not None or _is_web_page(top)


def _other_kind(top: Sequence[Row]) -> tuple[int, Message] | None:
    for number, row in top:
        cells = {plain(cell) for cell in row}
        for marks, kind in OTHERS:
            if marks <= cells:
                return number, kind
    return None


def _is_web_page(top: Sequence[Row]) -> bool:
    return bool(top) and "".join(top[0][1]).lstrip("\ufeff \t").startswith("<")


def _foreign(top: Sequence[Row], name: str, lacks: Problem, header: Sequence[str]) -> list[Problem]:
    if other := _other_kind(top):
        number, kind = other
        return [kind.at(f"{name}:{number}")]
    if _is_web_page(top):
        return [messages.WEB_PAGE.at(f"{name}:{top[0][0]}"), lacks]
    known = {plain(column) for column in (MICROSOFT["product_id"], MICROSOFT["sku_id"])}
    return [lacks._replace(message=messages.DISTRIBUTOR) if known & {plain(cell) for cell in header} else lacks]
