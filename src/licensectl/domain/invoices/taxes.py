"""The tax of electronic invoices: what they state for each rate, and the rate itself."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from licensectl.core.money import EXACT, Money, unit
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.model import InvoiceHead
from licensectl.errors import Problem

# The standard rate of a country on a day, in percent; None if it is not on record.
StandardRate = Callable[[str, date], Decimal | None]


def tax_remarks(heads: Iterable[InvoiceHead], standard_rate: StandardRate) -> Iterator[Problem]:
    """Yield a warning for each rate of an invoice whose tax is wrong, or that is the standard rate of neither seller nor buyer.

    The tax may be rounded once, or line by line. A rate of 0 has a reason in the document, and is not judged. Who accounts for the tax of
    a foreign seller (TD17 to TD19 of FatturaPA) states the rate of the own country.
    """
    for head in heads:
        country = head.seller_id[:2]
        standard = standard_rate(country, head.day)
        usual = standard, standard_rate(head.buyer_country, head.day)
        slack = unit(head.currency) * max(Decimal(1), Decimal(head.pieces) / 2)
        for one in head.taxed:
            said = {"number": head.number, "rate": one.rate.normalize(), "taxable": Money(one.taxable, head.currency)}
            tax = Money(EXACT.multiply(one.taxable, one.rate) / 100, head.currency).rounded()
            if abs(tax.amount - one.tax) > slack:
                yield messages.TAX_OFF.at(head.where, **said, tax=tax, stated=Money(one.tax, head.currency))
            if standard is not None and one.rate not in usual:
                yield messages.TAX_RATE.at(head.where, **said, country=country, day=head.day, standard=standard)
