"""The request file of a quote, as records."""

from datetime import date as Day
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct, to_builtins

from licensectl.core.defaults import CURRENCY, MARKET, PROGRAM
from licensectl.domain.catalog.model import Segment
from licensectl.domain.customers.model import Customer

DEFAULT_SEGMENT: Segment = "Commercial"
# Keys of a line that name its product: it has one of them.
NAMES = ("sku", "part_number", "search")


class Vat(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The taxation of the sale: a rate in percent (with `split_payment` where a public body pays the tax itself), or none.

    Each flag is the name of a tax regime; `out_of_scope` is for a business outside the European Union.
    """

    rate: Decimal | None = None
    reverse_charge: bool = False
    exempt: bool = False
    split_payment: bool = False
    out_of_scope: bool = False


# For a request whose prices alone are asked for: no customer, whose name is shown as a dash, and no tax.
UNNAMED = Customer("-")
UNTAXED = Vat(exempt=True)


class SellTerms(Struct, frozen=True, kw_only=True):
    """The rule for a sell price, of the whole quote or of one line; percentages."""

    margin: Decimal | None = None
    markup: Decimal | None = None
    discount: Decimal | None = None

    def any(self) -> bool:
        """Return True if one of them is set."""
        return any(value is not None for value in (self.margin, self.markup, self.discount))


class PriceTerms(SellTerms, frozen=True, kw_only=True):
    """The conditions of a price besides product and day: program, market, currency, segment, and the rule for sell prices."""

    program: str = PROGRAM
    market: str = MARKET
    currency: str = CURRENCY
    segment: Segment = DEFAULT_SEGMENT


class SpecialPrice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A price granted for this deal alone: the cost of a unit for the reseller, tax excluded, the number under
    which it was granted, and its last day."""

    unit_price: Decimal
    reference: str
    expires: Day


class RequestLine(SellTerms, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One product wanted: named by exactly one of sku, part_number, search. Prices are per unit, tax excluded; `special_price`
    takes the place of `unit_price`. `discount_amount` is taken off the line's total. `term` (P1Y) and `billing_plan` (Monthly) are
    those of a subscription, as price sheets spell them: its prices are those of one payment.

    `distributor_sku`: the number under which the distributor lists it (CloudBlue MPN, Ingram part number), for order files.
    """

    quantity: int
    sku: str | None = None
    part_number: str | None = None
    search: str | None = None
    unit_price: Decimal | None = None
    sell_price: Decimal | None = None
    discount_amount: Decimal | None = None
    vat_rate: Decimal | None = None
    availability_id: str | None = None
    distributor_sku: str | None = None
    special_price: SpecialPrice | None = None
    note: str | None = None
    term: str | None = None
    billing_plan: str | None = None
    where: str = ""
    places: dict[str, str] = {}


class OtherLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A product of another vendor, priced by hand; or, with a negative sell price, a rebate, whose reason is its note or title."""

    vendor: str
    title: str
    quantity: int
    sell_price: Decimal
    part_number: str | None = None
    distributor_sku: str | None = None
    unit_price: Decimal | None = None
    special_price: SpecialPrice | None = None
    discount_amount: Decimal | None = None
    vat_rate: Decimal | None = None
    note: str | None = None
    term: str | None = None
    billing_plan: str | None = None
    where: str = ""
    places: dict[str, str] = {}


class PlannedServer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Servers that the lines are for, as `size` writes them (`4:2x10`): the quote is checked against them.

    `edition`: which edition licenses them, where the quote has several.
    """

    product: Literal["windows-server", "sql-server"]
    server: str
    vms: int = 0
    edition: Literal["Standard", "Datacenter", "Enterprise"] | None = None
    where: str = ""


class QuoteRequest(SellTerms, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A request file. `customer` inline, or by id, VAT id or tenant id from the customer book; `date` is the quote's date, today
    where absent; `po_number` and `po_date` are the customer's purchase order. `places` are the lines of its keys in the file; of a
    line of the request those that stand below its first. `discount_amount` is taken off the sum of the lines.

    `owned`: what the customer has already, by id: access licences (`windows-server-cal`, `exchange-standard-cal`), products
    (`windows-server-2022`), conditions (`microsoft-365-business`), `open-license-agreement`.
    """

    customer: Customer | str
    vat: Vat
    program: str = PROGRAM
    market: str = MARKET
    currency: str = CURRENCY
    segment: Segment = DEFAULT_SEGMENT
    number: str | None = None
    date: Day | None = None
    valid_days: int = 30
    po_number: str | None = None
    po_date: Day | None = None
    shipping: Decimal | None = None
    discount_amount: Decimal | None = None
    notes: list[str] = []
    lines: list[RequestLine] = []
    other: list[OtherLine] = []
    servers: list[PlannedServer] = []
    owned: list[str] = []
    software_assurance: bool = False
    where: str = ""
    places: dict[str, str] = {}

    @property
    def customer_id(self) -> str | None:
        """The id of the customer in the customer book; None if the request describes the customer itself."""
        return self.customer if isinstance(self.customer, str) else self.customer.id

    @property
    def customer_name(self) -> str:
        """The name of the customer, or what the request calls it."""
        return self.customer if isinstance(self.customer, str) else self.customer.name

    @property
    def every_line(self) -> "list[RequestLine | OtherLine]":
        """The lines in the order of the quote: Microsoft's, then those of other vendors."""
        return [*self.lines, *self.other]


def place(record: RequestLine | OtherLine | QuoteRequest | SellTerms, *keys: str) -> str:
    """Return the place of the first of these keys that the file has ("request.yaml:7"), else the place of the record."""
    places: dict[str, str] = getattr(record, "places", {})
    return next((places[key] for key in keys if key in places), getattr(record, "where", ""))


def without_places(record: Any) -> dict[str, Any]:
    """Return the record and its lines as plain data without file positions."""

    kept: dict[str, Any] = _unplaced(to_builtins(record))
    return kept


def _unplaced(held: Any) -> Any:
    if isinstance(held, list):
        return [_unplaced(item) for item in held]
    if not isinstance(held, dict):
        return held
    return {key: _unplaced(value) for key, value in held.items() if key not in ("where", "places")}
