"""Tax regimes: one record for each says which rate a line has, what the customer pays, what the quote states, and what to check."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from licensectl.core.money import Money
from licensectl.core.text import Bilingual
from licensectl.domain.catalog.eligibility import qualification_id
from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.tax_id import country_of
from licensectl.domain.quotes import messages_tax as messages
from licensectl.domain.quotes.model import Vat
from licensectl.domain.quotes.tax_facts import TaxesFile
from licensectl.errors import Problem
from licensectl.i18n.translate import N_

# Characters of the code by which Italian public offices receive electronic invoices; companies have seven.
PUBLIC_OFFICE = 6


class Sale(NamedTuple):
    """The conditions of the taxation of a quote. `seller` is the country of the reseller, `rate` the highest VAT rate of a line."""

    vat: Vat
    customer: Customer
    seller: str
    day: date
    taxes: TaxesFile
    rate: Decimal = Decimal(0)
    where: str = ""

    @property
    def country(self) -> str | None:
        """The customer's country: that of its VAT id, else its own; an id without a prefix is one of the seller's country."""
        number = self.customer.vat_id
        return (number and country_of(number)) or self.customer.country or (self.seller if number else None)

    @property
    def taxed_in_union(self) -> bool:
        """True if the seller is in the European Union, whose rules of reverse charge then hold."""
        return self.taxes.in_union(self.seller)


class TaxRegime(NamedTuple):
    """A tax regime. `name` is a flag of `Vat`, and its name in JSON; `taxed`: lines have a rate; `collected`: the
    customer pays the tax to the seller. `sentence` is what the quote states, None if the rates say all."""

    name: str
    check: Callable[[Sale], Iterator[Problem]]
    sentence: Bilingual | None = None
    taxed: bool = False
    collected: bool = False

    def rate(self, own: Decimal | None, vat: Vat) -> Decimal:
        """Return the rate of a line in percent: its own, else that of the quote; 0 if nothing is taxed."""
        if not self.taxed:
            return Decimal(0)
        return own if own is not None else vat.rate or Decimal(0)

    def payable(self, net: Money, gross: Money) -> Money:
        """Return the amount that the customer pays to the seller."""
        return gross if self.collected else net


def seller_country(vat_id: str | None, market: str | None) -> str | None:
    """Return the country that the reseller sells from: that of its VAT id, else its market; None if neither is known."""
    return (country_of(vat_id) if vat_id else None) or market


def regime_of(vat: Vat) -> TaxRegime:
    """Return the regime that a request names; the ordinary one where it names none."""
    return next((one for one in REGIMES if getattr(vat, one.name, False)), ORDINARY)


def _ordinary(sale: Sale) -> Iterator[Problem]:
    country = sale.country
    if not sale.rate or country in (None, sale.seller) or not sale.taxed_in_union:
        return
    gaps = {"country": country, "seller": sale.seller, "rate": sale.rate.normalize()}
    if not sale.taxes.in_union(country or ""):
        yield messages.OUTSIDE_UNION.at(sale.where, **gaps)
    elif sale.customer.vat_id:
        yield messages.UNION_CHARGED.at(sale.where, **gaps)


def _reverse_charge(sale: Sale) -> Iterator[Problem]:
    country = sale.country
    if not sale.customer.vat_id and (country is None or sale.taxes.in_union(country) or not sale.taxed_in_union):
        yield messages.NO_VAT_ID.at(sale.where)
    if country is None or not sale.taxed_in_union:
        return
    if country == sale.seller:
        yield messages.REVERSE_DOMESTIC.at(sale.where, country=country)
    elif not sale.taxes.in_union(country):
        yield messages.REVERSE_OUTSIDE.at(sale.where, country=country)


def _out_of_scope(sale: Sale) -> Iterator[Problem]:
    if sale.country and sale.taxed_in_union and sale.taxes.in_union(sale.country):
        yield messages.IN_SCOPE.at(sale.where, country=sale.country)


def _split_payment(sale: Sale) -> Iterator[Problem]:
    rule = sale.taxes.split_payment.get(sale.country or sale.seller)
    if rule is None:
        if sale.taxes.split_payment:
            known = ", ".join(sale.taxes.split_payment)
            yield messages.SPLIT_COUNTRY.at(sale.where, country=sale.country or sale.seller, known=known)
        return
    office = sale.customer.sdi_code
    if not (office and len(office) == PUBLIC_OFFICE) and qualification_id(sale.customer.qualification or "") not in rule.qualifications:
        yield messages.SPLIT_CUSTOMER.at(sale.where, customer=sale.customer.name[:60], known=", ".join(rule.qualifications))
    last = rule.last(sale.day)
    if last and not rule.allowed_on(sale.day):
        yield messages.SPLIT_ENDED.at(sale.where, until=last.until, decision=last.decision)


ORDINARY = TaxRegime("ordinary", _ordinary, taxed=True, collected=True)
REGIMES = (
    TaxRegime(
        "split_payment",
        _split_payment,
        N_("Split payment: the customer pays the VAT straight to the tax office (Italy: art. 17-ter D.P.R. 633/1972)."),
        taxed=True,
    ),
    TaxRegime(
        "reverse_charge",
        _reverse_charge,
        N_("Reverse charge: no VAT is charged; the customer accounts for it."),
    ),
    TaxRegime("exempt", lambda _: iter(()), N_("Exempt from VAT.")),
    TaxRegime(
        "out_of_scope",
        _out_of_scope,
        N_("Outside the scope of VAT: the customer is a business outside the European Union."),
    ),
    ORDINARY,
)
# The flags of `vat` by which nothing is taxed: each stands alone, without a rate.
WITHOUT_TAX = tuple(one.name for one in REGIMES if not one.taxed)
