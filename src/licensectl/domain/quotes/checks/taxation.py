"""Checks of the tax regime of a sale against the customer's VAT id and country."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.tax_id import country_of, doubt, is_tax_code
from licensectl.domain.quotes import messages_tax as messages
from licensectl.domain.quotes.checks.context import Basket
from licensectl.domain.quotes.model import QuoteRequest, place
from licensectl.domain.quotes.tax import Sale, regime_of
from licensectl.domain.quotes.tax_facts import TaxesFile
from licensectl.errors import Problem

# Remarks on a regime that depend on data of the customer.
OF_CUSTOMER = (messages.SPLIT_CUSTOMER.code, messages.NO_VAT_ID.code)


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
    yield from _of_regime(request, basket.seller, basket.day, basket.taxes)


def rates(basket: Basket) -> Iterator[Problem]:
    """Yield a remark for each rate of Microsoft products that is the standard one of neither the seller's nor the customer's country.

    A rate of 0 is remarked in a sale at home alone: abroad it means a regime without tax.
    """
    request, taxes, day = basket.request, basket.taxes, basket.day
    named, standard = regime_of(request.vat), taxes.standard_rate(basket.seller, day)
    if not named.taxed or standard is None:
        return
    customer = request.customer if isinstance(request.customer, Customer) else None
    country = Sale(request.vat, customer, basket.seller, day, taxes).country if customer else None
    usual = {standard, taxes.standard_rate(country or basket.seller, day)}
    found: dict[Decimal, str] = {}
    for line in request.lines:
        where = place(request, "vat") if line.vat_rate is None else place(line, "vat_rate")
        found.setdefault(named.rate(line.vat_rate, request.vat), where)
    for rate, where in found.items():
        if rate not in usual and (rate or country in (None, basket.seller)):
            yield messages.RATE.at(where, rate=rate.normalize(), country=basket.seller, day=day, standard=standard)


def still_open(remarks: list[Problem], request: QuoteRequest, seller: str | None, day: date, taxes: TaxesFile) -> list[Problem]:
    """Return the remarks on a saved quote of `day` without those that the data of its customer, as `request` has it now, settles."""
    found = {problem.code for problem in _of_regime(request, seller or request.market, day, taxes)}
    return [problem for problem in remarks if problem.code not in OF_CUSTOMER or problem.code in found]


def _of_regime(request: QuoteRequest, seller: str, day: date, taxes: TaxesFile) -> Iterator[Problem]:
    if not isinstance(request.customer, Customer):
        return
    rates = [rate for rate in (request.vat.rate, *(line.vat_rate for line in request.every_line)) if rate is not None]
    sale = Sale(request.vat, request.customer, seller, day, taxes, max(rates, default=Decimal(0)), place(request, "vat"))
    yield from regime_of(request.vat).check(sale)
