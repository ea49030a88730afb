"""Which phase of its support a product is in."""

from datetime import date
from typing import Literal

from licensectl.domain.catalog import Lifecycle

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
