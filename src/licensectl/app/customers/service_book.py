"""The customer book at the command line: add, edit and remove a customer, show one, list and search them."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from licensectl.app.customers import report
from licensectl.app.customers import store as customers
from licensectl.app.customers.service import customer_context, esu_months, looked_up, market, the_one, validated
from licensectl.app.customers.service_held import still_held
from licensectl.app.orders import store as orders
from licensectl.cli import values
from licensectl.cli.context import Run, who
from licensectl.cli.output import remark
from licensectl.core.text import listed
from licensectl.db import ledger
from licensectl.db.engine import Connection
from licensectl.domain.catalog.eligibility import qualification_id
from licensectl.domain.customers import messages
from licensectl.domain.customers.csv_row import UnreadableError, overlaid, parse
from licensectl.domain.customers.field_checks import shown
from licensectl.domain.customers.holdings import finder, owned
from licensectl.domain.customers.matching import absorb, already, compared, united
from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.validate import check_customer, fold, tidied, unusual
from licensectl.errors import LicensectlError, RefusedError, UsageError
from licensectl.render.report import Report


def add(run: Run, said: Mapping[str, Any], store: str | None) -> Report:
    """Add a new customer, of which this is `said`, to the book; raises LicensectlError if it is invalid or known already."""
    customer = _edited(run, said)
    with ledger.writing(store) as connection:
        index = customers.index_of(connection, [customer])
        if (known := index.match(customer)) is not None:
            raise LicensectlError(already(customer, known))
        change = absorb(customer, index, customers.free_ids(connection))
        customers.put(connection, [change], who())
    return report.changed(change, run.stamp(), run.lang)


def edit(run: Run, which: str, said: Mapping[str, Any], cleared: list[str], store: str | None) -> Report:
    """Change what is `said` of a customer and clear the fields named.

    Raises UsageError if nothing is said, and LicensectlError if the customer would be invalid.
    """
    if not cleared and all(value is None or value == [] for value in said.values()):
        raise UsageError(messages.NOTHING_SAID.at())
    with ledger.writing(store) as connection:
        known = the_one(connection, which, market(run))
        now = _edited(run, said, known, cleared)
        # Raises LicensectlError if the tenant is another customer's.
        customers.index_of(connection, [now]).match(now)
        _require_free_name(connection, now, known)
        change = compared(known, now)
        customers.put(connection, [change], who())
    return report.changed(change, run.stamp(), run.lang)


def remove(run: Run, which: str, despite: str | None, store: str | None) -> Report:
    """Remove a customer from the book; raises RefusedError if it has orders, unless `despite` gives a reason."""
    reason = values.reason(despite)
    with ledger.writing(store) as connection:
        customer = the_one(connection, which, market(run))
        held = orders.of_customer(connection, customer.id or "", customer.tenant_id)
        if held and not reason:
            ids = ", ".join(order.id for order in held[:5])
            raise RefusedError(messages.HAS_ORDERS.at(count=len(held), id=customer.id, ids=ids))
        customers.remove(connection, customer, who(), reason or "")
    remark(run, *customers.remove_from_copies(store, customer), carried=False)
    return report.removed(customer, held, run.stamp(), run.lang)


def rename(run: Run, which: str, name: str, customer_id: str | None, store: str | None) -> Report:
    """Give a customer another name and, where `customer_id` says one, another id; its orders follow.

    Raises LicensectlError if the name or id is invalid, or if another customer has the id.
    """
    with ledger.writing(store) as connection:
        known = the_one(connection, which, market(run))
        now = _edited(run, {"id": customer_id, "name": name}, known)
        other = customers.by_id(connection, now.id or "") if now.id != known.id else None
        if other is not None and other.id != known.id:
            raise LicensectlError(messages.ID_TAKEN.at(id=now.id, name=other.name))
        _require_free_name(connection, now, known)
        change = compared(known, now)
        if change.kind != "unchanged":
            customers.replace_by(connection, known, change, who(), "customer renamed")
    return report.changed(change, run.stamp(), run.lang)


def _require_free_name(connection: Connection, now: Customer, known: Customer) -> None:
    """Raise LicensectlError if the new name is that of another customer, and neither VAT id nor tenant tells the two apart."""
    if fold(now.name) == fold(known.name):
        return
    told = replace(now, id=None)
    other = customers.index_of(connection, [told]).match(told)
    if other is not None and other.id != known.id:
        raise LicensectlError(messages.NAME_TAKEN.at(name=other.name, id=other.id))


def merge(run: Run, which: str, into: str, store: str | None) -> Report:
    """Merge a customer into another: what that one leaves open is filled, and orders, holdings, people and notes are joined.

    Raises LicensectlError if the two differ in tenant, VAT id or tax code: they are then two customers.
    """
    with ledger.writing(store) as connection:
        gone, kept = (the_one(connection, one, market(run)) for one in (which, into))
        joined, dropped = united(gone, kept)
        change = compared(kept, validated(run, joined))
        customers.replace_by(connection, gone, change, who(), "customer merged")
    said = [messages.DROPPED.at(field=field, value=shown(value), kept=kept.id) for field, value in dropped]
    remark(run, *said, carried=False)
    return report.changed(change, run.stamp(), run.lang, merged=True)


def show(run: Run, which: str, store: str | None) -> Report:
    """Return a customer with what it owns, its orders, and its entries of the audit trail, oldest first."""
    customer, its_orders = looked_up(run, which, store)
    with ledger.reading(store) as connection:
        # An order may have the same id as a customer.
        history = [entry for entry in ledger.audit_entries(connection, customer.id, None) if entry.what.startswith("customer ")][::-1]
    holdings = owned(customer.owned, still_held(run, its_orders, store), finder(run.facts.catalog, esu_months(run)))
    return report.customer(customer, holdings, its_orders, history, (run.stamp(), run.as_of, run.lang))


def list_(run: Run, qualification: str | None, country: str | None, without_mca: bool, store: str | None) -> Report:
    """Return the customers of this qualification and country, or all; `without_mca`: only those without an MCA that allows orders.

    A warning names those who accepted it so long ago that they must accept it again.
    """
    wanted = {"qualification": qualification and qualification_id(qualification), "country": country and country.upper()}
    every = ledger.load(store, lambda connection: list(customers.every(connection)), [])
    kept = [one for one in every if all(value is None or getattr(one, name) == value for name, value in wanted.items())]
    rules = run.facts.ordering.mca_reacceptance.values()
    again = [one for one in kept if one.mca and any(rule.applies(one.mca.agreed_on, run.as_of) for rule in rules)]
    if again:
        remark(run, messages.MCA_AGAIN.at(count=len(again), ids=listed([one.id or "" for one in again], 5)), carried=False)
    if without_mca:
        kept = [one for one in kept if one.mca is None or one in again]
    return report.customers(kept, run.stamp(), run.lang)


def search(run: Run, text: str, store: str | None) -> Report:
    """Return the customers that hold every word of `text`."""
    return report.customers(ledger.load(store, lambda connection: customers.search(connection, text), []), run.stamp(), run.lang)


def _edited(run: Run, said: Mapping[str, Any], known: Customer | None = None, cleared: list[str] | None = None) -> Customer:
    """Return the customer that the options make, over `known`, as the book keeps it.

    Raises LicensectlError if it is invalid, with every problem.
    """
    try:
        customer, wrong = parse(overlaid(known, said, cleared or []))
    except UnreadableError as reason:
        raise LicensectlError(*reason.problems) from None
    if wrong:
        raise LicensectlError(*wrong, *check_customer(tidied(customer, market(run)), customer_context(run)))
    customer = validated(run, customer)
    remark(run, *unusual(customer), carried=False)
    return customer
