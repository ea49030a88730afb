"""Phases of support, and the days that an Extended Security Update covers."""

from datetime import date, timedelta
from typing import Literal

from msgspec.structs import replace

from licensectl.domain.catalog.model import Lifecycle, Product, Sku

Status = Literal["supported", "mainstream support", "extended support", "out of support", "not yet released", "unknown"]


def status(life: Lifecycle, day: date) -> Status:
    """Return the phase on `day`. The last day of a phase belongs to it; without an end date the phase is unknown."""
    if life.released and day < life.released:
        return "not yet released"
    if life.mainstream_end and day <= life.mainstream_end:
        return "mainstream support"
    if life.extended_end:
        return "extended support" if day <= life.extended_end else "out of support"
    return "out of support" if life.mainstream_end else "unknown"


def esu_until(sku: Sku, product: Product, months: int | None) -> date | None:
    """Return the last day that an ESU covers: as published, else the day before the anniversary of the end of support.

    Years have `months` months. None for what is no ESU of a known year.
    """
    if sku.esu_year in product.esu_ends:
        return product.esu_ends[sku.esu_year]
    if not (sku.esu_year and product.esu_from and months):
        return None
    year = product.esu_from.year + sku.esu_year * months // 12
    try:
        return product.esu_from.replace(year=year) - timedelta(days=1)
    except ValueError:
        return product.esu_from.replace(year=year, day=28)


def esu_covers(sku: Sku, product: Product, months: int | None) -> tuple[date, date] | None:
    """Return the first and the last day that an ESU covers; None for what is no ESU of a known year."""
    until = esu_until(sku, product, months)
    if until is None or product.esu_from is None or sku.esu_year is None:
        return None
    before = esu_until(replace(sku, esu_year=sku.esu_year - 1), product, months) if sku.esu_year > 1 else product.esu_from
    return (before or product.esu_from) + timedelta(days=1), until
