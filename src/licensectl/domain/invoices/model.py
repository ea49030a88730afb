"""Invoice lines, order lines and the answer to both: records without decisions."""

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from msgspec import Struct

from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey

Cause = Literal[
    "matched",
    "not_ordered",
    "not_invoiced",
    "quantity",
    "price",
    "arithmetic",
    "rounding",
    "exchange_rate",
    "duplicate",
    "returned",
    "over_credited",
    "out_of_period",
    "not_checked",
    "unreadable",
]
CAUSES: tuple[Cause, ...] = Cause.__args__  # type: ignore[attr-defined]
Section = Literal["perpetual", "subscriptions", "azure", "charges", "out_of_period", "unreadable"]
MatchedBy = Literal["order_id", "alternate_id", "customer", "product"]
InvoiceKind = Literal["reconciliation", "fatturapa", "ubl"]


# The charge type of the lines of credit notes.
CREDIT_NOTE = "credit note"


class InvoiceLine(Struct, frozen=True, kw_only=True, gc=False):
    """A row of an invoice. `unit_price` in the pricing currency, `subtotal` in the currency billed, tax excluded.

    `rate` leads from the pricing currency to the one billed; None if the file has none. `day` is the UTC day of the order,
    `charge_start` of the charge. `term` and `charge_end` are blank for perpetual software. `broken_id`: an order id in exponent form.

    `of_document`: a line of an electronic invoice, whose unit price has up to eight decimals, and of which every line is compared.
    It may have several `codes` for its item and `references` that may be orders. `order_line` is the number of the line in its order,
    `accessory` a charge that nobody orders. `earlier` and `later`: it is of an earlier or later invoice in the ledger, and only what it
    bills matters.
    """

    row: int
    key: SkuKey
    quantity: Decimal
    unit_price: Decimal
    subtotal: Decimal
    currency: str
    pricing_currency: str
    rate: Decimal | None = Decimal(1)
    rate_day: str = ""
    total: Decimal | None = None
    invoice: str = ""
    order_id: str = ""
    alternate_id: str = ""
    broken_id: str = ""
    tenant_id: str = ""
    customer: str = ""
    market: str = ""
    charge_type: str = ""
    title: str = ""
    day: date | None = None
    charge_start: date | None = None
    charge_end: str = ""
    term: str = ""
    frequency: str = ""
    usage: bool = False
    of_document: bool = False
    earlier: bool = False
    later: bool = False
    accessory: bool = False
    codes: tuple[SkuKey, ...] = ()
    references: tuple[str, ...] = ()
    order_line: int | None = None

    @property
    def order_ids(self) -> tuple[str, ...]:
        """The spellings of the order's id that the row has."""
        first, second = self.order_id, self.alternate_id
        if not second or first == second:
            return (first,) if first else ()
        return (first, second) if first else (second,)

    @property
    def is_credit(self) -> bool:
        """Tell whether the row gives money back, by its sign or by its charge type."""
        return self.subtotal < 0 or self.charge_type.casefold().startswith(("cancel", CREDIT_NOTE))

    @property
    def billed(self) -> Money:
        """The subtotal as money."""
        return Money(self.subtotal, self.currency)


class SpooledLine(InvoiceLine, frozen=True, kw_only=True, gc=False, array_like=True):
    """An invoice line as a file of records holds it: without the names of its fields."""


class BadRow(Struct, frozen=True, kw_only=True):
    """A row that cannot be read; `subtotal` where at least that can."""

    row: int
    invoice: str = ""
    subtotal: Decimal | None = None
    currency: str = ""
    customer: str = ""


