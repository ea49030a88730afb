"""Electronic invoices (FatturaPA, UBL): the record of one document, whether its lines add up to its totals, and its invoice lines."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.money import EXACT, is_currency, unit
from licensectl.core.sku_id import SkuKey, parse_sku
from licensectl.domain.invoices import messages_documents
from licensectl.domain.invoices.model import (
    CREDIT_NOTE,
    CorrectedInvoice,
    InvoiceHead,
    InvoiceKind,
    InvoiceLine,
    Ordered,
    TaxedAmount,
)
from licensectl.errors import Problem

NONE = Decimal(0)


class DocumentLine(Struct, frozen=True, kw_only=True):
    """A line: `unit_price` after its discounts and surcharges, `amount` as the document states it, both without tax and never signed
    for a credit note.

    `codes`: every code that the document has for the item, `references`: order ids, the one meant for it first. `order_line`: the number
    of the line in that order; `stated`: the document names an order for it. `accessory`: shipping, a discount as a line, or another
    charge that nobody orders. `rate`: its tax group.
    """

    row: int
    amount: Decimal
    quantity: Decimal
    unit_price: Decimal
    codes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    order_line: int | None = None
    title: str = ""
    stated: bool = False
    accessory: bool = False
    rate: str = ""


class Charge(Struct, frozen=True):
    """An amount of the whole document in a tax group: a pension fund, a document-level allowance (negative) or charge."""

    title: str
    amount: Decimal
    rate: str = ""


class TaxGroup(Struct, frozen=True):
    """The stated amounts of a tax group; `rounding` may or may not be part of `taxable`."""

    rate: str
    taxable: Decimal
    tax: Decimal = NONE
    rounding: Decimal = NONE


class DiscountStep(Struct, frozen=True):
    """A discount (`kind` SC) or surcharge (MG): a percentage of what the ones before left, or an amount."""

    kind: str
    percent: Decimal | None = None
    amount: Decimal | None = None


class InvoiceDocument(Struct, frozen=True, kw_only=True):
    """One document. `groups` are what the lines must add up to; `gross` its total with tax, None if it states none.

    `line_sum` is the stated sum of its lines, None if only the groups tell. `to_pay` is what its payments come to.
    `options`: amounts that some issuers count in the total and others do not, such as the stamp duty or the tax of a split payment;
    `steps`: discounts and surcharges of the total.
    `corrects`: the invoices that a credit note takes back. `taxed`: what is taxed at each rate above 0. `label` tells it apart where
    others of its file have its number.
    """

    kind: InvoiceKind
    number: str
    day: date
    currency: str
    lines: list[DocumentLine]
    groups: list[TaxGroup]
    charges: list[Charge] = []
    credit: bool = False
    due: date | None = None
    seller: str = ""
    seller_id: str = ""
    gross: Decimal | None = None
    line_sum: Decimal | None = None
    to_pay: Decimal | None = None
    options: tuple[Decimal, ...] = ()
    steps: list[DiscountStep] = []
    corrects: tuple[CorrectedInvoice, ...] = ()
    taxed: tuple[TaxedAmount, ...] = ()
    buyer_country: str = ""
    label: str = ""
    where: str = ""

    @property
    def net(self) -> Decimal:
        """The amount without tax, negative for a credit note."""
        return self.sign * sum((group.taxable for group in self.groups), NONE) + 0

    @property
    def payable(self) -> Decimal:
        """The amount to be paid, negative for a credit note."""
        return self.with_tax if self.to_pay is None else self.sign * self.to_pay + 0

    @property
    def with_tax(self) -> Decimal:
        """The amount with tax, negative for a credit note: the stated total, else the sum of the tax groups."""
        taxed = sum((group.taxable + group.tax for group in self.groups), NONE)
        return self.sign * (taxed if self.gross is None else self.gross) + 0

    @property
    def sign(self) -> int:
        """-1 for a credit note, whose amounts are positive in the document."""
        return -1 if self.credit else 1


def document_faults(document: InvoiceDocument) -> Iterator[Problem]:
    """Yield every total of the document that its own lines do not add up to."""
    if not document.number:
        yield messages_documents.NO_NUMBER.at(document.where)
    if not is_currency(document.currency):
        yield messages_documents.BAD_ELEMENT.at(document.where, element="currency", value=document.currency[:20])
    if document.credit and document.net > 0:
        yield messages_documents.NEGATIVE_CREDIT.at(document.where, number=document.number)
    half = unit(document.currency) / 2
    parts: dict[str, list[Decimal]] = {}
    for rate, amount in [(line.rate, line.amount) for line in document.lines] + [(one.rate, one.amount) for one in document.charges]:
        parts.setdefault(rate, []).append(amount)
    stated: dict[str, list[TaxGroup]] = {}
    for group in document.groups:
        stated.setdefault(group.rate, []).append(group)
    for rate in dict.fromkeys((*parts, *stated)):
        amounts, groups = parts.get(rate, []), stated.get(rate, [])
        taxable = sum((group.taxable for group in groups), NONE)
        rounding = sum((group.rounding for group in groups), NONE)
        # Amounts of up to eight decimals are rounded one by one, or their sum is.
        sums = sum(amounts, NONE), sum((_rounded(amount, document.currency) for amount in amounts), NONE)
        if not any(abs(found - other) <= half for found in sums for other in (taxable, taxable - rounding)):
            yield messages_documents.LINES_OFF.at(
                document.where, number=document.number, rate=rate or "—", lines=_rounded(sums[0], document.currency), stated=taxable
            )
    found = sum((line.amount for line in document.lines), NONE)
    if document.line_sum is not None and abs(found - document.line_sum) > half:
        yield messages_documents.LINES_OFF.at(document.where, number=document.number, rate="—", lines=found, stated=document.line_sum)
    yield from _gross_faults(document, half)


def _gross_faults(document: InvoiceDocument, half: Decimal) -> Iterator[Problem]:
    if document.gross is None:
        return
    taxed = sum((group.taxable + group.tax for group in document.groups), NONE)
    options = [(NONE, option) for option in (*document.options, sum((group.rounding for group in document.groups), NONE)) if option]
    sums = [taxed + sum(chosen, NONE) for chosen in product(*options)]
    if not any(abs(total - document.gross) <= half for found in sums for total in (found, discounted(found, document.steps))):
        yield messages_documents.GROSS_OFF.at(document.where, number=document.number, sum=taxed, stated=document.gross)


def invoice_lines(document: InvoiceDocument) -> list[InvoiceLine]:
    """Return the lines of a document that adds up, its charges and what rounding leaves; together they are its net amount."""
    sign = document.sign
    made = [_line(document, line) for line in document.lines if line.amount or line.codes]
    made += [_charge(document, charge.title, sign * _rounded(charge.amount, document.currency)) for charge in document.charges]
    rest = document.net - sum((line.subtotal for line in made), NONE)
    return [*made, _charge(document, "rounding", rest)] if rest else made


def _line(document: InvoiceDocument, line: DocumentLine) -> InvoiceLine:
    codes = tuple(dict.fromkeys(key_of(code) for code in line.codes if code.strip()))
    known = next((key for key in codes if parse_sku(str(key))), next(iter(codes), SkuKey("")))
    order_id = next(iter(line.references), "") if line.stated else ""
    return InvoiceLine(
        row=line.row,
        key=known,
        codes=codes,
        references=line.references,
        order_line=line.order_line,
        quantity=line.quantity,
        unit_price=line.unit_price,
        subtotal=document.sign * _rounded(line.amount, document.currency) + 0,
        currency=document.currency,
        pricing_currency=document.currency,
        invoice=document.label or document.number,
        order_id=order_id,
        title=line.title,
        day=document.day,
        charge_start=document.day,
        charge_type=CREDIT_NOTE if document.credit else "",
        of_document=True,
        accessory=line.accessory,
    )


def _charge(document: InvoiceDocument, title: str, amount: Decimal) -> InvoiceLine:
    return _line(document, DocumentLine(row=0, amount=document.sign * amount, quantity=NONE, unit_price=NONE, title=title, accessory=True))


def key_of(code: str) -> SkuKey:
    """Return the key of an item's code: ProductId and SkuId in any spelling, else the part number in capitals."""
    return parse_sku(code) or SkuKey(code.strip().upper())


