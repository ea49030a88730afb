"""What a quote becomes when it is ordered."""

import re
from collections.abc import Iterator

from licensectl.domain.quote import Quote
from licensectl.errors import Problem
from licensectl.faults import ordering as faults

AVAILABILITY = re.compile(r"[0-9A-Z]{12}", re.ASCII)


def check_cart(quote: Quote) -> list[Problem]:
    """Why Partner Center would not take this quote as a cart; empty when it would."""
    if quote.request.program != "csp":
        return [faults.NOT_CSP.at(quote.request.where, program=quote.request.program)]
    return list(_line_problems(quote))


def _line_problems(quote: Quote) -> Iterator[Problem]:
    for line in quote.lines:
        if line.sku is None or ":" not in line.sku:
            yield faults.NOT_IN_CART.at(line.where, position=line.position, title=line.title)
        elif not line.availability_id:
            yield faults.NO_AVAILABILITY.at(line.where, sku=line.sku)
        elif not AVAILABILITY.fullmatch(line.availability_id):
            yield faults.BAD_AVAILABILITY.at(line.where, value=line.availability_id)
