"""Checks of the tax regime of a sale against the customer's VAT id and country."""

from collections.abc import Iterator
from decimal import Decimal

from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.tax_id import country_of, doubt, is_tax_code
from licensectl.domain.quotes import messages_tax as messages
from licensectl.domain.quotes.checks.context import Basket
from licensectl.domain.quotes.model import place
from licensectl.domain.quotes.tax import Sale, regime_of
from licensectl.errors import Problem


def vat_id(basket: Basket) -> Iterator[Problem]:
    """Yield a remark for a tax code in place of a VAT id, an id of another country, or one of an Italian office that is not known.

    An id that cannot exist is an error of the request: `request_checks`.
    """
    customer, where = basket.request.customer, place(basket.request, "customer")
    if not isinstance(customer, Customer) or not customer.vat_id:
        return
    number, found = customer.vat_id, country_of(customer.vat_id)
    if is_tax_code(number):
        yield messages.TAX_CODE.at(where, id=number)
    elif found and customer.country and basket.taxes.in_union(found) and found != customer.country:
        yield messages.OTHER_COUNTRY.at(where, id=number, found=found, country=customer.country)
    elif slip := doubt(number, customer.country or basket.request.market):
        yield slip._replace(where=where)


def regime(basket: Basket) -> Iterator[Problem]:
    """Yield the remarks against the tax regime that the request names, and a note on rates of lines that do not apply under it."""
    request, named = basket.request, regime_of(basket.request.vat)
    own = sum(line.vat_rate is not None for line in request.every_line)
    if own and not named.taxed:
        yield messages.NO_RATES.at(place(request, "vat"), regime=named.name, count=own)
    if not isinstance(request.customer, Customer):
        return
    rates = [rate for rate in (request.vat.rate, *(line.vat_rate for line in request.every_line)) if rate is not None]
    sale = Sale(
        request.vat, request.customer, basket.seller, basket.day, basket.taxes, max(rates, default=Decimal(0)), place(request, "vat")
    )
    yield from named.check(sale)
