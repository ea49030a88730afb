"""Which column is which, by name and never by place."""

from collections.abc import Sequence

from licensectl.errors import Failure
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
OPTIONAL = {"title": "SkuTitle", "product_title": "ProductTitle", "segment": "Segment"}
# Other files of the same desk, by a header that only they have.
OTHERS = {
    "offerid": "a legacy licence-based price list",
    "durableofferid": "a legacy offer matrix",
    "invoicenumber": "an invoice reconciliation file",
    "provisioningid": "an offer matrix",
    "meterid": "an Azure price list",
}


def places(header: Sequence[str], name: str) -> dict[str, int]:
    """Our field → column number; Failure when the file is of another kind or lacks a column."""
    there = {plain(cell): number for number, cell in enumerate(header)}
    missing = [column for column in REQUIRED.values() if plain(column) not in there]
    if missing:
        other = next((kind for mark, kind in OTHERS.items() if mark in there), None)
        if other:
            raise Failure(faults.KIND.at(f"{name}:1", found=other))
        raise Failure(faults.COLUMNS.at(f"{name}:1", missing=", ".join(missing)))
    wanted = REQUIRED | {field: column for field, column in OPTIONAL.items() if plain(column) in there}
    return {field: there[plain(column)] for field, column in wanted.items()}


def plain(header: str) -> str:
    """A header as it compares: `ERP Price`, `ERP\\nPrice` and `erpprice` are one."""
    return "".join(header.replace("\ufeff", "").split()).casefold()
