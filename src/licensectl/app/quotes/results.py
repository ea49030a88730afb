"""Shapes of the JSON results of `quote …`."""

from datetime import date
from decimal import Decimal
from typing import Literal, TypedDict

from licensectl.core.money import Money
from licensectl.domain.customers.model import Customer
from licensectl.domain.quotes.saved import State
from licensectl.domain.quotes.verify import What
from licensectl.render.quote_parts import QuoteLineRecord, TotalsRecord
from licensectl.render.result import Result


class QuoteTotalsRecord(TotalsRecord):
    """The sums of a quote with how the sale is taxed, and what the customer pays to the reseller: gross, or net where it owes the tax;
    null while a line has no price."""

    tax_regime: str
    payable: Money | None


class QuoteResult(Result):
    """The result of `quote build`, `quote show` and `quote revise`, and of `quote export` with -f json."""

    number: str | None
    date: date
    valid_until: date
    customer: Customer | str
    program: str
    market: str
    currency: str
    segment: str
    po_number: str | None
    lines: list[QuoteLineRecord]
    totals: QuoteTotalsRecord
    notes: list[str]


class QuoteEntryRecord(TypedDict):
    """A saved quote in the list of them; it has no sums while a line has no price."""

    number: str
    revision: int
    label: str
    customer: str
    date: date
    valid_until: date
    state: State
    program: str
    net: Money | None
    gross: Money | None
    orders: list[str]


class Quotes(Result):
    """The result of `quote list`."""

    quotes: list[QuoteEntryRecord]


class MovementRecord(TypedDict):
    """Something that is no longer as it was; a price is money, a return window days, all else text."""

    what: What
    position: int | None
    subject: str | None
    was: Money | int | str | None
    now: Money | int | str | None
    percent: Decimal | None


class VerifiedQuote(TypedDict):
    """A saved quote and what moved since."""

    number: str
    revision: int
    label: str
    date: date
    data_version: str
    moved: list[MovementRecord]


class QuoteVerify(Result):
    """The result of `quote verify`."""

    quotes: list[VerifiedQuote]


class FieldOnBothSides(TypedDict):
    """A field of both quotes: money, a count, text (figures with decimals and days included) or a list of texts."""

    old: Money | int | str | list[str] | None
    new: Money | int | str | list[str] | None
    delta: Money | int | str | None


class LineDifference(TypedDict):
    """A line that is not the same in both quotes; fields by name."""

    change: Literal["added", "removed", "changed"]
    position: int
    sku: str | None
    part_number: str | None
    title: str
    vendor: str
    fields: dict[str, FieldOnBothSides]


class LineCounts(TypedDict):
    """Number of lines by kind of change."""

    added: int
    removed: int
    changed: int


class QuoteDiff(Result):
    """The result of `quote diff`: lines, then fields of the quotes and sums by name."""

    old: str
    new: str
    summary: LineCounts
    lines: list[LineDifference]
    fields: dict[str, FieldOnBothSides]
    totals: dict[str, FieldOnBothSides]


RESULTS: dict[str, type] = {"quote": QuoteResult, "quotes": Quotes, "quote-verify": QuoteVerify, "quote-diff": QuoteDiff}
