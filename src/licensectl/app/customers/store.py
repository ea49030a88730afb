"""The customer book in the ledger."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from licensectl.core.text import as_text
from licensectl.db.engine import Connection
from licensectl.db.ledger import UNDECODABLE, note, notes, unreadable
from licensectl.db.maintenance import change_copies
from licensectl.domain.customers.matching import CustomerChange, CustomerIndex, FreeIds, absorb
from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.tax_id import spelled
from licensectl.domain.customers.validate import fold, slug, told
from licensectl.errors import Problem

PUT = """INSERT INTO customer (id, name_key, vat_id, tenant_id, told, record) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name_key = excluded.name_key, vat_id = excluded.vat_id, tenant_id = excluded.tenant_id,
    told = excluded.told, record = excluded.record"""


def find(connection: Connection, name: str, market: str) -> list[Customer]:
    """Return the customers of this id, VAT id (of `market` without a prefix) or tenant id, in any spelling; else of exactly this name."""
    customer_id, tenant, vat = name.strip().lower(), name.strip().lower(), spelled(name, market)
    found = _records(connection.execute("SELECT record FROM customer WHERE id = ?", (customer_id,)))
    if not found:
        found = _records(connection.execute("SELECT record FROM customer WHERE tenant_id = ? OR vat_id = ? ORDER BY id", (tenant, vat)))
    found = found or _records(connection.execute("SELECT record FROM customer WHERE name_key = ? ORDER BY id", (fold(name),)))
    return found or [one for one in (by_id(connection, customer_id),) if one]


def by_id(connection: Connection, customer_id: str) -> Customer | None:
    """Return the customer that has this id, or had it before it was renamed or merged; None if there is no such one."""
    found = _records(connection.execute("SELECT record FROM customer WHERE id = ?", (customer_id,)))
    former = "SELECT record FROM customer WHERE id = (SELECT now FROM customer_former WHERE id = ?)"
    return next(iter(found or _records(connection.execute(former, (customer_id,)))), None)


def same(connection: Connection, inline: Customer) -> Customer | None:
    """Return the customer of the book that equals a tidied one by tenant, VAT id, tax code or exact name.

    Raises LicensectlError if several fit.
    """
    found = index_of(connection, [replace(inline, id=None)]).match(replace(inline, id=None))
    if found is not None or not inline.tax_code:
        return found
    likely = _records(
        connection.execute("SELECT record FROM customer WHERE record LIKE ? ESCAPE '!' ORDER BY id", (f'%"{_literal(inline.tax_code)}"%',))
    )
    coded = [one for one in likely if one.tax_code == inline.tax_code and inline.tenant_id in (None, one.tenant_id)]
    return coded[0] if len(coded) == 1 else None


def of_marketplace(connection: Connection, listed_as: str) -> list[Customer]:
    """Return the customers that a marketplace calls by this id."""
    likely = connection.execute("SELECT record FROM customer WHERE record LIKE ? ESCAPE '!' ORDER BY id", (f'%"{_literal(listed_as)}"%',))
    return [one for one in _records(likely) if listed_as in (one.marketplace_id, *one.marketplace_ids.values())]


def search(connection: Connection, text: str) -> list[Customer]:
    """Return the customers in whose name, ids, people or notes every word of `text` stands, without case and accents."""
    words = [f"%{_literal(word)}%" for word in fold(text).split()]
    wanted = " AND ".join(["told LIKE ? ESCAPE '!'"] * len(words)) or "1 = 1"
    return _records(connection.execute(f"SELECT record FROM customer WHERE {wanted} ORDER BY id", words))


def every(connection: Connection) -> Iterator[Customer]:
    """Yield all customers, by id."""
    for (record,) in connection.execute("SELECT record FROM customer ORDER BY id"):
        yield _customer(record)


def near(connection: Connection, name: str) -> list[str]:
    """Return the ids most like `name`: what may have been meant."""
    from difflib import get_close_matches

    known = [customer_id for (customer_id,) in connection.execute("SELECT id FROM customer ORDER BY id")]
    return get_close_matches(slug(name), known, 3, 0.5)


def free_ids(connection: Connection) -> FreeIds:
    """Return a source of ids that no customer of the book has."""
    return FreeIds(lambda customer_id: connection.execute("SELECT 1 FROM customer WHERE id = ?", (customer_id,)).fetchone() is not None)


def index_of(connection: Connection, customers: Sequence[Customer]) -> CustomerIndex:
    """Return an index of all customers of the book that any of these can be or conflict with."""
    ids = {customer_id for one in customers for customer_id in (one.id, slug(one.name)) if customer_id}
    asked = {
        "id": ids,
        "tenant_id": {one.tenant_id for one in customers if one.tenant_id},
        "vat_id": {one.vat_id for one in customers if one.vat_id},
        "name_key": {fold(one.name) for one in customers},
    }
    found: dict[str, str] = {}
    for column, values in asked.items():
        if values:
            marks = ", ".join("?" * len(values))
            found.update(connection.execute(f"SELECT id, record FROM customer WHERE {column} IN ({marks})", sorted(values)).fetchall())
    return CustomerIndex(map(_customer, found.values()))


def put(connection: Connection, changes: Iterable[CustomerChange], who: str) -> None:
    """Keep what was added or changed, each with a line on the audit trail; call inside `ledger.writing`."""
    made = [change for change in changes if change.kind != "unchanged"]
    connection.executemany(PUT, [_row(change.customer) for change in made])
    notes(connection, [(who, f"customer {change.kind}", change.customer.id or "", ", ".join(change.fields)) for change in made])


def adopt(connection: Connection, customer: Customer, who: str) -> CustomerChange:
    """Return the book's own record of a customer that somebody names, added when it is new, its blanks filled when it is known.

    The customer is `customer.tidied` and passed `check_customer`. Call inside `ledger.writing`; raises LicensectlError if several fit.
    """
    change = absorb(customer, index_of(connection, [customer]), free_ids(connection), filling=True)
    put(connection, [change], who)
    return change


def remove(connection: Connection, customer: Customer, who: str, reason: str) -> None:
    """Take the customer out of the book. Orders stay with its name; the trail keeps its name and ids, and nobody's else."""
    connection.execute("DELETE FROM customer WHERE id = ?", (customer.id,))
    was = ", ".join(part for part in (customer.name, customer.vat_id, customer.tenant_id, reason) if part)
    note(connection, who, "customer removed", customer.id or "", was)


