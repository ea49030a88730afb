"""How a sale is taxed, and whether the customer's VAT id bears it out."""

from collections.abc import Iterator

from licensectl.core import messages as common
from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.tax_id import standing
from licensectl.domain.quotes import messages_checks as messages
from licensectl.domain.quotes.checks.context import Basket
from licensectl.errors import Problem


def vat_id(basket: Basket) -> Iterator[Problem]:
    """A VAT id of the EU with a wrong digit; reverse charge without an id."""
    request = basket.request
    if not isinstance(request.customer, Customer):
        return
    number = request.customer.vat_id
    if number and standing(number, request.customer.country or request.market) == "wrong":
        yield common.VAT_ID.at(request.where, id=number)
    if not number and request.vat.reverse_charge:
        yield messages.NO_VAT_ID.at(request.where)
