"""The customer of the book that a command, a request or an order means."""

from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.app.customers import store as customers
from licensectl.app.customers.service_held import still_held
from licensectl.app.orders import store as orders
from licensectl.cli.context import Run, who
from licensectl.core.defaults import MARKET
from licensectl.core.text import Bilingual, listed
from licensectl.db import ledger
from licensectl.db.engine import Connection
from licensectl.domain.customers import holdings, messages
from licensectl.domain.customers.field_checks import CustomerContext, shown
from licensectl.domain.customers.matching import CustomerChange
from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.validate import at_distributor, check_customer, fold, is_number, looks_like_id, merged, slug, tidied
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.domain.quotes.model import QuoteRequest, place
from licensectl.domain.quotes.presets import with_margin_of
from licensectl.domain.sizing.rules import Figures
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_


def market(run: Run) -> str:
    """Return the country of VAT ids without a prefix."""
    return run.profile.market or MARKET


def customer_context(run: Run) -> CustomerContext:
    """Return the context that customers are checked in on the day of the run."""
    return CustomerContext(
        day=run.as_of,
        qualifications=run.facts.eligibility.qualifications,
        knows=lambda owned_id: holdings.knows(run.facts.catalog, owned_id),
        near=lambda owned_id: holdings.near(run.facts.catalog, owned_id),
        market=market(run),
        indirect=run.profile.indirect,
    )


def the_one(connection: Connection, name: str, home: str, where: str = "") -> Customer:
    """Return the customer that `name` means. Raises LicensectlError, which names similar customers, unless one customer fits."""
    found = customers.find(connection, name, home)
    if len(found) == 1:
        return found[0]
    if found:
        raise LicensectlError(messages.SEVERAL.at(where, name=shown(name), ids=listed([one.id for one in found], 5)))
    near = customers.near(connection, name)
    raise LicensectlError(
        messages.UNKNOWN.at(where, name=shown(name), near=", ".join(near)) if near else messages.NOBODY.at(where, name=shown(name))
    )


def looked_up(run: Run, name: str, store: str | None, where: str = "") -> tuple[Customer, list[PlacedOrder]]:
    """Return the customer of the book that `name` means, and its orders on record."""
    if not ledger.exists(store):
        raise LicensectlError(messages.NOBODY.at(where, name=name[:60]))
    with ledger.reading(store) as connection:
        customer = the_one(connection, name, market(run), where)
        return customer, orders.of_customer(connection, customer.id or "", customer.tenant_id)


def from_book(run: Run, request: QuoteRequest, store: str | None, said: list[Problem] | None = None) -> QuoteRequest:
    """Return the request with its customer as the customer book has it, with what that customer owns, and at its margin.

    A customer by id is the book's, also if its name is only an id, VAT id or tenant id. An inline one keeps its own words, and the
    book's fill what they leave open: those of the customer of its `id`, which must be there, else of its tenant, VAT id, tax code or exact
    name. `said` gets notes on the latter. Raises LicensectlError if the book has no such customer.
    """
    held, owned, found = request.customer, list(request.owned), None
    if isinstance(held, str) or held.id is not None:
        found, orders_of_it = looked_up(run, held if isinstance(held, str) else held.id or "", store, place(request, "customer"))
    elif _is_reference(run, held, store):
        held = held.name
        found, orders_of_it = looked_up(run, held, store, place(request, "customer"))
        if said is not None:
            said.append(messages.REFERRED.at(place(request, "customer"), id=held, name=shown(found.name)))
    elif (link := in_book(run, held, store)) is not None:
        found, orders_of_it = link.customer, link.orders
        if said is not None:
            said.append(messages.LINKED.at(place(request, "customer"), name=shown(held.name), id=found.id, by=link.by))
    if found is not None:
        # An inline customer stays one that the request names in full.
        held = found if isinstance(held, str) else replace(merged(found, held), id=held.id)
        owned += holdings.ids(held, still_held(run, orders_of_it, store), run.facts.catalog)
    assert isinstance(held, Customer)
    request = replace(request, customer=at_distributor(held, run.profile.distributor), owned=list(dict.fromkeys(owned)))
    return with_margin_of(request, held)


