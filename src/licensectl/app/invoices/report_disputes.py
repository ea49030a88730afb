"""Texts for support tickets: one per difference, with what was billed, what was agreed, and where it is written."""

from collections.abc import Iterator
from decimal import Decimal

from licensectl.core.names import safe_name
from licensectl.core.text import Bilingual, Lang, Text, read
from licensectl.domain.invoices.model import Judged
from licensectl.domain.invoices.reconcile import Reconciled
from licensectl.domain.invoices.totals import settled
from licensectl.i18n.words import word
from licensectl.render.cells import clean

ASKED: dict[str, Text] = {
    "not_ordered": Bilingual(
        "We have no order for this line. Please show who placed it, or credit it.",
        "Non risulta alcun ordine per questa riga. Si chiede di indicare chi lo ha fatto, o di accreditarla.",
    ),
    "not_invoiced": Bilingual(
        "This order is not on the invoice. Please confirm when it will be billed.",
        "Questo ordine non è in fattura. Si chiede di confermare quando sarà fatturato.",
    ),
    "quantity": Bilingual(
        "The quantity is not the one that we ordered. Please correct the line.",
        "La quantità non è quella ordinata. Si chiede di correggere la riga.",
    ),
    "price": Bilingual(
        "The price is not the one that we agreed. Please correct the line.",
        "Il prezzo non è quello concordato. Si chiede di correggere la riga.",
    ),
    "arithmetic": Bilingual(
        "The amount is not price times quantity. Please correct the line.",
        "L'importo non è prezzo per quantità. Si chiede di correggere la riga.",
    ),
    "rounding": Bilingual(
        "The amount is rounded otherwise than your rule says. Please check it.",
        "L'importo è arrotondato diversamente dalla vostra regola. Si chiede di verificarlo.",
    ),
    "exchange_rate": Bilingual(
        "The exchange rate is not the one of the other lines. Please check it.",
        "Il cambio non è quello delle altre righe. Si chiede di verificarlo.",
    ),
    "duplicate": Bilingual(
        "This line repeats another one. Please credit it.", "Questa riga ne ripete un'altra. Si chiede di accreditarla."
    ),
    "returned": Bilingual(
        "The credit is not what was billed. Please correct it.", "L'accredito non corrisponde a quanto fatturato. Si chiede di correggerlo."
    ),
    "over_credited": Bilingual(
        "More is credited than was billed. Please correct the line.",
        "È accreditato più di quanto fatturato. Si chiede di correggere la riga.",
    ),
    "out_of_period": Bilingual(
        "This charge is of another month. Please show that it was not billed before.",
        "Questo addebito è di un altro mese. Si chiede di dimostrare che non è già stato fatturato.",
    ),
    "not_checked": "",
    "unreadable": "",
    "matched": "",
}


def disputes(found: Reconciled, tolerance: Decimal | None, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield a file name and a text for each difference; what could not be read or checked is no reason to write to anybody."""
    number = 0
    for invoice in found.invoices:
        for line in invoice.lines:
            if settled(line, tolerance) or not ASKED[line.cause]:
                continue
            number += 1
            named = safe_name(invoice.number) or "invoice"
            place = f"row-{line.line.row}" if line.line else f"order-{number}"
            yield f"{named}-{place}-{line.cause.replace('_', '-')}.txt", _text(line, invoice.number, lang)


def _text(found: Judged, number: str, lang: Lang) -> str:
    line, ordered, agreed = found.line, found.ordered, found.agreed
    key = line.key if line else ordered.key if ordered else None
    ids = (line.order_ids if line else ()) or (ordered.ids if ordered else ())
    facts: list[tuple[str, object]] = [
        ("Invoice", number),
        ("Row", line.row if line else None),
        ("Order", ", ".join(ids)),
        ("Order line", ordered.line if ordered else None),
        ("Order date", (ordered.day if ordered else None) or (line.day if line else None)),
        ("Customer", (line.customer if line else "") or (ordered.customer if ordered else "")),
        ("Tenant", (line.tenant_id if line else "") or (ordered.tenant_id if ordered else "")),
        ("SKU", f"{key} {(line.title if line else '') or (ordered.title if ordered else '')}".strip() if key else None),
        ("Charge type", line.charge_type if line else None),
        ("Billed", f"{line.quantity:f} × {line.unit_price:f} {line.pricing_currency} = {line.billed}" if line else None),
        ("Exchange rate", f"{line.rate:f} ({line.pricing_currency} → {line.currency})" if line and _converted(found) else None),
        ("Agreed", f"{_count(found)} × {agreed.price}" if agreed else None),
        ("Evidence", _evidence(found, lang)),
        ("Expected", found.expected),
        ("Difference", found.difference),
    ]
    said = [f"{word(name, lang)}: {clean(str(value))}" for name, value in facts if value not in (None, "")]
    title = f"{word('Cause', lang)}: {word(found.cause.replace('_', ' '), lang)}"
    return "\n".join([title, *said, "", read(ASKED[found.cause], lang), ""])


def _converted(found: Judged) -> bool:
    return bool(found.line and found.line.rate is not None and found.line.pricing_currency != found.line.currency)


def _count(found: Judged) -> str:
    return f"{found.ordered_quantity:f}" if found.ordered_quantity is not None else "?"


def _evidence(found: Judged, lang: Lang) -> str:
    """Where the agreed price is written: the order itself, or a row of a price sheet."""
    if not found.agreed:
        return ""
    if found.agreed.source != "order":
        return f"{word('row of the price sheet', lang)} {found.agreed.source}"
    return f"{word('price on the order', lang)} {next(iter(found.ordered.ids), '') if found.ordered else ''}".strip()
