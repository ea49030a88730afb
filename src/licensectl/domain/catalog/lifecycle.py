"""Which phase of its support a product is in."""

from datetime import date, timedelta
from typing import Literal

from licensectl.domain.catalog.model import Lifecycle, Product, Sku

Status = Literal["supported", "mainstream support", "extended support", "out of support", "not yet released", "unknown"]


def status(life: Lifecycle, day: date) -> Status:
    """The phase on `day`; the last day of a phase still belongs to it. Without any end date: unknown."""
    if life.released and day < life.released:
        return "not yet released"
    if life.mainstream_end and day <= life.mainstream_end:
        return "mainstream support"
    if life.extended_end:
        return "extended support" if day <= life.extended_end else "out of support"
    return "out of support" if life.mainstream_end else "unknown"


def esu_until(sku: Sku, product: Product, months: int | None) -> date | None:
    """Return the last day that an ESU covers: the one before the anniversary of the end of support, in years of `months`.

    None for what is no ESU of a known year.
    """
    if not (sku.esu_year and product.esu_from and months):
        return None
    year = product.esu_from.year + sku.esu_year * months // 12
    try:
        return product.esu_from.replace(year=year) - timedelta(days=1)
    except ValueError:
        return product.esu_from.replace(year=year, day=28)
