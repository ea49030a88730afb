"""A quote in its internal and its customer view."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace

from licensectl.core.money import amount_of, unit, zero
from licensectl.core.text import Lang
from licensectl.domain.customers.fields import FIELDS
from licensectl.domain.customers.model import Customer
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.model import without_places
from licensectl.domain.quotes.tax import ORDINARY
from licensectl.domain.quotes.totals import rounded_of
from licensectl.errors import EXIT_DONE, EXIT_NO
from licensectl.i18n.terms import coded
from licensectl.i18n.translate import N_, rendered, translate
from licensectl.render.quote_parts import billing_of, billing_words, line_record, source_words, totals_record
from licensectl.render.report import Column, Kind, Report, Table, fields_of, framed, table_of

TO_PAY = N_("To be paid to us")
# The sums of a quote in each of its rows.
SUMS = ("quote_net", "quote_vat", "quote_gross", "quote_payable")
Cell = tuple[Column, Callable[[QuoteLine], Any]]


def treatments(quote: Quote, lang: Lang) -> tuple[str, ...]:
    """Return a sentence for each special tax regime of the sale."""
    sentence = quote.tax_regime.sentence
    return (translate(sentence, lang),) if sentence else ()


class Foot(NamedTuple):
    """A line beneath the table; `formula` as `Table.sums` has it."""

    label: str
    cell: Any
    kind: Kind = "amount"
    formula: str = ""


def line_total(currency: str) -> str:
    """Return the formula of a line's total from its quantity, sell price and discount."""
    return _rounded("{quantity}*{sell_price}", currency) + "-{discount_amount}"


def feet(quote: Quote, internal: bool, lang: Lang) -> list[Foot]:
    """Return shipping, net, VAT, gross, the amount to pay if it is less, internal figures in the internal view, and the last day of
    validity.

    A draft has no sums; its internal view has that of the lines with a price.
    """
    made: list[Foot] = []
    if quote.totals.complete:
        made = _sums(quote, lang)
        made += _internal_sums(quote, len(made), lang) if internal else []
        made += _by_period(quote, lang)
    elif internal:
        label = f"{translate(N_('Lines with a price'), lang)} {quote.request.currency}"
        made = [Foot(label, quote.totals.known.amount, formula="SUM({line_total})")]
    return [*made, Foot(translate(N_("Valid until"), lang), quote.valid_until, "date")]


DRAFT = N_("DRAFT, incomplete")
UNPRICED = N_("Draft: no price for line {lines}; there are no totals, and this is not an offer.")


def draft_words(quote: Quote, lang: Lang) -> str:
    """Return the note of a draft, which names its lines without a price; "" for a complete quote."""
    lines = ", ".join(str(line.position) for line in quote.unpriced)
    return translate(UNPRICED, lang).format(lines=lines) if lines else ""


def _sums(quote: Quote, lang: Lang) -> list[Foot]:
    totals, currency = quote.totals, quote.request.currency
    shipping = "+{0}" if totals.shipping else ""
    made = [Foot(f"{translate(N_('Shipping'), lang)} {currency}", totals.shipping.amount)] if totals.shipping else []
    if totals.discount:
        made.append(Foot(f"{translate(N_('Discount'), lang)} {currency}", -totals.discount.amount))
    net = len(made)
    around = "".join(f"+{{{number}}}" for number in range(net))
    made.append(Foot(f"{net_word(quote, lang)} {currency}", totals.net.amount, formula="SUM({line_total})" + around))
    bases = dict.fromkeys((row.rate for row in totals.vat), net)
    if len(totals.vat) > 1:
        for row in totals.vat:
            bases[row.rate] = len(made)
            part = f"SUMIF({{vat_rate}},{row.rate:f},{{line_total}})" + (shipping if row.rate == quote.shipping_rate else "")
            part += f"-{row.discount.amount}" if row.discount else ""
            made.append(Foot(f"{translate(N_('Net'), lang)} {rendered(row.rate.normalize(), lang)} %", row.taxable.amount, formula=part))
    first = len(made)
    for row in totals.vat:
        tax = _rounded(f"{{{bases[row.rate]}}}*{row.rate:f}/100", currency)
        made.append(Foot(f"{translate(N_('VAT'), lang)} {rendered(row.rate.normalize(), lang)} %", row.amount.amount, formula=tax))
    taxes = "".join(f"+{{{number}}}" for number in range(first, len(made)))
    made.append(Foot(f"{gross_word(quote, lang)} {currency}", totals.gross.amount, formula=f"{{{net}}}{taxes}"))
    if quote.payable != totals.gross:
        made.append(Foot(f"{translate(TO_PAY, lang)} {currency}", quote.payable.amount, formula=f"{{{net}}}"))
    return made


