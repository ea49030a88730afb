"""The tax of electronic invoices: what they state for each rate, and the rate itself."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from licensectl.core.money import EXACT, Money, unit
from licensectl.domain.customers.tax_id import country_of
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.model import InvoiceHead
from licensectl.errors import Problem

# The standard rate of a country on a day, in percent; None if it is not on record.
StandardRate = Callable[[str, date], Decimal | None]


def tax_remarks(heads: Iterable[InvoiceHead], standard_rate: StandardRate) -> Iterator[Problem]:
    """Yield a warning for each rate of an invoice whose tax is wrong, or that is the standard rate of neither seller nor buyer.

    The tax may be rounded once, or line by line. A rate of 0 has a reason in the document, and is not judged. Who accounts for the tax of
    a foreign seller (TD17 to TD19 of FatturaPA) states the rate of the own country. A credit note has the rate of the invoice it corrects.
    """
    for head in heads:
        # VAT ids of Greece begin with EL.
        country, buyer = (country_of(text) or "" for text in (head.seller_id, head.buyer_country))
        standard = standard_rate(country, head.day)
        days = {head.day, *(one.day for one in head.corrects if one.day)}
        usual = {standard_rate(one, day) for one in (country, buyer) for day in days}
        judged = all(standard_rate(country, day) is not None for day in days)
        slack = unit(head.currency) * max(Decimal(1), Decimal(head.pieces) / 2)
        for one in head.taxed:
            said = {"number": head.number, "rate": one.rate.normalize(), "taxable": Money(one.taxable, head.currency)}
            tax = Money(EXACT.multiply(one.taxable, one.rate) / 100, head.currency).rounded()
            if abs(tax.amount - one.tax) > slack:
                yield messages.TAX_OFF.at(head.where, **said, tax=tax, stated=Money(one.tax, head.currency))
            if standard is not None and judged and one.rate not in usual:
                yield messages.TAX_RATE.at(head.where, **said, country=country, day=head.day, standard=standard)
