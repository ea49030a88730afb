"""Which column is which, by name and never by place."""

from collections import Counter
from collections.abc import Sequence

from licensectl.errors import Failure, Fault, Problem
from licensectl.faults import sheets as faults

# Our field → the header in the sheet, compared without case, blanks and no-break spaces.
REQUIRED = {
    "product_id": "ProductId",
    "sku_id": "SkuId",
    "term": "TermDuration",
    "billing_plan": "BillingPlan",
    "market": "Market",
    "currency": "Currency",
    "unit_price": "UnitPrice",
    "effective_start": "EffectiveStartDate",
    "effective_end": "EffectiveEndDate",
    "erp": "ERP Price",
}
OPTIONAL = {"title": "SkuTitle", "product_title": "ProductTitle", "segment": "Segment", "tags": "Tags"}
# Other files of the same desk, by headers that only they have; the first that fits is it.
OTHERS: tuple[tuple[set[str], Fault], ...] = (
    ({"invoicenumber"}, faults.KIND_RECON),
    ({"chargetype", "subtotal"}, faults.KIND_RECON),
    ({"durableofferid"}, faults.KIND_MATRIX),
    ({"provisioningid"}, faults.KIND_MATRIX),
    ({"a/c/d/u", "mpn"}, faults.KIND_CLOUDBLUE),
    ({"a/c/d/u", "offerid"}, faults.KIND_LEGACY),
    ({"offerid"}, faults.KIND_LEGACY),
    ({"meterid"}, faults.KIND_AZURE),
)


def places(header: Sequence[str], name: str) -> dict[str, int]:
    """Our field → column number; Failure when the file is of another kind, or lacks or repeats a column."""
    where = f"{name}:1"
    cells = [plain(cell) for cell in header]
    missing = [column for column in REQUIRED.values() if plain(column) not in cells]
    if missing:
        raise Failure(*_foreign(header, set(cells), where, ", ".join(missing)))
    wanted = {field: plain(column) for field, column in (REQUIRED | OPTIONAL).items() if plain(column) in cells}
    count = Counter(cells)
    if twice := [(REQUIRED | OPTIONAL)[field] for field, column in wanted.items() if count[column] > 1]:
        raise Failure(*(faults.TWICE.at(where, column=column) for column in twice))
    return {field: cells.index(column) for field, column in wanted.items()}


def plain(header: str) -> str:
    """A header as it compares: `ERP Price`, `ERP\\nPrice` and `erpprice` are one."""
    return "".join(header.replace("\ufeff", "").split()).casefold()


def _foreign(header: Sequence[str], cells: set[str], where: str, missing: str) -> list[Problem]:
    for marks, kind in OTHERS:
        if marks <= cells:
            return [kind.at(where)]
    first, lacks = header[0].lstrip("\ufeff \t"), faults.COLUMNS.at(where, missing=missing)
    if first.startswith("<"):
        return [faults.WEB_PAGE.at(where), lacks]
    if any(mark in cell for mark in ";\t" for cell in header):
        return [faults.SEPARATOR.at(where), lacks]
    return [lacks]
