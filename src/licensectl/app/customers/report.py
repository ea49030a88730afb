"""The customer book: lists, one customer with what it has, and what a change or an import did."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from licensectl.core.ledger import AuditEntry
from licensectl.core.text import Lang
from licensectl.domain.customers.csv_row import COLUMNS, row
from licensectl.domain.customers.fields import FIELDS
from licensectl.domain.customers.holdings import Owned
from licensectl.domain.customers.matching import CustomerChange
from licensectl.domain.customers.model import Customer
from licensectl.domain.purchases.model import PlacedOrder, day_of
from licensectl.domain.quotes.model import without_places
from licensectl.errors import Problem
from licensectl.i18n.terms import Coded, coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.audit_detail import audit_detail
from licensectl.render.report import Column, Kind, Report, Table, fields_of, framed, table_of, table_of_fields, table_of_records

TITLES = {field.name: field.title for field in FIELDS}
LISTED = tuple(field.name for field in sorted(FIELDS, key=lambda field: field.listed) if field.listed)
KINDS: dict[str, Kind] = {field.name: field.kind for field in FIELDS}
OUTCOMES = {"added": "added", "changed": "brought up to date", "unchanged": "unchanged", "skipped": "left out"}
# Fields with ids in files and words for people.
CODED = ("qualification", "mca_attested_by")
# Fields with a table or lines of their own.
NESTED = ("id", "owned", "contacts")


def customers(found: Sequence[Customer], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `customer list` and `customer search`; files hold every column of an export, as an import reads it."""
    order = (*LISTED, *(column for column in COLUMNS if column not in LISTED))
    columns = tuple(column for name in order for column in _columns(name))
    rows = tuple(tuple(cell for name in order for cell in _said(name, cells[name], lang)) for cells in map(_cells, found))
    body = {"customers": [without_places(one) for one in found]}
    return Report(translate(N_("Customers"), lang), Table(columns, rows), framed("customers", stamp, body, (), lang))


def customer(
    one: Customer,
    owned: Sequence[Owned],
    orders: Sequence[PlacedOrder],
    history: Sequence[AuditEntry],
    run: tuple[Mapping[str, str], date, Lang],
) -> Report:
    """Return the report of `customer show`; `run` is the stamp, the day and the language."""
    stamp, day, lang = run
    things = [_owned_record(thing, day, lang) for thing in owned]
    body = {
        "customer": without_places(one),
        "owned": things,
        "orders": [fields_of(order, "id", "placed", "status") for order in orders],
        "history": [fields_of(entry, "at", "who", "what", "detail") for entry in history],
    }
    more = (_owned(things, lang), _orders(orders, lang), _history(history, lang))
    return Report(
        f"{translate(N_('Customer'), lang)} {one.id}",
        _fields(one, lang),
        framed("customer-show", stamp, body, (), lang),
        more=tuple(table for table in more if table.rows),
    )


def changed(change: CustomerChange, stamp: Mapping[str, str], lang: Lang, merged: bool = False) -> Report:
    """Return the report of `customer add`, `customer edit` and `customer merge`: the customer as it now stands."""
    kind = "merged" if merged else change.kind
    body = {"change": kind, "fields": list(change.fields), "customer": without_places(change.customer)}
    title = f"{translate(N_('Customer'), lang)} {change.customer.id}: {term(f'customer {kind}', lang)}"
    return Report(title, _fields(change.customer, lang), framed("customer-change", stamp, body, (), lang))


