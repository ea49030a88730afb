"""Records of the ledger for reports."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

# Table → its name for people, and its key in the JSON of `doctor`.
TITLES = {
    "audit": ("Audit trail", "audit_trail"),
    "customer": ("Customers", "customer"),
    "customer_former": ("Former customer ids", "former_customer_ids"),
    "invoice": ("Invoices", "invoice"),
    "invoice_correction": ("Corrections of invoices", "invoice_correction"),
    "invoice_line": ("Invoice lines", "invoice_line"),
    "invoice_order": ("Orders of invoice lines", "invoice_order"),
    "placed_line": ("Order lines", "order_lines"),
    "placed_order": ("Orders", "orders"),
    "quote": ("Quotes", "quotes"),
    "quote_accepted": ("Accepted quotes", "accepted_quotes"),
    "quote_line": ("Quote lines", "quote_lines"),
}


class AuditEntry(Struct, frozen=True):
    """A change: `number` counts them, `at` is a UTC instant in ISO form, `subject` the id of what was changed."""

    number: int
    at: str
    who: str
    what: str
    subject: str
    detail: str


class LedgerContents(NamedTuple):
    """A ledger: its file or address, its version (0 for an empty one, None if unknown), and the number of rows of each table."""

    name: str
    version: int | None
    rows: Mapping[str, int]

    @property
    def titled_rows(self) -> list[tuple[str, int]]:
        """Return the tables by their names for people, each with its number of rows."""
        return [(TITLES[table][0] if table in TITLES else table, count) for table, count in self.rows.items()]

    @property
    def keyed_rows(self) -> list[tuple[str, int, str]]:
        """Return the same, each with its key in the JSON of `doctor`."""
        keys = [TITLES[table][1] if table in TITLES else table for table in self.rows]
        return [(title, count, key) for (title, count), key in zip(self.titled_rows, keys, strict=True)]