class Ordered(Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """An order line that may be on an invoice; `ids` are the spellings of its order's id or reference.

    `quantity` None: the line was cancelled and the record no longer says how many it was. `day`: UTC day of the order, None if
    nothing tells it. `cancelled`: the line was given back. `place`: its number among the order lines that are compared.
    """

    ids: tuple[str, ...]
    tenant_id: str
    key: SkuKey
    quantity: int | None
    unit_price: Money | None
    title: str = ""
    day: date | None = None
    cancelled: bool = False
    customer: str = ""
    segment: str = ""
    currency: str = ""
    line: int | None = None
    place: int = 0


class Agreed(Struct, frozen=True):
    """A unit price that was agreed and where it is written: the order, or a row of a price sheet."""

    price: Money
    source: str


class Judged(Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """One line of the answer: an invoice line, an order line, or both. `expected` None if no price is known.

    `cause` is the first that applies in the order of `CAUSES`, `also` are the others. `counts_for`: the invoice that a line without a
    readable row counts for. `credited_by`: numbers of later invoices in the ledger that credit the row, which differs
    without them. `again_on`: numbers of those that bill or credit the same once more.
    """

    cause: Cause
    section: Section = "perpetual"
    also: tuple[Cause, ...] = ()
    line: InvoiceLine | None = None
    bad: BadRow | None = None
    ordered: Ordered | None = None
    ordered_quantity: Decimal | None = None
    expected: Money | None = None
    agreed: Agreed | None = None
    matched_by: MatchedBy | None = None
    month: str = ""
    settled: bool = False
    counts_for: str = ""
    credited_by: tuple[str, ...] = ()
    again_on: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The number of the invoice that the line counts for."""
        return self.line.invoice if self.line else self.counts_for

    @property
    def invoiced(self) -> Money | None:
        """The amount of the row; None if it cannot be read or is not on the invoice."""
        if self.line:
            return self.line.billed
        return Money(self.bad.subtotal, self.bad.currency) if self.bad and self.bad.subtotal is not None else None

    @property
    def difference(self) -> Money | None:
        """Invoiced less expected; what is not on the invoice counts as billed with zero. None if no price is known."""
        if self.expected is None:
            return None
        return self.invoiced - self.expected if self.invoiced is not None else self.expected * -1


class SpooledJudged(Judged, frozen=True, kw_only=True, gc=False, array_like=True):
    """A line with its result, in the form in which a temporary file holds it."""

    line: SpooledLine | None = None


class CorrectedInvoice(NamedTuple):
    """An invoice that a credit note takes back; `day` is None where the note does not state it."""

    number: str
    day: date | None = None


class TaxedAmount(Struct, frozen=True):
    """The amounts that an electronic invoice states for one tax rate (percent), never signed."""

    rate: Decimal
    taxable: Decimal
    tax: Decimal


class InvoiceHead(Struct, frozen=True, kw_only=True):
    """The head of an electronic invoice; its amounts are negative for a credit note.

    `net` is without tax, `gross` with it, `to_pay` the sum of its payments. `label` is what tells it apart from the others of its
    file, the number unless several have it. `corrects`: the invoices that it takes back. `taxed`: what is taxed at each rate above 0,
    `pieces` the number of its lines. `where` is its file. `buyer_country` is that of
    the buyer's VAT id, else of its address.
    """

    kind: InvoiceKind
    number: str
    label: str
    currency: str
    day: date
    due: date | None = None
    seller: str = ""
    seller_id: str = ""
    net: Decimal
    gross: Decimal
    to_pay: Decimal
    corrects: tuple[CorrectedInvoice, ...] = ()
    taxed: tuple[TaxedAmount, ...] = ()
    pieces: int = 1
    where: str = ""
    buyer_country: str = ""

    @property
    def id(self) -> str:
        """The id of the invoice in the ledger: sellers and years may share numbers."""
        return f"{self.seller_id}/{self.day.year}/{self.number}"


class Billed(Struct, frozen=True):
    """The content of a file: readable lines and rows that cannot be read, of one invoice or of several; `heads` of electronic ones.

    `kept`: lines of other invoices in the ledger for the same orders.
    """

    lines: list[InvoiceLine]
    bad: list[BadRow]
    cut: bool = False
    heads: list[InvoiceHead] = []
    kept: list[InvoiceLine] = []
