"""Every record of the ledger decoded, which no constraint of its tables does."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from licensectl.db.engine import Connection, streamed
from licensectl.db.messages import DAMAGED_ROW
from licensectl.domain.customers.model import Customer
from licensectl.domain.invoices.model import InvoiceLine
from licensectl.domain.quotes.saved import SavedQuote
from licensectl.domain.returns.question import parse_moment
from licensectl.errors import LicensectlError, Problem


def _amount(text: str) -> None:
    if not Decimal(text).is_finite():
        raise ValueError(f"'{text}' is no amount")


def _moment(text: str) -> None:
    if parse_moment(text) is None:
        raise ValueError(f"'{text}' is no moment")


# Of each table: what names a row, and how each column is decoded.
COLUMNS: dict[str, tuple[str, dict[str, Callable[[str], Any]]]] = {
    "customer": ("id", {"record": lambda text: msgspec.json.decode(text, type=Customer)}),
    "placed_order": ("id", {"placed": _moment}),
    "placed_line": ("order_id, number", {"unit_price": _amount}),
    "quote": (
        "id, revision",
        {
            "day": date.fromisoformat,
            "valid_until": date.fromisoformat,
            "net": _amount,
            "gross": _amount,
            "document": lambda text: msgspec.json.decode(text, type=SavedQuote),
        },
    ),
    "quote_line": ("id, revision, position", {"unit_price": _amount}),
    "invoice": ("id", {"net": _amount, "to_pay": _amount, "day": date.fromisoformat, "due": date.fromisoformat}),
    "invoice_line": ("invoice_id, position", {"record": lambda text: msgspec.json.decode(text, type=InvoiceLine)}),
}


def damaged(connection: Connection, name: str) -> Iterator[Problem]:
    """Yield a problem for each value that cannot be decoded: its table, the number of the row by its id, and the id."""
    for table, (ids, columns) in COLUMNS.items():
        many = len(ids.split(", "))
        rows = streamed(connection, f"SELECT {ids}, {', '.join(columns)} FROM {table} ORDER BY {ids}")
        for number, row in enumerate(rows, 1):
            for (column, decode), text in zip(columns.items(), row[many:], strict=True):
                try:
                    if text is not None:
                        decode(text)
                except (ValueError, InvalidOperation, LicensectlError) as error:
                    row_id = ", ".join(map(str, row[:many]))[:80]
                    reason = " ".join(str(error).split())[:120]
                    yield DAMAGED_ROW.at(name, table=table, number=number, id=row_id, column=column, reason=reason)
