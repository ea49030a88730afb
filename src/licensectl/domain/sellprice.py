"""How a sell price comes out of a unit price and an ERP."""

from decimal import Decimal

from licensectl.domain.money import Money
from licensectl.domain.request import RequestLine, Terms
from licensectl.domain.startprice import Start
from licensectl.errors import Problem
from licensectl.faults import quoting as faults

HUNDRED = Decimal(100)


def sell_price(line: RequestLine, quote: Terms, start: Start, name: str, currency: str) -> tuple[Money | None, list[Problem]]:
    """By hand, then the line's own rule, then the quote's, else the ERP; rounded half-up to the currency's minor unit.

    None, and a warning that says what is missing, where the rule has nothing to start from.
    """
    amount = _amount(line, line if line.any() else quote, start)
    sell = Money(amount, currency).rounded() if amount is not None else None
    unit = Money(start.unit_price, currency) if start.unit_price is not None else None
    if sell is None and (start.unit_price is not None or start.erp is not None):
        return None, [_no_basis(line, line if line.any() else quote, name)]
    return sell, below_cost(sell, unit, name, line.where)


def below_cost(sell: Money | None, unit: Money | None, name: str, where: str) -> list[Problem]:
    """A warning where both prices are known and the line would be sold at a loss."""
    return [faults.BELOW_COST.at(where, sku=name, sell=sell, unit=unit)] if sell is not None and unit is not None and sell < unit else []


def _amount(line: RequestLine, terms: Terms, start: Start) -> Decimal | None:
    if line.sell_price is not None:
        return _less(line.sell_price, line.discount)
    if terms.margin is not None:
        return start.unit_price / (1 - terms.margin / HUNDRED) if start.unit_price is not None else None
    if terms.markup is not None:
        return start.unit_price * (1 + terms.markup / HUNDRED) if start.unit_price is not None else None
    return _less(start.erp, terms.discount) if start.erp is not None else None


def _less(amount: Decimal, discount: Decimal | None) -> Decimal:
    return amount if discount is None else amount * (1 - discount / HUNDRED)


def _no_basis(line: RequestLine, terms: Terms, name: str) -> Problem:
    if terms.margin is not None or terms.markup is not None:
        return faults.NO_UNIT_PRICE.at(line.where, rule="margin" if terms.margin is not None else "markup", sku=name)
    return faults.NO_ERP.at(line.where, sku=name)