def remove_from_copies(store: str | None, customer: Customer) -> list[Problem]:
    """Take a removed customer out of the copies that we have kept of the ledger; return a warning for each that still has it."""
    query, values = "DELETE FROM customer WHERE id = ? OR tenant_id = ? OR vat_id = ?", (customer.id, customer.tenant_id, customer.vat_id)
    return change_copies(store, lambda copy: copy.execute(query, values))


def replace_by(connection: Connection, old: Customer, change: CustomerChange, who: str, what: str) -> None:
    """Put `change` in the place of the customer `old`, whose orders and former ids become its own; call inside `ledger.writing`.

    The id of the new record may be another: `old` is then found under its former id as well.
    """
    now = change.customer
    moved = connection.execute("SELECT id FROM placed_order WHERE customer_id = ?", (old.id,)).fetchall()
    former = connection.execute("SELECT id FROM customer_former WHERE now = ?", (old.id,)).fetchall()
    connection.execute("UPDATE placed_order SET customer_id = NULL WHERE customer_id = ?", (old.id,))
    # Its tenant can be that of one customer at a time; former ids that it had go with it.
    connection.execute("DELETE FROM customer WHERE id = ?", (old.id,))
    connection.execute("DELETE FROM customer_former WHERE id = ?", (now.id,))
    connection.executemany(PUT, [_row(now)])
    connection.executemany(
        "UPDATE placed_order SET customer_id = ?, customer = ? WHERE id = ?", [(now.id, now.name, row[0]) for row in moved]
    )
    names = {row[0] for row in former} | ({old.id} if old.id != now.id else set())
    connection.executemany("INSERT INTO customer_former (id, now) VALUES (?, ?)", [(one, now.id) for one in sorted(filter(None, names))])
    note(connection, who, what, old.id or "", f"{old.name} → {now.id}, {now.name}")
    if old.id != now.id:
        note(connection, who, what, now.id or "", ", ".join((f"← {old.id}", *change.fields)))


def _row(customer: Customer) -> tuple[str | None, ...]:
    record = msgspec.json.encode(customer, enc_hook=as_text).decode()
    return (customer.id, fold(customer.name), customer.vat_id, customer.tenant_id, told(customer), record)


def _records(rows: Iterable[tuple[str]]) -> list[Customer]:
    return [_customer(record) for (record,) in rows]


def _customer(record: str) -> Customer:
    try:
        return msgspec.json.decode(record, type=Customer)
    except UNDECODABLE as error:
        raise unreadable("customer", record, error) from None


def _literal(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
