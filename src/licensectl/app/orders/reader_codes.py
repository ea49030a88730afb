"""Read the codes of products from a distributor's price list."""

from collections.abc import Sequence

from licensectl.core.sku_id import SkuKey, pad, parse_sku
from licensectl.domain.orders.codes import ProductCode
from licensectl.tables.column_map import MICROSOFT, ColumnMap
from licensectl.tables.headers import plain
from licensectl.tables.numbers import AROUND
from licensectl.tables.table import TableReader

CODES = ("distributor_sku", "availability_id")
NAMES = ("product_id", "sku_id", "sku", "part_number")


def holds_codes(columns: ColumnMap) -> bool:
    """Return True if a map says in which column a list has codes."""
    return any(field in columns.columns for field in CODES)


def read_codes(content: bytes, name: str, columns: ColumnMap) -> list[ProductCode]:
    """Return the codes of every product of a price list whose map names a column for them; rows without a code are left out."""
    table = TableReader(content, name, lambda header: sum(place is None for place in _places(header, columns).values()), columns)
    places = {field: place for field, place in _places(table.header, columns).items() if place is not None}
    found = []
    for _, cells in table:
        said = {field: cells[place].strip(AROUND) for field, place in places.items() if place < len(cells)}
        code = {field: said.get(field) or None for field in CODES}
        sku = _sku(said)
        if any(code.values()) and (sku or said.get("part_number")):
            part = None if sku else said["part_number"]
            found.append(ProductCode(sku, part, code["distributor_sku"], code["availability_id"]))
    return found


def _sku(said: dict[str, str]) -> str | None:
    if said.get("sku"):
        found = parse_sku(said["sku"])
        return str(found) if found and found.sku_id else None
    product, sku = said.get("product_id", ""), said.get("sku_id", "")
    return str(SkuKey(product.upper(), pad(sku))) if product and sku else None


def _places(header: Sequence[str], columns: ColumnMap) -> dict[str, int | None]:
    """Our field → its column, None for one that the map names and the header lacks."""
    spelled = [plain(cell) for cell in header]
    found: dict[str, int | None] = {}
    for field in (*NAMES, *CODES):
        said = columns.columns.get(field) or MICROSOFT.get(field) or []
        names = [plain(one) for one in ([said] if isinstance(said, str) else said)]
        place = next((spelled.index(one) for one in names if one in spelled), None)
        if place is not None or field in columns.columns:
            found[field] = place
    return found
