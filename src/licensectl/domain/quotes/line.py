"""A line of a quote: a product, its prices and what it comes to."""

from decimal import Decimal

from msgspec import Struct

from licensectl.core.money import Money, zero
from licensectl.domain.prices.price_list import PriceRow
from licensectl.domain.quotes.pricing import PriceSource
from licensectl.domain.quotes.subscriptions import Recurrence, recurrence_of


class QuoteLine(Struct, frozen=True, kw_only=True):
    """One line of a quote. Amounts are per unit unless named total; None is unknown, never zero. `price_row` is the row of the price sheet
    of the line's product, also where a price by hand takes precedence.

    A subscription has a `term` and a `billing_plan` as price sheets spell them ("" for what is bought once): its amounts are those of one
    payment.
    """

    position: int
    sku: str | None
    part_number: str | None
    title: str
    program: str
    vendor: str
    quantity: int
    unit_price: Money | None
    erp: Money | None
    sell_price: Money | None
    line_total: Money | None
    price_source: PriceSource
    vat_rate: Decimal
    availability_id: str | None = None
    distributor_sku: str | None = None
    note: str | None = None
    where: str = ""
    price_row: PriceRow | None = None
    discount_amount: Money | None = None
    term: str = ""
    billing_plan: str = ""

    @property
    def recurrence(self) -> Recurrence | None:
        """The payments of the line; None if it is bought once."""
        return recurrence_of(self.term, self.billing_plan)

    @property
    def called(self) -> str:
        """The SKU or the part number, else the title."""
        return self.sku or self.part_number or self.title

    @property
    def cost(self) -> Money | None:
        """The cost of the line for the reseller: unit price × quantity, to the cent; a rebate that has no unit price costs nothing."""
        if self.unit_price is None:
            return zero(self.sell_price.currency) if self.is_rebate and self.sell_price is not None else None
        return (self.unit_price * self.quantity).rounded()

    @property
    def is_rebate(self) -> bool:
        """True for a rebate: it is not a product and is not ordered."""
        return self.sell_price is not None and self.sell_price.amount < 0
