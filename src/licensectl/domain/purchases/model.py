"""Orders that were placed, as Partner Center tells of them."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.defaults import BOX_PROGRAM, PROGRAM
from licensectl.core.money import Money
from licensectl.core.period import Moment
from licensectl.domain.purchases import messages
from licensectl.errors import LicensectlError

ORDER_ID = re.compile(r"[0-9A-Za-z_-]{8,64}", re.ASCII)
# Five groups of five: what opens a product to whoever has it. It is never kept and never shown.
PRODUCT_KEY = re.compile(r"\b(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}\b", re.ASCII | re.IGNORECASE)


class PlacedLine(Struct, frozen=True):
    """A line: `offer_id` is ProductId:SkuId:AvailabilityId, as far as it is known, or a part number; `term` blank for what was bought
    once and for all; `unit_price` what it cost the reseller, tax excluded."""

    number: int
    offer_id: str
    quantity: int
    title: str = ""
    term: str = ""
    unit_price: Money | None = None


class PlacedOrder(Struct, frozen=True, kw_only=True):
    """An order. `alternate_id` is the other spelling of its id, on invoices; `placed` a UTC instant or day, None where not told;
    `customer` is who bought as people say it, `customer_id` the same in the customer book."""

    id: str
    alternate_id: str | None = None
    tenant_id: str | None = None
    customer: str | None = None
    customer_id: str | None = None
    program: str = PROGRAM
    quote: str | None = None
    placed: Moment | None = None
    currency: str | None = None
    status: str | None = None
    keys_fulfilled: bool = False
    lines: list[PlacedLine] = []

    @property
    def kind(self) -> str:
        """The kind of product that the return rules know it by: of several the one that has to go back first."""
        kinds = {self.kind_of(line) for line in self.lines}
        return kinds.pop() if len(kinds) == 1 else "software_subscription" if kinds else self.kind_of(None)

    def kind_of(self, line: PlacedLine | None) -> str:
        """The kind of product of one line: what has a term is a subscription."""
        if self.program == BOX_PROGRAM:
            return "physical"
        return "software_subscription" if line is not None and line.term else "perpetual"


def is_order_id(text: str) -> bool:
    """Whether the text can be an order's id; a product key pasted in its place cannot."""
    return bool(ORDER_ID.fullmatch(text)) and not PRODUCT_KEY.fullmatch(text)


def without_keys(text: str) -> str:
    """The text with any product key in it blotted out."""
    return PRODUCT_KEY.sub("(…)", text)


def day_of(moment: Moment | None) -> date | None:
    """The UTC day of an order."""
    return moment.date() if isinstance(moment, datetime) else moment


def choose_lines(order: PlacedOrder, numbers: Sequence[int]) -> PlacedOrder:
    """The order with only the lines of these numbers, all that are still held where none is named; LicensectlError for a line that it
    has not.
    """
    known = [line.number for line in order.lines]
    missing = [number for number in numbers if number not in known]
    if missing:
        shown = ", ".join(map(str, known)) or "—"
        raise LicensectlError(*(messages.NO_SUCH_LINE.at(id=order.id, line=number, known=shown) for number in missing))
    # A line that was given back already has quantity 0.
    wanted = numbers or [line.number for line in order.lines if line.quantity]
    return replace(order, lines=[line for line in order.lines if line.number in wanted])