def _by_period(quote: Quote, lang: Lang) -> list[Foot]:
    """Return the sums that are paid once and in each period, and the sum of all payments; nothing without subscriptions."""
    currency = quote.request.currency
    made = []
    for due in quote.totals.due:
        words = billing_words(due.months, due.payments, lang)
        made.append(Foot(f"{translate(N_('Net'), lang)} {words} {currency}", due.net.amount))
        made.append(Foot(f"{translate(N_('Gross'), lang)} {words} {currency}", due.gross.amount))
    whole = quote.totals.over_terms
    return [*made, Foot(f"{translate(N_('Net, all payments'), lang)} {currency}", whole.amount)] if whole is not None else []


def net_word(quote: Quote, lang: Lang) -> str:
    """Return the label of the net sum: with subscriptions that of the first invoice."""
    return translate(N_("Net, first invoice") if quote.totals.due else N_("Net"), lang)


def gross_word(quote: Quote, lang: Lang) -> str:
    """Return the label of the gross sum: with subscriptions that of the first invoice."""
    return translate(N_("Gross, first invoice") if quote.totals.due else N_("Gross"), lang)


def _internal_sums(quote: Quote, place: int, lang: Lang) -> list[Foot]:
    totals, currency = quote.totals, quote.request.currency
    sold = "SUM({line_total})" + (f"+{{{1 if totals.shipping else 0}}}" if totals.discount else "")
    cost = f"SUMPRODUCT({_rounded('{unit_price}*{quantity}', currency)})"
    return [
        Foot(f"{translate(N_('Cost'), lang)} {currency}", amount_of(totals.cost), formula=cost),
        Foot(f"{translate(N_('Margin'), lang)} {currency}", amount_of(totals.margin), formula=f"{sold}-{{{place}}}"),
        Foot(translate(N_("Margin %"), lang), totals.margin_percent, "percent", f"ROUND({{{place + 1}}}*100/({sold}),1)"),
    ]


def _rounded(words: str, currency: str) -> str:
    return f"ROUND({words},{-int(unit(currency).as_tuple().exponent)})"


View = Literal["internal", "customer"]
INTERNAL = tuple(field.name for field in FIELDS if field.internal)


