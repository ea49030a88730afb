"""What the commands on customers share: the one that is meant, what is said of it, and the book behind a request."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from licensectl.app.customers import store as customers
from licensectl.app.orders import store as orders
from licensectl.cli.context import Run, who
from licensectl.cli.output import remark
from licensectl.db import ledger
from licensectl.domain.customers import holdings as owned
from licensectl.domain.customers import messages
from licensectl.domain.customers.csv_row import UnreadableError, overlaid, parse
from licensectl.domain.customers.holdings import ids
from licensectl.domain.customers.matching import absorb, compared
from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.validate import Around, at_distributor, check_customer, looks_like_id, merged, shown, tidied, unusual
from licensectl.domain.purchases.model import without_keys
from licensectl.domain.quotes.model import DEFAULT_MARKET, place
from licensectl.domain.sizing.rules import Figures
from licensectl.errors import LicensectlError, RefusedError

if TYPE_CHECKING:
    from licensectl.core.ledger import AuditEntry
    from licensectl.db.engine import Connection
    from licensectl.domain.customers.holdings import Owned
    from licensectl.domain.customers.matching import Change
    from licensectl.domain.customers.model import Customer
    from licensectl.domain.customers.validate import Around
    from licensectl.domain.purchases.model import PlacedOrder
    from licensectl.domain.quotes.model import QuoteRequest


def market(run: Run) -> str:
    """Where VAT ids without a prefix are from."""

    return run.profile.market or DEFAULT_MARKET


def around(run: Run) -> "Around":
    """What a customer is checked against on the day of the run."""

    return Around(
        day=run.as_of,
        qualifications=run.facts.eligibility.qualifications,
        knows=lambda owned_id: owned.knows(run.facts.catalog, owned_id),
        near=lambda owned_id: owned.near(run.facts.catalog, owned_id),
        market=market(run),
        indirect=run.profile.indirect,
    )


def the_one(connection: "Connection", name: str, home: str, where: str = "") -> "Customer":
    """The customer that `name` means; LicensectlError for nobody (with who may be meant) and for several."""

    found = customers.find(connection, name, home)
    if len(found) == 1:
        return found[0]
    if found:
        raise LicensectlError(messages.SEVERAL.at(where, name=shown(name), ids=", ".join(one.id or "" for one in found[:5])))
    near = customers.near(connection, name)
    raise LicensectlError(
        messages.UNKNOWN.at(where, name=shown(name), near=", ".join(near)) if near else messages.NOBODY.at(where, name=shown(name))
    )


def looked_up(run: Run, name: str, store: str | None, where: str = "") -> "tuple[Customer, list[PlacedOrder]]":
    """The customer of the book that `name` means, and its orders on record."""

    if not ledger.exists(store):
        raise LicensectlError(messages.NOBODY.at(where, name=name[:60]))
    with ledger.reading(store) as connection:
        customer = the_one(connection, name, market(run), where)
        return customer, orders.of_customer(connection, customer.id or "", customer.tenant_id)


def from_book(run: Run, request: "QuoteRequest", store: str | None) -> "QuoteRequest":
    """The request with the customer that it names by id in its full words, and with what that customer has.

    Inline words stand as they are; with an `id` among them, the book's fill what they leave open.
    """

    held, owned = request.customer, list(request.owned)
    if not isinstance(held, str) and held.id is None and run.profile.distributor is None:
        # Nearly every request: nothing is looked up, and nothing loaded for it.
        return request

    if isinstance(held, str) or held.id is not None:
        customer, orders = looked_up(run, held if isinstance(held, str) else held.id or "", store, place(request, "customer"))
        held = customer if isinstance(held, str) else merged(customer, held)
        owned += ids(held, orders, run.facts.catalog)
    return replace(request, customer=at_distributor(held, run.profile.distributor), owned=list(dict.fromkeys(owned)))


def searched(store: str | None, text: str) -> "list[Customer]":
    """The customers that hold every word of `text`; none without a ledger, which asking does not make."""

    if not ledger.exists(store):
        return []
    with ledger.reading(store) as connection:
        return customers.search(connection, text)


def linked(run: Run, connection: "Connection", order: "PlacedOrder", said: bool) -> "tuple[PlacedOrder, Change | None]":
    """The order with its customer of the book, and what became of the book where it grew by one.

    The customer is the one `said` by name or id, else the one whose tenant it is. A name that nobody has is new in the book;
    what is written like an id and nobody has is a LicensectlError, as is a customer of another tenant.
    """

    name = order.customer if said else order.customer_id or order.tenant_id
    found = customers.find(connection, name, market(run)) if name else []
    if not name or (not found and not said):
        return order, None
    if not found and not looks_like_id(name):
        change = adopted(run, connection, Customer(name=name, tenant_id=order.tenant_id))
        return replace(order, customer=change.customer.name, customer_id=change.customer.id), change
    customer = the_one(connection, name, market(run))
    if order.tenant_id and customer.tenant_id not in (None, order.tenant_id.lower()):
        raise LicensectlError(messages.OTHER_TENANT.at(order=order.id, tenant=order.tenant_id[:60], id=customer.id, own=customer.tenant_id))
    if order.tenant_id and customer.tenant_id is None:
        customer = adopted(run, connection, replace(customer, tenant_id=order.tenant_id)).customer
    return replace(order, customer=customer.name, customer_id=customer.id), None


def show(run: Run, name: str, store: str | None) -> "tuple[Customer, list[Owned], list[PlacedOrder], list[AuditEntry]]":
    """A customer, what it has, its orders, and what the audit trail says of it, oldest first."""
    from licensectl.domain.customers.holdings import owned

    customer, orders = looked_up(run, name, store)
    with ledger.reading(store) as connection:
        # An order may be called as a customer is.
        history = [entry for entry in ledger.audit_entries(connection, customer.id, None) if entry.what.startswith("customer ")][::-1]
    return customer, owned(customer.owned, orders, run.facts.catalog, esu_months(run)), orders, history


def esu_months(run: Run) -> int | None:
    """How long an ESU year is."""

    return Figures(run.facts.sizing.rules, run.as_of).get("esu-year-months")


def add(run: Run, said: Mapping[str, Any], store: str | None) -> "Change":
    """Puts a new customer into the book; LicensectlError where it cannot be kept or is there already."""

    customer = kept(run, said)
    with ledger.writing(store) as connection:
        change = absorb(customer, customers.window(connection, [customer]), customers.free_ids(connection))
        if change.kind != "added":
            raise LicensectlError(messages.THERE.at(name=customer.name, id=change.customer.id))
        customers.put(connection, [change], who())
    return change


def edit(run: Run, name: str, said: Mapping[str, Any], cleared: list[str], store: str | None) -> "Change":
    """Changes what is said and clears what is named; LicensectlError where the customer could not be kept that way."""

    with ledger.writing(store) as connection:
        known = the_one(connection, name, market(run))
        now = kept(run, said, known, cleared)
        # Says so where the tenant is another's.
        customers.window(connection, [now]).match(now)
        change = compared(known, now)
        customers.put(connection, [change], who())
    return change


def kept(run: Run, said: Mapping[str, Any], known: "Customer | None" = None, cleared: list[str] | None = None) -> "Customer":
    """The customer that the options make, over `known`, as the book keeps it; LicensectlError with everything that is wrong."""

    try:
        customer, wrong = parse(overlaid(known, said, cleared or []))
    except UnreadableError as reason:
        raise LicensectlError(reason.problem) from None
    if customer is None:
        raise LicensectlError(*wrong)
    customer = _sound(run, customer)
    remark(run, *unusual(customer), carried=False)
    return customer


def adopted(run: Run, connection: "Connection", customer: "Customer") -> "Change":
    """What becomes of the book when somebody names this customer inline: it is added, its blanks in the book are filled, or nothing.

    Call inside `ledger.writing`. LicensectlError where it cannot be kept, or where several of the book could be it.
    """

    return customers.adopt(connection, _sound(run, customer), who())


def _sound(run: Run, customer: "Customer") -> "Customer":

    customer = tidied(customer, market(run))
    wrong = check_customer(customer, around(run))
    if wrong:
        raise LicensectlError(*wrong)
    return customer


def remove(run: Run, name: str, despite: str | None, store: str | None) -> "tuple[Customer, list[PlacedOrder]]":
    """Takes a customer out of the book; RefusedError where orders are its, unless `despite` says why."""

    with ledger.writing(store) as connection:
        customer = the_one(connection, name, market(run))
        held = orders.of_customer(connection, customer.id or "", customer.tenant_id)
        if held and not despite:
            shown = ", ".join(order.id for order in held[:5])
            raise RefusedError(messages.HAS_ORDERS.at(count=len(held), id=customer.id, ids=shown))
        customers.remove(connection, customer, who(), without_keys((despite or "")[:200]))
    return customer, held
