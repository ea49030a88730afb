"""Checks of the fields of a customer, which the registry of fields refers to."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import NamedTuple

from licensectl.core.defaults import MARKET
from licensectl.core.names import ID
from licensectl.core.text import HIDDEN, Text
from licensectl.domain.customers import messages
from licensectl.domain.customers.model import AgreementAcceptance, Customer
from licensectl.domain.customers.tax_id import TAX_CODE_COUNTRY, impossible, impossible_tax_code
from licensectl.domain.purchases.product_keys import without_keys
from licensectl.errors import Problem
from licensectl.i18n.translate import N_

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
LONGEST_ID = 64
# Two parts around one @, the second with a dot: whether it is read, only a letter to it tells.
EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\".]+(?:\.[^@\s,;<>\".]+)+")
DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII)
# An Italian electronic invoice goes to a code of seven characters, six for public bodies.
SDI = re.compile(r"[A-Z0-9]{6,7}", re.ASCII)
PERCENTAGE = re.compile(r"\d{1,2}(?:\.\d{1,4})?", re.ASCII)
WORD = re.compile(r"[^\s;=]{1,80}")
# Characters that no text may have; line breaks are part of an address and of notes.
CONTROL = re.compile(f"\t|{HIDDEN.pattern}")
MOST_OWNED = 1_000_000_000


class CustomerContext(NamedTuple):
    """The context of checks: `market` is the country of ids without a prefix, `knows` tells known owned ids, `near` gives similar ones."""

    day: date
    qualifications: Collection[str]
    knows: Callable[[str], bool]
    near: Callable[[str], str]
    market: str = MARKET
    indirect: bool = False


class Shape(NamedTuple):
    """A field whose whole text must match a pattern; `expected` shows what fits."""

    pattern: re.Pattern[str]
    expected: Text


Check = Callable[[Customer, CustomerContext], Iterator[Problem]]


def only_text(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    """Yield nothing: the field needs no check beyond those of every text (length, control characters, product keys)."""
    yield from ()


def name_and_id(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    """Yield a problem for a missing name and for an id that the book cannot use."""
    if not customer.name:
        yield messages.NO_NAME.at()
    if customer.id is not None and not (ID.fullmatch(customer.id) and len(customer.id) <= LONGEST_ID):
        yield messages.BAD_ID.at(value=shown(customer.id))


def ids(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    """Yield a problem for each id that cannot exist."""
    if customer.vat_id and impossible(customer.vat_id, None):
        yield messages.BAD_VAT_ID.at(value=shown(customer.vat_id))
    if customer.tax_code and customer.country in (None, TAX_CODE_COUNTRY) and impossible_tax_code(customer.tax_code):
        yield messages.BAD_TAX_CODE.at(value=shown(customer.tax_code))
    if customer.tenant_id and not GUID.fullmatch(customer.tenant_id):
        yield messages.BAD_TENANT.at(value=shown(customer.tenant_id))


def people(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    """Yield a problem for a contact without a name or with an impossible e-mail address."""
    for person in customer.contacts:
        if not person.name.strip():
            yield messages.NO_NAME.at("contacts")
        if person.email and not EMAIL.fullmatch(person.email):
            yield messages.BAD_FORM.at(field="contacts.email", value=shown(person.email), expected=N_("name@domain"))


def marketplaces(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    """Yield a problem for an invalid distributor or id of a marketplace."""
    for distributor, listed_as in customer.marketplace_ids.items():
        if not (ID.fullmatch(distributor) and WORD.fullmatch(listed_as)):
            yield messages.BAD_FORM.at(field="marketplace_ids", value=shown(f"{distributor}={listed_as}"), expected=N_("distributor=id"))


def qualification(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    """Yield a problem for a qualification that the facts in use do not have."""
    if customer.qualification and customer.qualification not in context.qualifications:
        yield messages.BAD_QUALIFICATION.at(value=shown(customer.qualification), known=", ".join(context.qualifications))


def owned(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    """Yield a problem for each owned id that is unknown and each quantity that is impossible."""
    for owned_id, count in customer.owned.items():
        if not context.knows(owned_id):
            yield messages.OWNED.at(value=shown(owned_id), near=context.near(owned_id))
        elif count is not None and not 0 < count <= MOST_OWNED:
            yield messages.BAD_SPEC.at(field="owned", value=f"{owned_id}={count}", expected=f"{owned_id}=1 … {owned_id}={MOST_OWNED}")


def acceptance(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    """Yield problems of the acceptance of the Microsoft Customer Agreement: its dates, and who attests it."""
    mca = customer.mca
    if mca is None:
        return
    if mca.agreed_on > context.day:
        yield messages.MCA_FUTURE.at(agreed=mca.agreed_on, day=context.day)
    if mca.expires and mca.expires < mca.agreed_on:
        yield messages.MCA_ENDS.at(agreed=mca.agreed_on, expires=mca.expires)
    if mca.email and not EMAIL.fullmatch(mca.email):
        yield messages.BAD_FORM.at(field="mca.email", value=shown(mca.email), expected=N_("name@domain"))
    yield from attestation(mca, context.indirect)


def attestation(mca: AgreementAcceptance, indirect: bool) -> Iterator[Problem]:
    """Yield a problem for an attestation by somebody who cannot give it, and for one without the person's data."""
    if mca.attested_by == "partner" and indirect:
        yield messages.MCA_INDIRECT.at()
    if mca.attested_by in ("partner", "provider"):
        missing = [name for name in ("first_name", "last_name", "email") if not getattr(mca, name)]
        if missing:
            yield messages.MCA_WHO.at(missing=", ".join(missing))


def shown(value: str) -> str:
    """Return the beginning of a wrong value for a message, without control characters and product keys."""
    return CONTROL.sub("", without_keys(value[:1000].replace("\n", " ")))[:60]
