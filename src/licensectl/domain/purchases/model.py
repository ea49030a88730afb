"""Orders that were placed, as Partner Center tells of them."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.defaults import BOX_PROGRAM, INVOICED_PROGRAMS, PROGRAM
from licensectl.core.money import Money
from licensectl.core.period import Moment
from licensectl.core.sku_id import AZURE, SEATS, parse_sku
from licensectl.domain.catalog.inferred import infer
from licensectl.domain.purchases import messages
from licensectl.domain.purchases.product_keys import find_keys
from licensectl.errors import LicensectlError

# Partner Center writes 12 or 33 signs, CloudBlue seven digits, Xvantage 20-B31TK.
ORDER_ID = re.compile(r"[0-9A-Za-z_-]{8,64}|(?=[^0-9]*[0-9])[0-9A-Za-z_-]{5,7}", re.ASCII)
# The state of an order that was cancelled, in both spellings.
CANCELLED = ("cancelled", "canceled")
# A kind that neither id, term nor title tells: no return rule is taken for granted.
UNKNOWN = "unknown"
# A product that Microsoft does not sell: its vendor's terms decide.
OTHER_VENDOR = "other_vendor"
# The words of a title, English and Italian, that tell kinds of one ProductId apart.
AZURE_KINDS = {
    "azure_savings_plan": r"savings? plan|piano di risparmio",
    "linux_plan": r"\b(?:suse|red ?hat|rhel|sles|linux)\b",
    "azure_reservation": r"\b(?:reserv(?:ation|ed)|riservat|prenotazion)",
}


class PlacedLine(Struct, frozen=True):
    """A line: `offer_id` is ProductId:SkuId:AvailabilityId, as far as it is known, or a part number; `term` blank for what was bought
    once and for all; `unit_price` what it cost the reseller, tax excluded; `vendor` blank for Microsoft, and where nothing tells it."""

    number: int
    offer_id: str
    quantity: int
    title: str = ""
    term: str = ""
    unit_price: Money | None = None
    vendor: str = ""

    @property
    def product(self) -> str:
        """Return the product for comparisons: ProductId and SkuId, or another code without regard to case."""
        return product_of(self.offer_id)


class PlacedOrder(Struct, frozen=True, kw_only=True):
    """An order. `alternate_id` is the other spelling of its id, on invoices; `placed` a UTC instant or day, None if unknown;
    `customer` is the name of the buyer, `customer_id` its id in the customer book. `marketplace_id` is the id of the customer at a
    marketplace, from an answer that was just read; the ledger does not keep it."""

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
    marketplace_id: str | None = None

    @property
    def is_cancelled(self) -> bool:
        """Return True if the whole order was cancelled."""
        return (self.status or "").casefold() in CANCELLED

    @property
    def came_to_nothing(self) -> bool:
        """Return True if the order was cancelled or failed: it brought the customer nothing."""
        return self.is_cancelled or (self.status or "").casefold() == "error"

    @property
    def kinds(self) -> list[str]:
        """The kinds of product in the order by which the return rules know them; of an order without lines the usual one."""
        return list(dict.fromkeys(self.kind_of(line) for line in self.lines)) or [self.kind_of(None)]

    def kind_of(self, line: PlacedLine | None) -> str:
        """Return the kind of product of one line, as the return rules call it.

        The ProductId tells seats of online services and what Azure sells, whose title has to tell the rest. What has a term is a
        subscription; what has none is perpetual, unless its title mentions a subscription or years.
        """
        kind = self._kind_by_id(line)
        if line is None or self.program not in INVOICED_PROGRAMS:
            return kind
        if kind == "perpetual" and infer(line.title).subscription:
            return UNKNOWN
        if kind != "azure":
            return kind
        told = [azure for azure, words in AZURE_KINDS.items() if re.search(words, line.title, re.IGNORECASE)]
        return told[0] if len(told) == 1 else UNKNOWN

    def is_of_other_vendor(self, line: PlacedLine) -> bool:
        """Return True if the terms of another vendor than Microsoft decide about a line. The law on boxes is the same for all vendors."""
        return bool(line.vendor) and self.program != BOX_PROGRAM

    def is_bought_once(self, line: PlacedLine) -> bool:
        """Return True if id and term of a line are those of a perpetual licence, whatever its title says."""
        return self._kind_by_id(line) == "perpetual"

    def _kind_by_id(self, line: PlacedLine | None) -> str:
        if self.program == BOX_PROGRAM:
            return "physical"
        if line is None:
            return "perpetual"
        if self.is_of_other_vendor(line):
            return OTHER_VENDOR
        kind = _kind_of_offer(line.offer_id) if self.program in INVOICED_PROGRAMS else None
        return kind or ("software_subscription" if line.term else "perpetual")


# Thousands of orders have the same few products.
@lru_cache(4096)
def _kind_of_offer(offer_id: str) -> str | None:
    """Return the kind of product that the ProductId of an offer tells, None if it tells none."""
    key = parse_sku(offer_id)
    product = key.product_id if key else ""
    return "seat_based" if product.startswith(SEATS) else "azure" if product.startswith(AZURE) else None


def product_of(offer: str) -> str:
    """Return ProductId and SkuId of an offer, or another code as it compares."""
    found = parse_sku(offer)
    return str(found) if found and found.sku_id else offer.strip().casefold()


def is_order_id(text: str) -> bool:
    """Return True if the text can be an order's id; a product key pasted in its place cannot."""
    return bool(ORDER_ID.fullmatch(text)) and find_keys(text) != [(0, len(text))]


def day_of(moment: Moment | None) -> date | None:
    """Return the UTC day of an order."""
    return moment.date() if isinstance(moment, datetime) else moment


def choose_lines(order: PlacedOrder, numbers: Sequence[int]) -> PlacedOrder:
    """Return the order with only the lines of these numbers; without numbers with all lines that are still held.

    Raises LicensectlError if a line is missing.
    """
    known = [line.number for line in order.lines]
    missing = [number for number in numbers if number not in known]
    if missing:
        shown = ", ".join(map(str, known)) or "—"
        raise LicensectlError(*(messages.NO_SUCH_LINE.at(id=order.id, line=number, known=shown) for number in missing))
    # A line that was given back already has quantity 0.
    wanted = numbers or [line.number for line in order.lines if line.quantity]
    return replace(order, lines=[line for line in order.lines if line.number in wanted])
