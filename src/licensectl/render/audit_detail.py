"""The details of the audit trail as people read them: the ledger keeps states, fields and amounts as they are in files."""

from licensectl.core.ledger import AuditEntry
from licensectl.core.money import Money, parse_amount
from licensectl.core.text import Lang, Text
from licensectl.domain.customers.fields import FIELDS
from licensectl.i18n.terms import term
from licensectl.i18n.translate import rendered, translate

FIELD_TITLES: dict[str, Text] = {**{field.name: field.title for field in FIELDS}, "mca": "MCA"}


def audit_detail(entry: AuditEntry, lang: Lang) -> str:
    """Return the detail of an entry with the state of an order, the fields of a customer or the amount of an invoice in words of `lang`."""
    if entry.what.startswith("customer "):
        return ", ".join(translate(FIELD_TITLES.get(part, part), lang) for part in entry.detail.split(", "))
    if entry.what.startswith("order "):
        return term(entry.detail, lang)
    if entry.what.startswith("invoice "):
        return _amount(entry.detail, lang)
    return entry.detail


def _amount(text: str, lang: Lang) -> str:
    number, _, currency = text.partition(" ")
    amount = parse_amount(number)
    return str(rendered(Money(amount, currency), lang)) if amount is not None and currency else text