def discounted(price: Decimal, steps: Iterable[DiscountStep]) -> Decimal:
    """Return a unit price after its discounts and surcharges; an amount takes precedence over a percentage."""
    for step in steps:
        amount = step.amount if step.amount is not None else EXACT.multiply(price, step.percent or NONE) / 100
        price = EXACT.subtract(price, amount) if step.kind == "SC" else EXACT.add(price, amount)
    return price


def _rounded(amount: Decimal, currency: str) -> Decimal:
    return amount.quantize(unit(currency), ROUND_HALF_UP, EXACT)


def head_of(document: InvoiceDocument) -> InvoiceHead:
    """Return the head of a document."""
    return InvoiceHead(
        kind=document.kind,
        number=document.number,
        label=document.label or document.number,
        currency=document.currency,
        day=document.day,
        due=document.due,
        seller=document.seller,
        seller_id=document.seller_id,
        net=document.net,
        gross=document.with_tax,
        to_pay=document.payable,
        corrects=document.corrects,
        taxed=document.taxed,
        pieces=len(document.lines),
        buyer_country=document.buyer_country,
        where=document.where,
    )


def with_orders(lines: Sequence[InvoiceLine], ordered: Sequence[Ordered]) -> list[InvoiceLine]:
    """Return lines of documents with the order and the code that orders on record know, of all that the document has for them."""
    of_order: dict[str, dict[SkuKey, int | None]] = {}
    for one in ordered:
        for order_id in one.ids:
            of_order.setdefault(order_id.casefold(), {}).setdefault(one.key, one.line)
    known = {key for keys in of_order.values() for key in keys}
    return [_with_order(line, of_order, known) if line.of_document and not line.accessory else line for line in lines]


def _with_order(line: InvoiceLine, of_order: Mapping[str, Mapping[SkuKey, int | None]], known: Collection[SkuKey]) -> InvoiceLine:
    order_id = next((found for found in line.references if found.casefold() in of_order), line.order_id)
    own = of_order.get(order_id.casefold(), {})
    key = next((code for keys in (own, known) for code in line.codes if code in keys), line.key)
    if not line.codes and line.order_line is not None:
        key = next((code for code, number in own.items() if number == line.order_line), key)
    return replace(line, order_id=order_id, key=key)
