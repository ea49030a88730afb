"""Quotes that customers accepted, in the ledger."""

from datetime import date

from licensectl.db.engine import Connection
from licensectl.db.ledger import note
from licensectl.domain.orders.accepted import QuoteAcceptance
from licensectl.domain.quotes.numbering import Label, key, label

FIELDS = "revision, day, po_number, po_date"
PUT = """INSERT INTO quote_accepted (id, revision, day, po_number, po_date) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, day = excluded.day, po_number = excluded.po_number,
    po_date = excluded.po_date"""
# A purchase order in the request is an acceptance as well; no text of the document can hold these quotes.
WITH_ORDER = '%"po_number":"%'


def accept(connection: Connection, number: str, accepted: QuoteAcceptance, who: str) -> None:
    """Put on record that the customer accepted a revision of a quote; call inside `ledger.writing`."""
    days = [one.isoformat() if one else None for one in (accepted.day, accepted.po_date)]
    connection.execute(PUT, (key(number), accepted.revision, days[0], accepted.po_number, days[1]))
    note(connection, who, "quote accepted", label(number, accepted.revision), accepted.po_number or "")


def of_number(connection: Connection, number: str) -> QuoteAcceptance | None:
    """Return the acceptance of the quote of this number; None if there is no such one."""
    row = connection.execute(f"SELECT {FIELDS} FROM quote_accepted WHERE id = ?", (key(number),)).fetchone()
    return _acceptance(*row) if row else None


def chosen(connection: Connection, named: Label) -> Label:
    """Return the accepted revision of a quote that is named by its number alone; else the label as it is."""
    accepted = None if named.revision else of_number(connection, named.number)
    return named._replace(revision=accepted.revision) if accepted else named


def every(connection: Connection) -> dict[str, QuoteAcceptance | None]:
    """Return the accepted quotes by their `key`; None for those that only have a purchase order in their newest request."""
    newest = "NOT EXISTS (SELECT 1 FROM quote later WHERE later.id = quote.id AND later.revision > quote.revision)"
    ordered = connection.execute(f"SELECT id FROM quote WHERE {newest} AND document LIKE ?", (WITH_ORDER,)).fetchall()
    accepted = connection.execute(f"SELECT id, {FIELDS} FROM quote_accepted").fetchall()
    return {row[0]: None for row in ordered} | {row[0]: _acceptance(*row[1:]) for row in accepted}


def _acceptance(revision: int, day: str, po_number: str | None, po_date: str | None) -> QuoteAcceptance:
    return QuoteAcceptance(int(revision), date.fromisoformat(day), po_number, date.fromisoformat(po_date) if po_date else None)
