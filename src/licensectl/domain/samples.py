"""Products to begin a request with."""

from licensectl.domain.catalog import Catalog, Segment, Sku
from licensectl.domain.equivalent import sold_to

MOST = 2


def samples(catalog: Catalog, program: str, segment: Segment | None) -> list[Sku]:
    """The first licences under `program` that nothing has succeeded, each of another family; those of the segment first."""
    found: dict[str, Sku] = {}
    for wanted in (segment, None):
        for sku in catalog.skus.values():
            named = sku.part_number or ":" in (sku.sku or "")
            if sku.program == program and sku.kind != "esu" and named and sold_to(sku, wanted):
                family = catalog.products[sku.product].family
                if family not in found or (found[family].successor and not sku.successor):
                    found[family] = sku
    return list(found.values())[:MOST]
