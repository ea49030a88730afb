"""What experience would say about a quote: each check is a function in a list, none of them stops the quote."""

from collections.abc import Callable, Iterator

from licensectl.domain.quotechecks import access, conditions, cores, sale
from licensectl.domain.quotechecks.basket import Around, Basket, Item, Knowledge
from licensectl.domain.request import QuoteRequest
from licensectl.domain.sizing.prices import price_lookup
from licensectl.domain.sizing.result import Scope
from licensectl.domain.sizing.rules import Figures
from licensectl.errors import Problem

CHECKS: tuple[Callable[[Basket], Iterator[Problem]], ...] = (
    access.additive_without_base,
    access.older_than_server,
    access.server_without_cal,
    cores.below_minimum,
    cores.odd_packs,
    cores.datacenter_cheaper,
    sale.support,
    sale.not_sold,
    sale.esu_over,
    conditions.qualifications,
    conditions.seats,
    conditions.most_at_once,
    conditions.open_first_order,
    conditions.software_assurance,
    conditions.owned_known,
)


def check_quote(request: QuoteRequest, items: list[Item], around: Around) -> list[Problem]:
    """Everything there is to say about the lines of a quote, in the order of CHECKS."""
    scope = Scope(request.program, request.market, request.currency, request.segment, around.day)
    basket = Basket(
        request=request,
        day=around.day,
        items=items,
        catalog=around.catalog,
        programs=around.programs,
        figures=Figures(around.knowledge.rules, around.day),
        seat_limits=around.knowledge.seat_limits,
        price_of=price_lookup(scope, around.prices),
    )
    return [problem for check in CHECKS for problem in check(basket)]


__all__ = ["CHECKS", "Around", "Basket", "Item", "Knowledge", "check_quote"]