def removed(one: Customer, orders: Sequence[PlacedOrder], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `customer remove`."""
    body = {"change": "removed", "id": one.id, "name": one.name, "orders": [order.id for order in orders]}
    title = f"{translate(N_('Customer'), lang)} {one.id}: {translate(N_('customer removed'), lang)}"
    return Report(title, _fields(one, lang), framed("customer-removal", stamp, body, (), lang))


def imported(counts: Mapping[str, int], stamp: Mapping[str, str], problems: Sequence[Problem], lang: Lang) -> Report:
    """Return the report of `customer import`: how many of each kind."""
    columns = (
        Column("outcome", N_("Outcome")),
        Column("customers", N_("Customers"), "int"),
    )
    rows = tuple((Coded(kind, term(OUTCOMES[kind], lang)), count) for kind, count in counts.items())
    return Report(translate(N_("Customers"), lang), Table(columns, rows), framed("customer-import", stamp, dict(counts), problems, lang))


def _columns(name: str) -> tuple[Column, ...]:
    """Return the column of a field; of a field that holds an id, one for files and one for people."""
    if name in LISTED and name in CODED:
        return Column(name, TITLES[name], audience="files"), Column(f"{name}_said", TITLES[name], audience="people")
    return (Column(name, TITLES[name], KINDS[name], "all" if name in LISTED else "files"),)


def _said(name: str, cell: Any, lang: Lang) -> tuple[Any, ...]:
    """Return the cells of a field under its columns."""
    return (cell, _read(name, cell, lang)) if name in LISTED and name in CODED else (cell,)


def _cells(one: Customer) -> dict[str, Any]:
    """Return the cells of an export by column; days and the margin as such, None for a blank."""
    cells: dict[str, Any] = {name: cell or None for name, cell in zip(COLUMNS, row(one), strict=True)}
    days = {"mca_agreed_on": one.mca and one.mca.agreed_on, "mca_expires": one.mca and one.mca.expires}
    return cells | days | {"margin": Decimal(one.margin) if one.margin else None}


def _read(name: str, cell: Any, lang: Lang) -> Any:
    """Return a cell as people read it: the word for an id."""
    return term(cell.replace("_", " "), lang) if name in CODED and cell else cell


def _fields(one: Customer, lang: Lang) -> Table:
    cells = {name: cell for name, cell in _cells(one).items() if cell is not None and name not in NESTED}
    said = [(TITLES[name], _read(name, cell, lang)) for name, cell in cells.items()]
    said += [(N_("Contact"), " · ".join(part for part in (who.name, who.role, who.email, who.phone) if part)) for who in one.contacts]
    return table_of_fields(said, lang)


def _owned(records: Sequence[Mapping[str, Any]], lang: Lang) -> Table:
    columns = (
        Column("id", "SKU", "id"),
        Column("title", N_("Title")),
        Column("quantity", N_("Quantity"), "int"),
        Column("since", N_("Since"), "date"),
        Column("order", N_("Order"), "id"),
        Column("support", N_("Support")),
        Column("supported_until", N_("Supported until"), "date"),
    )
    shown = ({**one, "support": one["support"] and term(one["support"], lang)} for one in records)
    return table_of_records(columns, shown, title=translate(N_("Owned"), lang))


def _owned_record(one: Owned, day: date, lang: Lang) -> dict[str, Any]:
    return {
        "id": one.what.id,
        "title": translate(one.what.title, lang),
        **fields_of(one, "quantity", "since"),
        "order": one.order.id if one.order else None,
        "support": one.support(day) if one.what.lifecycle.supported_until else None,
        "supported_until": one.what.lifecycle.supported_until,
    }


def _orders(orders: Sequence[PlacedOrder], lang: Lang) -> Table:
    return table_of(
        orders,
        (Column("id", N_("Order"), "id"), lambda order: order.id),
        (Column("placed", N_("Date"), "date"), lambda order: day_of(order.placed)),
        (Column("status", N_("Status")), lambda order: order.status and term(order.status, lang)),
        title=translate(N_("Orders"), lang),
    )


def _history(history: Sequence[AuditEntry], lang: Lang) -> Table:
    return table_of(
        history,
        (Column("at", N_("When (UTC)")), lambda one: one.at[:16].replace("T", " ")),
        (Column("who", N_("Who")), lambda one: one.who),
        (Column("what", N_("What")), lambda one: coded(one.what, lang)),
        (Column("detail", N_("Fields")), lambda one: audit_detail(one, lang)),
        title=translate(N_("History"), lang),
    )
