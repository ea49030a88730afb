"""Match given customers with the customer book, and compute the changes to it."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from msgspec.structs import replace

from licensectl.core.text import listed
from licensectl.domain.customers import messages
from licensectl.domain.customers.field_checks import LONGEST_ID, shown
from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.validate import differing, fold, merged, slug
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_

# What tells two customers apart.
TELLING = ("tenant_id", "vat_id", "tax_code")
NAMED = {"id": N_("id"), "tenant_id": N_("tenant id"), "vat_id": N_("VAT id")}


class CustomerChange(NamedTuple):
    """The change of a customer: its kind, the new record, and the fields that differ from before."""

    kind: Literal["added", "changed", "unchanged"]
    customer: Customer
    fields: tuple[str, ...] = ()


class CustomerIndex:
    """Customers of the book by what tells them apart; as many of them as a question can be about."""

    def __init__(self, customers: Iterable[Customer] = ()) -> None:
        self._ids: dict[str, Customer] = {}
        self._tenants: dict[str, str] = {}
        self._vats: dict[str, dict[str, None]] = {}
        self._names: dict[str, dict[str, None]] = {}
        for customer in customers:
            self.put(customer)

    def holds(self, customer_id: str) -> bool:
        """Return True if a customer of this id is known here."""
        return customer_id in self._ids

    def put(self, customer: Customer) -> None:
        """Keep the customer, in the place of the one of its id."""
        customer_id = customer.id or ""
        if known := self._ids.get(customer_id):
            self._tenants.pop(known.tenant_id or "", None)
            for held, key in ((self._vats, known.vat_id), (self._names, fold(known.name))):
                held.get(key or "", {}).pop(customer_id, None)
        self._ids[customer_id] = customer
        if customer.tenant_id:
            self._tenants[customer.tenant_id] = customer_id
        if customer.vat_id:
            self._vats.setdefault(customer.vat_id, {})[customer_id] = None
        self._names.setdefault(fold(customer.name), {})[customer_id] = None

    def match(self, new: Customer) -> Customer | None:
        """Return the customer that `new` is: by id, else tenant, else VAT id, else by name where one of the two has neither.

        Two tenants of one VAT id are two customers. Raises LicensectlError if several fit, or where the tenant is another's.
        """
        if new.id in self._ids:
            owner = self._tenants.get(new.tenant_id or "")
            if owner not in (None, new.id):
                raise LicensectlError(messages.TAKEN.at(tenant=new.tenant_id, id=owner))
            return self._ids[new.id]
        if new.tenant_id in self._tenants:
            return self._ids[self._tenants[new.tenant_id]]
        same_vat = [self._ids[customer_id] for customer_id in self._vats.get(new.vat_id or "", ())]
        found = [one for one in same_vat if not (one.tenant_id and new.tenant_id)]
        if not found:
            same_name = [self._ids[customer_id] for customer_id in self._names.get(fold(new.name), ())]
            found = [one for one in same_name if not _keyed(one) or not _keyed(new)]
        if len(found) > 1:
            raise LicensectlError(messages.SEVERAL.at(name=shown(new.vat_id or new.name), ids=listed([one.id for one in found], 5)))
        return found[0] if found else None


class FreeIds:
    """Ids that nobody has yet. The index holds whoever has the slug of a name; `taken` tells of those with a number behind it."""

    def __init__(self, taken: Callable[[str], bool]) -> None:
        self._taken = taken
        # Where the search for a name's next number begins: a thousand customers of one name are not counted through each time.
        self._reached: dict[str, int] = {}

    def make(self, name: str, index: CustomerIndex) -> str:
        """Return the slug of the name, with a number behind it where others have it."""
        base = slug(name)
        if not index.holds(base):
            return base
        number = self._reached.get(base, 2)
        while index.holds(customer_id := _numbered(base, number)) or self._taken(customer_id):
            number += 1
        self._reached[base] = number
        return customer_id


def absorb(new: Customer, index: CustomerIndex, free: FreeIds, filling: bool = False) -> CustomerChange:
    """Return the change that `new` makes to the book: it is added, replaces fields of the known record, or, `filling`, only its blanks."""
    known = index.match(new)
    if known is None:
        return CustomerChange("added", replace(new, id=new.id or free.make(new.name, index)))
    return compared(known, replace(merged(new, known), id=known.id) if filling else merged(known, new))


def already(new: Customer, known: Customer) -> Problem:
    """Return the problem that a new customer has what a known one has: its id, tenant or VAT id, else its name."""
    if fold(new.name) == fold(known.name):
        return messages.THERE.at(name=shown(new.name), id=known.id)
    field = next(
        (name for name in ("id", "tenant_id", "vat_id") if getattr(new, name) and getattr(new, name) == getattr(known, name)), "id"
    )
    return messages.VALUE_TAKEN.at(field=NAMED[field], value=shown(getattr(new, field) or ""), name=shown(known.name), id=known.id)


def compared(known: Customer, now: Customer) -> CustomerChange:
    """Return the change from `known` to `now`."""
    fields = tuple(differing(known, now))
    return CustomerChange("changed" if fields else "unchanged", now, fields)


def united(gone: Customer, kept: Customer) -> tuple[Customer, list[tuple[str, str]]]:
    """Return `kept` with what only `gone` says, and the fields of `gone` that give way to other words, each with its value.

    Raises LicensectlError if both are one customer, or differ in what tells customers apart.
    """
    if gone.id == kept.id:
        raise LicensectlError(messages.SAME.at(id=kept.id))
    apart = [
        messages.APART.at(field=name, one=gone.id, own=one, other=kept.id, its=other)
        for name in TELLING
        if (one := getattr(gone, name)) and (other := getattr(kept, name)) and one != other
    ]
    if apart:
        raise LicensectlError(*apart)
    made = replace(merged(gone, kept), id=kept.id)
    if gone.notes and kept.notes and gone.notes != kept.notes:
        made = replace(made, notes=f"{kept.notes}\n{gone.notes}")
    texts = (name for name in differing(gone, made) if isinstance(getattr(gone, name), str) and name not in ("id", "notes", "name"))
    return made, [(name, getattr(gone, name)) for name in texts]


def _keyed(customer: Customer) -> bool:
    return bool(customer.vat_id or customer.tenant_id)


def _numbered(base: str, number: int) -> str:
    tail = f"-{number}"
    return base[: LONGEST_ID - len(tail)].rstrip("-") + tail
