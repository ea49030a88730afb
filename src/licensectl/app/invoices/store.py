"""Invoices in the ledger."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec

from licensectl.core.text import as_text
from licensectl.db import ledger
from licensectl.db.engine import Connection, portions
from licensectl.domain.invoices.credited import Credited
from licensectl.domain.invoices.kept import KeptInvoice
from licensectl.domain.invoices.model import InvoiceLine

# In the order of the fields of an invoice.
FIELDS = "id, number, kind, currency, net, to_pay, month, day, due, seller, seller_id, digest, source, line_count"
MARKS = ", ".join("?" * len(FIELDS.split(", ")))
# Ids asked for at a time: each is compared with two columns.
AT_ONCE = 10_000


def every(connection: Connection) -> list[KeptInvoice]:
    """Return all invoices, the newest first."""
    return [_invoice(row) for row in connection.execute(f"SELECT {FIELDS} FROM invoice ORDER BY month DESC, coalesce(day, '') DESC, id")]


def load_invoices(store: str | None) -> list[KeptInvoice]:
    """Return all invoices of the ledger, the newest first; an empty list without a ledger, which is not created."""
    return ledger.load(store, every, [])


def named(connection: Connection, number: str) -> list[KeptInvoice]:
    """Return the invoices of this id or number."""
    query = f"SELECT {FIELDS} FROM invoice WHERE id = ? OR number = ? ORDER BY id"
    return [_invoice(row) for row in connection.execute(query, (number, number))]


def find(connection: Connection, invoice_id: str) -> KeptInvoice | None:
    """Return the invoice of this id, None for an unknown one."""
    row = connection.execute(f"SELECT {FIELDS} FROM invoice WHERE id = ?", (invoice_id,)).fetchone()
    return _invoice(row) if row else None


def lines_of(connection: Connection, invoice_id: str) -> list[InvoiceLine]:
    """Return the lines of an invoice in the order of its file."""
    rows = connection.execute("SELECT record FROM invoice_line WHERE invoice_id = ? ORDER BY position", (invoice_id,))
    return [msgspec.json.decode(record, type=InvoiceLine) for (record,) in rows]


def billed_orders(store: str | None) -> set[str]:
    """Return the ids of the orders that an invoice in the ledger names, in small letters."""
    rows = ledger.load(store, lambda connection: connection.execute("SELECT DISTINCT order_id FROM invoice_order").fetchall(), [])
    return {order_id for (order_id,) in rows}


def lines_of_orders(store: str | None, ids: Iterable[str]) -> Iterator[tuple[KeptInvoice, InvoiceLine]]:
    """Yield every line of the ledger that names one of these orders, with its invoice; nothing without a ledger."""
    if not ledger.exists(store):
        return
    with ledger.reading(store) as connection:
        invoices = {one.id: one for one in every(connection)}
        if invoices:
            for invoice_id, line in _of_orders(connection, (one.casefold() for one in ids)):
                yield invoices[invoice_id], line


def load_credited(store: str | None) -> Credited:
    """Return the credits of the invoices in the ledger; none without a ledger, which is not created."""
    return ledger.load(store, credited, Credited(()))


def credited(connection: Connection) -> Credited:
    """Return all invoice lines of every order that at least one credit refers to."""
    found = connection.execute(
        "SELECT DISTINCT o.order_id FROM invoice_order o JOIN invoice_line l ON l.invoice_id = o.invoice_id AND l.position = o.position"
        " WHERE l.record LIKE ? OR lower(l.record) LIKE ?",
        ('%"subtotal":"-%', '%"charge_type":"cancel%'),
    )
    return Credited(line for _, line in _of_orders(connection, sorted(order_id for (order_id,) in found)))


def lines_of_invoices(store: str | None, numbers: Collection[str]) -> list[tuple[KeptInvoice, InvoiceLine]]:
    """Return every line of the invoices of these numbers, with its invoice; an empty list without a ledger."""
    if not numbers or not ledger.exists(store):
        return []
    with ledger.reading(store) as connection:
        found = [one for number in sorted(numbers) for one in named(connection, number)]
        return [(one, line) for one in found for line in lines_of(connection, one.id)]


def _of_orders(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[str, InvoiceLine]]:
    seen = set()
    for part in portions(ids, AT_ONCE):
        marks = ", ".join("?" * len(part))
        rows = connection.execute(
            "SELECT invoice_id, position, record FROM invoice_line WHERE (invoice_id, position) IN"
            f" (SELECT invoice_id, position FROM invoice_order WHERE order_id IN ({marks})) ORDER BY invoice_id, position",
            tuple(part),
        )
        for invoice_id, position, record in rows:
            if (invoice_id, position) not in seen:
                seen.add((invoice_id, position))
                yield invoice_id, msgspec.json.decode(record, type=InvoiceLine)


def save(connection: Connection, invoice: KeptInvoice, lines: Iterable[InvoiceLine], who: str) -> None:
    """Put the invoice into the ledger, in the place of the one of its id; call inside `ledger.writing`."""
    known = connection.execute("DELETE FROM invoice WHERE id = ?", (invoice.id,)).rowcount
    connection.execute(f"INSERT INTO invoice ({FIELDS}) VALUES ({MARKS})", tuple(msgspec.to_builtins(invoice).values()))
    held = list(enumerate(lines, 1))
    made = ((invoice.id, position, msgspec.json.encode(line, enc_hook=as_text).decode()) for position, line in held)
    connection.executemany("INSERT INTO invoice_line (invoice_id, position, record) VALUES (?, ?, ?)", made)
    ids = (
        (invoice.id, position, order_id)
        for position, line in held
        for order_id in dict.fromkeys(one.casefold() for one in (*line.order_ids, *line.references))
    )
    connection.executemany("INSERT INTO invoice_order (invoice_id, position, order_id) VALUES (?, ?, ?)", ids)
    ledger.note(connection, who, "invoice replaced" if known else "invoice imported", invoice.id, f"{invoice.to_pay} {invoice.currency}")


def _invoice(row: tuple[Any, ...]) -> KeptInvoice:
    """Return the invoice of a row, whose columns are in the order of its fields."""
    try:
        return msgspec.convert(dict(zip(KeptInvoice.__struct_fields__, row, strict=True)), KeptInvoice)
    except ledger.UNDECODABLE as error:
        raise ledger.unreadable("invoice", row[0], error) from None
