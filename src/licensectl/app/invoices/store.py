"""Invoices in the ledger."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

import msgspec

from licensectl.core.period import first_day
from licensectl.core.text import as_text
from licensectl.db import ledger
from licensectl.db.engine import Connection, among, portions
from licensectl.domain.invoices.corrected import Document
from licensectl.domain.invoices.credited import Credited
from licensectl.domain.invoices.kept import KeptInvoice
from licensectl.domain.invoices.model import CorrectedInvoice, InvoiceLine

# In the order of the fields of an invoice.
FIELDS = "id, number, kind, currency, net, to_pay, month, day, due, seller, seller_id, digest, source, line_count"
MARKS = ", ".join("?" * len(FIELDS.split(", ")))
# Ids asked for at a time: each is compared with two columns.
AT_ONCE = 10_000
# A line with the order that it has, or gets from the invoice that it takes back.
RECORD = "coalesce(linked, record)"


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
    rows = connection.execute(f"SELECT {RECORD} FROM invoice_line WHERE invoice_id = ? ORDER BY position", (invoice_id,))
    return [_decoded(record) for (record,) in rows]


def billed_orders(connection: Connection) -> set[str]:
    """Return the ids of the orders that an invoice in the ledger names, in small letters."""
    return {order_id for (order_id,) in connection.execute("SELECT DISTINCT order_id FROM invoice_order")}


def lines_of_orders(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[KeptInvoice, InvoiceLine]]:
    """Yield every line of the ledger that names one of these orders, with its invoice."""
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


def load_related(store: str | None, corrected: Iterable[tuple[str, str]]) -> list[Document]:
    """Return the documents that `related` finds; an empty list without a ledger, which is not created."""
    return ledger.load(store, lambda connection: related(connection, corrected), [])


def related(connection: Connection, corrected: Iterable[tuple[str, str]]) -> list[Document]:
    """Return the documents of these sellers and numbers, the credit notes that take them back, what those take back as well, and so on."""
    found: dict[str, Document] = {}
    asked: set[tuple[str, str]] = set()
    while wanted := set(corrected) - asked:
        asked |= wanted
        notes = corrections_of(connection, wanted)
        bases = [one for one in _in(connection, "number", (number for _, number in wanted)) if (one.seller_id, one.number) in wanted]
        new = {one.id: one for one in (*_in(connection, "id", notes), *bases) if one.id not in found}
        found |= {one.id: _document(connection, one) for one in new.values()}
        corrected = {place for note in notes for place in found[note].corrected}
    return list(found.values())


def corrections_of(connection: Connection, places: Collection[tuple[str, str]]) -> dict[str, set[tuple[str, str]]]:
    """Return the ids of the credit notes that take back invoices of these sellers and numbers, each with those that it names."""
    found: dict[str, set[tuple[str, str]]] = {}
    for part in portions((number for _, number in sorted(places)), AT_ONCE):
        wanted, values = among(connection, "c.number", part)
        rows = connection.execute(
            "SELECT c.invoice_id, i.seller_id, c.number FROM invoice_correction c JOIN invoice i ON i.id = c.invoice_id"
            f" WHERE {wanted} ORDER BY c.invoice_id",
            values,
        )
        for invoice_id, seller_id, number in rows:
            if (seller_id, number) in places:
                found.setdefault(invoice_id, set()).add((seller_id, number))
    return found


def _in(connection: Connection, column: str, values: Iterable[str]) -> Iterator[KeptInvoice]:
    for part in portions(values, AT_ONCE):
        wanted, its = among(connection, column, part)
        rows = connection.execute(f"SELECT {FIELDS} FROM invoice WHERE {wanted} ORDER BY id", its).fetchall()
        yield from (_invoice(row) for row in rows)


def _of_orders(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[str, InvoiceLine]]:
    seen = set()
    for part in portions(ids, AT_ONCE):
        wanted, values = among(connection, "order_id", part)
        rows = connection.execute(
            f"SELECT invoice_id, position, {RECORD} FROM invoice_line WHERE (invoice_id, position) IN"
            f" (SELECT invoice_id, position FROM invoice_order WHERE {wanted}) ORDER BY invoice_id, position",
            values,
        )
        for invoice_id, position, record in rows:
            if (invoice_id, position) not in seen:
                seen.add((invoice_id, position))
                yield invoice_id, _decoded(record)


def save(
    connection: Connection, invoice: KeptInvoice, lines: Iterable[InvoiceLine], corrects: Iterable[CorrectedInvoice], who: str
) -> None:
    """Put the invoice into the ledger, in the place of the one of its id; call inside `ledger.writing`."""
    known = connection.execute("DELETE FROM invoice WHERE id = ?", (invoice.id,)).rowcount
    connection.execute(f"INSERT INTO invoice ({FIELDS}) VALUES ({MARKS})", tuple(msgspec.to_builtins(invoice).values()))
    held = list(enumerate(lines, 1))
    made = ((invoice.id, position, _encoded(line)) for position, line in held)
    connection.executemany("INSERT INTO invoice_line (invoice_id, position, record) VALUES (?, ?, ?)", made)
    _add_orders(connection, invoice.id, held)
    days = ((invoice.id, one.number, one.day.isoformat() if one.day else "") for one in corrects)
    connection.executemany("INSERT INTO invoice_correction (invoice_id, number, day) VALUES (?, ?, ?)", days)
    ledger.note(connection, who, "invoice replaced" if known else "invoice imported", invoice.id, f"{invoice.to_pay} {invoice.currency}")


def link(connection: Connection, invoice_id: str, lines: Iterable[InvoiceLine]) -> bool:
    """Give the lines of a credit note these orders, and tell whether any line had others; call inside `ledger.writing`."""
    rows = connection.execute(
        "SELECT position, record, linked FROM invoice_line WHERE invoice_id = ? ORDER BY position", (invoice_id,)
    ).fetchall()
    changed = []
    for (position, record, linked), line in zip(rows, lines, strict=True):
        if _decoded(linked or record) != line:
            changed.append((position, line, _encoded(line) if line != _decoded(record) else None))
    places = [(invoice_id, position) for position, _, _ in changed]
    made_of = [(made, invoice_id, position) for position, _, made in changed]
    connection.executemany("UPDATE invoice_line SET linked = ? WHERE invoice_id = ? AND position = ?", made_of)
    connection.executemany("DELETE FROM invoice_order WHERE invoice_id = ? AND position = ?", places)
    _add_orders(connection, invoice_id, [(position, line) for position, line, _ in changed])
    return bool(changed)


def corrections(connection: Connection, invoice_id: str) -> tuple[CorrectedInvoice, ...]:
    """Return the invoices that an invoice of the ledger takes back, by number and day."""
    rows = connection.execute("SELECT number, day FROM invoice_correction WHERE invoice_id = ? ORDER BY number, day", (invoice_id,))
    return tuple(CorrectedInvoice(number, date.fromisoformat(day) if day else None) for number, day in rows)


def _add_orders(connection: Connection, invoice_id: str, held: Iterable[tuple[int, InvoiceLine]]) -> None:
    ids = (
        (invoice_id, position, order_id)
        for position, line in held
        for order_id in dict.fromkeys(one.casefold() for one in (*line.order_ids, *line.references))
    )
    connection.executemany("INSERT INTO invoice_order (invoice_id, position, order_id) VALUES (?, ?, ?)", ids)


def _decoded(record: str) -> InvoiceLine:
    return msgspec.json.decode(record, type=InvoiceLine)


def _encoded(line: InvoiceLine) -> str:
    return msgspec.json.encode(line, enc_hook=as_text).decode()


def _document(connection: Connection, one: KeptInvoice) -> Document:
    """Return an invoice of the ledger with its lines as it has them itself."""
    rows = connection.execute("SELECT record FROM invoice_line WHERE invoice_id = ? ORDER BY position", (one.id,))
    lines = [_decoded(record) for (record,) in rows]
    return Document(one.id, one.seller_id, one.number, one.day or first_day(one.month), corrections(connection, one.id), lines)


def _invoice(row: tuple[Any, ...]) -> KeptInvoice:
    """Return the invoice of a row, whose columns are in the order of its fields."""
    try:
        return msgspec.convert(dict(zip(KeptInvoice.__struct_fields__, row, strict=True)), KeptInvoice)
    except ledger.UNDECODABLE as error:
        raise ledger.unreadable("invoice", row[0], error) from None