def _is_reference(run: Run, inline: Customer, store: str | None) -> bool:
    """Return True if the name, all that is known of a customer, is an id of the book; a VAT id and a tenant id are no names."""
    if inline != Customer(name=inline.name) or not looks_like_id(inline.name):
        return False
    if is_number(inline.name):
        return True
    found = ledger.load(store, lambda connection: customers.find(connection, inline.name, market(run)), [])
    return any(fold(one.name) != fold(inline.name) for one in found)


class BookLink(NamedTuple):
    """A customer of the book that an inline one is: by which of its words, and its orders on record."""

    customer: Customer
    by: Bilingual
    orders: list[PlacedOrder]


def in_book(run: Run, inline: Customer, store: str | None) -> BookLink | None:
    """Return the customer of the book that an inline one is by tenant, VAT id, tax code or exact name; None for none or several.

    A book that is asked many times, as in a batch, is looked through once.
    """
    if not ledger.exists(store):
        return None
    wanted = tidied(inline, market(run))
    if _book_keys(run, store).lacks(wanted):
        return None
    with ledger.reading(store) as connection:
        try:
            found = customers.same(connection, wanted)
        except LicensectlError:
            return None
        if found is None:
            return None
        by = next(
            (words for name, words in SAME_BY.items() if getattr(found, name) and getattr(found, name) == getattr(wanted, name)), NAME
        )
        return BookLink(found, by, orders.of_customer(connection, found.id or "", found.tenant_id))


def today_of(run: Run, quoted: Customer, store: str | None, customer_id: str | None = None) -> Customer:
    """Return the customer of a quote as the book has it on the day of its order; `customer_id` is the one that the quote is linked to.

    What the book says holds, what it leaves open stays as it was quoted. Of two acceptances of the agreement the later one holds.
    """
    linked = customer_id or quoted.id
    found = ledger.load(store, lambda connection: customers.by_id(connection, linked), None) if linked is not None else None
    if found is None and (link := in_book(run, quoted, store)) is not None:
        found = link.customer
    if found is None:
        return quoted
    if quoted.mca and found.mca and quoted.mca.agreed_on > found.mca.agreed_on:
        found = replace(found, mca=quoted.mca)
    return at_distributor(replace(merged(quoted, found), id=found.id), run.profile.distributor)


SAME_BY = {
    "tenant_id": N_("tenant"),
    "vat_id": N_("VAT id"),
    "tax_code": N_("tax code"),
}
NAME = N_("name")
# Look-ups before the keys of the whole book are loaded: a batch has hundreds of requests, a quote one.
OFTEN = 4


class BookKeys:
    """Everything that tells customers of the book apart, for a run that asks often."""

    def __init__(self, store: str | None) -> None:
        self._store = store
        self._asked = 0
        self._keys: set[str | None] | None = None

    def lacks(self, customer: Customer) -> bool:
        """Return True if it is certain, without a look into the ledger, that the book has no such customer."""
        self._asked += 1
        if self._asked <= OFTEN:
            return False
        if self._keys is None:
            with ledger.reading(self._store) as connection:
                self._keys = {key for one in customers.every(connection) for key in _keys(one) if key}
        return not self._keys & set(_keys(customer))


@lru_cache(maxsize=1)
def _book_keys(run: Run, store: str | None) -> BookKeys:
    """Return the keys for this run."""
    return BookKeys(store)


def _keys(customer: Customer) -> tuple[str | None, ...]:
    return customer.tenant_id, customer.vat_id, customer.tax_code, fold(customer.name)


class Linked(NamedTuple):
    """An order with its customer of the book, and what became of the book where it grew by one."""

    order: PlacedOrder
    change: CustomerChange | None = None


