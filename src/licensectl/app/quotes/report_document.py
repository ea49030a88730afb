"""The quote as the paper that its customer gets: letterhead, lines, sums, terms, and a line to sign on."""

from collections.abc import Sequence
from typing import Any

from licensectl.app.quotes.report import DRAFT, TO_PAY, draft_words, gross_word, net_word, treatments
from licensectl.core.text import Lang
from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.tax_id import country_of
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.terms import ProgramTerms
from licensectl.domain.settings.profile import Profile
from licensectl.i18n.translate import N_, rendered, translate
from licensectl.render.cells import shown
from licensectl.render.quote_parts import billing_of, billing_words
from licensectl.render.report import Column, Kind, PrintedDocument, PrintedParty, Section, Sum, Table
from licensectl.render.return_terms import return_words

STATED = {
    "payment_schedule": N_("Payment"),
    "provisioning_time": N_("Delivery"),
    "key_type": N_("Key"),
}
RETURNS = N_("Returns")
ACCEPTANCE = N_("We accept this quote and order what it lists.")
SIGN = (N_("Place and date"), N_("Name"), N_("Stamp and signature"))
TERMS = N_("Terms")


def paper(quote: Quote, terms: Sequence[ProgramTerms], profile: Profile, lang: Lang) -> PrintedDocument:
    """Return the document of `quote` for the customer, without costs. A draft has neither sums nor signature lines."""
    whole = not quote.unpriced
    others = any(line.vendor != "Microsoft" and not line.is_rebate for line in quote.lines)
    return PrintedDocument(
        heading=translate(N_("Quote"), lang),
        number=quote.request.number or "",
        seller=_seller(profile, lang),
        customer=_customer(quote, profile, lang),
        customer_title=translate(N_("Customer"), lang),
        facts=_facts(quote, lang),
        table=_table(quote, lang),
        currency=quote.request.currency,
        sums=tuple(_sums(quote, lang)) if whole else (),
        sections=tuple(_section(of_program, lang, others) for of_program in terms),
        remarks=(*treatments(quote, lang), *quote.request.notes),
        remarks_title=translate(N_("Notes"), lang),
        acceptance=translate(ACCEPTANCE, lang) if whole else "",
        sign=tuple(translate(label, lang) for label in SIGN) if whole else (),
        page_word=translate(N_("Page"), lang),
        base_word=translate(N_("on"), lang),
        draft="" if whole else translate(DRAFT, lang),
        draft_note=draft_words(quote, lang),
    )


def _seller(profile: Profile, lang: Lang) -> PrintedParty:
    lines = [*profile.address, _labelled(translate(N_("VAT id"), lang), profile.vat_id), profile.phone, profile.email, profile.website]
    lines.append(_labelled("IBAN", " · ".join(part for part in (profile.iban, profile.bank) if part)))
    name = profile.name or profile.legal_name or ""
    legal = profile.legal_name if profile.legal_name and profile.legal_name != name else ""
    return PrintedParty(name, tuple(line for line in lines if line), legal or "")


def _customer(quote: Quote, profile: Profile, lang: Lang) -> PrintedParty:
    customer = quote.request.customer
    if not isinstance(customer, Customer):
        return PrintedParty(customer)
    home = (profile.vat_id and country_of(profile.vat_id)) or profile.market
    abroad = customer.country if customer.country != home else None
    lines = [*(customer.address or "").splitlines(), abroad, _labelled(translate(N_("VAT id"), lang), customer.vat_id)]
    lines += [_labelled(translate(N_("Tax code"), lang), customer.tax_code), customer.contact]
    return PrintedParty(customer.name, tuple(line for line in lines if line))


def _labelled(label: str, text: str | None) -> str:
    return f"{label} {text}" if text else ""


def _facts(quote: Quote, lang: Lang) -> tuple[tuple[str, Any, Kind], ...]:
    said: list[tuple[str, Any, Kind]] = [
        (translate(N_("Date"), lang), quote.date, "date"),
        (translate(N_("Valid until"), lang), quote.valid_until, "date"),
    ]
    return (*said, (translate(N_("PO number"), lang), quote.request.po_number, "id")) if quote.request.po_number else tuple(said)


def _table(quote: Quote, lang: Lang) -> Table:
    rates = len({line.vat_rate for line in quote.lines}) > 1
    columns = [
        Column("position", "#", "int"),
        Column("title", N_("Title")),
        Column("quantity", N_("Qty"), "int"),
        Column("sell_price", N_("Price"), "amount"),
        Column("line_total", N_("Total"), "amount"),
    ]
    if rates:
        columns.insert(4, Column("vat_rate", translate(N_("VAT"), lang) + " %", "percent"))
    rows = []
    for line in quote.lines:
        maker = line.vendor if line.vendor != "Microsoft" else ""
        discount = f"{translate(N_('Discount'), lang)} {shown(line.discount_amount.amount, 'amount', lang)}" if line.discount_amount else ""
        billing = billing_of(line, lang) if quote.totals.due or line.recurrence else ""
        beneath = " · ".join(part for part in (maker, line.sku or line.part_number, billing, line.note, discount) if part)
        money = [amount.amount if amount is not None else None for amount in (line.sell_price, line.line_total)]
        rows.append((line.position, (line.title, beneath), line.quantity, money[0], *([line.vat_rate] if rates else []), money[1]))
    return Table(tuple(columns), tuple(rows))


def _sums(quote: Quote, lang: Lang) -> list[Sum]:
    totals = quote.totals
    sums = [Sum(translate(N_("Shipping"), lang), totals.shipping.amount)] if totals.shipping is not None else []
    if totals.discount is not None:
        sums.append(Sum(translate(N_("Discount"), lang), -totals.discount.amount))
    sums.append(Sum(net_word(quote, lang), totals.net.amount))
    for row in totals.vat:
        if row.rate or len(totals.vat) > 1:
            base = row.taxable.amount if len(totals.vat) > 1 else None
            sums.append(Sum(f"{translate(N_('VAT'), lang)} {rendered(row.rate.normalize(), lang)} %", row.amount.amount, base=base))
    less = quote.payable != totals.gross
    sums.append(Sum(gross_word(quote, lang), totals.gross.amount, strong=not less))
    if less:
        sums.append(Sum(translate(TO_PAY, lang), quote.payable.amount, strong=True))
    for due in totals.due:
        words = billing_words(due.months, due.payments, lang)
        sums += [
            Sum(f"{translate(N_('Net'), lang)} {words}", due.net.amount),
            Sum(f"{translate(N_('Gross'), lang)} {words}", due.gross.amount),
        ]
    if totals.over_terms is not None:
        sums.append(Sum(translate(N_("Net, all payments"), lang), totals.over_terms.amount))
    return sums


def _section(terms: ProgramTerms, lang: Lang, others: bool = False) -> Section:
    """Return the terms of a program; `others`: the quote has products of other vendors, for which they do not hold."""
    items = [(translate(STATED[name], lang), translate(said, lang)) for name, said in terms.stated.items()]
    if terms.returns is not None and terms.returns.verdict != "invalid":
        items.append((translate(RETURNS, lang), return_words(terms, lang)))
    title = translate(terms.title, lang)
    if terms.kind and not terms.stated:
        # No program on record is about this kind alone.
        title = f"{title}, {translate(N_('online services'), lang)}"
    if others:
        title = f"{title}, {translate(N_('Microsoft products only'), lang)}"
    return Section(f"{translate(TERMS, lang)}: {title}", tuple(items))
