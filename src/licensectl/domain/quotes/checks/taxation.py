"""How a sale is taxed, and whether the customer's VAT id bears it out."""

from collections.abc import Iterator

from licensectl.domain.customers.tax_id import standing
from licensectl.domain.quotes import messages_checks as faults
from licensectl.domain.quotes.checks.context import Basket
from licensectl.domain.quotes.model import Customer
from licensectl.errors import Problem


def vat_id(basket: Basket) -> Iterator[Problem]:
    """A VAT id of the EU with a wrong digit; reverse charge without an id."""
    request = basket.request
    if not isinstance(request.customer, Customer):
        return
    id = request.customer.vat_id
    if id and standing(id, request.customer.country or request.market) == "wrong":
        yield faults.VAT_ID.at(request.where, id=id)
    if not id and request.vat.reverse_charge:
        yield faults.NO_VAT_ID.at(request.where)
