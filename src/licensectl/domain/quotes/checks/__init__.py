"""Checks of a quote: each is a function in a list, and none stops the quote."""

from collections.abc import Callable, Iterator

from licensectl.domain.quotes.checks import access, conditions, cores, sale, taxation
from licensectl.domain.quotes.checks.context import Basket, Item, Knowledge, QuoteContext, fill
from licensectl.domain.quotes.model import QuoteRequest
from licensectl.errors import Problem

CHECKS: tuple[Callable[[Basket], Iterator[Problem]], ...] = (
    access.additive_without_base,
    access.older_than_server,
    access.server_without_cal,
    cores.below_minimum,
    cores.odd_packs,
    cores.datacenter_cheaper,
    cores.mix_cheaper,
    sale.support,
    sale.not_sold,
    sale.other_program,
    sale.esu_over,
    sale.esu_earlier,
    conditions.required,
    conditions.segment,
    conditions.seats,
    conditions.most_at_once,
    conditions.repeated,
    conditions.open_first_order,
    conditions.software_assurance,
    conditions.owned_known,
    taxation.vat_id,
    taxation.regime,
    taxation.rates,
)


def check_quote(request: QuoteRequest, items: list[Item], around: QuoteContext) -> list[Problem]:
    """Return all remarks about the lines of a quote, in the order of CHECKS."""
    basket = fill(request, items, around)
    return [problem for check in CHECKS for problem in check(basket)]


__all__ = ["CHECKS", "Basket", "Item", "Knowledge", "QuoteContext", "check_quote"]
