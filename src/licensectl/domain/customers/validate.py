"""A customer of the book: as it is kept, what is wrong with it, and what another word on it changes."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec.structs import asdict, replace

from licensectl.core.names import ID, MARKET, capitals
from licensectl.domain.catalog.eligibility import qualification_id
from licensectl.domain.customers import messages
from licensectl.domain.customers.model import Acceptance, Customer
from licensectl.domain.customers.tax_id import impossible, impossible_tax_code, spelled, standing
from licensectl.domain.purchases.model import has_key, without_keys
from licensectl.errors import Problem

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
LONGEST_ID = 64
VAT_ID = re.compile(r"(?:[A-Z]{2})?[0-9A-Z]*\d{5}[0-9A-Z]*", re.ASCII)
NOT_IN_SLUG = re.compile(r"[^a-z0-9]+", re.ASCII)
LEGAL_FORMS = frozenset(
    {"srl", "srls", "spa", "sapa", "sas", "snc", "ss", "scarl", "scrl"}
    | {"gmbh", "kg", "ag", "ltd", "plc", "llc", "inc", "corp", "bv", "nv", "sa", "sarl", "sl", "ab", "as", "oy"}
)
# Two parts around one @, the second with a dot: whether it is read, only a letter to it tells.
EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\".]+(?:\.[^@\s,;<>\".]+)+")
DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII)
# An Italian electronic invoice goes to a code of seven characters, six for public bodies.
SDI = re.compile(r"[A-Z0-9]{6,7}", re.ASCII)
WORD = re.compile(r"[^\s;=]{1,80}")
# What no text may hold; line breaks are part of an address and of notes. Marks that reverse reading direction forge names.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
LINED = ("address", "notes")
MOST = {"notes": 4000, "address": 500}
MOST_OF_A_TEXT = 200
MOST_OWNED = 1_000_000_000
SHAPES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("email", EMAIL, "name@domain"),
    ("pec", EMAIL, "name@domain"),
    ("tenant_domain", DOMAIN, "contoso.onmicrosoft.com"),
    ("country", MARKET, "IT, DE, …"),
    ("sdi_code", SDI, "ABC1234"),
    ("marketplace_id", WORD, "an id without blanks"),
)


class CustomerContext(NamedTuple):
    """What a customer is checked against: `market` is where ids without a prefix are from, `knows` whether an owned id means
    something, `near` what it may have meant."""

    day: date
    qualifications: Collection[str]
    knows: Callable[[str], bool]
    near: Callable[[str], str]
    market: str = "IT"
    indirect: bool = False


def slug(name: str) -> str:
    """An id made from a name, without what says no more than that it is a company: `Contoso S.r.l.` → `contoso`."""
    plain = unicodedata.normalize("NFKD", name[: 4 * LONGEST_ID].casefold()).encode("ascii", "ignore").decode()
    words = NOT_IN_SLUG.sub(" ", plain.replace(".", "").replace("'", " ")).split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return "-".join(words)[:LONGEST_ID].strip("-") or "customer"


def looks_like_id(text: str) -> bool:
    """Whether this is written as an id of the book, a tenant id or a VAT id, and not as a name."""
    written = text.strip()
    return bool(ID.fullmatch(written) or GUID.fullmatch(written) or VAT_ID.fullmatch(written))


def fold(text: str) -> str:
    """A text as it compares: without case, accents and doubled blanks."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def tidied(customer: Customer, market: str) -> Customer:
    """The customer as it is kept: no blanks around texts, ids in one spelling, VAT id with its prefix."""
    said: dict[str, Any] = {
        name: value.strip() or None for name, value in zip(TEXTS, ALL_TEXTS(customer), strict=True) if value is not None and _stray(value)
    }
    for name, value in zip(SPELLINGS, SPELT(customer), strict=True):
        if value and (value := said.get(name, value)):
            said[name] = SPELLINGS[name](value)
    if vat := said.get("vat_id", customer.vat_id):
        said["vat_id"] = spelled(vat, said.get("country", customer.country) or market)
    if said.get("name", "") is None:
        said["name"] = ""
    return replace(customer, **said) if said else customer


