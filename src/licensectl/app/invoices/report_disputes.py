"""Texts for support tickets: one per difference, with what was billed, what was agreed, and where it is written."""

from collections.abc import Iterator
from decimal import Decimal

from licensectl.app.invoices.report import count
from licensectl.core.names import safe_name
from licensectl.core.text import Lang, Text
from licensectl.domain.invoices.model import InvoiceLine, Judged
from licensectl.domain.invoices.result import Reconciled
from licensectl.domain.invoices.totals import settled
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, rendered, translate
from licensectl.render.cells import clean

# A fact of a dispute: its name and value.
FACT = N_("{name}: {value}")
ASKED: dict[str, Text] = {
    "not_ordered": N_("We have no order for this line. Please show who placed it, or credit it."),
    "not_invoiced": N_("This order is not on the invoice. Please confirm when it will be billed."),
    "quantity": N_("The quantity is not the one that we ordered. Please correct the line."),
    "price": N_("The price is not the one that we agreed. Please correct the line."),
    "arithmetic": N_("The amount is not price times quantity. Please correct the line."),
    "rounding": N_("The amount is rounded otherwise than your rule says. Please check it."),
    "exchange_rate": N_("The exchange rate is not the one of the other lines. Please check it."),
    "duplicate": N_("This line repeats another one. Please credit it."),
    "returned": N_("The credit is not what was billed. Please correct it."),
    "over_credited": N_("More is credited than was billed. Please correct the line."),
    "out_of_period": N_("This charge is of another month. Please show that it was not billed before."),
    "not_checked": "",
    "unreadable": "",
    "matched": "",
}


def disputes(found: Reconciled, tolerance: Decimal | None, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield a file name and a text for each difference; rows that could not be read or checked get none."""
    number = 0
    for line in found.lines:
        if settled(line, tolerance) or not ASKED[line.cause]:
            continue
        number += 1
        named = safe_name(line.number) or "invoice"
        place = f"row-{line.line.row}" if line.line else f"order-{number}"
        yield f"{named}-{place}-{line.cause.replace('_', '-')}.txt", _text(line, line.number, lang)


def _text(found: Judged, number: str, lang: Lang) -> str:
    line, ordered, agreed = found.line, found.ordered, found.agreed
    key = line.key if line else ordered.key if ordered else None
    ids = (line.order_ids if line else ()) or (ordered.ids if ordered else ())
    facts: list[tuple[Text, object]] = [
        (N_("Invoice"), number),
        (N_("Row"), line.row if line else None),
        (N_("Order"), ", ".join(ids)),
        (N_("Order line"), ordered.line if ordered else None),
        (N_("Order date"), (ordered.day if ordered else None) or (line.day if line and not line.of_document else None)),
        (N_("Invoice date"), line.day if line and line.of_document else None),
        (N_("Customer"), (line.customer if line else "") or (ordered.customer if ordered else "")),
        (N_("Tenant"), (line.tenant_id if line else "") or (ordered.tenant_id if ordered else "")),
        (N_("SKU"), f"{key} {(line.title if line else '') or (ordered.title if ordered else '')}".strip() if key else None),
        (N_("Charge type"), line.charge_type if line else None),
        (N_("Billed"), _billed(line, lang) if line else None),
        (N_("Exchange rate"), _rate(line, lang) if line else None),
        (N_("Agreed"), f"{_count(found, lang)} × {rendered(agreed.price, lang)}" if agreed else None),
        (N_("Evidence"), _evidence(found, lang)),
        (N_("Expected"), rendered(found.expected, lang)),
        (N_("Difference"), rendered(found.difference, lang)),
    ]
    known = [(name, clean(value) if isinstance(value, str) else value) for name, value in facts if value not in (None, "")]
    said = [translate(FACT.filled(name=name, value=value), lang) for name, value in known]
    title = f"{translate(N_('Cause'), lang)}: {term(found.cause.replace('_', ' '), lang)}"
    return "\n".join([title, *said, "", translate(ASKED[found.cause], lang), ""])


def _billed(line: InvoiceLine, lang: Lang) -> str:
    quantity, price = rendered(count(line.quantity), lang), rendered(line.unit_price, lang)
    return f"{quantity} × {price} {line.pricing_currency} = {rendered(line.billed, lang)}"


def _rate(line: InvoiceLine, lang: Lang) -> str | None:
    converted = line.rate is not None and line.pricing_currency != line.currency
    return f"{rendered(line.rate, lang)} ({line.pricing_currency} → {line.currency})" if converted else None


def _count(found: Judged, lang: Lang) -> str:
    return str(rendered(count(found.ordered_quantity), lang)) if found.ordered_quantity is not None else "?"


def _evidence(found: Judged, lang: Lang) -> str:
    """Return the place of the agreed price: the order, or a row of a price sheet."""
    if not found.agreed:
        return ""
    if found.agreed.source != "order":
        return f"{translate(N_('row of the price sheet'), lang)} {found.agreed.source}"
    return f"{translate(N_('price on the order'), lang)} {next(iter(found.ordered.ids), '') if found.ordered else ''}".strip()
