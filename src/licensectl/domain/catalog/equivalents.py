"""The SKU under which one program sells what another sells: the same edition, metric and pack of the same product."""

from datetime import date
from typing import Any

from licensectl.domain.catalog import messages
from licensectl.domain.catalog.model import Catalog, Segment, Sku
from licensectl.errors import LicensectlError, Problem


def equivalent(sku: Sku, program: str, segment: Segment | None, catalog: Catalog, day: date) -> Sku:
    """Return the SKU that is `sku` under `program` on `day`, that of `segment` (None: any) if there are several.

    If the program lists no SKU of the product, but a price under it was published for a SKU of another program, the result is that
    SKU. SKUs that have left the public lists do not count. The only SKU may be for another segment: `sold_to` or a price sheet tells
    whether it is sold to this one. Raises LicensectlError, with the reason, if no SKU or several fit.
    """
    if sku.program == program:
        return sku
    skus = [catalog.skus[key] for key in catalog.products[sku.product].skus]
    same = [other for other in skus if _kind_of(other) == _kind_of(sku) and not catalog.left_lists(other, day)]
    own = [other for other in same if other.program == program]
    priced = [other for other in same if any(price.program == program for price in other.prices)]
    fitting = _fitting(own, segment) or _fitting(priced, segment)
    if len(fitting) > 1:
        raise LicensectlError(messages.SEVERAL.at(program=program, title=sku.title, names=", ".join(name_of(other) for other in fitting)))
    if not fitting:
        raise LicensectlError(_missing(sku, program, segment, own or priced, catalog))
    return fitting[0]


def name_of(sku: Sku) -> str:
    """Return the id that orders have for the SKU, else its title."""
    return sku.sku or sku.part_number or sku.title


def sold_to(sku: Sku, segment: Segment | None) -> bool:
    """Return True if the lists hold the SKU for `segment`, or name no segments."""
    return segment is None or not sku.segments or segment in sku.segments


def not_for(segment: Segment | None, program: str, skus: list[Sku]) -> Problem:
    """Return the problem that these SKUs are listed for other segments."""
    known = ", ".join(sorted({name for sku in skus for name in sku.segments}))
    return messages.SEGMENT_NOT_SOLD.at(program=program, title=skus[0].title, segment=segment, known=known)


def _kind_of(sku: Sku) -> tuple[Any, ...]:
    return sku.kind == "esu", sku.edition, sku.metric, sku.pack_size, sku.esu_year, sku.esu_period


def _fitting(skus: list[Sku], segment: Segment | None) -> list[Sku]:
    """Return the SKUs that name the segment, else those that name none, else the only one."""
    naming = [sku for sku in skus if segment in sku.segments]
    return naming or [sku for sku in skus if sold_to(sku, segment)] or (skus if len(skus) == 1 else [])


def _missing(sku: Sku, program: str, segment: Segment | None, there: list[Sku], catalog: Catalog) -> Problem:
    if there:
        return not_for(segment, program, there)
    successor = _successor(sku, program, catalog)
    if successor is None:
        return messages.NO_SKU.at(program=program, title=sku.title)
    return messages.NO_SKU_BUT.at(program=program, title=sku.title, successor=name_of(successor), named=successor.title)


def _successor(sku: Sku, program: str, catalog: Catalog) -> Sku | None:
    """Return the first of the SKU's successors that the program sells."""
    seen: set[str] = set()
    key = sku.successor
    while key is not None and key in catalog.skus and key not in seen:
        seen.add(key)
        found = catalog.skus[key]
        if found.program == program:
            return found
        key = found.successor
    return None