def quote(quote: Quote, view: View, stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of a quote in one of its two views."""
    internal = view == "internal"
    problems = quote.problems if internal else []
    number, customer = quote.request.number or "", quote.request.customer_name
    title = f"{translate(N_('Quote'), lang)} {number} · {customer} · {rendered(quote.date, lang)}".replace("  ", " ")
    if quote.unpriced:
        title = f"{translate(DRAFT, lang)} · {title}"
    return Report(
        title,
        _table(quote, internal, lang),
        framed("quote", stamp, _body(quote, internal), problems, lang),
        notes=tuple(_notes(quote, lang)),
        status=EXIT_NO if quote.unpriced else EXIT_DONE,
        used=(*(line.sku for line in quote.lines if line.sku), *(problem.code for problem in problems)),
    )


def _table(quote: Quote, internal: bool, lang: Lang) -> Table:
    sums = feet(quote, internal, lang)
    table = table_of(quote.lines, *_cells(quote, internal, lang), footer=[(foot.label, foot.cell, foot.kind) for foot in sums])
    return replace(table, sums=tuple(foot.formula for foot in sums))


def _cells(quote: Quote, internal: bool, lang: Lang) -> Iterator[Cell]:
    """Yield the columns of the lines and, after them, those of the quote, whose cells are the same in each row."""
    discounts = any(line.discount_amount is not None for line in quote.lines)
    recurring = any(line.recurrence for line in quote.lines)
    currency = quote.request.currency
    yield Column("position", "#", "int"), lambda line: line.position
    yield Column("sku", "SKU", "id"), lambda line: line.sku or line.part_number
    yield Column("part_number", N_("Part number"), "id", "files"), lambda line: line.part_number
    yield Column("title", N_("Title")), lambda line: line.title
    yield Column("program", N_("Program"), audience="files"), lambda line: line.program
    yield Column("vendor", N_("Vendor"), audience="files"), lambda line: line.vendor
    yield Column("quantity", N_("Qty"), "int"), lambda line: line.quantity
    if internal:
        yield Column("unit_price", N_("Cost price"), "amount"), lambda line: amount_of(line.unit_price)
        yield Column("erp", N_("ERP"), "amount"), lambda line: amount_of(line.erp)
    yield Column("sell_price", N_("Sell price"), "amount"), lambda line: amount_of(line.sell_price)
    discount = Column("discount_amount", N_("Discount amount"), "amount", "all" if discounts else "files")
    yield discount, lambda line: amount_of(line.discount_amount)
    yield Column("billing", N_("Billing"), audience="readers" if recurring else "none"), lambda line: billing_of(line, lang)
    yield Column("line_total", N_("Total"), "amount", formula=line_total(currency)), lambda line: amount_of(line.line_total)
    yield Column("currency", N_("Currency"), audience="files"), _same(currency)
    yield Column("vat_rate", translate(N_("VAT"), lang) + " %", "percent", "files"), lambda line: line.vat_rate
    if internal:
        yield Column("price_from", N_("Price from"), audience="readers"), lambda line: source_words(line, lang)
        yield Column("price_source", N_("Price from"), audience="stream"), lambda line: line.price_source.kind
        yield Column("price_where", N_("Source"), audience="files"), lambda line: line.price_source.source or line.price_source.where
    yield from _cells_of_quote(quote, lang)
    yield Column("term", N_("Term"), audience="files"), lambda line: line.term or None
    yield Column("billing_plan", N_("Plan"), audience="files"), lambda line: line.billing_plan or None
    noted = any(line.note for line in quote.lines)
    yield Column("note", N_("Note"), audience="files" if noted else "stream"), lambda line: line.note or None


def _cells_of_quote(quote: Quote, lang: Lang) -> Iterator[Cell]:
    """Yield status, tax regime and the sums, which a draft does not have.

    A stream has neither title nor sums: each row says whether its quote is an offer or a draft, and what the quote comes to. A workbook
    has what its rows must say to be read again as the same quote.
    """
    totals, request = quote.totals, quote.request
    status = "incomplete draft" if quote.unpriced else "complete"
    yield Column("status", N_("Status"), audience="files"), _same(coded(status, lang))
    regime = Column("tax_regime", N_("Tax regime"), audience="stream" if quote.tax_regime is ORDINARY else "files")
    yield regime, _same(quote.tax_regime.name)
    around = (
        ("quote_discount", N_("Quote discount"), request.discount_amount),
        ("quote_shipping", N_("Quote shipping"), request.shipping),
    )
    for name, title, held in around:
        column = Column(name, title, "amount", "stream" if held is None else "files")
        yield column, _same(amount_of(rounded_of(held, request)))
    tax = sum((row.amount for row in totals.vat), zero(request.currency))
    for name, money in zip(SUMS, (totals.net, tax, totals.gross, quote.payable), strict=True):
        yield Column(name, name, "amount", "stream"), _same(None if quote.unpriced else money.amount)


def _same(cell: Any) -> Callable[[QuoteLine], Any]:
    return lambda _: cell


def _notes(quote: Quote, lang: Lang) -> list[str]:
    notes = [draft_words(quote, lang)] if quote.unpriced else []
    notes += treatments(quote, lang)
    notes += [f"{line.position}: {line.note}" for line in quote.lines if line.note]
    return notes + quote.request.notes


def _body(quote: Quote, internal: bool) -> dict[str, Any]:
    request = quote.request
    payable = quote.payable if quote.totals.complete else None
    return {
        "number": request.number,
        "date": quote.date,
        "valid_until": quote.valid_until,
        "customer": _customer(request.customer, internal) if isinstance(request.customer, Customer) else request.customer,
        **fields_of(request, "program", "market", "currency", "segment", "po_number"),
        "lines": [line_record(line, internal) for line in quote.lines],
        "totals": {**totals_record(quote.totals, internal), "tax_regime": quote.tax_regime.name, "payable": payable},
        "notes": request.notes,
    }


def _customer(customer: Customer, internal: bool) -> dict[str, Any]:
    """Return the customer's record; internal fields only in the internal view."""
    return {name: value for name, value in without_places(customer).items() if internal or name not in INTERNAL}
