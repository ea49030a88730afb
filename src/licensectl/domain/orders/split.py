"""Split a quote into its orders: one, or one for each vendor."""

from msgspec import Struct

from licensectl.domain.customers.model import Customer
from licensectl.domain.orders.terms import OrderingFile
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.line import QuoteLine


class Order(Struct, frozen=True):
    """An order that is sent as one document. `ref` is the quote's number, with `-1`, `-2`, … where the quote makes several orders.

    `for_end_user`: the program wants each order to name for whom the licences are.
    """

    ref: str | None
    quote: Quote
    lines: list[QuoteLine]
    for_end_user: bool = False

    @property
    def customer(self) -> Customer:
        """Return the customer; one that is known by id alone has the id as its name."""
        held = self.quote.request.customer
        return held if isinstance(held, Customer) else Customer(name=held)


def orders_of(quote: Quote, ordering: OrderingFile) -> list[Order]:
    """Return the orders of a quote in the order of its lines: one per vendor and program where the program's terms keep vendors apart.

    Rebates are no products and are left out.
    """
    ref = quote.request.number or quote.request.po_number
    groups: dict[tuple[str, str], list[QuoteLine]] = {}
    lines = [line for line in quote.lines if not line.is_rebate]
    for line in lines:
        vendor = "" if ordering.terms(line.program).vendors == "together" else line.vendor.casefold()
        groups.setdefault((line.program, vendor), []).append(line)
    refs = [ref] if len(groups) == 1 else [f"{ref}-{number}" if ref else str(number) for number in range(1, len(groups) + 1)]
    return [
        Order(ref, quote, lines, "end_user" in ordering.terms(program).needs)
        for ref, ((program, _), lines) in zip(refs, groups.items(), strict=True)
    ]
