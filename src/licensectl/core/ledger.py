"""Records of the ledger for reports."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

# Table → its name for people; any other table goes by its own name.
TITLES = {
    "audit": "Audit trail",
    "quote_accepted": "Accepted quotes",
    "customer_former": "Former customer ids",
    "placed_line": "Order lines",
    "placed_order": "Orders",
    "quote": "Quotes",
    "quote_line": "Quote lines",
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
        return [(TITLES.get(table, table), count) for table, count in self.rows.items()]