def check_customer(customer: Customer, context: CustomerContext) -> list[Problem]:
    """Everything that keeps the customer out of the book."""
    return [problem for check in CHECKS for problem in check(customer, context)]


def unusual(customer: Customer) -> list[Problem]:
    """What is kept although it looks odd."""
    if customer.vat_id and standing(customer.vat_id, None) == "wrong":
        return [messages.OFFICE.at(value=customer.vat_id)]
    return []


def merged(known: Customer, new: Customer) -> Customer:
    """`known` with everything that `new` says in its place; what `new` is silent about stays, as does the id."""
    said = {name: value for name, value in zip(FIELDS, EVERYTHING(new), strict=True) if value and name != "id"}
    if new.mca and known.mca and new.mca.agreed_on == known.mca.agreed_on:
        said["mca"] = replace(known.mca, **{name: value for name, value in asdict(new.mca).items() if value is not None})
    if new.contacts:
        said["contacts"] = list({person.name: person for person in (*known.contacts, *new.contacts)}.values())
    said |= {name: getattr(known, name) | getattr(new, name) for name in ("owned", "marketplace_ids") if getattr(new, name)}
    return replace(known, **said)


def differing(one: Customer, other: Customer) -> list[str]:
    """The fields in which the two differ."""
    if one == other:
        return []
    return [name for name, was, now in zip(FIELDS, EVERYTHING(one), EVERYTHING(other), strict=True) if was != now]


def told(customer: Customer) -> str:
    """Everything that a search looks in, folded."""
    people = [part for person in customer.contacts for part in (person.name, person.email, person.role)]
    return fold(" ".join(filter(None, (*SEARCHED(customer), *people))))


def at_distributor(customer: Customer, distributor: str | None) -> Customer:
    """The customer with the marketplace id that this distributor knows it by, where no other was given."""
    listed_as = customer.marketplace_ids.get(distributor or "")
    return replace(customer, marketplace_id=listed_as) if listed_as and not customer.marketplace_id else customer


def _stray(text: str) -> bool:
    return not text or text[0].isspace() or text[-1].isspace()


def _texts(customer: Customer) -> Iterator[tuple[str, str]]:
    for name in TEXTS:
        if value := getattr(customer, name):
            yield name, value
    for person in customer.contacts:
        yield from ((f"contacts.{name}", value) for name, value in asdict(person).items() if value)
    if customer.mca:
        yield from ((f"mca.{name}", value) for name, value in asdict(customer.mca).items() if isinstance(value, str))
    for key, value in customer.marketplace_ids.items():
        yield "marketplace_ids", f"{key}={value}"