class OrderLinker:
    """Finds the customers of orders that are recorded together; call inside `ledger.writing`."""

    def __init__(self, run: Run, connection: Connection) -> None:
        self._run, self._connection, self._market = run, connection, market(run)
        self._known: dict[tuple[str | None, ...], Customer | None] = {}

    def link(self, order: PlacedOrder, said: str | None, quoted: Customer | str | None = None) -> Linked:
        """Return the order with its customer: the one `said`, else that of the quote, else the one whose tenant or marketplace id it has.

        A name that nobody has is new in the book. Raises LicensectlError if nobody has the id, or if the tenant or the
        marketplace id of the order belongs to another customer.
        """
        owner = self._owner(order)
        if said is not None or (quoted is not None and order.customer_id is None):
            found, change = self._named(order, said, quoted, owner)
        else:
            found, change = self._customer(order.customer_id, owner), None
        if found is None:
            return Linked(order)
        if owner is not None and owner.id != found.id:
            raise LicensectlError(messages.OTHER_CUSTOMER.at(order=order.id, tenant=_whose(order), owner=owner.name, said=found.name))
        if order.tenant_id and found.tenant_id not in (None, order.tenant_id.lower()):
            raise LicensectlError(
                messages.OTHER_TENANT.at(order=order.id, tenant=order.tenant_id[:60], name=found.name, own=found.tenant_id)
            )
        if order.tenant_id and found.tenant_id is None:
            found = adopted(self._run, self._connection, replace(found, tenant_id=order.tenant_id)).customer
            self._known.clear()
        return Linked(replace(order, customer=found.name, customer_id=found.id), change)

    def _owner(self, order: PlacedOrder) -> Customer | None:
        """Return the customer of the book who has the tenant or the marketplace id of the order."""
        asked = ("owner", order.tenant_id, order.marketplace_id)
        if asked not in self._known:
            found = customers.find(self._connection, order.tenant_id, self._market) if order.tenant_id else []
            if not found and order.marketplace_id:
                found = customers.of_marketplace(self._connection, order.marketplace_id)
            self._known[asked] = found[0] if len(found) == 1 else None
        return self._known[asked]

    def _customer(self, customer_id: str | None, owner: Customer | None) -> Customer | None:
        if customer_id is None:
            return owner
        asked = ("id", customer_id)
        if asked not in self._known:
            self._known[asked] = next(iter(customers.find(self._connection, customer_id, self._market)), None)
        return self._known[asked] or owner

    def _named(
        self, order: PlacedOrder, said: str | None, quoted: Customer | str | None, owner: Customer | None
    ) -> tuple[Customer | None, CustomerChange | None]:
        """Return the customer that is named, by the user or by the quote, new in the book where nobody has the name."""
        name = said or (quoted if isinstance(quoted, str) else quoted.name if quoted else "") or ""
        if said is None and isinstance(quoted, Customer):
            same = customers.by_id(self._connection, quoted.id or "") or customers.same(self._connection, tidied(quoted, self._market))
            if same is not None:
                return same, None
        found = customers.find(self._connection, name, self._market)
        if found or (said and looks_like_id(name)):
            return the_one(self._connection, name, self._market), None
        if owner is not None and (said is None or slug(owner.name) == slug(said)):
            # A quote may name a customer who has another name or id by now.
            return owner, None
        if owner is not None:
            raise LicensectlError(messages.OTHER_CUSTOMER.at(order=order.id, tenant=_whose(order), owner=owner.name, said=shown(name)))
        new = replace(quoted, id=None) if said is None and isinstance(quoted, Customer) else Customer(name=name)
        change = adopted(self._run, self._connection, replace(new, tenant_id=order.tenant_id or new.tenant_id))
        self._known.clear()
        return change.customer, change


def _whose(order: PlacedOrder) -> str:
    return shown(order.tenant_id or order.marketplace_id or "")


def adopted(run: Run, connection: Connection, customer: Customer) -> CustomerChange:
    """Add a customer that is named inline to the book, or fill the blanks of the known one; return the change.

    Call inside `ledger.writing`. Raises LicensectlError if it is invalid, or if several customers fit.
    """
    return customers.adopt(connection, validated(run, customer), who())


def validated(run: Run, customer: Customer) -> Customer:
    """Return the customer as the book keeps it. Raises LicensectlError if it is invalid, with every problem."""
    customer = tidied(customer, market(run))
    wrong = check_customer(customer, customer_context(run))
    if wrong:
        raise LicensectlError(*wrong)
    return customer


def esu_months(run: Run) -> int | None:
    """Return the length of an ESU year in months."""
    return Figures(run.facts.sizing.rules, run.as_of).get("esu-year-months")
