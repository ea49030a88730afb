"""The customer of the book that a command, a request or an order means."""

from msgspec.structs import replace

from licensectl.app.customers import store as customers
from licensectl.app.orders import store as orders
from licensectl.cli.context import Run, who
from licensectl.core.defaults import MARKET
from licensectl.core.text import listed
from licensectl.db import ledger
from licensectl.db.engine import Connection
from licensectl.domain.customers import holdings, messages
from licensectl.domain.customers.field_checks import CustomerContext, shown
from licensectl.domain.customers.matching import CustomerChange
from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.validate import at_distributor, check_customer, looks_like_id, merged, tidied
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.domain.quotes.model import QuoteRequest, place
from licensectl.domain.sizing.rules import Figures
from licensectl.errors import LicensectlError


def market(run: Run) -> str:
    """Where VAT ids without a prefix are from."""
    return run.profile.market or MARKET


def customer_context(run: Run) -> CustomerContext:
    """What a customer is checked against on the day of the run."""
    return CustomerContext(
        day=run.as_of,
        qualifications=run.facts.eligibility.qualifications,
        knows=lambda owned_id: holdings.knows(run.facts.catalog, owned_id),
        near=lambda owned_id: holdings.near(run.facts.catalog, owned_id),
        market=market(run),
        indirect=run.profile.indirect,
    )


def the_one(connection: Connection, name: str, home: str, where: str = "") -> Customer:
    """The customer that `name` means; LicensectlError for nobody (with who may be meant) and for several."""
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
    """The customer of the book that `name` means, and its orders on record."""
    if not ledger.exists(store):
        raise LicensectlError(messages.NOBODY.at(where, name=name[:60]))
    with ledger.reading(store) as connection:
        customer = the_one(connection, name, market(run), where)
        return customer, orders.of_customer(connection, customer.id or "", customer.tenant_id)


def from_book(run: Run, request: QuoteRequest, store: str | None) -> QuoteRequest:
    """The request with the customer that it names by id in its full words, and with what that customer has.

    Inline words stand as they are; with an `id` among them, the book's fill what they leave open.
    """
    held, owned = request.customer, list(request.owned)
    if not isinstance(held, str) and held.id is None and run.profile.distributor is None:
        # Nearly every request: nothing is looked up.
        return request
    if isinstance(held, str) or held.id is not None:
        customer, its_orders = looked_up(run, held if isinstance(held, str) else held.id or "", store, place(request, "customer"))
        held = customer if isinstance(held, str) else merged(customer, held)
        owned += holdings.ids(held, its_orders, run.facts.catalog)
    return replace(request, customer=at_distributor(held, run.profile.distributor), owned=list(dict.fromkeys(owned)))


def linked(run: Run, connection: Connection, order: PlacedOrder, said: bool) -> tuple[PlacedOrder, CustomerChange | None]:
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


def adopted(run: Run, connection: Connection, customer: Customer) -> CustomerChange:
    """What becomes of the book when somebody names this customer inline: it is added, its blanks in the book are filled, or nothing.

    Call inside `ledger.writing`. LicensectlError where it cannot be kept, or where several of the book could be it.
    """
    return customers.adopt(connection, validated(run, customer), who())


def validated(run: Run, customer: Customer) -> Customer:
    """Return the customer as the book keeps it; raises LicensectlError with all that is wrong with it."""
    customer = tidied(customer, market(run))
    wrong = check_customer(customer, customer_context(run))
    if wrong:
        raise LicensectlError(*wrong)
    return customer


def esu_months(run: Run) -> int | None:
    """How long an ESU year is."""
    return Figures(run.facts.sizing.rules, run.as_of).get("esu-year-months")