def _name(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    if not customer.name:
        yield messages.NO_NAME.at()
    if customer.id is not None and not (ID.fullmatch(customer.id) and len(customer.id) <= LONGEST_ID):
        yield messages.BAD_ID.at(value=shown(customer.id))


def _text(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    if _plain(customer):
        return
    for field, text in _texts(customer):
        most = MOST.get(field, MOST_OF_A_TEXT)
        if len(text) > most:
            yield messages.TOO_LONG.at(field=field, length=len(text), most=most)
        elif not text.isprintable() and (CONTROL.search(text) or ("\n" in text and field not in LINED)):
            yield messages.CONTROL.at(field=field)
        elif has_key(text):
            yield messages.KEY.at(field=field)


def _plain(customer: Customer) -> bool:
    """Whether one look at all texts together finds nothing to look into: most customers need no more."""
    if customer.contacts or customer.marketplace_ids:
        return False
    accepted = WHO_ACCEPTED(customer.mca) if customer.mca else ()
    together = " ".join(filter(None, (*ALL_TEXTS(customer), *accepted)))
    return len(together) <= MOST_OF_A_TEXT and together.isprintable() and not has_key(together)


def _ids(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    if customer.vat_id and impossible(customer.vat_id, None):
        yield messages.BAD_VAT_ID.at(value=shown(customer.vat_id))
    if customer.tax_code and customer.country in (None, "IT") and impossible_tax_code(customer.tax_code):
        yield messages.BAD_TAX_CODE.at(value=shown(customer.tax_code))
    if customer.tenant_id and not GUID.fullmatch(customer.tenant_id):
        yield messages.BAD_TENANT.at(value=shown(customer.tenant_id))


def _shapes(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    for field, shape, expected in SHAPES:
        value = getattr(customer, field)
        if value and not shape.fullmatch(value):
            yield messages.BAD_FORM.at(field=field, value=shown(value), expected=expected)
    for person in customer.contacts:
        if not person.name.strip():
            yield messages.NO_NAME.at("contacts")
        if person.email and not EMAIL.fullmatch(person.email):
            yield messages.BAD_FORM.at(field="contacts.email", value=shown(person.email), expected="name@domain")
    for distributor, listed_as in customer.marketplace_ids.items():
        if not (ID.fullmatch(distributor) and WORD.fullmatch(listed_as)):
            yield messages.BAD_FORM.at(field="marketplace_ids", value=shown(f"{distributor}={listed_as}"), expected="distributor=id")


def _qualification(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    if customer.qualification and customer.qualification not in context.qualifications:
        yield messages.BAD_QUALIFICATION.at(value=shown(customer.qualification), known=", ".join(context.qualifications))


def _owned(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    for owned_id, count in customer.owned.items():
        if not context.knows(owned_id):
            yield messages.OWNED.at(value=shown(owned_id), near=context.near(owned_id))
        elif count is not None and not 0 < count <= MOST_OWNED:
            yield messages.BAD_SPEC.at(field="owned", value=f"{owned_id}={count}", expected=f"{owned_id}=1 … {owned_id}={MOST_OWNED}")


def _mca(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    mca = customer.mca
    if mca is None:
        return
    if mca.agreed_on > context.day:
        yield messages.MCA_FUTURE.at(agreed=mca.agreed_on, day=context.day)
    if mca.expires and mca.expires < mca.agreed_on:
        yield messages.MCA_ENDS.at(agreed=mca.agreed_on, expires=mca.expires)
    if mca.email and not EMAIL.fullmatch(mca.email):
        yield messages.BAD_FORM.at(field="mca.email", value=shown(mca.email), expected="name@domain")
    yield from attestation(mca, context.indirect)


def attestation(mca: Acceptance, indirect: bool) -> Iterator[Problem]:
    """Why an attestation does not hold: by whom, and of whom."""
    if mca.attested_by == "partner" and indirect:
        yield messages.MCA_INDIRECT.at()
    if mca.attested_by in ("partner", "provider"):
        missing = [name for name in ("first_name", "last_name", "email") if not getattr(mca, name)]
        if missing:
            yield messages.MCA_WHO.at(missing=", ".join(missing))


def shown(value: str) -> str:
    """As much of a wrong value as a sentence has room for, without what steers a terminal and without a product key."""
    return CONTROL.sub("", without_keys(value[:1000].replace("\n", " ")))[:60]


FIELDS = Customer.__struct_fields__
EVERYTHING = attrgetter(*FIELDS)
TEXTS = tuple(name for name in FIELDS if name not in ("id", "mca", "contacts", "marketplace_ids", "owned"))
SEARCHED = attrgetter("id", "name", "vat_id", "tax_code", "tenant_id", "tenant_domain", "contact", "email", "address", "notes")
ALL_TEXTS = attrgetter(*TEXTS)
WHO_ACCEPTED = attrgetter("first_name", "last_name", "email", "phone")
SPELLINGS: dict[str, Callable[[str], str]] = {
    "tenant_id": str.lower,
    "tenant_domain": str.lower,
    "country": capitals,
    "qualification": qualification_id,
    "sdi_code": str.upper,
    "tax_code": lambda code: "".join(code.split()).upper(),
    **dict.fromkeys(LINED, lambda text: text.replace("\r\n", "\n")),
}
SPELT = attrgetter(*SPELLINGS)
CHECKS: tuple[Callable[[Customer, CustomerContext], Iterator[Problem]], ...] = (_name, _text, _ids, _shapes, _qualification, _owned, _mca)
