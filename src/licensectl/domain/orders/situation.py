"""A quote on the day of its order, and everything that is on record about it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from licensectl.core.money import Money
from licensectl.core.period import Period
from licensectl.domain.catalog.eligibility import Qualification
from licensectl.domain.catalog.model import Catalog
from licensectl.domain.customers.model import Customer
from licensectl.domain.orders.messages_quote import NEWER, NOT_ACCEPTED
from licensectl.domain.orders.split import Order, orders_of
from licensectl.domain.orders.target import Target
from licensectl.domain.orders.terms import Need, OrderingFile, OrderTerms
from licensectl.domain.prices.price_list import PriceList
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.numbering import typed
from licensectl.domain.quotes.verify import Movement
from licensectl.errors import Message, Problem


class Seller(NamedTuple):
    """The reseller, as its profile and its ledger know it; `credit_left` is the limit less open orders and unpaid invoices.

    `uncounted`: open orders with lines without a cost price in the currency of the credit line; `uncounted_invoices`: open invoices
    in another currency. `confirmed`: the day on which each prerequisite of partners was last confirmed, by its id.
    """

    mpa_signed_on: date | None = None
    country: str | None = None
    indirect: bool = False
    credit_limit: Money | None = None
    credit_left: Money | None = None
    uncounted: tuple[str, ...] = ()
    uncounted_invoices: tuple[str, ...] = ()
    confirmed: Mapping[str, date] = {}


class OrderSituation(NamedTuple):
    """A quote on the day of its order, and everything that is on record about it.

    `seller` is None without a profile. `on_book`: the customer comes from the customer book. What a missing profile or an
    inline customer leaves out is unconfirmed (a warning); what profile and book leave out is missing (an error). `moved`: what
    moved since a saved quote was saved, None of a quote that is made now. `ordered`: the orders on record of the quote's number;
    with `rest` the quote has only what they lack.
    """

    quote: Quote
    day: date
    target: Target
    ordering: OrderingFile
    qualifications: Mapping[str, Qualification]
    catalog: Catalog
    sold: Period
    prices: PriceList | None = None
    seller: Seller | None = None
    on_book: bool = False
    moved: Sequence[Movement] | None = None
    ordered: Sequence[PlacedOrder] = ()
    rest: bool = False

    @property
    def terms(self) -> OrderTerms:
        return self.ordering.terms(self.quote.request.program)

    @property
    def orders(self) -> list[Order]:
        return orders_of(self.quote, self.ordering)

    def needs(self, need: Need) -> bool:
        """Return True if the program asks for this."""
        return need in self.terms.needs

    def lacks(self, message: Message, recorded: bool, **gaps: object) -> Problem:
        """Return the problem of a missing value: an error if it would be on record (`recorded`), else a warning."""
        return (message if recorded else message._replace(severity="warning")).at(self.quote.request.where, **gaps)

    @property
    def customer(self) -> Customer:
        return self.orders[0].customer

    @property
    def customer_id(self) -> str:
        """The customer as `customer edit` takes it."""
        return self.customer.id or "ID"

    @property
    def customer_name(self) -> str:
        return self.customer.name[:60]

    @property
    def quote_again(self) -> str:
        """The command that quotes the same at the prices of the day."""
        return "licensectl quote build" if self.moved is None else f"licensectl quote revise {number_of(self.quote)}"


def number_of(quote: Quote) -> str:
    """Return the number of a saved quote, with its revision also where it is the first of several."""
    number, said = quote.request.number or "", {problem.code for problem in quote.problems}
    return typed(number) if said & {NEWER.code, NOT_ACCEPTED.code} else number
