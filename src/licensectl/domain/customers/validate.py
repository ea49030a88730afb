"""A customer of the book: as it is kept, what is wrong with it, and what a newer record of it changes."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from msgspec.structs import asdict, replace

from licensectl.core.names import ID
from licensectl.domain.customers import messages
from licensectl.domain.customers.field_checks import CONTROL, GUID, LONGEST_ID, Check, CustomerContext, Shape, ids, name_and_id, shown
from licensectl.domain.customers.fields import FIELDS, MOST_OF_A_TEXT
from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.tax_id import doubt, spelled
from licensectl.domain.purchases.product_keys import has_key
from licensectl.errors import Problem

VAT_ID = re.compile(r"(?:[A-Z]{2})?[0-9A-Z]*\d{5}[0-9A-Z]*", re.ASCII)
NOT_IN_SLUG = re.compile(r"[^a-z0-9]+", re.ASCII)
LEGAL_FORMS = frozenset(
    {"srl", "srls", "spa", "sapa", "sas", "snc", "ss", "scarl", "scrl"}
    | {"gmbh", "kg", "ag", "ltd", "plc", "llc", "inc", "corp", "bv", "nv", "sa", "sarl", "sl", "ab", "as", "oy"}
)


# Letters that Unicode does not divide into a letter and an accent.
UNDIVIDED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def slug(name: str) -> str:
    """Return an id made from a name, without its legal form: `Contoso S.r.l.` → `contoso`."""
    latin = name[: 4 * LONGEST_ID].casefold().translate(UNDIVIDED)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    words = NOT_IN_SLUG.sub(" ", plain.replace(".", "").replace("'", " ")).split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return "-".join(words)[:LONGEST_ID].strip("-") or "customer"


def looks_like_id(text: str) -> bool:
    """Return True if this is written as an id of the book, a tenant id or a VAT id, and not as a name."""
    return bool(ID.fullmatch(text.strip())) or is_number(text)


def is_number(text: str) -> bool:
    """Return True if this is written as a tenant id or a VAT id, which are no names."""
    return bool(GUID.fullmatch(text.strip()) or VAT_ID.fullmatch(text.strip()))


def fold(text: str) -> str:
    """Return a text as it compares: without case, accents and doubled blanks."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def tidied(customer: Customer, market: str) -> Customer:
    """Return the customer as it is kept: no blanks around texts, ids in one spelling, VAT id with its prefix."""
    said: dict[str, Any] = {
        name: kept
        for name, value in zip(TEXTS, ALL_TEXTS(customer), strict=True)
        if value is not None and (kept := value.strip() or None) != value
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
    """Return every problem that keeps the customer out of the book."""
    return [problem for check in CHECKS for problem in check(customer, context)]


def unusual(customer: Customer) -> list[Problem]:
    """Return warnings about values that are valid but unusual."""
    found = doubt(customer.vat_id, None) if customer.vat_id else None
    return [found] if found else []


def merged(known: Customer, new: Customer) -> Customer:
    """Return `known` with the fields that `new` has; other fields and the id stay."""
    said = {name: value for name, value in zip(ATTRIBUTES, EVERYTHING(new), strict=True) if value and name != "id"}
    if new.mca and known.mca and new.mca.agreed_on == known.mca.agreed_on:
        said["mca"] = replace(known.mca, **{name: value for name, value in asdict(new.mca).items() if value is not None})
    if new.contacts:
        said["contacts"] = list({person.name: person for person in (*known.contacts, *new.contacts)}.values())
    said |= {name: getattr(known, name) | getattr(new, name) for name in ("owned", "marketplace_ids") if getattr(new, name)}
    return replace(known, **said)


def differing(one: Customer, other: Customer) -> list[str]:
    """Return the fields in which the two differ."""
    if one == other:
        return []
    return [name for name, was, now in zip(ATTRIBUTES, EVERYTHING(one), EVERYTHING(other), strict=True) if was != now]


def told(customer: Customer) -> str:
    """Return all texts that a search looks in, folded."""
    people = [part for person in customer.contacts for part in (person.name, person.email, person.role)]
    return fold(" ".join(filter(None, (*SEARCHED(customer), *people))))


def at_distributor(customer: Customer, distributor: str | None) -> Customer:
    """Return the customer with the marketplace id that this distributor knows it by, where no other was given."""
    listed_as = customer.marketplace_ids.get(distributor or "")
    return replace(customer, marketplace_id=listed_as) if listed_as and not customer.marketplace_id else customer


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
    """Return True if one look at all texts together finds nothing to look into: most customers need no more."""
    if customer.contacts or customer.marketplace_ids:
        return False
    accepted = WHO_ACCEPTED(customer.mca) if customer.mca else ()
    together = " ".join(filter(None, (*ALL_TEXTS(customer), *accepted)))
    return len(together) <= MOST_OF_A_TEXT and together.isprintable() and not has_key(together)


def _shapes(customer: Customer, context: CustomerContext) -> Iterator[Problem]:
    for field, (pattern, expected) in SHAPES.items():
        value = getattr(customer, field)
        if value and not pattern.fullmatch(value):
            yield messages.BAD_FORM.at(field=field, value=shown(value), expected=expected)


ATTRIBUTES = Customer.__struct_fields__
EVERYTHING = attrgetter(*ATTRIBUTES)
TEXTS = tuple(field.name for field in FIELDS if field.form == "text" and field.name != "id")
SEARCHED = attrgetter(*(field.name for field in FIELDS if field.searched and field.form == "text"))
ALL_TEXTS = attrgetter(*TEXTS)
MOST = {field.name: field.most for field in FIELDS}
LINED = {field.name for field in FIELDS if field.lined}
WHO_ACCEPTED = attrgetter("first_name", "last_name", "email", "phone")
SPELLINGS: dict[str, Callable[[str], str]] = {field.name: field.spelling for field in FIELDS if field.spelling}
SPELT = attrgetter(*SPELLINGS)
SHAPES = {field.name: field.check for field in FIELDS if isinstance(field.check, Shape)}
OTHERS: dict[Check, None] = dict.fromkeys(field.check for field in FIELDS if not isinstance(field.check, Shape))
CHECKS: tuple[Check, ...] = (name_and_id, _text, ids, _shapes, *(check for check in OTHERS if check not in (name_and_id, ids)))
